package import Memory

/// Where the boxes of a graph stand, in layers from left to right, and how the lines between them run.
///
///     let layout = try GraphLayout(
///       vertices: [.init(extent: 3), .init(extent: 3), .init(extent: 4, inlets: [1, 2], commutes: true)],
///       edges: [.init(source: 0, target: 2, inlet: 0), .init(source: 1, target: 2, inlet: 1)],
///       separation: 0, bendSeparation: 0, .never)
///     layout.layers[0].map(\.position)  // [0, 3]
///
/// Every edge leads to a later layer, and all together are as short as possible (``Layering``). Where an edge passes a layer
/// it has a *bend*; all edges from one vertex share their bends, since they are drawn as one line with branches. The order
/// in the layers has few crossings (``LayerOrder``, ``LineOrder``), and the rows are such that lines are short and mostly
/// straight (``LineCoordinates``): an edge changes its row twice at most, behind its source and before its target.
///
/// The same graph is always laid out in the same way.
package struct GraphLayout: Sendable, Hashable {
  /// A box to be laid out.
  package struct Vertex: Sendable, Hashable {
    /// The rows that it takes in its layer, at least one. Units may be finer than rows.
    package var extent: Int
    /// The row in it from which lines leave.
    package var outlet: Int
    /// The rows in it at which lines arrive, one for each operand.
    package var inlets: [Int]
    /// Whether operands may take the inlets in any order.
    package var commutes: Bool

    /// A box of so many rows.
    package init(extent: Int, outlet: Int = 0, inlets: [Int] = [], commutes: Bool = false) {
      self.extent = extent
      self.outlet = outlet
      self.inlets = inlets
      self.commutes = commutes
    }
  }

  /// An operand of a vertex. There may be several from the same source.
  package struct Edge: Sendable, Hashable {
    /// The vertex whose value it brings.
    package var source: Int
    /// The vertex to which it brings it, which must be a later one: else the edge is left out.
    package var target: Int
    /// Which of the target's inlets it takes. If there is none of that number, it arrives in the first row.
    package var inlet: Int

    /// An operand from one vertex to a later one.
    package init(source: Int, target: Int, inlet: Int) {
      self.source = source
      self.target = target
      self.inlet = inlet
    }
  }

  /// What stands in a layer.
  package struct Item: Sendable, Hashable {
    /// What it is.
    package enum Kind: Sendable, Hashable {
      /// A box.
      case vertex(Int)
      /// The place where the line from a vertex passes the layer.
      case bend(of: Int)
    }

    /// What it is.
    package var kind: Kind
    /// The first of its rows; that of a bend is the only one.
    package var position: Int
  }

  /// A piece of a line, from an item to one of the next layer.
  package struct Segment: Sendable, Hashable {
    /// The place of the item in its layer.
    package var from: Int
    /// The place of the other item in the next layer.
    package var to: Int
    /// The row in the box in which it ends, counted from the box's first; nil if it ends at a bend.
    package var inlet: Int?
    /// The edges that run in it, in order.
    package var edges: [Int]
  }

  /// The items of each layer from top to bottom. The first row of all is 0.
  package private(set) var layers: [[Item]] = []
  /// The lines between each layer and the next, by where they begin and then where they end.
  package private(set) var segments: [[Segment]] = []
  /// For each edge the inlet that it takes: its own, or where operands commute, the one that fits the order in which they
  /// arrive, so that lines do not cross before the box.
  package private(set) var inlets: [Int]
  /// How many pairs of edges cross between two layers, where edges between the same vertices count once.
  package private(set) var crossings = 0
  /// The length of all edges in layers, where edges between the same vertices count once.
  package private(set) var length = 0

  /// Lays a graph out, with so many free rows between two boxes and between a bend and what is next to it.
  ///
  /// - Complexity: 60 vertices take two to three milliseconds, 200 some ten. It grows with the bends, of which there may be
  ///   as many as vertices times layers: a chain of 3,000 vertices that read all over it takes longer than anybody waits.
  package init(
    vertices: [Vertex], edges: [Edge], separation: Int, bendSeparation: Int, _ cancellation: Cancellation
  ) throws(Interruption) {
    let ports = Ports(vertices, edges)
    inlets = edges.map(\.inlet)
    let arcs = ports.arcs
    let layering = try Layering(count: vertices.count, arcs, cancellation)
    let graph = try LayeredGraph(layers: Array(layering.layers.dropLast()), arcs, cancellation)
    let order = try LayerOrder.best(for: graph, cancellation)
    length = graph.length
    crossings = try order.crossings(cancellation)
    inlets = ports.sortedInlets(order)
    segments = try ports.segments(order, inlets, cancellation)
    var rows = try LineCoordinates(
      order, ports, segments, separation: Ports.bounded(separation),
      bendSeparation: Ports.bounded(bendSeparation),
      cancellation)
    try rows.settle(cancellation)
    layers = order.layers.map { layer in
      layer.map { item in
        Item(
          kind: graph.isBend(item) ? .bend(of: graph.source(of: item)) : .vertex(item),
          position: rows.position(of: item))
      }
    }
  }
}
