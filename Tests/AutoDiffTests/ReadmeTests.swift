import AutoDiff
import Foundation
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

    let readme = try Self.lines(of: "README.md", between: "```swift", and: "```")
    let code = readme.map { $0.code }.filter { !$0.isEmpty && !$0.hasPrefix("import ") }
    let own = try Self.lines(
      of: "Tests/AutoDiffTests/ReadmeTests.swift", between: "    // The lines", and: "    let readme")
    #expect(own.map { $0.code }.filter { !$0.isEmpty } == code)
    let comments = readme.filter { $0.code.hasPrefix("print(") }.map { $0.comment }
    #expect(comments.count == printed.count)
    for (comment, value) in zip(comments, printed) {
      #expect(comment == value || comment.hasPrefix(value + ","), "\(comment) and \(value)")
    }
  }

  /// The lines between marks, each without its comment, and that.
  private static func lines(
    of file: String, between opening: String, and closing: String
  ) throws -> [(code: String, comment: String)] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    var lines: [(code: String, comment: String)] = []
    var isInside = false
    for line in text.components(separatedBy: "\n") {
      if isInside ? line.hasPrefix(closing) : line.hasPrefix(opening) {
        isInside.toggle()
      } else if isInside {
        let parts = line.components(separatedBy: "//").map { $0.trimmingCharacters(in: .whitespaces) }
        lines.append((parts[0], parts.dropFirst().joined(separator: "//")))
      }
    }
    return lines
  }
}
