extension ClosedRange<Double> {
  /// The place at a part of the way from the lower to the upper end; never beyond the range of doubles.
  package func place(at part: Double) -> Double { lowerBound * (1 - part) + upperBound * part }

  /// The place of a step, of which so many go from end to end.
  package func place(ofStep step: Int, of count: Int) -> Double { place(at: Double(step) / Double(count)) }
}
