import RealModule

/// The lines along which a function of two variables has one value, from its values on a grid: marching squares (Lorensen and
/// Cline 1987, in the plane), with straight lines through each cell.
package struct ContourLines: Sendable {
  /// The values at the corners, row by row from below.
  private let values: [Double]
  private let columns: Int
  private let rows: Int

  /// A grid of so many columns and rows of corners.
  package init(_ values: [Double], columns: Int, rows: Int) {
    (self.values, self.columns, self.rows) = (values, columns, rows)
  }

  /// The line of a level as pieces from corner to corner of a path, in units of the grid.
  ///
  /// - Complexity: O(number of corners).
  package func segments(at level: Double) -> [((x: Double, y: Double), (x: Double, y: Double))] {
    guard columns > 1, rows > 1, values.count >= columns * rows else { return [] }
    var segments: [((x: Double, y: Double), (x: Double, y: Double))] = []
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let start = row * columns + column
        let corners = [
          values[start], values[start + 1], values[start + columns + 1], values[start + columns],
        ]
        guard corners.allSatisfy(\.isFinite) else { continue }
        let places = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)]
        var crossings: [(x: Double, y: Double)] = []
        for side in 0..<4 {
          let (a, b) = (corners[side], corners[(side + 1) % 4])
          // A corner on the level counts as above it.
          guard (a >= level) != (b >= level) else { continue }
          let t = (level - a) / (b - a)
          let (p, q) = (places[side], places[(side + 1) % 4])
          crossings.append(
            (Double(column) + p.0 + t * (q.0 - p.0), Double(row) + p.1 + t * (q.1 - p.1)))
        }
        if crossings.count == 2 { segments.append((crossings[0], crossings[1])) }
        if crossings.count == 4 {
          // A saddle: the middle decides which corners belong together.
          let middle = corners.reduce(0) { $0 + $1 / 4 }
          let joinsFirst = (middle >= level) == (corners[0] >= level)
          let pairs = joinsFirst ? [(0, 1), (2, 3)] : [(3, 0), (1, 2)]
          for (i, j) in pairs { segments.append((crossings[i], crossings[j])) }
        }
      }
    }
    return segments
  }

  /// Round levels near the values that equal parts of the grid lie below: 1, 2 or 5 times a power of ten, and 0.
  package static func levels(for values: [Double], atMost count: Int) -> [Double] {
    let sorted = values.filter(\.isFinite).sorted()
    guard let least = sorted.first, let largest = sorted.last, least < largest, count > 0 else { return [] }
    var levels: Set<Double> = []
    for step in 1...count {
      let value = sorted[min(sorted.count - 1, sorted.count * step / (count + 1))]
      let level = rounded(value, within: largest - least)
      if level > least, level < largest { levels.insert(level) }
    }
    return levels.sorted()
  }

  /// The nearest number that is 1, 2 or 5 times a power of ten; 0 for what is small beside the range.
  private static func rounded(_ value: Double, within extent: Double) -> Double {
    let size = abs(value)
    guard size > 1e-3 * extent else { return 0 }
    let power = Double.exp10(Double.log10(size).rounded(.down))
    let factor = [1.0, 2, 5, 10].min { abs($0 * power - size) < abs($1 * power - size) } ?? 1
    return (value < 0 ? -1 : 1) * factor * power
  }
}
