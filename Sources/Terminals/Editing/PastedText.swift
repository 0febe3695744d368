/// The two prompts of a session, in front of a statement's first line and of its further lines.
package struct SessionPrompts: Sendable {
  package var first: String
  package var further: String

  package init(first: String, further: String) {
    self.first = first
    self.further = further
  }
}

/// A block pasted at the prompt, made fit for the line.
enum PastedText {
  /// What the terminal sends after a pasted block, once `enable` has been printed.
  static let ending: [UInt8] = Array("\u{1B}[201~".utf8)

  /// Asks the terminal to mark what is pasted.
  static let enable = "\u{1B}[?2004h"

  /// Ends what `enable` began. A handler that is called in a crash can print it: it is a constant of the program.
  static let disable: StaticString = "\u{1B}[?2004l"

  /// The statements in a pasted block: with LF for every kind of newline, without other control characters, without
  /// the indentation that all lines share, and without blank lines at the end, so that it is run by Enter and not by
  /// pasting.
  ///
  /// In a block with prompts, copied from a session, only what stands behind a prompt was typed; the other lines are
  /// what it printed, and are left out.
  static func clean(_ bytes: some Collection<UInt8>, _ prompts: SessionPrompts?) -> String {
    let text = printable(bytes)
    var lines = withoutSharedIndentation(text.split(separator: "\n", omittingEmptySubsequences: false))
    if let prompts, let typed = typed(in: lines, prompts) { lines = typed }
    while let last = lines.last, last.allSatisfy({ $0 == " " }) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The text without control characters: tabs become blanks, newlines LF.
  private static func printable(_ bytes: some Collection<UInt8>) -> String {
    var text = ""
    var previous: Character?
    for character in String(decoding: bytes, as: UTF8.self) {
      defer { previous = character }
      // In editing mode the terminal makes CR of LF and LF of CR, and so changes the order of CRLF.
      if character == "\r", previous == "\n" { continue }
      if character.isNewline {
        text.append("\n")
      } else if character == "\t" {
        text.append(" ")
      } else {
        text.unicodeScalars.append(
          contentsOf: character.unicodeScalars.filter { $0.properties.generalCategory != .control })
      }
    }
    return text
  }

  /// The lines without the blanks that they all begin with, blank lines aside.
  private static func withoutSharedIndentation(_ lines: [Substring]) -> [Substring] {
    let written = lines.filter { !$0.allSatisfy { $0 == " " } }
    let shared = written.map { line in line.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { $0.dropFirst(shared) }
  }

  /// What stands behind the prompts, or nil if there are none.
  private static func typed(in lines: [Substring], _ prompts: SessionPrompts) -> [Substring]? {
    // Blanks at the end of a line get lost in copying, and with them that of an empty prompt.
    let bare = prompts.first.prefix { $0 != " " }
    guard lines.contains(where: { $0.hasPrefix(prompts.first) || $0 == bare }) else { return nil }
    var typed: [Substring] = []
    for line in lines {
      if line.hasPrefix(prompts.first) {
        typed.append(line.dropFirst(prompts.first.count))
      } else if line.hasPrefix(prompts.further) {
        typed.append(line.dropFirst(prompts.further.count))
      }
    }
    return typed
  }
}
