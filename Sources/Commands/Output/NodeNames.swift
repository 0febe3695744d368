import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

/// What nodes are called and shown as: by the names of a session, and numbers in its form.
struct NodeNames {
  let session: Session
  let numbers: NumberFormat

  private var graph: Graph { session.graph }

  /// What stops the work of putting very many into words.
  var cancellation: Cancellation { session.cancellation }

  /// What a node is called: its name or its number.
  func name(of id: NodeID) -> String {
    id.isConstant ? title(of: Operand(id, in: graph)) : graph.label(of: id) ?? id.description
  }

  /// What each of the nodes is called.
  func names(of nodes: some Sequence<NodeID>) throws(Interruption) -> [NodeID: String] {
    var names: [NodeID: String] = [:]
    for (position, node) in nodes.enumerated() where names[node] == nil {
      if position % Graph.blockSize == 0 { try cancellation.check() }
      names[node] = name(of: node)
    }
    return names
  }

  /// What an operand is called: its name, else its formula if that is short, else its number.
  func title(of operand: Operand) -> String {
    switch operand {
    case .constant(let value): numbers.string(value)
    case .array(let id): arrayTitle(of: id)
    case .node(let id): graph.label(of: id) ?? session.shortFormula(of: id)
    }
  }

  /// A constant array in a few words.
  private func arrayTitle(of id: NodeID) -> String {
    let shape = graph.shape(of: id)
    return shape.count <= 9 || graph.cachedArray(of: id).wholeRange != nil
      ? session.formula(of: .array(id), limit: 1).description : "[\(shape)]"
  }

  /// What a node computes, with its operands by name.
  func formula(of id: NodeID) -> String {
    graph.isInput(id) ? "input" : session.formula(of: id, limit: 1).description
  }
}
