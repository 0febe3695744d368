import Memory
import Pictures

/// A JSON value whose objects keep the order of their members.
package enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  package static func == (a: JSON, b: JSON) -> Bool { a.text == b.text }

  /// A list of what becomes of the elements, of which there can be many; of which some are missing if there is too little
  /// memory for them (``MemoryRoom/wasRefused``).
  static func list<Elements: Sequence>(
    of elements: Elements, _ transform: (Elements.Element) -> JSON
  ) -> JSON {
    var list: [JSON] = []
    for (position, element) in elements.enumerated() {
      if isDue(position), MemoryRoom.wasRefused || !MemoryRoom.allowsMore { break }
      list.append(transform(element))
    }
    return .array(list)
  }

  /// How many elements are made or written between two questions for memory.
  private static let elementsBetweenQuestions = 256

  /// Whether to ask at an element: not in short lists, of which there are many.
  private static func isDue(_ index: Int) -> Bool {
    index % elementsBetweenQuestions == elementsBetweenQuestions - 1
  }

  /// A list of numbers.
  package static func numbers(_ numbers: [Double]) -> JSON { .list(of: numbers) { .number($0) } }

  /// A number, or null where there is none.
  package static func optional(_ number: Double?) -> JSON { number.map { .number($0) } ?? .null }

  /// The value in one line, without blanks.
  package var text: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value): output += Self.text(of: value)
    case .string(let value): Self.write(value, to: &output)
    case .array(let elements):
      output += "["
      for (index, element) in elements.enumerated() {
        if Self.isDue(index), !Self.mayGrow(output) { break }
        if index > 0 { output += "," }
        element.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        Self.write(member.0, to: &output)
        output += ":"
        member.1.write(to: &output)
      }
      output += "}"
    }
  }

  /// Whether there is memory to add to a text, which may move to a place that is twice as large.
  private static func mayGrow(_ output: String) -> Bool {
    !MemoryRoom.wasRefused && MemoryRoom.allows(2 * output.utf8.count)
  }

  /// The shortest digits that read back as the same number; JSON has no words for what is not finite, so those are
  /// strings.
  private static func text(of number: Double) -> String {
    if number.isNaN { return number.isUndecided ? "\"undecided\"" : "\"NaN\"" }
    if number.isInfinite { return number > 0 ? "\"Infinity\"" : "\"-Infinity\"" }
    return number.description
  }

  private static func write(_ string: String, to output: inout String) {
    output += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\t": output += "\\t"
      case "\r": output += "\\r"
      // Programs read the same either way, and a terminal is not misled.
      case _ where misleadsReaders(scalar):
        for unit in UTF16.encode(scalar) ?? .init() {
          let digits = String(unit, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
