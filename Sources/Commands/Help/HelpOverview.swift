import Pictures

extension HelpPages {
  /// Everything on one screen: what statements there are, the commands by what people want to do, and where to read on.
  static var overview: StyledText {
    var statements = TextTable(columns: [.init(), .init()])
    for (form, meaning) in [
      ("x = 3", "an input: a number that can be changed, and all follows"),
      ("z = x*x + sin(x)", "a definition: z names that node of the graph"),
      ("f(u, v) = u*v + 1", "a function"),
      ("x := x - 0.1*diff(z, x)", "an update: compute now, store in the input"),
      ("x*z", "evaluate; 'ans' is the last result, %7 is node 7"),
    ] {
      statements.addRow(["\(form, .accent)", "\(meaning)"])
    }
    var more = TextTable(columns: [.init(), .init()])
    let topics = lines(of: HelpTopic.all.filter({ !$0.isList }).map(\.name), separator: ", ", room: 58)
    let rows =
      [(":help NAME", "anything: sin, :grad, ^, pi, z; ?sin and sin? do the same")]
      + topics.enumerated().map { ($0 == 0 ? ":help TOPIC" : "", $1) }
      + [
        (":help LIST", HelpTopic.all.filter(\.isList).map(\.name).joined(separator: ", ")),
        (":help --search WORD", "where a word occurs"),
      ]
    for (form, meaning) in rows {
      more.addRow(["\(form, .accent)", "\(meaning)"])
    }
    return [
      "\("adrepl", .accent): formulas become a live, differentiable graph", statements.styledText(),
      groups.styledText(), more.styledText(),
    ].joined(separator: "\n\n")
  }

  /// The commands by what people want to do, in as many lines as they take.
  private static var groups: TextTable {
    var table = TextTable(columns: [.init(), .init()])
    for group in CommandGroup.allCases {
      let lines = lines(of: group.commands.map { ":" + $0.name }, separator: "  ", room: 60)
      for (position, line) in lines.enumerated() {
        table.addRow([position == 0 ? "\(group.title, .heading)" : "", "\(line, .accent)"])
      }
    }
    return table
  }

  /// Words in as many lines as they take, at least one. The separator's blanks do not end a line.
  private static func lines(of words: [String], separator: String, room: Int) -> [String] {
    let mark = String(separator.prefix { $0 != " " })
    var lines = [words.first ?? ""]
    for word in words.dropFirst() {
      let last = lines[lines.count - 1]
      if displayWidth(last + separator + word) <= room {
        lines[lines.count - 1] += separator + word
      } else {
        lines[lines.count - 1] += mark
        lines.append(word)
      }
    }
    return lines
  }
}
