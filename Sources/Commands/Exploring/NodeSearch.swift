import AutoDiff
import Memory
import Sessions

/// What `:find` looks for.
struct NodeSearch {
  /// What is to hold.
  let condition: NodeCondition?

  /// What the largest of are wanted.
  let order: NodeCondition?

  /// The operations among which to look; nil for all.
  let opcodes: Set<Opcode>?

  /// What names are to be like; nil for nodes with and without.
  let pattern: GlobPattern?

  /// How many at most.
  let limit: Int?

  /// A node that was found, and by what it was ranked.
  typealias Found = (node: NodeID, rank: Double?)

  /// Whether it needs tangents, which another command computes.
  var asksForTangent: Bool {
    [condition, order].contains { $0?.attributes.contains(.tangent) ?? false }
  }

  /// The nodes that are meant: ascending, or the largest first. Microseconds for each node.
  func nodes(of analysis: NodeAnalysis, _ context: CommandContext) throws(Interruption) -> [Found] {
    let (graph, tangents) = (context.graph, context.sweeps.fresh(in: context.graph).forward)
    var found: [Found] = []
    for (position, element) in analysis.enumerated() {
      if position % Graph.wordsBetweenQuestions == 0 { try context.cancellation.check() }
      Work.did(1)
      if let opcodes, !opcodes.contains(graph.opcode(of: element.node)) { continue }
      if let pattern {
        guard let label = graph.label(of: element.node), pattern.matches(label) else { continue }
      }
      func number(_ condition: NodeCondition) -> Double {
        condition.number(
          of: element, adjoint: element.adjoint, tangent: tangents?.tangent(of: element.node))
      }
      if let condition {
        let truth = number(condition)
        if truth == 0 || truth.isNaN { continue }
      }
      let rank = order.map(number)
      if let rank, rank.isNaN { continue }
      found.append((element.node, rank))
    }
    guard order != nil else { return found }
    let sorted = found.sorted { ($0.rank ?? 0, $1.node) > ($1.rank ?? 0, $0.node) }
    return Array(sorted.prefix(limit ?? sorted.count))
  }

  /// The numbers that the condition asks for, beside the value, which is always shown.
  func columns(
    of found: [Found], _ analysis: NodeAnalysis, _ context: CommandContext
  ) -> [NodeSet.Column] {
    let asked = (condition?.attributes ?? []).union(order?.attributes ?? [])
    let tangents = context.sweeps.fresh(in: context.graph).forward
    let shown = NodeCondition.Attribute.allCases.filter { $0 != .value && asked.contains($0) }
    let elements = shown.isEmpty ? [] : found.map { analysis.element(at: $0.node) }
    return shown.map { attribute in
      let numbers = elements.map { element in
        element.flatMap {
          attribute.number(of: $0, adjoint: $0.adjoint, tangent: tangents?.tangent(of: $0.node))
        }
      }
      let isCount = [.depth, .uses, .cost].contains(attribute)
      // Rows tell adjoints and tangents of the last sweeps already; these are the target's.
      return NodeSet.Column(
        header: attribute.rawValue, key: attribute.rawValue, numbers: numbers, isCount: isCount)
    }
  }
}
