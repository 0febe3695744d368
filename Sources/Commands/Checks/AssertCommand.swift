import AutoDiff
import Formulas
import Pictures
import Sessions

struct AssertCommand: ContextCommand {
  let name = "assert"
  let group = CommandGroup.check
  let syntax = CommandSyntax(.formula("formula"))
  let summary = "fail unless a formula holds: scripts as tests"
  let discussion = """
    Says nothing if the formula has a value other than 0, and fails if it is 0 or
    nan, with both sides of the comparisons in it. As with every statement that
    fails, the script goes on, and ends with exit status 1; with --bail it stops.
    Numbers are seldom equal to the last bit: compare abs(a - b) with a bound.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :assert abs(diff(z, x) - 10) < 1e-9
    ad> :assert z == 24
    <stdin>:3:9: error: assertion failed: z == 24: 23 == 24
        :assert z == 24
                ^~~~~~~
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    guard let formula = try arguments.formula() else {
      throw CommandError(.missing(.claim), at: arguments.range)
    }
    return try context.session.leavingNoNodes { try judge(formula, arguments, context) }
  }

  private func judge(
    _ formula: Formula, _ arguments: CommandArguments, _ context: CommandContext
  ) throws -> CommandResult {
    let value = try context.value(of: formula)
    if value != 0, !value.isNaN {
      return .outcome(
        MessageOutcome(
          kind: "assert", members: [("formula", .string(formula.description)), ("holds", .bool(true))],
          message: ""))
    }
    var sides: [String] = []
    for comparison in formula.comparisons {
      let numbers = try [comparison.left, comparison.right].map { range in
        guard let side = try arguments.formula(in: range) else { return Double.nan }
        return try context.value(of: side)
      }
      sides.append(words(for: numbers[0], comparison.symbol, numbers[1], context.settings.numberFormat))
    }
    if sides.isEmpty { sides.append("it is \(context.settings.numberFormat.string(value))") }
    throw CommandError(
      .assertionFailed(claim: formula.description, truth: sides.joined(separator: ", ")), at: arguments.range)
  }

  /// Two numbers and how they were compared; in full where they look the same and are not.
  private func words(for left: Double, _ symbol: String, _ right: Double, _ format: NumberFormat) -> String {
    let texts = [left, right].map { format.string($0) }
    if texts[0] == texts[1], left != right, !left.isNaN, !right.isNaN {
      return "\(left) \(symbol) \(right)"
    }
    return "\(texts[0]) \(symbol) \(texts[1])"
  }
}

extension Formula {
  /// A comparison, with the places of its sides.
  fileprivate struct Comparison {
    let symbol: String
    let left: SourceRange
    let right: SourceRange
  }

  /// The comparisons that decide the formula: itself, or those that `and`, `or` and `not` join.
  fileprivate var comparisons: [Comparison] {
    var found: [Comparison] = []
    var pending = [nodes.count - 1]
    while let root = pending.popLast(), root >= 0 {
      guard case .operation(let id) = nodes[root].kind else { continue }
      let symbol = id.row.symbol
      if ["and", "or"].contains(symbol) {
        pending += [root - 1, firstOperand(of: root)]
      } else if symbol == "not" {
        pending.append(root - 1)
      } else if ["<", "<=", ">", ">=", "==", "!="].contains(symbol) {
        found.append(
          Comparison(
            symbol: symbol, left: nodes[firstOperand(of: root)].range, right: nodes[root - 1].range))
      }
    }
    return found
  }

  /// Where the first of an operation's two operands ends; the second one ends just before the operation.
  private func firstOperand(of root: Int) -> Int {
    var position = root - 1
    var missing = 1
    while missing > 0, position >= 0 {
      missing += operandCount(of: nodes[position]) - 1
      position -= 1
    }
    return position
  }
}
