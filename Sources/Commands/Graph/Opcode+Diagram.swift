import AutoDiff
import Memory
import Pictures
import Sessions

extension Opcode {
  /// The primitive as drawings write it.
  var diagramOperation: Diagram.Operation {
    let symbol = primitive.symbol
    // What only derivatives are made of is drawn like the operator with its symbol.
    let notation =
      isTyped
      ? primitive.notation
      : BuiltIns.operation(written: symbol, operandCount: primitive.minimumCount)?.notation ?? .call
    if symbol.contains(where: \.isLetter) { return Diagram.Operation(symbol, .call) }
    return switch notation {
    case .infix(isTight: true): Diagram.Operation(symbol, .tightSymbol, commutes: isCommutative)
    case .postfix: Diagram.Operation(symbol, .postfix)
    case .infix, .prefix, .call, .member, .written:
      Diagram.Operation(symbol, .symbol, commutes: isCommutative)
    }
  }
}

extension ArrayNotation {
  /// The operation on arrays as drawings write it.
  var diagramOperation: Diagram.Operation {
    switch self {
    case .call(let name, _, let axis):
      .function(axis.map { "\(name) each \($0)" } ?? name)
    case .symbol(".T"): Diagram.Operation(".T", .postfix)
    case .symbol(let symbol): Diagram.Operation(symbol, .symbol)
    case .brackets: .function("stack")
    case .window, .index: .function("part")
    case .loop(let isSum): .function(isSum ? "sum for each" : "for each")
    }
  }
}
