import Sessions

extension TutorialStep {
  static let byHand = TutorialStep(
    title: "A derivative by hand",
    tasks: [
      .cubic(
        """
        A derivative says how fast a formula's value changes when its variable
        does. First, a formula to differentiate:
        """),
      TutorialTask(
        """
        At school you would say: t³ becomes 3t², and 2t becomes 2. So the
        derivative is 3t² − 2. How much is that at t = 2? Type the number, or
        type the sum and let the program work it out.
        """,
        type: "3*2^2 - 2", question: "the value of 3t² − 2 at t = 2, such as 3*2^2 - 2"
      ) { view in
        guard let value = view.value else { return .other }
        if abs(value - 10) < 1e-9 {
          return .done("\(view.text(value)): near t = 2, `f` grows ten times as fast as t.")
        }
        return .near(
          "That is \(view.text(value)). Put t = 2 into 3t² − 2, which is `3*2^2 - 2`.")
      },
      TutorialTask(
        """
        Now let the program differentiate, at a point that is less convenient.
        A prime is typed as on paper:
        """,
        type: "f'(1.7)"
      ) { view in
        guard let value = view.value else { return .other }
        if abs(value - 6.67) < 1e-9 {
          return .done(
            """
            And 3·1.7² − 2 is 6.67. Nothing was approximated on the way: the
            program knows a rule for each operation, as you do, and applies one
            after the other. That is automatic differentiation.
            """)
        }
        return .near("That is \(view.text(value)). The derivative at 1.7 is `f'(1.7)`.")
      },
    ])
}

extension TutorialTask {
  /// The function f(t) = t³ − 2t, which the first steps differentiate.
  static func cubic(_ text: String) -> TutorialTask {
    TutorialTask(text, type: "f(t) = t^3 - 2t", isStanding: true) { view in
      if view.isFunction("f", { $0 * $0 * $0 - 2 * $0 }) {
        return .done("Now `f(2)` would be 4, and `f` of any other number is as easy.")
      }
      if view.sets("f") {
        return .near("`f` is something else now; this tutorial needs `f(t) = t^3 - 2t`.")
      }
      guard let outcome = view.outcome as? FunctionOutcome else { return .other }
      return .near("So much for \(outcome.function.name). The tutorial needs `f(t) = t^3 - 2t`.")
    }
  }
}
