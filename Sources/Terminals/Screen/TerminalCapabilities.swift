/// When output is coloured.
package enum ColorChoice: String, Sendable, CaseIterable {
  /// On a terminal that can, unless the environment says `NO_COLOR`.
  case auto

  /// Wherever the output goes.
  case always

  /// Not at all.
  case never
}

/// What the process's input and output can do.
package struct TerminalCapabilities: Sendable, Equatable {
  /// Whether input comes from a person at a terminal: the session is interactive.
  package var isInputTerminal: Bool

  /// Whether results go to a terminal.
  package var isOutputTerminal: Bool

  /// Whether diagnostics go to a terminal.
  package var isErrorTerminal: Bool

  /// Whether results are coloured.
  package var usesColor: Bool

  /// Whether diagnostics are coloured.
  package var usesColorForErrors: Bool

  /// The width of the output in columns, at least 1.
  package var width: Int

  /// Whether somebody said so: the output is a terminal, or COLUMNS is set. Else it is a guess.
  package var isWidthGiven: Bool

  /// The width that diagnostics have, in columns, at least 1.
  package var errorWidth: Int

  /// Whether somebody said so.
  package var isErrorWidthGiven: Bool

  /// The height of the output in lines; nil where that is not known.
  package var height: Int?

  /// Whether the output can only print one line after the other.
  package var isDumb: Bool

  /// Whether characters outside ASCII can be shown.
  package var usesUnicode: Bool
}

extension TerminalCapabilities {
  /// Whether a locale such as `de_DE.UTF-8` says `utf-8` or `utf8` somewhere, in letters of any case.
  ///
  /// A search for one string in another would look at every protocol conformance in the program first, and read most of
  /// it from the disk for that.
  private static func namesUTF8(_ locale: String) -> Bool {
    let bytes = locale.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    return bytes.indices.contains { start in
      bytes[start...].starts(with: "utf-8".utf8) || bytes[start...].starts(with: "utf8".utf8)
    }
  }

  /// What is known about one descriptor.
  package struct Stream: Sendable, Equatable {
    /// Whether it is a terminal.
    package var isTerminal: Bool

    /// The number of columns that the terminal reports, as far as it is believed.
    package var columns: Int? { size.columns }

    /// The number of lines that the terminal reports, as far as it is believed.
    package var rows: Int? { size.rows }

    private let size: WindowSize

    /// Creates the description of a descriptor, with the size that a terminal reports.
    package init(isTerminal: Bool, columns: Int? = nil, rows: Int? = nil) {
      self.init(isTerminal: isTerminal, size: WindowSize(columns: columns, rows: rows))
    }

    init(isTerminal: Bool, size: WindowSize) {
      self.isTerminal = isTerminal
      self.size = size
    }
  }

  /// Decides from plain values, so that every case can be tested without a terminal.
  ///
  /// - Parameters:
  ///   - input: What is known about standard input.
  ///   - output: What is known about standard output; its width counts.
  ///   - error: What is known about standard error.
  ///   - color: What the user asked for with `--color`.
  ///   - isDumb: Whether terminals of the kind can only print one line after the other (`TerminalKind`).
  ///   - environment: Looks an environment variable up.
  package init(
    input: Stream, output: Stream, error: Stream, color: ColorChoice, isDumb: Bool,
    environment: (String) -> String?
  ) {
    func variable(_ name: String) -> String? { EnvironmentVariable.nonempty(name, in: environment) }
    func colors(_ stream: Stream) -> Bool {
      switch color {
      case .always: true
      case .never: false
      case .auto: stream.isTerminal && !isDumb && variable("NO_COLOR") == nil
      }
    }
    isInputTerminal = input.isTerminal
    isOutputTerminal = output.isTerminal
    isErrorTerminal = error.isTerminal
    usesColor = colors(output)
    usesColorForErrors = colors(error)
    let requested = variable("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    func width(_ stream: Stream) -> (columns: Int, isGiven: Bool) {
      // What is written to a file may be of any width.
      let believed = stream.isTerminal ? WindowSize(columns: requested, rows: nil).columns : requested
      return (stream.columns ?? believed ?? 80, stream.isTerminal || requested != nil)
    }
    (self.width, isWidthGiven) = width(output)
    (errorWidth, isErrorWidthGiven) = width(error)
    height = output.rows
    self.isDumb = isDumb
    let locale = variable("LC_ALL") ?? variable("LC_CTYPE") ?? variable("LANG") ?? ""
    usesUnicode = Self.namesUTF8(locale)
  }
}
