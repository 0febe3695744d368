/// A sheet of character cells for boxes, lines and labels.
///
/// Lines belong to nets. In a cell where two nets meet, the vertical one goes through and the horizontal one is interrupted,
/// `─│─`; junctions are signs of one net alone.
struct DrawingCanvas {
  /// The ways in which a line leaves a cell.
  struct Ways: OptionSet {
    let rawValue: UInt8
    static let up = Ways(rawValue: 1)
    static let right = Ways(rawValue: 2)
    static let down = Ways(rawValue: 4)
    static let left = Ways(rawValue: 8)
  }

  /// How a line is drawn.
  enum Weight { case light, heavy }

  /// A line in a cell.
  private struct Line {
    let net: Int
    var ways: Ways
    var weight: Weight
  }

  /// What stands in a cell: text, or lines of at most two nets, of which one crosses the other.
  private struct Cell {
    var text: String?
    var role = Role.faint
    var first: Line?
    var second: Line?
  }

  let width: Int
  let height: Int
  private var cells: [Cell]

  init(width: Int, height: Int) {
    (self.width, self.height) = (max(0, width), max(0, height))
    cells = Array(repeating: Cell(), count: self.width * self.height)
  }

  private func index(_ column: Int, _ row: Int) -> Int? {
    (0..<width).contains(column) && (0..<height).contains(row) ? row * width + column : nil
  }

  /// Writes text from a cell on; what is wider than a column takes the next one too.
  mutating func write(_ text: StyledText, _ column: Int, _ row: Int) {
    var column = column
    for run in text.runs {
      for character in run.text {
        let columns = displayWidth(of: character)
        if columns == 0 {
          if let index = index(column - 1, row) { cells[index].text? += String(character) }
          continue
        }
        for part in 0..<columns {
          if let index = index(column + part, row) {
            cells[index].text = part == 0 ? String(character) : ""
            cells[index].role = run.role
          }
        }
        column += columns
      }
    }
  }

  /// Draws a line of a net along a row, or along a column.
  mutating func line(
    from start: (column: Int, row: Int), to end: (column: Int, row: Int), net: Int, _ weight: Weight = .light
  ) {
    let (columns, rows) = (abs(end.column - start.column), abs(end.row - start.row))
    let (dx, dy) = ((end.column - start.column).signum(), (end.row - start.row).signum())
    let forward: Ways = dx > 0 ? .right : dx < 0 ? .left : dy > 0 ? .down : .up
    let back: Ways = dx > 0 ? .left : dx < 0 ? .right : dy > 0 ? .up : .down
    for step in stride(from: 0, through: max(columns, rows), by: 1) {
      var ways: Ways = []
      if step > 0 { ways.insert(back) }
      if step < max(columns, rows) { ways.insert(forward) }
      add(ways, start.column + dx * step, start.row + dy * step, net, weight)
    }
  }

  private mutating func add(_ ways: Ways, _ column: Int, _ row: Int, _ net: Int, _ weight: Weight) {
    guard let index = index(column, row), !ways.isEmpty else { return }
    func join(_ line: inout Line?) {
      line?.ways.formUnion(ways)
      if weight == .heavy { line?.weight = .heavy }
    }
    if cells[index].first == nil {
      cells[index].first = Line(net: net, ways: ways, weight: weight)
    } else if cells[index].first?.net == net {
      join(&cells[index].first)
    } else if cells[index].second == nil {
      cells[index].second = Line(net: net, ways: ways, weight: weight)
    } else if cells[index].second?.net == net {
      join(&cells[index].second)
    }
  }

  /// The sheet, without blanks at the ends of lines.
  func lines(_ characters: Characters) -> [StyledText] {
    cells.withUnsafeBufferPointer { cells in
      (0..<height).map {
        line(UnsafeBufferPointer(rebasing: cells[$0 * width..<($0 + 1) * width]), characters)
      }
    }
  }

  private func line(_ cells: UnsafeBufferPointer<Cell>, _ characters: Characters) -> StyledText {
    var line = StyledText()
    var (piece, role, blanks) = ("", Role.faint, 0)
    func end() {
      if !piece.isEmpty { line += StyledText(verbatim: characters.drawn(piece), role) }
      piece = ""
    }
    func add(_ text: String, _ own: Role) {
      // Blanks go with what is before them.
      while blanks > 0 {
        let some = min(blanks, Self.blanks.count - 1)
        piece += Self.blanks[some]
        blanks -= some
      }
      if own != role {
        end()
        role = own
      }
      piece += text
    }
    for index in cells.indices {
      if let text = cells[index].text {
        if text == " " { blanks += 1 } else if !text.isEmpty { add(text, cells[index].role) }
      } else if cells[index].first == nil {
        blanks += 1
      } else {
        add(Self.sign(cells[index]), .faint)
      }
    }
    end()
    return line
  }

  /// Blanks by their number.
  private static let blanks = (0...64).map { String(repeating: " ", count: $0) }

  private static func sign(_ cell: Cell) -> String {
    guard let first = cell.first else { return " " }
    guard let second = cell.second else {
      let signs = first.weight == .heavy ? heavySigns : lightSigns
      return signs[Int(first.ways.rawValue)]
    }
    // Of different nets the one that goes up and down is whole.
    let vertical =
      second.ways.isSuperset(of: [.up, .down]) && !first.ways.isSuperset(of: [.up, .down]) ? second : first
    return vertical.weight == .heavy ? "┃" : "│"
  }

  /// The signs by their ways: up 1, right 2, down 4, left 8.
  private static let lightSigns = [
    " ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼",
  ]
  private static let heavySigns = [
    " ", "┃", "━", "┗", "┃", "┃", "┏", "┣", "━", "┛", "━", "┻", "┓", "┫", "┳", "╋",
  ]
}
