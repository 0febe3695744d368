import AutoDiff
import Sessions

/// What the last statements and commands have changed, for `:undo` and `:redo`.
struct UndoHistory {
  /// A change, of the session or of what stands around it.
  enum Change {
    case session(Session.Change)
    case settings(Settings)

    /// Another session, with a graph of its own, as `:reset` begins one.
    case replaced(Session)

    /// About how many bytes it takes to keep the change.
    var byteCount: Int {
      switch self {
      case .session(let change): change.byteCount
      case .settings: MemoryLayout<Settings>.stride
      case .replaced(let session): session.byteCount
      }
    }
  }

  /// The changes of all steps in one row, and where each step begins. To keep a step so costs no memory of its own.
  struct Steps {
    private(set) var changes: [Change] = []
    private var starts: [Start] = []

    /// About how many bytes the changes take.
    private(set) var byteCount = 0

    /// Where a step begins: how many changes, and how many bytes of them, come before it.
    private struct Start {
      let changeCount: Int
      let byteCount: Int
    }

    var count: Int { starts.count }

    /// How many changes each of the last steps has, of which there must be so many, the last first.
    func changeCounts(ofLast count: Int) -> [Int] {
      var end = changes.count
      return starts.suffix(count).reversed().map { start in
        defer { end = start.changeCount }
        return end - start.changeCount
      }
    }

    /// How many changes the last step has.
    var openCount: Int { changes.count - (starts.last?.changeCount ?? 0) }

    mutating func begin() { starts.append(Start(changeCount: changes.count, byteCount: byteCount)) }

    mutating func append(_ change: Change) {
      changes.append(change)
      byteCount += change.byteCount
    }

    /// Takes the last change out if there are more than so many; a step goes with its first one.
    mutating func takeChange(beyond count: Int) -> Change? {
      guard changes.count > count, let change = changes.popLast() else { return nil }
      byteCount -= change.byteCount
      if let start = starts.last, start.changeCount >= changes.count { starts.removeLast() }
      return change
    }

    /// Takes the last changes out, of which there must be so many, with the steps that begin among them.
    mutating func takeLast(_ count: Int) -> [Change] {
      let taken = Array(changes.suffix(count))
      changes.removeLast(taken.count)
      while let start = starts.last, start.changeCount >= changes.count {
        byteCount = start.byteCount
        starts.removeLast()
      }
      return taken
    }

    /// Forgets the oldest steps. O(number of changes that are left).
    mutating func removeFirst(_ count: Int) {
      guard count < starts.count else { return self = Steps() }
      let end = starts[count]
      changes.removeSubrange(..<end.changeCount)
      starts = starts.dropFirst(count).map {
        Start(changeCount: $0.changeCount - end.changeCount, byteCount: $0.byteCount - end.byteCount)
      }
      byteCount -= end.byteCount
    }

    /// How many of the oldest steps must go so that the others take no more than so many bytes.
    func excess(over byteLimit: Int) -> Int {
      starts.firstIndex { byteCount - $0.byteCount <= byteLimit } ?? count
    }
  }

  /// What can be taken back, and what was taken back and can be done again.
  private(set) var done = Steps()
  private(set) var undone = Steps()

  /// How far the step that is being made has come.
  private enum Step: Equatable {
    /// It has no changes yet.
    case empty

    /// It has some.
    case open

    /// It has some, which take others back or do them again: the last steps, so many, in that direction.
    case walked(Direction, stepCount: Int)

    /// It has too many to be kept; none is noted until it ends.
    case dropped
  }

  private var step = Step.empty

  /// Whether everything was forgotten because one step changed too much.
  private(set) var wasDropped = false

  /// How many steps can be taken back, at least.
  static let limit = 100

  /// At how many the oldest are forgotten, so that this is seldom.
  private static let mostSteps = 5 * limit

  /// How many changes a step may make and still be taken back: a file that is loaded can have any number.
  var changeLimit = 1 << 20

  /// How many bytes all steps may take; nil for as many as there are.
  var byteLimit: Int? = Settings().undoByteCount

  /// How many transactions are under way, one within another. Every change is kept meanwhile, too many for a step or not:
  /// all of them may yet have to be taken back.
  private var transactionCount = 0

  /// Takes in a change of the step that is being made.
  mutating func note(_ change: Change) {
    switch step {
    case .dropped where transactionCount == 0: return
    case .dropped: if done.count == 0 { done.begin() }
    case .empty:
      step = .open
      done.begin()
    case .open, .walked: break
    }
    done.append(change)
    if transactionCount == 0, done.openCount > changeLimit { drop() }
  }

  /// How many changes are noted: where a transaction begins, and what it takes back everything beyond.
  var changeCount: Int { done.changes.count }

  /// Hands out the last change beyond so many, for being taken back.
  mutating func takeChange(beyond count: Int) -> Change? {
    let stepCount = done.count
    guard let change = done.takeChange(beyond: count) else { return nil }
    if done.count < stepCount, step != .dropped { step = .empty }
    return change
  }

  mutating func beginTransaction() { transactionCount += 1 }

  mutating func endTransaction() {
    transactionCount -= 1
    guard transactionCount == 0 else { return }
    switch step {
    case .dropped: done = Steps()
    case .open where done.openCount > changeLimit: drop()
    case .open, .empty, .walked: break
    }
  }

  /// The changes of the present step have put back those of the last steps in that direction, whose place they take when
  /// the step is closed.
  mutating func noteWalk(_ direction: Direction, stepCount: Int) {
    step = .walked(direction, stepCount: stepCount)
  }

  /// Forgets everything, but not its limits.
  mutating func forget() {
    (done, undone) = (Steps(), Steps())
    (step, wasDropped) = (.empty, false)
  }

  /// Forgets everything, and the rest of the step that is being made: to take back a part of it would be wrong.
  private mutating func drop() {
    forget()
    (step, wasDropped) = (.dropped, true)
  }

  /// Takes in what a session says that it has changed.
  mutating func noteChanges(of session: Session) {
    session.takeChanges { note(.session($0)) }
  }

  /// What was forgotten of a history that became too large.
  enum Loss {
    /// All but the last steps, of which so many are left.
    case olderSteps(left: Int)

    /// Everything, since the last step alone is too large.
    case everything
  }

  /// Ends the step that is being made, if there is one. Tells what had to be forgotten to stay within the limits of size;
  /// those of number are known beforehand.
  @discardableResult
  mutating func closeStep() -> Loss? {
    switch step {
    case .empty: return nil
    case .dropped:
      step = .empty
      return .everything
    case .walked(let direction, let count):
      step = .empty
      turn(count, direction)
      return nil
    case .open: step = .empty
    }
    // What was taken back cannot be done again once something else is changed.
    if undone.count > 0 { undone = Steps() }
    if done.count >= Self.mostSteps { done.removeFirst(Self.mostSteps - Self.limit) }
    guard let byteLimit, done.byteCount > byteLimit else { return nil }
    // Down to half of it, so that not every step from here on has something to forget.
    let excess = done.excess(over: byteLimit / 2)
    if excess >= done.count, done.excess(over: byteLimit) >= done.count {
      forget()
      wasDropped = true
      // Who allows nothing knows.
      return byteLimit > 0 ? .everything : nil
    }
    done.removeFirst(min(excess, done.count - 1))
    return .olderSteps(left: done.count)
  }

  /// Puts the changes of the present step, which put back the last steps in a direction, in the place of those, as steps
  /// that can be gone the other way.
  private mutating func turn(_ count: Int, _ direction: Direction) {
    var opposites = done.takeLast(done.openCount)[...]
    let lengths = self[direction].changeCounts(ofLast: count)
    _ = self[direction].takeLast(lengths.reduce(0, +))
    for length in lengths {
      self[direction.opposite].begin()
      for change in opposites.prefix(length) { self[direction.opposite].append(change) }
      opposites = opposites.dropFirst(length)
    }
  }

  /// Which of the two is meant: what can be taken back, or what can be done again.
  enum Direction {
    case back
    case forth

    var opposite: Direction { self == .back ? .forth : .back }
  }

  /// The steps that can be gone in a direction. Whoever takes changes out puts what undoes them in the opposite one.
  subscript(direction: Direction) -> Steps {
    get { direction == .back ? done : undone }
    _modify {
      switch direction {
      case .back: yield &done
      case .forth: yield &undone
      }
    }
  }

  /// The nodes of the present session that must stay as long as something can be taken back or done again.
  var nodes: [NodeID] { Self.nodes(of: done) + Self.nodes(of: undone) }

  private static func nodes(of steps: Steps) -> [NodeID] {
    var nodes: [NodeID] = []
    for change in steps.changes.reversed() {
      switch change {
      case .session(let change): nodes += change.nodes
      case .settings: break
      case .replaced: return nodes
      }
    }
    return nodes
  }
}
