import AutoDiff
import Formulas
import Pictures
import Sessions

/// The pages of help, made from the commands, primitives, constants, settings and topics themselves.
enum HelpPages {
  /// What there is to say on a topic, or nil: a name may be a function and a command at once. A command can be asked
  /// for by the beginning of its name.
  static func page(on name: String, isCommand: Bool, _ context: CommandContext) -> StyledText? {
    let matches = CommandRegistry.commands(named: name)
    let command = matches.count == 1 && (isCommand || matches[0].name == name) ? matches[0] : nil
    if isCommand { return command.map(page) }
    var pages = sessionPages(on: name, context)
    pages += BuiltIns.functions(name).map { page($0, calledAs: name) }
    pages += BuiltIns.forms.filter { $0.name == name }.map(page)
    pages += BuiltIns.constantList.filter { $0.name == name }.map {
      let heading: StyledText = "\(name, .name) = \($0.value.description, .value)   \($0.summary)"
      return ([heading] + example(HelpExample(constant: name))).joined(separator: "\n")
    }
    pages += Operator.table.filter { $0.spellings.contains(name) }.map(page)
    pages += Settings.entries.filter { $0.name == name }.map { page($0, context.settings) }
    pages += HelpTopic.all.filter { $0.name == name || $0.aliases.contains(name) }.map(page)
    if let command { pages.append(page(command)) }
    return pages.isEmpty ? nil : pages.joined(separator: "\n\n")
  }

  // MARK: Pages on what the program is made of

  private static func page(_ command: any Command) -> StyledText {
    var lines: [StyledText] = [
      "\(command.usage, .accent)", "\(command.summary)", "", StyledText(command.discussion),
    ]
    if !command.options.isEmpty {
      var table = TextTable(columns: [.init(), .init()])
      for option in command.options {
        table.addRow(["  \(option.label, .accent)", "\(option.summary)"])
      }
      lines += ["", table.styledText()]
    }
    return (lines + example(command.example)).joined(separator: "\n")
  }

  private static func page(_ primitive: PrimitiveDescription, calledAs name: String) -> StyledText {
    var lines: [StyledText] = [
      "\(primitive.heading(calledAs: name), .accent)   \(primitive.summary)"
    ]
    lines += definition(primitive)
    let others = ([primitive.name] + primitive.aliases).filter { $0 != name }
    if !others.isEmpty { lines.append("\("also written: ", .faint)\(others.joined(separator: ", "))") }
    return (lines + example(HelpExample(primitive, calledAs: name))).joined(separator: "\n")
  }

  private static func page(_ form: BuiltIns.Form) -> StyledText {
    let heading: StyledText = "\(form.heading, .accent)\n\(form.summary)"
    return ([heading] + example(HelpExample(statements: form.example))).joined(separator: "\n")
  }

  private static func page(_ operation: Operator) -> StyledText {
    let primitive = BuiltIns.primitive(behind: operation.id)
    var lines: [StyledText] = ["\(operation.pattern, .accent)   \(operation.summary)"]
    lines += primitive.map(definition) ?? []
    let others = operation.spellings.filter { $0 != operation.symbol }
    if !others.isEmpty { lines.append("\("also written: ", .faint)\(others.joined(separator: " "))") }
    let looser = neighbor(of: operation) { $0 < operation.precedence }
    let tighter = neighbor(of: operation) { $0 > operation.precedence }
    let places = [tighter.map { "looser than \($0)" }, looser.map { "tighter than \($0)" }]
    lines.append("\("binds: ", .faint)\(places.compactMap(\.self).joined(separator: ", "))")
    let shown =
      primitive.map { HelpExample($0, operation) } ?? HelpExample(statements: operation.wholeExample)
    return (lines + example(shown)).joined(separator: "\n")
  }

  /// The operators of the next level among the looser or the tighter ones.
  private static func neighbor(of operation: Operator, _ isBeyond: (Precedence) -> Bool) -> String? {
    let levels = Operator.table.map(\.precedence).filter(isBeyond)
    guard
      let level = operation.precedence < levels.first ?? operation.precedence ? levels.min() : levels.max()
    else { return nil }
    return Operator.table.filter { $0.precedence == level }
      .map { ($0.fixity == .prefix && $0.symbol.first?.isLetter != true ? "unary " : "") + $0.symbol }
      .joined(separator: " ")
  }

  private static func page(_ setting: Settings.Entry, _ settings: Settings) -> StyledText {
    let lines: [StyledText] = [
      "\(setting.name, .name) = \(setting.read(settings), .value)   \(setting.summary)",
      "\("choices: ", .faint)\(setting.choices)",
    ]
    return (lines + example(HelpExample(setting))).joined(separator: "\n")
  }

  private static func page(_ topic: HelpTopic) -> StyledText {
    ([topic.body] + example(topic.example)).joined(separator: "\n")
  }

  /// Where a function is defined, and its derivatives.
  private static func definition(_ primitive: PrimitiveDescription) -> [StyledText] {
    ["\("domain: ", .faint)\(primitive.domain)"]
      + DerivativeRule.rules(of: primitive).map { derivative($0.operand, $0.formula) }
  }

  /// A derivative by a parameter, on as many lines as its formula takes.
  static func derivative(_ parameter: String, _ formula: String) -> StyledText {
    let title = "derivative: "
    let sign = "∂/∂\(parameter) = "
    let room = 80 - displayWidth(title + sign)
    var lines: [String] = []
    for word in formula.split(separator: " ") {
      if let last = lines.last, displayWidth(last) + 1 + displayWidth(word) <= room {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    let gap = "\n" + String(repeating: " ", count: displayWidth(title + sign))
    return "\(title, .faint)\(sign)" + StyledText(lines.joined(separator: gap), .operation)
  }

  // MARK: Examples

  private static func example(_ transcript: String) -> [StyledText] {
    let lines = transcript.split(separator: "\n", omittingEmptySubsequences: false)
    return ["", StyledText(lines.map { "  " + $0 }.joined(separator: "\n"), .faint)]
  }

  private static func example(_ example: HelpExample) -> [StyledText] { self.example(example.transcript) }
}
