package import Pictures

/// What the interpreter needs of the world around it, given by the program that embeds it.
package struct Host {
  /// A file's lines, or the reason why it cannot be read.
  package var openFile: (_ path: String) -> Result<LineSource, FileProblem>

  /// Writes a file, or gives the reason why it cannot be written.
  package var writeFile: (_ path: String, _ text: String) -> FileProblem?

  /// Whether the person has asked for the computation to stop.
  package var isInterrupted: () -> Bool

  /// Shows how far a long computation has come, or takes that away with nil.
  package var showProgress: (ProgressLine?) -> Void

  /// Seconds on a clock that only goes forward.
  package var seconds: () -> Double

  /// Sends on its way what was emitted: called before what may take long.
  package var flush: () -> Void

  /// Hands on what there is to say, as soon as it is known, and how it is to be shown.
  package var emit: (Emission, Settings) -> Void

  /// A host with no files, that is never interrupted and shows no progress.
  package init(emit: @escaping (Emission, Settings) -> Void) {
    openFile = { _ in .failure(FileProblem(message: "this session has no files")) }
    writeFile = { _, _ in FileProblem(message: "this session has no files") }
    isInterrupted = { false }
    showProgress = { _ in }
    seconds = { 0 }
    flush = {}
    self.emit = emit
  }
}

/// Appends the next line of something, without its newline, to a text; false if there is none.
package typealias LineSource = (_ text: inout [UInt8]) throws -> Bool

/// Why a file cannot be read or written: "cannot read 'x.ad': No such file or directory".
package struct FileProblem: Error, Sendable {
  package let message: String
  package init(message: String) { self.message = message }
}
