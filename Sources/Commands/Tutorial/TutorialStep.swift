/// One idea of the tutorial: a few tasks that show it.
package struct TutorialStep: Sendable {
  /// What it is about, in a few words.
  package let title: String

  /// What the reader does, in order.
  package let tasks: [TutorialTask]

  /// The steps in order. A new one takes a line here.
  package static let all: [TutorialStep] = [
    .byHand, .differenceQuotient, .graph, .forwardMode, .backprop, .oneSweep, .cache, .kink,
    .secondDerivatives, .fit,
  ]
}

/// Something to do, with a look at whether it was done.
///
/// In its texts, what stands between backticks is something to type or a name of the session; names in there are
/// replaced where the reader has them already (see ``TutorialNames``).
package struct TutorialTask: Sendable {
  /// What there is to know, and what to do.
  package let text: String

  /// A way to do it.
  package let input: String

  /// What is asked for, in words, where the way to do it is for the reader to find.
  let question: String?

  /// Whether the reader is told a way to do it at once.
  var showsInput: Bool { question == nil }

  /// Whether what it makes has to stay there for the rest of the step.
  let isStanding: Bool

  /// What there is to say about what the reader did.
  ///
  /// With an observation of the session alone, in which nothing was typed, it says whether the task is done already.
  let check: @Sendable (TutorialObservation) -> TutorialVerdict

  init(
    _ text: String, type input: String, question: String? = nil, isStanding: Bool = false,
    check: @escaping @Sendable (TutorialObservation) -> TutorialVerdict
  ) {
    self.text = text
    self.input = input
    self.question = question
    self.isStanding = isStanding
    self.check = check
  }
}

/// What a task says about something that was typed.
enum TutorialVerdict: Equatable, Sendable {
  /// It is done; what was seen, and why it matters.
  case done(String)

  /// It was meant for the task, by the look of it, and misses it: what differs, and what to do.
  case near(String)

  /// It is something else.
  case other
}
