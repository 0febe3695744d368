import Memory

/// The order of the items of each layer, and how much is crossed in it.
///
/// Two joints between the same layers cross if their ends stand in different orders. A joint counts as often as it carries
/// arcs.
struct LayerOrder {
  /// A joint as one of its ends sees it.
  struct Link {
    /// The other end.
    var item: Int
    /// How many arcs it carries.
    var weight: Int
    /// Whether it joins two bends, so that the line goes on on both sides.
    var isInner: Bool
    /// The row of a vertex in which it arrives, or 0.
    var inlet: Int

    /// The same joint with another end.
    func leading(to item: Int) -> Link { Link(item: item, weight: weight, isInner: isInner, inlet: inlet) }
  }

  let graph: LayeredGraph

  /// The items of each layer, in order.
  var layers: [[Int]]
  /// The place of each item in its layer.
  var place: [Int]

  /// For each item the range of its links to the layer before and to the layer after.
  let upperStarts: [Int]
  let lowerStarts: [Int]
  /// The links to the layers before, item by item. In an item's range they stand in the order of their other ends, once
  /// ``sortLinks(of:)`` has seen to it.
  var uppers: [Link]
  /// The links to the layers after.
  var lowers: [Link]

  /// Where the next link of an item goes when links are sorted.
  private var scratch: [Int]
  /// The items of a layer that is sorted, which have neighbours, with their mean place.
  var movable: [(mean: Double, tie: Int, item: Int)] = []

  /// Puts the items of each layer in the order of their numbers.
  init(_ graph: LayeredGraph) {
    self.graph = graph
    let count = graph.layerOfItem.count
    let byLower = Buckets(keys: graph.joints.map(\.lower), count: count)
    let byUpper = Buckets(keys: graph.joints.map(\.upper), count: count)
    upperStarts = byLower.starts
    lowerStarts = byUpper.starts
    func link(_ joint: LayeredGraph.Joint, to item: Int) -> Link {
      let isInner = graph.isBend(joint.upper) && graph.isBend(joint.lower)
      return Link(item: item, weight: joint.weight, isInner: isInner, inlet: joint.inlet)
    }
    uppers = byLower.members.map { link(graph.joints[$0], to: graph.joints[$0].upper) }
    lowers = byUpper.members.map { link(graph.joints[$0], to: graph.joints[$0].lower) }
    scratch = Array(repeating: 0, count: count)
    let byLayer = Buckets(keys: graph.layerOfItem, count: graph.layerCount)
    layers = (0..<graph.layerCount).map { Array(byLayer.members(of: $0)) }
    place = scratch
    for layer in layers.indices { renumber(layer) }
  }

  /// The links of an item to the layer before.
  func uppers(of item: Int) -> Range<Int> { upperStarts[item]..<upperStarts[item + 1] }

  /// The links of an item to the layer after.
  func lowers(of item: Int) -> Range<Int> { lowerStarts[item]..<lowerStarts[item + 1] }

  /// Notes the places of a layer's items.
  mutating func renumber(_ layer: Int) {
    for (index, item) in layers[layer].enumerated() { place[item] = index }
  }

  /// Takes over an order of the same graph.
  mutating func set(_ order: [[Int]]) {
    layers = order
    for layer in layers.indices { renumber(layer) }
  }

  /// Brings the links of a layer's items into the order of their other ends. These are gone through in order, and what
  /// comes from each is put where it belongs, which takes no comparison.
  ///
  /// - Complexity: O(*k*) in the items and links around the layer.
  mutating func sortLinks(of layer: Int) {
    for item in layers[layer] { scratch[item] = lowerStarts[item] }
    if layer + 1 < layers.count {
      for item in layers[layer + 1] {
        for index in uppers(of: item) {
          let link = uppers[index]
          lowers[scratch[link.item]] = link.leading(to: item)
          scratch[link.item] += 1
        }
      }
    }
    for item in layers[layer] { scratch[item] = upperStarts[item] }
    if layer > 0 {
      for item in layers[layer - 1] {
        for index in lowers(of: item) {
          let link = lowers[index]
          uppers[scratch[link.item]] = link.leading(to: item)
          scratch[link.item] += 1
        }
      }
    }
  }

  /// The number of crossings.
  ///
  /// - Complexity: O(*j* log *k*) in the joints and the items of a layer.
  func crossings(_ cancellation: Cancellation) throws(Interruption) -> Int {
    var crossings = 0
    var weights = FenwickTree()
    for layer in layers.indices.dropFirst() {
      try cancellation.check()
      weights.clear(count: layers[layer - 1].count)
      for item in layers[layer] {
        // Links of one item do not cross each other: all look before any is added.
        for link in uppers[uppers(of: item)] {
          crossings += link.weight * weights.sum(after: place[link.item])
        }
        for link in uppers[uppers(of: item)] { weights.add(link.weight, at: place[link.item]) }
      }
    }
    return crossings
  }
}

/// Numbers of which any may be enlarged, and sums be asked for, in the logarithm of their count (Fenwick, "A new data
/// structure for cumulative frequency tables", 1994).
struct FenwickTree {
  /// At each place, counted from 1, the sum of as many numbers up to there as its lowest bit says.
  private var sums: [Int] = []
  private var total = 0

  /// Makes it so many zeros.
  mutating func clear(count: Int) {
    sums.removeAll(keepingCapacity: true)
    for _ in 0...max(count, 0) { sums.append(0) }
    total = 0
  }

  /// Enlarges a number.
  mutating func add(_ amount: Int, at index: Int) {
    total += amount
    var place = index + 1
    while place < sums.count {
      sums[place] += amount
      place += place & -place
    }
  }

  /// The sum of the numbers behind an index.
  func sum(after index: Int) -> Int {
    var sum = total
    var place = index + 1
    while place > 0 {
      sum -= sums[place]
      place -= place & -place
    }
    return sum
  }
}

extension LayerOrder {
  /// Takes back the crossings of nets that go on on both sides: in each layer, the bends that follow bends exchange their
  /// places among themselves, so that they stand in the order of those before.
  mutating func untangle(_ cancellation: Cancellation) throws(Interruption) {
    for layer in layers.indices.dropFirst() {
      try cancellation.check()
      let places = layers[layer].indices.filter { followsBend(layers[layer][$0]) }
      let bends = places.map { layers[layer][$0] }.sorted { placeBefore($0) < placeBefore($1) }
      for (index, bend) in zip(places, bends) { layers[layer][index] = bend }
      renumber(layer)
    }
  }

  private func followsBend(_ item: Int) -> Bool {
    graph.isBend(item) && uppers[upperStarts[item]].isInner
  }

  private func placeBefore(_ bend: Int) -> Int { place[uppers[upperStarts[bend]].item] }
}
