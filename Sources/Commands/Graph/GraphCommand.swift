import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct GraphCommand: ContextCommand {
  private static let shapes = GraphShape.options + [GraphOptions.down]
  private static let dark = CommandOption(name: "--dark", summary: "an SVG for dark backgrounds")

  let name = "graph"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(
    .target, .options(Self.shapes), .options([.output], with: .force), .option(.all),
    options: Self.shapes + GraphOptions.all + GraphForm.options + [Self.dark, .all, .output, .force],
    excluding: [
      OptionExclusion(code: "two-shapes", rule: "one shape at a time", options: Self.shapes),
      OptionExclusion(code: "two-forms", rule: "one form at a time", options: GraphForm.options),
    ] + GraphOptions.exclusions)
  let summary = "the graph, drawn with its values"
  let discussion = """
    Draws the graph below the target with its values, and with the adjoints or
    tangents of the last sweep. Small graphs are boxes, larger ones wires: a line
    a node, with a wire for each value from its node down to its readers. A wire
    with a branch, or a corner, is read there; one that a line passes is not.
    --partials puts the local derivative at each edge, --flow what backprop or
    forward mode makes of it. --depth and --around draw a part, --calls shows
    calls of your functions as one node each, --mark those nodes for which a
    condition on value, adjoint, tangent, depth, uses, cost or condition holds.
    --svg, --dot, --mermaid and --json give the same for other programs; -o
    writes what the ending of the file says: .svg, .dot, .mmd, .json, or .txt
    for the drawing. The file is looked for from the working directory. At a
    prompt, one that is there and that this session has neither loaded nor saved
    is overwritten with --force only.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :graph z
              ╭ %2 ─╮
           ┌─▸│ x·x ├─┐
    ╭ x ─╮ ├─▸│ 9   │ │  ╭ %4 ─────╮   ╔ z ═════╗
    │ 3  ├─┤  ╰─────╯ └─▸│ %2 + %3 ├──▸║ %4 + 2 ║
    ╰────╯ │  ╭ %3 ─╮ ┌─▸│ 21      │   ║ 23     ║
    ╭ y ─╮ └─▸│ x·y ├─┘  ╰─────────╯   ╚════════╝
    │ 4  ├───▸│ 12  │
    ╰────╯    ╰─────╯
    ad> :graph z --wires
           node  formula  value
    ○      x                  3
    ╞═●    %2    x·x          9
    │ │ ○  y                  4
    └─│─●  %3    x·y         12
      └─●  %4    %2 + %3     21
        ◉  z     %4 + 2      23
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let formula = try arguments.formula()
    let form = context.isReplaying ? .text : try GraphForm(arguments)
    var options = try GraphOptions(arguments, context)
    let target = try context.target(formula, at: arguments.range)
    let id = context.id(of: target)
    try context.graph.bringUpToDate([id], context.cancellation)
    if options.edges != .none, !context.sweeps.areFresh(in: context.graph) {
      context.sweeps.reverse = try context.graph.reverseSweep(of: id, context.cancellation)
    }
    if let (node, _) = options.around,
      try !context.graph.cone(of: [id], context.cancellation).containsAscending(node),
      let word = arguments.word(of: GraphOptions.around)
    {
      throw CommandError(.notBelow(word.text, target: target.title), at: word.range)
    }
    if let condition = try arguments.formula(behind: GraphOptions.mark) {
      options.marked = Set(try NodeCondition(condition, context).nodes(below: id, context))
    }
    let outcome = try outcome(target, id, options, GraphShape(arguments), form, arguments, context)
    guard let file = arguments.word(of: .output) else { return .outcome(outcome) }
    // Files are whole: nobody can ask them for more.
    var style = TextStyle(numbers: context.settings.numberFormat)
    style.showsAll = true
    style.characters = context.settings.characters ?? .unicode
    return .document(
      Document(
        file: file,
        text: { [style] in Emission.outcome(outcome, notices: []).text(style).plain + "\n" },
        outcome: MessageOutcome(
          kind: "graph", members: [("target", .string(target.title)), ("file", .string(file.text))],
          message: "\("written to \(file.text)", .faint)")))
  }

  private func outcome(
    _ target: Target, _ id: NodeID, _ options: GraphOptions, _ shape: GraphShape?, _ form: GraphForm,
    _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> GraphOutcome {
    let shape = shape ?? context.settings.graph
    let isPart = options.depth != nil || options.around != nil
    let isWhole = arguments.has(.all) || arguments.word(of: .output) != nil
    let cone = try context.graph.cone(of: [id], context.cancellation)
    let isText = form == .text && shape != .tree
    let rows = form == .json || context.host.nestsResults ? try context.rows(of: cone) : []
    let isTooLarge = cone.count > (isWhole ? GraphDrawing.mostWired : GraphSummary.mostRows)
    if isText, !isPart, isTooLarge, options.foldsCalls != true {
      let summary = try GraphSummary(of: id, titled: target.title, context.graph, context.cancellation)
      return GraphOutcome(target: target, root: id, content: .summary(summary), nodes: rows, form: form)
    }
    var builder = try DiagramBuilder(context, options, root: id)
    let diagram = try builder.diagram(of: id)
    // Where it is left open, calls are folded if the boxes fit then.
    var folded: Diagram?
    if isText, shape == .auto, options.foldsCalls == nil, cone.count > GraphDrawing.mostUnfolded {
      var options = options
      options.foldsCalls = true
      var builder = try DiagramBuilder(context, options, root: id)
      folded = try builder.diagram(of: id)
    }
    if form == .mermaid { try checkMermaid(diagram, options, arguments) }
    var picture = ""
    if form == .svg {
      guard diagram.vertices.count <= GraphDrawing.mostPictured else {
        throw CommandError(.tooLargeForPicture(nodeCount: diagram.vertices.count), at: arguments.range)
      }
      var svg = GraphSVG()
      (svg.edges, svg.isDark) = (options.edges, arguments.has(Self.dark))
      picture = try svg.string(of: diagram, titled: "the graph of \(target.title)", context.cancellation)
    }
    return GraphOutcome(
      target: target, root: id,
      content: .drawing(
        GraphDrawing(
          diagram: diagram, folded: folded, edges: options.edges, shape: shape, isDown: options.isDown,
          picture: picture, sweptTarget: context.sweptTarget(otherThan: id))),
      nodes: rows, form: form)
  }

  /// Throws if viewers would not show the diagram.
  private func checkMermaid(
    _ diagram: Diagram, _ options: GraphOptions, _ arguments: CommandArguments
  ) throws {
    let edgeCount = diagram.vertices.reduce(0) { $0 + $1.operands.count }
    let text = GraphMermaid.string(of: diagram, edges: options.edges)
    guard edgeCount > GraphMermaid.limits.edges || text.utf8.count > GraphMermaid.limits.characters else {
      return
    }
    throw CommandError(.tooLargeForMermaid(edgeCount: edgeCount), at: arguments.range)
  }
}

extension Sweeps {
  /// Whether one of them is of the present values.
  func areFresh(in graph: Graph) -> Bool {
    [reverse?.generation, forward?.generation].contains(graph.generation)
  }
}

extension CommandContext {
  /// What the adjoints that are shown are of, if it is not this node.
  func sweptTarget(otherThan id: NodeID) -> String? {
    guard sweeps.latest == .reverse, let reverse = sweeps.reverse, reverse.generation == graph.generation,
      reverse.target != id
    else { return nil }
    return names.name(of: reverse.target)
  }
}

/// A graph as a drawing, and how it is to be drawn.
struct GraphDrawing {
  let diagram: Diagram

  /// The same with calls of functions as one node each, if that may be drawn instead.
  let folded: Diagram?
  let edges: EdgeLabels
  let shape: GraphShape
  let isDown: Bool

  /// The SVG, if that is what is wanted.
  let picture: String

  /// What the adjoints are of, if it is not the target.
  let sweptTarget: String?

  /// From how many nodes on calls are folded where that is left open.
  static let mostUnfolded = 12

  /// The nodes of the largest graph that is drawn as boxes, of one that is a picture, and of one that is wires.
  static let mostBoxes = 300
  static let mostPictured = 2000
  static let mostWired = 50_000

  /// The rows that boxes may take where the shape is left open.
  private static let mostRows = 24

  /// The levels of a tree that is shown whole.
  private static let mostLevels = 200

  func text(_ style: TextStyle) -> StyledText {
    let drawing = drawing(style)
    guard let sweptTarget else { return drawing }
    return drawing + "\n" + style.wrapped("\("the adjoints are those of \(sweptTarget)", .faint)")
  }

  private func drawing(_ style: TextStyle) -> StyledText {
    // A drawing is as wide as the screen, or as lines are where nobody said how wide they may be.
    let width = style.showsAll ? nil : style.width
    // A number is no node, and has no drawing.
    if diagram.vertices.allSatisfy(\.isConstant) { return tree(style) }
    switch shape {
    case .tree: return tree(style)
    case .boxes, .auto, .wires:
      if let boxes = boxes(diagram, style, width) { return boxes }
      if let folded, folded.vertices.count < diagram.vertices.count, let boxes = boxes(folded, style, width) {
        let remark = "calls of your functions are one node each; --wires draws what is in them"
        return boxes + "\n" + style.wrapped(StyledText(remark, .faint))
      }
      var wires = GraphWires()
      wires.characters = style.characters
      wires.edges = edges
      let drawing = wires.styledText(of: diagram, fitting: width)
      guard shape == .boxes || isDown else { return drawing }
      let reason =
        diagram.vertices.count > Self.mostBoxes
        ? "boxes are for up to \(Self.mostBoxes) nodes" : "the boxes are wider than \(style.width) columns"
      return drawing + "\n" + style.wrapped(StyledText(reason + "; -o z.svg draws a picture", .faint))
    }
  }

  /// The boxes, if they fit.
  private func boxes(_ diagram: Diagram, _ style: TextStyle, _ width: Int?) -> StyledText? {
    let isForced = shape == .boxes || isDown
    if shape == .wires, !isDown { return nil }
    // Larger ones are not laid out to see it.
    if diagram.vertices.count > Self.mostBoxes { return nil }
    var boxes = GraphBoxes()
    (boxes.characters, boxes.edges, boxes.isDown) = (style.characters, edges, isDown)
    return uninterrupted { (never) throws(Interruption) in
      try boxes.styledText(
        of: diagram, fitting: isForced ? width : width ?? style.width, rows: isForced ? nil : Self.mostRows,
        never)
    }
  }

  /// The edges with their local partials, and what flows along them.
  var edgeList: JSON {
    let byID = Dictionary(diagram.vertices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return .array(
      diagram.vertices.flatMap { vertex in
        zip(vertex.operands, vertex.partials).compactMap { id, partial -> JSON? in
          guard let operand = byID[id], !operand.isConstant else { return nil }
          let carried = diagram.derivative == .tangent ? operand.derivative : vertex.derivative
          let flow = carried.map { $0 == 0 || partial == 0 ? 0 : $0 * partial }
          return .object(
            [("from", .integer(id)), ("to", .integer(vertex.id)), ("partial", .number(partial))]
              + (edges == .flow ? [("flow", .optional(flow))] : []))
        }
      })
  }

  /// The tree. Whole, it still goes only so deep that the indentation of its lines can be held.
  private func tree(_ style: TextStyle) -> StyledText {
    var tree = GraphTree(characters: style.characters)
    tree.hint = TextStyle.hint
    if style.showsAll {
      tree.maximumLines = .max
      tree.maximumDepth = Self.mostLevels
      tree.hint = "they are more than \(Self.mostLevels) levels deep"
    }
    return tree.styledText(of: diagram, fitting: style.tableWidth)
  }
}

/// A graph to look at.
struct GraphOutcome: Outcome {
  /// What is shown of it.
  enum Content {
    case drawing(GraphDrawing)
    case summary(GraphSummary)
  }

  let target: Target
  let root: NodeID
  let content: Content
  var nodes: [NodeRow] = []
  let form: GraphForm

  var kind: String { "graph" }

  var members: [(String, JSON)] {
    let target = ("target", JSON.string(target.title))
    if case .drawing(let drawing) = content {
      switch form {
      case .dot: return [target, ("dot", .string(dot(drawing)))]
      case .mermaid: return [target, ("mermaid", .string(mermaid(drawing)))]
      case .svg: return [target, ("svg", .string(drawing.picture))]
      case .text, .json: break
      }
    }
    var members = [
      target, ("root", root.isConstant ? .null : .integer(root.index)), ("nodes", .list(of: nodes, \.json)),
    ]
    if case .drawing(let drawing) = content, drawing.edges != .none {
      members.append(("edges", drawing.edgeList))
    }
    return members
  }

  func text(_ style: TextStyle) -> StyledText {
    switch content {
    case .summary(let summary): return summary.text(style)
    case .drawing(let drawing):
      switch form {
      case .text: return drawing.text(style)
      case .dot: return StyledText(dot(drawing))
      case .mermaid: return StyledText(mermaid(drawing))
      case .svg: return StyledText(drawing.picture)
      case .json: return StyledText(Emission.outcome(self, notices: []).json)
      }
    }
  }

  private func dot(_ drawing: GraphDrawing) -> String {
    GraphDOT.string(of: drawing.diagram, edges: drawing.edges)
  }

  private func mermaid(_ drawing: GraphDrawing) -> String {
    GraphMermaid.string(of: drawing.diagram, edges: drawing.edges)
  }
}
