import AutoDiff
import Testing

/// The library's example in the README compiles without a warning, and prints what its comments say.
@Suite struct ReadmeTests {
  @Test func theExamplePrintsWhatItsCommentsSay() throws {
    var printed: [String] = []
    func print(_ value: Any) { printed.append("\(value)") }

    // The lines are those of the README.
    let graph = Graph()
    let x = graph.input(3, named: "x"), y = graph.input(4, named: "y")
    let z = x * x + x * y + 2
    print(graph.value(of: z))
    print(graph.gradient(of: z)[x] ?? 0)
    print(graph.derivative(of: z, along: x))
    graph[x] = 5
    print(graph.value(of: z))
    let dz = graph.symbolicDerivative(of: z, by: x)
    print(graph.value(of: dz))
    let evaluator = graph.evaluator(of: [z])
    evaluator.setInput(0, to: 5)
    evaluator.evaluateGradient()
    print(evaluator.value)
    print(evaluator.derivative(0))
    var hessian: [Double] = []
    evaluator.hessian(into: &hessian)
    print(hessian)

    let readme = try DocumentedExample(in: "README.md")
    let own = try DocumentedExample(
      in: "Tests/AutoDiffTests/ReadmeTests.swift", between: "    // The lines", and: "    let readme")
    #expect(own.code == readme.code)
    #expect(readme.printed.count == printed.count)
    for (comment, value) in zip(readme.printed, printed) {
      #expect(comment == value || comment.hasPrefix(value + ","), "\(comment) and \(value)")
    }
  }
}
