import AutoDiff

extension TutorialStep {
  static let kink = TutorialStep(
    title: "A kink",
    tasks: [
      TutorialTask(
        """
        Some functions have points without a derivative. |x| comes down with
        slope −1, turns at 0, and goes up with slope 1. What to say there?
        """,
        type: "x = 0; :grad abs(x)"
      ) { view in
        if view.meetsKink {
          return .done(
            """
            The program takes the mean of the slopes on the two sides, and never
            silently: the last line names the place, and both slopes. The quotient
            of step 2 would have given one of them without a word.
            """)
        }
        guard view.outcome is GradOutcome else { return .other }
        return .near("No kink here: the slope is the same on both sides. Try `x = 0; :grad abs(x)`")
      },
      TutorialTask("One can also ask for one side:", type: ":forward x abs(x) --left") { view in
        guard let outcome = view.outcome as? ForwardOutcome, let derivative = outcome.derivative else {
          return .other
        }
        guard let side = outcome.side else {
          return .near("That took both sides together; `:forward x abs(x) --left` takes one.")
        }
        return .done(
          """
          On the \(side.rawValue) the slope is \(view.text(derivative)). `relu(x)`, the max(x, 0) of neural
          networks, has such a kink, too: 0 on the left, 1 on the right, and so
          the derivative 0.5 and a remark at 0.
          """)
      },
    ])
}

extension TutorialObservation {
  /// Whether what was typed has met a kink and said so.
  fileprivate var meetsKink: Bool {
    let remarks = notices + ((outcome as? CheckOutcome)?.rows.compactMap(\.exception) ?? [])
    return remarks.contains { $0.code == "kink" }
  }
}
