import AutoDiff
import Memory
import Pictures
import Sessions

/// What looks at a statement while it runs: whether someone wants it to stop, whether it stays within the limits that
/// `:set` gives, and whether it takes so long that its progress is to be shown.
///
/// It is asked between blocks of work, through the session's ``Cancellation``. A short statement costs a few comparisons; the clock is
/// looked at when the graph has asked several times.
final class Watch {
  /// The world around.
  var host: Host

  /// The most nodes, and the most seconds for a statement.
  var maximumNodes: Int?
  var maximumSeconds: Double?

  /// Whether what runs was within the limits before, and is not held to them again: neither nodes nor time are counted.
  var ignoresLimits = false

  /// What is known of the statement that runs; a file or `:time` runs statements within one.
  private var current = Run()

  /// How many statements have begun so far.
  private(set) var begun = 0

  /// How many statements run, one within another. The graph asks between them, too: for the tutorial, and to complete.
  private var depth = 0

  /// Whether computations had taken all that they may when that was last looked at. Then every question is a look.
  private(set) var isShort = false

  /// How often the graph has asked, statements that were short and are over included.
  private var questions = 0

  /// What there is to know of a statement while it runs.
  struct Run {
    /// How often the graph has asked.
    var questions = 0

    /// The nodes that there were when it began.
    var nodesBefore = 0

    /// The part of what computations may take that was taken when that was first looked at.
    var shareBefore: Double?

    /// How long it has been running, once the clock was looked at.
    var timer: Timer?

    /// The limit that it has met, if it was stopped for that.
    var metLimit: Interruption?

    /// The rounds of a `:repeat`, which count more than what happens in one of them.
    var rounds: WorkProgress?

    /// What is watched while they run.
    var watched: (() -> ProgressLine.Watched?)?
  }

  /// The limit that the statement has met, if it was stopped for that.
  var metLimit: Interruption? { current.metLimit ?? (MemoryRoom.wasRefused ? .memory : nil) }

  /// Whether the graph has asked often since the statement began.
  var tookLong: Bool { current.questions >= Self.freeQuestions }

  /// How long a file has been read.
  private var fileTimer: Timer?

  /// When something began, or nearly so, and when its progress is to be shown next.
  struct Timer {
    let start: Double
    var nextReport: Double
    var isShown = false

    init(_ now: Double) { (start, nextReport) = (now, now + Watch.patience) }
  }

  init(host: Host) { self.host = host }

  /// A statement begins. Returns what is known of the one that it runs in, for when it ends.
  func begin(_ graph: Graph) -> Run {
    let outer = current
    current = Run(nodesBefore: graph.count)
    MemoryRoom.forgetRefusal()
    // What was broken off between two statements does not break off the next one.
    if depth == 0 { graph.growth.interruption = nil }
    depth += 1
    begun += 1
    if maximumSeconds != nil { startClock() }
    return outer
  }

  /// Rounds begin, or end with what is given back here: rounds within rounds are counted for themselves, but their time is
  /// the statement's.
  func beginRounds() -> WorkProgress? {
    startClock()
    return current.rounds
  }

  func endRounds(_ outer: WorkProgress?) { current.rounds = outer }

  /// The statement has ended, and the one that it ran in goes on.
  func end(_ outer: Run) {
    if current.timer?.isShown == true { host.showProgress(nil) }
    current = outer
    MemoryRoom.forgetRefusal()
    depth -= 1
  }

  /// Looks at the clock for the first time, for something that is known to take long.
  func startClock() { if current.timer == nil { current.timer = Timer(host.seconds()) } }

  /// How long nothing is shown, in seconds, and how often afterwards.
  private static let patience = 0.5
  private static let interval = 0.1

  /// How many questions of the graph are answered before the clock is looked at.
  private static let freeQuestions = 16

  /// How many questions of a statement are answered before the use of memory is looked at, which takes some microseconds:
  /// up to then some megabytes are taken.
  private static let questionsBetweenLooks = MemoryRoom.isLimited ? 8 : 64

  /// The same for the questions of statements that are too short for that, which take a kilobyte each or less.
  private static let shortQuestionsBetweenLooks = MemoryRoom.isLimited ? 64 : 4096

  /// How many rounds of a `:repeat` are, which may be too short to be asked about.
  private static let roundsBetweenLooks = 4096

  /// Where computations have taken all that they may, a statement may still take a little, so that what is there can be
  /// freed. From a share on no statement may add nodes or names, and from another none may add anything.
  private static let little = 0.03
  private static let fullShare = 1.2
  private static let fullestShare = 1.4

  /// What stops the work for a session with this graph.
  func cancellation(of graph: Graph) -> Cancellation {
    Cancellation { [self, unowned graph] in interruption(of: graph) }
  }

  /// The reason to stop, if there is one.
  private func interruption(of graph: Graph) -> Interruption? {
    if host.isInterrupted() { return .requested }
    return allows(graph) ? nil : metLimit
  }

  /// Whether what is done for a graph stays within the limits.
  private func allows(_ graph: Graph) -> Bool {
    if depth == 0 { return true }
    if MemoryRoom.wasRefused {
      current.metLimit = .memory
      return false
    }
    if graph.count > current.nodesBefore, let limit = exceededLimit(graph) {
      current.metLimit = limit
      return false
    }
    questions += 1
    current.questions += 1
    if isShort || questions % Self.shortQuestionsBetweenLooks == 0
      || current.questions % Self.questionsBetweenLooks == 0, !allowsMoreMemory()
    {
      return false
    }
    if current.questions < Self.freeQuestions { return true }
    startClock()
    return allowsMoreTime(graph.progress)
  }

  /// So many rounds of a `:repeat` are done; whether there is time and memory for more.
  func didRun(_ rounds: Int, of total: Int) -> Bool {
    current.rounds = WorkProgress(done: rounds, total: total)
    if rounds % Self.roundsBetweenLooks == 0, !allowsMoreMemory() { return false }
    return allowsMoreTime(nil)
  }

  /// Something is watched in the rounds that follow, or nothing any more.
  func watch(_ watched: (() -> ProgressLine.Watched?)?) {
    current.watched = watched
    // Whoever watches does not want to wait.
    if watched != nil { current.timer?.nextReport = 0 }
  }

  /// A line on the rounds so far, for files and pipes.
  func keepProgress(_ rounds: Int, of total: Int) {
    guard let timer = current.timer, let watched = current.watched?() else { return }
    var line = ProgressLine(done: rounds, total: total, elapsed: host.seconds() - timer.start)
    line.watched = watched
    host.keepProgress(line)
  }

  /// Whether there is time left, after showing how far the work has come if it is time for that. It can be told where
  /// somebody counts.
  private func allowsMoreTime(_ progress: WorkProgress?) -> Bool {
    guard var timer = current.timer else { return true }
    let now = host.seconds()
    if !ignoresLimits, let maximumSeconds, now - timer.start > maximumSeconds {
      current.metLimit = .seconds(maximumSeconds)
      return false
    }
    let progress = current.rounds ?? progress
    if now >= timer.nextReport {
      var line = ProgressLine(done: progress?.done ?? 0, total: progress?.total, elapsed: now - timer.start)
      line.watched = current.watched?()
      host.showProgress(line)
      timer.isShown = true
      timer.nextReport = now + Self.interval
      current.timer = timer
    }
    return true
  }

  /// So many lines of a file were read, of which nobody knows how many there are.
  func didRead(lines: Int) {
    guard lines % Self.linesBetweenLooks == 0 else { return }
    let now = host.seconds()
    guard var timer = fileTimer else {
      fileTimer = Timer(now)
      return
    }
    if now >= timer.nextReport {
      host.showProgress(ProgressLine(done: lines, elapsed: now - timer.start))
      timer.isShown = true
      timer.nextReport = now + Self.interval
      fileTimer = timer
    }
  }

  /// The file has ended.
  func endReading() {
    if fileTimer?.isShown == true { host.showProgress(nil) }
    fileTimer = nil
  }

  private static let linesBetweenLooks = 64

  /// Whether there is memory left.
  private func allowsMoreMemory() -> Bool {
    guard let share = host.memoryShare() else { return true }
    isShort = share > 1
    let before = current.shareBefore ?? share
    current.shareBefore = before
    if share <= max(1, before + Self.little) { return true }
    current.metLimit = .memory
    return false
  }

  /// Whether there is memory for a statement to keep what it has added to a session, which held so much before. Not asked
  /// but where memory is short.
  func mayKeep(_ session: Session, since before: Session.Extent) -> Bool {
    let extent = session.extent
    guard extent != before, let share = host.memoryShare() else { return true }
    if share <= (extent.things > before.things ? Self.fullShare : Self.fullestShare) { return true }
    current.metLimit = .memory
    return false
  }

  private func exceededLimit(_ graph: Graph) -> Interruption? {
    if !ignoresLimits, let maximumNodes, graph.livingCount > maximumNodes { return .nodes(maximumNodes) }
    return graph.isNearlyFull ? .capacity : nil
  }
}
