extension NumberFormat {
  /// A count with its digits in groups of three.
  ///
  ///     NumberFormat.grouped(1234567)  // 1,234,567
  package static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var grouped = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.utf8.count - index).isMultiple(of: 3) { grouped += "," }
      grouped.append(digit)
    }
    return grouped
  }

  /// A count with what is counted.
  ///
  ///     NumberFormat.count(1, "node")                      // 1 node
  ///     NumberFormat.count(3, "node")                      // 3 nodes
  ///     NumberFormat.count(2, "entry", plural: "entries")  // 2 entries
  ///
  /// - Parameters:
  ///   - number: How many.
  ///   - noun: What one of them is called.
  ///   - plural: What several are called; the noun with an `s` if not given.
  /// - Returns: The number with its noun.
  package static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
