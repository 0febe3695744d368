import AutoDiff
import Memory
import Pictures
import Sessions

/// Backprop step by step: every operation in turn hands its adjoint down to its operands.
struct ReverseStory: SweepStory {
  let diagram: Diagram
  let closing: [StyledText]
  private let steps: ReverseSweep.Steps
  private let target: Target
  private let targetID: Int
  let names: [NodeID: String]
  private let formulas: [NodeID: String]
  private let hands: [NodeID: String]
  private let inputs: Set<NodeID>

  /// For each node how many contributions it is to receive, and what they come to one by one.
  private let expected: [NodeID: Int]
  private let sums: [Int: [DrawingStage.Sum]]
  let numbers: NumberFormat

  /// The story of a sweep that was made, over the nodes of a diagram.
  init(
    _ steps: ReverseSweep.Steps, of target: Target, _ diagram: Diagram,
    gradient: [(name: String, derivative: Double)],
    _ context: CommandContext
  ) throws(Interruption) {
    self.steps = steps
    self.target = target
    self.diagram = diagram
    let graph = context.graph
    targetID = context.id(of: target).index
    numbers = NumberFormat(digits: min(6, context.settings.digits), notation: context.settings.notation)
    var nodes = Set(steps.edges.map(\.operand))
    for (turn, _) in steps { nodes.insert(turn.node) }
    names = try context.names.names(of: nodes)
    formulas = Dictionary(uniqueKeysWithValues: nodes.map { ($0, context.names.formula(of: $0)) })
    hands = Dictionary(uniqueKeysWithValues: nodes.map { ($0, graph.opcode(of: $0).primitive.hands) })
    inputs = nodes.filter { graph.isInput($0) }
    var expected: [NodeID: Int] = [:]
    for edge in steps.edges { expected[edge.operand, default: 0] += 1 }
    self.expected = expected
    let numbers = numbers
    var sums = [targetID: [DrawingStage.Sum(1)]]
    var counts: [NodeID: Int] = [:]
    for edge in steps.edges {
      counts[edge.operand, default: 0] += 1
      let sum = (sums[edge.operand.index]?.last?.value ?? 0) + edge.contribution
      sums[edge.operand.index, default: []].append(
        DrawingStage.Sum(sum, isComplete: counts[edge.operand] == expected[edge.operand]))
    }
    self.sums = sums
    let results = gradient.map { "\(target.partial(by: $0.name)) = \(numbers.string($0.derivative))" }
    let visits = NumberFormat.count(steps.count, "node visit")
    let products = NumberFormat.count(steps.edges.count, "product")
    let sweeps = NumberFormat.count(gradient.count, "sweep")
    closing = [
      StyledText(verbatim: results.joined(separator: "   "), .name),
      "\("\(visits), \(products); forward mode would have needed \(sweeps)", .faint)",
    ]
  }

  var count: Int { steps.count }

  func title(of step: Int) -> String {
    let node = steps[step].turn.node
    return "\(name(node)) = \(formulas[node] ?? "")"
  }

  var beginning: StoryState {
    var state = StoryState()
    state.stage.derivatives[targetID] = DrawingStage.Sum(1)
    state.stage.notes[targetID] = "seed"
    state.stage.sums = sums
    return state
  }

  func take(_ step: Int, _ state: inout StoryState) -> [StyledText] {
    let (turn, edges) = steps[step]
    if step > 0 {
      let past = steps[step - 1].turn.node.index
      state.stage.notes[past] = past == targetID ? "✓ seed" : "✓"
    }
    // What was handed to the operands before stands beside them no more.
    for (id, note) in state.stage.notes where note.hasPrefix("←") {
      state.stage.notes[id] = isComplete(NodeID(id), state) && inputs.contains(NodeID(id)) ? "✓" : nil
    }
    state.stage.active = turn.node.index
    var lines: [StyledText] = [
      StyledText(
        verbatim:
          "\(title(of: step)) has the adjoint \(numbers.string(turn.adjoint)); \(hands[turn.node] ?? "").")
    ]
    for operand in edges.map(\.operand).uniqued() {
      let own = edges.filter { $0.operand == operand }
      let before = state.terms[operand.index, default: []]
      let sum = before.reduce(0, +)
      let symbols = own.map { _ in "\(factor(turn.adjoint)) × ∂\(name(turn.node))/∂\(name(operand))" }
      let products = own.map { "\(factor(turn.adjoint)) × \(factor($0.partial))" }
      state.terms[operand.index] = before + own.map(\.contribution)
      let total = state.terms[operand.index, default: []].reduce(0, +)
      let start = before.isEmpty ? "" : "\(factor(sum)) + "
      let isComplete = isComplete(operand, state)
      let received = state.terms[operand.index, default: []].count
      let status =
        isComplete
        ? "complete\(inputs.contains(operand) ? ": \(target.partial(by: name(operand))) = \(numbers.string(total))" : "")"
        : "\(received) of \(expected[operand, default: 0]) contributions"
      lines.append(
        StyledText(
          verbatim:
            "  \(name(operand))   \(start)\(symbols.joined(separator: " + ")) = \(start)\(products.joined(separator: " + ")) = \(numbers.string(total))     \(status)"
        ))
      state.stage.derivatives[operand.index] = DrawingStage.Sum(total, isComplete: isComplete)
      state.stage.notes[operand.index] = "← " + start + products.joined(separator: " + ")
    }
    if let twice = edges.map(\.operand).uniqued().first(where: { operand in
      edges.count { $0.operand == operand } > 1
    }) {
      lines.insert(
        StyledText(
          verbatim: "It reads \(name(twice)) more than once, and \(name(twice)) is paid for each time."),
        at: 1)
    }
    if step == steps.count - 1 { lines += noteUnreached(&state) }
    return lines
  }

  /// What nothing was handed to, since whatever would have done so had the adjoint 0.
  private func noteUnreached(_ state: inout StoryState) -> [StyledText] {
    var unreached: [String] = []
    for vertex in diagram.vertices where !vertex.isConstant && state.stage.derivatives[vertex.id] == nil {
      guard let derivative = vertex.derivative else { continue }
      state.stage.derivatives[vertex.id] = DrawingStage.Sum(derivative)
      unreached.append(vertex.title)
    }
    if unreached.isEmpty { return [] }
    let names = unreached.prefix(6).joined(separator: ", ") + (unreached.count > 6 ? " and others" : "")
    return [
      StyledText(verbatim: "Nothing was handed to \(names): what reads them has the adjoint 0.", .faint)
    ]
  }

  private func isComplete(_ node: NodeID, _ state: StoryState) -> Bool {
    state.terms[node.index, default: []].count >= expected[node, default: 0]
  }
}
