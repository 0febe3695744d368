import Memory

/// Which lines stand above which in some layer, and how much further up.
private struct LineDistances {
  /// A line and one that stands next below it in a layer.
  var pairs: [(above: Int, below: Int, distance: Int)] = []
  var byAbove: Buckets
  var byBelow: Buckets

  init(_ coordinates: LineCoordinates) {
    for layer in coordinates.order.layers {
      for (item, next) in zip(layer, layer.dropFirst()) {
        let (above, below) = (coordinates.lineOfItem[item], coordinates.lineOfItem[next])
        pairs.append((above, below, coordinates.distance(item, next)))
      }
    }
    byAbove = Buckets(keys: pairs.map(\.above), count: coordinates.lines.count)
    byBelow = Buckets(keys: pairs.map(\.below), count: coordinates.lines.count)
  }
}

extension LineCoordinates {
  /// Gives each line one row, a whole number, and takes lines to where they are straight, as far as they have room.
  ///
  /// There may be no room for the rows that are wanted. To move lines down until there is gives rows that keep all
  /// distances, to move them up others, and so does the mean of both, rounded down: sums of two that are far enough apart
  /// are twice as far apart.
  mutating func straighten(_ cancellation: Cancellation) throws(Interruption) {
    let distances = LineDistances(self)
    let sorted = order.graph.sortedLines(order.layers)
    var low = lines.map(wantedRow)
    var high = low
    for line in sorted {
      try cancellation.check()
      for pair in distances.byBelow.members(of: line) {
        low[line] = max(low[line], low[distances.pairs[pair].above] + distances.pairs[pair].distance)
      }
    }
    for line in sorted.reversed() {
      try cancellation.check()
      for pair in distances.byAbove.members(of: line) {
        high[line] = min(high[line], high[distances.pairs[pair].below] - distances.pairs[pair].distance)
      }
    }
    rows = zip(low, high).map { ($0 + $1) >> 1 }

    for round in 0..<16 {
      var moves = false
      for line in round % 2 == 0 ? sorted : sorted.reversed() {
        try cancellation.check()
        let row = bestRow(of: line, distances)
        if row != rows[line] { (rows[line], moves) = (row, true) }
      }
      if !moves { break }
    }
    let first = rows.min() ?? 0
    for line in rows.indices { rows[line] -= first }
  }

  /// The row at which the items of a line stand on the average.
  private func wantedRow(of line: LayeredGraph.Line) -> Int {
    let items = line.item...line.item(in: line.last)
    // Halves go up, towards the first row.
    return Int((items.reduce(0) { $0 + wanted[$1] } / Double(items.count) - 0.5).rounded(.up))
  }

  /// The row between its neighbours in which the lines to and from a line are shortest: the weighted median of those in
  /// which one of them is straight; of several between the same two items it is the middle one. Where a range of rows is as
  /// good as that, the line moves no further than it must.
  private func bestRow(of line: Int, _ distances: LineDistances) -> Int {
    var wishes: [(row: Int, weight: Int)] = []
    for item in lines[line].item...lines[line].item(in: lines[line].last) {
      let own = (Array(upperPulls.members(of: item)) + lowerPulls.members(of: item)).map { pulls[$0] }
      for (index, pull) in own.enumerated() where lineOfItem[pull.item] != line {
        if own[..<index].contains(where: { $0.item == pull.item }) { continue }
        let offsets = own[index...].filter { $0.item == pull.item }.map(\.offset).sorted()
        wishes.append((position(of: pull.item) + offsets[offsets.count / 2], pull.weight))
      }
    }
    if wishes.isEmpty { return rows[line] }
    wishes.sort { $0 < $1 }
    let total = wishes.reduce(0) { $0 + $1.weight }
    var (sum, row) = (0, rows[line])
    for (index, wish) in wishes.enumerated() {
      sum += wish.weight
      if 2 * sum < total { continue }
      let end = 2 * sum == total && index + 1 < wishes.count ? wishes[index + 1].row : wish.row
      row = min(max(row, wish.row), end)
      break
    }
    for pair in distances.byAbove.members(of: line) {
      row = min(row, rows[distances.pairs[pair].below] - distances.pairs[pair].distance)
    }
    for pair in distances.byBelow.members(of: line) {
      row = max(row, rows[distances.pairs[pair].above] + distances.pairs[pair].distance)
    }
    return row
  }
}
