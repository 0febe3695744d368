import AutoDiff
import Memory
import Sessions

/// The derivatives of a target that are others than the rules give, because a node below it is exceptional.
package struct CorrectedDerivatives {
  private let corrections: [NodeID: Double]

  /// What is exceptional along the inputs, and a direction in which the target goes its own way.
  let points: [ExceptionalPoint]
  fileprivate let misfit: DirectionalMisfit?

  fileprivate init(
    _ corrections: [NodeID: Double] = [:], points: [ExceptionalPoint] = [], misfit: DirectionalMisfit? = nil
  ) {
    (self.corrections, self.points, self.misfit) = (corrections, points, misfit)
  }

  /// The derivative by an input by which the rules give another one, or the same.
  func derivative(by input: NodeID, ruled: Double) -> Double { corrections[input] ?? ruled }

  /// Whether the rules cannot tell the derivative by an input.
  func corrects(_ input: NodeID) -> Bool { corrections[input] != nil }

  /// The inputs by which the rules cannot tell.
  var inputs: some Sequence<NodeID> { corrections.keys.sorted() }
}

extension CommandContext {
  /// The derivatives that the rules cannot tell, with notes on what a command's derivatives meet on their way: kinks, jumps,
  /// poles.
  @discardableResult
  mutating func corrected(
    _ target: Target, by inputs: [NodeID], ruled: (NodeID) -> Double?
  ) throws(Interruption) -> CorrectedDerivatives {
    let corrected = try corrections(of: target, by: inputs, ruled: ruled)
    note(corrected, of: target, isOnlyInput: inputs.count == 1, ruled: ruled)
    let missing = inputs.filter { corrected.derivative(by: $0, ruled: ruled($0) ?? 0).isNaN }
    notices += try names.remarksOnMissing(of: id(of: target), by: missing)
    return corrected
  }

  /// The same without the notes.
  func corrections(
    of target: Target, by inputs: [NodeID], ruled: (NodeID) -> Double?
  ) throws(Interruption) -> CorrectedDerivatives {
    let numbers = inputs.lazy.compactMap(ruled)
    guard var search = try graph.exceptionalPointSearch(of: id(of: target), ruled: numbers, cancellation)
    else { return CorrectedDerivatives() }
    let found = try search.answers(by: inputs, ruled: ruled)
    let isSmoothAlongAxes = found.points.isEmpty && !search.isUndefined
    let misfit =
      isSmoothAlongAxes
      ? try search.misfit(by: inputs, order: 1) { direction in
        direction.reduce(0) { sum, axis in
          sum + axis.component * (found.derivatives[axis.input] ?? ruled(axis.input) ?? 0)
        }
      } : nil
    return CorrectedDerivatives(found.derivatives, points: found.points, misfit: misfit)
  }

  /// Notes what derivatives meet, as far as that is news.
  mutating func note(
    _ corrected: CorrectedDerivatives, of target: Target, isOnlyInput: Bool,
    isNews: (ExceptionalPoint) -> Bool = { _ in true }, ruled: (NodeID) -> Double?
  ) {
    notices += names.remarks(on: corrected.points.filter(isNews), of: target, isOnlyInput: isOnlyInput)
    if let misfit = corrected.misfit {
      notices.append(remark(on: misfit) { corrected.derivative(by: $0, ruled: ruled($0) ?? 0) })
    }
  }

  /// A remark on a direction in which a target goes its own way, if there is one.
  func misfit(of target: Target, by inputs: [NodeID]) throws(Interruption) -> Remark? {
    guard try graph.exceptionalPointSearch(of: id(of: target), cancellation) != nil else { return nil }
    let gradient = try graph.reverseSweep(of: id(of: target), cancellation).gradient
    let corrected = try corrections(of: target, by: inputs) { gradient[$0] }
    return corrected.misfit.map { misfit in
      remark(on: misfit) { corrected.derivative(by: $0, ruled: gradient[$0] ?? 0) }
    }
  }

  /// A remark on a direction in which the target goes its own way.
  func remark(on misfit: DirectionalMisfit, _ partial: (NodeID) -> Double) -> Remark {
    .misfit(
      MisfitRemark(
        misfit: misfit,
        axes: misfit.direction.map { input, _ in
          (names.name(of: input), graph.cachedValue(of: input), partial(input))
        }, numbers: settings.numberFormat))
  }

  /// Notes what second derivatives meet.
  mutating func note(
    _ second: SecondDerivatives, beside first: CorrectedDerivatives, of target: Target, isOnlyInput: Bool,
    _ partial: (NodeID) -> Double
  ) {
    let names = names
    // Where the value or the slope is exceptional already, that says it all.
    let news = second.points.filter { point in
      !first.points.contains { $0.kind == point.kind && $0.nodes == point.nodes }
    }
    notices += names.remarks(on: news, of: target, isOnlyInput: isOnlyInput)
    notices += second.asymmetries.prefix(Self.mostAsymmetries).map { first, second, forth, back in
      .mixedDerivative(
        MixedDerivativeRemark(
          kind: .asymmetry, target: target, first: names.name(of: first), second: names.name(of: second),
          derivatives: (forth, back), numbers: settings.numberFormat))
    }
    let partials = second.sidedPartials.filter { !$0.isJump || first.points.isEmpty }
    notices += partials.prefix(Self.mostAsymmetries).map { partial in
      .mixedDerivative(
        MixedDerivativeRemark(
          kind: partial.isJump ? .jump : .kink, target: target, first: names.name(of: partial.first),
          second: names.name(of: partial.second), derivatives: (partial.left, partial.right),
          numbers: settings.numberFormat))
    }
    notices += second.misfit.map { [remark(on: $0, partial)] } ?? []
  }

  private static var mostAsymmetries: Int { 3 }
}

extension NodeNames {
  /// Remarks on what the derivatives in a statement have met.
  func remarks(on derivatives: [Session.Derivative]) throws(Interruption) -> [Remark] {
    let graph = session.graph
    // A statement can have very many derivatives of one target.
    var searches: [NodeID: ExceptionalPointSearch?] = [:]
    var found: [Remark] = []
    // Where a statement has come to a number, what it was made of is gone.
    for derivative in derivatives where derivative.nodes.allSatisfy(graph.contains) {
      switch derivative {
      case .ofNode(let target, let input, let order):
        if searches[target] == nil {
          searches[target] = .some(try graph.exceptionalPointSearch(of: target, cancellation))
        }
        let points = try searches[target]??.answers(by: [input], order: order) { _ in nil }.points ?? []
        found += try remarksOnMissing(of: target, by: [input])
        found += remarks(
          on: points, of: Target(operand: .node(target), title: title(of: .node(target))), isOnlyInput: true)
      case .held(let variable):
        found.append(.held(name(of: variable), insteadOf: session.place(of: variable)))
      case .unconnected(let target, let variable):
        found.append(.unconnected(title(of: .node(target)), name(of: variable)))
      case .ofFunction(let point, let places):
        found.append(remark(on: point, places: places, of: nil, isOnlyInput: true))
      }
    }
    return found
  }

  /// Remarks on functions that have no derivative by what depends on some inputs.
  func remarksOnMissing(of target: NodeID, by inputs: [NodeID]) throws(Interruption) -> [Remark] {
    var missing: [MissingDerivative] = []
    for input in inputs {
      missing += try session.graph.missingDerivatives(of: target, by: input, cancellation).filter {
        !missing.contains($0)
      }
    }
    return missing.map { .noDerivative($0) }
  }

  /// Remarks on exceptional points, the first few of them. Where there is but one input, a slope needs no name.
  func remarks(on points: [ExceptionalPoint], of target: Target, isOnlyInput: Bool) -> [Remark] {
    let found = points.filter { $0.unsearchedCount == 0 }
    let told = found.prefix(5).map { point in
      remark(
        on: point, places: point.nodes.map { session.place(of: $0) }, of: target, isOnlyInput: isOnlyInput)
    }
    let unsearchedCount = points.reduce(0) { $0 + $1.unsearchedCount }
    var rest: [Remark] = []
    if found.count > told.count { rest.append(.moreExceptionalPoints(found.count - told.count)) }
    if unsearchedCount > 0 { rest.append(.unsearchedInputs(unsearchedCount)) }
    return told + rest
  }

  /// A remark on an exceptional point. A function's own has no inputs with names: its nodes are no more.
  private func remark(
    on point: ExceptionalPoint, places: [String], of target: Target?, isOnlyInput: Bool
  ) -> Remark {
    let graph = session.graph
    return .exceptionalPoint(
      ExceptionalRemark(
        point: point, places: places, target: target?.title,
        inputs: point.sides.map { side in
          target == nil ? "" : side.input.map { name(of: $0) } ?? "this direction"
        },
        isAtTarget: target.map { point.nodes == [$0.operand.id(in: graph)] } ?? false,
        isOnlyInput: isOnlyInput, numbers: numbers))
  }
}

extension Session.Derivative {
  /// The nodes that are spoken of.
  fileprivate var nodes: [NodeID] {
    switch self {
    case .ofNode(let target, let input, _): [target, input]
    case .held(let variable): [variable]
    case .unconnected(let target, let variable): [target, variable]
    case .ofFunction: []
    }
  }
}
