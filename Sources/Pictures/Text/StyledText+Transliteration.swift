extension StyledText {
  /// The text with the symbols of formulas and drawings written in ASCII.
  ///
  /// Where that takes more columns, the blanks before the next column of a table make up for it. Where there are too
  /// few, that column moves to the right, in all lines of the table.
  ///
  /// - Complexity: O(*n*) in the length of the text, and O(number of lines · columns of the tables that get wider).
  package var transliterated: StyledText {
    if runs.allSatisfy({ $0.text.utf8.allSatisfy { $0 < 0x80 } }) { return self }
    let lines = lines.map(TransliteratedLine.init)
    var shifts = Array(repeating: [Int: Int](), count: lines.count)
    for column in Set(lines.flatMap(\.excess.keys)) {
      // A table is as many lines as have a gap before the column.
      for table in lines.split(whereSeparator: { !$0.hasGap(before: column) }) {
        let shift = table.lazy.compactMap { $0.excess[column] }.max() ?? 0
        for line in table.indices where shift > 0 { shifts[line][column] = shift }
      }
    }
    return zip(lines, shifts).map { $0.written(shifting: $1) }.joined(separator: "\n")
  }
}

/// A line that is to be written in ASCII.
private struct TransliteratedLine {
  /// What is written for a character of the line.
  private struct Place {
    /// The column where the character stands.
    let column: Int
    let text: String
    let role: Role
  }

  private let places: [Place]

  /// Where the last character ends.
  private let width: Int

  /// For columns that begin behind two blanks, and that what is written before them would push to the right, by how much.
  private(set) var excess: [Int: Int] = [:]

  init(_ line: StyledText) {
    var places: [Place] = []
    var (column, blanks, isRaised, growth) = (0, 0, false, 0)
    for run in line.runs {
      for character in run.text {
        if character == " " {
          blanks += 1
          // Two blanks keep columns apart, the others are to spare.
          if blanks > 2, growth > 0 { growth -= 1 }
        } else if blanks >= 2 {
          if growth > 0 { excess[column] = growth }
          growth = 0
        }
        var text = replacement(for: character, isRaised: &isRaised) ?? String(character)
        // In a matrix a dot says that there is nothing, elsewhere it is a product.
        if character == "·", blanks >= 2 { text = Characters.ascii.empty }
        if character != " " { blanks = 0 }
        places.append(Place(column: column, text: text, role: run.role))
        column += displayWidth(of: character)
        growth += displayWidth(text) - displayWidth(of: character)
      }
    }
    (self.places, width) = (places, column)
  }

  /// Whether the line could belong to a table in which something begins in this column.
  func hasGap(before column: Int) -> Bool {
    if column >= width { return width > 0 }
    return !places.contains { (column - 2..<column).contains($0.column) && $0.text != " " }
  }

  /// The line with what begins in some columns moved to the right.
  func written(shifting shifts: [Int: Int]) -> StyledText {
    var output = StyledText()
    var (blanks, shift, written) = (0, 0, 0)
    for place in places {
      shift += shifts[place.column] ?? 0
      if place.text == " " {
        blanks += 1
        continue
      }
      // Blanks are owed until something follows them. Two or more bring it to its place, and remain at least two.
      let count = blanks < 2 ? blanks : max(2, place.column + shift - written)
      output.append(String(repeating: " ", count: count) + place.text, place.role)
      written += count + displayWidth(place.text)
      blanks = 0
    }
    output.append(String(repeating: " ", count: blanks))
    return output
  }
}
