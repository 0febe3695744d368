import AutoDiff

/// adrepl: a graph built through the public library, and its evaluator.
final class AdreplContender: Contender {
  let name = "adrepl"
  private let evaluator: Evaluator
  private let residuals: Evaluator
  private lazy var hessianStructure = evaluator.hessianStructure()
  private lazy var jacobianStructure = residuals.jacobianStructure()
  private let start: Double
  private let inputCount: Int
  private var product: [Double]
  private var matrix: [Double] = []
  private let direction: [Double]

  init(_ workload: Workload) throws {
    let graph = Graph()
    let target = workload.formula.build(from: graph)
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
    case .value, .gradient, .product, .sparseHessian: true
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
    }
  }

  func answer(_ work: Work) -> [Double] {
    setFirstInput(to: start, for: work)
    perform(work)
    return switch work {
    case .value: [evaluator.value]
    case .gradient: [evaluator.value] + (0..<inputCount).map { evaluator.derivative($0) }
    case .product: product
    case .hessian, .sparseHessian, .sparseJacobian: matrix
    }
  }
}
