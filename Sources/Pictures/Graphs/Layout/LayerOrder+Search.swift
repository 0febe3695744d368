import Memory

extension LayerOrder {
  /// The order with the fewest crossings that was found, from four starts.
  ///
  /// A sweep goes through the layers and sorts each by where the neighbours in the layer before stand, on the average
  /// (Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures", 1981), the next one
  /// comes back; exchanges of neighbours follow. In two of four sweeps, ties are taken the other way round. Eight sweeps are
  /// enough where whole lines are sifted afterwards: with more, generated expressions cross as often. Of two orders with as
  /// many crossings, the one is better in which fewer lines cross right before a box, and so is an order upside down.
  ///
  /// - Complexity: O(*s* log *k*) for each sweep over *s* joints between layers of *k* items if exchanges are few, and what
  ///   sifting takes.
  static func best(for graph: LayeredGraph, _ cancellation: Cancellation) throws(Interruption) -> LayerOrder {
    var order = LayerOrder(graph)
    var best = order.layers
    var lowest = (crossings: Int.max, beforeBoxes: Int.max)
    // Where there is much to be laid out, more starts take longer than anybody looks at what is crossed.
    let starts =
      graph.layerOfItem.count > Self.mostItemsFromAllSides ? Start.allCases.prefix(2) : Start.allCases[...]
    for start in starts {
      try order.arrange(start, cancellation)
      try order.sweep(cancellation)
      try order.untangle(cancellation)
      try order.siftLines(rounds: 3, patience: 1, cancellation)
      let found = (try order.crossings(cancellation), try order.crossingsBeforeBoxes(cancellation).kept)
      if found < lowest { (lowest, best) = (found, order.layers) }
      if lowest == (0, 0) { break }
    }
    order.set(best)
    if lowest != (0, 0) { try order.siftLines(rounds: 20, patience: 4, cancellation) }
    let beforeBoxes = try order.crossingsBeforeBoxes(cancellation)
    if beforeBoxes.swapped < beforeBoxes.kept { order.set(order.layers.map { $0.reversed() }) }
    return order
  }

  /// The vertices and bends up to which all four starts are tried.
  private static let mostItemsFromAllSides = 600

  /// Takes whole lines to where they cross least.
  private mutating func siftLines(rounds: Int, patience: Int, _ cancellation: Cancellation)
    throws(Interruption)
  {
    var lines = try LineOrder(self, cancellation)
    try lines.sift(rounds: rounds, patience: patience, cancellation)
    set(lines.layers)
  }

  /// The order in which items are come across, which is how they stand in their layers at first.
  private enum Start: CaseIterable {
    case depthFirstFromTargets, depthFirstFromLeaves, breadthFirstFromTargets, breadthFirstFromLeaves
  }

  /// Goes through the graph and puts the items of each layer into the order in which they are come across.
  private mutating func arrange(_ start: Start, _ cancellation: Cancellation) throws(Interruption) {
    let fromTargets = start == .depthFirstFromTargets || start == .breadthFirstFromTargets
    let isDeep = start == .depthFirstFromTargets || start == .depthFirstFromLeaves
    let count = place.count
    var isSeen = Array(repeating: false, count: count)
    var found: [[Int]] = Array(repeating: [], count: layers.count)
    var pending =
      fromTargets
      ? (0..<count).reversed().filter { lowers(of: $0).isEmpty }
      : (0..<count).filter { uppers(of: $0).isEmpty }
    if isDeep { pending.reverse() }
    var next = 0
    while isDeep ? !pending.isEmpty : next < pending.count {
      let item = isDeep ? pending.removeLast() : pending[next]
      next += 1
      if next % 1024 == 0 {
        try cancellation.check()
        Work.did(1024)
      }
      if isSeen[item] { continue }
      isSeen[item] = true
      found[graph.layerOfItem[item]].append(item)
      let near = fromTargets ? uppers[uppers(of: item)] : lowers[lowers(of: item)]
      if isDeep { pending += near.reversed().map(\.item) } else { pending += near.map(\.item) }
    }
    set(found)
  }

  /// Sweeps to and fro, and leaves the best order that came up.
  private mutating func sweep(_ cancellation: Cancellation) throws(Interruption) {
    var best = layers
    var lowest = try crossings(cancellation)
    for sweep in 0..<8 where lowest > 0 {
      let forward = sweep % 2 == 0
      let reversesTies = sweep % 4 < 2
      for layer in forward ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed() {
        try cancellation.check()
        Work.did(layers[layer].count)
        sort(layer, byLayerBefore: forward, reversesTies: reversesTies)
      }
      try transpose(swapsTies: reversesTies, cancellation)
      let crossings = try crossings(cancellation)
      if crossings < lowest { (lowest, best) = (crossings, layers) }
    }
    set(best)
  }

  /// Sorts a layer by the mean places of the neighbours on one side. Items without any stay where they are.
  private mutating func sort(_ layer: Int, byLayerBefore: Bool, reversesTies: Bool) {
    movable.removeAll(keepingCapacity: true)
    for (index, item) in layers[layer].enumerated() {
      let links = byLayerBefore ? uppers(of: item) : lowers(of: item)
      var (sum, weight) = (0, 0)
      for index in links {
        let link = byLayerBefore ? uppers[index] : lowers[index]
        sum += link.weight * place[link.item]
        weight += link.weight
      }
      if weight > 0 { movable.append((Double(sum) / Double(weight), reversesTies ? -index : index, item)) }
    }
    movable.sort { ($0.mean, $0.tie) < ($1.mean, $1.tie) }
    var next = 0
    for index in layers[layer].indices {
      let item = layers[layer][index]
      if (byLayerBefore ? uppers(of: item) : lowers(of: item)).isEmpty { continue }
      layers[layer][index] = movable[next].item
      next += 1
    }
    renumber(layer)
  }
}
