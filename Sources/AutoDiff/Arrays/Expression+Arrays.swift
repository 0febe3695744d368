import Memory

/// Formulas of vectors and matrices.
///
///     let graph = Graph()
///     let data = graph.input(ArrayValue(rows: [[1, 2], [3, 4], [5, 6]]), named: "data")
///     let w = graph.input(ArrayValue([0.1, 0.2]), named: "w")
///     let residuals = data • w - graph.input(ArrayValue([1, 2, 3]))
///     let loss = residuals • residuals
///     graph.value(of: loss)               // 2.75
///     graph.gradient(of: loss, by: [w])   // [-19.4, -24.8]
///
/// Arithmetic and all functions of numbers, `.tanh(X)`, go element by element. A number meets every element; a vector as long as
/// the rows of a matrix meets each of them; of two matrices each extent is equal, or 1 in one of them. Operands whose shapes do
/// not fit are a mistake of the program, and stop it where the operation is one of these; arithmetic on them gives NaN.
extension Expression {
  /// The extents of the value.
  public var shape: Shape { graph?.shape(of: id) ?? .scalar }

  /// The matrix product; of two vectors their dot product.
  ///
  /// - Complexity: Adds one node, or none if there is an equal one.
  public static func • (a: Expression, b: Expression) -> Expression {
    whole(.product(MatrixProduct()), [a, b])
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Expression { Self.whole(.transpose(Transpose()), [self]) }

  /// The sum of all elements, of each row or of each column.
  public func sum(each axis: Axis? = nil) -> Expression { reduced(.sum, axis) }

  /// The mean of all elements, of each row or of each column.
  public func mean(each axis: Axis? = nil) -> Expression { reduced(.mean, axis) }

  /// The product of all elements, of each row or of each column.
  public func product(each axis: Axis? = nil) -> Expression { reduced(.prod, axis) }

  /// The largest of all elements, of each row or of each column. The slope is shared by two sides where several are largest.
  public func maximum(each axis: Axis? = nil) -> Expression { reduced(.max, axis) }

  /// The smallest of all elements, of each row or of each column.
  public func minimum(each axis: Axis? = nil) -> Expression { reduced(.min, axis) }

  /// The Euclidean norm of all elements, of each row or of each column; its slope at 0 is 0.
  public func norm(each axis: Axis? = nil) -> Expression { reduced(.norm, axis) }

  /// log Σ eˣ over all elements, each row or each column, without overflow.
  public func logsumexp(each axis: Axis? = nil) -> Expression { reduced(.logsumexp, axis) }

  /// Exponentials over their sum, of a vector, or of each row or column of a matrix: shares that add to 1.
  public func softmax(each axis: Axis? = nil) -> Expression {
    Self.whole(.softmax(Softmax(each: axis)), [self])
  }

  /// The logarithm of ``softmax(each:)``, without loss.
  public func logSoftmax(each axis: Axis? = nil) -> Expression {
    Self.whole(.logSoftmax(LogSoftmax(each: axis)), [self])
  }

  /// −log of the share that softmax gives the right class, for each row of scores and its label, from 1 on.
  public func crossEntropy(labels: Expression) -> Expression {
    Self.whole(.crossEntropy(CrossEntropy()), [self, labels])
  }

  /// The vector as a matrix of one column: a number for each row.
  public var column: Expression {
    Self.whole(.reshape(Reshape(to: .matrix(shape.count, 1), written: "col")), [self])
  }

  /// The same elements, row by row, in another shape of as many.
  public func reshaped(to shape: Shape) -> Expression { Self.whole(.reshape(Reshape(to: shape)), [self]) }

  /// A row of a matrix, counted from 0.
  public func row(_ index: Int) -> Expression {
    Self.whole(
      .section(Section(rows: index..<index + 1, isRow: true, columns: 0..<shape.columns, of: shape)), [self])
  }

  /// An element of a vector, counted from 0.
  public subscript(index: Int) -> Expression {
    Self.whole(
      .section(Section(rows: 0..<1, columns: index..<index + 1, isColumn: true, of: shape)), [self])
  }

  /// An element of a matrix, counted from 0.
  public subscript(row: Int, column: Int) -> Expression {
    Self.whole(
      .section(
        Section(rows: row..<row + 1, isRow: true, columns: column..<column + 1, isColumn: true, of: shape)),
      [self])
  }

  /// The vector of these numbers, or the matrix of these rows.
  public static func stack(_ parts: [Expression]) -> Expression { whole(.stack(Stack()), parts) }

  private func reduced(_ kind: Reduction.Kind, _ axis: Axis?) -> Expression {
    Self.whole(.reduction(Reduction(kind, each: axis)), [self])
  }

  /// The node of an operation on whole arrays.
  private static func whole(_ operation: ArrayOperation, _ operands: [Expression]) -> Expression {
    precondition(
      operation.shape(of: operands.map(\.shape)) != nil,
      "\(operation.notation.name) does not take \(operands.map(\.shape))")
    guard let graph = operands.lazy.compactMap(\.graph).first else {
      // Numbers alone belong to no graph: they are computed in one of their own.
      let graph = Graph()
      let node = graph.node(operation, operands.map { graph.constant($0.constant) })
      return Expression(graph: graph, id: node)
    }
    return Expression(graph: graph, id: graph.node(operation, operands.map { graph.id(of: $0) }))
  }
}

/// The product of matrices and vectors.
infix operator • : MultiplicationPrecedence

extension Graph {
  /// A new leaf whose value is an array, shown under `name`.
  public func input(_ value: ArrayValue, named name: String? = nil) -> Expression {
    let id = addInput(value)
    if let name { labels[id] = name }
    return Expression(graph: self, id: id)
  }

  /// The sum of a formula over the numbers of a vector, or the rows of a matrix: one node and one loop, and so is its derivative.
  ///
  ///     let s = graph.sum(over: xs) { Expression.sin($0 * t) / $0 }
  ///
  /// The formula is built once, on a leaf that stands for an element. What `term` makes is taken back then: only the result is
  /// an expression of the graph.
  public func sum(over list: Expression, _ term: (Expression) -> Expression) -> Expression {
    loop(over: list, addingUp: true, term)
  }

  /// What a formula comes to for each number of a vector, or each row of a matrix: a vector of numbers, or a matrix whose rows are
  /// vectors. One node and one loop; see ``sum(over:_:)``.
  public func list(over list: Expression, _ element: (Expression) -> Expression) -> Expression {
    loop(over: list, addingUp: false, element)
  }

  private func loop(
    over list: Expression, addingUp: Bool, _ body: (Expression) -> Expression
  ) -> Expression {
    let shape = list.shape
    precondition(!shape.isScalar, "a number has no elements to go through")
    let list = id(of: list)
    let start = checkpoint
    let leaf = addLeaf(of: shape.rank == 2 ? .vector(shape.columns) : .scalar)
    let formula = id(of: body(Expression(graph: self, id: leaf)))
    precondition(addingUp || self.shape(of: formula).rank < 2, "matrices do not stand in a list")
    let draft = loopDraft(formula, over: leaf, in: list, named: "i", addingUp: addingUp, from: start)
    rollBack(to: start)
    return Expression(graph: self, id: node(draft))
  }

  /// The value of an expression of any shape, from the cache where it is fresh.
  public func array(of expression: Expression) -> ArrayValue {
    uninterrupted { (never) throws(Interruption) in try arrayValue(of: id(of: expression), never) }
  }

  /// Gives an input a new value of its shape. What depends on it becomes stale; nothing is computed.
  public func set(_ input: Expression, to value: ArrayValue) { setInput(id(of: input), to: value) }

  /// The derivatives of a number by inputs of any shape, each of the shape of its input; nil where it is not connected to one.
  ///
  /// The gradient is built as a piece of graph, computed and taken away again: a small multiple of evaluating the target, however
  /// many inputs there are.
  public func gradient(of target: Expression, by inputs: [Expression]) -> [ArrayValue?] {
    precondition(target.shape.isScalar, "a gradient is of one number")
    let derivatives = uninterrupted { (never) throws(Interruption) in
      try arrayGradient(of: id(of: target), by: inputs.map { id(of: $0) }, never)
    }
    return derivatives.map { $0?.array }
  }

  /// An evaluator of targets of any shape, with the derivatives of the first one, a number, by some inputs.
  public func arrayEvaluator(
    of targets: [Expression], differentiatingBy inputs: [Expression] = []
  ) -> ArrayEvaluator { ArrayEvaluator(targets, by: inputs, in: self) }
}
