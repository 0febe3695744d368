import Memory
import Synchronization

/// A loop's program, compiled, with memory of its own.
final class CompiledLoop {
  private let loop: Loop
  private let program: ArrayProgram

  /// The program's inputs, by operand; nil for operands that do not matter.
  private let inputs: [Int?]

  /// Whether the program computes all elements at once.
  private let isWhole: Bool

  init(_ loop: Loop) {
    self.loop = loop
    isWhole = loop.isOfNumbers
    let graph = Graph()
    let leaves = zip(loop.program.parameters, loop.isEach).map { shape, isEach in
      graph.addLeaf(of: isEach && loop.isOfNumbers ? .vector(loop.count) : shape)
    }
    var root = loop.program.build(in: graph, at: leaves)
    if isWhole, loop.ending == .sum { root = graph.node(.reduction(Reduction(.sum)), [root]) }
    let program = uninterrupted { (never) throws(Interruption) in
      try graph.arrayProgram(for: [root], never)
    }
    self.program = program
    inputs = leaves.map { program.inputs.firstIndex(of: $0) }
  }

  func compute(_ operands: [ArrayOperand], into result: UnsafeMutablePointer<Double>) {
    for (position, operand) in operands.enumerated() where isWhole || !loop.isEach[position] {
      if let input = inputs[position] { program.setInput(input, from: operand.start) }
    }
    if isWhole {
      copy(to: result)
      return
    }
    let size = loop.program.shape.count
    var sum = CompensatedSums(count: loop.ending == .sum ? size : 0)
    for index in 0..<loop.count {
      for (position, operand) in operands.enumerated() where loop.isEach[position] {
        guard let input = inputs[position] else { continue }
        program.setInput(input, from: operand.start + index * loop.program.parameters[position].count)
      }
      if loop.ending == .list {
        copy(to: result + index * size)
      } else {
        run()
        sum.add(program.elements(ofTarget: 0))
      }
    }
    if loop.ending == .sum { sum.write(to: result) }
  }

  private func run() { uninterrupted { (never) throws(Interruption) in try program.run(never) } }

  private func copy(to result: UnsafeMutablePointer<Double>) {
    run()
    let elements = program.elements(ofTarget: 0)
    if let start = elements.baseAddress { result.update(from: start, count: elements.count) }
  }
}

/// Sums of many numbers each, with what rounding loses added up beside them (Neumaier 1974).
private struct CompensatedSums {
  private var sums: [Double]
  private var lost: [Double]

  init(count: Int) {
    sums = Array(repeating: 0, count: count)
    lost = sums
  }

  mutating func add(_ terms: UnsafeBufferPointer<Double>) {
    for (place, term) in terms.enumerated() {
      let sum = sums[place] + term
      lost[place] +=
        sums[place].magnitude >= term.magnitude ? (sums[place] - sum) + term : (term - sum) + sums[place]
      sums[place] = sum
    }
  }

  func write(to result: UnsafeMutablePointer<Double>) {
    for (place, sum) in sums.enumerated() {
      // Of infinities nothing is lost.
      result[place] = sum.isFinite ? sum + lost[place] : sum
    }
  }
}

/// Compiled programs of a loop that wait to be used, by one thread at a time each.
final class CompiledLoops: Sendable {
  private let waiting = Mutex<[Waiting]>([])

  /// A program that nobody else holds.
  private struct Waiting: @unchecked Sendable { let loop: CompiledLoop }

  func take() -> CompiledLoop? { waiting.withLock { $0.popLast()?.loop } }

  func giveBack(_ loop: CompiledLoop) {
    let free = Waiting(loop: loop)
    waiting.withLock { $0.append(free) }
  }
}
