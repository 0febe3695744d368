extension StyledText: ExpressibleByStringInterpolation {
  /// Plain text.
  package init(stringLiteral text: String) {
    self.init(text)
  }

  /// What an interpolated literal has collected.
  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.text
  }

  /// Collects the parts of a literal such as `"\("x", .name) = \(value, .value)"`.
  package struct StringInterpolation: StringInterpolationProtocol {
    /// The parts so far.
    fileprivate var text = StyledText()

    /// Nothing is reserved: most lines are short.
    package init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds what stands between the interpolations, as plain text of our own.
    package mutating func appendLiteral(_ literal: String) {
      text.append(literal)
    }

    /// Adds a foreign value in a role, with its control characters escaped.
    package mutating func appendInterpolation(
      _ value: some CustomStringConvertible, _ role: Role = .plain
    ) {
      text += StyledText(verbatim: value.description, role)
    }

    /// Adds styled text as it is.
    package mutating func appendInterpolation(_ styled: StyledText) {
      text += styled
    }
  }
}
