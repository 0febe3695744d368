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
    case .array(let rows, let columns): printArray(rows: Int(rows), columns: Int(columns), index)
    case .subscript: printSubscript(index)
    case .slice(let hasStart, let hasEnd): printSlice(hasStart, hasEnd, index)
    case .axis(let axis): text += "\(Formula.Axis.keyword)=\(axis.word)"
    case .binding(let name):
      text += formula[name] + "="
      agenda += operands(of: index).map(Piece.node)
    case .loop(let name):
      text += formula[name] + " in "
      agenda += operands(of: index).map(Piece.node)
    case .comprehension: printComprehension(index)
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
    agenda.append(.text(row.isSpaced ? " \(row.symbol) " : row.symbol))
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

  /// Prints `[a, b; c, d]`.
  private mutating func printArray(rows: Int, columns: Int, _ index: Int) {
    text += "["
    agenda.append(.text("]"))
    let elements = operands(of: index)
    for (position, element) in elements.enumerated() {
      if position > 0 {
        let isRowEnd = rows > 0 && columns > 0 && position % columns == 0
        agenda.append(.text(isRowEnd ? "; " : ", "))
      }
      agenda.append(.node(element))
    }
  }

  /// Prints `a[i, j]`.
  private mutating func printSubscript(_ index: Int) {
    let operands = operands(of: index)
    agenda.append(.text("]"))
    for (position, operand) in operands.dropLast().enumerated() {
      if position > 0 { agenda.append(.text(", ")) }
      push(operand, inParentheses: isRange(operand))
    }
    agenda.append(.text("["))
    if let base = operands.last { push(base, inParentheses: needsParentheses(beforeSubscript: base)) }
  }

  /// Prints `a..b`, `a..`, `..b` or `..`.
  private mutating func printSlice(_ hasStart: Bool, _ hasEnd: Bool, _ index: Int) {
    let ends = operands(of: index)
    let range = OperatorID.range.row
    if hasEnd, let end = ends.first { push(end, inParentheses: needsParentheses(end, .right, of: range)) }
    agenda.append(.text(range.symbol))
    if hasStart, let start = ends.last {
      push(start, inParentheses: needsParentheses(start, .left, of: range))
    }
  }

  /// Prints `[e for i in r, j in s]`.
  private mutating func printComprehension(_ index: Int) {
    text += "["
    agenda.append(.text("]"))
    let operands = operands(of: index)
    for (position, loop) in operands.dropFirst().enumerated() {
      if position > 0 { agenda.append(.text(", ")) }
      agenda.append(.node(loop))
    }
    if operands.count > 1 { agenda.append(.text(" for ")) }
    if let element = operands.first { agenda.append(.node(element)) }
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
    case .operation(let id): (fixity, precedence) = (id.fixity, id.precedence)
    case .number(let value):
      if parent.id == .transpose { return true }
      guard isNegative(value) else { return false }
      (fixity, precedence) = (.prefix, .sign)
    default: return false
    }
    if precedence != parent.precedence {
      return precedence < parent.precedence
        && !(side == .right && fixity == .prefix && isRead(sign: index, behind: parent))
    }
    if fixity == .postfix, case .operation(let id) = formula.nodes[index].kind, id != parent.id {
      return false
    }
    switch parent.associativity {
    case .left: return side == .right
    case .right: return side == .left
    case .none: return true
    }
  }

  /// Whether a looser prefix operator needs no parentheses behind `parent`, as the sign in `2^-x` and in `A @ -x`: it is
  /// a sign, and what it stands before is taken into its operand there, too.
  private func isRead(sign index: Int, behind parent: Operator) -> Bool {
    guard let precedence = parent.id.precedence(ofPrefix: .sign) else { return false }
    var operand = index
    while case .operation(let id) = formula.nodes[operand].kind {
      if id.fixity != .prefix { return id.precedence <= .sign || id.precedence > precedence }
      if id.precedence != .sign { return operand != index }
      operand -= 1
      if operand < 0 { return true }
    }
    return true
  }

  /// Whether a subscript is a range, which without parentheses would be a slice.
  private func isRange(_ index: Int) -> Bool {
    if case .operation(.range) = formula.nodes[index].kind { true } else { false }
  }

  /// Whether an operand needs parentheses before a subscript.
  private func needsParentheses(beforeSubscript index: Int) -> Bool {
    switch formula.nodes[index].kind {
    case .number: true
    case .operation(let id): id.precedence < .postfix
    default: false
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
  /// Whether it is printed with blanks around it.
  fileprivate var isSpaced: Bool {
    id != .range && (precedence <= .sum || precedence == .matrixProduct)
  }
}
