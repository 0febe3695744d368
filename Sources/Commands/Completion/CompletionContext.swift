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

  init(_ expectation: Expectation, at start: Int) {
    self.init(expectation: expectation, start: start)
  }

  /// The place at the end of a formula, or of a statement that is none of a command's.
  static func formula(_ text: [UInt8], from start: Int) -> CompletionContext {
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
    // A number directly before a name multiplies it. After a number alone an operator follows, or more of the number.
    while word < text.count, isDigit(text[word]) { word += 1 }
    let isNumber = text[start...].last.map { isDigit($0) || $0 == UInt8(ascii: ".") } ?? false
    if word == text.count, isNumber { return CompletionContext(.nothing, at: text.count) }
    return CompletionContext(.formula(parameters: parameters(text[start...])), at: word)
  }

  /// The parameters of the function that a statement defines: `u` and `v` of `f(u, v) = …`.
  static func parameters(_ statement: ArraySlice<UInt8>) -> [String] {
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
  static func nameList(_ text: [UInt8], from start: Int) -> (start: Int, others: [String]) {
    let last = currentName(text, from: start)
    return (last, names(in: text[start..<last]))
  }

  static func names(in text: ArraySlice<UInt8>) -> [String] {
    string(text).unicodeScalars.split { !$0.continuesName }.map { String($0) }
  }

  /// Where the last name begins: it goes on to the end.
  static func currentName(_ text: [UInt8], from start: Int) -> Int {
    let name = string(text[start...]).unicodeScalars.reversed().prefix { $0.continuesName }
    return text.count - name.reduce(0) { $0 + UTF8.width($1) }
  }

  /// Where the last word begins: it goes on to the end, and may be in quotes that are not closed yet.
  static func currentWord(_ text: [UInt8], from start: Int) -> Int {
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

  static func words(_ text: ArraySlice<UInt8>) -> [String] {
    text.split(whereSeparator: isBlank).map(string)
  }

  static func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }
