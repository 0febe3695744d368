import AutoDiff
import Formulas
import Memory
import Sessions

/// A condition on nodes, in the language's own comparisons over what is known of a node.
struct NodeCondition {
  /// What a condition can ask of a node.
  enum Attribute: String, CaseIterable {
    /// Its value.
    case value

    /// Its adjoint and its tangent in the last sweeps, NaN where there was none.
    case adjoint
    case tangent

    /// The most operations on a path from it down to an input.
    case depth

    /// How many operands of others it is.
    case uses

    /// How many operations it takes: one less than it has operands, and at least one.
    case cost

    /// By how much it enlarges the relative error of an operand, at most: |a·∂v/∂a / v|.
    case condition
  }

  private let function: FormulaFunction
  private let needsCondition: Bool

  init(_ formula: Formula, _ context: CommandContext) throws {
    function = try FormulaFunction(
      formula, over: Attribute.allCases.map(\.rawValue), in: context.session)
    needsCondition = formula.nodes.contains {
      if case .name(let name) = $0.kind { formula[name] == Attribute.condition.rawValue } else { false }
    }
  }

  /// The nodes below a target for which the condition holds, ascending.
  func nodes(below target: NodeID, _ context: CommandContext) throws(Interruption) -> [NodeID] {
    let graph = context.graph
    let cone = try graph.cone(of: [target], context.cancellation)
    let sweeps = context.sweeps.fresh(in: graph)
    var uses: [NodeID: Int] = [:]
    for id in cone { graph.forEachOperand(of: id) { uses[$0, default: 0] += 1 } }
    let conditions = needsCondition ? try conditionNumbers(below: target, context) : [:]
    var depths: [NodeID: Int] = [:]
    var found: [NodeID] = []
    for (position, id) in cone.enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try context.cancellation.check() }
      var (depth, operandCount) = (0, 0)
      graph.forEachOperand(of: id) {
        depth = max(depth, 1 + depths[$0, default: 0])
        operandCount += 1
      }
      depths[id] = depth
      let numbers = Attribute.allCases.map { attribute in
        switch attribute {
        case .value: graph.cachedValue(of: id)
        case .adjoint: sweeps.reverse?.adjoint(of: id) ?? .nan
        case .tangent: sweeps.forward?.tangent(of: id) ?? .nan
        case .depth: Double(depth)
        case .uses: Double(uses[id, default: 0])
        case .cost: operandCount == 0 ? 0 : Double(max(1, operandCount - 1))
        case .condition: conditions[id] ?? 0
        }
      }
      let truth = function.value(numbers)
      if truth != 0, !truth.isNaN { found.append(id) }
    }
    return found
  }

  /// For each operation the largest of its condition numbers by its operands.
  private func conditionNumbers(
    below target: NodeID, _ context: CommandContext
  ) throws(Interruption) -> [NodeID: Double] {
    let graph = context.graph
    var numbers: [NodeID: Double] = [:]
    for (turn, edges) in try graph.reverseSteps(of: target, context.cancellation) {
      let value = graph.cachedValue(of: turn.node)
      numbers[turn.node] = edges.map { abs(graph.cachedValue(of: $0.operand) * $0.partial / value) }.max()
    }
    return numbers
  }
}
