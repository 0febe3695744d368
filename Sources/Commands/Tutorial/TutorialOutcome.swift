import Pictures

/// What the tutorial says.
struct TutorialOutcome: Outcome {
  /// The occasion on which it speaks.
  enum Event: String, Sendable {
    case begun, task, passed, passedStep, hint, waiting, goneBack, stopped, finished
  }

  let event: Event

  /// The places of the step and of the task at hand.
  let step: Int
  let task: Int

  /// What was seen, and why it matters; or the hint.
  let remarks: [String]

  let names: TutorialNames

  /// Names of the texts that are others in the session, because the reader has those, and has not been told yet.
  let otherNames: [String]

  /// The tutorial's names that the session has.
  let existingNames: [String]

  var kind: String { "tutorial" }

  var members: [(String, JSON)] {
    let isAtTask = event != .finished
    let shown = currentTask.showsInput ? JSON.string(names.replaced(in: currentTask.input)) : .null
    return [
      ("event", .string(event.rawValue)), ("step", isAtTask ? .integer(step + 1) : .null),
      ("steps", .integer(TutorialStep.all.count)),
      ("title", isAtTask ? .string(currentStep.title) : .null), ("type", isAtTask ? shown : .null),
      ("text", .string(body.map(\.plain).joined(separator: "\n"))),
    ]
  }

  /// The lines behind a bar, which tells them apart from what the session prints.
  func text(_ style: TextStyle) -> StyledText {
    let bar: StyledText = "\("│ ", .faint)"
    return style.page(body.joined(separator: "\n"), besides: bar.width).lines.map { line in
      line.isEmpty ? "\("│", .faint)" : bar + line
    }.joined(separator: "\n")
  }

  private var currentStep: TutorialStep { TutorialStep.all[step] }
  private var currentTask: TutorialTask { currentStep.tasks[task] }

  private var body: [StyledText] {
    let blocks: [[StyledText]] =
      switch event {
      case .begun: [lines(Self.introduction), heading, taskLines]
      case .task: [heading, taskLines]
      case .passed: seen + [taskLines]
      case .passedStep: seen + [heading, taskLines]
      case .hint: remarks.map(lines)
      case .waiting: [waitingLines]
      case .goneBack: [lines("Something that this step needs is gone or has changed."), taskLines]
      case .stopped:
        [lines("The tutorial waits at step \(step + 1), \(currentStep.title); `:tutorial` goes on.")]
      case .finished: seen + [lines(Self.farewell), leftovers]
      }
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [StyledText()]))
  }

  /// What was seen, behind marks that tell it from hints.
  private var seen: [[StyledText]] {
    remarks.map { remark in
      lines(remark).enumerated().map { $0 == 0 ? "\("✓ ", .success)\($1)" : "  \($1)" }
    }
  }

  private var heading: [StyledText] {
    ["\("\(step + 1)/\(TutorialStep.all.count)", .faint)  \(currentStep.title, .heading)"]
  }

  private var taskLines: [StyledText] {
    var result = lines(currentTask.text)
    if currentTask.showsInput {
      result += ["", inputLine]
    }
    if !otherNames.isEmpty {
      let theirs = otherNames.joined(separator: ", ")
      let ours = otherNames.map { names[$0] }.joined(separator: ", ")
      let stay = otherNames.count == 1 ? "stays" : "stay"
      result += ["", "\("(Your own \(theirs) \(stay); the tutorial uses \(ours).)", .faint)"]
    }
    return result
  }

  private var inputLine: StyledText { "  \(names.replaced(in: currentTask.input), .accent)" }

  private var waitingLines: [StyledText] {
    lines("Step \(step + 1), which `:tutorial` shows again, waits for")
      + [currentTask.question.map { "  \($0)" } ?? inputLine]
  }

  /// The lines of a text, what stands between backticks in it marked.
  private func lines(_ text: String) -> [StyledText] {
    if text.isEmpty { return [] }
    var styled = StyledText()
    for (position, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
      styled +=
        position % 2 == 0 ? StyledText(String(part)) : StyledText(names.replaced(in: String(part)), .accent)
    }
    return styled.lines
  }

  private static let introduction = """
    Ten steps of about a minute: what automatic differentiation is, seen at work
    in your own session. Do what a step asks for, in your own way if you like;
    anything else that you try in between is welcome.
    `:tutorial next` skips, `:tutorial stop` leaves, `:tutorial` comes back.
    """

  private static let farewell = """
    That is automatic differentiation: a graph, a rule for each operation, a
    sweep up or a sweep down, and no value computed twice. Now type a formula
    of your own, and `:grad`; `:help` shows what else there is.
    """

  /// How to be rid of what the tutorial has made.
  private var leftovers: [StyledText] {
    if existingNames.isEmpty { return [] }
    return lines("What you have made stays, until you type")
      + ["  \(":delete \(existingNames.joined(separator: " "))", .accent)"]
  }
}

/// The table of contents.
struct TutorialListOutcome: Outcome {
  let step: Int
  let isRunning: Bool
  let finished: Set<Int>

  var kind: String { "tutorial" }

  var members: [(String, JSON)] {
    [
      ("event", .string("list")), ("step", isRunning ? .integer(step + 1) : .null),
      (
        "contents",
        .array(
          TutorialStep.all.enumerated().map {
            .object([("title", .string($1.title)), ("done", .bool(finished.contains($0)))])
          })
      ),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    var table = TextTable(columns: [.init("", .trailing), .init(), .init()])
    for (position, entry) in TutorialStep.all.enumerated() {
      let mark: StyledText =
        isRunning && position == step
        ? "\("you are here", .accent)" : (finished.contains(position) ? "\("done", .success)" : "")
      table.addRow(["\(position + 1, .faint)", "\(entry.title)", mark])
    }
    return table.styledText()
  }
}
