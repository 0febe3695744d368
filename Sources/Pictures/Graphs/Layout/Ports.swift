import Memory

/// The edges of a layout and where they leave and arrive: what is given, made harmless.
struct Ports {
  /// More rows than any drawing has, so that sums of rows do not overflow.
  private static let maximum = 1 << 30

  let vertices: [GraphLayout.Vertex]
  let edges: [GraphLayout.Edge]
  /// The edges by their targets, without those that lead nowhere or back.
  let byTarget: Buckets

  init(_ vertices: [GraphLayout.Vertex], _ edges: [GraphLayout.Edge]) {
    self.vertices = vertices
    self.edges = edges
    byTarget = Buckets(
      keys: edges.map { $0.source >= 0 && $0.source < $0.target ? $0.target : -1 }, count: vertices.count)
  }

  /// Whether an edge leads from a vertex to a later one.
  private func isDrawn(_ edge: GraphLayout.Edge) -> Bool {
    edge.source >= 0 && edge.source < edge.target && edge.target < vertices.count
  }

  /// A number of rows that can be computed with.
  static func bounded(_ rows: Int) -> Int { min(max(rows, 0), maximum) }

  /// The rows that a vertex takes.
  func extent(of vertex: Int) -> Int { max(Self.bounded(vertices[vertex].extent), 1) }

  /// The row in a vertex from which lines leave.
  func outlet(of vertex: Int) -> Int { Self.bounded(vertices[vertex].outlet) }

  /// The row in a vertex at which a line arrives.
  func row(ofInlet inlet: Int, of vertex: Int) -> Int {
    vertices[vertex].inlets.indices.contains(inlet) ? Self.bounded(vertices[vertex].inlets[inlet]) : 0
  }

  /// Each pair of vertices that edges join, once, in the order of the targets.
  var arcs: [LayeredGraph.Arc] {
    var arcs: [LayeredGraph.Arc] = []
    var seenFor = Array(repeating: -1, count: vertices.count)
    for target in vertices.indices {
      for edge in byTarget.members(of: target) where seenFor[edges[edge].source] != target {
        seenFor[edges[edge].source] = target
        let row = vertices[target].commutes ? 0 : row(ofInlet: edges[edge].inlet, of: target)
        arcs.append(LayeredGraph.Arc(tail: edges[edge].source, head: target, inlet: row))
      }
    }
    return arcs
  }

  /// For each edge the inlet that it takes, when those of commuting operands are taken in the order in which these arrive.
  ///
  /// What arrives from one layer has one order, whatever rows it will stand in: that of the items in the layer.
  func sortedInlets(_ order: LayerOrder) -> [Int] {
    var inlets = edges.map(\.inlet)
    for target in vertices.indices where vertices[target].commutes {
      let arriving = byTarget.members(of: target).sorted { first, second in
        (place(of: first, in: order), first) < (place(of: second, in: order), second)
      }
      let taken = arriving.map { edges[$0].inlet }
        .sorted { (row(ofInlet: $0, of: target), $0) < (row(ofInlet: $1, of: target), $1) }
      for (edge, inlet) in zip(arriving, taken) { inlets[edge] = inlet }
    }
    return inlets
  }

  /// The place of the item from which an edge comes to its target.
  private func place(of edge: Int, in order: LayerOrder) -> Int {
    let layer = order.graph.layerOfItem[edges[edge].target] - 1
    return order.place[order.graph.item(of: edges[edge].source, in: layer)]
  }

  /// The lines between each layer and the next.
  ///
  /// - Complexity: O(*p* log *p*) in the length of all edges.
  func segments(
    _ order: LayerOrder, _ inlets: [Int], _ cancellation: Cancellation
  ) throws(Interruption) -> [[GraphLayout.Segment]] {
    var segments: [[GraphLayout.Segment]] = Array(repeating: [], count: max(order.layers.count - 1, 0))
    let layers = order.graph.layerOfItem
    let bySource = Buckets(keys: edges.map { isDrawn($0) ? $0.source : -1 }, count: vertices.count)
    for source in vertices.indices {
      var remaining = Array(bySource.members(of: source))
      var layer = layers[source]
      while !remaining.isEmpty {
        try cancellation.take(remaining.count, of: Int.self)
        try cancellation.check()
        let from = order.place[order.graph.item(of: source, in: layer)]
        for edge in remaining where layers[edges[edge].target] == layer + 1 {
          let target = edges[edge].target
          let row = row(ofInlet: inlets[edge], of: target)
          segments[layer].append(.init(from: from, to: order.place[target], inlet: row, edges: [edge]))
        }
        remaining.removeAll { layers[edges[$0].target] == layer + 1 }
        if !remaining.isEmpty {
          let bend = order.place[order.graph.item(of: source, in: layer + 1)]
          segments[layer].append(.init(from: from, to: bend, inlet: nil, edges: remaining))
        }
        layer += 1
      }
    }
    return segments.map(merged)
  }

  /// The segments in order, those of several edges that arrive in one row made one.
  private func merged(_ segments: [GraphLayout.Segment]) -> [GraphLayout.Segment] {
    var merged: [GraphLayout.Segment] = []
    func end(_ segment: GraphLayout.Segment) -> (Int, Int, Int) {
      (segment.from, segment.to, segment.inlet ?? -1)
    }
    let order = segments.indices.sorted {
      end(segments[$0]) == end(segments[$1]) ? $0 < $1 : end(segments[$0]) < end(segments[$1])
    }
    for index in order {
      if let last = merged.indices.last, end(merged[last]) == end(segments[index]) {
        merged[last].edges += segments[index].edges
      } else {
        merged.append(segments[index])
      }
    }
    return merged
  }
}
