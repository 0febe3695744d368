import AutoDiff
import Pictures
import Sessions

extension TutorialStep {
  static let cache = TutorialStep(
    title: "Nothing is computed twice",
    tasks: [
      .quadratic("This step looks at `z`, as step 3 made it:"),
      TutorialTask(
        """
        Every node keeps its value once it is computed. Now change an input:
        """,
        type: "y = 7"
      ) { view in
        guard view.sets("x", "y"), let node = view.node("z") else { return .other }
        switch view.session.graph.freshness(of: node) {
        case .fresh: return .near("That is the value it had: nothing has changed. Try another number.")
        case .neverComputed: return .near("`z` has no value yet. Ask for it with `z`, then change `y`.")
        case .stale, .outdated: return .done("Nothing else was computed by that.")
        }
      },
      TutorialTask("What depends on the input is only marked as stale:", type: ":nodes z") { view in
        if let outcome = view.outcome as? CacheOutcome, outcome.stale > 0 {
          return .done(
            "\(NumberFormat.count(outcome.stale, "value")) to be computed again when asked for, and no others."
          )
        }
        guard let outcome = view.outcome as? NodesOutcome,
          outcome.nodes.contains(where: { $0.id == view.node("z") })
        else { return view.evaluates("z") ? again : .other }
        let operations = outcome.nodes.filter { !$0.isInput }
        let stale = operations.filter { $0.freshness != .fresh }.count
        if stale == 0 { return again }
        let rest =
          stale < operations.count ? " What does not depend on the\nchange is as good as before." : ""
        return .done("\(stale) of \(operations.count) operations are stale.\(rest)")
      },
      TutorialTask("Ask for `z` now; `:time` says how many values are computed for it:", type: ":time z") {
        view in
        guard view.isFresh("z") else { return .other }
        return .done(
          """
          Only what was stale was computed; the rest came from the cache. The
          sweeps read these values, too: with them at hand, a gradient by backprop
          costs a few times as much as the value, however many inputs there are.
          """)
      },
    ])

  private static let again = TutorialVerdict.near(
    "`z` is up to date again. Change `y` once more, then `:nodes z`.")
}

extension TutorialObservation {
  /// Whether what was typed is the value of a node, or a sweep from it.
  fileprivate func evaluates(_ name: String) -> Bool {
    isAbout(name) || ((outcome as? ValueOutcome)?.node).map { $0 == node(name) } ?? false
  }

  /// Whether something was typed that has brought a node's value up to date.
  fileprivate func isFresh(_ name: String) -> Bool {
    guard outcome != nil, let node = node(name) else { return false }
    return session.graph.freshness(of: node) == .fresh
  }
}
