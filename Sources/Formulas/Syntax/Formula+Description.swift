extension Formula: CustomStringConvertible {
  /// The formula as text that parses to the same tree, with no more parentheses than that takes:
  /// `x*x + x*y + 2`, `-x^2`, `if(x > 0, a, b)`.
  ///
  /// A negative number, which only a formula that was not parsed can hold, becomes a sign and a number;
  /// infinity and NaN become the names `inf` and `nan`.
  ///
  /// - Complexity: O(*n*) in the number of nodes and the length of the names; no recursion.
  package var description: String {
    var printer = FormulaPrinter(self)
    return printer.print()
  }
}

/// Prints a formula from its root down, with a list of what is still to be printed in the place of recursion.
private struct FormulaPrinter {
  private let formula: Formula

  /// For each node where its first descendant stands.
  private let starts: [Int]
  private var text = ""

  /// What is still to be printed, the next piece last.
  private var agenda: [Piece] = []

  private enum Piece {
    case text(String)
    case node(Int)
  }

  init(_ formula: Formula) {
    self.formula = formula
    var roots: [Int] = []
    starts = formula.nodes.indices.map { index in
      // No slice of the operands is kept: removing them would copy the rest.
      let count = min(formula.operandCount(of: formula.nodes[index]), roots.count)
      let start = count > 0 ? roots[roots.count - count] : index
      roots.removeLast(count)
      roots.append(start)
      return start
    }
  }

  mutating func print() -> String {
    if !formula.nodes.isEmpty { agenda.append(.node(formula.nodes.count - 1)) }
    while let piece = agenda.popLast() {
      switch piece {
      case .text(let piece): text += piece
      case .node(let index): printNode(index)
      }
    }
    return text
  }

  private mutating func printNode(_ index: Int) {
    switch formula.nodes[index].kind {
    case .number(let value): text += numberText(value)
    case .name(let name): text += formula[name]
    case .node(let number): text += "%\(number)"
    case .operation(let id): printOperation(id.row, index)
    case .call(let name, _): printCall(formula[name], index)
    case .prime(let name, let order):
      printCall(formula[name] + String(repeating: "'", count: max(0, Int(order))), index)
    }
  }

  private mutating func printOperation(_ row: Operator, _ index: Int) {
    let operands = operands(of: index)
    guard operands.count == 2, let right = operands.first, let left = operands.last else {
      return printOperation(row, onOne: operands.first)
    }
    push(right, inParentheses: needsParentheses(right, .right, of: row))
    agenda.append(.text(row.precedence <= .sum ? " \(row.symbol) " : row.symbol))
    push(left, inParentheses: needsParentheses(left, .left, of: row))
  }

  private mutating func printOperation(_ row: Operator, onOne operand: Int?) {
    let isPostfix = row.fixity == .postfix
    if isPostfix {
      agenda.append(.text(row.symbol))
    } else {
      text += row.isWord ? row.symbol + " " : row.symbol
    }
    if let operand {
      push(operand, inParentheses: needsParentheses(operand, isPostfix ? .left : .right, of: row))
    }
  }

  private mutating func printCall(_ name: String, _ index: Int) {
    text += name + "("
    agenda.append(.text(")"))
    for (position, operand) in operands(of: index).enumerated() {
      if position > 0 { agenda.append(.text(", ")) }
      agenda.append(.node(operand))
    }
  }

  /// The operands of a node, the last one first: each ends where the next one begins.
  private func operands(of index: Int) -> [Int] {
    var operands: [Int] = []
    var operand = index - 1
    while operand >= starts[index] {
      operands.append(operand)
      operand = starts[operand] - 1
    }
    return operands
  }

  private mutating func push(_ index: Int, inParentheses: Bool) {
    guard inParentheses else { return agenda.append(.node(index)) }
    agenda.append(.text(")"))
    agenda.append(.node(index))
    agenda.append(.text("("))
  }
}

// MARK: Parentheses

extension FormulaPrinter {
  private enum Side { case left, right }

  /// Whether an operand of an operation would be read as something else without parentheses.
  private func needsParentheses(_ index: Int, _ side: Side, of parent: Operator) -> Bool {
    let fixity: Operator.Fixity
    let precedence: Precedence
    switch formula.nodes[index].kind {
    case .operation(let id): (fixity, precedence) = (id.row.fixity, id.row.precedence)
    case .number(let value) where isNegative(value): (fixity, precedence) = (.prefix, .sign)
    default: return false
    }
    if precedence != parent.precedence {
      let isReadAnyway = fixity == .prefix && side == .right && parent.takesOnItsRight(prefix: precedence)
      return precedence < parent.precedence && !isReadAnyway
    }
    switch parent.associativity {
    case .left: return side == .right
    case .right: return side == .left
    case .none: return true
    }
  }

  private func isNegative(_ value: Double) -> Bool { value.sign == .minus && !value.isNaN }

  /// The shortest digits that give the number back.
  private func numberText(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Operator {
  /// Whether a looser prefix operator needs no parentheses behind this one, as the sign in `2^-x`: whatever
  /// follows would end the operand of either.
  fileprivate func takesOnItsRight(prefix: Precedence) -> Bool {
    fixity == .infix && associativity == .right
      && !Operator.table.contains {
        $0.fixity == .infix && $0.precedence > prefix && $0.precedence < precedence
      }
  }
}
