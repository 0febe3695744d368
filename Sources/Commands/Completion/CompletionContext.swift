import Formulas

/// Where in a text the cursor stands: what is expected there, and where the word before the cursor begins.
struct CompletionContext: Equatable {
  /// What is expected.
  var expectation: Expectation

  /// Where the word begins, as an offset in bytes. It reaches to the cursor.
  var start: Int

  enum Expectation: Equatable {
    /// Nothing that anybody could foresee.
    case nothing

    /// The name of a command, with its colon.
    case command

    /// An option of a command.
    case option(of: String)

    /// A name, function or constant, where a function is defined one of its parameters too.
    case formula(parameters: [String])

    /// The name of an input, other than those that are there already; before a formula, a formula too.
    case input(besides: [String], orFormula: Bool)

    /// A name that the session defined.
    case name(besides: [String])

    /// A symbol by its name, `\alpha`.
    case symbol

    /// One of some words, or a formula.
    case words([String])

    case file
    case topic
    case setting
    case choice(of: String)
  }
}

extension CompletionContext {
  /// The place at the end of a text.
  init(atEndOf text: [UInt8]) {
    self.init(.nothing, at: text.count)
    // A line that goes on behind `\` is one line.
    var text = text
    for position in text.indices.dropLast()
    where text[position] == UInt8(ascii: "\\") && text[position + 1] == UInt8(ascii: "\n") {
      text[position] = UInt8(ascii: " ")
    }
    var start = 0
    var isInComment = false
    var isInQuotes = false
    for (position, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): (isInComment, isInQuotes) = (false, false)
      case _ where isInComment: continue
      case UInt8(ascii: "\""): isInQuotes.toggle()
      case _ where isInQuotes: continue
      case UInt8(ascii: "#"): isInComment = true
      case UInt8(ascii: ";"): start = position + 1
      default: continue
      }
    }
    if !isInComment { self = Self.statement(text, from: start, isInQuotes: isInQuotes) }
  }

  private init(_ expectation: Expectation, at start: Int) {
    self.init(expectation: expectation, start: start)
  }

  /// The place at the end of a statement that begins at `start`.
  private static func statement(_ text: [UInt8], from start: Int, isInQuotes: Bool) -> CompletionContext {
    let start = text[start...].firstIndex { !isBlank($0) } ?? text.count
    switch start < text.count ? text[start] : 0 {
    case UInt8(ascii: "?"): return CompletionContext(.topic, at: currentWord(text, from: start + 1))
    case UInt8(ascii: ":"):
      let end = text[(start + 1)...].firstIndex { !isLetter($0) && !isDigit($0) } ?? text.count
      if end == text.count { return CompletionContext(.command, at: start) }
      let name = string(text[(start + 1)..<end])
      let commands = CommandRegistry.commands(named: name)
      guard let command = commands.first, commands.count == 1, isBlank(text[end]) else {
        return CompletionContext(.nothing, at: text.count)
      }
      return arguments(of: command, text, from: end, isInQuotes: isInQuotes)
    default:
      return isInQuotes ? CompletionContext(.nothing, at: text.count) : formula(text, from: start)
    }
  }

  /// The place at the end of a command's arguments, which begin at `start`.
  private static func arguments(
    of command: any Command, _ text: [UInt8], from start: Int, isInQuotes: Bool
  ) -> CompletionContext {
    let wordStart = currentWord(text, from: start)
    let word = string(text[wordStart...])
    let before = words(text[start..<wordStart])
    if case .statement(let count) = command.argumentKind {
      // The statement begins behind as many words.
      var position = start
      for _ in 0..<count {
        position = text[position...].firstIndex { !isBlank($0) } ?? text.count
        position = text[position...].firstIndex(where: isBlank) ?? text.count
        if position == text.count { return CompletionContext(.nothing, at: text.count) }
      }
      return statement(text, from: position, isInQuotes: isInQuotes)
    }
    if let option = command.options.first(where: { $0.name == before.last && $0.value != nil }) {
      return CompletionContext(option.value == "FILE" ? .file : .nothing, at: wordStart)
    }
    if command.argumentKind == .file {
      let isFirst = before.allSatisfy { $0.hasPrefix("-") }
      if !word.hasPrefix("-") || command.options.isEmpty {
        return CompletionContext(isFirst ? .file : .nothing, at: wordStart)
      }
    }
    if isInQuotes { return CompletionContext(.nothing, at: text.count) }
    if word.hasPrefix("-"), command.options.contains(where: { $0.name.hasPrefix(word) }) {
      return CompletionContext(.option(of: command.name), at: wordStart)
    }
    switch command.argumentKind {
    case .nothing, .file, .statement: return CompletionContext(.nothing, at: wordStart)
    case .topic: return CompletionContext(.topic, at: wordStart)
    case .setting:
      switch before.count {
      case 0: return CompletionContext(.setting, at: wordStart)
      case 1: return CompletionContext(.choice(of: before[0]), at: wordStart)
      default: return CompletionContext(.nothing, at: wordStart)
      }
    case .names:
      let (start, others) = nameList(text, from: start)
      return CompletionContext(.name(besides: others), at: start)
    case .inputs:
      if text[start...].contains(UInt8(ascii: "(")) { return formula(text, from: start) }
      let (nameStart, others) = nameList(text, from: start)
      let isValue = nameStart > 0 && text[nameStart - 1] == UInt8(ascii: "=")
      if isValue { return CompletionContext(.nothing, at: nameStart) }
      let place = formula(text, from: start)
      if place.expectation == .symbol || place.start != nameStart { return place }
      return CompletionContext(.input(besides: others, orFormula: !others.isEmpty), at: nameStart)
    case .words(let words) where before.isEmpty:
      let place = formula(text, from: start)
      return place.start == wordStart && place.expectation != .symbol
        ? CompletionContext(.words(words), at: wordStart) : place
    case .words, .formula:
      if let colon = text[start...].firstIndex(of: UInt8(ascii: ":")) {
        let (start, others) = nameList(text, from: colon + 1)
        return CompletionContext(.input(besides: others, orFormula: false), at: start)
      }
      return formula(text, from: start)
    }
  }

  /// The place at the end of a formula, or of a statement that is none of a command's.
  private static func formula(_ text: [UInt8], from start: Int) -> CompletionContext {
    if let backslash = text[start...].lastIndex(of: UInt8(ascii: "\\")) {
      let name = text[(backslash + 1)...]
      let isScript = name.first == UInt8(ascii: "^") || name.first == UInt8(ascii: "_")
      if isScript ? !name.contains(where: isBlank) : name.allSatisfy(isLetter) {
        return CompletionContext(.symbol, at: backslash)
      }
    }
    var word = currentName(text, from: start)
    if word > start, text[word - 1] == UInt8(ascii: "%") {
      return CompletionContext(.nothing, at: text.count)
    }
    // A number directly before a name multiplies it.
    while word < text.count, isDigit(text[word]) { word += 1 }
    return CompletionContext(.formula(parameters: parameters(text[start...])), at: word)
  }

  /// The parameters of the function that a statement defines: `u` and `v` of `f(u, v) = …`.
  private static func parameters(_ statement: ArraySlice<UInt8>) -> [String] {
    guard let open = statement.firstIndex(of: UInt8(ascii: "(")),
      let close = statement[open...].firstIndex(of: UInt8(ascii: ")")),
      names(in: statement[..<open]).count == 1,
      let sign = statement[(close + 1)...].firstIndex(where: { !isBlank($0) }),
      statement[sign] == UInt8(ascii: "="),
      sign + 1 == statement.endIndex || statement[sign + 1] != UInt8(ascii: "=")
    else { return [] }
    return names(in: statement[(open + 1)..<close])
  }

  /// Where the last of a list of names begins, and those before it.
  private static func nameList(_ text: [UInt8], from start: Int) -> (start: Int, others: [String]) {
    let last = currentName(text, from: start)
    return (last, names(in: text[start..<last]))
  }

  private static func names(in text: ArraySlice<UInt8>) -> [String] {
    string(text).unicodeScalars.split { !$0.continuesName }.map { String($0) }
  }

  /// Where the last name begins: it goes on to the end.
  private static func currentName(_ text: [UInt8], from start: Int) -> Int {
    let name = string(text[start...]).unicodeScalars.reversed().prefix { $0.continuesName }
    return text.count - name.reduce(0) { $0 + UTF8.width($1) }
  }

  /// Where the last word begins: it goes on to the end, and may be in quotes that are not closed yet.
  private static func currentWord(_ text: [UInt8], from start: Int) -> Int {
    var word = start
    var isQuoted = false
    for position in start..<text.count {
      if isQuoted {
        if text[position] == UInt8(ascii: "\"") { isQuoted = false }
      } else if isBlank(text[position]) {
        word = position + 1
      } else if text[position] == UInt8(ascii: "\""), position == word {
        isQuoted = true
      }
    }
    return word
  }

  private static func words(_ text: ArraySlice<UInt8>) -> [String] {
    text.split(whereSeparator: isBlank).map(string)
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }
