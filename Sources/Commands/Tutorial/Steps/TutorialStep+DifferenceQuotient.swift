extension TutorialStep {
  static let differenceQuotient = TutorialStep(
    title: "The difference quotient",
    tasks: [
      .cubic("This step looks at `f`, as step 1 made it:"),
      TutorialTask(
        """
        Without rules, with nothing but values of `f`, one can still measure a
        slope: go a small step, here 0.001, and see how much `f` has changed.
        """,
        type: "(f(2 + 0.001) - f(2))/0.001"
      ) { view in
        guard let value = view.value else { return .other }
        let error = abs(value - 10)
        if error < 1e-12 {
          return .near("That is 10 itself. What does `(f(2 + 0.001) - f(2))/0.001` make of it?")
        }
        if error < 1 {
          return .done(
            """
            10 would be right: that is an error of \(view.roughly(error)). The quotient is the slope
            of the straight line through two points of a curve.
            """)
        }
        return .near(
          """
          That is \(view.text(value)). The quotient should come near 10; mind the brackets:
          `(f(2 + 0.001) - f(2))/0.001`
          """)
      },
      TutorialTask(
        """
        A smaller step should do better. Watch the error for sixteen steps,
        each a tenth of the one before:
        """,
        type: "x = 2; :check --steps f(x)"
      ) { view in
        if let outcome = view.outcome as? DifferenceStepsOutcome { return .done(outcome.lesson) }
        if view.outcome is CheckOutcome {
          return .near("That compares; `:check --steps f(x)` shows the steps one by one.")
        }
        if let value = view.value, abs(value - 10) < 2, abs(value - 10) > 1e-12 {
          return .near(
            """
            By hand: an error of \(view.roughly(abs(value - 10))). All sixteen steps at once show more:
            `x = 2; :check --steps f(x)`
            """)
        }
        return .other
      },
    ])
}

extension DifferenceStepsOutcome {
  /// What the errors of the steps teach.
  fileprivate var lesson: String {
    let errors = rows.map { abs($0.quotient - derivative) }
    let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
    var digits = 0
    var bound = abs(derivative)
    while digits < 16, errors[best] < bound {
      bound /= 10
      digits += 1
    }
    return """
      Smaller helps down to 1e-\(best + 1). Below that, two values that agree in almost
      all digits are subtracted: what is left is mostly rounding, and dividing
      by a tiny step blows it up. At best some \(max(1, digits - 1)) of 16 digits are right. The
      rules of step 1 give all of them, up to rounding, and ask for no step.
      """
  }
}
