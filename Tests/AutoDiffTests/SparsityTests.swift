import Memory
import SeededRandom
@testable import AutoDiff
import Testing

@Suite struct SparsityTests {
  /// The second derivatives as formulas, at points inside the domain: none of those that are said to be 0 is anything
  /// else.
  @Test(arguments: Opcode.operations)
  func noPrimitiveHasMoreCurvatureThanItSays(opcode: Opcode) {
    for point in opcode.primitive.randomPoints(8) {
      let graph = Graph()
      let inputs = point.map { graph.input($0) }
      let operands = inputs.enumerated().map { position, input in
        opcode.primitive.isOrder(position) ? graph.constant(point[position]) : input.id
      }
      let node = Expression(graph: graph, id: graph.node(opcode, arguments: operands))
      for first in inputs.indices {
        let slope = graph.symbolicDerivative(of: node, by: inputs[first])
        if opcode.secondOrderStructure == .severed { #expect(graph.value(of: slope) == 0) }
        for second in inputs.indices where !opcode.secondOrderStructure.couples(first, second) {
          let curvature = graph.value(of: graph.symbolicDerivative(of: slope, by: inputs[second]))
          #expect(curvature == 0, "\(opcode) by \(first) and \(second) at \(point)")
        }
      }
    }
  }

  @Test func whatIsLinearDoesNotInteract() throws {
    let graph = Graph()
    let x = graph.input(1), y = graph.input(2), z = graph.input(3), w = graph.input(4)
    func rows(_ target: Expression) throws -> [[Int]] {
      let pattern = try #require(graph.evaluator(of: [target + 0 * (x + y + z + w)]).hessianStructure())
        .pattern
      return (0..<4).map { pattern.columns(ofRow: $0) }
    }
    #expect(try rows(.sum([x, y, -z, 3 * w])) == [[], [], [], []])
    #expect(try rows(x * y + z / w) == [[1], [0], [3], [2, 3]])
    #expect(try rows(.sin(x + y) + .abs(z) + .maximum([z, w])) == [[0, 1], [0, 1], [], []])
    #expect(try rows(.choose(.apply(Less.self, x, y), z * z, w)) == [[], [], [2], []])
    #expect(try rows(.product([x, y, z]) + w) == [[1, 2], [0, 2], [0, 1], []])
    #expect(try rows(.detach(x) * y + z) == [[], [], [], []])
    // Long sums of curved terms keep the terms apart; below something curved they do not.
    #expect(try rows(x * x + y * y + z * z + w) == [[0], [1], [2], []])
    #expect(try rows(.exp(x + y + z) + w) == [[0, 1, 2], [0, 1, 2], [0, 1, 2], []])
  }

  @Test func patternsOfSomeInputsArePartsOfTheWhole() throws {
    let graph = Graph()
    let xs = (0..<20).map { graph.input(Double($0)) }
    let target = Expression.sum((0..<19).map { .sin(xs[$0] * xs[$0 + 1]) }) + .exp(xs[3] - xs[17])
    let evaluator = graph.evaluator(of: [target])
    let chosen = [17, 3, 4, 19]
    let whole = try #require(evaluator.hessianStructure())
    let part = try #require(evaluator.hessianStructure(by: chosen))
    for (row, first) in chosen.enumerated() {
      for (column, second) in chosen.enumerated() {
        #expect(part.pattern.contains(row, column) == whole.pattern.contains(first, second))
      }
    }
    var (all, some): ([Double], [Double]) = ([], [])
    evaluator.hessian(into: &all)
    evaluator.sparseHessian(part, into: &some)
    for (row, first) in chosen.enumerated() {
      for place in part.pattern.entries(ofRow: row) {
        #expect(some[place] == all[first * 20 + chosen[Int(part.pattern.columns[place])]])
      }
    }
  }

  /// Random patterns of all densities: no row has entries in two columns of one colour, and every column that has
  /// entries has a colour.
  @Test(arguments: UInt64(1)...60)
  func coloringsAreValid(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let pattern = randomPattern(&random)
    let coloring = Coloring(columnsOf: pattern)
    for row in 0..<pattern.rowCount {
      let colors = pattern.columns(ofRow: row).map { coloring.colors[$0] }
      #expect(colors.allSatisfy { (0..<Int32(coloring.count)).contains($0) })
      #expect(Set(colors).count == colors.count)
    }
    let transposed = pattern.transposed
    for column in 0..<pattern.columnCount {
      #expect((coloring.colors[column] < 0) == transposed.columns(ofRow: column).isEmpty)
    }
    #expect(transposed.transposed == pattern)
    #expect(Set(coloring.colors).subtracting([-1]).count == coloring.count)
  }

  /// A thousand inputs that all meet: a million entries, for each million of which there are some questions.
  @Test func largePatternsAskWhetherToGoOn() throws {
    let graph = Graph()
    let inputs = (0..<1000).map { graph.input(Double($0)) }
    let chain = inputs.reduce(Expression(0)) { .sin($0) + $1 }
    let evaluator = graph.evaluator(of: [chain * chain])
    for allowed in [Int.max, 0, 1, 2, 3, 5, 8] {
      var questions = 0
      let cancellation = Cancellation {
        questions += 1
        return questions <= allowed ? nil : .requested
      }
      if allowed == .max {
        let structure = try evaluator.hessianStructure(by: Array(inputs.indices), cancellation)
        #expect(structure?.pattern.count == 1_000_000)
        #expect(questions > 8)
      } else {
        #expect(throws: Interruption.requested) {
          try evaluator.hessianStructure(by: Array(inputs.indices), cancellation)
        }
        #expect(questions == allowed + 1)
      }
    }
  }

  /// A colouring that is stopped has no result.
  @Test func aColoringCanBeBrokenOff() {
    // The last row has one entry less than there are columns, so that colouring is worth it.
    let (rows, columns) = (600, 600)
    let pattern = SparsityPattern(
      columnCount: columns, rowStarts: (0...rows).map { $0 * (columns - 1) },
      columns: (0..<rows).flatMap { row in (0..<columns).filter { $0 != row }.map { Int32($0) } })
    var questions = 0
    let cancellation = Cancellation {
      questions += 1
      return questions < 3 ? nil : .requested
    }
    #expect(throws: Interruption.requested) { try Coloring(columnsOf: pattern, cancellation) }
    #expect(questions == 3)
  }

  private func randomPattern(_ random: inout SplitMix) -> SparsityPattern {
    let rowCount = Int.random(in: 0...40, using: &random)
    let columnCount = Int.random(in: 1...40, using: &random)
    let density = Double.random(in: 0...0.4, using: &random)
    var (starts, columns): ([Int], [Int32]) = ([0], [])
    for _ in 0..<rowCount {
      columns += (0..<Int32(columnCount)).filter { _ in Double.random(in: 0..<1, using: &random) < density }
      starts.append(columns.count)
    }
    return SparsityPattern(columnCount: columnCount, rowStarts: starts, columns: columns)
  }

  @Test func fewColorsTakeFewLanes() {
    let lanes = [[], [1], [4], [4], [4], [8], [8], [8], [8], [8, 1], [8, 4], [8, 4], [8, 4], [8, 8]]
    for (count, lanes) in lanes.enumerated() { #expect(LaneSweeps.lanes(forColors: count) == lanes) }
  }

  @Test func patternsThatAreTooLargeAreRefused() throws {
    #expect(try SparsityPattern.dense(rowCount: 3, columnCount: 2, .never)?.columns(ofRow: 2) == [0, 1])
    #expect(try SparsityPattern.dense(rowCount: 4097, columnCount: 4096, .never) == nil)
    #expect(try SparsityPattern.dense(rowCount: .max, columnCount: 2, .never) == nil)
  }

  /// Where sets grow too large every pair is taken to interact, which is the truth here.
  @Test func thereIsALimitToTheSetsThatAreKept() throws {
    let graph = Graph()
    let xs = (0..<100).map { graph.input(Double($0) / 100) }
    var sum = xs[0]
    for x in xs.dropFirst() { sum = .sin(sum) + x }
    let tape = graph.tape(for: [sum.id])
    let all = Array(0..<100)
    #expect(try tape.hessianPattern(by: all, mostElements: 1000, .never) == nil)
    #expect(throws: Interruption.requested) { try tape.hessianPattern(by: all, Cancellation { .requested }) }
    let found = try #require(try tape.hessianPattern(by: all, .never))
    #expect((0..<100).allSatisfy { found.columns(ofRow: $0) == ($0 < 99 ? Array(0..<99) : []) })
    let part = try #require(graph.evaluator(of: [sum]).hessianStructure(by: [0, 1, 98, 99]))
    #expect((0..<4).map { part.pattern.columns(ofRow: $0) } == [[0, 1, 2], [0, 1, 2], [0, 1, 2], []])
  }
}
