import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct CutsCommand: ContextCommand {
  let name = "cuts"
  let group = CommandGroup.explore
  let syntax = CommandSyntax(.target, .variables("[x]"), .option(.graph), .option(.all))
  let arrays = ArraySupport.elements
  let summary = "the nodes that every path passes: where the chain rule factors"
  let discussion = """
    A node that all paths from the target down to x pass cuts the graph in two,
    and the derivative is a product of two: that of the target by the node, and
    that of the node by x. These nodes are listed from the target down, with the
    factors between them. Without x they are those on the paths to all inputs.
    """
  let example = """
    ad> x = 0.5; w = 2; b = 1; h = tanh(w*x + b); out = h^2 + 3*h;
    ad> :cuts out w
    every path from out to w passes 3 nodes
    node  formula          value
    h     tanh(%4)  0.9640275801
    %4    %3 + b    2
    %3    w*x       1
    ∂out/∂w = ∂out/∂h × ∂h/∂%4 × ∂%4/∂%3 × ∂%3/∂w = 4.92805516 × 0.07065082485 × 1
      × 0.5 = 0.174085581
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let (target, variable) = try arguments.targetAndNode(&context)
    let id = try context.node(of: target, at: arguments.range)
    try context.graph.bringUpToDate([id], context.cancellation)
    let dominators = try Dominators(below: id, in: context.graph, context.cancellation)
    guard let variable else { return try common(target, id, dominators, arguments, context) }
    let node = try context.variable(variable, of: target)
    guard let cuts = dominators.cuts(before: node) else {
      throw CommandError(.notBelow(variable.text, target: target.title), at: variable.range)
    }
    guard context.isOutcomeWanted else { return .nothing }
    let factors = try context.graph.factors(of: id, at: cuts, before: node, context.cancellation)
    let product = ChainProductText(
      names: [target.title] + cuts.prefix(ChainProductText.most).map { context.names.name(of: $0) },
      last: variable.text, numerator: target.numerator, factors: factors, count: cuts.count + 1)
    return .outcome(
      NodeSetOutcome(
        kind: name, target: target.title,
        extras: [("input", .string(variable.text)), ("factors", .list(of: factors) { .number($0) })],
        heading: { _ in
          let way = "from \(target.title) to \(variable.text)"
          return [
            cuts.isEmpty
              ? "no node lies on every path \(way): the chain rule does not factor"
              : "every path \(way) passes \(NumberFormat.count(cuts.count, "node"))"
          ]
        },
        remarks: { style in cuts.isEmpty ? [] : product.lines(style) },
        nodes: try NodeSet(cuts, whole: arguments.has(.all), context),
        drawing: try context.drawing(
          of: target, marking: cuts, as: "on every path to \(variable.text)", arguments)))
  }

  /// What all paths to all inputs have in common, and what those to each of them have besides.
  private func common(
    _ target: Target, _ id: NodeID, _ dominators: Dominators, _ arguments: CommandArguments,
    _ context: CommandContext
  ) throws -> CommandResult {
    let inputs = try context.inputs(of: [id]).filter { dominators.immediateDominator(of: $0) != nil }
    let common = dominators.commonCuts
    guard context.isOutcomeWanted else { return .nothing }
    let names = context.names
    let further = try furtherCuts(before: inputs, besides: common, of: id, dominators, context)
    let nearest = inputs.map { input in
      (names.name(of: input), JSON.integer(dominators.immediateDominator(of: input)?.index ?? 0))
    }
    return .outcome(
      NodeSetOutcome(
        kind: name, target: target.title, extras: [("nearest", .object(nearest))],
        heading: { _ in
          if inputs.isEmpty { return ["\(target.title, .name) depends on no input: there are no paths"] }
          return [
            common.isEmpty
              ? "no node lies on all paths from \(target.title) to all inputs"
              : "every path from \(target.title) to any input passes \(NumberFormat.count(common.count, "node"))"
          ]
        },
        remarks: { style in
          if further.isEmpty, common.isEmpty, !inputs.isEmpty {
            return ["on the way to each input, too, the paths have no node in common"]
          }
          return further.map { input, nodes in
            "\(style.words(nodes, after: "all paths to \(input) pass \(common.isEmpty ? "" : "also ")"))"
          }
        },
        nodes: try NodeSet(common, whole: arguments.has(.all), context),
        drawing: try context.drawing(
          of: target, marking: common, as: "on every path from \(target.title)", arguments)))
  }

  /// The nodes that all paths to an input pass, besides those common to all, for the first inputs that have some.
  private func furtherCuts(
    before inputs: [NodeID], besides common: [NodeID], of target: NodeID, _ dominators: Dominators,
    _ context: CommandContext
  ) throws(Interruption) -> [(input: String, nodes: [String])] {
    let names = context.names
    var further: [(input: String, nodes: [String])] = []
    for (position, input) in inputs.enumerated() where further.count < Self.mostInputs {
      try context.cancellation.check(at: position, of: inputs.count)
      if dominators.immediateDominator(of: input) == common.last ?? target { continue }
      let own = dominators.cuts(before: input)?.dropFirst(common.count) ?? []
      if !own.isEmpty { further.append((names.name(of: input), own.prefix(64).map { names.name(of: $0) })) }
    }
    return further
  }

  /// Of how many inputs their own nodes are told.
  private static let mostInputs = 6
}

extension CommandArguments {
  /// `z x`, `z : x` or `z`: a target, and a node below it if one is named.
  fileprivate func targetAndNode(
    _ context: inout CommandContext
  ) throws -> (target: Target, variable: Statement.Name?) {
    let (before, names) = try splitAtColon()
    if let names {
      let name = try self.names(in: names)
      guard name.count == 1 else {
        throw CommandError(.oneVariable(.path, instead: ":cuts z x"), at: names)
      }
      return (try context.target(try formula(in: before), at: range), name[0])
    }
    if let (_, name) = try lastTokens() {
      let head = withoutTrailingSeparator(SourceRange(range.lowerBound, name.range.lowerBound))
      let variable = Statement.Name(text: text(name.range), range: name.range)
      if let formula = try? formula(in: head), (try? context.session.variable(variable)) != nil {
        return (try context.target(formula, at: range), variable)
      }
    }
    return (try context.target(self), nil)
  }
}

/// The chain rule as a product along the nodes that all paths pass.
struct ChainProductText: Sendable {
  let names: [String]
  let last: String
  let numerator: String
  let factors: [Double]

  /// How many factors there are.
  let count: Int

  /// The most that are written out.
  static let most = 8

  func lines(_ style: TextStyle) -> [StyledText] {
    let total = factors.reduce(1) { $0 ⊙ $1 }
    if count > Self.most {
      return [
        "∂\(numerator)/∂\(last) = \(style.value(total)), the product of \(NumberFormat.count(count, "factor"))"
      ]
    }
    let tops = [numerator] + names.dropFirst()
    let quotients = zip(tops, names.dropFirst() + [last]).map { "∂\($0)/∂\($1)" }
    return [
      "∂\(numerator)/∂\(last) = \(quotients.joined(separator: " × ")) = \(factors.map { style.factor($0) }.joined(separator: " × ")) = \(style.value(total))"
    ]
  }
}
