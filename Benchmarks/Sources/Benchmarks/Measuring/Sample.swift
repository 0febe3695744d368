/// The results of several rounds of one measurement.
struct Sample {
  let values: [Double]

  var median: Double { quantile(0.5) }

  /// The quartiles, which half of the rounds lie between.
  var quartiles: (low: Double, high: Double) { (quantile(0.25), quantile(0.75)) }

  /// The ratios to the results of another contender in the same rounds. What disturbs the machine for longer than a
  /// round disturbs both.
  func ratios(to other: Sample) -> Sample {
    Sample(values: zip(values, other.values).map { $0 / $1 })
  }

  /// Each result multiplied by a factor.
  func scaled(by factor: Double) -> Sample { Sample(values: values.map { $0 * factor }) }

  private func quantile(_ fraction: Double) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    let position = fraction * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }
}
