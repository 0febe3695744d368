/// A graph drawn in the terminal: an indented tree from the roots down to the inputs, one node a line.
///
///     z           %4 + 2   23
///     ├─ %4       %2 + %3  21
///     │  ├─ %2    x*x       9
///     │  │  └─ x  input     3
///     │  └─ %3    x*y      12
///     │     ├─ x  input     3
///     │     └─ y  input     4
///     └─ 2
///
/// From left to right: the node, what it computes, its value, and remarks. A node that is used more
/// than once is drawn in full at its first place, which says how often, and afterwards as a single
/// line that points back up. Inputs and constants are short enough to be repeated.
package struct GraphTree: Sendable, Hashable {
  /// The characters that branches are drawn with.
  package var characters: Characters
  /// The largest number of nodes to draw.
  package var maximumLines: Int
  /// The number of levels to draw below a root; each is three columns further to the right.
  package var maximumDepth: Int

  /// A way to draw trees. What exceeds the limits is counted in a last line: "… 99,950 more nodes".
  package init(characters: Characters = .unicode, maximumLines: Int = 200, maximumDepth: Int = 20) {
    self.characters = characters
    self.maximumLines = maximumLines
    self.maximumDepth = maximumDepth
  }

  /// What is said to whoever wants to see what was left out.
  package var hint: String?

  /// Draws what the roots of a diagram depend on, without a line break at the end.
  ///
  /// - Parameters:
  ///   - diagram: The graph.
  ///   - width: The columns of the terminal, to which formulas are cut, and half of which indentation
  ///     may take; nil for as many as needed.
  /// - Returns: The tree, without a line break at its end.
  /// - Complexity: O(*n* + *e*) in vertices and edges, without recursion.
  package func styledText(of diagram: Diagram, fitting width: Int? = nil) -> StyledText {
    let reach = DiagramReach(diagram)
    let deepest = min(maximumDepth, width.map { max($0, 0) / 2 / 3 } ?? .max)
    var table = TextTable(
      columns: [.init(), .init(isFlexible: true), .init("", .decimalPoint), .init()])
    table.hint = hint
    var isDrawn = Array(repeating: false, count: diagram.vertices.count)
    var isExpanded = isDrawn
    var lines = 0
    var pending = reach.roots.reversed().map { Branch(vertex: $0) }

    while lines < maximumLines, let branch = pending.popLast() {
      var remarks = diagram.vertices[branch.vertex].marks.map(\.meaning)
      if let detail = diagram.vertices[branch.vertex].detail { remarks.append(detail) }
      if isExpanded[branch.vertex] {
        remarks.append(glyphs.above)
      } else if !reach.operands[branch.vertex].isEmpty {
        if branch.depth >= deepest {
          remarks.append(characters.ellipsis)
        } else {
          if reach.uses[branch.vertex] > 1 { remarks.append("used \(reach.uses[branch.vertex]) times") }
          isExpanded[branch.vertex] = true
          pending += children(of: branch, reach.distinctOperands(of: branch.vertex))
        }
      }
      isDrawn[branch.vertex] = true
      lines += 1
      table.addRow(row(for: branch, in: diagram, reach, remarks))
    }

    let hidden = reach.count - isDrawn.count(where: { $0 })
    if hidden > 0 { table.addOmission(NumberFormat.count(hidden, "more node")) }
    return table.styledText(fitting: width, in: characters)
  }
}

extension GraphTree {
  /// A line still to be drawn.
  private struct Branch {
    /// The position of its vertex.
    var vertex: Int
    /// Its distance from the root.
    var depth = 0
    /// What stands before its title: the trunks that pass by, and its own fork.
    var fork = ""
    /// What stands before the forks of its operands: the trunks that pass by.
    var trunks = ""
  }

  /// The branches of a vertex, in the order in which a stack gives them back first to last.
  private func children(of branch: Branch, _ operands: [Int]) -> [Branch] {
    operands.indices.reversed().map { index in
      let isLast = index == operands.count - 1
      return Branch(
        vertex: operands[index],
        depth: branch.depth + 1,
        fork: branch.trunks + (isLast ? glyphs.lastFork : glyphs.fork),
        trunks: branch.trunks + (isLast ? "   " : glyphs.trunk))
    }
  }

  /// The cells of a line.
  private func row(
    for branch: Branch, in diagram: Diagram, _ reach: DiagramReach, _ remarks: [String]
  ) -> [StyledText] {
    let vertex = diagram.vertices[branch.vertex]
    let operandTitles = reach.operands[branch.vertex].lazy.map { diagram.vertices[$0].title }
    let formula: StyledText =
      switch vertex.kind {
      case .input: StyledText(vertex.operation, .faint)
      case .constant: StyledText()
      case .operation:
        StyledText(
          verbatim: vertex.formula(operandTitles: operandTitles, ellipsis: characters.ellipsis), .operation)
      }
    let value = vertex.isConstant ? "" : vertex.valueText ?? vertex.value.map(diagram.numbers.string) ?? ""
    return [
      StyledText(branch.fork, .faint) + StyledText(verbatim: vertex.title, vertex.titleRole),
      formula,
      StyledText(verbatim: value, .value),
      StyledText(verbatim: remarks.joined(separator: ", "), .faint),
    ]
  }

  /// The pieces of the picture that depend on the characters.
  private var glyphs: Glyphs {
    switch characters {
    case .unicode: Glyphs(fork: "├─ ", lastFork: "└─ ", trunk: "│  ", above: "↑ above")
    case .ascii: Glyphs(fork: "|- ", lastFork: "`- ", trunk: "|  ", above: "see above")
    }
  }

  /// The pieces of a picture.
  private struct Glyphs {
    /// Before a node that has sisters below it.
    let fork: String
    /// Before the last of sisters.
    let lastFork: String
    /// Past a branch, down to the next sister of its node; as wide as a fork.
    let trunk: String
    /// Beside a node whose operands stand further up.
    let above: String
  }
}
