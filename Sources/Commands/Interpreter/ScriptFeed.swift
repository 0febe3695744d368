import Formulas
import Memory
import Sessions

/// Lines on their way to the interpreter: put together where a statement goes on, and handed over when it is whole.
package struct ScriptFeed: ~Copyable {
  private let name: String
  private var assembler: LineAssembler
  private var parser = StatementParser([])

  /// The text on its way between the assembler and the parser, and back: its memory is used again.
  private var text: [UInt8] = []
  private var firstLine = 1

  /// A feed for lines that come from the named source, which may be a session that was copied as a whole.
  package init(named name: String, mayBeCopied: Bool = false) {
    self.name = name
    assembler = LineAssembler(mayBeCopied: mayBeCopied)
  }

  /// Whether a statement has begun that is not finished yet.
  package private(set) var isUnfinished = false

  /// Whether the statement that has begun is passed over, as there is too little memory for it.
  private var isPassedOver = false

  /// Takes a line, and runs what is complete with it, after `willRun`, which is told how many of the lines that are
  /// waiting it consists of.
  package mutating func feed(
    _ line: [UInt8], number: Int, to interpreter: inout Interpreter,
    willRun: (_ lineCount: Int) -> Void = { _ in }
  ) {
    let progress = assembler.add(line, takesPrompts: { !interpreter.hasNameOfPrompt })
    feed(progress, number: number, to: &interpreter, willRun: willRun)
  }

  /// Takes the next line of a source, and runs what is complete with it; false if there is none.
  mutating func feed(
    _ nextLine: LineSource, number: Int, to interpreter: inout Interpreter
  ) rethrows -> Bool {
    var isHeading = false
    let read = try assembler.add(
      { text in
        let start = text.count
        guard try nextLine(&text) else { return false }
        if number == 1 { isHeading = SessionFormat.isHeading(text[start...]) }
        return true
      }, interpreter.cancellation, takesPrompts: { !interpreter.hasNameOfPrompt })
    if number == 1 { interpreter.readsSavedSession = isHeading }
    guard let progress = read else { return false }
    if MemoryRoom.wasRefused { refuse(number, &interpreter) }
    if isPassedOver {
      assembler.dropText()
      if case .unfinished = progress { return true }
      cancel()
      guard case .endedByCommand = progress else { return true }
    }
    feed(progress, number: number, to: &interpreter) { _ in }
    return true
  }

  /// Begins to pass over a statement that there is too little memory for.
  private mutating func refuse(_ number: Int, _ interpreter: inout Interpreter) {
    MemoryRoom.forgetRefusal()
    (isPassedOver, isUnfinished) = (true, false)
    let problem = Interruption.memory.error(at: SourceRange(0, 0))
    interpreter.fail(problem.diagnostic, in: SourceText([], name: name, firstLine: number))
  }

  private mutating func feed(
    _ progress: LineAssembler.Progress, number: Int, to interpreter: inout Interpreter,
    willRun: (_ lineCount: Int) -> Void
  ) {
    if !isUnfinished { firstLine = number }
    if case .unfinished = progress {
      isUnfinished = true
      return
    }
    willRun(assembler.lineCount)
    run(&interpreter)
    if case .endedByCommand(let line) = progress, !interpreter.isStopped {
      feed(line, number: number, to: &interpreter, willRun: willRun)
    }
  }

  /// Runs what is there, finished or not: the input has ended, and the parser says what is missing.
  package mutating func finish(_ interpreter: inout Interpreter) {
    if isUnfinished { run(&interpreter) }
  }

  /// Drops an unfinished statement.
  package mutating func cancel() {
    assembler.reset()
    (isPassedOver, isUnfinished) = (false, false)
  }

  private mutating func run(_ interpreter: inout Interpreter) {
    isUnfinished = false
    assembler.exchangeText(for: &text)
    parser.exchangeText(for: &text)
    interpreter.run(&parser, name: name, firstLine: firstLine)
    parser.exchangeText(for: &text)
  }
}

extension Interpreter {
  /// Whether what looks like a prompt is the beginning of a comparison.
  fileprivate var hasNameOfPrompt: Bool { session.environment.variable(Prompt.name) != nil }

  /// Runs a script that stands in a folder, asking for one line after another until there is none, or, within a command,
  /// until someone interrupts. Returns the number of lines.
  @discardableResult
  package mutating func run(
    linesOf name: String, in folder: ScriptFolder = .working, _ nextLine: LineSource
  ) rethrows -> Int {
    let outerFolder = scriptFolder
    scriptFolder = folder
    defer { scriptFolder = outerFolder }
    var feed = ScriptFeed(named: name, mayBeCopied: true)
    var number = 1
    let outer = readsSavedSession
    defer { readsSavedSession = outer }
    while !isStopped, !(depth > 0 && host.isInterrupted()),
      try feed.feed(nextLine, number: number, to: &self)
    {
      if loadDepth == 1 { watch.didRead(lines: number) }
      number += 1
    }
    if !isStopped { feed.finish(&self) }
    if loadDepth == 1 { watch.endReading() }
    return number - 1
  }
}
