import AutoDiff

extension TutorialStep {
  static let backprop = TutorialStep(
    title: "Backprop",
    tasks: [
      .quadratic("This step looks at `z`, as step 3 made it:"),
      TutorialTask(
        """
        Now from the other end. A node's adjoint says how fast `z` changes when
        that node does; for `z` itself it is 1. From there down, each node hands
        to its operands its own adjoint times the local derivative. Go through
        it on the drawn graph: Enter goes on, `b` back, `q` leaves.
        """,
        type: ":backprop z --step"
      ) { view in
        guard let outcome = view.outcome as? BackpropOutcome, view.isAbout("z") else {
          if view.outcome is GradOutcome, view.isAbout("z") {
            return .near("`:grad` shows only the end of it; `:backprop z --step` goes step by step.")
          }
          return view.isAboutAnother("z", BackpropOutcome.self, type: ":backprop z --step")
        }
        let gradient = outcome.gradient.map { "`∂z/∂`\($0.name) = \(view.text($0.derivative))" }
        return .done(
          """
          \(view.handedToX(outcome)) What arrives is
          the derivative: \(gradient.joined(separator: ", ")).
          One sweep gave both; forward mode took two. `:backprop z` is the same
          as a table.
          """)
      },
      TutorialTask("The same sweep without the story is the command for every day:", type: ":grad z") {
        view in
        guard view.outcome is GradOutcome, view.isAbout("z") else {
          return view.isAboutAnother("z", GradOutcome.self, type: ":grad z")
        }
        return .done(
          """
          All derivatives of one result together are its gradient. A reverse
          sweep answers: what does this one result depend on, and how strongly?
          """)
      },
    ])
}

extension TutorialObservation {
  /// How often x is used, and what follows.
  fileprivate func handedToX(_ outcome: BackpropOutcome) -> String {
    let count = outcome.story.steps.edges.count { $0.operand == input("x") }
    return count == 1
      ? "`x` is used once and is handed one number."
      : "`x` is used \(count) times and is handed \(count) numbers, which add up."
  }
}
