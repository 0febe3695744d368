import AutoDiff
import Formulas
import Pictures
import Sessions

struct EchoCommand: Command {
  let name = "echo"
  let group = CommandGroup.session
  let usage = ":echo text with {formulas}"
  let summary = "print a text, and values in it"
  let discussion = """
    Prints the rest of the line. A formula in braces is replaced by its value;
    {{ and }} are braces. A text in double quotes may begin and end with blanks
    and hold a '#'. The formulas leave no nodes behind.
    """
  let example = """
    ad> x = 3; y = 4;
    ad> :echo |(x, y)| = {sqrt(x^2 + y^2)}; {{x}} stays
    |(x, y)| = 5; {x} stays
    """
  let takesWholeLine = true

  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> (any Outcome)? {
    let graph = interpreter.session.graph
    let start = graph.checkpoint
    defer { graph.rollBack(to: start) }
    var parts: [EchoOutcome.Part] = []
    for piece in try arguments.braced() {
      switch piece {
      case .text(let text): parts.append(.text(text))
      case .formula(let range):
        guard let formula = try arguments.formula(in: range) else {
          throw CommandError("missing-formula", "there is no formula between the braces", at: range)
        }
        parts.append(.value(try interpreter.session.value(of: interpreter.session.lower(formula))))
      }
    }
    return EchoOutcome(parts: parts, numbers: interpreter.settings.numberFormat)
  }
}

extension CommandArguments {
  /// A part of a text: as it is, or a formula in braces.
  fileprivate enum Piece {
    case text(String)
    case formula(SourceRange)
  }

  /// The text, with the places of the formulas in it.
  fileprivate func braced() throws -> [Piece] {
    let (open, close, quote) = (UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""))
    var (position, end) = (range.lowerBound, range.upperBound)
    if end - position > 1, bytes[position] == quote, bytes[end - 1] == quote,
      !bytes[position + 1..<end - 1].contains(quote)
    {
      (position, end) = (position + 1, end - 1)
    }
    var pieces: [Piece] = []
    var text: [UInt8] = []
    while position < end {
      let byte = bytes[position]
      let isDoubled = position + 1 < end && bytes[position + 1] == byte
      // A newline is where the line was continued.
      if byte == UInt8(ascii: "\n") {
        while let last = text.last, isASCIIBlank(last) { text.removeLast() }
        position += 1
        while position < end, isASCIIBlank(bytes[position]) { position += 1 }
        text.append(UInt8(ascii: " "))
        continue
      }
      if byte != open && byte != close || isDoubled {
        text.append(byte)
        position += byte == open || byte == close ? 2 : 1
        continue
      }
      guard byte == open, let closing = bytes[position..<end].firstIndex(of: close) else {
        throw CommandError(
          "unbalanced-brace",
          byte == open
            ? "'{' was never closed: write {{ for a brace" : "'}' has no '{': write }} for a brace",
          at: SourceRange(position, position + 1))
      }
      if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
      text = []
      pieces.append(.formula(SourceRange(position + 1, closing)))
      position = closing + 1
    }
    if !text.isEmpty { pieces.append(.text(String(decoding: text, as: UTF8.self))) }
    return pieces
  }
}

/// A text that was to be printed.
struct EchoOutcome: Outcome {
  /// A part of it: foreign text, or a number.
  enum Part {
    case text(String)
    case value(Double)
  }

  let parts: [Part]
  let numbers: NumberFormat

  var kind: String { "echo" }
  var showsEmptyLine: Bool { true }

  var members: [(String, JSON)] {
    let texts = parts.map { part in
      switch part {
      case .text(let text): text
      case .value(let value): numbers.string(value)
      }
    }
    return [("text", .string(texts.joined()))]
  }

  func text(_ style: TextStyle) -> StyledText {
    parts.map { part in
      switch part {
      case .text(let text): StyledText(verbatim: text)
      case .value(let value): style.value(value)
      }
    }.joined()
  }
}
