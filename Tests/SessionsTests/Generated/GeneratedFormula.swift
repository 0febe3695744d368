import AutoDiff
import Sessions

/// A formula as a tree, and a point for the inputs that it may read.
struct GeneratedFormula: Equatable {
  var tree: FormulaTree
  var point: [Double]

  /// The names of the inputs.
  static let names = ["x", "y", "z"]

  /// The statements that build it, ready to be pasted into adrepl.
  var statements: [String] { inputs.map { "\($0) = \($1)" } + ["f = \(tree.text)"] }

  /// The inputs with their values.
  var inputs: [(name: String, value: Double)] { Array(zip(Self.names, point)) }

  /// One step towards a smaller one: the tree with an operation less, or the point with a simpler number.
  var smaller: [GeneratedFormula] {
    let trees = tree.smaller.map { GeneratedFormula(tree: $0, point: point) }
    let points = point.indices.flatMap { position in
      [0.0, 1, 2, 0.5].prefix { $0 != point[position] }.map { simple in
        var changed = self
        changed.point[position] = simple
        return changed
      }
    }
    return trees + points
  }

  /// The smallest one that can be reached while `fails` says yes.
  func shrunk(while fails: (GeneratedFormula) throws -> Bool) rethrows -> GeneratedFormula {
    var current = self
    while let next = try current.smaller.first(where: { try fails($0) }) { current = next }
    return current
  }
}

/// The formula itself: numbers and names, and operations on them.
indirect enum FormulaTree: Equatable {
  case leaf(String)
  case operation(Opcode, [FormulaTree])

  /// The formula as it is typed, with all parentheses.
  var text: String {
    guard case .operation(let opcode, let operands) = self else {
      if case .leaf(let text) = self { return text }
      return ""
    }
    let texts = operands.map(\.text)
    let name = opcode == .factorial ? "factorial" : opcode.primitive.name
    if opcode.isCalled { return "\(name)(\(texts.joined(separator: ", ")))" }
    return texts.count == 1 ? "(\(name) \(texts[0]))" : "(\(texts.joined(separator: " \(name) ")))"
  }

  /// Trees with fewer operations: an operand for the whole, a leaf for it, or one operand made smaller.
  var smaller: [FormulaTree] {
    guard case .operation(let opcode, let operands) = self else { return [] }
    let leaves = ["x", "y", "1", "0"].map(FormulaTree.leaf)
    let inside = operands.indices.flatMap { position in
      operands[position].smaller.map { part in
        var changed = operands
        changed[position] = part
        return FormulaTree.operation(opcode, changed)
      }
    }
    return leaves + operands + inside
  }
}

extension Opcode {
  /// Every operation that can be typed, or stands in a saved session under a name of its own; members of families come with
  /// the names of the functions that they are members of.
  static let typed = allCases.filter {
    ![.input, .strongMultiply, .strongDivide, .guarded].contains($0) && $0.primitive.notation != .member
  }

  /// Whether formulas call it by name.
  var isCalled: Bool {
    primitive.isFunction || primitive.notation == .member || primitive.writing != nil || self == .factorial
  }

  /// Whether a place is the order of a family of derivatives, which is a whole number that nobody differentiates by.
  func isOrder(_ position: Int) -> Bool {
    let samples = primitive.samples
    return position < samples.count && samples[position].lowerBound == samples[position].upperBound
  }
}
