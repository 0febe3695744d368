/// One array operation's turn in backprop: what it is made of, as formulas, and what it hands to its operands.
///
/// Adjoints may be *smaller* than the value that they belong to: a number, a vector or a column that stands for what is the
/// same in every place, row or column. So the gradient of a sum is no array of ones.
struct ArrayBackprop {
  let graph: Graph
  let operands: [DerivedExpression]
  let shapes: [Shape]

  /// The node itself, and the shape of its value.
  let result: DerivedExpression
  let shape: Shape

  /// The adjoint as it has come, smaller perhaps than the value.
  let adjoint: DerivedExpression

  /// What was handed to which operands.
  private(set) var contributions: [(position: Int, adjoint: DerivedExpression)] = []

  init(
    graph: Graph, operands: [DerivedExpression], result: DerivedExpression, shape: Shape,
    adjoint: DerivedExpression
  ) {
    self.graph = graph
    self.operands = operands
    shapes = operands.map { graph.shape(of: $0) }
    (self.result, self.shape, self.adjoint) = (result, shape, adjoint)
  }

  var adjointShape: Shape { graph.shape(of: adjoint) }

  /// The adjoint in the shape of the value.
  var fullAdjoint: DerivedExpression { graph.spread(adjoint, to: shape) }

  /// Hands an operand its share, which may be smaller than the operand.
  mutating func pass(_ share: DerivedExpression, to position: Int) { contributions.append((position, share)) }

  /// Hands on the share of an operand that was repeated to meet the value's shape: the sum over what was repeated.
  mutating func passMet(_ share: DerivedExpression, to position: Int) {
    pass(graph.summed(share, from: shape, to: shapes[position]), to: position)
  }

  // MARK: Formulas

  func apply(_ operation: ArrayOperation, _ operands: DerivedExpression...) -> DerivedExpression {
    graph.derived(operation, operands)
  }

  /// The product, in which a zero wins.
  func product(_ a: DerivedExpression, _ b: DerivedExpression) -> DerivedExpression {
    withoutNumbers(a, b) { apply(.product(MatrixProduct(isStrong: true)), $0, $1) }
  }

  func outer(_ a: DerivedExpression, _ b: DerivedExpression) -> DerivedExpression {
    withoutNumbers(a, b) { apply(.outer(OuterProduct()), $0, $1) }
  }

  /// A product of two operands, in front of which the numbers stand that they are multiplied by: `2*(X.T @ r)` takes less work
  /// than `X.T @ (2*r)`, and reads better.
  private func withoutNumbers(
    _ a: DerivedExpression, _ b: DerivedExpression,
    _ product: (DerivedExpression, DerivedExpression) -> DerivedExpression
  ) -> DerivedExpression {
    let (left, right) = (factored(a), factored(b))
    if left == nil, right == nil { return product(a, b) }
    let number = (left?.number ?? 1) * (right?.number ?? 1)
    return DerivedExpression(number) * product(left?.rest ?? a, right?.rest ?? b)
  }

  /// The number that a formula is multiplied by, also within a product element by element, and the rest.
  private func factored(
    _ x: DerivedExpression, depth: Int = 0
  ) -> (number: Double, rest: DerivedExpression)? {
    guard let id = x.node, depth < 8 else { return nil }
    if let product = x.product {
      let inner = factored(product.rest, depth: depth + 1)
      return (product.number * (inner?.number ?? 1), inner?.rest ?? product.rest)
    }
    guard graph.opcode(of: id) == .strongMultiply else { return nil }
    let operands = graph.operands(of: id).map { DerivedExpression($0, in: graph) }
    let (left, right) = (factored(operands[0], depth: depth + 1), factored(operands[1], depth: depth + 1))
    if left == nil, right == nil { return nil }
    return (
      (left?.number ?? 1) * (right?.number ?? 1), (left?.rest ?? operands[0]) ⊙ (right?.rest ?? operands[1])
    )
  }

  func transposed(_ matrix: DerivedExpression) -> DerivedExpression {
    if let node = matrix.node, case .transpose? = graph.arrayOperation(of: node),
      let operand = graph.node(at: node)?.operands.first
    {
      return DerivedExpression(Expression(graph: graph, id: operand))
    }
    return apply(.transpose(Transpose()), matrix)
  }

  func reshaped(_ x: DerivedExpression, to shape: Shape) -> DerivedExpression {
    if graph.shape(of: x) == shape { return x }
    let name = shape.rank == 2 && shape.columns == 1 ? "col" : shape.rank == 1 ? "flatten" : "reshape"
    return apply(.reshape(Reshape(to: shape, written: name)), x)
  }

  /// One adjoint for each line, so that it meets the elements of its line.
  func lineAdjoint(_ adjoint: DerivedExpression, each axis: Axis?) -> DerivedExpression {
    let shape = graph.shape(of: adjoint)
    return axis == .row && shape.rank == 1 ? reshaped(adjoint, to: .matrix(shape.columns, 1)) : adjoint
  }

  /// The elements of each line moved on by some places, with a number in those that become free.
  func shifted(
    _ x: DerivedExpression, by places: Int, each axis: Axis?, filling number: Double
  ) -> DerivedExpression {
    let shape = shapes[0]
    // A vector, or all of a matrix, is one line.
    if axis == nil, shape.rank == 2 {
      let line = Shape.vector(shape.count)
      let moved = shifted(reshaped(x, to: line), by: places, of: line, along: .row, filling: number)
      return reshaped(moved, to: shape)
    }
    return shifted(x, by: places, of: shape, along: axis ?? .row, filling: number)
  }

  private func shifted(
    _ x: DerivedExpression, by places: Int, of shape: Shape, along axis: Axis, filling number: Double
  ) -> DerivedExpression {
    let extent = axis == .row ? shape.columns : shape.rows
    let free = min(abs(places), extent)
    let freed: Shape =
      shape.rank == 1
      ? .vector(free) : axis == .row ? .matrix(shape.rows, free) : .matrix(free, shape.columns)
    let filled = DerivedExpression(graph.constant(ArrayValue(freed, repeating: number)), in: graph)
    let kept = extent - free
    if kept == 0 { return filled }
    let first = places > 0 ? 0 : extent - kept
    let slice = Section(
      rows: axis == .column ? first..<first + kept : 0..<shape.rows,
      columns: axis == .row ? first..<first + kept : 0..<shape.columns, of: shape)
    let rest = apply(.section(slice), x)
    let joined = Concatenation(each: shape.rank == 1 ? nil : axis)
    return places > 0
      ? apply(.concatenation(joined), filled, rest) : apply(.concatenation(joined), rest, filled)
  }

  /// Hands an operand what comes back from a formula that is the value in other terms, by the rules of these.
  mutating func pullBack(_ adjoint: DerivedExpression, from formula: DerivedExpression, to position: Int) {
    guard let node = formula.node, let operand = operands[position].node else { return }
    if let share = graph.pulledBack(adjoint, from: node, to: operand) { pass(share, to: position) }
  }
}

extension Graph {
  /// The shape of a formula's value.
  func shape(of expression: DerivedExpression) -> Shape {
    expression.identifier.map { shape(of: $0) } ?? .scalar
  }

  /// The node of an array operation on formulas.
  func derived(_ operation: ArrayOperation, _ operands: [DerivedExpression]) -> DerivedExpression {
    DerivedExpression(node(operation, operands.map { id(of: $0) }), in: self)
  }

  /// A formula, smaller perhaps than a shape, repeated to fill it.
  func spread(_ expression: DerivedExpression, to shape: Shape) -> DerivedExpression {
    self.shape(of: expression) == shape ? expression : derived(.spread(Spread(to: shape)), [expression])
  }

  /// The sum over what was repeated of an operand, of one shape, to meet another one, `full`.
  ///
  /// What is itself the same in every row or column is not added up but multiplied by how many there are.
  func summed(_ share: DerivedExpression, from full: Shape, to operand: Shape) -> DerivedExpression {
    let shape = shape(of: share)
    if operand == full { return share }
    if operand.isScalar {
      let factor = full.count / max(1, shape.count)
      let sum = shape.isScalar ? share : derived(.reduction(Reduction(.sum)), [share])
      return factor == 1 ? sum : DerivedExpression(Double(factor)) * sum
    }
    var share = share
    if operand.rows != full.rows {
      // One sum for each column; what is the same in all columns is a column itself.
      if shape.rows != full.rows {
        share = DerivedExpression(Double(full.rows)) * share
      } else if shape.columns == 1, full.columns != 1 {
        share = derived(.reduction(Reduction(.sum)), [share])
      } else {
        share = derived(.reduction(Reduction(.sum, each: .column)), [share])
      }
    }
    let rest = self.shape(of: share)
    if operand.columns != full.columns {
      if rest.columns != full.columns {
        share = DerivedExpression(Double(full.columns)) * share
      } else if rest.rank < 2 {
        share = derived(.reduction(Reduction(.sum)), [share])
      } else {
        share = derived(.reduction(Reduction(.sum, each: .row)), [share])
        if operand.rank == 2 {
          share = derived(.reshape(Reshape(to: .matrix(rest.rows, 1), written: "col")), [share])
        }
      }
    }
    // A vector beside a matrix of one row.
    let last = self.shape(of: share)
    return operand.rank == 1 && last.rank == 2 && last.count == operand.count
      ? derived(.reshape(Reshape(to: operand, written: "flatten")), [share]) : share
  }
}
