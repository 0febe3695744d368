import AutoDiff
package import Formulas
import Memory
package import Sessions

/// Lines in, outcomes out: the part of the program that is the same at a terminal, in a script and in a test.
package struct Interpreter {
  /// The graph and its names.
  package internal(set) var session = Session() {
    didSet {
      watchGraph()
      session.readsSavedSession = readsSavedSession
    }
  }

  /// How outcomes are shown, as `:set` leaves it.
  package internal(set) var settings = Settings() {
    didSet {
      (watch.maximumNodes, watch.maximumSeconds) = (settings.maximumNodes, settings.maximumSeconds)
      undo.byteLimit = settings.undoByteCount
    }
  }

  /// Whether `:quit` was given.
  package internal(set) var isFinished = false

  /// How many statements have failed.
  package internal(set) var failureCount = 0

  /// Whether the first failing statement ends everything.
  package var stopsAtFailure = false

  /// The world around.
  package var host: Host {
    didSet { watch.host = host }
  }

  /// Whether statements of earlier are carried out again, which no limit of nodes or time stops.
  package var isReplaying = false {
    didSet {
      watch.ignoresLimits = isReplaying
      readsSavedSession = isReplaying
    }
  }

  /// Whether the statements come from a saved session, which holds operations that only derivatives are made of.
  var readsSavedSession = false {
    didSet { session.readsSavedSession = readsSavedSession }
  }

  /// What looks at statements while they run.
  let watch: Watch

  /// The last sweeps, whose adjoints and tangents the node tables show while they hold.
  var sweeps = Sweeps()

  /// Remarks of the command that is being carried out.
  var notices: [Remark] = []

  /// What was said since a command began that takes up in its own outcome what its statements come to; nil where all is
  /// said at once.
  var collected: [Emission]?

  /// Whether anybody looks at what the command that is being carried out came to: where `;` ends it, nobody does. What
  /// takes long to put into words can be left out then.
  var isOutcomeWanted = true

  /// Whether statements are being repeated, which can be taken back as a whole, so that nothing is freed.
  var isRepeating = false

  /// Where the last `:repeat` went.
  var path: IterationPath?

  /// What a journal keeps in the place of the command that is being carried out, where that is shorter to do again.
  var journalText: String?

  /// How many ends of steps the journal could not take yet.
  var owedMarks = 0

  /// How many files are being loaded, one from another.
  var loadDepth = 0

  /// Where the script stands that is being run.
  var scriptFolder = ScriptFolder.working

  /// What was made in an editor, if some of it failed.
  var failedEdit: String?

  /// What can be taken back.
  var undo = UndoHistory()

  /// When the statement that is being carried out began, if it is to be said how long it took and was not yet.
  var statementStart: Double?

  /// What was forgotten of it, and was not told yet.
  var undoLoss: UndoHistory.Loss?

  /// What was told of that which is told once a session.
  var toldOnce: Set<Notice.Kind> = []

  /// How deep statements are within commands that run statements. What such a command changes is one step to undo.
  var depth = 0

  /// The tutorial, which looks at what is typed while it runs.
  var tutorial = Tutorial()

  package init(host: Host) {
    self.host = host
    watch = Watch(host: host)
    watchGraph()
  }

  /// Lets the session's computations ask whether to go on.
  private func watchGraph() { session.cancellation = watch.cancellation(of: session.graph) }

  /// What stops the work for a statement.
  var cancellation: Cancellation { session.cancellation }

  /// Whether nothing more is to be run: the session was left, or failed where a failure is the end.
  package var isStopped: Bool { isFinished || (stopsAtFailure && failureCount > 0) }

  /// Carries out the statements of one logical line. Every outcome and every failure is emitted as it happens; a
  /// statement that fails changes nothing, and those after it still run.
  package mutating func run(_ text: SourceText, from start: Int = 0) {
    var parser = StatementParser(text.bytes)
    if start > 0 { parser.resume(at: start) }
    run(&parser, name: text.name, firstLine: text.firstLine)
  }
}
