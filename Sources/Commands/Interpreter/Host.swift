package import Pictures

/// What the interpreter needs of the world around it, given by the program that embeds it.
package struct Host {
  /// A file's lines, or the reason why it cannot be read.
  package var openFile: (_ path: String) -> Result<LineSource, FileProblem>

  /// Writes a file, or gives the reason why it cannot be written.
  package var writeFile: (_ path: String, _ text: String) -> FileProblem?

  /// Whether somebody at a prompt may not want a file to be overwritten: it is there, and this session has neither read
  /// nor written it.
  package var mayBeMissed: (_ path: String) -> Bool = { _ in false }

  /// Lets the person edit a text in an editor; the result is what they made of it, or why that was not possible.
  package var edit: (_ text: String) -> Result<String, FileProblem>

  /// Begins to write what is typed and shown at the end of a file, or ends that with nil; the reason if it cannot, or if
  /// there is nothing to end.
  package var keepTranscript: (_ path: String?) -> FileProblem?

  /// Puts a statement that was accepted where it outlives the program, or gives the reason why it cannot; nil where
  /// nothing is kept.
  package var journal: ((_ statement: String) -> FileProblem?)?

  /// The files and folders whose paths begin like this, in no order: their own names, without the folder.
  package var listFiles: (_ prefix: String) -> [(name: String, isDirectory: Bool)]

  /// Whether the person has asked for the computation to stop.
  package var isInterrupted: () -> Bool

  /// Shows how far a long computation has come, or takes that away with nil.
  package var showProgress: (ProgressLine?) -> Void

  /// Keeps a line on how far a computation has come that is watched, where progress is not shown: in files and pipes.
  package var keepProgress: (ProgressLine) -> Void = { _ in }

  /// The memory that the program takes as a part of what computations may take, if that is known; see ``MemoryRoom``.
  package var memoryShare: () -> Double? = { nil }

  /// Seconds on a clock that only goes forward.
  package var seconds: () -> Double

  /// The statements entered so far, of earlier sessions too, oldest first; nil where none are kept.
  package var history: () -> [String]?

  /// Sends on its way what was emitted: called before what may take long.
  package var flush: () -> Void

  /// Does what makes a long text of plain data; nil if the person has asked for that to stop.
  package var compose: (_ text: @escaping @Sendable () -> String) -> String?

  /// Whether what a command's statements come to is to be a part of what the command comes to, as objects for programs
  /// are, and not said before it.
  package var nestsResults = false

  /// Gives back the memory of an outcome that nobody wants any more, which can be large; it is nil afterwards.
  package var discard: (inout (any Outcome)?) -> Void

  /// Hands on what there is to say, as soon as it is known, and how it is to be shown.
  package var emit: (Emission, Settings) -> Void

  /// A host without files, an editor and a history, for the given reason, that is never interrupted and shows no progress.
  package init(
    withoutFilesSince reason: String = "this session has no files",
    emit: @escaping (Emission, Settings) -> Void
  ) {
    openFile = { _ in .failure(FileProblem(message: reason)) }
    writeFile = { _, _ in FileProblem(message: reason) }
    edit = { _ in .failure(FileProblem(message: reason)) }
    keepTranscript = { _ in FileProblem(message: reason) }
    listFiles = { _ in [] }
    isInterrupted = { false }
    showProgress = { _ in }
    seconds = { 0 }
    history = { nil }
    flush = {}
    compose = { $0() }
    discard = { $0 = nil }
    self.emit = emit
  }
}

/// Appends the next line of something, without its newline, to a text; false if there is none.
package typealias LineSource = (_ text: inout [UInt8]) throws -> Bool

/// Why a file cannot be read or written: "cannot read 'x.ad': No such file or directory".
package struct FileProblem: Error, Sendable, Equatable {
  package let message: String
  package init(message: String) { self.message = message }
}
