import AutoDiff
import Formulas

extension Formula {
  /// The array as it can be typed: its numbers in brackets, to the bit.
  init(array: ArrayValue) {
    if array.count > Self.longestList, let range = array.wholeRange {
      self.init(range: range)
      return
    }
    self.init()
    for element in array.elements { append(SessionScript.formula(of: element)) }
    let shape = array.shape
    if shape.count == 0 {
      // Brackets cannot say how many columns there are of no rows.
      if shape.rank == 2 {
        nodes = [.init(.number(Double(shape.rows))), .init(.number(Double(shape.columns)))]
        append(callOf: "zeros", argumentCount: 2)
      } else {
        nodes = [.init(.array(rows: 0, columns: 0))]
      }
    } else {
      nodes.append(
        .init(
          .array(
            rows: shape.rank == 2 ? Int32(clamping: shape.rows) : 0, columns: Int32(clamping: shape.columns)))
      )
    }
  }

  /// How many numbers that count up are written one by one; more are a range.
  private static let longestList = 9

  /// `a..b`
  init(range: ClosedRange<Int>) {
    self = SessionScript.formula(of: Double(range.lowerBound))
    append(SessionScript.formula(of: Double(range.upperBound)))
    if let row = Operator.table.first(where: { $0.symbol == ".." }) {
      nodes.append(.init(.operation(row.id)))
    }
  }

  /// Appends what makes an array operation of the operands that stand there.
  mutating func end(_ notation: ArrayNotation, operandCount: Int) {
    switch notation {
    case .call(let name, let numbers, let axis):
      for number in numbers { nodes.append(.init(.number(Double(number)))) }
      if let axis { nodes.append(.init(.axis(axis == .row ? .row : .column))) }
      append(callOf: name, argumentCount: operandCount + numbers.count + (axis == nil ? 0 : 1))
    case .symbol(let symbol):
      if let row = Operator.table.first(where: { $0.symbol == symbol && $0.operandCount == operandCount }) {
        nodes.append(.init(.operation(row.id)))
      }
    case .brackets(let rows):
      nodes.append(
        .init(.array(rows: Int32(clamping: rows), columns: Int32(clamping: operandCount / max(1, rows)))))
    case .window(let subscripts):
      for part in subscripts { append(part) }
      nodes.append(.init(.subscript(count: Int32(clamping: subscripts.count))))
    case .index(let whole):
      nodes.append(.init(.subscript(count: Int32(clamping: whole + 1))))
    // Written by `LoopWriting`.
    case .loop: break
    }
  }

  private mutating func append(_ part: ArrayNotation.Subscript) {
    switch part {
    case .all: nodes.append(.init(.slice(hasStart: false, hasEnd: false)))
    case .index(let index): nodes.append(.init(.number(Double(index))))
    case .range(let range):
      nodes.append(.init(.number(Double(range.lowerBound))))
      nodes.append(.init(.number(Double(range.upperBound))))
      nodes.append(.init(.slice(hasStart: true, hasEnd: true)))
    }
  }
}

extension SessionScript {
  /// A constant or the value of an input as it can be typed, whatever its shape.
  static func formula(ofLeaf id: NodeID, in graph: Graph) -> Formula {
    graph.shape(of: id).isScalar
      ? formula(of: graph.cachedValue(of: id)) : Formula(array: graph.cachedArray(of: id))
  }
}
