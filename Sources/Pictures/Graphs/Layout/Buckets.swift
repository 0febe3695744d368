/// Numbers sorted into numbered buckets, in two arrays: what each vertex, layer or item has of something.
///
///     Buckets(keys: [2, 0, 2], count: 3).members(of: 2)  // [0, 2]
struct Buckets {
  /// For each bucket the place of its first member, and at the end the number of all members.
  private(set) var starts: [Int]
  /// The members, bucket after bucket.
  private(set) var members: [Int]

  /// Sorts the positions of the keys into buckets 0 to `count - 1`. A bucket keeps their order; keys of no bucket are
  /// left out.
  ///
  /// - Complexity: O(*n* + `count`) in the number of keys.
  init(keys: [Int], count: Int) {
    starts = Array(repeating: 0, count: count + 1)
    for key in keys where key >= 0 && key < count { starts[key + 1] += 1 }
    for bucket in 0..<count { starts[bucket + 1] += starts[bucket] }
    members = Array(repeating: 0, count: starts[count])
    var ends = starts
    for (position, key) in keys.enumerated() where key >= 0 && key < count {
      members[ends[key]] = position
      ends[key] += 1
    }
  }

  /// Where the members of a bucket stand among all members.
  func places(of bucket: Int) -> Range<Int> {
    starts[bucket]..<starts[bucket + 1]
  }

  /// The members of a bucket, in order.
  func members(of bucket: Int) -> ArraySlice<Int> {
    members[places(of: bucket)]
  }
}
