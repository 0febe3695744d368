import Formulas

/// What stands after a command's name, taken apart.
package struct CommandArguments {
  /// The text in which the command stands.
  let source: SourceText

  /// Where the arguments stand in it.
  let range: SourceRange

  /// A stretch of text without blanks, but for those in brackets, or between quotes.
  struct Word {
    let text: String
    let range: SourceRange

    /// Whether the quote that it begins with, if any, has its counterpart.
    var isClosed = true
  }

  /// The options that were given, by name, with their values.
  private(set) var options: [String: Word] = [:]

  /// An option that the command does not have, or whose value is missing.
  private(set) var optionError: CommandError?

  /// The text with blanks in the place of the options, so that places in it stay right.
  private(set) var bytes: [UInt8]

  /// Asked now and then while a long formula is parsed.
  let goOn: () -> Bool

  init(
    of command: any Command, _ source: SourceText, _ range: SourceRange, while goOn: @escaping () -> Bool
  ) {
    self.source = source
    self.goOn = goOn
    self.range = range
    bytes = source.bytes
    if !command.options.isEmpty { takeOptions(of: command) }
  }

  /// Whether nothing is left besides options.
  var isEmpty: Bool { words.isEmpty }

  /// The words that are left besides options.
  var words: [Word] { Self.words(in: bytes, range, while: goOn) }

  /// The words that are left besides options, where further characters separate them.
  func words(separatedBy separators: [UInt8]) -> [Word] {
    Self.words(in: bytes, range, separators: Self.blanks + separators, while: goOn)
  }

  /// The text that is left besides options, as it was typed.
  var text: String { String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self) }

  /// The one formula that the arguments are, or nil if there are none.
  func formula() throws -> Formula? { try formula(in: range) }

  /// The one formula in a part of the arguments, or nil if there is nothing.
  func formula(in range: SourceRange) throws -> Formula? {
    try checkOptions()
    if Self.words(in: bytes, range, while: goOn).isEmpty { return nil }
    do {
      return try StatementParser.parseFormula(bytes, in: range, while: goOn)
    } catch {
      // That statements are separated by ';' is no help in a command.
      let diagnostic = error.diagnostic
      if diagnostic.suggestion != ";" { throw error }
      throw CommandError(diagnostic.code, diagnostic.message, at: diagnostic.range)
    }
  }

  /// What stands before and after the colon that separates a target from names, where there is one.
  func splitAtColon() throws -> (target: SourceRange, names: SourceRange?) {
    try checkOptions()
    let parts = Self.parts(of: bytes, range, separators: [.init(ascii: ":")], atMost: 2)
    guard parts.count == 2 else { return (range, nil) }
    return (parts[0], SourceRange(parts[1].lowerBound, range.upperBound))
  }

  /// The parts of a stretch of the arguments that commas separate: at least one, which may be empty.
  func parts(betweenCommasIn range: SourceRange) -> [SourceRange] {
    Self.parts(of: bytes, range, separators: [.init(ascii: ",")], atMost: .max)
  }

  /// The names in a part of the arguments, separated by blanks or commas.
  func names(in range: SourceRange) -> [Statement.Name] {
    Self.words(in: bytes, range, separators: Self.blanks + [.init(ascii: ",")], while: goOn)
      .map { Statement.Name(text: $0.text, range: $0.range) }
  }

  /// The range without blanks and a comma or colon at its end.
  func withoutTrailingSeparator(_ range: SourceRange) -> SourceRange {
    var end = range.upperBound
    while end > range.lowerBound, Self.blanks.contains(bytes[end - 1]) { end -= 1 }
    if end > range.lowerBound, [.init(ascii: ","), .init(ascii: ":")].contains(bytes[end - 1]) { end -= 1 }
    return SourceRange(range.lowerBound, end)
  }

  /// Throws what is wrong with the options.
  func checkOptions() throws {
    if let optionError { throw optionError }
  }

  private mutating func takeOptions(of command: any Command) {
    var words = words[...]
    while let word = words.popFirst() {
      let known = command.options.first { $0.name == word.text }
      let looksLikeOption = word.text.hasPrefix("--") && word.text.dropFirst(2).first?.isLetter == true
      guard let option = known else {
        if looksLikeOption, optionError == nil {
          optionError = CommandError(
            "unknown-option", "':\(command.name)' has no option '\(word.text)'", at: word.range,
            suggestion: Suggestion.nearest(to: word.text, among: command.options.map(\.name)))
        }
        continue
      }
      blank(word.range)
      guard let placeholder = option.value else {
        options[option.name] = word
        continue
      }
      guard let value = words.popFirst() else {
        optionError = CommandError(
          "missing-value", "'\(option.name)' needs a value", at: word.range,
          suggestion: "\(option.name) \(placeholder)")
        return
      }
      blank(value.range)
      options[option.name] = value
    }
  }

  private mutating func blank(_ range: SourceRange) {
    for position in range.lowerBound..<range.upperBound { bytes[position] = .init(ascii: " ") }
  }
}
