import AutoDiff

/// A piece of JavaScript, and how tightly its last operation binds.
struct JavaScriptCode {
  /// How tightly operations bind, the loosest first.
  enum Level: Int, Comparable {
    case sum, product, prefix, atom

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  let text: String
  let level: Level

  init(_ text: String, _ level: Level = .atom) { (self.text, self.level) = (text, level) }

  /// A number in shortest form.
  init(_ value: Double) {
    if value.isNaN {
      self.init("NaN")
    } else if value.isInfinite {
      self.init(value < 0 ? "-Infinity" : "Infinity", value < 0 ? .prefix : .atom)
    } else {
      let text = value.description
      self.init(
        text.hasSuffix(".0") ? String(text.dropLast(2)) : text, value.sign == .minus ? .prefix : .atom)
    }
  }

  /// The value of a primitive at these operands.
  init(_ rule: JavaScriptRule, _ operands: [JavaScriptCode]) {
    switch rule.writing {
    case .prefix(let sign): self.init(sign + operands[0].bracketed(below: .atom), .prefix)
    case .infix(let sign, let level):
      // The second operand in brackets where it binds no tighter: a - (b - c).
      let tighter = level == .sum ? Level.product : .prefix
      self.init(
        "\(operands[0].bracketed(below: level)) \(sign) \(operands[1].bracketed(below: tighter))", level)
    case .comparison(let sign):
      self.init(
        "+(\(operands[0].bracketed(below: .sum)) \(sign) \(operands[1].bracketed(below: .sum)))", .prefix)
    case .call(let name): self.init("\(name)(\(operands.map(\.text).joined(separator: ", ")))")
    }
  }

  private func bracketed(below limit: Level) -> String { level < limit ? "(\(text))" : text }
}
