/// A block pasted at the prompt, made fit for the line.
enum PastedText {
  /// What the terminal sends after a pasted block, once `enable` has been printed.
  static let ending: [UInt8] = Array("\u{1B}[201~".utf8)

  /// Asks the terminal to mark what is pasted.
  static let enable = "\u{1B}[?2004h"

  /// Ends what `enable` began.
  static let disable = "\u{1B}[?2004l"

  /// The block with LF for every kind of newline, without control characters other than newline and tab,
  /// without the prompts that a copied session has before its lines, and without its last newlines, so
  /// that it is run by Enter and not by pasting.
  static func clean(_ bytes: some Collection<UInt8>, prompts: [String]) -> String {
    var text = ""
    for character in String(decoding: bytes, as: UTF8.self) {
      if character.isNewline {
        text.append("\n")
      } else if character == "\t" {
        text.append(" ")
      } else {
        text.unicodeScalars.append(
          contentsOf: character.unicodeScalars.filter { $0.properties.generalCategory != .control })
      }
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      prompts.first { !$0.isEmpty && line.hasPrefix($0) }.map { line.dropFirst($0.count) } ?? line
    }
    return lines.joined(separator: "\n").trimmingLastNewlines()
  }
}

extension String {
  /// The text without the newlines at its end.
  fileprivate func trimmingLastNewlines() -> String {
    String(self[..<(lastIndex { $0 != "\n" }.map(index(after:)) ?? startIndex)])
  }
}
