import Memory

/// A graph whose arcs lead from each layer to the next only: those that are longer pass the layers between as *bends*.
///
/// All arcs of one vertex share their bends, one in a layer: a value is one line with branches, a *net*. Vertices and
/// bends together are the *items*: numbers below `vertexCount` are vertices, the others bends.
struct LayeredGraph {
  /// What leads from one vertex to another, however many edges do the same.
  struct Arc {
    let tail: Int
    let head: Int
    /// The row of the head in which it arrives, for whom the order of what arrives makes a difference.
    let inlet: Int
  }

  /// A piece of a net between an item and one of the next layer.
  struct Joint {
    let upper: Int
    let lower: Int
    /// How many arcs it carries.
    let weight: Int
    /// The row of a vertex in which it arrives, or 0.
    let inlet: Int
  }

  /// The number of vertices.
  let vertexCount: Int
  /// For each item its layer.
  private(set) var layerOfItem: [Int]
  /// For each bend, counted from the first, the vertex whose value passes there.
  private(set) var sources: [Int] = []
  /// For each vertex the first of its bends, which follow each other layer by layer.
  private(set) var firstBend: [Int] = []
  /// What joins items.
  private(set) var joints: [Joint] = []
  /// The number of layers.
  let layerCount: Int

  /// The length of all arcs together, in layers.
  private(set) var length = 0

  /// A graph of vertices in layers and the arcs between them, each pair of ends once.
  ///
  /// - Complexity: O(*n* + *e* + *b*) in vertices, arcs and bends.
  init(layers: [Int], _ arcs: [Arc], _ cancellation: Cancellation) throws(Interruption) {
    vertexCount = layers.count
    layerOfItem = layers
    layerCount = (layers.max() ?? -1) + 1
    let leaving = Buckets(keys: arcs.map(\.tail), count: vertexCount)

    var bendCount = 0
    for tail in 0..<vertexCount {
      let last = leaving.members(of: tail).lazy.map { layers[arcs[$0].head] }.max() ?? 0
      bendCount += max(0, last - layers[tail] - 1)
    }
    try cancellation.take(
      bendCount, of: (Joint, Joint, LayerOrder.Link, LayerOrder.Link, LayerOrder.Link, LayerOrder.Link).self)

    for tail in 0..<vertexCount {
      try cancellation.check()
      firstBend.append(layerOfItem.count)
      addNet(of: tail, leaving.members(of: tail).map { arcs[$0] })
    }
  }

  /// The item at which the net of a vertex stands in a layer: the vertex itself or a bend.
  func item(of source: Int, in layer: Int) -> Int {
    let distance = layer - layerOfItem[source]
    return distance <= 0 ? source : firstBend[source] + distance - 1
  }

  /// The vertex whose value an item has.
  func source(of item: Int) -> Int {
    item < vertexCount ? item : sources[item - vertexCount]
  }

  /// Whether an item is a bend.
  func isBend(_ item: Int) -> Bool { item >= vertexCount }

  /// Adds the bends and the joints of a net.
  private mutating func addNet(of source: Int, _ arcs: [Arc]) {
    let first = layerOfItem[source]
    let arcs = arcs.sorted { (layerOfItem[$0.head], $0.head) < (layerOfItem[$1.head], $1.head) }
    var upper = source
    var layer = first + 1
    for (index, arc) in arcs.enumerated() {
      while layer < layerOfItem[arc.head] {
        let bend = layerOfItem.count
        layerOfItem.append(layer)
        sources.append(source)
        joints.append(Joint(upper: upper, lower: bend, weight: arcs.count - index, inlet: 0))
        upper = bend
        layer += 1
      }
      joints.append(Joint(upper: upper, lower: arc.head, weight: 1, inlet: arc.inlet))
      length += layer - first
    }
  }
}
