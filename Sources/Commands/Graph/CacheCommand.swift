import AutoDiff
import Formulas
import Pictures
import Sessions

struct CacheCommand: ContextCommand {
  let name = "cache"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(.target, or: [.word("clear", of: ["clear"])])
  let arrays = ArraySupport.whole
  let summary = "which values are cached, and what that saved"
  let discussion = """
    Counts the values that are fresh, stale or not computed yet, in the whole
    graph or below a target, and what the cache has done since the session
    began: how often a value that was needed was there already (a hit), how many
    were computed for the first time, and how many again because an input had
    changed. ':cache clear' forgets the values and the counts. Inputs and
    constants are never computed, and not counted as hits.
    """
  let example = """
    ad> x = 3; y = 4
    y = 4
    ad> z = x*x + x*y + 2
    z = 23
    ad> x = 5
    x = 5
    ad> z
    47
    ad> :cache
    6  fresh, inputs included
    0  stale: an input below has changed since
    0  never computed
    0  hits: needed, and there already
    4  computed for the first time
    4  recomputed after a change
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let graph = context.graph
    let isClear = try arguments.words.map(\.text) == ["clear"]
    if isClear, context.session.environment.variable("clear") == nil {
      graph.clearCache()
      context.sweeps = Sweeps()
      return .outcome(
        MessageOutcome(kind: "cache", members: [("cleared", .bool(true))], message: "the cache is empty"))
    }
    var nodes = graph.nodes
    if let formula = try arguments.formula() {
      let target = try context.target(formula, at: arguments.range)
      nodes = try graph.cone(of: [context.id(of: target)], context.cancellation)
    }
    return .outcome(
      CacheOutcome(states: nodes.map { graph.freshness(of: $0) }, statistics: graph.statistics))
  }
}

/// The state of the cache.
struct CacheOutcome: Outcome {
  let fresh: Int
  let stale: Int
  let neverComputed: Int
  let statistics: CacheStatistics

  init(states: [Freshness], statistics: CacheStatistics) {
    fresh = states.count { $0 == .fresh }
    neverComputed = states.count { $0 == .neverComputed }
    stale = states.count - fresh - neverComputed
    self.statistics = statistics
  }

  var kind: String { "cache" }

  var members: [(String, JSON)] {
    [
      ("fresh", .integer(fresh)), ("stale", .integer(stale)), ("hits", .integer(statistics.hits)),
      ("computed", .integer(statistics.computed)), ("recomputed", .integer(statistics.recomputed)),
      ("revalidated", .integer(statistics.revalidated)), ("neverComputed", .integer(neverComputed)),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    var table = TextTable(columns: [.init("", .trailing), .init(isProse: true)])
    func add(_ count: Int, _ words: String) {
      table.addRow([StyledText(NumberFormat.grouped(count), .value), StyledText(words)])
    }
    add(fresh, "fresh, inputs included")
    add(stale, "stale: an input below has changed since")
    add(neverComputed, "never computed")
    add(statistics.hits, "hits: needed, and there already")
    add(statistics.computed, "computed for the first time")
    add(statistics.recomputed, "recomputed after a change")
    if statistics.revalidated > 0 {
      add(statistics.revalidated, "stale, but found right: nothing they read had changed in the end")
    }
    return style.laidOut(table)
  }
}
