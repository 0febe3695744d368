import AutoDiff
import Memory
import Sessions

extension CommandContext {
  /// Notes what a command's derivatives meet on their way: kinks, jumps, vertical tangents.
  mutating func noteKinks(
    of target: Target, by inputs: [NodeID], where isNews: (Kink) -> Bool = { _ in true }
  ) throws(Interruption) {
    let kinks = try graph.kinks(of: id(of: target), by: inputs, cancellation).filter(isNews)
    notices += names.remarks(on: kinks, of: target, isOnlyInput: inputs.count == 1)
  }
}

extension NodeNames {
  /// Remarks on what the derivatives in a statement have met.
  func remarks(on derivatives: [Session.Derivative]) throws(Interruption) -> [Remark] {
    let graph = session.graph
    // A statement can have very many derivatives of one target.
    var searches: [NodeID: KinkSearch?] = [:]
    var found: [Remark] = []
    for derivative in derivatives {
      switch derivative {
      case .ofNode(let target, let input, let result):
        if searches[target] == nil {
          searches[target] = .some(try graph.kinkSearch(of: target, cancellation))
        }
        let shown = graph.cachedValue(of: result.id(in: graph))
        guard let kinks = try searches[target]??.kinks(by: [input], shown: shown), !kinks.isEmpty else {
          continue
        }
        found += remarks(
          on: kinks, of: Target(operand: .node(target), title: title(of: .node(target))), isOnlyInput: true)
      case .held(let variable):
        found.append(.held(name(of: variable), insteadOf: session.place(of: variable)))
      case .unconnected(let target, let variable):
        found.append(.unconnected(title(of: .node(target)), name(of: variable)))
      case .ofFunction(let kink, let places): found.append(remark(on: kink, places: places, of: nil, true))
      }
    }
    return found
  }

  /// Remarks on kinks, the first few of them. Where there is but one input, a slope needs no name.
  func remarks(on kinks: [Kink], of target: Target, isOnlyInput: Bool) -> [Remark] {
    let found = kinks.filter { $0.unsearchedCount == 0 }
    let told = found.prefix(5).map { kink in
      remark(on: kink, places: kink.nodes.map { session.place(of: $0) }, of: target, isOnlyInput)
    }
    let unsearchedCount = kinks.reduce(0) { $0 + $1.unsearchedCount }
    var rest: [Remark] = []
    if found.count > told.count { rest.append(.moreKinks(found.count - told.count)) }
    if unsearchedCount > 0 { rest.append(.unsearchedInputs(unsearchedCount)) }
    return told + rest
  }

  /// A remark on a kink. A function's own has no inputs with names: its nodes are no more.
  private func remark(on kink: Kink, places: [String], of target: Target?, _ isOnlyInput: Bool) -> Remark {
    .kink(
      KinkRemark(
        kink: kink, places: places, target: target?.title,
        inputs: kink.sides.map { target == nil ? "" : name(of: $0.input) },
        isAtTarget: target.map { kink.nodes == [$0.operand.id(in: session.graph)] } ?? false,
        isOnlyInput: isOnlyInput, numbers: numbers))
  }
}
