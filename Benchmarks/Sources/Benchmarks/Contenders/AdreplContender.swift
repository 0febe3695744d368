import AutoDiff

/// adrepl: a graph built through the public library, and its evaluator.
final class AdreplContender: Contender {
  let name = "adrepl"
  private let evaluator: Evaluator
  private let start: Double
  private let inputCount: Int
  private var product: [Double]
  private var matrix: [Double] = []
  private let direction: [Double]

  init(_ workload: Workload) throws {
    let graph = Graph()
    let target = workload.formula.build(from: graph)
    evaluator = graph.evaluator(of: [target])
    start = workload.list.inputs[0]
    inputCount = workload.list.inputs.count
    product = [Double](repeating: 0, count: inputCount)
    direction = Workload.direction(count: inputCount)
    guard evaluator.inputs.count == inputCount else {
      throw BenchmarkError("adrepl sees \(evaluator.inputs.count) of \(inputCount) inputs")
    }
  }

  func supports(_ work: Work) -> Bool { work != .hessian || inputCount <= 1000 }

  func run(_ work: Work, repetitions: Int) -> Double {
    duration {
      for repetition in 0..<repetitions {
        evaluator.setInput(0, to: start + Double(repetition & 1) * inputChange)
        perform(work)
      }
    }
  }

  private func perform(_ work: Work) {
    switch work {
    case .value: evaluator.evaluate()
    case .gradient: evaluator.evaluateGradient()
    case .product: evaluator.hessianVectorProduct(direction, into: &product)
    case .hessian: evaluator.hessian(into: &matrix)
    }
  }

  func answer(_ work: Work) -> [Double] {
    if work == .hessian { matrix = [Double](repeating: 0, count: inputCount * inputCount) }
    evaluator.setInput(0, to: start)
    perform(work)
    return switch work {
    case .value: [evaluator.value]
    case .gradient: [evaluator.value] + (0..<inputCount).map { evaluator.derivative($0) }
    case .product: product
    case .hessian: matrix
    }
  }
}
