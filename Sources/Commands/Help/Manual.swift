import Pictures

/// The manual page, made from the commands, the topics of help and the flags of the program.
package struct Manual {
  /// The program's name and version: `adrepl 0.1.0`.
  package var version: String

  /// What the program is, in a line.
  package var abstract: String

  /// The ways to call it, each with what it does.
  package var usage: [Item]

  /// What the exit status tells.
  package var exitStatus: String

  /// Its arguments and flags.
  package var options: [Item]

  /// A term and its meaning.
  package struct Item: Sendable, Equatable {
    package var term: String
    package var meaning: String

    package init(term: String, meaning: String) {
      self.term = term
      self.meaning = meaning
    }
  }

  package init(version: String, abstract: String, usage: [Item], exitStatus: String, options: [Item]) {
    self.version = version
    self.abstract = abstract
    self.usage = usage
    self.exitStatus = exitStatus
    self.options = options
  }

  /// The page in roff.
  package var roff: String {
    var page = Roff(title: "ADREPL", source: version)
    page.section("name")
    page.paragraph("adrepl - \(abstract.prefix(1).lowercased())\(abstract.dropFirst().prefix { $0 != "." })")
    page.section("synopsis")
    for item in usage { page.item(item.term, item.meaning) }
    page.section("description")
    page.paragraph(
      """
      A session in which formulas are typed. They become nodes of a graph that knows its derivatives: change an
      input, and everything that depends on it follows when it is next asked for.
      """)
    page.paragraph("Inside, ':help' gives an overview, ':help NAME' one thing, and Tab completes words.")
    page.section("options")
    for item in options { page.item(item.term, item.meaning) }
    page.section("statements and formulas")
    add(.syntax, to: &page)
    page.section("commands")
    page.paragraph(
      """
      A target is any formula; where it is left out, it is the last formula. The beginning of a command's name
      is enough if it is the only one that begins so.
      """)
    for group in CommandGroup.allCases {
      page.subsection(group.title)
      for command in group.commands { add(command, to: &page) }
    }
    for topic in HelpTopic.all where ![HelpTopic.syntax.name, HelpTopic.commands.name].contains(topic.name) {
      page.section(topic.name)
      add(topic, to: &page)
    }
    page.section("exit status")
    page.paragraph(exitStatus)
    page.section("see also")
    page.paragraph("editrc(5)")
    return page.text
  }

  private func add(_ topic: HelpTopic, to page: inout Roff) {
    page.block(topic.body.plain)
    page.block(indented(topic.example))
  }

  private func add(_ command: any Command, to page: inout Roff) {
    page.item(command.usage, command.summary)
    page.continuation(command.discussion)
    for option in command.options { page.continuation("\(option.label): \(option.summary)") }
    page.itemBlock(command.example)
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  }
}
