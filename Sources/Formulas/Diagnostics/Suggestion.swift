/// Finds what somebody may have meant.
package enum Suggestion {
  /// Names longer than this are not compared, so that the cost stays small.
  private static let longestName = 64

  /// The candidate that `name` is most likely a slip for, or nil if none is near.
  ///
  /// Near are, the nearest first: the same name in other letter case; one slip (a letter added, left out,
  /// replaced, or two neighbours swapped); a candidate that `name`, of three letters or more, is the
  /// beginning of; two slips, in names of five letters or more. The answer does not depend on the order of
  /// the candidates.
  ///
  ///     Suggestion.nearest(to: "sinn", among: ["sin", "sinh", "cos"])  // "sin"
  ///
  /// - Complexity: O(*n*) in the number of candidates; a candidate costs at most the product of two lengths,
  ///   and nothing where name or candidate is longer than 64 bytes.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    guard name.utf8.count <= longestName else { return nil }
    let slip = Array(name.lowercased())
    var best: (cost: Int, name: String)?
    for candidate in candidates where candidate != name && candidate.utf8.count <= longestName {
      guard let cost = cost(slip, Array(candidate.lowercased())) else { continue }
      if let best, (best.cost, best.name) <= (cost, candidate) { continue }
      best = (cost, candidate)
    }
    return best?.name
  }

  /// How far a candidate is from what was typed, nil if too far.
  private static func cost(_ slip: [Character], _ candidate: [Character]) -> Int? {
    if slip == candidate { return 0 }
    // A name of one letter is one slip from every other: to suggest any would be a guess.
    let limit = min(slip.count <= 4 ? 1 : 2, min(slip.count, candidate.count) - 1)
    let isBeginning = slip.count >= 3 && candidate.starts(with: slip)
    let slips = abs(slip.count - candidate.count) <= limit ? editDistance(slip, candidate) : .max
    // The longer common beginning decides between equals: people seldom miss the first letters.
    let common = zip(slip, candidate).prefix { $0 == $1 }.count
    if slips == 1, slips <= limit { return 100 - common }
    if isBeginning { return 200 + candidate.count - slip.count }
    return slips <= limit ? 400 - common : nil
  }

  /// The least number of letters to add, leave out, replace, or swap with their neighbour that turns one into
  /// the other: the Damerau–Levenshtein distance where no letter takes part in two changes.
  private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
        var distance = min(replaced, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          distance = min(distance, beforePrevious[column - 1] + 1)
        }
        current.append(distance)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous.last ?? 0
  }
}
