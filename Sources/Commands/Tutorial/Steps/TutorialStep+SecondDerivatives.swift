extension TutorialStep {
  static let secondDerivatives = TutorialStep(
    title: "Second derivatives",
    tasks: [
      .quadratic("This step looks at `z`, as step 3 made it:"),
      TutorialTask("The derivative of a formula is a formula again. See it:", type: ":diff z x") { view in
        guard let outcome = view.outcome as? DiffOutcome, view.isAbout("z") else {
          return view.isAboutAnother("z", DiffOutcome.self, type: ":diff z x")
        }
        return .done("And \(outcome.formula.text) can be differentiated in its turn.")
      },
      TutorialTask(
        """
        Two inputs make four second derivatives, a matrix: the Hessian. By hand,
        `∂z/∂x` is `2*x + y`, which gives 2 by `x` and 1 by `y`; and `∂z/∂y` is `x`,
        which gives 1 and 0.
        """,
        type: ":hessian z : x y"
      ) { view in
        guard let outcome = view.outcome as? HessianOutcome, view.isAbout("z") else {
          return view.isAboutAnother("z", HessianOutcome.self, type: ":hessian z : x y")
        }
        guard outcome.gradient.count == 2 else { return .near("By both inputs: `:hessian z : x y`") }
        return .done(
          """
          The same four numbers, from tangents sent through backprop: steps 4
          and 5 at once. One eigenvalue is negative and one positive: `z` bends
          down in one direction and up in another, so it has no lowest point.
          """)
      },
    ])
}
