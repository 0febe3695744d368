extension TutorialStep {
  static let forwardMode = TutorialStep(
    title: "Forward mode",
    tasks: [
      .quadratic("This step looks at `z`, as step 3 made it:"),
      TutorialTask(
        """
        Let every node carry two numbers: its value, and its tangent, which says
        how fast it changes when `x` does. `x` itself has the tangent 1, `y` has
        0, and every operation makes its own from those of its operands:
        """,
        type: ":forward x z"
      ) { view in
        view.passes("x") { derivative in
          """
          Read it from top to bottom. The last column is the chain rule: local
          derivative times tangent of each operand, added up. This arrives at
          `∂z/∂x` = \(derivative); by hand it is `2*x + y`.
          With `--step` behind it, you see it on the drawn graph, key by key.
          """
        }
      },
      TutorialTask(
        "And the derivative by `y`? That takes another sweep, with the 1 at `y`:", type: ":forward y z"
      ) {
        view in
        view.passes("y") { derivative in
          """
          `∂z/∂y` = \(derivative); by hand it is `x`. A forward sweep answers: if this one
          input moves, how does everything move? Each input takes its own sweep.
          """
        }
      },
    ])
}

extension TutorialObservation {
  /// The verdict on a forward sweep from an input to z.
  fileprivate func passes(_ input: String, _ remark: (_ derivative: String) -> String) -> TutorialVerdict {
    if outcome is GradOutcome || outcome is BackpropOutcome, isAbout("z") {
      return .near("That is backprop, the next step. Forward mode is `:forward \(input) z`.")
    }
    guard let outcome = outcome as? ForwardOutcome else { return .other }
    guard isAbout("z") else { return isAboutAnother("z", ForwardOutcome.self, type: ":forward \(input) z") }
    let seeds = outcome.seeds.filter { $0.component != 0 }
    guard seeds.count == 1, seeds[0].name == name(input), seeds[0].component == 1,
      let derivative = outcome.derivative
    else {
      return .near("That sweep began elsewhere. Put the 1 at `\(input)`: `:forward \(input) z`")
    }
    return .done(remark(text(derivative)))
  }
}
