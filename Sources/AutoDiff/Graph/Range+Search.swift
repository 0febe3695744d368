extension Range<Int> {
  /// The first index from which on `isReached` holds, in a range in which it never ceases to; the end if there is none.
  /// O(log *n*).
  @inline(__always)
  package func first(from isReached: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if isReached(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
