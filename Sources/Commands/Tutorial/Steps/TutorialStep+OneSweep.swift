import AutoDiff
import Pictures

extension TutorialStep {
  static let oneSweep = TutorialStep(
    title: "One sweep instead of many",
    tasks: [
      TutorialTask(
        "One sweep instead of two: is that worth a word? Take more inputs:",
        type: "a = 1; b = 2; c = 3; d = 4; p = a*b*c*d", isStanding: true
      ) { view in
        let product = { (factors: [Double]) in factors.reduce(1, *) }
        if view.isFormula("p", of: ["a", "b", "c", "d"], product) {
          return .done("Four inputs: forward mode would sweep four times.")
        }
        if view.sets("p") {
          return .near("`p` should be the product of the four inputs: `p = a*b*c*d`")
        }
        if !view.sets("a", "b", "c", "d") { return .other }
        let missing = ["a", "b", "c", "d"].filter { view.input($0) == nil }.map { "`\($0)`" }
        return .near(
          missing.isEmpty
            ? "And now `p = a*b*c*d`."
            : "Still to get a number: \(missing.joined(separator: ", ")). Then `p = a*b*c*d`.")
      },
      TutorialTask(
        "What does the whole gradient of `p` cost, one way and the other? Counted:", type: ":cost p"
      ) { view in
        guard let outcome = view.outcome as? CostOutcome, view.isAbout("p") else {
          return view.isAboutAnother("p", CostOutcome.self, type: ":cost p")
        }
        let (forward, reverse) = (outcome.cost.forward, outcome.cost.reverse)
        return .done(
          """
          Forward mode: \(forward.words). Backprop: \(reverse.words).
          With a million inputs it is a million sweeps against one. That is why
          neural networks, with one error to lower and millions of weights,
          learn by backprop. For one input and many results, forward wins.
          """)
      },
    ])
}

extension SweepCount {
  /// `4 sweeps, 12 node visits`
  fileprivate var words: String {
    "\(NumberFormat.count(sweeps, "sweep")), \(NumberFormat.count(visits, "node visit"))"
  }
}
