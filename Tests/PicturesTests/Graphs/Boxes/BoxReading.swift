/// What a drawing of boxes says: read from its signs alone, from each arrowhead back along the line to where it begins.
struct BoxReading {
  /// For each box, by its title, the titles of what it reads, from the upper port to the lower.
  private(set) var reads: [String: [String]] = [:]

  /// The first thing that cannot be read.
  private(set) var problem: String?

  private let grid: [[Character]]

  /// For each cell the number of the box in whose frame it is.
  private var boxAt: [Cell: Int] = [:]
  private var titles: [String] = []

  private struct Cell: Hashable {
    var column: Int
    var row: Int

    func moved(_ way: Way) -> Cell {
      switch way {
      case .up: Cell(column: column, row: row - 1)
      case .down: Cell(column: column, row: row + 1)
      case .left: Cell(column: column - 1, row: row)
      case .right: Cell(column: column + 1, row: row)
      }
    }
  }

  private enum Way: CaseIterable {
    case up, down, left, right
    var opposite: Way {
      switch self {
      case .up: .down
      case .down: .up
      case .left: .right
      case .right: .left
      }
    }
  }

  private static let ways: [Character: Set<Way>] = [
    "─": [.left, .right], "│": [.up, .down], "┌": [.right, .down], "┐": [.left, .down], "└": [.right, .up],
    "┘": [.left, .up], "├": [.up, .down, .right], "┤": [.up, .down, .left], "┬": [.left, .right, .down],
    "┴": [.left, .right, .up], "┼": [.up, .down, .left, .right],
  ]

  init(_ text: String) {
    grid = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    findBoxes()
    for row in grid.indices {
      for column in grid[row].indices where grid[row][column] == "▸" {
        readEdge(Cell(column: column, row: row))
      }
    }
  }

  private subscript(cell: Cell) -> Character {
    guard grid.indices.contains(cell.row), grid[cell.row].indices.contains(cell.column) else { return " " }
    return grid[cell.row][cell.column]
  }

  private mutating func findBoxes() {
    for row in grid.indices {
      for column in grid[row].indices where "╭╔".contains(grid[row][column]) {
        let corner = Cell(column: column, row: row)
        var right = column + 1
        while right < grid[row].count, !"╮╗".contains(grid[row][right]) { right += 1 }
        var bottom = row + 1
        while bottom < grid.count, !"╰╚".contains(self[Cell(column: column, row: bottom)]) { bottom += 1 }
        let title = grid[row][(column + 2)..<right].prefix { $0 != " " }
        titles.append(String(title))
        reads[String(title)] = []
        for y in corner.row...bottom {
          for x in corner.column...right {
            if boxAt[Cell(column: x, row: y)] != nil { problem = "two boxes overlap at \(x), \(y)" }
            boxAt[Cell(column: x, row: y)] = titles.count - 1
          }
        }
      }
    }
  }

  private mutating func readEdge(_ head: Cell) {
    guard let target = boxAt[head.moved(.right)] else {
      problem = "an arrow at \(head) leads to no box"
      return
    }
    // The arrow stands at the end of a line; what is written on the line counts as line.
    var sources: Set<Int> = []
    var seen: Set<[Int]> = []
    var open: [(cell: Cell, way: Way)] = [(head.moved(.left), .left)]
    while let (cell, way) = open.popLast() {
      if !seen.insert([cell.column, cell.row, way == .left || way == .right ? 0 : 1]).inserted { continue }
      if let box = boxAt[cell] {
        if way == .left, "├╟".contains(self[cell]) {
          sources.insert(box)
        } else {
          problem = "a line runs into a box at \(cell)"
        }
        continue
      }
      let sign = self[cell]
      // Where another value's line is in the way, this one goes on behind it.
      if sign == "│", way == .left || way == .right {
        open.append((cell.moved(way), way))
        continue
      }
      // An arrowhead of a sister edge.
      if sign == "▸" { continue }
      guard let ways = Self.ways[sign], ways.contains(way.opposite) else {
        problem = "the line to \(titles[target]) breaks off at \(cell) before '\(sign)'"
        return
      }
      for next in ways where next != way.opposite { open.append((cell.moved(next), next)) }
    }
    guard let source = sources.first, sources.count == 1 else {
      problem = "the line to \(titles[target]) comes from \(sources.map { titles[$0] })"
      return
    }
    reads[titles[target], default: []].append(titles[source])
  }
}
