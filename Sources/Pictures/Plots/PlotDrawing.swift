extension Plot {
  /// The colours of curves, and how their lines are broken, so that they can be told apart without colours.
  private static let pens: [(role: Role, pattern: [Bool])] = [
    (.value, []), (.derivative, [true, true, true, true, false, false]), (.node, [true, false]),
    (.operation, [true, true, true, false, true, false]),
  ]

  /// The signs of single points, one a curve.
  private static let signs: [Character] = ["•", "+", "×", "◇"]

  /// How high a picture is that looks well in so many columns.
  package static func rows(forWidth width: Int) -> Int { max(4, min(16, width / 5)) }

  /// The picture as text: axes with numbers, curves in dots of Braille, and which is which where there are several.
  ///
  /// - Complexity: O(number of cells + number of points).
  package func text(width: Int, rows: Int, in characters: Characters) -> StyledText {
    let verticalTicks = vertical.ticks(atMost: max(2, rows / 3)).filter { isInside($0.value, vertical) }
    let fullWidth = verticalTicks.map { displayWidth($0.text) }.max() ?? 0
    // Where there is hardly room for the picture, it is without numbers.
    let labelWidth = fullWidth + 10 <= width ? fullWidth : 0
    let canvasWidth = max(4, width - labelWidth - 2)
    var canvas = DotCanvas(width: canvasWidth, height: rows)
    draw(on: &canvas)
    let tickRows = Dictionary(
      verticalTicks.map { (cell(row($0.value, rows), of: rows), $0.text) },
      uniquingKeysWith: { first, _ in first })
    drawGuides(on: &canvas)
    var lines: [StyledText] = []
    let roles = Self.pens.map(\.role)
    for row in 0..<rows {
      let label = labelWidth == 0 ? "" : tickRows[row] ?? ""
      let left = String(repeating: " ", count: labelWidth - displayWidth(label)) + label
      let axis = characters.written(tickRows[row] == nil ? "│" : "┤")
      lines.append(
        StyledText("\(left) \(axis)", .faint) + canvas.row(row, roles: roles, in: characters))
    }
    lines += bottom(labelWidth, canvasWidth, characters)
    if hasLegend { lines += legend(labelWidth, width, characters) }
    return lines.joined(separator: "\n")
  }

  private func isInside(_ value: Double, _ axis: PlotAxis) -> Bool {
    (-1e-9...1 + 1e-9).contains(axis.fraction(of: value))
  }

  /// The row of a value, counted from above, in cells or dots.
  private func row(_ value: Double, _ count: Int) -> Double {
    // The largest value is in the first row, the least in the last.
    (1 - vertical.fraction(of: value)) * (Double(count) - 1e-6)
  }

  private func column(_ value: Double, _ count: Int) -> Double {
    horizontal.fraction(of: value) * (Double(count) - 1e-6)
  }

  /// The cell in which a place lies.
  private func cell(_ place: Double, of count: Int) -> Int {
    place.isNaN ? 0 : Int(max(0, min(Double(count - 1), place)))
  }

  private func draw(on canvas: inout DotCanvas) {
    func place(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (column(point.x, canvas.dotWidth), row(point.y, canvas.dotHeight))
    }
    // The first curve is drawn last: it covers the others.
    for (number, curve) in curves.enumerated().reversed() {
      let pattern = hasLegend ? Self.pens[number % Self.pens.count].pattern : []
      var phase = 0
      for stroke in curve.strokes {
        if stroke.count == 1 {
          canvas.line(from: place(stroke[0]), to: place(stroke[0]), pen: number, phase: &phase)
        }
        for (start, end) in zip(stroke, stroke.dropFirst()) {
          canvas.line(from: place(start), to: place(end), pen: number, pattern: pattern, phase: &phase)
        }
      }
      for band in curve.bands {
        let first = cell(column(band.x.lowerBound, canvas.dotWidth), of: canvas.dotWidth)
        let last = max(first, cell(column(band.x.upperBound, canvas.dotWidth), of: canvas.dotWidth) - 1)
        for column in first...last {
          let x = Double(column) + 0.5
          canvas.line(
            from: (x, row(band.y.upperBound, canvas.dotHeight)),
            to: (x, row(band.y.lowerBound, canvas.dotHeight)),
            pen: number, phase: &phase)
        }
      }
    }
    for (number, curve) in curves.enumerated() {
      for point in curve.points where isInside(point.x, horizontal) && isInside(point.y, vertical) {
        canvas.write(
          String(Self.signs[number % Self.signs.count]),
          cell(column(point.x, canvas.width), of: canvas.width),
          cell(row(point.y, canvas.height), of: canvas.height), Self.pens[number % Self.pens.count].role)
      }
    }
    for label in labels where isInside(label.x, horizontal) && isInside(label.y, vertical) {
      let start = cell(column(label.x, canvas.width), of: canvas.width) - displayWidth(label.text) / 2
      canvas.write(
        label.text, max(0, min(canvas.width - displayWidth(label.text), start)),
        cell(row(label.y, canvas.height), of: canvas.height), .name)
    }
    for mark in marks where isInside(mark.x, horizontal) && isInside(mark.y, vertical) {
      canvas.write(
        String(mark.character), cell(column(mark.x, canvas.width), of: canvas.width),
        cell(row(mark.y, canvas.height), of: canvas.height), .accent)
    }
  }

  /// The zero line, and the lines of poles, where nothing else is.
  private func drawGuides(on canvas: inout DotCanvas) {
    for pole in poles where isInside(pole, horizontal) {
      let column = cell(column(pole, canvas.width), of: canvas.width)
      for row in 0..<canvas.height where canvas.isEmpty(column, row) {
        canvas.write("┊", column, row, .faint)
      }
    }
    guard !vertical.isLogarithmic, isInside(0, vertical) else { return }
    let row = cell(row(0, canvas.height), of: canvas.height)
    for column in stride(from: 0, to: canvas.width, by: 2) where canvas.isEmpty(column, row) {
      canvas.write("·", column, row, .faint)
    }
  }

  /// The horizontal axis and its numbers.
  private func bottom(_ labelWidth: Int, _ width: Int, _ characters: Characters) -> [StyledText] {
    var count = max(1, width / 12)
    var ticks: [(column: Int, text: String)] = []
    var starts: [Int] = []
    while true {
      ticks = horizontal.ticks(atMost: count).filter { isInside($0.value, horizontal) }.map {
        (cell(column($0.value, width), of: width), $0.text)
      }
      starts = ticks.map {
        max(-labelWidth - 1, min(width - displayWidth($0.text), $0.column - displayWidth($0.text) / 2))
      }
      let collides = zip(zip(ticks, starts), starts.dropFirst()).contains { tick, next in
        tick.1 + displayWidth(tick.0.text) + 1 > next
      }
      if !collides || count <= 1 { break }
      count = max(1, count - 1)
    }
    var line = Array(repeating: Character("─"), count: width)
    for tick in ticks where line.indices.contains(tick.column) { line[tick.column] = "┬" }
    var numbers = String(repeating: " ", count: labelWidth + 2)
    for (tick, start) in zip(ticks, starts) {
      let gap = start + labelWidth + 2 - displayWidth(numbers)
      if gap < 0 {
        // Left of the axis there is room for half of the first.
        numbers = String(numbers.dropLast(-gap))
      } else {
        numbers += String(repeating: " ", count: gap)
      }
      numbers += tick.text
    }
    let corner = String(repeating: " ", count: labelWidth + 1)
    return [StyledText(characters.written("\(corner)└\(String(line))"), .faint), StyledText(numbers, .faint)]
  }

  /// Which line is which curve.
  private func legend(_ labelWidth: Int, _ width: Int, _ characters: Characters) -> [StyledText] {
    let entries = curves.enumerated().filter { !$0.element.isFaint }.map { number, curve -> StyledText in
      let pen = Self.pens[number % Self.pens.count]
      if !curve.points.isEmpty {
        return StyledText(characters.written(String(Self.signs[number % Self.signs.count])), pen.role)
          + " \(curve.name, .name)"
      }
      var sample = DotCanvas(width: 3, height: 1)
      var phase = 0
      sample.line(from: (0, 1), to: (5.9, 1), pen: number, pattern: pen.pattern, phase: &phase)
      return sample.row(0, roles: Self.pens.map(\.role), in: characters) + " \(curve.name, .name)"
    }
    let margin = StyledText(String(repeating: " ", count: labelWidth + 2))
    let line = margin + entries.joined(separator: "   ")
    return line.width <= width ? [line] : entries
  }
}
