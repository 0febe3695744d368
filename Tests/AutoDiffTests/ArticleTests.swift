import AutoDiff
import Testing

/// The examples in the articles of the library's documentation compile without a warning, and print what their comments
/// say.
@Suite struct ArticleTests {
  @Test func `the first page has the README's example`() throws {
    #expect(
      try DocumentedExample(in: "Sources/AutoDiff/AutoDiff.docc/AutoDiff.md").lines
        == DocumentedExample(in: "README.md").lines)
  }

  @Test func `a graph's nodes are shared and its values kept`() throws {
    var printed = ""
    // The lines are those of TheGraph.md.
    let graph = Graph()
    let x = graph.input(2, named: "x")
    let sum = x * x + x * x
    print(graph.count, to: &printed)
    print(graph.value(of: sum), to: &printed)
    graph[x] = 5
    print(graph.value(of: sum), to: &printed)
    // That is all.
    try check("TheGraph", printed)
  }

  @Test func `both sweeps give the same`() throws {
    var printed = ""
    // The lines are those of Sweeps.md.
    let graph = Graph()
    let x = graph.input(2), y = graph.input(3)
    let z = x * .sin(y) + .exp(x * y)
    let gradient = graph.gradient(of: z)
    let slope = graph.derivative(of: z, along: x)
    print(gradient[x] == slope, to: &printed)
    let apart = graph.input(1)
    print(gradient[apart] == nil, to: &printed)
    // That is all.
    try check("Sweeps", printed)
  }

  @Test func `arrays are differentiated as wholes`() throws {
    var printed = ""
    // The lines are those of Arrays.md.
    let graph = Graph()
    let data = graph.input(ArrayValue(rows: [[1, 2], [3, 4], [5, 6]]), named: "data")
    let y = graph.input(ArrayValue([1, 2, 3]), named: "y")
    let w = graph.input(ArrayValue([0.5, 0.25]), named: "w")
    let residuals = data • w - y
    let loss = (residuals * residuals).mean()
    print(graph.array(of: residuals).elements, to: &printed)
    print(graph.gradient(of: loss, by: [w])[0]?.elements ?? [], to: &printed)
    graph.set(w, to: ArrayValue([0, 0.5]))
    print(graph.value(of: loss), to: &printed)
    let t = graph.input(2, named: "t")
    let squares = graph.sum(over: y) { t * $0 * $0 }
    let lengths = graph.list(over: data) { $0.norm() }
    print(graph.value(of: squares), graph.gradient(of: squares)[t]!, to: &printed)
    print(graph.array(of: lengths).elements[1], to: &printed)
    let evaluator = graph.arrayEvaluator(of: [loss], differentiatingBy: [w])
    evaluator.set(w, to: ArrayValue([0.5, 0.25]))
    evaluator.evaluate()
    print(evaluator.derivative(0).elements, to: &printed)
    // That is all.
    try check("Arrays", printed)
  }

  @Test func `a function that is generic in the number serves them all`() throws {
    var printed = ""
    // The lines are those of Numbers.md.
    func rosenbrock<S: Number>(_ x: S, _ y: S) -> S {
      let (a, b) = (1 - x, y - x * x)
      return a * a + 100 * b * b
    }
    print(rosenbrock(1.0, 2.0), to: &printed)
    print(rosenbrock(Dual(primal: 1.0, tangent: 1.0), 2).tangent, to: &printed)
    let graph = Graph()
    let x = graph.input(1), y = graph.input(2)
    let z = rosenbrock(x, y)
    print(graph.derivative(of: z, along: x), to: &printed)
    let dz = graph.symbolicDerivative(of: z, by: x)
    print(graph.derivative(of: dz, along: y), to: &printed)
    // That is all.
    try check("Numbers", printed)
  }

  @Test func `evaluators fill matrices`() throws {
    var printed = ""
    // The lines are those of Evaluators.md.
    let graph = Graph()
    let x = graph.input(1), y = graph.input(2)
    let evaluator = graph.evaluator(of: [x * x * y, x + y])
    evaluator.setInput(0, to: 3)
    evaluator.evaluate()
    print(evaluator.value(ofTarget: 0), evaluator.value(ofTarget: 1), to: &printed)
    var jacobian: [Double] = []
    evaluator.jacobian(into: &jacobian)
    print(jacobian, to: &printed)
    var product: [Double] = []
    evaluator.jacobianVectorProduct([1, 1], into: &product)
    print(product, to: &printed)
    // That is all.
    try check("Evaluators", printed)
  }

  /// Whether the lines of an article are those of the test that bears its name, and its comments what was printed.
  private func check(_ article: String, _ printed: String) throws {
    let example = try DocumentedExample(in: "Sources/AutoDiff/AutoDiff.docc/\(article).md")
    let own = try DocumentedExample(
      in: "Tests/AutoDiffTests/ArticleTests.swift", between: "    // The lines are those of \(article).md.",
      and: "    // That is all.")
    #expect(own.code.map { $0.replacing(", to: &printed)", with: ")") } == example.code)
    #expect(example.printed == printed.split(separator: "\n").map(String.init))
  }
}
