import Formulas
import Testing

@testable import Commands

/// A journal is taken apart into what was written into it at a time, whatever is wrong with some of it.
@Suite struct JournalReaderTests {
  /// The records of a journal: statements as they are, with `?` before those that are not whole.
  private func records(_ text: String) -> [String] {
    var reader = JournalReader()
    var records: [JournalReader.Record] = []
    var position = 0
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .enumerated()
    {
      let bytes = Array(line.utf8)
      records += reader.add(bytes, in: position..<position + bytes.count + 1, number: number + 1)
      position += bytes.count + 1
    }
    records += reader.finish()
    // Together they are the whole journal, in order.
    #expect(records.first?.range.lowerBound ?? 0 == 0 && records.last?.range.upperBound ?? 0 == position)
    #expect(zip(records, records.dropFirst()).allSatisfy { $0.range.upperBound == $1.range.lowerBound })
    return records.map { record in
      switch record.content {
      case .format(let number): "format \(number)"
      case .mark(let mark): "\(mark)"
      case .statement(let text, let isWhole): (isWhole ? "" : "?") + String(decoding: text, as: UTF8.self)
      }
    }
  }

  @Test func statementsAndMarksComeInOrder() {
    #expect(
      records(
        "# adrepl format 2: x\nx = 3\n#{ one step\n#{ at once\nz = (x +\n\t  1)\n#} one step\n#} one step\n")
        == ["format 2", "x = 3", "step", "atOnce", "z = (x +\n  1)", "end", "end"])
    #expect(records("x = 3\nz = (x +\n  1)\n:undo\n") == ["x = 3", "z = (x +\n  1)", ":undo"])
    #expect(records("") == [])
  }

  @Test func aStatementThatIsNotWholeTakesAlongNothingButItself() {
    #expect(
      records("# adrepl format 2: x\na = (1\nb = 2\nc = (1 +\n\t2\nd = 3\n:undo\ne = (\n")
        == ["format 2", "?a = (1", "b = 2", "?c = (1 +\n2", "d = 3", ":undo", "?e = ("])
    // In the first format too, where nothing but its end tells where a statement ends.
    #expect(records("a = (1\nb = 2\nc = (1 +\n2)\nd = 3\n") == ["?a = (1", "b = 2", "c = (1 +\n2)", "d = 3"])
    #expect(records("a = (1\nb = 2\n:undo\nc = 3\n") == ["?a = (1\nb = 2", ":undo", "c = 3"])
    #expect(records("a = (1\n#{ one step\nb = 2\n#} one step\n") == ["?a = (1", "step", "b = 2", "end"])
    // Where the formats meet, nothing goes on.
    #expect(records("a = (1\n# adrepl format 2: x\nb = 2)\n") == ["?a = (1", "format 2", "b = 2)"])
  }

  @Test(arguments: ["(", "x = ", "x = 1 +", "f(u,"])
  func linesThatAllBeginSomethingTakeTimeInProportionToTheirNumber(line: String) {
    let all = String(repeating: line + "\n", count: 20_000)
    #expect(records(all).count == 20_000)
  }

  @Test(arguments: [
    "x", "z = x +\n1", "z = x \n+ 1", "z = x   # why\n+ 1", "z = (x\n\n# in between\n\t+ 1)", ":echo a \n b",
    "f(u,\n  v) = u  \n*v", "z = x \n \n",
  ])
  func aStatementComesBackAsItWasTyped(statement: String) {
    // As the assembler gives it: with blanks where there was a '\'.
    let record = SessionFormat.record(of: statement)
    let read = records("# adrepl format 2: x\n\(record)\nx = 5\n")
    #expect(read == ["format 2", statement, "x = 5"])
  }

  @Test func theLineThatTellsTheFormatIsAComment() {
    #expect(SessionFormat.number(in: Array(SessionFormat.journalHeading.utf8)) == SessionFormat.current)
    #expect(SessionFormat.number(in: Array("# adrepl format 17: later".utf8)) == 17)
    for line in ["# adrepl format", "# adrepl format x", "x = 3", "", "# A session of adrepl."] {
      #expect(SessionFormat.number(in: Array(line.utf8)) == nil)
    }
    for mark in JournalMark.allCases { #expect(mark.rawValue.hasPrefix("#")) }
  }
}
