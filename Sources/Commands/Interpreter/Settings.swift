package import Pictures

/// What `:set` can change.
package struct Settings: Sendable, Equatable {
  /// The significant digits of a number that is shown.
  package var digits = 10

  /// Whether text is coloured; nil leaves it to the terminal.
  package var color: Bool?

  /// Whether every statement is followed by how long it took.
  package var timing = false

  /// How numbers are shown.
  package var numberFormat: NumberFormat { NumberFormat(digits: digits) }

  /// A setting: its name, what it does, how it is read and how it is changed.
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
    Entry(
      name: "color", summary: "colour in the output", choices: "on, off or auto",
      read: { $0.color.map { $0 ? "on" : "off" } ?? "auto" },
      write: { settings, word in
        guard let color = ["on": true, "off": false, "auto": nil as Bool?][word] else { return false }
        settings.color = color
        return true
      }),
    Entry(
      name: "timing", summary: "how long each statement took", choices: "on or off",
      read: { $0.timing ? "on" : "off" },
      write: { settings, word in
        guard let timing = ["on": true, "off": false][word] else { return false }
        settings.timing = timing
        return true
      }),
  ]
}
