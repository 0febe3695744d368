import Formulas

/// Lines on their way to the interpreter: put together where a statement goes on, and handed over when it is whole.
package struct ScriptFeed {
  private let name: String
  private var assembler = LineAssembler()
  private var firstLine = 1

  /// A feed for lines that come from the named source.
  package init(named name: String) { self.name = name }

  /// Whether a statement has begun that is not finished yet.
  package private(set) var isUnfinished = false

  /// Takes a line, and runs what is complete with it.
  package mutating func feed(_ line: [UInt8], number: Int, to interpreter: inout Interpreter) {
    if !isUnfinished { firstLine = number }
    isUnfinished = assembler.add(line) != .complete
    if !isUnfinished { run(&interpreter) }
  }

  /// Runs what is there, finished or not: the input has ended, and the parser says what is missing.
  package mutating func finish(_ interpreter: inout Interpreter) {
    if isUnfinished { run(&interpreter) }
  }

  /// Drops an unfinished statement.
  package mutating func cancel() {
    assembler.reset()
    isUnfinished = false
  }

  private mutating func run(_ interpreter: inout Interpreter) {
    let text = SourceText(assembler.text, name: name, firstLine: firstLine)
    cancel()
    interpreter.run(text)
  }
}

extension Interpreter {
  /// Runs a script, asking for one line after another until there is none; a nil line is the end.
  package mutating func run(linesOf name: String, _ nextLine: () throws -> [UInt8]?) rethrows {
    var feed = ScriptFeed(named: name)
    var number = 1
    while !isStopped, let line = try nextLine() {
      feed.feed(line, number: number, to: &self)
      number += 1
    }
    if !isStopped { feed.finish(&self) }
  }
}
