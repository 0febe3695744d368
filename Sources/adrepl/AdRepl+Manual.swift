import ArgumentParser
import Commands

extension AdRepl {
  /// The manual page, with what the declarations of the flags say about them.
  static var manual: Manual {
    let usage = configuration.usage ?? ""
    return Manual(
      version: configuration.version, abstract: configuration.abstract,
      usage: usage.split(separator: "\n").map(item), exitStatus: exitStatus,
      options: options(in: helpMessage(columns: 1000)))
  }

  /// The arguments and flags that a help screen lists: lines that are indented by two blanks, and what is too long to
  /// stand beside its meaning has it on the next line.
  private static func options(in screen: String) -> [Manual.Item] {
    var items: [Manual.Item] = []
    var isInList = false
    for line in screen.split(separator: "\n") {
      let indentation = line.prefix { $0 == " " }.count
      if indentation == 0 {
        isInList = line == "ARGUMENTS:" || line == "OPTIONS:"
      } else if isInList, indentation == 2 {
        items.append(item(line.dropFirst(2)))
      } else if isInList, let last = items.indices.last {
        items[last].meaning += (items[last].meaning.isEmpty ? "" : " ") + line.dropFirst(indentation)
      }
    }
    return items
  }

  /// A term, and behind at least two blanks what it means.
  private static func item(_ line: Substring) -> Manual.Item {
    guard let gap = line.firstRange(of: "  ") else { return Manual.Item(term: String(line), meaning: "") }
    return Manual.Item(
      term: String(line[..<gap.lowerBound]),
      meaning: String(line[gap.upperBound...].drop { $0 == " " }))
  }
}
