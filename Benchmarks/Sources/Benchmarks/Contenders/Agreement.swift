/// Whether two contenders computed the same.
enum Agreement {
  /// The largest difference relative to the numbers, where a number that is smaller than a millionth of the largest
  /// counts as that; NaN if one of them has no number.
  static func largestDifference(_ answers: [Double], _ expected: [Double]) -> Double {
    guard answers.count == expected.count else { return .nan }
    let floor = (expected.map(abs).max() ?? 0) * 1e-6
    var largest = 0.0
    for (answer, expectation) in zip(answers, expected) {
      let difference = abs(answer - expectation)
      if !difference.isFinite { return .nan }
      if difference > 0 { largest = max(largest, difference / max(abs(expectation), floor)) }
    }
    return largest
  }

  /// The largest difference that rounding may leave.
  static let tolerance = 1e-9
}
