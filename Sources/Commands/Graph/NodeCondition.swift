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

  /// The attributes that occur in the formula.
  let attributes: Set<Attribute>

  /// A condition on nodes, or a number for each of them: names that are no attributes are the session's.
  init(_ formula: Formula, _ context: CommandContext) throws {
    function = try FormulaFunction(
      formula, over: Attribute.allCases.map(\.rawValue), in: context.session)
    attributes = Set(
      formula.nodes.compactMap {
        if case .name(let name) = $0.kind { Attribute(rawValue: formula[name]) } else { nil }
      })
  }

  /// The nodes below a target for which the condition holds, ascending.
  func nodes(below target: NodeID, _ context: CommandContext) throws(Interruption) -> [NodeID] {
    let analysis = try NodeAnalysis(of: target, in: context.graph, context.cancellation)
    let sweeps = context.sweeps.fresh(in: context.graph)
    var found: [NodeID] = []
    for (position, element) in analysis.enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try context.cancellation.check() }
      Work.did(1)
      let truth = number(
        of: element, adjoint: sweeps.reverse?.adjoint(of: element.node),
        tangent: sweeps.forward?.tangent(of: element.node))
      if truth != 0, !truth.isNaN { found.append(element.node) }
    }
    return found
  }

  /// What the formula comes to at a node; an adjoint or tangent that there is not is NaN.
  func number(of element: NodeAnalysis.Element, adjoint: Double?, tangent: Double?) -> Double {
    function.value(
      Attribute.allCases.map { $0.number(of: element, adjoint: adjoint, tangent: tangent) ?? .nan })
  }
}

extension NodeCondition.Attribute {
  /// What is known of a node; nil for an adjoint or tangent that there is not.
  func number(of element: NodeAnalysis.Element, adjoint: Double?, tangent: Double?) -> Double? {
    switch self {
    case .value: element.value
    case .adjoint: adjoint
    case .tangent: tangent
    case .depth: Double(element.depth)
    case .uses: Double(element.uses)
    case .cost: Double(element.cost)
    case .condition: element.condition
    }
  }
}
