extension Diagram.Vertex {
  /// What it computes from its operands, called by their titles: `x*%2`, `-x`, `sin(x)`, `a + b + … + z`.
  ///
  /// Of more than four operands the first two and the last are told.
  ///
  /// - Parameters:
  ///   - operandTitles: The titles of the operands, in order.
  ///   - ellipsis: What stands for the operands that are not told.
  /// - Returns: An empty string for leaves.
  /// - Complexity: O(1): only the operands that are told are looked at.
  func formula(operandTitles: some RandomAccessCollection<String>, ellipsis: String) -> String {
    guard case .operation(let operation) = kind else { return "" }
    var terms = Array(operandTitles.prefix(operandTitles.count > 4 ? 2 : 4))
    if operandTitles.count > 4 { terms += [ellipsis] + operandTitles.suffix(1) }
    if operation.notation == .call { return "\(operation.name)(\(terms.joined(separator: ", ")))" }
    // Without the brackets, (-3)^2 would read as -(3^2).
    terms = terms.map { $0.hasPrefix("-") ? "(\($0))" : $0 }
    if terms.count < 2 { return operation.name + terms.joined() }
    return terms.joined(
      separator: operation.notation == .tightSymbol ? operation.name : " \(operation.name) ")
  }
}
