extension LayeredGraph {
  /// What is to be drawn straight: each vertex, and the bends of each net.
  ///
  /// Lines have numbers: those of vertices, then those of nets that have bends, in the order of their sources.
  struct Line {
    /// The item in the first of its layers; those in the next layers have the numbers behind.
    let item: Int
    /// The first of its layers.
    let first: Int
    /// The last of its layers.
    let last: Int

    /// Its item in one of its layers.
    func item(in layer: Int) -> Int { item + layer - first }
  }

  /// The lines, in the order of their numbers.
  var lines: [Line] {
    var lines = (0..<vertexCount).map { Line(item: $0, first: layerOfItem[$0], last: layerOfItem[$0]) }
    for source in 0..<vertexCount {
      let end = source + 1 < vertexCount ? firstBend[source + 1] : layerOfItem.count
      if firstBend[source] == end { continue }
      lines.append(
        Line(item: firstBend[source], first: layerOfItem[firstBend[source]], last: layerOfItem[end - 1]))
    }
    return lines
  }

  /// For each item the number of its line.
  var lineOfItem: [Int] {
    var numbers = Array(repeating: 0, count: layerOfItem.count)
    for (number, line) in lines.enumerated() {
      for item in line.item...line.item(in: line.last) { numbers[item] = number }
    }
    return numbers
  }

  /// For each line the others with which it has a layer in common; nothing at all if there are more pairs than `maximum`.
  func companions(maximum: Int) -> [[Int]] {
    let lines = lines
    var starting: [[Int]] = Array(repeating: [], count: layerCount)
    for (number, line) in lines.enumerated() { starting[line.first].append(number) }
    var companions: [[Int]] = Array(repeating: [], count: lines.count)
    var passing: [Int] = []
    var pairs = 0
    for layer in 0..<layerCount {
      passing.removeAll { lines[$0].last < layer }
      for line in starting[layer] {
        pairs += passing.count
        if pairs > maximum { return [] }
        for other in passing { companions[other].append(line) }
        companions[line] = passing
        passing.append(line)
      }
    }
    return companions
  }

  /// An order of all lines in which those of each layer stand in the order of its items.
  ///
  /// No two nets must cross where both go on; then there is such an order. Suppose that lines stood in a circle, each
  /// before the next in some layer. Lines take intervals of layers, and of four intervals or more in a circle two that are
  /// not neighbours overlap, too: with the order of these, the circle is a smaller one. Three that overlap pairwise share a
  /// layer, and there they stand one after the other.
  func sortedLines(_ layers: [[Int]]) -> [Int] {
    let lineOfItem = lineOfItem
    let count = (lineOfItem.max() ?? -1) + 1
    var before: [Int] = []
    var after: [Int] = []
    for layer in layers {
      for (item, next) in zip(layer, layer.dropFirst()) {
        before.append(lineOfItem[item])
        after.append(lineOfItem[next])
      }
    }
    let followers = Buckets(keys: before, count: count)
    var waiting = Array(repeating: 0, count: count)
    for line in after { waiting[line] += 1 }
    var sorted = (0..<count).filter { waiting[$0] == 0 }
    var next = 0
    while next < sorted.count {
      for index in followers.members(of: sorted[next]) {
        waiting[after[index]] -= 1
        if waiting[after[index]] == 0 { sorted.append(after[index]) }
      }
      next += 1
    }
    assert(sorted.count == count, "\(count - sorted.count) lines are in a circle")
    return sorted
  }
}
