import AutoDiff

extension TutorialStep {
  static let graph = TutorialStep(
    title: "The graph",
    tasks: [
      .quadratic(
        """
        Now two variables. A name with a number is an input, which can change;
        a name with a formula stands for a place in the graph:
        """),
      TutorialTask(
        "For `z` is not only a number. The program has kept how it comes about:", type: ":graph z"
      ) { view in
        if view.isAbout("z"), view.outcome is GraphOutcome { return .done(lesson) }
        if let outcome = view.outcome as? NodesOutcome,
          outcome.nodes.contains(where: { $0.id == view.node("z") })
        {
          return .done(lesson)
        }
        return view.isAboutAnother("z", GraphOutcome.self, type: ":graph z")
      },
    ])

  private static let lesson = """
    Each box is a node: what it does, and its value; values flow from left to
    right. `x` is one node, wherever it is needed. However long a formula is,
    its nodes are as simple as a sum, a product or a sine, whose derivatives
    are known. How to put these together is what the next two steps show.
    """
}

extension TutorialTask {
  /// The formula z = x² + xy + 2, at which several steps look.
  static func quadratic(_ text: String) -> TutorialTask {
    TutorialTask(text, type: "x = 3; y = 4; z = x*x + x*y + 2", isStanding: true) { view in
      if view.isFormula("z", of: ["x", "y"], { $0[0] * $0[0] + $0[0] * $0[1] + 2 }) {
        return .done("When `x` or `y` changes, `z` will follow.")
      }
      guard view.sets("z") else { return view.sets("x", "y") ? .near(missing(view)) : .other }
      return .near("`z` is something else now; this tutorial needs `z = x*x + x*y + 2`.")
    }
  }

  /// What is still to be made of x, y and z.
  private static func missing(_ view: TutorialObservation) -> String {
    for name in ["x", "y"] where view.input(name) == nil {
      return "That is one of them; `\(name)` needs a number, too, and then `z = x*x + x*y + 2`."
    }
    return "Good, and now `z = x*x + x*y + 2`."
  }
}

extension TutorialObservation {
  /// The verdict on a command of the kind that a task wants, about something else than its node.
  func isAboutAnother<Wanted: TargetedOutcome>(
    _ name: String, _: Wanted.Type, type input: String
  ) -> TutorialVerdict {
    guard let outcome = outcome as? Wanted else { return .other }
    if isAbout(name) { return .other }
    return .near("That was about \(outcome.target.title). This step looks at `\(name)`: `\(input)`")
  }
}
