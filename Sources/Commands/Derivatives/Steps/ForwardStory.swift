import AutoDiff
import Memory
import Pictures
import Sessions

/// Forward mode step by step: every operation makes its tangent of those of its operands.
struct ForwardStory: SweepStory {
  let diagram: Diagram
  let closing: [StyledText]
  private let steps: ForwardSweep.Steps

  /// The turns of operations; those of inputs come before the first step.
  private let turns: [Int]
  let names: [NodeID: String]
  private let formulas: [NodeID: String]
  private let operands: [NodeID: [NodeID]]
  let numbers: NumberFormat

  init(
    _ steps: ForwardSweep.Steps, _ diagram: Diagram, closing: [StyledText], _ context: CommandContext
  ) throws(Interruption) {
    self.steps = steps
    self.diagram = diagram
    self.closing = closing
    let graph = context.graph
    numbers = NumberFormat(digits: min(6, context.settings.digits), notation: context.settings.notation)
    let nodes = steps.map(\.turn.node)
    turns = steps.indices.filter { !graph.isInput(nodes[$0]) }
    names = try context.names.names(of: nodes)
    formulas = Dictionary(uniqueKeysWithValues: nodes.map { ($0, context.names.formula(of: $0)) })
    operands = Dictionary(
      uniqueKeysWithValues: nodes.map { ($0, graph.node(at: $0)?.operands.filter { !$0.isConstant } ?? []) })
  }

  var count: Int { turns.count }

  func title(of step: Int) -> String {
    let node = steps[turns[step]].turn.node
    return "\(name(node)) = \(formulas[node] ?? "")"
  }

  var beginning: StoryState {
    var state = StoryState()
    for (turn, _) in steps { state.stage.sums[turn.node.index] = [DrawingStage.Sum(turn.tangent)] }
    for (turn, _) in steps where operands[turn.node, default: []].isEmpty {
      state.stage.derivatives[turn.node.index] = DrawingStage.Sum(turn.tangent)
      state.stage.notes[turn.node.index] = "seed d\(name(turn.node)) = \(numbers.string(turn.tangent))"
    }
    return state
  }

  func take(_ step: Int, _ state: inout StoryState) -> [StyledText] {
    if step > 0 { state.stage.notes[steps[turns[step - 1]].turn.node.index] = "✓" }
    let (turn, edges) = steps[turns[step]]
    state.stage.active = turn.node.index
    state.stage.derivatives[turn.node.index] = DrawingStage.Sum(turn.tangent)
    let reads = operands[turn.node, default: []]
    let symbols = reads.map { "∂\(name(turn.node))/∂\(name($0)) × \(name($0))˙" }
    let products = edges.map { "\(factor($0.partial)) × \(factor($0.tangent))" }
    return [
      StyledText(
        verbatim:
          "\(title(of: step)):  \(symbols.joined(separator: " + ")) = \(products.joined(separator: " + ")) = \(numbers.string(turn.tangent))"
      )
    ]
  }
}
