import AutoDiff
import Pictures
import Sessions

/// The shape in which a graph is drawn in a terminal.
package enum GraphShape: String, CaseIterable, Sendable {
  /// Boxes where they fit, else wires.
  case auto
  case boxes
  case wires
  case tree

  /// The option that asks for it.
  var option: CommandOption? {
    switch self {
    case .auto: nil
    case .boxes: CommandOption(name: "--boxes", summary: "as boxes, from left to right")
    case .wires: CommandOption(name: "--wires", summary: "a line a node, with a wire for each value")
    case .tree: CommandOption(name: "--tree", summary: "as an indented tree")
    }
  }

  /// The options that ask for one.
  static var options: [CommandOption] { allCases.compactMap(\.option) }

  /// What the options ask for; nil where they leave it open.
  init?(_ arguments: CommandArguments) {
    guard let shape = Self.allCases.first(where: { $0.option.map(arguments.has) ?? false }) else {
      return nil
    }
    self = shape
  }
}

/// What of a graph is drawn, and what is said of it.
struct GraphOptions {
  static let partials = CommandOption(
    name: "--partials", summary: "the local partial derivative at each edge")
  static let flow = CommandOption(
    name: "--flow", summary: "the products that flow along the edges in a sweep")
  static let depth = CommandOption(
    name: "--depth", value: .count("n", 0...1_000_000), summary: "down to n operations below the target")
  static let around = CommandOption(
    name: "--around", value: .word("NODE[:n]"), summary: "what is at most n operations from a node, or 1")
  static let calls = CommandOption(name: "--calls", summary: "calls of your functions as one node each")
  static let open = CommandOption(
    name: "--open", value: .word("NAME"), summary: "calls as nodes, but those of this function")
  static let mark = CommandOption(
    name: "--mark", value: .condition("CONDITION"), summary: "the nodes for which it holds stand out")

  static let down = CommandOption(name: "--down", summary: "as boxes, from the top down")

  /// Those that draw a part.
  static let parts = [depth, around, calls, open]

  static let all = [partials, flow, depth, around, calls, open, mark]

  /// A tree has no room for what is said of edges, of which an edge takes one; and there is one part at a time.
  static let exclusions = [
    OptionExclusion(
      code: "two-labels", rule: "a tree says nothing of its edges, and an edge has one label",
      options: GraphShape.options.filter { $0.name == "--tree" } + [partials, flow]),
    OptionExclusion(code: "two-parts", rule: "one part at a time", options: [depth, around]),
  ]

  /// Whether boxes stand one below another.
  var isDown = false

  /// What is said of edges.
  var edges = EdgeLabels.none

  /// How far below the target; nil for all of it.
  var depth: Int?

  /// The node around which, and how far.
  var around: (node: NodeID, distance: Int)?

  /// Whether calls of functions are one node each; nil leaves it to their number.
  var foldsCalls: Bool?

  /// The nodes that stand out, and the condition for that as it was typed.
  var marked: Set<NodeID> = []
  var condition: String?

  /// The functions whose calls are drawn all the same.
  var opened: Set<String> = []

  /// Whether fewer nodes are drawn than there are.
  var selectsPart: Bool { depth != nil || around != nil || foldsCalls == true }

  /// Everything, with nothing said of edges.
  init() {}

  init(_ arguments: CommandArguments, _ context: CommandContext) throws {
    isDown = arguments.has(Self.down)
    if arguments.has(Self.partials) { edges = .partials }
    if arguments.has(Self.flow) { edges = .flow }
    depth = arguments.word(of: Self.depth).flatMap { Int($0.text) }
    if let word = arguments.word(of: Self.around) { around = try Self.around(word, context) }
    if arguments.has(Self.calls) { foldsCalls = true }
    if let word = arguments.word(of: Self.open) {
      foldsCalls = true
      opened = Set(word.text.split(separator: ",").map(String.init))
      for name in opened where context.session.environment.function(name) == nil {
        throw CommandError(.notDefined(name), at: word.range)
      }
    }
  }

  /// `%7`, `d1` or `%7:2`.
  private static func around(
    _ word: CommandArguments.Word, _ context: CommandContext
  ) throws -> (node: NodeID, distance: Int) {
    let parts = word.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let distance = parts.count > 1 ? Int(parts[1]) : 1
    guard let distance, distance >= 0, !parts[0].isEmpty else {
      throw CommandError(.invalidOptionValue(Self.around, given: word.text), at: word.range)
    }
    guard let node = context.node(named: String(parts[0])) else {
      throw CommandError(.notDefined(String(parts[0])), at: word.range)
    }
    return (node, distance)
  }
}

extension CommandContext {
  /// The node of a number, `%7`, or of a name; nil where there is none.
  func node(named text: String) -> NodeID? {
    if text.hasPrefix("%") {
      guard let number = Int32(text.dropFirst()), number >= 0 else { return nil }
      let id = NodeID(Int(number))
      return graph.contains(id) ? id : nil
    }
    return session.environment.variable(text)?.operand.node
  }
}
