import Formulas

/// How sessions are written down, in journals and by `:save`: as statements, one a line, behind a line that tells the
/// format's number.
///
/// 1. Version 0.1 wrote no such line, and commands as they were typed, by any beginning of their names that was unique then.
/// 2. Commands have their full names. In a journal the further lines of a statement begin with a tab, so that a statement
///    that is not whole takes along nothing but itself, and ends a line with `\` where a reader could think it whole.
/// 3. Large arrays of a journal stand in files beside it (``JournalArrays``). A journal tells this format from the first one on.
package enum SessionFormat {
  /// The format that is written.
  package static let current = 2

  /// The format of journals with arrays in files, the newest that can be read.
  package static let withFiles = 3

  /// The line that tells the format, a comment.
  package static func heading(_ what: String) -> String { "\(beginning)\(current): \(what)" }

  /// The line of a journal before its first array that stands in a file.
  package static let filesHeading = "\(beginning)\(withFiles): large arrays stand in files beside it"

  /// The heading of a journal.
  package static let journalHeading = heading("a session of adrepl, kept as it is made")

  /// The format that a line tells; nil if it is no such line.
  package static func number(in line: [UInt8]) -> Int? {
    guard line.starts(with: beginning.utf8) else { return nil }
    return Int(String(decoding: line.dropFirst(beginning.utf8.count).prefix { $0 != colon }, as: UTF8.self))
  }

  /// Whether a file that begins with this line was written by `:save`, in any version.
  static func isHeading(_ line: some Sequence<UInt8>) -> Bool {
    line.starts(with: beginning.utf8) || line.starts(with: firstHeading.utf8)
  }

  /// How version 0.1 headed what `:save` wrote.
  private static let firstHeading =
    "# A session of adrepl. ':load' or 'adrepl -i' with this file brings it back."

  private static let beginning = "# adrepl format "
  private static let colon = UInt8(ascii: ":")
}

/// Marks in a journal, which are comments, as a journal is a script.
package enum JournalMark: String, CaseIterable, Sendable {
  /// The statements of a command begin here, which are one step to undo. Each was accepted by itself.
  case step = "#{ one step"

  /// Statements begin here that were written at once: without the end of the step none of them counts.
  case atOnce = "#{ at once"

  /// The step ends here.
  case end = "#} one step"

  /// The mark that a line is; nil if it is none.
  package init?(line: [UInt8]) {
    guard line.starts(with: "#".utf8) else { return nil }
    self.init(rawValue: String(decoding: line, as: UTF8.self))
  }
}

extension SessionFormat {
  /// A statement as it stands in a journal.
  static func record(of statement: String) -> String {
    if !statement.utf8.contains(newline) { return statement }
    let lines = LineAssembler.lines(of: Array(statement.utf8))
    return String(decoding: Array(lines.joined(separator: [newline, tab])), as: UTF8.self)
  }

  private static let newline = UInt8(ascii: "\n")

  /// What further lines of a statement begin with.
  static let tab = UInt8(ascii: "\t")
}
