import Commands
import Formulas
import Pictures

/// A session as typed and as printed: lines behind `ad> ` (and `  > ` where a statement goes on) are typed, the lines
/// after them are what they print, and a blank line before `ad> ` is only for the eye. The first line may say how wide the
/// terminal is: `40 columns`.
struct Transcript {
  /// A statement with what it prints.
  struct Entry: Equatable, CustomStringConvertible {
    var typed: [String]
    var printed: [String]

    var description: String {
      let lines = typed.enumerated().map { ($0 == 0 ? "ad> " : "  > ") + $1 } + printed
      return lines.joined(separator: "\n")
    }
  }

  var entries: [Entry] = []

  /// The columns of the terminal.
  var width = 80

  /// The transcript as a text.
  var text: String {
    (width == 80 ? "" : "\(width) columns\n\n") + entries.map(\.description).joined(separator: "\n") + "\n"
  }

  init(_ text: String) {
    if let first = text.split(separator: "\n").first, first.hasSuffix(" columns") {
      width = Int(first.dropLast(" columns".count)) ?? width
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("ad>") {
        dropBlankLines()
        entries.append(Entry(typed: [String(line.dropFirst(4))], printed: []))
      } else if line.hasPrefix("  > "), !entries.isEmpty, entries[entries.count - 1].printed.isEmpty {
        entries[entries.count - 1].typed.append(String(line.dropFirst(4)))
      } else if !entries.isEmpty {
        entries[entries.count - 1].printed.append(String(line))
      }
    }
    dropBlankLines()
  }

  private mutating func dropBlankLines() {
    while entries.last?.printed.last == "" { entries[entries.count - 1].printed.removeLast() }
  }

  /// What a new session prints when the same is typed.
  func replayed() -> Transcript {
    let session = TestSession()
    session.width = width
    var result = Transcript("")
    result.width = width
    for entry in entries {
      result.entries.append(Entry(typed: entry.typed, printed: session.type(entry.typed)))
    }
    return result
  }
}

/// An interpreter whose output is kept.
final class TestSession {
  var interpreter: Interpreter
  private let output: Output

  /// The columns of its terminal.
  var width = 80

  /// Whether anybody has said that it has so many.
  var limitsWidth = true
  private var feed = ScriptFeed(named: "<stdin>")
  private var lineNumber = 1

  /// Where emissions are kept until they are asked for.
  private final class Output {
    var emissions: [(emission: Emission, settings: Settings)] = []
    var files: [String: String] = [:]
    var typed: [String] = []
  }

  /// The files that the session has, by path.
  var files: [String: String] { output.files }

  /// - Parameter files: The files that there are to begin with, by path.
  init(files: [String: String] = [:]) {
    let output = Output()
    output.files = files
    self.output = output
    var host = Host { output.emissions.append(($0, $1)) }
    host.openFile = { path in
      guard let text = output.files[path] else {
        return .failure(FileProblem(message: "cannot read '\(path)': No such file or directory"))
      }
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
      return .success { text in
        guard let next = lines.popFirst() else { return false }
        text += next.utf8
        return true
      }
    }
    host.history = { output.typed }
    host.writeFile = { path, text in
      if path.hasPrefix("/nowhere/") {
        return FileProblem(message: "cannot write to '\(path)': No such file or directory")
      }
      output.files[path] = text
      return nil
    }
    interpreter = Interpreter(host: host)
  }

  /// Types lines; returns the lines printed, failures among them.
  @discardableResult
  func type(_ lines: [String]) -> [String] {
    taken(after: lines).flatMap { emission, settings -> [String] in
      var style = TextStyle(numbers: settings.numberFormat, width: width)
      style.limitsWidth = limitsWidth
      style.characters = settings.characters ?? .unicode
      let text = emission.text(style).plain
      return !emission.isShown(as: emission.text(style))
        ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Types a line; returns what it prints.
  @discardableResult
  func type(_ line: String) -> String { type([line]).joined(separator: "\n") }

  /// Types a line; returns the JSON of what comes of it.
  func json(_ line: String) -> [String] { taken(after: [line]).map(\.emission.json) }

  private func taken(after lines: [String]) -> [(emission: Emission, settings: Settings)] {
    if !lines.isEmpty { output.typed.append(lines.joined(separator: "\n")) }
    for line in lines {
      feed.feed(Array(line.utf8), number: lineNumber, to: &interpreter)
      lineNumber += 1
    }
    defer { output.emissions = [] }
    return output.emissions
  }

  /// Ends the input, as at the end of a file.
  func finish() -> String {
    feed.finish(&interpreter)
    return type([]).joined(separator: "\n")
  }
}
