import AutoDiff

/// adrepl: a graph built through the public library, and its evaluator.
final class AdreplContender: Contender {
  let name = "adrepl"
  private let workload: Workload
  private let graph: Graph
  private let target: Expression
  private let evaluator: Evaluator
  private let residuals: Evaluator
  private lazy var hessianStructure = evaluator.hessianStructure()
  private lazy var jacobianStructure = residuals.jacobianStructure()
  private let start: Double
  private let inputCount: Int
  private var product: [Double]
  private var matrix: [Double] = []
  private var formulas: (graph: Graph, derivatives: [Expression])?
  private let direction: [Double]

  init(_ workload: Workload) throws {
    self.workload = workload
    graph = Graph()
    target = workload.formula.build(from: graph)
    evaluator = graph.evaluator(of: [target])
    residuals = graph.evaluator(of: workload.formula.buildResiduals(from: graph))
    start = workload.list.inputs[0]
    inputCount = workload.list.inputs.count
    product = [Double](repeating: 0, count: inputCount)
    direction = Workload.direction(count: inputCount)
    guard evaluator.inputs.count == inputCount else {
      throw BenchmarkError("adrepl sees \(evaluator.inputs.count) of \(inputCount) inputs")
    }
  }

  func supports(_ work: Work) -> Bool {
    switch work {
    case .hessian: inputCount <= 1000
    case .sparseJacobian: residuals.inputs.count == inputCount
    case .value, .gradient, .product, .sparseHessian, .taylor, .symbolic: true
    }
  }

  func run(_ work: Work, repetitions: Int) -> Double {
    duration {
      for repetition in 0..<repetitions {
        setFirstInput(to: start + Double(repetition & 1) * inputChange, for: work)
        perform(work)
      }
    }
  }

  private func setFirstInput(to value: Double, for work: Work) {
    (work == .sparseJacobian ? residuals : evaluator).setInput(0, to: value)
    if work == .taylor { graph[evaluator.inputs[0]] = value }
  }

  private func perform(_ work: Work) {
    switch work {
    case .value: evaluator.evaluate()
    case .gradient: evaluator.evaluateGradient()
    case .product: evaluator.hessianVectorProduct(direction, into: &product)
    case .hessian: evaluator.hessian(into: &matrix)
    case .sparseHessian:
      if let hessianStructure { evaluator.sparseHessian(hessianStructure, into: &matrix) }
    case .sparseJacobian:
      if let jacobianStructure { residuals.sparseJacobian(jacobianStructure, into: &matrix) }
    case .taylor:
      let polynomial = graph.taylorPolynomial(of: target, by: evaluator.inputs[0], order: taylorOrder)
      matrix = polynomial?.coefficients ?? []
    case .symbolic: formulas = differentiated()
    }
  }

  /// The derivatives of the formula, built in a graph of their own, by all inputs.
  private func differentiated() -> (graph: Graph, derivatives: [Expression]) {
    let source = FormulaSource()
    let target = workload.formula.build(from: source)
    return (source.graph, source.graph.symbolicDerivatives(of: target, by: source.inputs))
  }

  /// How many pairs of sweeps, up and down, a Hessian takes.
  var hessianSweepCount: Int { hessianStructure?.sweeps.count ?? 0 }

  /// How many nodes the gradient as formulas adds to those of the formula.
  var symbolicNodeCount: Int { differentiated().graph.count - graph.count }

  func answer(_ work: Work) -> [Double] {
    setFirstInput(to: start, for: work)
    perform(work)
    return switch work {
    case .value: [evaluator.value]
    case .gradient: [evaluator.value] + (0..<inputCount).map { evaluator.derivative($0) }
    case .product: product
    case .hessian, .sparseHessian, .sparseJacobian, .taylor: matrix
    case .symbolic:
      formulas.map { formulas in formulas.derivatives.map { formulas.graph.value(of: $0) } } ?? []
    }
  }
}

/// A graph that remembers its inputs.
private final class FormulaSource: InputSource {
  let graph = Graph()
  private(set) var inputs: [Expression] = []

  func makeInput(_ value: Double) -> Expression {
    inputs.append(graph.input(value))
    return inputs[inputs.count - 1]
  }
}
