import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

extension Interpreter {
  /// Notes what a command's derivatives meet on their way: kinks, jumps, vertical tangents.
  mutating func noteKinks(
    of target: Target, by inputs: [NodeID], where isNews: (Kink) -> Bool = { _ in true }
  ) throws(Interruption) {
    let kinks = try session.graph.kinks(of: id(of: target), by: inputs, cancellation).filter(isNews)
    notices += notices(for: kinks, of: target, isOnlyInput: inputs.count == 1)
  }

  /// What the derivatives in a statement have met.
  func kinkNotices(ofDerivativesIn derivatives: [Session.Derivative]) throws(Interruption) -> [Remark] {
    // A statement can have very many derivatives of one target.
    var searches: [NodeID: KinkSearch?] = [:]
    var remarks: [Remark] = []
    for derivative in derivatives {
      switch derivative {
      case .ofNode(let target, let input, let result):
        if searches[target] == nil {
          searches[target] = .some(try session.graph.kinkSearch(of: target, cancellation))
        }
        let shown = session.graph.cachedValue(of: result.id(in: session.graph))
        guard let kinks = try searches[target]??.kinks(by: [input], shown: shown), !kinks.isEmpty else {
          continue
        }
        remarks += notices(
          for: kinks, of: Target(operand: .node(target), title: title(of: .node(target))), isOnlyInput: true)
      case .held(let variable):
        let formula = session.place(of: variable)
        remarks.append(.held(name(of: variable), insteadOf: formula))
      case .unconnected(let target, let variable):
        remarks.append(.unconnected(title(of: .node(target)), name(of: variable)))
      case .ofFunction(let kink, let places):
        remarks.append(notice(for: kink, places: places, of: nil, true))
      }
    }
    return remarks
  }

  /// Kinks in words, the first few of them. Where there is but one input, a slope needs no name.
  func notices(for kinks: [Kink], of target: Target, isOnlyInput: Bool) -> [Remark] {
    let found = kinks.filter { $0.unsearchedCount == 0 }
    let notices = found.prefix(5).map { kink in
      let places = kink.nodes.map { session.place(of: $0) }
      return notice(for: kink, places: places, of: target, isOnlyInput)
    }
    let unsearchedCount = kinks.reduce(0) { $0 + $1.unsearchedCount }
    var rest: [Remark] = []
    if found.count > notices.count { rest.append(.moreKinks(found.count - notices.count)) }
    if unsearchedCount > 0 { rest.append(.unsearchedInputs(unsearchedCount)) }
    return notices + rest
  }

  /// A kink, as data and in words. A function's own has no inputs: its nodes are no more.
  private func notice(
    for kink: Kink, places: [String], of target: Target?, _ isOnlyInput: Bool
  ) -> Remark {
    .kink(
      kink, at: places, inputs: target == nil ? [] : kink.sides.map { name(of: $0.input) },
      words(for: kink, places: places, of: target, isOnlyInput))
  }

  /// A kink in words. Where there is but one input and no name for the target, neither is mentioned.
  private func words(
    for kink: Kink, places: [String], of target: Target?, _ isOnlyInput: Bool
  ) -> String {
    let others = places.count > 3 ? " and \(NumberFormat.count(places.count - 3, "other place"))" : ""
    let place = places.isEmpty ? "" : " at \(places.prefix(3).joined(separator: ", "))\(others)"
    if kink.isUndecided {
      return
        "perhaps a \(kink.singularity.word)\(place): the argument has slope 0 there, which leaves the sides open"
    }
    if kink.sides.isEmpty { return "\(kink.singularity.word)\(place)" }
    let shown = kink.sides.prefix(3).map { side -> String in
      let input = isOnlyInput ? "" : name(of: side.input)
      if side.left.value != side.right.value, !side.left.value.isNaN, !side.right.value.isNaN {
        let along = isOnlyInput ? "" : "along \(input), "
        let subject = target.map { kink.nodes == [id(of: $0)] ? "" : "\($0.title) goes " } ?? ""
        return
          "\(along)\(subject)from \(text(side.left.value)) on the left to \(text(side.right.value)) on the right"
      }
      let (left, right) = (side.left.slope, side.right.slope)
      if left == right || left.isNaN || right.isNaN {
        // The rules lead through 0·∞, or the value is another at this very point.
        let along = isOnlyInput ? "" : "along \(name(of: side.input)), "
        let (sides, limit) =
          left == right
          ? ("on both sides", side.right)
          : (left.isNaN ? ("on the right", side.right) : ("on the left", side.left))
        return
          "\(along)\(sides) the value tends to \(text(limit.value)) and the derivative to \(text(limit.slope))"
      }
      let subject = isOnlyInput ? "" : "∂/∂\(input) is "
      let mean = left / 2 + right / 2
      let isMean = abs(side.derivative - mean) <= 1e-9 * max(abs(left), abs(right))
      // Kinks within kinks at one point: the chain rule has a mean for each of them, not of the whole.
      let remark =
        kink.singularity == .kink && !isMean && mean.isFinite ? ", their mean is \(text(mean))" : ""
      return "\(subject)\(text(left)) on the left, \(text(right, beside: left)) on the right\(remark)"
    }
    let rest = kink.sides.count - shown.count
    let more = rest > 0 ? "; and by \(rest) more inputs" : ""
    return "\(kink.felt.word)\(place): \(shown.joined(separator: "; "))\(more)"
  }

  /// A number, with a plus sign where the one on the other side is negative.
  private func text(_ number: Double, beside other: Double = 0) -> String {
    (other < 0 && number > 0 ? "+" : "") + settings.numberFormat.string(number)
  }
}

extension Singularity {
  /// What people call it.
  var word: String {
    switch self {
    case .kink: "kink"
    case .tie: "tie"
    case .verticalTangent: "vertical tangent"
    case .jump: "jump"
    case .boundary: "boundary"
    case .equality: "equality decides a branch"
    case .undefined: "undefined"
    }
  }
}
