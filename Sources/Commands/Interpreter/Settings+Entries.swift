import Pictures

extension Settings {
  /// A setting: its name, what it does, how it is read and how it is changed.
  ///
  /// What `read` gives can be written again: `:set name value` restores it.
  struct Entry: Sendable {
    let name: String
    let summary: String
    let choices: String
    let read: @Sendable (Settings) -> String

    /// Changes the setting; false if the word is not among the choices.
    let write: @Sendable (inout Settings, _ word: String) -> Bool

    /// Statements that show what it does; where there are none, the first choice is set.
    var example: [String] = []

    /// The choices that are words.
    var choiceWords: [String] {
      let words = choices.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
      return words.filter { word in
        var settings = Settings()
        return word != "or" && word.first?.isLetter == true && write(&settings, word)
      }
    }
  }

  /// All settings, in the order in which they are listed.
  static let entries: [Entry] = [
    Entry(
      name: "digits", summary: "significant digits of the numbers shown", choices: "1 to 17",
      read: { String($0.digits) },
      write: { settings, word in
        guard let digits = Int(word), NumberFormat.digitsRange.contains(digits) else { return false }
        settings.digits = digits
        return true
      }, example: [":set digits 4", "1/3"]),
    .choice(
      "notation", "form of the numbers", \.notation,
      NumberFormat.Notation.self),
    .automatic("unicode", "symbols in the output, not plain ASCII") {
      $0.characters.map { $0 == .unicode }
    } write: {
      $0.characters = $1.map { $0 ? .unicode : .ascii }
    },
    .automatic("color", "colour in the output") {
      $0.color
    } write: {
      $0.color = $1
    },
    .choice("theme", "colours for backgrounds", \.theme, ThemeName.self),
    .choice("graph", "the shape in which graphs are drawn", \.graph, GraphShape.self),
    .choice("pager", "long results by $PAGER or less", \.pager, PagerUse.self),
    Entry(
      name: "timing", summary: "how long each statement took", choices: "on or off",
      read: { $0.timing ? "on" : "off" },
      write: { settings, word in
        guard let timing = ["on": true, "off": false][word] else { return false }
        settings.timing = timing
        return true
      }),
    .limit("max-nodes", "largest graph", "a number of nodes", \.maximumNodes) { word in
      Int(word.filter { $0 != "_" }).flatMap { $0 > 0 ? $0 : nil }
    },
    .limit("max-seconds", "longest statement", "a number of seconds", \.maximumSeconds) { word in
      Double(word).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    },
    .limit("undo", "room for ':undo'", "a number of megabytes", \.undoMegabytes) { word in
      Double(word).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    },
    Entry(
      name: "threads", summary: "threads for large arrays; results are the same", choices: "auto, or 1 to 64",
      read: { $0.threads.map(String.init) ?? "auto" },
      write: { settings, word in
        let threads = Int(word)
        guard threads.map((1...64).contains) ?? (word == "auto") else { return false }
        settings.threads = threads
        return true
      }),
  ]
}

extension Settings.Entry {
  /// A setting that is one of some words.
  fileprivate static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ summary: String, _ path: any WritableKeyPath<Settings, Choice> & Sendable,
    _ choices: Choice.Type
  ) -> Self {
    let words = choices.allCases.map(\.rawValue)
    return Self(
      name: name, summary: summary,
      choices: words.dropLast().joined(separator: ", ") + " or " + words.suffix(1).joined(),
      read: { $0[keyPath: path].rawValue },
      write: { settings, word in
        guard let choice = Choice(rawValue: word) else { return false }
        settings[keyPath: path] = choice
        return true
      })
  }

  /// A setting that is on, off, or left to the terminal.
  fileprivate static func automatic(
    _ name: String, _ summary: String, read: @escaping @Sendable (Settings) -> Bool?,
    write: @escaping @Sendable (inout Settings, Bool?) -> Void
  ) -> Self {
    Self(
      name: name, summary: summary, choices: "on, off or auto",
      read: { read($0).map { $0 ? "on" : "off" } ?? "auto" },
      write: { settings, word in
        guard let choice = ["on": true, "off": false, "auto": nil as Bool?][word] else { return false }
        write(&settings, choice)
        return true
      })
  }

  /// A setting that is a number, or `off` for no limit.
  fileprivate static func limit<Number: Sendable & CustomStringConvertible>(
    _ name: String, _ summary: String, _ choices: String,
    _ path: any WritableKeyPath<Settings, Number?> & Sendable,
    parse: @escaping @Sendable (String) -> Number?
  ) -> Self {
    Self(
      name: name, summary: summary, choices: "\(choices), or off",
      read: { settings in
        guard let number = settings[keyPath: path]?.description else { return "off" }
        return number.hasSuffix(".0") ? String(number.dropLast(2)) : number
      },
      write: { settings, word in
        let number = parse(word)
        guard number != nil || word == "off" else { return false }
        settings[keyPath: path] = number
        return true
      })
  }
}
