import Sessions

extension Interpreter {
  /// The session as the tutorial sees it, with what something typed has come to.
  func tutorialView(_ outcome: (any Outcome)? = nil, notices: [Remark] = []) -> TutorialObservation {
    TutorialObservation(
      outcome: outcome, notices: notices, session: session, names: tutorial.names,
      numbers: settings.numberFormat)
  }

  /// Shows the tutorial what something typed has come to.
  mutating func showTutorial(_ outcome: any Outcome, notices: [Remark]) {
    let shown = (outcome as? WholeOutcome)?.outcome ?? outcome
    let outcome = (shown as? StoryOutcome)?.whole ?? shown
    tutorial.observe(tutorialView(outcome, notices: notices))
  }

  /// Lets the tutorial speak at the end of a line.
  mutating func letTutorialAnswer() {
    if let outcome = tutorial.answer(tutorialView()) { try? emit(outcome) }
  }
}
