import Memory

/// The order of whole lines: of vertices, and of nets between the layers of their ends, each with all its bends at once.
///
/// In such an order no two nets cross where both of them go on, so that each can be drawn as one straight line; and what
/// takes the exchange of many bends layer by layer, with more crossings on the way, is one step here (Bachmaier,
/// Brandenburg, Brunner and Hübner, "Global k-level crossing reduction", 2011).
struct LineOrder {
  /// The most pairs of lines with a layer in common for which lines are sifted. Nobody can read a drawing of more.
  private static let maximumPairs = 250_000

  /// The crossings more than where it stood at which a line is not taken further. It rarely gets better from there.
  private static let farthest = 6

  /// What a crossing between layers costs above one right before a box, which is as small as a row.
  private static let crossingCost = 8

  private let order: LayerOrder
  private let lines: [LayeredGraph.Line]
  /// The numbers of the lines, in order.
  private var sequence: [Int]
  /// For each line its place in the sequence.
  private var rank: [Int]
  /// For each item twice its place in its layer, so that there are places between, where a line is tried out.
  private var place: [Int]
  /// Those of the line that is tried out, where it really stands.
  private var places: [Int] = []
  /// For each line those with which it has a layer in common, and which it passes when it moves; nearly sorted.
  private var companions: [[Int]]

  /// An order of lines that puts the items of layers into the order that they have. No two nets must cross where both go
  /// on.
  init(_ order: LayerOrder, _ cancellation: Cancellation) throws(Interruption) {
    self.order = order
    place = order.place.map { 2 * $0 }
    lines = order.graph.lines
    companions = order.graph.companions(maximum: Self.maximumPairs)
    try cancellation.check()
    sequence = order.graph.sortedLines(order.layers)
    rank = Array(repeating: 0, count: lines.count)
    for (index, line) in sequence.enumerated() { rank[line] = index }
  }

  /// The items of each layer, in order.
  var layers: [[Int]] {
    var layers: [[Int]] = Array(repeating: [], count: order.layers.count)
    for number in sequence {
      let line = lines[number]
      for layer in line.first...line.last { layers[layer].append(line.item(in: layer)) }
    }
    return layers
  }

  /// Takes each line to where it crosses least, over and over. Where it crosses as little elsewhere it moves, too: others
  /// may find better places then. Ends after so many rounds, or `patience` of them that did not save anything.
  ///
  /// - Complexity: O(*p* *d*²) a round for *p* pairs of lines with a layer in common, and *d* joints of each on a side.
  mutating func sift(rounds: Int, patience: Int, _ cancellation: Cancellation) throws(Interruption) {
    var roundsWithoutGain = 0
    for round in 0..<rounds where roundsWithoutGain < patience {
      var gain = 0
      for line in companions.indices {
        try cancellation.check()
        Work.did(companions[line].count)
        gain += sift(round % 2 == 0 ? line : companions.count - 1 - line)
      }
      roundsWithoutGain = gain == 0 ? roundsWithoutGain + 1 : 0
    }
  }

  /// Takes a line to its best place, and says how much that saves.
  private mutating func sift(_ number: Int) -> Int {
    let line = lines[number]
    let (near, start) = sortedCompanions(of: number)
    places.removeAll(keepingCapacity: true)
    for layer in line.first...line.last { places.append(place[line.item(in: layer)]) }
    var (best, target) = (1, start)
    for direction in [1, -1] {
      var change = 0
      var index = direction > 0 ? start : start - 1
      while index >= 0, index < near.count {
        let other = lines[near[index]]
        change += direction * self.change(exchanging: line, other)
        if change < best { (best, target) = (change, direction > 0 ? index + 1 : index) }
        if change > Self.farthest * Self.crossingCost { break }
        for layer in max(line.first, other.first)...min(line.last, other.last) {
          place[line.item(in: layer)] = place[other.item(in: layer)] + direction
        }
        index += direction
      }
      for layer in line.first...line.last { place[line.item(in: layer)] = places[layer - line.first] }
    }
    if target == start { return 0 }
    for index in target > start ? start..<target : target..<start {
      exchange(line, lines[near[index]], target > start ? 1 : -1)
    }
    move(number, to: rank[near[target > start ? target - 1 : target]])
    return -best
  }

  /// The companions of a line, in order, and how many of them stand before it.
  private mutating func sortedCompanions(of number: Int) -> (companions: [Int], before: Int) {
    var near = companions[number]
    companions[number] = []
    var before = 0
    for index in near.indices {
      let other = near[index]
      let otherRank = rank[other]
      if otherRank < rank[number] { before += 1 }
      var hole = index
      while hole > 0, rank[near[hole - 1]] > otherRank {
        near[hole] = near[hole - 1]
        hole -= 1
      }
      near[hole] = other
    }
    companions[number] = near
    return (near, before)
  }

  /// Takes a line to another rank.
  private mutating func move(_ number: Int, to target: Int) {
    let start = rank[number]
    let direction = (target - start).signum()
    for index in stride(from: start, to: target, by: direction) {
      sequence[index] = sequence[index + direction]
      rank[sequence[index]] = index
    }
    sequence[target] = number
    rank[number] = target
  }

  /// Takes a line past its neighbour in the layers that they share: on, or back.
  private mutating func exchange(_ line: LayeredGraph.Line, _ other: LayeredGraph.Line, _ direction: Int) {
    for layer in max(line.first, other.first)...min(line.last, other.last) {
      place[line.item(in: layer)] += 2 * direction
      place[other.item(in: layer)] -= 2 * direction
    }
  }

  /// What it adds if of two neighbours the first goes behind the second.
  private func change(exchanging first: LayeredGraph.Line, _ second: LayeredGraph.Line) -> Int {
    var change = 0
    for layer in max(first.first, second.first)...min(first.last, second.last) {
      let (one, other) = (first.item(in: layer), second.item(in: layer))
      change += self.change(order.uppers, order.uppers(of: one), order.uppers(of: other), before: false)
      change += self.change(order.lowers, order.lowers(of: one), order.lowers(of: other), before: true)
    }
    return change
  }

  /// The part of some links in that. Where both lines go on, they do not cross before or after. Links to one box cross
  /// before it if they come in another order than that of its inlets.
  @inline(__always)
  private func change(
    _ links: [LayerOrder.Link], _ ones: Range<Int>, _ others: Range<Int>, before: Bool
  ) -> Int {
    if ones.isEmpty || others.isEmpty { return 0 }
    // These loops take most of the time of a layout: buffers check their bounds in debug builds only.
    return place.withUnsafeBufferPointer { place in
      links.withUnsafeBufferPointer { links in
        var (change, changeBefore) = (0, 0)
        for one in ones {
          let link = links[one]
          let end = place[link.item]
          for other in others where !(link.isInner && links[other].isInner) {
            let otherLink = links[other]
            if otherLink.item == link.item {
              if before { changeBefore += (otherLink.inlet - link.inlet).signum() }
            } else {
              change += (end < place[otherLink.item] ? 1 : -1) * link.weight * otherLink.weight
            }
          }
        }
        return change * Self.crossingCost + changeBefore
      }
    }
  }
}
