/// A small program, carried out once for each element of one or more vectors, or for each row of matrices: a list of what comes
/// out, or its sum.
///
/// In formulas it is `[i^2 for i in v]` and `sum(i^2, i=v)`. However many elements there are, it is one node and one loop, and so
/// are its derivatives.
package struct Loop: ArrayPrimitive {
  let program: LoopProgram

  /// How many times it is carried out.
  package let count: Int

  /// For each operand, which are the program's parameters, whether it is gone through; others are given as they are.
  package let isEach: [Bool]

  /// What an element is called, and the operand that this is one of; without one the name is the number of the element.
  package let name: String
  package let variable: Int?

  let ending: Ending

  /// Programs that have been compiled for this loop, which are not in use.
  private let compiled = CompiledLoops()

  /// What becomes of what comes out.
  enum Ending: Hashable {
    /// Numbers are put side by side, vectors one below the other.
    case list
    case sum
  }

  init(
    _ program: LoopProgram, count: Int, isEach: [Bool], name: String, variable: Int?, ending: Ending
  ) {
    (self.program, self.count, self.isEach) = (program, count, isEach)
    (self.name, self.variable, self.ending) = (name, variable, ending)
  }

  var notation: ArrayNotation { .loop(isSum: isSum) }
  let hands = "a loop hands on what backprop through its formula gives, for each element, or added up"

  /// How many numbers it computes.
  var elementCount: Int {
    let (product, overflow) = count.multipliedReportingOverflow(by: program.elementCount)
    return overflow ? .max : product
  }

  func shape(of operands: [Shape]) -> Shape? {
    guard operands.count == isEach.count else { return nil }
    for (position, operand) in operands.enumerated() {
      let given = isEach[position] ? operand.element(ofSo: count) : operand
      if given != program.parameters[position] { return nil }
    }
    return ending == .sum ? program.shape : program.shape.list(of: count)
  }

  func elements<S: Number>(_ operands: [ArrayElements<S>], _ shape: Shape) -> [S] {
    let results = (0..<count).map { index in
      program.elements(
        at: operands.enumerated().map { position, operand in
          let size = program.parameters[position].count
          return isEach[position]
            ? Array(operand.elements[index * size..<(index + 1) * size]) : operand.elements
        })
    }
    if ending == .list { return results.flatMap(\.self) }
    return (0..<shape.count).map { place in
      results.count == 1 ? results[0][place] : S.sum(results.map { $0[place] })
    }
  }

  func compute(_ operands: [ArrayOperand], _ shape: Shape, into result: UnsafeMutablePointer<Double>) {
    let code = compiled.take() ?? CompiledLoop(self)
    code.compute(operands, into: result)
    compiled.giveBack(code)
  }

  /// Backprop through the program, as programs of their own: for what is gone through one that gives a list, for the rest one
  /// that adds up.
  func passAdjoint(_ backprop: inout ArrayBackprop) {
    let graph = Graph()
    let inputs = program.parameters.map { graph.addLeaf(of: $0) }
    let root = program.build(in: graph, at: inputs)
    var draft = LoopDraft(graph: graph, count: count, name: name, variable: variable.map { inputs[$0] })
    for (position, input) in inputs.enumerated() {
      draft.parameters[input] = LoopDraft.Parameter(
        operand: backprop.graph.id(of: backprop.operands[position]), isEach: isEach[position])
    }
    // An adjoint that is one number stands in front of what comes out.
    var (seed, factor) = (DerivedExpression(1), backprop.adjoint)
    if !backprop.adjointShape.isScalar {
      factor = 1
      let isList = ending == .list
      let adjoint = isList ? backprop.fullAdjoint : backprop.adjoint
      let given = isList ? program.shape : backprop.adjointShape
      let leaf = graph.addLeaf(of: given)
      seed = DerivedExpression(leaf, in: graph)
      draft.parameters[leaf] = LoopDraft.Parameter(operand: backprop.graph.id(of: adjoint), isEach: isList)
    }
    for (input, adjoint) in graph.adjoints(of: root, seed: seed, by: inputs) {
      guard let position = inputs.firstIndex(of: input) else { continue }
      draft.ending = isEach[position] ? .list : .sum
      draft.root = graph.id(
        of: isEach[position] ? graph.spread(adjoint, to: program.parameters[position]) : adjoint)
      let share = DerivedExpression(backprop.graph.node(draft), in: backprop.graph)
      backprop.pass(factor ⊙ share, to: position)
    }
  }

  // MARK: Equality

  package static func == (a: Loop, b: Loop) -> Bool {
    a.count == b.count && a.name == b.name && a.variable == b.variable && a.ending == b.ending
      && a.isEach == b.isEach && a.program == b.program
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(isEach)
    hasher.combine(ending)
    hasher.combine(program)
  }
}

extension Loop {
  /// Whether what comes out is added up.
  package var isSum: Bool { ending == .sum }

  /// Whether all that is computed for an element are operations of numbers on numbers.
  package var isOfNumbers: Bool { program.isOfNumbers }

  /// A graph of what is computed for an element, in which the operands are inputs of these names.
  package func body(calling names: [String]) -> (graph: Graph, root: NodeID) {
    let graph = Graph()
    let leaves = zip(program.parameters, names).map { shape, name in
      let leaf = graph.addLeaf(of: shape)
      graph.setLabel(name, of: leaf)
      return leaf
    }
    return (graph, program.build(in: graph, at: leaves))
  }
}

extension ArrayOperation {
  /// The loop, if it is one.
  package var loop: Loop? { if case .loop(let loop) = self { loop } else { nil } }
}

extension Shape {
  /// The shape of an element where so many are gone through: of a vector's numbers, of a matrix' rows.
  func element(ofSo count: Int) -> Shape? {
    switch rank {
    case 1: columns == count ? .scalar : nil
    case 2: rows == count ? .vector(columns) : nil
    default: nil
    }
  }

  /// The shape of so many of this shape in a list; nil of matrices.
  package func list(of count: Int) -> Shape? {
    switch rank {
    case 0: .vector(count)
    case 1: .matrix(count, columns)
    default: nil
    }
  }
}

extension Graph {
  /// The node or constant that a formula over this graph is.
  func id(of expression: DerivedExpression) -> NodeID {
    expression.identifier ?? constant(expression.expression.constant)
  }
}
