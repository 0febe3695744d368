import AutoDiff
import Memory
import Pictures
import RealModule

/// What there is to say of a graph that is too large to be drawn whole.
struct GraphSummary {
  let target: String
  let nodeCount: Int
  let inputCount: Int

  /// The most operations on a path, and the most nodes that are equally deep.
  let depth: Int
  let widest: Int

  /// How often the node is read that is read most.
  let mostRead: Int

  /// How many paths lead from the target to inputs.
  let paths: ScaledCount

  /// How many nodes there are of each operation, the most frequent first.
  let operations: [(name: String, count: Int)]

  /// The rows that a drawing has at most before it is summarised.
  static let mostRows = 60

  /// The operations that are listed.
  private static let mostOperations = 8

  /// O(number of nodes and edges).
  init(of root: NodeID, titled title: String, _ graph: Graph, _ cancellation: Cancellation)
    throws(Interruption)
  {
    let cone = try graph.cone(of: [root], cancellation)
    let first = cone.first?.index ?? 0
    var depths = [Int32](repeating: 0, count: (cone.last?.index ?? 0) - first + 1)
    var uses = depths
    var levels: [Int] = []
    var counts = [Int](repeating: 0, count: Opcode.allCases.count)
    for (position, id) in cone.enumerated() {
      try cancellation.check(at: position, of: cone.count)
      var depth: Int32 = 0
      graph.forEachOperand(of: id) { operand in
        if operand.isConstant { return }
        depth = max(depth, depths[operand.index - first] + 1)
        uses[operand.index - first] += 1
      }
      depths[id.index - first] = depth
      if Int(depth) >= levels.count { levels += Array(repeating: 0, count: Int(depth) + 1 - levels.count) }
      levels[Int(depth)] += 1
      counts[Int(graph.opcode(of: id).rawValue)] += 1
    }
    target = title
    nodeCount = cone.count
    inputCount = counts[Int(Opcode.input.rawValue)]
    depth = levels.count - 1
    widest = levels.max() ?? 0
    mostRead = Int(uses.max() ?? 0)
    paths = try Self.pathCount(of: cone, graph, cancellation)
    operations = Opcode.allCases.filter { $0 != .input && counts[Int($0.rawValue)] > 0 }
      .sorted { (counts[Int($0.rawValue)], $1.rawValue) > (counts[Int($1.rawValue)], $0.rawValue) }
      .map { ($0.primitive.symbol == "*" ? "·" : $0.primitive.symbol, counts[Int($0.rawValue)]) }
  }

  /// From the target down each node is reached by as many paths as its readers together, counting each place in which they
  /// read it.
  private static func pathCount(
    of cone: [NodeID], _ graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) -> ScaledCount {
    let first = cone.first?.index ?? 0
    var counts = [ScaledCount](repeating: ScaledCount(0), count: (cone.last?.index ?? 0) - first + 1)
    if let root = cone.last { counts[root.index - first] = ScaledCount(1) }
    var paths = ScaledCount(0)
    for (position, id) in cone.reversed().enumerated() {
      try cancellation.check(at: position, of: cone.count)
      let count = counts[id.index - first]
      if graph.isInput(id) { paths += count }
      graph.forEachOperand(of: id) { if !$0.isConstant { counts[$0.index - first] += count } }
    }
    return paths
  }

  /// The paragraph that stands in the place of the drawing.
  func text(_ style: TextStyle) -> StyledText {
    let digits =
      paths.small.map { NumberFormat.count($0, "path") }
      ?? "a \(NumberFormat.grouped(paths.digitCount))-digit number of paths"
    let facts = [
      "\(NumberFormat.count(nodeCount, "node")) over \(NumberFormat.count(inputCount, "input"))",
      "depth \(NumberFormat.grouped(depth))", "widest layer \(NumberFormat.grouped(widest))",
      "most read \(NumberFormat.count(mostRead, "time"))", digits,
    ]
    let whole =
      nodeCount > GraphDrawing.mostWired
      ? "it has too many nodes to be drawn whole, and --tree --all lists them"
      : "--all draws it (\(NumberFormat.count(nodeCount, "row")))"
    let listed = operations.prefix(Self.mostOperations).map {
      "\($0.name) \(NumberFormat.grouped($0.count))"
    }
    let more = operations.count > Self.mostOperations ? "   …" : ""
    return [
      style.wrapped("\(target, .name): \(facts.joined(separator: ", "))"),
      style.wrapped(StyledText(verbatim: listed.joined(separator: "   ") + more, .operation)),
      style.wrapped(
        StyledText(
          "--depth 3 draws it from the target down, --around %n what is near a node, --calls your functions as one node each; \(whole)",
          .faint)),
    ].joined(separator: "\n")
  }
}

/// A natural number of any size of which some fifteen digits are known: paths double with every node that is read twice.
struct ScaledCount {
  /// The number is this times a power of two.
  private var significand: Double
  private var exponent = 0

  init(_ number: Double) { significand = number }

  static func += (sum: inout ScaledCount, addend: ScaledCount) {
    let (large, small) = sum.exponent >= addend.exponent ? (sum, addend) : (addend, sum)
    let shift = small.exponent - large.exponent
    sum = large
    if shift > -1100 {
      sum.significand += small.significand * Double(sign: .plus, exponent: shift, significand: 1)
    }
    if sum.significand > 0x1p500 {
      sum.significand *= 0x1p-500
      sum.exponent += 500
    }
  }

  /// The number itself, where it is known to the last digit.
  var small: Int? { exponent == 0 && significand < 0x1p53 ? Int(significand) : nil }

  /// How many decimal digits it has.
  var digitCount: Int { Int((.log10(max(1, significand)) + Double(exponent) * .log10(2)).rounded(.down)) + 1 }
}
