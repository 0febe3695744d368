import Pictures
import Sessions

/// Where a reader is in the tutorial, and what it has to say to what they typed.
struct Tutorial {
  /// Whether it looks at what is typed.
  private(set) var isRunning = false

  /// Whether it may have something to say at the end of a line.
  var speaks: Bool { isRunning || line.finishesTutorial }

  /// Whether it was ever begun.
  private(set) var hasBegun = false

  /// The places of the step and of the task in it.
  private(set) var step = 0
  private(set) var task = 0

  /// The steps that were done to their end.
  private(set) var finished: Set<Int> = []

  /// The names of its things in the session.
  private(set) var names = TutorialNames()

  /// Names that had to be others than in the texts, of which the reader has not been told.
  private var unsaidNames: [String] = []

  /// How many lines were something else than the task at hand.
  private var otherLines = 0

  /// After how many such lines the reader is reminded that the task is still there; before, experiments go undisturbed.
  private static let linesBetweenReminders = 5

  /// What the current line has come to so far.
  private var line = Line()

  private struct Line {
    var remarks: [String] = []
    var hint: String?
    var hasOther = false
    var isPassed = false
    var beginsStep = false
    var finishesTutorial = false
  }

  /// The task at hand.
  var currentTask: TutorialTask { TutorialStep.all[step].tasks[task] }

  /// The kinds of outcomes by which a reader looks around: no answer to a task, and no reason to speak.
  private static let silentKinds: Set<String> = ["tutorial", "help", "settings", "history", "load"]

  /// Begins, or goes on where it was left.
  mutating func resume(_ view: TutorialObservation) {
    begin()
    chooseNames(view)
    if !goBackIfNeeded(view) { skipWhatIsDone(view) }
  }

  /// Goes to the beginning of a step.
  mutating func go(toStep step: Int, _ view: TutorialObservation) {
    begin()
    (self.step, task) = (step, 0)
    otherLines = 0
    chooseNames(view)
    skipWhatIsDone(view)
  }

  private mutating func begin() {
    isRunning = true
    hasBegun = true
    line = Line()
  }

  /// Leaves; the place is kept.
  mutating func stop() {
    isRunning = false
    line = Line()
  }

  /// Takes in what something typed has come to.
  mutating func observe(_ view: TutorialObservation) {
    guard isRunning, let kind = view.outcome?.kind, !Self.silentKinds.contains(kind) else { return }
    switch currentTask.check(view.renamed(names)) {
    case .done(let remark):
      line.remarks.append(remark)
      line.isPassed = true
      goOn(view)
    case .near(let hint): line.hint = hint
    case .other: line.hasOther = true
    }
  }

  /// Takes in that something typed has failed, which was said already.
  mutating func observeFailure() { line.hasOther = true }

  /// What there is to say at the end of a line, or nil.
  mutating func answer(_ view: TutorialObservation) -> TutorialOutcome? {
    let line = line
    self.line = Line()
    if line.finishesTutorial {
      return outcome(.finished, remarks: line.remarks, view)
    }
    let hasGone = goBackIfNeeded(view)
    if line.isPassed {
      return outcome(line.beginsStep ? .passedStep : .passed, remarks: line.remarks, view)
    }
    if hasGone { return outcome(.goneBack, view) }
    if let hint = line.hint { return outcome(.hint, remarks: [hint], view) }
    guard line.hasOther else { return nil }
    defer { otherLines += 1 }
    return otherLines.isMultiple(of: Self.linesBetweenReminders) ? outcome(.waiting, view) : nil
  }

  /// Goes on to the next task that is not done yet, in the next step if this one has none.
  private mutating func goOn(_ view: TutorialObservation) {
    task += 1
    otherLines = 0
    skipWhatIsDone(view)
    guard task == TutorialStep.all[step].tasks.count else { return }
    finished.insert(step)
    if step + 1 == TutorialStep.all.count {
      isRunning = false
      (step, task) = (0, 0)
      line.finishesTutorial = true
    } else {
      (step, task) = (step + 1, 0)
      line.beginsStep = true
      chooseNames(view)
      skipWhatIsDone(view)
    }
  }

  /// Skips tasks of the step that the session shows to be done, but never its last.
  private mutating func skipWhatIsDone(_ view: TutorialObservation) {
    let tasks = TutorialStep.all[step].tasks
    let view = view.renamed(names).withoutOutcome
    while task < tasks.count - 1, case .done(let remark) = tasks[task].check(view) {
      if line.isPassed, !tasks[task].isStanding { line.remarks.append(remark) }
      task += 1
    }
  }

  /// Goes back to what a task has made, where it is gone: names can be deleted, and a session reset.
  private mutating func goBackIfNeeded(_ view: TutorialObservation) -> Bool {
    let here = view.renamed(names).withoutOutcome
    let isGone = TutorialStep.all[step].tasks[..<task].contains {
      if $0.isStanding, case .done = $0.check(here) { false } else { $0.isStanding }
    }
    guard isGone else { return false }
    task = 0
    otherLines = 0
    skipWhatIsDone(view)
    return true
  }

  private mutating func chooseNames(_ view: TutorialObservation) {
    unsaidNames += names.choose(for: TutorialStep.all[step], in: view.session)
  }

  /// What there is to say now.
  mutating func outcome(
    _ event: TutorialOutcome.Event, remarks: [String] = [], _ view: TutorialObservation
  ) -> TutorialOutcome {
    defer { unsaidNames = [] }
    let existing = names.inUse.filter {
      view.session.environment.variable($0) != nil || view.session.environment.function($0) != nil
    }
    return TutorialOutcome(
      event: event, step: step, task: task, remarks: remarks, names: names,
      otherNames: unsaidNames, existingNames: existing)
  }
}

extension TutorialObservation {
  /// The same with the names as they are now.
  fileprivate func renamed(_ names: TutorialNames) -> TutorialObservation {
    TutorialObservation(
      outcome: outcome, notices: notices, session: session, names: names, numbers: numbers)
  }

  /// The session alone.
  fileprivate var withoutOutcome: TutorialObservation {
    TutorialObservation(session: session, names: names, numbers: numbers)
  }
}
