import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct GraphCommand: ContextCommand {
  let name = "graph"
  let group = CommandGroup.lookInside
  let syntax = CommandSyntax(
    .target, .options(GraphForm.options), .options([.output], with: .force), .option(.all),
    options: GraphForm.options + [.all, .output, .force],
    excluding: [
      OptionExclusion(code: "two-forms", rule: "one form at a time", options: GraphForm.options)
    ])
  let summary = "the graph, with cached values"
  let discussion = """
    Draws the graph below the target as a tree, with the values that are in the
    cache. A node that is used in several places is drawn once and referred to
    after that. --dot and --mermaid give the graph for Graphviz and for Mermaid,
    --json as data. -o writes what the ending of the file says: .dot, .mmd and
    .json are these, .txt is the tree, whole. The file is looked for from the
    working directory. At a prompt, one that is there and that this session has
    neither loaded nor saved is overwritten with --force only.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :graph z
    z           %4 + 2   23
    ├─ %4       %2 + %3  21
    │  ├─ %2    x*x       9
    │  │  └─ x  input     3
    │  └─ %3    x*y      12
    │     ├─ x  input     3
    │     └─ y  input     4
    └─ 2
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let formula = try arguments.formula()
    let form = context.isReplaying ? .tree : try GraphForm(arguments)
    let target = try context.target(formula, at: arguments.range)
    let id = context.id(of: target)
    try context.graph.bringUpToDate([id], context.cancellation)
    let outcome = GraphOutcome(
      target: target, root: id, diagram: try context.diagram(of: id),
      nodes: try context.rows(of: context.graph.cone(of: [id], context.cancellation)), form: form)
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
}

/// A graph to look at.
struct GraphOutcome: Outcome {
  let target: Target
  let root: NodeID
  let diagram: Diagram
  let nodes: [NodeRow]
  let form: GraphForm

  var kind: String { "graph" }

  var members: [(String, JSON)] {
    let target = ("target", JSON.string(target.title))
    return switch form {
    case .dot: [target, ("dot", .string(GraphDOT.string(of: diagram)))]
    case .mermaid: [target, ("mermaid", .string(GraphMermaid.string(of: diagram)))]
    case .tree, .json:
      [
        target, ("root", root.isConstant ? .null : .integer(root.index)),
        ("nodes", .list(of: nodes, \.json)),
      ]
    }
  }

  func text(_ style: TextStyle) -> StyledText {
    switch form {
    case .tree: return tree(style)
    case .dot: return StyledText(GraphDOT.string(of: diagram))
    case .mermaid: return StyledText(GraphMermaid.string(of: diagram))
    case .json: return StyledText(Emission.outcome(self, notices: []).json)
    }
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

  /// The levels of a tree that is shown whole.
  private static let mostLevels = 200
}
