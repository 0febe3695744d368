import AutoDiff

// What value and gradient of formulas of arrays take, in turns with a peer that is started as a process and told by a line which
// formula to run: `Peers/arrays.py`. Printed are medians of rounds in which all took part, and the ratios of the medians.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A formula with the inputs that it is differentiated by.
struct Workload {
  let name: String
  let evaluator: ArrayEvaluator

  /// How often it is evaluated in a round.
  let repetitions: Int
}

/// The same numbers as in `Peers/arrays.py`: a fraction that looks random.
func numbers(_ shape: Shape, _ seed: Double, _ scale: Double = 1) -> ArrayValue {
  var elements: [Double] = []
  elements.reserveCapacity(shape.count)
  for position in 0..<shape.count {
    let product = (Double(position) + seed) * 0.6180339887498949
    elements.append((product - product.rounded(.down) - 0.5) * 2 * scale)
  }
  return ArrayValue(shape, elements)
}

func perceptron() -> Workload {
  let graph = Graph()
  let x = graph.input(numbers(.matrix(256, 784), 1))
  let labels = ArrayValue((0..<256).map { Double($0 % 10 + 1) })
  let w = graph.input(numbers(.matrix(784, 128), 2, 0.05)), b = graph.input(numbers(.vector(128), 3, 0.1))
  let v = graph.input(numbers(.matrix(128, 10), 4, 0.1)), c = graph.input(numbers(.vector(10), 5, 0.1))
  let scores = .tanh(x • w + b) • v + c
  let loss = scores.crossEntropy(labels: graph.input(labels)).mean()
  return Workload(
    name: "MLP 784-128-10, batch 256",
    evaluator: graph.arrayEvaluator(of: [loss], differentiatingBy: [w, b, v, c]), repetitions: 10)
}

func logistic() -> Workload {
  let graph = Graph()
  let x = graph.input(numbers(.matrix(10_000, 100), 1)), y = graph.input(numbers(.vector(10_000), 2))
  let w = graph.input(numbers(.vector(100), 3))
  let loss = Expression.softplus(y * (x • w)).mean()
  return Workload(
    name: "logistic 10,000 × 100", evaluator: graph.arrayEvaluator(of: [loss], differentiatingBy: [w]),
    repetitions: 50)
}

func elementwise() -> Workload {
  let graph = Graph()
  let x = graph.input(numbers(.vector(1_000_000), 1)), y = graph.input(numbers(.vector(1_000_000), 2))
  let a = .exp(x) * y + .tanh(y)
  let loss = (Expression.sqrt(a * a + 1) - .exp(-x * y)).mean()
  return Workload(
    name: "ten operations on a million",
    evaluator: graph.arrayEvaluator(of: [loss], differentiatingBy: [x, y]), repetitions: 5)
}

/// ADBench's Gaussian mixture: 1,000 points in ten dimensions, 25 components, whose factors of the inverse covariance have
/// exponentials on the diagonal.
func mixture() -> Workload {
  let graph = Graph()
  let (n, d, count) = (1000, 10, 25)
  let x = graph.input(numbers(.matrix(n, d), 1))
  let below = graph.input(ArrayValue(.matrix(d, d), (0..<d * d).map { $0 % d < $0 / d ? 1.0 : 0 }))
  let weights = graph.input(numbers(.vector(count), 2))
  var parameters = [weights]
  var terms: [Expression] = []
  var (lengths, squares) = ([Expression](), [Expression]())
  for k in 0..<count {
    let seed = Double(3 + 3 * k)
    let mean = graph.input(numbers(.vector(d), seed)), logs = graph.input(numbers(.vector(d), seed + 1))
    let factor = graph.input(numbers(.matrix(d, d), seed + 2))
    parameters += [mean, logs, factor]
    let centred = x - mean, lower = factor * below
    let turned: Expression = centred • lower.transposed
    let scaled: Expression = centred * Expression.exp(logs) + turned
    let distances: Expression = (scaled * scaled).sum(each: .row)
    terms.append(weights[k] + logs.sum() - 0.5 * distances)
    lengths.append(logs.sum())
    let doubled: Expression = 2 * logs
    squares.append(Expression.exp(doubled).sum() + (lower * lower).sum())
  }
  let all: Expression = Expression.stack(terms).logsumexp(each: .column).sum()
  let fit: Expression = all - Expression(Double(n)) * weights.logsumexp()
  let prior: Expression = Expression(0.5) * Expression.stack(squares).sum() - Expression.stack(lengths).sum()
  return Workload(
    name: "Gaussian mixture, n = 1,000, d = 10, K = 25",
    evaluator: graph.arrayEvaluator(of: [fit - prior], differentiatingBy: parameters), repetitions: 5)
}

func leastSquares() -> Workload {
  let graph = Graph()
  let x = graph.input(numbers(.matrix(1_000_000, 10), 1)), y = graph.input(numbers(.vector(1_000_000), 2))
  let w = graph.input(numbers(.vector(10), 3))
  let r = x • w - y
  return Workload(
    name: "least squares 1,000,000 × 10",
    evaluator: graph.arrayEvaluator(of: [(r * r).mean()], differentiatingBy: [w]), repetitions: 3)
}

func small() -> Workload {
  let graph = Graph()
  let a = graph.input(numbers(.matrix(4, 4), 1)), x = graph.input(numbers(.vector(4), 2))
  var y = x
  for _ in 0..<10 { y = .tanh(a • y) }
  return Workload(
    name: "ten times tanh(A @ y), 4 × 4",
    evaluator: graph.arrayEvaluator(of: [y.sum()], differentiatingBy: [a]),
    repetitions: 1000)
}

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Milliseconds for one evaluation.
func time(_ workload: Workload) -> Double {
  let start = seconds()
  for _ in 0..<workload.repetitions { workload.evaluator.evaluate() }
  return (seconds() - start) / Double(workload.repetitions) * 1000
}

@main struct Main {
  static func main() {
    // A line with a number and how many threads there are is answered by milliseconds and the value, for whoever takes turns with it.
    Threads.limit = 2
    let workloads = [perceptron(), logistic(), elementwise(), mixture(), leastSquares(), small()]
    for workload in workloads { workload.evaluator.evaluate() }
    while let line = readLine() {
      let words = line.split(separator: " ").compactMap { Int($0) }
      guard words.count == 2, case let number = words[0], workloads.indices.contains(number) else { break }
      Threads.limit = words[1]
      let milliseconds = time(workloads[number])
      print(
        milliseconds, workloads[number].evaluator.value(ofTarget: 0)[0], workloads[number].name,
        separator: "\t")
      fflush(nil)
    }
  }
}
