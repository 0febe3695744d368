/// The signs of a row of wires.
///
/// A wire that goes on past a reader has a branch, `├`, and one that ends there a corner, `└`. A wire that is only passed
/// over stays whole and interrupts the line: `─│─`. So a junction is always one, and every row can be read back.
struct WireGlyphs {
  /// How thick the lines to the row's node are.
  enum Weight { case light, double, heavy }

  /// A part of a wire's column, by which way it goes.
  struct Junction: Hashable {
    /// Whether the wire goes on below.
    let goesOn: Bool
    /// Whether the line comes from the left, and whether it goes on to the right.
    let left: Bool
    let right: Bool
  }

  /// The sign where a wire gives its value to the line.
  static func junction(_ junction: Junction, _ weight: Weight) -> String {
    let signs: (light: String, double: String, heavy: String) =
      switch (junction.goesOn, junction.left, junction.right) {
      case (true, false, true): ("├", "╞", "┝")
      case (true, true, false): ("┤", "╡", "┥")
      case (true, true, true): ("┼", "╪", "┿")
      case (false, false, true): ("└", "╘", "┕")
      case (false, true, false): ("┘", "╛", "┙")
      case (false, true, true): ("┴", "╧", "┷")
      case (_, false, false): ("│", "│", "│")
      }
    return pick(signs, weight)
  }

  /// The sign where lines come together on their way down to a node.
  static func collector(fromAbove: Bool, left: Bool, right: Bool) -> String {
    switch (fromAbove, left, right) {
    case (true, true, true): "┼"
    case (true, true, false): "┤"
    case (true, false, true): "├"
    case (true, false, false): "│"
    case (false, true, true): "┬"
    case (false, true, false): "┐"
    case (false, false, true): "┌"
    case (false, false, false): " "
    }
  }

  /// A piece of the line between wires.
  static func line(_ weight: Weight) -> String { pick(("─", "═", "━"), weight) }

  /// A wire that passes by.
  static let wire = "│"

  private static func pick(
    _ signs: (light: String, double: String, heavy: String), _ weight: Weight
  ) -> String {
    switch weight {
    case .light: signs.light
    case .double: signs.double
    case .heavy: signs.heavy
    }
  }
}

extension WireLanes {
  /// The signs of a row, whose node reads operands here, each so many times.
  ///
  /// - Parameters:
  ///   - row: The row, with who holds the lanes when it begins.
  ///   - reads: The operands that are read in the row.
  ///   - gone: The operands that were read for the last time in an earlier row of the same node.
  ///   - ending: Those that are read for the last time in this row.
  ///   - dot: The node's own sign, in the last row that it has.
  ///   - isOpen: Whether something comes down to the node from an earlier row of it.
  ///   - isActive: Whether the lines are in use.
  /// - Returns: A sign for each lane, and one between two.
  func signs(
    of row: Row, reads: [Int: Int], gone: Set<Int>, ending: Set<Int>, dot: String?, isOpen: Bool,
    isActive: Bool = false
  ) -> String {
    let columns = reads.keys.map { lanes[$0] } + [row.lane]
    let (low, high) = (columns.min() ?? row.lane, columns.max() ?? row.lane)
    var sources: [Int: (node: Int, count: Int)] = [:]
    for (node, count) in reads { sources[lanes[node]] = (node, count) }
    let doubled = sources.filter { $0.value.count > 1 && $0.key != row.lane }.keys

    func weight(between lane: Int, and next: Int) -> WireGlyphs.Weight {
      if isActive { return .heavy }
      let isDouble = doubled.contains {
        $0 < row.lane ? lane >= $0 && next <= row.lane : lane >= row.lane && next <= $0
      }
      return isDouble ? .double : .light
    }
    var text = ""
    for lane in 0..<count {
      let above = lane < row.held.count ? row.held[lane].flatMap { gone.contains($0) ? nil : $0 } : nil
      let (left, right) = (lane > low && lane <= high, lane >= low && lane < high)
      if lane == row.lane {
        text += dot ?? WireGlyphs.collector(fromAbove: above != nil || isOpen, left: left, right: right)
      } else if let source = sources[lane] {
        let weight: WireGlyphs.Weight = isActive ? .heavy : source.count > 1 ? .double : .light
        text += WireGlyphs.junction(
          .init(goesOn: !ending.contains(source.node), left: left, right: right), weight)
      } else if above != nil {
        text += WireGlyphs.wire
      } else {
        text += left && right ? WireGlyphs.line(weight(between: lane, and: lane)) : " "
      }
      if lane < count - 1 {
        text += right ? WireGlyphs.line(weight(between: lane, and: lane + 1)) : " "
      }
    }
    return text
  }
}
