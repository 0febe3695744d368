import AutoDiff
import Pictures
import RealModule
import Sessions

struct DepthCommand: ContextCommand {
  let name = "depth"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.target, .option(.all))
  let arrays = ArraySupport.whole
  let summary = "the layers of a graph, and whether derivatives vanish or explode"
  let discussion = """
    Nodes are equally deep that are as many operations away from the inputs. For
    each layer: how many nodes, the largest value and the largest adjoint, with a
    bar for its order of magnitude. Where derivatives vanish, explode or die on
    their way down to the inputs, that is said. Many layers are put together by
    some; --all shows each. An array is one node, with its largest elements.
    """
  let example = """
    ad> x = 0.5; a = sin(3*x); b = a^2 + x; z = b*exp(a);
    ad> :depth z
    depth  nodes  largest |value|  largest |adjoint|
        0      1     0.5                4.719646097   █████████████████▎
        1      1     1.5                0.6693883599  █████████▎
        2      1     0.9974949866       9.463031392   ████████████████████
        3      2     2.711481018        2.711481018   ███████████████
        4      1     1.494996248        2.711481018   ███████████████
        5      1     4.053653949        1             ██████████▉
    derivatives neither vanish nor explode: the largest adjoints are between 0.6694
      and 9.463
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let target = try context.target(arguments)
    let id = try context.node(of: target, at: arguments.range)
    if try context.isMadeOfArrays(target) {
      try context.checkForGradient(target, command: name, at: arguments.range)
      return .outcome(
        DepthOutcome(
          target: target.title, layers: try context.arrayLayers(of: id), isWhole: arguments.has(.all)))
    }
    let analysis = try NodeAnalysis(of: id, in: context.graph, context.cancellation)
    var layers: [GraphLayer] = []
    for (position, element) in analysis.enumerated() {
      try context.cancellation.check(at: position, of: analysis.count)
      while layers.count <= element.depth { layers.append(GraphLayer(depth: layers.count)) }
      layers[element.depth].add(element)
    }
    guard context.isOutcomeWanted else { return .nothing }
    return .outcome(DepthOutcome(target: target.title, layers: layers, isWhole: arguments.has(.all)))
  }
}

extension CommandContext {
  /// The layers of a number that is made of arrays. The adjoints are built, computed, and taken away again.
  fileprivate func arrayLayers(of target: NodeID) throws -> [GraphLayer] {
    try graph.bringUpToDate([target], cancellation)
    let statistics = graph.statistics
    defer { graph.statistics = statistics }
    return try session.leavingNoNodes { () throws(any Error) in
      let record = try graph.arrayBackprop(of: target, cancellation)
      try graph.bringUpToDate(record.turns.map(\.adjoint).filter { !$0.isConstant }, cancellation)
      let adjoints = Dictionary(
        record.turns.map { ($0.node, $0.adjoint) }, uniquingKeysWith: { first, _ in first })
      var layers: [GraphLayer] = []
      var depths: [NodeID: Int] = [:]
      for id in try graph.cone(of: [target], cancellation) {
        var depth = 0
        graph.forEachOperand(of: id) { depth = max(depth, (depths[$0] ?? -1) + 1) }
        depths[id] = depth
        while layers.count <= depth { layers.append(GraphLayer(depth: layers.count)) }
        layers[depth].add(
          value: graph.cachedArray(of: id).largestMagnitude,
          adjoint: adjoints[id].map { graph.cachedArray(of: $0).largestMagnitude })
      }
      return layers
    }
  }
}

extension ArrayValue {
  /// The largest magnitude of an element, NaN if one is; 0 of none.
  fileprivate var largestMagnitude: Double {
    withElements { elements in
      elements.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1.magnitude) }
    }
  }
}

/// The nodes that are equally far from the inputs, or those of several layers together.
struct GraphLayer: Sendable {
  /// The layers that it is of.
  private(set) var depths: ClosedRange<Int>
  private(set) var count = 0

  /// The largest magnitude, and how many values are infinite or NaN.
  private(set) var largestValue = 0.0
  private(set) var nonFiniteCount = 0

  /// The largest adjoint; nil where no node is connected to the target.
  private(set) var largestAdjoint: Double?

  /// How many nodes have an adjoint of exactly 0, or are not connected.
  private(set) var deadCount = 0

  init(depth: Int) { depths = depth...depth }

  mutating func add(_ element: NodeAnalysis.Element) { add(value: element.value, adjoint: element.adjoint) }

  /// Adds a node with its value and adjoint, or with the largest elements of both.
  mutating func add(value: Double, adjoint: Double?) {
    count += 1
    largestValue = Self.larger(largestValue, value.magnitude)
    if !value.isFinite { nonFiniteCount += 1 }
    if adjoint ?? 0 == 0 { deadCount += 1 }
    guard let adjoint = adjoint?.magnitude else { return }
    largestAdjoint = largestAdjoint.map { Self.larger($0, adjoint) } ?? adjoint
  }

  /// The larger of two magnitudes; what is no number counts for the largest.
  private static func larger(_ a: Double, _ b: Double) -> Double { a.isNaN || b.isNaN ? .nan : max(a, b) }

  /// This layer and the next one together.
  func joined(with next: GraphLayer) -> GraphLayer {
    var layer = self
    layer.depths = depths.lowerBound...next.depths.upperBound
    layer.count += next.count
    layer.largestValue = Self.larger(largestValue, next.largestValue)
    layer.nonFiniteCount += next.nonFiniteCount
    layer.deadCount += next.deadCount
    if let adjoint = next.largestAdjoint {
      layer.largestAdjoint = largestAdjoint.map { Self.larger($0, adjoint) } ?? adjoint
    }
    return layer
  }

  var json: JSON {
    .object([
      ("depth", .integer(depths.lowerBound)), ("nodes", .integer(count)), ("value", .number(largestValue)),
      ("nonFinite", .integer(nonFiniteCount)), ("adjoint", .optional(largestAdjoint)),
      ("dead", .integer(deadCount)),
    ])
  }
}
