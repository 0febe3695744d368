extension Diagram.Vertex {
  /// What it computes from its operands, called by their titles: `x*%2`, `-x`, `sin(x)`, `a + b + … + z`.
  ///
  /// Of more than four operands the first two and the last are told.
  ///
  /// - Parameters:
  ///   - operandTitles: The titles of the operands, in order.
  ///   - ellipsis: What stands for the operands that are not told.
  ///   - product: What stands between factors.
  /// - Returns: An empty string for leaves.
  /// - Complexity: O(1): only the operands that are told are looked at.
  func formula(
    operandTitles: some RandomAccessCollection<String>, ellipsis: String, product: String = "*"
  ) -> String {
    guard case .operation(let operation) = kind else { return "" }
    var terms = Array(operandTitles.prefix(operandTitles.count > 4 ? 2 : 4))
    if operandTitles.count > 4 { terms += [ellipsis] + operandTitles.suffix(1) }
    if operation.notation == .call { return "\(operation.name)(\(terms.joined(separator: ", ")))" }
    // Without the brackets, (-3)^2 would read as -(3^2).
    terms = terms.map { $0.hasPrefix("-") ? "(\($0))" : $0 }
    if terms.count < 2 {
      return operation.notation == .postfix
        ? terms.joined() + operation.name : operation.name + terms.joined()
    }
    let name = operation.name == "*" ? product : operation.name
    return terms.joined(separator: operation.notation == .tightSymbol ? name : " \(name) ")
  }

  /// The same for a place of so many columns: operands that are too long are cut, and of very many their number is told,
  /// `sum of 12`.
  func formula(
    operandTitles: some RandomAccessCollection<String>, fitting columns: Int, product: String,
    _ characters: Characters
  ) -> String {
    if operandTitles.count > 4, case .operation(let operation) = kind {
      return "\(operation.summary) of \(operandTitles.count)"
    }
    var titles = Array(operandTitles)
    while true {
      let formula = formula(operandTitles: titles, ellipsis: characters.ellipsis, product: product)
      let surplus = displayWidth(formula) - columns
      let widths = titles.map { displayWidth($0) }
      guard surplus > 0, let widest = widths.max(), widest > Self.fewestColumns,
        let index = widths.firstIndex(of: widest)
      else { return formula }
      let room = max(Self.fewestColumns, widest - surplus)
      titles[index] = StyledText(verbatim: titles[index]).elidingMiddle(toWidth: room, characters).plain
    }
  }

  /// How much of an operand is left at least.
  private static let fewestColumns = 5
}
