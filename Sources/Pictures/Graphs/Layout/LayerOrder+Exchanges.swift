import Memory

extension LayerOrder {
  /// What the links of two items cost in one order and in the other.
  struct PairCost {
    /// With the first before the second.
    var kept = 0
    /// With the second before the first.
    var swapped = 0
    /// What the exchange of the two adds.
    var change: Int { swapped - kept }
  }

  /// What two items of a layer cost together. Their links must be sorted.
  ///
  /// - Complexity: O(*d*) in the number of their links.
  func pairCost(_ first: Int, _ second: Int) -> PairCost {
    var cost = PairCost()
    addCost(uppers, uppers(of: first), uppers(of: second), to: &cost)
    addCost(lowers, lowers(of: first), lowers(of: second), to: &cost)
    return cost
  }

  private func addCost(_ links: [Link], _ first: Range<Int>, _ second: Range<Int>, to cost: inout PairCost) {
    if first.isEmpty || second.isEmpty { return }
    // Buffers check their bounds in debug builds only, which makes a layout a tenth faster.
    place.withUnsafeBufferPointer { place in
      links.withUnsafeBufferPointer { links in
        cost.kept += price(of: first, after: second, links, place)
        cost.swapped += price(of: second, after: first, links, place)
      }
    }
  }

  /// What is crossed because links of `ones` end after links of `others`.
  @inline(__always)
  private func price(
    of ones: Range<Int>, after others: Range<Int>, _ links: UnsafeBufferPointer<Link>,
    _ place: UnsafeBufferPointer<Int>
  ) -> Int {
    var (sum, weight) = (0, 0)
    var other = others.lowerBound
    for one in ones {
      let end = place[links[one].item]
      while other < others.upperBound, place[links[other].item] < end {
        weight += links[other].weight
        other += 1
      }
      sum += links[one].weight * weight
    }
    return sum
  }

  /// How often lines to one box come in another order than that of its inlets, and how often with all layers upside down.
  func crossingsBeforeBoxes(_ cancellation: Cancellation) throws(Interruption) -> PairCost {
    var cost = PairCost()
    for vertex in 0..<graph.vertexCount {
      for index in uppers(of: vertex) {
        try cancellation.check()
        for other in upperStarts[vertex]..<index {
          let isAfter = place[uppers[other].item] > place[uppers[index].item]
          if uppers[other].inlet < uppers[index].inlet {
            if isAfter { cost.kept += 1 } else { cost.swapped += 1 }
          } else if uppers[other].inlet > uppers[index].inlet {
            if isAfter { cost.swapped += 1 } else { cost.kept += 1 }
          }
        }
      }
    }
    return cost
  }

  /// Exchanges neighbours as long as that saves crossings, at first those for which it makes no difference too if
  /// `swapsTies` says so: a sweep may find its way from there.
  mutating func transpose(swapsTies: Bool, _ cancellation: Cancellation) throws(Interruption) {
    var isPending = Array(repeating: true, count: layers.count)
    for round in 0..<40 {
      var gains = false
      for layer in layers.indices where isPending[layer] {
        try cancellation.check()
        Work.did(layers[layer].count)
        isPending[layer] = false
        if !transpose(layer, swapsTies: swapsTies && round == 0) { continue }
        gains = true
        for near in max(layer - 1, 0)...min(layer + 1, layers.count - 1) { isPending[near] = true }
      }
      if !gains { return }
    }
  }

  /// Exchanges neighbours in a layer once, and says whether that saved anything.
  private mutating func transpose(_ layer: Int, swapsTies: Bool) -> Bool {
    if layers[layer].count < 2 { return false }
    sortLinks(of: layer)
    var gains = false
    for index in 1..<layers[layer].count {
      let (first, second) = (layers[layer][index - 1], layers[layer][index])
      let cost = pairCost(first, second)
      if cost.change < 0 || swapsTies && cost.change == 0 && cost.kept > 0 {
        layers[layer].swapAt(index - 1, index)
        place[first] = index
        place[second] = index - 1
        if cost.change < 0 { gains = true }
      }
    }
    return gains
  }
}
