import Memory
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

  /// The options that were given, by name, with their values, or themselves where they take none.
  private var options: [String: Word] = [:]

  /// What the command is called, and takes.
  let name: String
  let syntax: CommandSyntax

  /// An option that the command does not have, or whose value is missing.
  private var optionError: CommandError?

  /// The text with blanks in the place of the options, so that places in it stay right.
  private(set) var bytes: [UInt8]

  /// Asked now and then while a long formula is parsed.
  let cancellation: Cancellation

  init(
    of command: any Command, _ source: SourceText, _ range: SourceRange, _ cancellation: Cancellation
  ) throws(Interruption) {
    self.source = source
    self.cancellation = cancellation
    self.range = range
    (name, syntax) = (command.name, command.syntax)
    bytes = source.bytes
    if !syntax.options.isEmpty { try takeOptions() }
  }

  /// Whether an option was given.
  func has(_ option: CommandOption) -> Bool { options[option.name] != nil }

  /// What was given behind an option, or itself; nil if it was not given.
  func word(of option: CommandOption) -> Word? { options[option.name] }

  /// Whether nothing is left besides options.
  var isEmpty: Bool {
    get throws(Interruption) { try words.isEmpty }
  }

  /// The words that are left besides options.
  var words: [Word] {
    get throws(Interruption) { try Self.words(in: bytes, range, cancellation) }
  }

  /// The words in a part of the arguments.
  func words(in range: SourceRange) throws(Interruption) -> [Word] {
    try Self.words(in: bytes, range, cancellation)
  }

  /// The words that are left besides options, where further characters separate them.
  func words(separatedBy separators: [UInt8]) throws(Interruption) -> [Word] {
    try Self.words(in: bytes, range, separators: Self.blanks + separators, cancellation)
  }

  /// The text that is left besides options, as it was typed.
  var text: String { String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self) }

  /// The one formula that the arguments are, or nil if there are none.
  func formula() throws -> Formula? { try formula(in: range) }

  /// The one formula in a part of the arguments, or nil if there is nothing.
  func formula(in range: SourceRange) throws -> Formula? {
    try checkOptions()
    if try Self.words(in: bytes, range, cancellation).isEmpty { return nil }
    do {
      return try StatementParser.parseFormula(bytes, in: range, cancellation)
    } catch {
      // That statements are separated by ';' is no help in a command.
      let diagnostic = error.diagnostic
      if diagnostic.suggestion != ";" { throw error }
      throw CommandError(
        .notFormula(code: diagnostic.code, message: diagnostic.message, suggestion: nil), at: diagnostic.range
      )
    }
  }

  /// The formula that was given behind an option, without the quotes that it may stand in.
  func formula(behind option: CommandOption) throws -> Formula? {
    guard let word = word(of: option) else { return nil }
    var range = word.range
    let quote = UInt8(ascii: "\"")
    if range.count > 1, source.bytes[range.lowerBound] == quote, source.bytes[range.upperBound - 1] == quote {
      range = SourceRange(range.lowerBound + 1, range.upperBound - 1)
    }
    return try StatementParser.parseFormula(source.bytes, in: range, cancellation)
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
  func names(in range: SourceRange) throws(Interruption) -> [Statement.Name] {
    try Self.words(in: bytes, range, separators: Self.blanks + [.init(ascii: ",")], cancellation)
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

  private mutating func takeOptions() throws(Interruption) {
    var words = try words[...]
    var plainCount = 0
    while let word = words.popFirst() {
      guard let option = syntax.options.first(where: { $0.name == word.text }) else {
        plainCount += 1
        // Options in statements are those of other commands.
        if let count = syntax.wordsBeforeStatements, plainCount > count { break }
        let looksLikeOption = word.text.hasPrefix("--") && word.text.dropFirst(2).first?.isLetter == true
        if looksLikeOption, optionError == nil {
          let nearest = Suggestion.nearest(to: word.text, among: syntax.options.map(\.name))
          optionError = CommandError(
            .unknownOption(word.text, command: name, nearest: nearest), at: word.range)
        }
        continue
      }
      blank(word.range)
      guard let kind = option.value else {
        options[option.name] = word
        continue
      }
      guard var value = words.popFirst() else {
        optionError = CommandError(.missingOptionValue(option), at: word.range)
        return
      }
      if case .condition = kind {
        // A formula goes on up to the next option.
        while let next = words.first, !syntax.options.contains(where: { $0.name == next.text }) {
          words.removeFirst()
          let range = SourceRange(value.range.lowerBound, next.range.upperBound)
          value = Word(text: text(range), range: range)
        }
      }
      blank(value.range)
      options[option.name] = value
      if !kind.allows(value.text), optionError == nil {
        optionError = CommandError(.invalidOptionValue(option, given: value.text), at: value.range)
      }
    }
    if optionError == nil { optionError = exclusion() }
  }

  /// What is wrong where options were given that exclude each other.
  private func exclusion() -> CommandError? {
    for exclusion in syntax.exclusions {
      let given = exclusion.options.compactMap { option in
        options[option.name].map { (option.name, $0.range) }
      }
      guard given.count > 1 else { continue }
      return CommandError(
        .exclusiveOptions(exclusion, given: given.map(\.0)),
        at: given[exclusion.marksFirst ? 0 : 1].1)
    }
    return nil
  }

  /// Puts a part of the text back that stands behind an option.
  mutating func restore(_ range: SourceRange) {
    for position in range.lowerBound..<range.upperBound { bytes[position] = source.bytes[position] }
  }

  private mutating func blank(_ range: SourceRange) {
    for position in range.lowerBound..<range.upperBound { bytes[position] = .init(ascii: " ") }
  }
}

extension CommandOption.Value {
  /// Whether a word can be the value.
  fileprivate func allows(_ word: String) -> Bool {
    switch self {
    case .file, .word, .condition: true
    case .count(_, let range): Int(word).map(range.contains) ?? false
    case .number(_, let range): Double(word).map(range.contains) ?? false
    }
  }
}
