import Memory

/// The rows of vertices and lines, in a given order.
///
/// First each item has a row of its own, found by sweeps over the layers (``settle(_:)``); then the bends of a net are
/// drawn together to one row (`straighten`), and last each line goes where its neighbours want it, as far as it has room.
struct LineCoordinates {
  /// Where a line ends at something else, and how strongly it is to be straight.
  struct Pull {
    /// The item that pulls.
    let item: Int
    /// How much further down the pulled item would stand if the line between them were straight.
    let offset: Int
    let weight: Int
  }

  let order: LayerOrder
  /// The rows that each item takes.
  let extents: [Int]
  let separation: Int
  let bendSeparation: Int

  /// The pulls on each item from the layer before, then those from the layer after.
  private(set) var pulls: [Pull] = []
  private(set) var upperPulls: Buckets
  private(set) var lowerPulls: Buckets

  /// Items that stand side by side.
  private struct Pool {
    /// The sum of the rows that are wanted, less the distances above, as often as they weigh.
    let sum: Double
    let weight: Double
    let count: Int
    /// Their mean.
    var row: Double { sum / weight }
  }

  /// The items of the layer that is settled.
  private var pools: [Pool] = []

  /// Where each item stands, before rows are whole numbers.
  var wanted: [Double]
  /// The row of each line.
  var rows: [Int] = []
  let lines: [LayeredGraph.Line]
  let lineOfItem: [Int]

  /// Rows that keep the distances, for now one item below the other.
  init(
    _ order: LayerOrder, _ ports: Ports, _ segments: [[GraphLayout.Segment]], separation: Int,
    bendSeparation: Int,
    _ cancellation: Cancellation
  ) throws(Interruption) {
    self.order = order
    self.separation = separation
    self.bendSeparation = bendSeparation
    let graph = order.graph
    extents = graph.layerOfItem.indices.map { graph.isBend($0) ? 1 : ports.extent(of: $0) }
    lines = graph.lines
    lineOfItem = graph.lineOfItem
    wanted = Array(repeating: 0, count: extents.count)
    var (uppers, lowers): ([Int], [Int]) = ([], [])
    for (layer, segments) in segments.enumerated() {
      try cancellation.check()
      for segment in segments {
        let (upper, lower) = (order.layers[layer][segment.from], order.layers[layer + 1][segment.to])
        let offset = (graph.isBend(upper) ? 0 : ports.outlet(of: upper)) - (segment.inlet ?? 0)
        let weight = [1, 2, 8][(graph.isBend(upper) ? 1 : 0) + (graph.isBend(lower) ? 1 : 0)]
        uppers += [lower, -1]
        lowers += [-1, upper]
        pulls.append(Pull(item: upper, offset: offset, weight: weight))
        pulls.append(Pull(item: lower, offset: -offset, weight: weight))
      }
    }
    upperPulls = Buckets(keys: uppers, count: extents.count)
    lowerPulls = Buckets(keys: lowers, count: extents.count)
    for layer in order.layers {
      for (item, next) in zip(layer, layer.dropFirst()) {
        wanted[next] = wanted[item] + Double(distance(item, next))
      }
    }
  }

  /// How much further down than an item the next one in its layer stands at least.
  func distance(_ item: Int, _ next: Int) -> Int {
    let isBeside = order.graph.isBend(item) || order.graph.isBend(next)
    return extents[item] + (isBeside ? bendSeparation : separation)
  }

  /// The first row of an item.
  func position(of item: Int) -> Int { rows[lineOfItem[item]] }

  /// Finds the rows of all lines.
  ///
  /// Thirty sweeps, to and fro, take each layer to where its neighbours on one side want it, in the last ones those on
  /// both.
  mutating func settle(_ cancellation: Cancellation) throws(Interruption) {
    for sweep in 0..<30 {
      let forward = sweep % 2 == 0
      for index in order.layers.indices {
        try cancellation.check()
        Work.did(order.layers[index].count)
        let layer = forward ? index : order.layers.count - 1 - index
        settle(layer, byLayerBefore: forward || sweep >= 26, byLayerAfter: !forward || sweep >= 26)
      }
    }
    try straighten(cancellation)
  }

  /// Takes the items of a layer as near to where they are wanted as their order and distances allow, by least squares.
  ///
  /// Less the distances before it, the rows of items in order must not fall. Where those that are wanted do, the items
  /// stand side by side at the mean of what they want ("pool adjacent violators": Ayer, Brunk, Ewing, Reid and Silverman,
  /// "An empirical distribution function for sampling with incomplete information", 1955).
  private mutating func settle(_ layer: Int, byLayerBefore: Bool, byLayerAfter: Bool) {
    pools.removeAll(keepingCapacity: true)
    var before = 0.0
    var previous: Int?
    for item in order.layers[layer] {
      if let previous { before += Double(distance(previous, item)) }
      previous = item
      var (sum, weight) = (0.0, 0.0)
      if byLayerBefore { add(upperPulls, of: item, to: &sum, &weight) }
      if byLayerAfter { add(lowerPulls, of: item, to: &sum, &weight) }
      if weight == 0 { (sum, weight) = (wanted[item] * 0.1, 0.1) }
      var pool = Pool(sum: sum - before * weight, weight: weight, count: 1)
      while let above = pools.last, above.row > pool.row {
        pool = Pool(
          sum: above.sum + pool.sum, weight: above.weight + pool.weight, count: above.count + pool.count)
        pools.removeLast()
      }
      pools.append(pool)
    }
    (before, previous) = (0, nil)
    var (pool, left) = (-1, 0)
    for item in order.layers[layer] {
      if let previous { before += Double(distance(previous, item)) }
      previous = item
      if left == 0 {
        pool += 1
        left = pools[pool].count
      }
      left -= 1
      wanted[item] = pools[pool].row + before
    }
  }

  /// Adds up the rows in which an item is wanted from one side, as often as they weigh.
  private func add(_ sides: Buckets, of item: Int, to sum: inout Double, _ weight: inout Double) {
    for place in sides.places(of: item) {
      let pull = pulls[sides.members[place]]
      sum += (wanted[pull.item] + Double(pull.offset)) * Double(pull.weight)
      weight += Double(pull.weight)
    }
  }
}
