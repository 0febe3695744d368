import Commands
import Pictures
import Testing

/// What documentation and transcripts say is printed is what is printed.
@Suite struct TranscriptTests {
  @Test(arguments: TestFiles.names(in: "Tests/Transcripts", ending: ".adt"))
  func aTranscriptPrintsWhatItSays(file: String) {
    let path = "Tests/Transcripts/" + file
    let transcript = Transcript(TestFiles.text(path))
    #expect(!transcript.entries.isEmpty)
    let replayed = transcript.replayed()
    if TestFiles.isRecording {
      TestFiles.write(replayed.text, to: path)
    } else {
      expectSame(transcript, replayed)
      for line in replayed.entries.flatMap(\.printed) where transcript.width < 80 {
        #expect(displayWidth(line) <= transcript.width, "\(line)")
      }
    }
  }

  @Test(arguments: ["README.md", "CONTRIBUTING.md", "Documentation/edges.md"])
  func theExamplesOfADocumentPrintWhatTheySay(document: String) {
    let blocks = TestFiles.text(document).components(between: "```text\n", and: "```")
      .filter { $0.hasPrefix("ad>") }
    if document != "CONTRIBUTING.md" { #expect(!blocks.isEmpty) }
    for block in blocks {
      let transcript = Transcript(block)
      expectSame(transcript, transcript.replayed())
    }
  }

  @Test(arguments: CommandRegistry.commands.map(\.name))
  func theExampleOfACommandPrintsWhatItSays(name: String) throws {
    let command = try #require(CommandRegistry.commands.first { $0.name == name })
    let transcript = Transcript(command.example)
    #expect(!transcript.entries.isEmpty)
    expectSame(transcript, transcript.replayed())
  }

  private func expectSame(_ wanted: Transcript, _ got: Transcript) {
    for (wanted, got) in zip(wanted.entries, got.entries) where !isSame(wanted.printed, got.printed) {
      Issue.record("the document says\n\(wanted)\nand the program says\n\(got)")
    }
  }
}

/// Whether lines are the same; `…` at the beginning of a wanted line stands for anything, such as a time.
private func isSame(_ wanted: [String], _ got: [String]) -> Bool {
  wanted.count == got.count
    && zip(wanted, got).allSatisfy { $0 == $1 || ($0.hasPrefix("…") && $1.hasSuffix($0.dropFirst())) }
}

extension String {
  /// The texts between each opening and the next closing mark.
  func components(between opening: String, and closing: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: opening) {
      rest = rest[start.upperBound...]
      guard let end = rest.firstRange(of: closing) else { break }
      parts.append(String(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return parts
  }
}
