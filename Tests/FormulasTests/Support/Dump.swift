@testable import Formulas

extension Formula {
  /// The tree as an S-expression: `(+ 2 (* 3 x))`. Calls show their parentheses, `(f() x)`, and primes `(f'()
  /// x)`.
  var dump: String {
    var stack: [String] = []
    for node in nodes {
      let operands = stack.suffix(operandCount(of: node))
      stack.removeLast(operands.count)
      let head =
        switch node.kind {
        case .number(let value): value.description.hasSuffix(".0") ? "\(Int(value))" : "\(value)"
        case .name(let name): self[name]
        case .node(let number): "%\(number)"
        case .operation(let id): id.row.symbol
        case .call(let name, let count): Int(count) == operands.count ? "\(self[name])()" : "malformed"
        case .prime(let name, let order): self[name] + String(repeating: "'", count: Int(order)) + "()"
        case .array(let rows, let columns): rows == 0 ? "[\(columns)]" : "[\(rows)×\(columns)]"
        case .subscript: "at"
        case .slice(let hasStart, let hasEnd): (hasStart ? "from" : "") + ".." + (hasEnd ? "to" : "")
        case .axis(let axis): "each=\(axis.word)"
        case .binding(let name): "\(self[name])="
        case .loop(let name): "\(self[name]) in"
        case .comprehension(let loops): Int(loops) + 1 == operands.count ? "for" : "malformed"
        }
      let isLeaf = operands.isEmpty && !head.hasSuffix(")")
      stack.append(isLeaf ? head : "(" + ([head] + operands).joined(separator: " ") + ")")
    }
    return stack.count == 1 ? stack[0] : "malformed: \(stack)"
  }
}

extension Statement {
  /// The statement as an S-expression; a quiet one ends in `;`.
  func dump(in text: [UInt8]) -> String {
    let words =
      switch kind {
      case .assignment(let name, let formula): "(= \(name.text) \(formula.dump))"
      case .update(let names, let formulas):
        "(:= \(names.map(\.text).joined(separator: " ")) | \(formulas.map(\.dump).joined(separator: " ")))"
      case .part(let part, let value): "(part \(part.dump) \(value.dump))"
      case .function(let name, let parameters, let body):
        "(\(name.text)(\(parameters.map(\.text).joined(separator: " "))) \(body.dump))"
      case .expression(let formula): formula.dump
      case .command(let name, let arguments):
        ":\(name.text) [\(text.string(in: arguments))]"
      }
    return words + (isQuiet ? ";" : "")
  }
}

/// The tree of a formula, or what is wrong with it.
func tree(_ text: String) -> String {
  let bytes = Array(text.utf8)
  do {
    return try StatementParser.parseFormula(bytes, in: SourceRange(0, bytes.count)).dump
  } catch {
    return "error: \(error.diagnostic.message)"
  }
}

/// What a line comes to: its statements and errors in order.
func statements(_ text: String) -> [String] {
  let bytes = Array(text.utf8)
  var parser = StatementParser(bytes)
  var result: [String] = []
  while true {
    do {
      guard let statement = try parser.next() else { return result }
      result.append(statement.dump(in: bytes))
    } catch {
      result.append("error: \(error.diagnostic.message)")
    }
  }
}

/// The first error in a line, as it is shown: the line, the place marked below, the message, what to write.
func report(_ text: String) -> String { report(Array(text.utf8)) }

/// The first error in a line of bytes.
func report(_ bytes: [UInt8]) -> String {
  var parser = StatementParser(bytes)
  do {
    while try parser.next() != nil {}
    return "no error"
  } catch {
    return report(error.diagnostic, in: SourceText(bytes, name: "-e"))
  }
}

/// A diagnostic as it is shown.
func report(_ diagnostic: Diagnostic, in text: SourceText) -> String {
  let place = text.location(of: diagnostic.range)
  let width = max(1, place.endColumn - place.column)
  var lines = [
    place.text,
    String(repeating: " ", count: place.column - 1) + "^" + String(repeating: "~", count: width - 1),
    "\(diagnostic.code): \(diagnostic.message)",
  ]
  if let suggestion = diagnostic.suggestion { lines.append("write: \(suggestion)") }
  return lines.joined(separator: "\n")
}
