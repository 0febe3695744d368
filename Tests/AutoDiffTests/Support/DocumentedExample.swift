import Foundation

/// The Swift code in a page of documentation, or in a test that repeats it.
struct DocumentedExample {
  /// The lines that are not blank, each without its comment, and that.
  let lines: [Line]

  struct Line: Equatable {
    let code: String
    let comment: String
  }

  /// The lines of all blocks between marks, in a file with this path from the top folder of the package.
  init(in file: String, between opening: String = "```swift", and closing: String = "```") throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    var lines: [Line] = []
    var isInside = false
    for line in text.components(separatedBy: "\n") {
      if isInside ? line.hasPrefix(closing) : line.hasPrefix(opening) {
        isInside.toggle()
      } else if isInside {
        let parts = line.components(separatedBy: "//").map { $0.trimmingCharacters(in: .whitespaces) }
        lines.append(Line(code: parts[0], comment: parts.dropFirst().joined(separator: "//")))
      }
    }
    self.lines = lines.filter { $0 != Line(code: "", comment: "") }
  }

  /// The code.
  var code: [String] { lines.map(\.code).filter { !$0.isEmpty && !$0.hasPrefix("import ") } }

  /// What lines that print say in their comments.
  var printed: [String] { lines.filter { $0.code.hasPrefix("print(") }.map(\.comment) }
}
