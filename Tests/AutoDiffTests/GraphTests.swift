import AutoDiff
import Testing

@Suite struct GraphTests {
  @Test func theArticlesExampleHasItsValuesAndDerivatives() {
    let graph = Graph()
    let x = graph.input(3, named: "x"), y = graph.input(4, named: "y")
    let z = x * x + x * y + 2
    #expect(graph.value(of: z) == 23)
    #expect(graph.gradient(of: z)[x] == 10)
    #expect(graph.gradient(of: z)[y] == 3)
    #expect(graph.derivative(of: z, along: x) == 10)
    #expect(graph.derivative(of: z, along: y) == 3)
    graph[x] = 5
    #expect(graph.value(of: z) == 47)
    #expect(graph.value(of: graph.symbolicDerivative(of: z, by: x)) == 14)
    #expect(graph.firstBrokenInvariant() == nil)
  }
}
