package import Memory

/// Joins the lines of a statement that goes over several: tells after each line whether it is complete.
///
///     var lines = LineAssembler()
///     lines.add(Array("z = x*(y".utf8))  // .unfinished(.openParenthesis)
///     lines.add(Array("+ 1)".utf8))      // .complete
///     lines.text                         // "z = x*(y\n+ 1)"
///
/// A statement goes on while a parenthesis or a bracket is open, behind an operator, a comma, `=` or `:=`, and behind a
/// trailing `\`, which a blank replaces. Blank lines and comments change nothing, but a blank line behind `\`
/// ends the statement. A command goes on behind `\` only: its arguments need not be formulas. A line that begins with
/// a command belongs to no formula, so that a forgotten parenthesis takes along nothing but its own statement. Where
/// the text is wrong, the statement counts as complete, so that the parser gets to say why.
///
/// - Complexity: a line costs time in proportion to its own length.
package struct LineAssembler {
  /// The lines so far, joined by newlines.
  package internal(set) var text: [UInt8] = []

  /// How many lines there are.
  package private(set) var lineCount = 0

  /// Where in the last line its content ends: behind it stand blanks and a comment at most.
  private(set) var contentEnd = 0

  /// How many parentheses are open in the statement.
  private var depth = 0

  /// How many brackets are open in the statement: in them, `;` separates rows.
  private var bracketDepth = 0

  /// What the statement is.
  private var statement = StatementKind.none

  /// What the lines come from, as far as that says whether they have prompts.
  var source: Source

  /// Whether the statement began with a prompt.
  var isPrompted = false

  /// Why the statement cannot end where it ends, parentheses and brackets aside.
  private var openEnd: Reason?

  private enum StatementKind { case none, formula, command }

  /// Whether more lines are needed.
  package enum Progress: Hashable, Sendable {
    /// The text can be parsed.
    case complete

    /// Another line belongs to it.
    case unfinished(Reason)

    /// The line begins with a command, or with a prompt, as the statement did. The text is what was there before,
    /// unfinished, and the line is to be taken next.
    case endedByCommand([UInt8])
  }

  /// What more lines are needed for.
  package enum Reason: Hashable, Sendable {
    /// A parenthesis or a bracket is open.
    case openParenthesis

    /// An operator needs its right operand.
    case openOperator

    /// Something is to follow a comma.
    case openComma

    /// Something is to follow `=` or `:=`.
    case openAssignment

    /// The line ends with `\`.
    case backslash
  }

  /// No lines.
  ///
  /// - Parameter mayBeCopied: Whether the lines may be copied from a session as a whole, with what it printed.
  package init(mayBeCopied: Bool = false) { source = mayBeCopied ? .unknown : .script }

  /// Forgets all lines, but keeps the memory of ordinary ones for the next.
  package mutating func reset() {
    text.removeAll(keepingCapacity: text.capacity <= Self.keptCapacity)
    (lineCount, depth, bracketDepth, statement, openEnd, isPrompted) = (0, 0, 0, .none, nil, false)
  }

  /// Forgets the text of the lines, but not whether they are complete: the rest of a statement that nobody will run.
  package mutating func dropText() { text = [] }

  /// Hands the text over, in exchange for an earlier one whose memory can be used again, and forgets all lines.
  package mutating func exchangeText(for earlier: inout [UInt8]) {
    swap(&text, &earlier)
    reset()
  }

  /// How much memory is kept from one statement to the next.
  private static let keptCapacity = 64 * 1024

  /// Adds a line, without its newline.
  package mutating func add(_ line: [UInt8], takesPrompts: () -> Bool = { false }) -> Progress {
    add(
      { text in
        text += line
        return true
      }, takesPrompts: takesPrompts) ?? .complete
  }

  /// Adds the line that `appendLine` appends to the text; nil if it finds none. If the line is long, it may be stopped now
  /// and then; if it says no, no line is added either. `takesPrompts` is asked whether a line that begins with one may
  /// be read without it.
  package mutating func add(
    _ appendLine: (_ text: inout [UInt8]) throws -> Bool, _ cancellation: Cancellation = .never,
    takesPrompts: () -> Bool = { false }
  ) rethrows -> Progress? {
    let length = text.count
    if lineCount > 0 { text.append(UInt8(ascii: "\n")) }
    let start = text.count
    guard try appendLine(&text) else {
      text.removeSubrange(length...)
      return nil
    }
    let line = takePrompt(at: start, takesPrompts)
    if line == .printed { text.removeSubrange(start...) }
    if line == .newStatement || (lineCount > 0 && statement == .formula && beginsCommand(at: start)) {
      let line = Array(text[start...])
      text.removeSubrange(length...)
      return .endedByCommand(line)
    }
    guard let contentEnd = try? scan(from: start, cancellation) else {
      text.removeSubrange(length...)
      return nil
    }
    lineCount += 1
    self.contentEnd = contentEnd - start
    if contentEnd > start, text[contentEnd - 1] == UInt8(ascii: "\\") {
      text[contentEnd - 1] = UInt8(ascii: " ")
      openEnd = .backslash
    }
    if statement != .command, depth > 0 || bracketDepth > 0 { return .unfinished(.openParenthesis) }
    return openEnd.map { .unfinished($0) } ?? .complete
  }

  /// Whether a line begins as only commands do. `:=` goes on with an update.
  private func beginsCommand(at start: Int) -> Bool {
    guard let first = text[start...].firstIndex(where: { !isASCIIBlank($0) }) else { return false }
    switch text[first] {
    case UInt8(ascii: "?"): return true
    case UInt8(ascii: ":"): return text[(first + 1)...].first != UInt8(ascii: "=")
    default: return false
    }
  }

  /// Follows the statements of a line; returns where its content ends.
  private mutating func scan(from start: Int, _ cancellation: Cancellation) throws(ParseError) -> Int {
    // This is the line that it asked for.
    if openEnd == .backslash { openEnd = nil }
    var bytes = PlainBytes(text, in: SourceRange(start, text.count))
    var statementStart = start
    while true {
      // Most bytes say only that a statement has begun.
      if bytes.skipOrdinary(), statement == .none { statement = .formula }
      guard let offset = try bytes.next(cancellation) else { break }
      let byte = text[offset]
      switch byte {
      case _ where statement == .command || isASCIIBlank(byte): continue
      case UInt8(ascii: ";") where bracketDepth == 0:
        (statement, depth, openEnd) = (.none, 0, nil)
        statementStart = offset + 1
        continue
      case UInt8(ascii: ":") where statement == .none, UInt8(ascii: "?") where statement == .none:
        statement = .command
        continue
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case UInt8(ascii: "["): bracketDepth += 1
      case UInt8(ascii: "]"): bracketDepth = max(0, bracketDepth - 1)
      default: break
      }
      statement = .formula
    }
    if bytes.contentEnd > statementStart, statement == .formula {
      openEnd = reason(from: statementStart, to: bytes.contentEnd)
    }
    return bytes.contentEnd
  }

  /// Why a formula cannot end with the text in a range.
  private func reason(from start: Int, to end: Int) -> Reason? {
    // Behind `x++` nothing is to follow: elsewhere it is a statement.
    if end - start >= 2, text[end - 1] == text[end - 2],
      text[end - 1] == UInt8(ascii: "+") || text[end - 1] == UInt8(ascii: "-")
    {
      return nil
    }
    switch text[end - 1] {
    case UInt8(ascii: ","): return .openComma
    case _ where OperatorSpellings.all.ending(text, from: start, at: end) != nil: return .openOperator
    case UInt8(ascii: "="): return .openAssignment
    default: return nil
    }
  }
}
