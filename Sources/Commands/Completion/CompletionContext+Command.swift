extension CompletionContext {
  /// The place at the end of a statement that begins at `start`.
  static func statement(_ text: [UInt8], from start: Int, isInQuotes: Bool) -> CompletionContext {
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

  /// The place at the end of a formula over what is known of a node.
  private static func condition(_ text: [UInt8], from start: Int) -> CompletionContext {
    let place = formula(text, from: start)
    guard case .formula = place.expectation else { return place }
    return CompletionContext(
      .formula(parameters: NodeCondition.Attribute.allCases.map(\.rawValue)), at: place.start)
  }

  /// The place at the end of a command's arguments, which begin at `start`.
  private static func arguments(
    of command: any Command, _ text: [UInt8], from start: Int, isInQuotes: Bool
  ) -> CompletionContext {
    let wordStart = currentWord(text, from: start)
    let word = string(text[wordStart...])
    let before = words(text[start..<wordStart])
    if case .statement(let count) = command.syntax.argumentKind {
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
      if case .condition = option.value { return condition(text, from: wordStart) }
      return CompletionContext(option.value == .file ? .file : .nothing, at: wordStart)
    }
    if command.syntax.argumentKind == .file {
      let isFirst = before.allSatisfy { $0.hasPrefix("-") }
      if !word.hasPrefix("-") || command.options.isEmpty {
        return CompletionContext(isFirst ? .file : .nothing, at: wordStart)
      }
    }
    if isInQuotes { return CompletionContext(.nothing, at: text.count) }
    if word.hasPrefix("-"), command.options.contains(where: { $0.name.hasPrefix(word) }) {
      return CompletionContext(.option(of: command.name), at: wordStart)
    }
    switch command.syntax.argumentKind {
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
    case .condition: return condition(text, from: start)
    case .words, .formula:
      if let colon = text[start...].firstIndex(of: UInt8(ascii: ":")) {
        let (start, others) = nameList(text, from: colon + 1)
        return CompletionContext(.input(besides: others, orFormula: false), at: start)
      }
      return formula(text, from: start)
    }
  }
}
