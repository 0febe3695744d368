import Memory
import Formulas

extension CommandArguments {
  /// A name with what it is bound to: `x`, `x=3`, or `x=-10..10`.
  struct Binding {
    let name: Statement.Name
    let value: Value?

    /// What stands behind the `=`.
    enum Value: Equatable {
      case formula(SourceRange)
      case interval(SourceRange, SourceRange)
    }
  }

  /// The names in a part of the arguments with what they are bound to, separated by blanks or commas. O(length).
  func bindings(in range: SourceRange) throws(Interruption) -> [Binding] {
    try Self.words(in: bytes, range, separators: Self.blanks + [.init(ascii: ",")], cancellation).map {
      word in
      let parts = Self.parts(of: bytes, word.range, separators: [.init(ascii: "=")], atMost: 2)
      let name = Statement.Name(text: text(parts[0]), range: parts[0])
      return Binding(name: name, value: parts.count < 2 ? nil : value(in: parts[1]))
    }
  }

  /// A formula, or an interval if there are two dots outside brackets.
  func value(in range: SourceRange) -> Binding.Value {
    let dots = Self.parts(of: bytes, range, separators: [.init(ascii: ".")], atMost: .max)
    // Between two dots stands nothing; a number may have one of its own. Three are none that belong together.
    let gaps = dots.dropFirst().dropLast().filter(\.isEmpty)
    guard gaps.count == 1, let gap = gaps.first else { return .formula(range) }
    return .interval(
      SourceRange(range.lowerBound, gap.lowerBound - 1), SourceRange(gap.upperBound + 1, range.upperBound))
  }
}
