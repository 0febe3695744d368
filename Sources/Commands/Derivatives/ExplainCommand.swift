import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct ExplainCommand: ContextCommand {
  let name = "explain"
  let group = CommandGroup.differentiate
  let syntax = CommandSyntax(.target, .variables("[x]"), .option(.all))
  let arrays = ArraySupport.elements
  let summary = "the chain rule, path by path"
  let discussion = """
    Every path from the target down to x contributes the product of the local
    derivatives along it; the derivative is the sum over all paths, those that
    contribute most first. An input need not be named where there is no other. An
    operation that reads x in two places, as x*x does, has a path through each.
    Where there are too many paths to list, they are counted, and each node on
    them tells what it passes on: backprop, which sums over all paths in one
    sweep. --all lists up to 1,000 paths.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :explain z x
    3 paths lead from z to x; along each the local derivatives multiply:
    path  step     node     local derivative   value
       1  z → %4   %4 + 2   ∂z/∂%4                 1
          %4 → %3  %2 + %3  ∂%4/∂%3                1
          %3 → x   x*y      ∂%3/∂x = y             4
                            1 × 1 × 4              4
       2  z → %4   %4 + 2   ∂z/∂%4                 1
          %4 → %2  %2 + %3  ∂%4/∂%2                1
          %2 → x   x*x      ∂%2/∂x, 1st x = x      3
                            1 × 1 × 3              3
       3  z → %4   %4 + 2   ∂z/∂%4                 1
          %4 → %2  %2 + %3  ∂%4/∂%2                1
          %2 → x   x*x      ∂%2/∂x, 2nd x = x      3
                            1 × 1 × 3              3
    ∂z/∂x = 4 + 3 + 3 = 10
    """

  /// How many paths, and how many steps on all of them together, are pleasant to read.
  private static let (readablePaths, readableSteps) = (12, 60)

  /// How many steps all paths together may have at most for being listed at all.
  private static let listableSteps = 100_000

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let paths = try DerivativePaths(arguments, of: self, &context)
    let (target, variable, sum, cancellation) = (
      paths.target, paths.variable, paths.sum, context.cancellation
    )
    let value = try context.session.value(of: target.operand)
    let isHeld = !context.graph.isInput(variable) && variable != sum.target
    context.notices += try context.names.remarks(on: isHeld ? [.held(variable)] : [])
    let derivative = try paths.derivative(&context)

    let showsAll = arguments.has(.all)
    let naming = context.names
    let form: ExplainOutcome.Form
    if let count = sum.count.small, count <= (showsAll ? 1000 : Self.readablePaths),
      count * sum.steps.count <= Self.listableSteps,
      case let paths = try sum.paths(cancellation),
      showsAll || paths.reduce(0, { $0 + $1.edges.count }) <= Self.readableSteps
    {
      form = .paths(try paths.map { try PathRows($0, named: naming) })
    } else {
      form = .nodes(try AdjointTable(sum.steps, named: naming, whole: showsAll))
    }
    return .outcome(
      ExplainOutcome(
        target: target, input: paths.name.text, variable: variable, value: value,
        derivative: derivative, count: sum.count, form: form))
  }
}

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
  var words: String {
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

  init(_ path: PathSum.Path, named names: NodeNames) throws(Interruption) {
    let graph = names.session.graph
    product = path.product
    edges = try path.edges.compactMap(names.cancellation) { edge in
      guard let node = graph.node(at: edge.node) else { return nil }
      let same = node.operands.indices.filter { node.operands[$0] == edge.operand }
      let place = same.count > 1 ? same.firstIndex(of: edge.operandIndex).map { ordinal($0 + 1) } : nil
      return Edge(
        node: edge.node, operand: edge.operand,
        names: (names.name(of: edge.node), names.name(of: edge.operand)),
        formula: names.session.formula(of: edge.node, limit: 1).description,
        rule: DerivativeRule.rule(
          of: node, operandIndex: edge.operandIndex, in: graph,
          constants: names.session.writableConstants, named: names.name(of:)),
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
