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
    .target, .bindings("[: x=a..b …]"), .options(Self.shapes), .options([.output], with: .force),
    .option(.all),
    options: Self.shapes + GraphOptions.all + GraphForm.options + [Self.dark, .all, .output, .force],
    excluding: [
      OptionExclusion(code: "two-shapes", rule: "one shape at a time", options: Self.shapes),
      OptionExclusion(code: "two-forms", rule: "one form at a time", options: GraphForm.options),
    ] + GraphOptions.exclusions)
  let arrays = ArraySupport.whole
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
    Wires: ○ input, ● operation, ◉ target; ╞ and ╘ are read twice. Boxes: a
    double frame is the target. ∂ is an adjoint, ˙ a tangent; ✗ ◇ ~ ? ⋯ ◆ are
    explained below the drawing where they occur.
    --svg, --dot, --mermaid and --json give the same for other programs; -o
    writes what the ending of the file says: .svg, .dot, .mmd, .json, .txt for the
    drawing, or .html for a page that anyone can open: it has a slider for each
    input, from a to b behind the colon or three times its size to both sides, and
    computes values and both sweeps by itself. The file is looked for from the
    working directory. At a prompt, one that is there and that this session has
    neither loaded nor saved is overwritten with --force only.
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
    let (before, after) = try arguments.splitAtColon()
    let formula = try arguments.formula(in: before)
    let form = context.isReplaying ? .text : try GraphForm(arguments)
    if form != .text, let shape = Self.shapes.compactMap(arguments.word(of:)).first {
      // The others are laid out by themselves, or by who draws them.
      throw CommandError(
        .contradictingForm(option: shape.text, ending: form.fileExtension, instead: form.option?.name ?? ""),
        at: shape.range)
    }
    var options = try GraphOptions(arguments, context)
    if let after, form != .html, !context.isReplaying {
      throw CommandError(.intervalsWithoutPage, at: arguments.bytes.trimmed(after))
    }
    let intervals = try after.map { try arguments.inputIntervals(in: $0, context) } ?? []
    let target = try context.target(formula, at: arguments.range)
    let id = context.id(of: target)
    try context.graph.bringUpToDate([id], context.cancellation)
    let needsSweep =
      options.edges != .none || arguments.word(of: GraphOptions.mark)?.text.contains("adjoint") == true
    let hasArrays = try context.isMadeOfArrays(target)
    if hasArrays, needsSweep || form == .html {
      let option =
        form == .html ? "graph --html" : options.edges != .none ? "graph --partials" : "graph --mark"
      throw CommandError(
        .notOfNumbers(command: option, target: target.title, shape: context.graph.shape(of: id).description),
        at: arguments.range)
    }
    if needsSweep, !context.sweeps.hasSwept(id, in: context.graph) {
      context.sweeps.reverse = try context.graph.reverseSweep(of: id, context.cancellation)
    }
    if let (node, _) = options.around,
      try !context.graph.cone(of: [id], context.cancellation).containsAscending(node),
      let word = arguments.word(of: GraphOptions.around)
    {
      throw CommandError(.notBelow(word.text, target: target.title), at: word.range)
    }
    if let condition = try arguments.formula(behind: GraphOptions.mark) {
      options.condition = arguments.word(of: GraphOptions.mark)?.text
      options.marked = Set(try NodeCondition(condition, context).nodes(below: id, context))
    }
    let outcome =
      try form == .html
      ? page(target, options, intervals, arguments, context)
      : outcome(target, id, options, GraphShape(arguments), form, arguments, context)
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

  func outcome(
    _ target: Target, _ id: NodeID, _ options: GraphOptions, _ shape: GraphShape?, _ form: GraphForm,
    _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> GraphOutcome {
    let shape = shape ?? context.settings.graph
    let isWhole = arguments.has(.all) || arguments.word(of: .output) != nil
    let cone = try context.graph.cone(of: [id], context.cancellation)
    let isText = form == .text && shape != .tree
    let isForPrograms = form == .json || context.host.nestsResults
    let allRows = isForPrograms || cone.count <= GraphSummary.mostRows ? try context.rows(of: cone) : []
    let mostRows = isWhole ? GraphDrawing.mostWired : GraphSummary.mostRows
    func summary() throws(Interruption) -> GraphOutcome {
      let summary = try GraphSummary(of: id, titled: target.title, context.graph, context.cancellation)
      return GraphOutcome(target: target, root: id, content: .summary(summary), nodes: allRows, form: form)
    }
    if isText, !options.selectsPart, cone.count > mostRows { return try summary() }
    var builder = try DiagramBuilder(context, options, root: id)
    let diagram = try builder.diagram(of: id)
    if isText, diagram.nodeCount > mostRows { return try summary() }
    // Where it is left open, calls are folded if the boxes fit then.
    var folded: Diagram?
    if isText, shape == .auto, options.foldsCalls == nil, cone.count > GraphDrawing.mostUnfolded,
      !context.session.calls.isEmpty
    {
      var options = options
      options.foldsCalls = true
      var builder = try DiagramBuilder(context, options, root: id)
      folded = try builder.diagram(of: id)
    }
    if form == .mermaid { try checkMermaid(diagram, options, arguments) }
    var picture = ""
    if form == .svg {
      guard diagram.nodeCount <= GraphDrawing.mostPictured else {
        throw CommandError(.tooLargeForPicture(nodeCount: diagram.nodeCount), at: arguments.range)
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
          picture: picture)),
      nodes: options.selectsPart ? try rows(of: diagram, context) : allRows, form: form)
  }

  /// The graph as a page, which is of all of it.
  private func page(
    _ target: Target, _ options: GraphOptions, _ intervals: [InputInterval], _ arguments: CommandArguments,
    _ context: CommandContext
  ) throws -> GraphOutcome {
    for option in [GraphOptions.partials, GraphOptions.flow, GraphOptions.mark, Self.dark] {
      guard let word = arguments.word(of: option) else { continue }
      throw CommandError(
        .contradictingForm(option: option.name, ending: GraphForm.html.fileExtension, instead: "-o z.svg"),
        at: word.range)
    }
    if options.selectsPart, let part = GraphOptions.parts.compactMap(arguments.word(of:)).first {
      throw CommandError(.partOfPage, at: part.range)
    }
    let id = try context.node(of: target, at: arguments.range)
    var options = options
    options.edges = .partials
    var builder = try DiagramBuilder(context, options, root: id)
    let diagram = try builder.diagram(of: id)
    guard diagram.nodeCount <= GraphDrawing.mostPictured else {
      throw CommandError(.tooLargeForPage(nodeCount: diagram.nodeCount), at: arguments.range)
    }
    let drawn = Set(diagram.vertices.map(\.id))
    var sliders: [NodeID: ClosedRange<Double>] = [:]
    for choice in intervals {
      guard drawn.contains(choice.input.index) else {
        throw CommandError(.notBelow(choice.name.text, target: target.title), at: choice.name.range)
      }
      guard let interval = choice.interval else {
        throw CommandError(.noInterval(choice.name.text), at: choice.name.range)
      }
      sliders[choice.input] = interval
    }
    let page = try GraphPage(of: target, id, diagram, intervals: sliders, context)
    return GraphOutcome(target: target, root: id, content: .page(try page.text()), form: .html)
  }

  /// What is known of the nodes that are drawn.
  private func rows(of diagram: Diagram, _ context: CommandContext) throws(Interruption) -> [NodeRow] {
    try context.rows(of: diagram.vertices.filter { !$0.isConstant }.map { NodeID($0.id) })
  }

  /// Throws if viewers would not show the diagram.
  private func checkMermaid(
    _ diagram: Diagram, _ options: GraphOptions, _ arguments: CommandArguments
  ) throws {
    let constants = Set(diagram.vertices.filter(\.isConstant).map(\.id))
    let edgeCount = diagram.vertices.reduce(0) { $0 + $1.operands.count { !constants.contains($0) } }
    let text = GraphMermaid.string(of: diagram, edges: options.edges)
    guard edgeCount > GraphMermaid.limits.edges || text.utf8.count > GraphMermaid.limits.characters else {
      return
    }
    throw CommandError(.tooLargeForMermaid(edgeCount: edgeCount), at: arguments.range)
  }
}

extension Sweeps {
  /// Whether the last of them is of a node's present value.
  func hasSwept(_ id: NodeID, in graph: Graph) -> Bool {
    let fresh = fresh(in: graph)
    return switch latest {
    case .reverse: fresh.reverse?.target == id
    case .forward: fresh.forward?.target == id
    }
  }
}

/// A graph to look at.
struct GraphOutcome: Outcome {
  /// What is shown of it.
  enum Content {
    case drawing(GraphDrawing)
    case page(String)
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
    if case .page(let page) = content { return [target, ("html", .string(page))] }
    if case .drawing(let drawing) = content {
      switch form {
      case .dot: return [target, ("dot", .string(dot(drawing)))]
      case .mermaid: return [target, ("mermaid", .string(mermaid(drawing)))]
      case .svg: return [target, ("svg", .string(drawing.picture))]
      case .text, .json, .html: break
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
    case .page(let page): return StyledText(page)
    case .drawing(let drawing):
      switch form {
      case .text, .html: return drawing.text(style)
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
