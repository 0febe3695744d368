import AutoDiff

extension TutorialStep {
  static let fit = TutorialStep(
    title: "Fitting a line",
    tasks: [
      TutorialTask(
        """
        What are derivatives good for? At the times 1, 2, 3 something measured
        2, 3, 7. Which line `m*t + q` comes nearest? Begin with a flat one:
        """,
        type: "m = 0; q = 0"
      ) { view in
        if view.number("m") == 0, view.number("q") == 0 {
          return .done("It misses the points by 2, 3 and 7.")
        }
        return view.sets("m", "q") ? .near("Both at 0 to begin with: `m = 0; q = 0`") : .other
      },
      TutorialTask(
        "Add up the squares of the three misses. The smaller, the better the line:",
        type: "loss = (m + q - 2)^2 + (2m + q - 3)^2 + (3m + q - 7)^2", isStanding: true
      ) { view in
        if view.isFormula("loss", of: ["m", "q"], Line.loss) {
          return .done("The flat line has 2² + 3² + 7² = 62.")
        }
        guard view.sets("loss") else { return .other }
        return .near(
          """
          `loss` is something else. At the times 1, 2, 3 the line is at `m + q`,
          `2m + q` and `3m + q`, and should be at 2, 3 and 7.
          """)
      },
      TutorialTask(
        """
        The gradient points to where `loss` grows fastest. So take a small step
        the other way; `:=` works out both numbers, then stores them:
        """,
        type: "m, q := m - 0.05*diff(loss, m), q - 0.05*diff(loss, q)"
      ) { view in
        guard view.sets("m", "q"), let line = Line(view) else { return .other }
        if line.loss == 62, view.outcome is InputOutcome {
          return .near("`loss` is at 62 again. Now a step down, with `:=`, `-` and a small factor.")
        }
        return line.loss < 62
          ? .done("The line is better: `loss` fell from 62 to \(view.text(line.loss)).") : line.isTooFar(view)
      },
      TutorialTask(
        "And a thousand of these:",
        type: ":repeat 1000 m, q := m - 0.05*diff(loss, m), q - 0.05*diff(loss, q)"
      ) { view in
        guard let line = Line(view) else { return .other }
        if abs(line.slope - 2.5) < 0.01, abs(line.start + 1) < 0.02 {
          return .done(
            """
            The line that comes nearest is 2.5·t − 1. This was gradient descent.
            Neural networks learn by it: millions of inputs, one `loss`, backprop.
            """)
        }
        guard view.sets("m", "q") else { return .other }
        if !(line.loss < 62) { return line.isTooFar(view) }
        return .near("`loss` is \(view.text(line.loss)) now, and can still fall. Repeat it more often.")
      },
      TutorialTask("Is there no lower point? The gradient and the Hessian know:", type: ":hessian loss : m q")
      {
        view in
        guard let outcome = view.outcome as? HessianOutcome, view.isAbout("loss"), outcome.gradient.count == 2
        else { return view.isAboutAnother("loss", HessianOutcome.self, type: ":hessian loss : m q") }
        guard outcome.bend?.isStationary == true else {
          return .near(
            "The gradient is not 0 here: this is not the end of the descent. Repeat it more often.")
        }
        let largest = outcome.bend?.eigenvalues.max() ?? 0
        return .done(
          """
          The gradient is 0, up to rounding, and both eigenvalues are positive:
          `loss` bends up in every direction, and this is its lowest point. The
          larger one also says how bold a step may be: beyond 2/\(view.threeDigits(largest)) = \(view.threeDigits(2 / largest))
          the descent would have overshot further each time.
          """)
      },
    ])
}

/// The line that a reader has fitted so far.
private struct Line {
  let slope: Double
  let start: Double

  init?(_ view: TutorialObservation) {
    guard let slope = view.number("m"), let start = view.number("q") else { return nil }
    (self.slope, self.start) = (slope, start)
  }

  var loss: Double { Self.loss([slope, start]) }

  /// The sum of the squared misses of a line with this slope and start.
  static func loss(_ line: [Double]) -> Double {
    [(1, 2), (2, 3), (3, 7)].reduce(0) { sum, point in
      let miss = line[0] * point.0 + line[1] - point.1
      return sum + miss * miss
    }
  }

  /// The verdict on steps that lead away.
  func isTooFar(_ view: TutorialObservation) -> TutorialVerdict {
    .near(
      """
      `loss` is \(view.text(loss)) now, no better than the flat line's 62. Against the
      gradient (minus), in small steps (0.05). Begin again: `m = 0; q = 0`
      """)
  }
}
