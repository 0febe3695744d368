import AutoDiff
import Formulas

/// A session in which the statements of a script are tried out while they are written: that they build the same graph again
/// is not concluded but seen.
struct Rehearsal {
  private let original: Graph
  private let copy = Session()

  /// For each node of the original that the script has built so far its number in the copy, or -1.
  private var images: [Int32]

  /// The highest of them. What comes next must be above it, so that the nodes stand in the same order, and sums are taken in
  /// the same order, too.
  private var lastImage = -1

  /// A copy of nothing yet.
  init(of session: Session) {
    original = session.graph
    images = [Int32](repeating: -1, count: session.graph.count)
    copy.readsSavedSession = true
    copy.cancellation = session.cancellation
  }

  /// Carries out a statement that was written for the script; nil if it fails.
  func run(_ statement: String) -> Session.Result.Effect? {
    var parser = StatementParser(Array(statement.utf8))
    guard let parsed = try? parser.next() else { return nil }
    return (try? copy.run(parsed))?.effect
  }

  /// Carries out a statement, and takes it back unless it does what is expected.
  mutating func attempt(
    _ statement: String, expecting isExpected: (inout Rehearsal, Session.Result.Effect) -> Bool
  ) -> Bool {
    copy.dropChanges()
    let checkpoint = copy.checkpoint
    if let effect = run(statement), isExpected(&self, effect) { return true }
    copy.rollBack(to: checkpoint)
    return false
  }

  /// Whether a function can be defined so now.
  mutating func define(_ function: Function) -> Bool {
    attempt(function.text) { _, effect in if case .function = effect { true } else { false } }
  }

  /// Carries out a statement that was written for a node; false if it fails, or the node does not come next in the order.
  mutating func run(_ statement: String, for node: NodeID) -> Bool {
    guard let image = run(statement)?.operand?.node, image.index > lastImage else { return false }
    images[node.index] = Int32(truncatingIfNeeded: image.index)
    lastImage = image.index
    return true
  }

  /// Whether a node is what the last statement came to.
  func isLast(_ node: NodeID) -> Bool {
    copy.last?.node.map { Int(images[node.index]) == $0.index } ?? false
  }

  /// Whether a node is what the last formula came to.
  func isLastFormula(_ node: NodeID) -> Bool {
    copy.lastResult.formula.map { Int(images[node.index]) == $0.index } ?? false
  }

  /// Whether a statement came to what an operand of the original is.
  func isImage(_ effect: Session.Result.Effect, of operand: Operand) -> Bool {
    switch (effect.operand, operand) {
    case (.node(let image), .node(let node)): Int(images[node.index]) == image.index
    case (.constant(let image), .constant(let value)): image.isSame(as: value)
    case (.array(let image), .array(let array)):
      copy.graph.cachedArray(of: image) == original.cachedArray(of: array)
    default: false
    }
  }

  /// Whether a statement has built nodes of the original again: the same operations, in the same order, above all that was
  /// there. If not, none of them is taken in. O(number of nodes in the part).
  mutating func builds(_ part: ArraySlice<NodeID>) -> Bool {
    let (start, last) = (copy.graph.checkpoint, lastImage)
    for node in part {
      guard let image = image(of: node), image > lastImage else {
        for node in part { images[node.index] = -1 }
        copy.graph.rollBack(to: start)
        lastImage = last
        return false
      }
      images[node.index] = Int32(truncatingIfNeeded: image)
      lastImage = image
    }
    return true
  }

  /// The number of the node in the copy that does the same with the images of the arguments; nil where there is none.
  private func image(of node: NodeID) -> Int? {
    let count = copy.graph.count
    guard let node = original.node(at: node), !node.isInput else { return nil }
    var arguments: [NodeID] = []
    for operand in node.arguments {
      if operand.isConstant {
        arguments.append(copy.graph.constant(like: operand, of: original))
      } else {
        guard images[operand.index] >= 0 else { return nil }
        arguments.append(NodeID(Int(images[operand.index])))
      }
    }
    let image = copy.graph.node(like: node, arguments)
    return !image.isConstant && image.index < count ? image.index : nil
  }
}

extension Session.Result.Effect {
  /// What a statement came to; nil for those that come to no one thing.
  fileprivate var operand: Operand? {
    switch self {
    case .input(_, let node): .node(node)
    case .definition(_, let operand), .value(let operand): operand
    case .part(_, let node): .node(node)
    case .function, .update: nil
    }
  }
}

extension Double {
  /// Whether it is the same number to the bit; what is no number is the same whatever its sign.
  fileprivate func isSame(as other: Double) -> Bool {
    bitPattern == other.bitPattern || (isNaN && other.isNaN)
  }
}
