/// A sheet of cells of two by four dots each, as Braille has them, for drawing lines finer than characters.
///
/// A cell shows the dots of one pen: of the one that drew in it last.
struct DotCanvas {
  let width: Int
  let height: Int

  /// The dots of each cell as Braille numbers them, and whose they are.
  private var cells: [(dots: UInt8, pen: Int)]

  /// What is written over dots, by cell.
  private var texts: [Int: (character: Character, role: Role)] = [:]

  init(width: Int, height: Int) {
    (self.width, self.height) = (max(1, width), max(1, height))
    cells = Array(repeating: (0, 0), count: self.width * self.height)
  }

  /// The dots in a row and in a column of the sheet.
  var dotWidth: Int { 2 * width }
  var dotHeight: Int { 4 * height }

  /// Sets the dot in a column and a row, counted from above; outside the sheet nothing is set.
  mutating func set(_ column: Int, _ row: Int, pen: Int) {
    guard (0..<dotWidth).contains(column), (0..<dotHeight).contains(row) else { return }
    let cell = row / 4 * width + column / 2
    if cells[cell].pen != pen { cells[cell] = (0, pen) }
    cells[cell].dots |= Self.bits[row % 4 * 2 + column % 2]
  }

  /// The bits of a Braille character by row and column.
  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// Draws a line between two places, in dots; of what is outside the sheet nothing is seen. A pattern, if there is one, says
  /// which of successive dots are set; `phase` counts them from line to line.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), pen: Int, pattern: [Bool] = [],
    phase: inout Int
  ) {
    guard let (a, b) = clipped(start, end) else { return }
    let count = Int(max(abs(b.x - a.x), abs(b.y - a.y)).rounded(.up))
    for step in 0...max(count, 0) {
      let t = count == 0 ? 0 : Double(step) / Double(count)
      let isSet = pattern.isEmpty || pattern[phase % pattern.count]
      if isSet {
        set(
          Int((a.x + (b.x - a.x) * t).rounded(.down)), Int((a.y + (b.y - a.y) * t).rounded(.down)), pen: pen)
      }
      if step < count || count == 0 { phase += 1 }
    }
  }

  /// The part of a line that is on the sheet (Liang and Barsky, 1984).
  private func clipped(
    _ start: (x: Double, y: Double), _ end: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    guard start.x.isFinite, start.y.isFinite, end.x.isFinite, end.y.isFinite else { return nil }
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    var (first, last) = (0.0, 1.0)
    let limits = [
      (-dx, start.x), (dx, Double(dotWidth) - start.x), (-dy, start.y), (dy, Double(dotHeight) - start.y),
    ]
    for (direction, room) in limits {
      if direction == 0 {
        if room < 0 { return nil }
        continue
      }
      let t = room / direction
      if direction < 0 { first = max(first, t) } else { last = min(last, t) }
    }
    guard first <= last else { return nil }
    return ((start.x + first * dx, start.y + first * dy), (start.x + last * dx, start.y + last * dy))
  }

  /// Writes a text over a row of cells, as far as there are any.
  mutating func write(_ text: String, _ column: Int, _ row: Int, _ role: Role) {
    guard (0..<height).contains(row) else { return }
    for (offset, character) in text.enumerated() where (0..<width).contains(column + offset) {
      texts[row * width + column + offset] = (character, role)
    }
  }

  /// Whether nothing stands in a cell.
  func isEmpty(_ column: Int, _ row: Int) -> Bool {
    guard (0..<width).contains(column), (0..<height).contains(row) else { return false }
    return cells[row * width + column].dots == 0 && texts[row * width + column] == nil
  }

  /// A row of cells as text, in the roles of the pens.
  func row(_ row: Int, roles: [Role], in characters: Characters) -> StyledText {
    var text = StyledText()
    // Blanks at the end are left out.
    var end = width
    while end > 0, isEmpty(end - 1, row) { end -= 1 }
    for column in 0..<end {
      let place = row * width + column
      if let (character, role) = texts[place] {
        text.append(Self.sign(character, characters), role)
      } else {
        let cell = cells[place]
        text.append(
          Self.character(cell.dots, characters), cell.dots == 0 ? .plain : roles[cell.pen % roles.count])
      }
    }
    return text
  }

  private static func character(_ dots: UInt8, _ characters: Characters) -> String {
    if dots == 0 { return " " }
    if characters == .ascii { return plain(dots) }
    return Unicode.Scalar(0x2800 + UInt32(dots)).map { String(Character($0)) } ?? " "
  }

  /// A plain character for the dots of a cell, by the height at which they are.
  static func plain(_ dots: UInt8) -> String {
    let rows = [0x09, 0x12, 0x24, 0xC0].map { dots & $0 != 0 }
    switch (rows[0], rows[1] || rows[2], rows[3]) {
    case (false, false, false): return " "
    case (true, true, true): return "|"
    case (true, false, false), (true, true, false): return "'"
    case (false, true, false): return "-"
    case (false, _, true): return rows[1] ? "/" : "."
    case (true, false, true): return ":"
    }
  }

  /// A sign that takes one cell, in characters that there are.
  private static func sign(_ character: Character, _ characters: Characters) -> String {
    if characters == .unicode { return String(character) }
    if let arrow = ["→": ">", "←": "<", "↑": "^", "↓": "v"][character] { return arrow }
    return characters.written(String(character))
  }
}
