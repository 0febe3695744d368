import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

/// Some nodes of a graph with numbers beside them: what the commands that explore a graph come to, as a table, and as data.
struct NodeSet: Sendable {
  /// A number for each node, in the order of the rows.
  struct Column: Sendable {
    /// What stands above it, and what it is called in JSON.
    let header: String
    let key: String
    let numbers: [Double?]

    /// Whether they are whole numbers.
    var isCount = false
  }

  let rows: [NodeRow]
  let columns: [Column]

  /// The rows that are shown, and for each of them what it computes from its operands.
  private let shown: Excerpt
  private let formulas: [String]

  /// Nodes, in the order in which they are to be shown; all of them if the whole table is wanted.
  init(
    _ nodes: [NodeID], _ columns: [Column] = [], whole: Bool, _ context: CommandContext
  ) throws(Interruption) {
    rows = try context.rows(of: nodes)
    self.columns = columns
    shown = Excerpt(ofRows: rows.count, whole: whole)
    let (names, rows) = (context.names, rows)
    formulas = try shown.places.compactMap(context.cancellation) { names.formula(of: rows[$0].id) }
  }

  /// The nodes as data, as `:nodes` gives them, with the numbers beside them.
  var json: JSON {
    .list(of: rows.indices) { place in
      guard case .object(let members) = rows[place].json else { return .null }
      let own = columns.map { ($0.key, $0.json(place)) }
      // What is told of the target here takes the place of what is told of the last sweep.
      return .object(members.filter { member in !own.contains { $0.0 == member.0 } } + own)
    }
  }

  /// A row for each node that is shown.
  func table(_ style: TextStyle) -> StyledText {
    var table = TextTable(
      columns: [
        .init("node", isFlexible: true), .init("formula", isFlexible: true), .init("value", .decimalPoint),
      ] + columns.map { .init($0.header, .decimalPoint) })
    table.hint = TextStyle.hint
    table.breaks = [[2], [1, 2], [1] + (2..<3 + columns.count)]
    var formulas = formulas[...]
    shown.forEach { place in
      let row = rows[place]
      table.addRow(
        [
          row.title, StyledText(verbatim: formulas.popFirst() ?? "", row.isInput ? .faint : .operation),
          row.value.map { style.cell($0) } ?? style.dash,
        ] + columns.map { column in column.numbers[place].map { style.value($0) } ?? style.dash })
    } omission: {
      table.addOmission(NumberFormat.count($0, "more row"))
    }
    return style.laidOut(table)
  }
}

extension NodeSet.Column {
  fileprivate func json(_ place: Int) -> JSON {
    guard let number = numbers[place] else { return .null }
    return isCount ? .integer(Int(number)) : .number(number)
  }
}

/// Nodes that were looked for, with a sentence or two.
struct NodeSetOutcome: Outcome {
  let kind: String

  /// What they are told of: a node, or the target below which they were looked for.
  let target: String

  /// Further members of the JSON object.
  var extras: [(String, JSON)] = []

  /// What is said before the table, and behind it.
  let heading: @Sendable (TextStyle) -> [StyledText]
  var remarks: @Sendable (TextStyle) -> [StyledText] = { _ in [] }

  let nodes: NodeSet

  /// The graph with the nodes marked, where that is to be shown instead of the table.
  var drawing: GraphOutcome?

  var members: [(String, JSON)] {
    [("target", .string(target))] + extras + [("nodes", nodes.json)]
  }

  func text(_ style: TextStyle) -> StyledText {
    let body = drawing.map { [$0.text(style)] } ?? (nodes.rows.isEmpty ? [] : [nodes.table(style)])
    return (heading(style).map { style.wrapped($0) } + body + remarks(style).map { style.wrapped($0) })
      .joined(separator: "\n")
  }
}

/// What nodes are called: inputs and others with names, and how many have none.
struct NodeCensus: Sendable {
  private(set) var inputs: [String] = []
  private(set) var named: [String] = []
  private(set) var unnamedCount = 0

  init(_ nodes: [NodeID], _ context: CommandContext) throws(Interruption) {
    let (graph, names) = (context.graph, context.names)
    for (position, node) in nodes.enumerated() {
      try context.cancellation.check(at: position, of: nodes.count)
      if graph.isInput(node) {
        inputs.append(names.name(of: node))
      } else if let label = graph.label(of: node) {
        named.append(label)
      } else {
        unnamedCount += 1
      }
    }
  }

  /// `2 inputs, 3 named and 16 unnamed`
  var words: String {
    let parts = [
      inputs.isEmpty ? nil : NumberFormat.count(inputs.count, "input"),
      named.isEmpty ? nil : "\(NumberFormat.grouped(named.count)) named",
      unnamedCount == 0 ? nil : "\(NumberFormat.grouped(unnamedCount)) unnamed",
    ].compactMap(\.self)
    return parts.count < 2
      ? parts.joined() : "\(parts.dropLast().joined(separator: ", ")) and \(parts[parts.count - 1])"
  }

  /// The names in a line for each kind.
  func lines(_ style: TextStyle) -> [StyledText] {
    [("inputs: ", inputs), ("named: ", named)].compactMap { words, names in
      names.isEmpty ? nil : "\(style.list(names, after: words), .faint)"
    }
  }
}

extension CommandOption {
  /// What commands take that show nodes.
  static let graph = CommandOption(name: "--graph", summary: "the drawing, with these nodes marked")
}

extension CommandContext {
  /// The graph below a target with nodes marked, if that is asked for.
  func drawing(
    of target: Target, marking nodes: [NodeID], as words: String, _ arguments: CommandArguments
  ) throws -> GraphOutcome? {
    guard arguments.has(.graph) else { return nil }
    var options = GraphOptions()
    options.marked = Set(nodes)
    options.condition = words
    return try GraphCommand().outcome(target, id(of: target), options, nil, .text, arguments, self)
  }

  /// The node of a target, which must not be a number.
  func node(of target: Target, at range: SourceRange) throws -> NodeID {
    guard let node = target.operand.node else { throw CommandError(.notANode(target.title), at: range) }
    return node
  }
}
