import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

extension Interpreter {
  /// A statement's error in words: what is wrong by the rules of the language, and what its writer will have meant who knows
  /// another one.
  func diagnostic(of error: any Error, in text: [UInt8]) -> Diagnostic {
    let parseError = error as? ParseError
    let diagnostic =
      parseError?.diagnostic(isFunction: session.isFunction) ?? (error as? any Diagnosable)?.diagnostic
      ?? (error as? Interruption)?.error(at: SourceRange(0, 0)).diagnostic
      ?? Diagnostic(code: "internal", message: "\(error)", range: SourceRange(0, 0))
    guard let place = Surroundings(of: diagnostic.range, in: text) else { return diagnostic }
    let notation = ForeignNotation(around: place, isFunction: session.isFunction)
    let reason = parseError?.reason
    if diagnostic.code == "missing-argument", let hint = transposeHint(diagnostic.range, text) {
      return diagnostic.replaced(by: hint, at: diagnostic.range)
    }
    if let hint = reason.flatMap(notation.derivativeHint) ?? argumentHint(error, place) {
      return diagnostic.replaced(by: hint, at: diagnostic.range)
    }
    if let (hint, range) = outerFunctionHint(error, place, diagnostic.range) {
      return diagnostic.replaced(by: hint, at: range)
    }
    if case .unknownNames? = (error as? SessionError)?.reason, let hint = notation.unknownNameHint {
      return diagnostic.replaced(by: hint, at: diagnostic.range)
    }
    if let hint = firstWordHint(of: error, place) {
      return diagnostic.replaced(by: hint, at: place.firstWord ?? diagnostic.range)
    }
    return reason.flatMap(notation.hint).map { diagnostic.replaced(by: $0, at: diagnostic.range) }
      ?? diagnostic
  }

  /// `A'` of an array, which is its transpose elsewhere.
  private func transposeHint(_ range: SourceRange, _ text: [UInt8]) -> Hint? {
    guard range.upperBound <= text.count else { return nil }
    let name = String(decoding: text[range.lowerBound..<range.upperBound], as: UTF8.self)
      .trimmingSuffix { "'′’".contains($0) }
    guard let operand = session.environment.variable(name)?.operand,
      !session.graph.shape(of: operand.id(in: session.graph)).isScalar
    else { return nil }
    return Hint("\(name)' is a derivative; the transpose is \(name).T", instead: "\(name).T")
  }

  /// Whether a text that failed is all that somebody typed to leave, as in other programs. A variable of that name would
  /// not have failed.
  func isFarewell(_ text: [UInt8], _ error: any Error) -> Bool {
    switch (error as? SessionError)?.reason {
    case .unknownNames?, .unknownFunction?: break
    default: return false
    }
    // No longer than the longest of them and some blanks.
    guard text.count <= 32 else { return false }
    let typed = String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace }
    return ["exit", "quit", "exit()", "quit()", "exit;", "quit;", "exit();", "quit();"].contains(typed)
  }

  /// Ends the session.
  mutating func leave() {
    isFinished = true
    try? emit(MessageOutcome(kind: QuitCommand().name, message: ""))
  }

  /// The hint on the word that the statement begins with, if that is the trouble: `let x = 3`, `grad z`, `vars`.
  private func firstWordHint(of error: any Error, _ place: Surroundings) -> Hint? {
    let statement = place.statement
    let word = String(statement.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    guard word.count > 1, word.first?.isLetter == true, session.environment.variable(word) == nil,
      session.environment.function(word) == nil, BuiltIns.constant(word) == nil
    else { return nil }
    let arguments = Self.withoutParentheses(statement.dropFirst(word.count))
    // Before an operator it was meant as a value.
    guard arguments.first.map({ $0.isLetter || $0.isNumber || "_([\"%".contains($0) }) ?? true else {
      return nil
    }
    let shown = arguments.count <= 60 ? Self.withoutDeclarations(arguments) : "…"
    guard isForeign(word, error, place) else { return nil }
    if CommandRegistry.commands.contains(where: { $0.name == word }) {
      return Hint(
        "'\(word)' is a command, which begins with a colon",
        instead: ":\(word)" + (shown.isEmpty ? "" : " \(shown)"))
    }
    if var hint = ForeignWord.hint(for: word, as: .statement, rest: shown) {
      // 'if' is there, but is none.
      if session.isFunction(word) == nil {
        hint.remark = hint.sentence(on: "'\(word)'", behind: "there is no '\(word)'")
      }
      return hint
    }
    guard session.isFunction(word) == nil, var hint = ForeignWord.hint(for: word, as: .command, rest: shown)
    else {
      return nil
    }
    hint.remark = hint.sentence(on: "'\(word)'", behind: "there is no '\(word)'")
    return hint
  }

  /// Whether the first word of a statement can be what is wrong: it stands before something that is no operator, or
  /// stands for nothing and is known elsewhere.
  private func isForeign(_ word: String, _ error: any Error, _ place: Surroundings) -> Bool {
    if let reason = (error as? ParseError)?.reason {
      switch reason {
      case .missingOperator, .misplacedAssignment(isUpdate: false): return true
      case .unexpectedCharacter, .missingBetween, .unexpectedComma, .invalidTarget:
        return session.isFunction(word) == nil
      default: return false
      }
    }
    guard place.before.isEmpty else { return false }
    switch (error as? SessionError)?.reason {
    case .unknownNames(let names)?:
      return names.first?.name == word && ForeignWord.hint(for: word, as: .name) == nil
    case .unknownFunction(word, let hint)?:
      return CommandRegistry.commands.contains { $0.name == word }
        || (hint?.instead == nil
          && [.statement, .command].contains { ForeignWord.hint(for: word, as: $0) != nil })
    default: return false
    }
  }

  /// The hint on the function that is called around an unknown name, if it is unknown too: `D(f)`.
  private func outerFunctionHint(
    _ error: any Error, _ place: Surroundings, _ range: SourceRange
  ) -> (Hint, SourceRange)? {
    switch (error as? SessionError)?.reason {
    case .unknownNames?, .functionAsVariable?: break
    default: return nil
    }
    guard place.before.last == "(", !place.isApart else { return nil }
    let name = String(
      place.before.dropLast().reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    guard session.isFunction(name) == nil, let hint = ForeignWord.hint(for: name, as: .function) else {
      return nil
    }
    let end = range.lowerBound - 1
    return (
      Hint("unknown function '\(name)'\(hint.continuation)", instead: hint.instead),
      SourceRange(end - name.utf8.count, end)
    )
  }

  /// The hint on a command's argument that is a word between arguments elsewhere: `:diff p by E`, `:for i in 1:10`.
  private func argumentHint(_ error: any Error, _ place: Surroundings) -> Hint? {
    guard case .notAnInput(let name, .unknown)? = (error as? SessionError)?.reason,
      place.statement.first == ":"
    else {
      return nil
    }
    if ["by", "wrt", "along", "over", "in"].contains(name), !place.after.isEmpty, !place.before.isEmpty {
      return Hint(
        "arguments stand side by side, without '\(name)'", instead: "\(place.before) \(place.after)")
    }
    let command = place.statement.prefix { !$0.isWhitespace }
    guard command == ":for", !place.after.isEmpty else { return nil }
    return Hint(
      "':for' is short for ':forward'; ':repeat' runs statements several times", instead: ":repeat 10 …")
  }

  /// `k = 3` for `double k = 3`.
  private static func withoutDeclarations(_ text: String) -> String {
    var rest = text
    while let blank = rest.firstIndex(of: " ") {
      let tail = String(rest[rest.index(after: blank)...])
      let hint = ForeignWord.hint(for: String(rest[..<blank]), as: .statement, rest: tail)
      guard hint?.instead == tail else { break }
      rest = tail
    }
    return rest
  }

  /// What stands in the parentheses that a text is as a whole, or the text.
  private static func withoutParentheses(_ text: Substring) -> String {
    var inner = text
    while inner.first?.isWhitespace == true { inner.removeFirst() }
    while inner.last?.isWhitespace == true { inner.removeLast() }
    guard inner.first == "(", inner.last == ")",
      !inner.dropFirst().dropLast().contains(where: { "()".contains($0) })
    else { return String(inner) }
    return String(inner.dropFirst().dropLast())
  }
}

extension Diagnostic {
  /// The error with other words and another suggestion, where the hint has them.
  fileprivate func replaced(by hint: Hint, at range: SourceRange) -> Diagnostic {
    var changed = Diagnostic(
      code: code, message: hint.remark ?? message, range: range,
      suggestion: hint.instead ?? (hint.remark == nil ? suggestion : nil))
    changed.names = names
    return changed
  }
}

extension String {
  /// The text without the characters at its end that suit.
  fileprivate func trimmingSuffix(_ suits: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, suits(last) { text.removeLast() }
    return String(text)
  }
}
