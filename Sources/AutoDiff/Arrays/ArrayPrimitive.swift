/// An operation on whole arrays: what it means, how it is computed, and how backprop goes through it.
///
/// Everything that is known of an operation stands in one declaration. It says what it means once, as a loop over any
/// number (``elements(_:_:)``); ``compute(_:_:into:)`` is the same for doubles at speed, and must agree. The rule of
/// backprop is written over formulas, so that a gradient is a piece of graph, and its derivative another one.
///
/// Operations of numbers need no declaration here: applied to arrays they go element by element.
protocol ArrayPrimitive: Hashable, Sendable {
  /// How formulas write it.
  var notation: ArrayNotation { get }

  /// How backprop hands an adjoint down through it, in a clause.
  var hands: String { get }

  /// The result's shape; nil where operands of these shapes do not fit.
  func shape(of operands: [Shape]) -> Shape?

  /// The elements of the result, row by row: what the operation means.
  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S]

  /// Computes the result, whose shape is that of the operands, into memory that is neither read nor one of the operands.
  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>)

  /// Hands the adjoint of the result on to the operands.
  func passAdjoint(_ backprop: inout ArrayBackprop)
}

extension ArrayPrimitive {
  /// By the definition, element after element.
  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    computeByDefinition(operands, shape, into: result)
  }

  func computeByDefinition(
    _ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>
  ) {
    let elements = elements(operands.map { ArrayElements($0.shape, Array($0.elements)) }, shape)
    for (position, element) in elements.prefix(shape.count).enumerated() {
      (result + position).initialize(to: element)
    }
  }
}

/// The numbers of an operand, of any kind, row by row.
struct ArrayElements<Element> {
  let shape: Shape
  let elements: [Element]

  init(_ shape: Shape, _ elements: [Element]) { (self.shape, self.elements) = (shape, elements) }

  /// The element at a place.
  subscript(row: Int, column: Int) -> Element { elements[row * shape.columns + column] }
}

/// The doubles of an operand in memory, row by row.
struct ArrayOperand {
  let shape: Shape
  let start: UnsafePointer<Double>

  var elements: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: start, count: shape.count) }
}

/// How formulas write an operation on arrays.
package enum ArrayNotation: Hashable, Sendable {
  /// `sum(A, each=row)`, `reshape(v, 2, 3)`: a function of the operands, of numbers that belong to the operation, and of an axis.
  case call(String, numbers: [Int] = [], each: Axis? = nil)

  /// `A @ B`, `A.T`: an operator of the language by its symbol.
  case symbol(String)

  /// `[a, b, c]`, or with numbers in so many rows `[a, b; c, d]`.
  case brackets(rows: Int)

  /// `A[2..3, 1]`: the operand with subscripts.
  case window([Subscript])

  /// `v[k]`, `A[k]`, `A[.., k]`: the first operand with the second as a subscript, behind so many whole ones.
  case index(whole: Int)

  /// `[i^2 for i in v]`, `sum(i^2, i=v)`: the formula of a loop.
  case loop(isSum: Bool)

  /// A part of a subscript, counted from 1.
  package enum Subscript: Hashable, Sendable {
    case all
    case index(Int)
    case range(ClosedRange<Int>)
  }
}

/// What an array node does.
package enum ArrayOperation: Hashable, Sendable {
  case stack(Stack)
  case spread(Spread)
  case transpose(Transpose)
  case reshape(Reshape)
  case concatenation(Concatenation)
  case section(Section)
  case pad(Pad)
  case gather(Gather)
  case scatter(Scatter)
  case diagonal(Diagonal)
  case diagonalMatrix(DiagonalMatrix)
  case reduction(Reduction)
  case runningSum(RunningSum)
  case runningProduct(RunningProduct)
  case otherFactors(OtherFactors)
  case softmax(Softmax)
  case logSoftmax(LogSoftmax)
  case extremes(Extremes)
  case sorted(Sorted)
  case sortedAlong(SortedAlong)
  case product(MatrixProduct)
  case outer(OuterProduct)
  case crossEntropy(CrossEntropy)
  case crossEntropySlope(CrossEntropySlope)
  case loop(Loop)

  /// The declaration.
  var primitive: any ArrayPrimitive {
    switch self {
    case .stack(let primitive): primitive
    case .spread(let primitive): primitive
    case .transpose(let primitive): primitive
    case .reshape(let primitive): primitive
    case .concatenation(let primitive): primitive
    case .section(let primitive): primitive
    case .pad(let primitive): primitive
    case .gather(let primitive): primitive
    case .scatter(let primitive): primitive
    case .diagonal(let primitive): primitive
    case .diagonalMatrix(let primitive): primitive
    case .reduction(let primitive): primitive
    case .runningSum(let primitive): primitive
    case .runningProduct(let primitive): primitive
    case .otherFactors(let primitive): primitive
    case .softmax(let primitive): primitive
    case .logSoftmax(let primitive): primitive
    case .extremes(let primitive): primitive
    case .sorted(let primitive): primitive
    case .sortedAlong(let primitive): primitive
    case .product(let primitive): primitive
    case .outer(let primitive): primitive
    case .crossEntropy(let primitive): primitive
    case .crossEntropySlope(let primitive): primitive
    case .loop(let primitive): primitive
    }
  }

  /// How formulas write it.
  package var notation: ArrayNotation { primitive.notation }

  /// How backprop hands an adjoint down through it.
  package var hands: String { primitive.hands }

  /// The result's shape; nil where operands of these shapes do not fit.
  package func shape(of operands: [Shape]) -> Shape? { primitive.shape(of: operands) }
}

extension ArrayOperation {
  /// Whether the result is made of elements of the first operand, as they are.
  package var picksParts: Bool {
    switch self {
    case .section, .gather: true
    default: false
    }
  }
}

extension ArrayNotation {
  /// The notation of operations of the same kind, whatever numbers belong to them.
  var kind: ArrayNotation {
    switch self {
    case .call(let name, _, _): .call(name)
    case .symbol, .loop: self
    case .brackets: .brackets(rows: 0)
    case .window, .index: .window([])
    }
  }

  /// What the operation is called.
  package var name: String {
    switch self {
    case .call(let name, _, _): name
    case .symbol(let symbol): symbol
    case .brackets: "[ ]"
    case .window, .index: "[ ] of"
    case .loop(let isSum): isSum ? "sum" : "[ for ]"
    }
  }
}
