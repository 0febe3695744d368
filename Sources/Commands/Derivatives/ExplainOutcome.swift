import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

/// A derivative as a sum over paths.
struct ExplainOutcome: Outcome {
  let target: Target

  /// The variable as it was named, and its node.
  let input: String
  let variable: NodeID
  let value: Double

  /// What the paths add up to; nil if there is none.
  let derivative: Double?
  let count: PathCount
  let form: Form

  /// How the sum is told.
  enum Form {
    case paths([PathRows])

    /// There are too many paths.
    case nodes(AdjointTable)
  }

  var kind: String { "explain" }

  var members: [(String, JSON)] {
    let told: (String, JSON) =
      switch form {
      case .paths(let paths): ("contributions", .list(of: paths, \.json))
      case .nodes(let story): ("steps", story.json)
      }
    return [
      ("target", .string(target.title)), ("input", .string(input)), ("value", .number(value)),
      ("derivative", .optional(derivative)),
      ("paths", count.small.map { .integer($0) } ?? .string(count.digits)), told,
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    guard let derivative else {
      return style.wrapped(
        "\(target.title, .name) = \(style.value(value))\n\("no path leads from \(target.title) to \(input): not connected", .faint)"
      )
    }
    let left = target.partial(by: input)
    switch form {
    case .paths(let paths):
      if paths.allSatisfy(\.edges.isEmpty) {
        return "\(left, .name) = \(style.value(derivative))\(": \(input) is the target itself", .faint)"
      }
      var table = PathRows.table
      for (position, path) in paths.enumerated() { path.add(to: &table, number: position + 1, style) }
      let heading: StyledText =
        paths.count == 1
        ? "One path leads from \(target.title, .name) to \(input, .name); along it the local derivatives multiply:"
        : "\(paths.count) paths lead from \(target.title, .name) to \(input, .name); along each the local derivatives multiply:"
      return [
        style.wrapped(heading), style.laidOut(table),
        style.sum(left, of: paths.map(\.product), derivative),
      ].joined(separator: "\n")
    case .nodes(let story):
      let heading: StyledText =
        count.small == 1
        ? "One path leads from \(target.title, .name) to \(input, .name), too long to tell."
        : "\(count.words) paths lead from \(target.title, .name) to \(input, .name), too many to list."
      return [
        style.wrapped(heading),
        style.wrapped("One sweep adds them all up: from the target down, each node hands on its adjoint"),
        style.wrapped("times the local derivative, and what a node receives adds up to its adjoint."),
        style.laidOut(story.table(style)),
        style.sum(left, of: story.contributions(to: [variable])[variable] ?? [], derivative),
      ].joined(separator: "\n")
    }
  }
}

extension PathCount {
  /// The number as people read it: all digits of one that is not too long, else its size.
  fileprivate var words: String {
    if let small { return NumberFormat.grouped(small) }
    let digits = digits
    guard let first = digits.first, first.isWholeNumber else { return digits }
    return "\(first).\(digits.dropFirst().prefix(3))e\(digits.count - 1)"
  }
}

/// A path of the chain rule, step by step.
struct PathRows: Sendable {
  /// A step from a node to one of its operands.
  struct Edge {
    let node: NodeID
    let operand: NodeID
    let names: (node: String, operand: String)

    /// What the node computes from its operands.
    let formula: String

    /// Its derivative by the operand, as a formula and as a number.
    let rule: String
    let partial: Double

    /// `1st` where the node reads the operand in several places.
    let place: String
  }

  let edges: [Edge]

  /// What the path contributes.
  let product: Double

  init(_ path: PathSum.Path, in interpreter: Interpreter) throws(Interruption) {
    let graph = interpreter.session.graph
    product = path.product
    edges = try path.edges.compactMap(interpreter.cancellation) { edge in
      guard let node = graph.node(at: edge.node) else { return nil }
      let same = node.operands.indices.filter { node.operands[$0] == edge.operand }
      let place = same.count > 1 ? same.firstIndex(of: edge.place).map { ordinal($0 + 1) } : nil
      return Edge(
        node: edge.node, operand: edge.operand,
        names: (interpreter.name(of: edge.node), interpreter.name(of: edge.operand)),
        formula: interpreter.session.formula(of: edge.node, limit: 1).description,
        rule: DerivativeRule.rule(of: node, place: edge.place, in: graph, named: interpreter.name(of:)),
        partial: edge.partial, place: place ?? "")
    }
  }

  var json: JSON {
    .object([
      (
        "steps",
        .array(
          edges.map {
            .object([
              ("node", .integer($0.node.index)), ("to", .integer($0.operand.index)),
              ("formula", .string($0.rule)), ("partial", .number($0.partial)),
            ])
          })
      ),
      ("product", .number(product)),
    ])
  }

  /// An empty table for paths.
  static var table: TextTable {
    var table = TextTable(columns: [
      .init("path", .trailing), .init("step"), .init("node", isFlexible: true),
      .init("local derivative", isFlexible: true),
      .init("value", .decimalPoint),
    ])
    table.breaks = [[3], [3, 4]]
    return table
  }

  /// Adds a row for each step, and one for their product.
  func add(to table: inout TextTable, number: Int, _ style: TextStyle) {
    for (position, edge) in edges.enumerated() {
      let (node, operand) = edge.names
      let sign = "∂\(node)/∂\(operand)\(edge.place.isEmpty ? "" : ", \(edge.place) \(operand)")"
      let isNumber = Double(edge.rule) != nil
      table.addRow([
        position == 0 ? "\(String(number))" : "", "\(node, role(of: node)) → \(operand, role(of: operand))",
        "\(edge.formula, .operation)",
        isNumber ? "\(sign)" : "\(sign) = \(edge.rule, .operation)", style.value(edge.partial),
      ])
    }
    if edges.count < 2 { return }
    let factors =
      edges.count <= 8
      ? edges.map { style.factor($0.partial) }.joined(separator: " × ")
      : "the product of these \(String(edges.count))"
    table.addRow(["", "", "", factors, StyledText(style.numbers.string(product), .accent)])
  }

  private func role(of name: String) -> Role { name.hasPrefix("%") ? .node : .name }
}

/// `1st`, `2nd`, `3rd`, `4th` …
private func ordinal(_ number: Int) -> String {
  let isTeen = (11...13).contains(number % 100)
  let ending = isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
  return "\(number)\(ending)"
}
