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

    /// How many changes the last steps have, of which there must be so many.
    func changeCount(ofLast count: Int) -> Int {
      changes.count - (starts.suffix(count).first?.changeCount ?? 0)
    }

    /// How many changes the last step has.
    var openCount: Int { changes.count - (starts.last?.changeCount ?? 0) }

    mutating func begin() { starts.append(Start(changeCount: changes.count, byteCount: byteCount)) }

    mutating func append(_ change: Change) {
      changes.append(change)
      byteCount += change.byteCount
    }

    /// Forgets what came after an earlier moment.
    mutating func rollBack(to mark: (changes: Int, steps: Int)) {
      while changes.count > mark.changes, let change = changes.popLast() { byteCount -= change.byteCount }
      starts.removeSubrange(min(mark.steps, starts.count)...)
    }

    /// Takes the last change of the last step out; nil at the step's end, which is gone then.
    mutating func takeChange() -> Change? {
      if openCount > 0, let change = changes.popLast() {
        byteCount -= change.byteCount
        return change
      }
      starts.removeLast(min(1, starts.count))
      return nil
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
  private enum Step {
    /// It has no changes yet.
    case empty

    /// It has some.
    case open

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

  /// Whether every change is kept, however many there are; see ``hold()``.
  private var isHeld = false

  /// Takes in a change of the step that is being made.
  mutating func note(_ change: Change) {
    switch step {
    case .dropped where !isHeld: return
    case .dropped: if done.count == 0 { done.begin() }
    case .empty:
      step = .open
      if undone.count > 0 { undone = Steps() }
      done.begin()
    case .open: break
    }
    done.append(change)
    if !isHeld, done.openCount > changeLimit { drop() }
  }

  /// Keeps all changes from now on, too many for a step or not, until `release`: what makes them may yet have to be taken
  /// back, if it turns out that the journal cannot keep it.
  mutating func hold() { isHeld = true }

  /// Ends that.
  mutating func release() {
    guard isHeld else { return }
    isHeld = false
    if step == .dropped {
      done = Steps()
    } else if done.openCount > changeLimit {
      drop()
    }
  }

  /// Forgets everything, but not its limits.
  mutating func forget() {
    let limits = (changeLimit, byteLimit)
    self = UndoHistory()
    (changeLimit, byteLimit) = limits
  }

  /// Forgets everything, and the rest of the step that is being made: to take back a part of it would be wrong.
  private mutating func drop() {
    forget()
    (step, wasDropped) = (.dropped, true)
  }

  /// Takes in what a session says that it has changed.
  mutating func noteChanges(of session: Session) {
    if !session.takeChanges({ note(.session($0)) }) { drop() }
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
    if step == .empty { return nil }
    defer { step = .empty }
    if step == .dropped { return .everything }
    if done.count >= Self.mostSteps { done.removeFirst(Self.mostSteps - Self.limit) }
    guard let byteLimit, done.byteCount > byteLimit else { return nil }
    // Down to half of it, so that not every step from here on has something to forget.
    let excess = done.excess(over: byteLimit / 2)
    if excess >= done.count, done.excess(over: byteLimit) >= done.count {
      drop()
      // Who allows nothing knows.
      return byteLimit > 0 ? .everything : nil
    }
    done.removeFirst(min(excess, done.count - 1))
    return .olderSteps(left: done.count)
  }

  /// A moment within a step.
  struct Mark {
    fileprivate let changes: Int
    fileprivate let steps: Int
    fileprivate let isOpen: Bool
  }

  /// The present moment, to which a command that fails returns.
  var mark: Mark { Mark(changes: done.changes.count, steps: done.count, isOpen: step != .empty) }

  /// Forgets the changes since a moment of the same step: they were taken back.
  mutating func rollBack(to mark: Mark) {
    if step == .dropped, !isHeld { return }
    done.rollBack(to: (mark.changes, mark.steps))
    if step == .dropped { return }
    step = mark.isOpen ? .open : .empty
  }

  /// The changes that were noted, done again or taken back since another history was copied from this one, the last
  /// first: what puts everything back as it was then.
  func changes(since other: UndoHistory) -> [Change] {
    let (done, undone) = (done.changes.dropFirst(other.done.changes.count), undone.changes)
    return done.reversed() + undone.dropFirst(other.undone.changes.count).reversed()
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
