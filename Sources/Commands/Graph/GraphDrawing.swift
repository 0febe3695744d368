import AutoDiff
import Memory
import Pictures

/// A graph as a drawing, and how it is to be drawn.
struct GraphDrawing {
  let diagram: Diagram

  /// The same with calls of functions as one node each, if that may be drawn instead.
  let folded: Diagram?
  let edges: EdgeLabels
  let shape: GraphShape
  let isDown: Bool

  /// The SVG, if that is what is wanted.
  let picture: String

  /// From how many nodes on calls are folded where that is left open.
  static let mostUnfolded = 12

  /// The nodes of the largest graph that is drawn as boxes, of one that is a picture, and of one that is wires.
  static let mostBoxes = 300
  static let mostPictured = 2000
  static let mostWired = 50_000

  /// The rows that boxes may take where the shape is left open.
  private static let mostRows = 24

  /// The levels of a tree that is shown whole.
  private static let mostLevels = 200

  func text(_ style: TextStyle) -> StyledText {
    // A drawing is as wide as the screen, or as lines are where nobody said how wide they may be.
    let width = style.showsAll ? nil : style.width
    // A number is no node, and has no drawing.
    if diagram.vertices.allSatisfy(\.isConstant) { return tree(style) }
    switch shape {
    case .tree: return tree(style)
    case .boxes, .auto, .wires:
      if let boxes = boxes(diagram, style, width) { return boxes }
      if let folded, folded.nodeCount < diagram.nodeCount, let boxes = boxes(folded, style, width) {
        let remark = "calls of your functions are one node each; --wires draws what is in them"
        return boxes + "\n" + style.wrapped(StyledText(remark, .faint))
      }
      var wires = GraphWires()
      wires.characters = style.characters
      wires.edges = edges
      let drawing = wires.styledText(of: diagram, fitting: width)
      guard shape == .boxes || isDown else { return drawing }
      let reason =
        diagram.nodeCount > Self.mostBoxes
        ? "boxes are for up to \(Self.mostBoxes) nodes" : "the boxes are wider than \(style.width) columns"
      return drawing + "\n" + style.wrapped(StyledText(reason + "; -o z.svg draws a picture", .faint))
    }
  }

  /// The boxes, if they fit.
  private func boxes(_ diagram: Diagram, _ style: TextStyle, _ width: Int?) -> StyledText? {
    let isForced = shape == .boxes || isDown
    if shape == .wires, !isDown { return nil }
    // Larger ones are not laid out to see it.
    if diagram.nodeCount > Self.mostBoxes { return nil }
    var boxes = GraphBoxes()
    (boxes.characters, boxes.edges, boxes.isDown) = (style.characters, edges, isDown)
    return uninterrupted { (never) throws(Interruption) in
      try boxes.styledText(
        of: diagram, fitting: isForced ? width : width ?? style.width, rows: isForced ? nil : Self.mostRows,
        never)
    }
  }

  /// The edges with their local partials, and what flows along them.
  var edgeList: JSON {
    let byID = Dictionary(diagram.vertices.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return .array(
      diagram.vertices.flatMap { vertex in
        zip(vertex.operands, vertex.partials).compactMap { id, partial -> JSON? in
          guard let operand = byID[id], !operand.isConstant else { return nil }
          let carried = diagram.derivative == .tangent ? operand.derivative : vertex.derivative
          let flow = carried.map { $0 ⊙ partial }
          return .object(
            [("from", .integer(id)), ("to", .integer(vertex.id)), ("partial", .number(partial))]
              + (edges == .flow ? [("flow", .optional(flow))] : []))
        }
      })
  }

  /// The tree. Whole, it still goes only so deep that the indentation of its lines can be held.
  private func tree(_ style: TextStyle) -> StyledText {
    var tree = GraphTree(characters: style.characters)
    tree.hint = TextStyle.hint
    if style.showsAll {
      tree.maximumLines = .max
      tree.maximumDepth = Self.mostLevels
      tree.hint = "they are more than \(Self.mostLevels) levels deep"
    }
    return tree.styledText(of: diagram, fitting: style.tableWidth)
  }
}
