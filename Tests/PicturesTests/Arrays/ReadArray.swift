import Pictures

/// An array as the language would read it: `[1, 2]`, `[1, 2; 3, 4]`, `[[1, 2]]`, with a power of ten before it.
struct ReadArray: Equatable {
  var shape: PrintedShape
  var elements: [Double]

  /// Reads the array; nil if it is none. Newlines within brackets are blanks.
  init?(_ text: String) {
    var text = text.filter { $0 != " " && $0 != "\n" }[...]
    var unit = 1.0
    if let star = text.firstIndex(of: "*") {
      guard let power = Double(text[..<star]) else { return nil }
      unit = power
      text = text[star...].dropFirst()
    }
    let isNested = text.hasPrefix("[[")
    let brackets = isNested ? 2 : 1
    guard text.hasPrefix("["), text.hasSuffix(isNested ? "]]" : "]") else { return nil }
    text = text.dropFirst(brackets).dropLast(brackets)
    if text.isEmpty {
      (shape, elements) = (.vector(0), [])
      return
    }
    let rows = text.split(separator: ";", omittingEmptySubsequences: false).map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    }
    guard let columns = rows.first?.count, rows.allSatisfy({ $0.count == columns }) else { return nil }
    let numbers = rows.joined().compactMap { $0 }
    guard numbers.count == rows.count * columns else { return nil }
    elements = numbers.map { $0 * unit }
    let isMatrix = isNested || rows.count > 1
    shape = isMatrix ? .matrix(rows: rows.count, columns: columns) : .vector(columns)
  }
}
