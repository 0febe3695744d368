import AutoDiff
import Export
import Formulas
import Memory
import Pictures
import Sessions

/// A graph as a page that anyone can open in a browser: its inputs can be moved there, and the page computes values and both
/// sweeps by itself.
///
/// It is one file and needs no network, which its content security policy says. Functions that JavaScript does not compute
/// keep the values that they have, and the inputs below them have no sliders.
struct GraphPage {
  /// What the page is about, in words, and its node.
  let title: String
  private let root: NodeID

  /// The boxes and lines, and for each box its node and what it is called.
  let placed: PlacedGraph
  private let nodes: [Node]

  /// Where each node stands among the boxes.
  private let positions: [NodeID: Int]

  /// The inputs with what is known of them.
  let inputs: [Input]

  /// The partial derivatives of nodes by their arguments.
  private let partials: [NodeID: [Double]]

  /// What there is to say of the derivatives: of a kink, or where they are missing.
  private let remarks: [String]

  /// The formula and its derivatives, for papers.
  let formulas: PageFormulas

  /// What the page computes.
  let library: JavaScriptLibrary
  private let context: CommandContext

  /// An input of the page.
  struct Input {
    /// The derivative by it as it is called: `∂z/∂x`.
    let derivativeTitle: String

    /// Where it stands among the boxes.
    let position: Int

    /// Where it can be moved to.
    let interval: ClosedRange<Double>

    /// adrepl's own derivative of the target by it; nil if the two are not connected.
    let derivative: Double?

    /// The function above it that the page does not compute, for which it cannot be moved.
    let heldBy: String?
  }

  /// How large a page may be, without and for each node: formulas that do not fit are left out with a word.
  private static let limit = (whole: 20_000, perNode: 600)

  /// The characters of the formula of a node over inputs and names, if it is longer than the operation.
  private static let mostCharacters = 80

  /// The columns of numbers in boxes and at edges.
  private static let columns = (box: 13, label: 8)

  init(
    of target: Target, _ id: NodeID, _ diagram: Diagram, intervals: [NodeID: ClosedRange<Double>],
    _ context: CommandContext
  ) throws {
    let graph = context.graph
    (title, root, self.context) = (target.title, id, context)
    placed = try PlacedGraph(
      diagram, lines: 4, columns: Self.columns.box, labelColumns: Self.columns.label, context.cancellation)
    let nodes = placed.boxes.compactMap { graph.node(at: NodeID($0.id)) }
    assert(nodes.count == placed.boxes.count, "every box is a node")
    let positions = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1.id, $0) })
    let library = JavaScriptLibrary(Set(nodes.map(\.opcode)).sorted { $0.rawValue < $1.rawValue })
    (self.nodes, self.positions, self.library) = (nodes, positions, library)
    partials = Dictionary(
      diagram.vertices.map { (NodeID($0.id), $0.partials) }, uniquingKeysWith: { first, _ in first })

    let inputs = nodes.filter(\.isInput).map(\.id)
    let gradient = try graph.reverseSweep(of: id, context.cancellation).gradient
    var told = context
    told.notices = []
    let corrected = try told.corrected(target, by: inputs.filter { gradient[$0] != nil }) { gradient[$0] }
    remarks = told.notices.map(\.text)
    let held = Self.functionsHolding(nodes, library)
    self.inputs = inputs.map { input in
      Input(
        derivativeTitle: target.partial(by: context.names.name(of: input)),
        position: positions[input] ?? 0,
        interval: intervals[input] ?? Self.interval(around: graph.cachedValue(of: input)),
        derivative: gradient[input].map { corrected.derivative(by: input, ruled: $0) }, heldBy: held[input])
    }
    formulas = try PageFormulas(of: target, id, by: inputs, context)
  }

  /// For what is read by functions that the page does not compute one of those.
  private static func functionsHolding(_ nodes: [Node], _ library: JavaScriptLibrary) -> [NodeID: String] {
    var held: [NodeID: String] = [:]
    for node in nodes.reversed() {
      guard let reason = held[node.id] ?? (isComputed(node, library) ? nil : node.opcode.primitive.name)
      else { continue }
      for operand in node.operands where !operand.isConstant && held[operand] == nil {
        held[operand] = reason
      }
    }
    return held
  }

  private static func isComputed(_ node: Node, _ library: JavaScriptLibrary) -> Bool {
    node.isInput || library.opcodes.contains(node.opcode)
  }

  /// Three times its size to both sides, and at least 3; of what is no number, or very large, -3 to 3.
  private static func interval(around value: Double) -> ClosedRange<Double> {
    guard value.isFinite, value.magnitude < 1e300 else { return -3...3 }
    let room = 3 * max(1, value.magnitude)
    return value - room...value + room
  }

  /// The page, with as many of the formulas as there is room for.
  func text() throws(Interruption) -> String {
    let members = try members()
    func text(_ equations: [String?], isCopyable: Bool) -> String {
      let copied =
        isCopyable ? [("latex", Self.string(formulas.latex)), ("typst", Self.string(formulas.typst))] : []
      let data = (members + copied).map { "\($0): \($1)" }.joined(separator: ",\n")
      return self.text(equations: equations, data: "{\(data)}", isCopyable: isCopyable)
    }
    var equations = [String?](repeating: nil, count: formulas.equations.count)
    var room =
      Self.limit.whole + Self.limit.perNode * nodes.count
      - text(equations, isCopyable: false).utf8.count
    func takesRoom(_ text: String) -> Bool {
      let fits = text.utf8.count <= room
      if fits { room -= text.utf8.count }
      return fits
    }
    for (position, equation) in formulas.equations.enumerated() {
      if let equation, takesRoom(equation.mathML) { equations[position] = equation.mathML }
    }
    let papers = Self.string(formulas.latex) + Self.string(formulas.typst)
    return text(equations, isCopyable: !formulas.latex.isEmpty && takesRoom(papers))
  }

  /// What the script knows of the graph, as members of an object.
  private func members() throws(Interruption) -> [(name: String, value: String)] {
    var constants: [Double] = []
    var rows: [String] = []
    for (position, (node, box)) in zip(nodes, placed.boxes).enumerated() {
      try context.cancellation.check(at: position, of: nodes.count)
      let arguments = node.arguments.map { argument in
        if let position = positions[argument] { return position }
        constants.append(context.graph.cachedValue(of: argument))
        return -constants.count
      }
      let parts = [
        Self.string(box.title), Self.string(box.formula), Self.string(node.isInput ? "" : "\(node.opcode)"),
        Self.list(arguments.map(String.init)),
        Self.list([box.x, box.y, box.size.width, box.size.height].map(String.init)),
      ]
      rows.append(Self.list(parts + (longFormula(of: node).map { [Self.string($0)] } ?? [])))
    }
    let curves = placed.curves.map { curve in
      let end = curve.end.map { [$0.reader, $0.place, $0.x, $0.y] } ?? []
      return Self.list([Self.string(curve.path)] + ([curve.previous ?? -1] + end).map(String.init))
    }
    let fixed = nodes.enumerated().filter { !Self.isComputed($1, library) }.map { position, node in
      let slopes = Self.list((partials[node.id] ?? []).map(Self.number))
      return (position, Self.list([Self.number(context.graph.cachedValue(of: node.id)), slopes]))
    }
    let start = nodes.map { $0.isInput ? Self.number(context.graph.cachedValue(of: $0.id)) : "0" }
    let hands = Set(nodes.map(\.opcode)).filter { $0 != .input }.map {
      "\($0):\(Self.string($0.primitive.hands))"
    }
    return [
      ("name", Self.string(title)), ("root", "\(positions[root] ?? 0)"),
      ("nodes", "[\n\(rows.joined(separator: ",\n"))]"), ("constants", Self.list(constants.map(Self.number))),
      ("curves", Self.list(curves)), ("start", Self.list(start)),
      ("gradient", Self.list(inputs.map { $0.derivative.map(Self.number) ?? "null" })),
      ("remarks", Self.list(remarks.map(Self.string))),
      (
        "ranges",
        Self.object(
          inputs.map {
            ($0.position, Self.list([$0.interval.lowerBound, $0.interval.upperBound].map(Self.number)))
          })
      ),
      (
        "held",
        Self.object(inputs.compactMap { input in input.heldBy.map { (input.position, Self.string($0)) } })
      ),
      ("fixed", Self.object(fixed)), ("hands", "{\(hands.sorted().joined(separator: ",\n"))}"),
    ]
  }

  /// What a node is over inputs and names, if that tells more than its operation, in a line.
  private func longFormula(of node: Node) -> String? {
    let graph = context.graph
    guard node.arguments.contains(where: { !$0.isConstant && graph.label(of: $0) == nil }) else { return nil }
    let formula = context.session.formula(of: node.id, limit: 12).description
    return formula.count <= Self.mostCharacters ? formula : nil
  }
}

// MARK: Literals

extension GraphPage {
  private static func number(_ value: Double) -> String { JavaScriptLibrary.text(of: value) }
  private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
  private static func object(_ members: [(Int, String)]) -> String {
    "{\(members.map { "\($0):\($1)" }.joined(separator: ","))}"
  }

  /// A text that can stand inside of a script element.
  private static func string(_ text: String) -> String {
    Self.asciiScript(JSON.string(text).text, besides: ["<"])
  }
}
