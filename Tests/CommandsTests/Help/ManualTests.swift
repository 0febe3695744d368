import Testing

@testable import Commands

@Suite struct ManualTests {
  private var manual: Manual {
    Manual(
      version: "adrepl 1", abstract: "It computes.",
      usage: [.init(term: "adrepl [options]", meaning: "runs")],
      exitStatus: "0 all well", options: [.init(term: "--color <color>", meaning: "It's so.")])
  }

  @Test func thePageIsASCIIAndHasEveryCommandAndTopic() {
    let roff = manual.roff
    #expect(roff.utf8.allSatisfy { $0 < 0x80 && ($0 >= 0x20 || $0 == 0x0A) })
    #expect(roff.hasPrefix(".TH ADREPL 1 \"\" \"adrepl 1\" \"User Commands\"\n"))
    for command in CommandRegistry.commands { #expect(roff.contains("\n\\fB:\(command.name)")) }
    for topic in HelpTopic.all where !["syntax", "commands"].contains(topic.name) {
      #expect(roff.contains("\n.SH \(topic.name.uppercased())\n"))
    }
    #expect(roff.contains(".TP\n\\fB\\-\\-color <color>\\fR\nIt\\(aqs so.\n"))
  }

  @Test func whatRoffWouldTakeForARequestIsEscaped() {
    var page = Roff(title: "T", source: "")
    page.block("a\\b\n.c\n\n'd -x ^ ~ é😀")
    #expect(
      page.text.hasSuffix(
        ".nf\na\\eb\n\\&.c\n.sp\n\\&\\(aqd \\-x \\(ha \\(ti \\[u00E9]\\[u1F600]\n.fi\n"))
  }
}
