/// A text for `man`, as roff with the macros of man(7).
///
/// Everything outside ASCII is written as an escape, so that no program has to guess an encoding.
struct Roff {
  private(set) var text: String

  /// Whether the last line is a heading, behind which a paragraph begins by itself.
  private var isAfterHeading = false

  /// A manual page of section 1.
  init(title: String, source: String) {
    text = ".TH \(title) 1 \"\" \"\(source)\" \"User Commands\"\n.nh\n.ad l\n"
  }

  mutating func section(_ title: String) { heading(".SH", title.uppercased()) }

  mutating func subsection(_ title: String) { heading(".SS", title) }

  private mutating func heading(_ macro: String, _ title: String) {
    text += "\(macro) \(Self.escaped(title))\n"
    isAfterHeading = true
  }

  private mutating func begin(_ macro: String) {
    if macro != ".PP" || !isAfterHeading { text += macro + "\n" }
    isAfterHeading = false
  }

  /// A paragraph, filled anew by whoever shows it.
  mutating func paragraph(_ paragraph: String) {
    begin(".PP")
    text += Self.lines(paragraph) + "\n"
  }

  /// A term, and indented below it what it means.
  mutating func item(_ term: String, _ meaning: String) {
    begin(".TP")
    text += "\\fB\(Self.escaped(term))\\fR\n\(Self.lines(meaning))\n"
  }

  /// A further paragraph of an item.
  mutating func continuation(_ paragraph: String) {
    begin(".IP")
    text += Self.lines(paragraph) + "\n"
  }

  /// Lines that stay as they are.
  mutating func block(_ block: String) {
    begin(".PP")
    text += ".nf\n\(Self.lines(block))\n.fi\n"
  }

  /// Lines that stay as they are, as part of an item.
  mutating func itemBlock(_ block: String) {
    begin(".IP")
    text += ".nf\n\(Self.lines(block))\n.fi\n"
  }

  private static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // An empty line, or a line that begins with a dot or a quote, would be a request.
      line.isEmpty ? ".sp" : (line.first == "." || line.first == "'" ? "\\&" : "") + escaped(line)
    }.joined(separator: "\n")
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
      }
    }
    return result
  }
}
