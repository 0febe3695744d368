import Memory

/// Layers for the vertices of a graph such that every arc leads to a later layer, and all arcs together are as short as
/// they can be (Gansner, Koutsofios, North and Vo, "A technique for drawing directed graphs", 1993, §2).
///
/// That is a linear program, and this is the simplex method for it. A basis is a spanning tree of arcs that cannot be
/// shorter. To take an arc out of the tree lets the part that hangs on it move, up to where another arc becomes tight and
/// takes its place in the tree. If that never makes the drawing shorter, it is as short as possible. A root that is no
/// vertex stands before those that nothing leads to, so that there is one tree however many components there are.
struct Layering {
  /// From one vertex to another, once however many edges do the same. Arcs from the root have no length to be counted,
  /// and may be zero layers long; all others count one a layer.
  private struct Arc {
    let tail: Int
    let head: Int
    let weight: Int
  }

  /// The layer of each vertex, from 0; that of the root at the end.
  private(set) var layers: [Int]

  private let root: Int
  /// Sorted by head, so that their numbers stand for the arcs that enter a vertex, too.
  private var arcs: [Arc] = []
  private let entering: Buckets
  private let leaving: Buckets

  /// What each vertex hangs on in the tree, and by which arc.
  private var parent: [Int]
  private var parentArc: [Int]
  /// The vertices in an order in which each is followed by all that hangs on it.
  private var preorder: [Int]
  private var place: [Int]
  private var size: [Int]
  /// How many more arcs enter than leave what hangs on a vertex, itself included.
  private var surplus: [Int]

  /// The layers of vertices `0..<count`, of which arcs come in the order of their heads. Tails are smaller than heads.
  ///
  /// - Complexity: O(*n* + *e*) for each exchange of two arcs, of which there are rarely more than vertices.
  init(count: Int, _ given: [LayeredGraph.Arc], _ cancellation: Cancellation) throws(Interruption) {
    root = count
    var isEntered = Array(repeating: false, count: count)
    for arc in given { isEntered[arc.head] = true }
    var next = 0
    for vertex in 0..<count {
      if !isEntered[vertex] { arcs.append(Arc(tail: count, head: vertex, weight: 0)) }
      while next < given.count, given[next].head == vertex {
        arcs.append(Arc(tail: given[next].tail, head: vertex, weight: 1))
        next += 1
      }
    }
    entering = Buckets(keys: arcs.map(\.head), count: count + 1)
    leaving = Buckets(keys: arcs.map(\.tail), count: count + 1)
    let zeros = Array(repeating: 0, count: count + 1)
    (layers, parent, parentArc, preorder, place, size, surplus) = (
      zeros, zeros, zeros, zeros, zeros, zeros, zeros
    )
    hangOnLongestPaths()
    try shorten(cancellation)
  }

  /// The layers of longest paths. In them, each vertex has an arc to it that cannot be shorter: the first tree.
  private mutating func hangOnLongestPaths() {
    parent[root] = -1
    parentArc[root] = -1
    for (index, arc) in arcs.enumerated() {
      let layer = layers[arc.tail] + arc.weight
      if index == entering.starts[arc.head] || layer > layers[arc.head] {
        layers[arc.head] = layer
        parent[arc.head] = arc.tail
        parentArc[arc.head] = index
      }
    }
  }

  /// Exchanges arcs as long as there is one whose absence from the tree makes the drawing shorter.
  private mutating func shorten(_ cancellation: Cancellation) throws(Interruption) {
    var exchangesWithoutGain = 0
    measureTree()
    // After many exchanges that moved nothing, those of the smallest numbers cannot go round in circles (Bland's rule).
    while let loose = looseVertex(first: exchangesWithoutGain > root) {
      try cancellation.check()
      Work.did(arcs.count)
      guard let exchange = tightening(whatHangsOn: loose) else { return }
      exchangesWithoutGain = exchange.slack == 0 ? exchangesWithoutGain + 1 : 0
      move(whatHangsOn: loose, by: leads(to: loose) ? exchange.slack : -exchange.slack)
      hang(loose, on: exchange.arc)
      measureTree()
    }
  }

  /// Whether the arc by which a vertex hangs leads to it, rather than away from it.
  private func leads(to vertex: Int) -> Bool {
    arcs[parentArc[vertex]].head == vertex
  }

  /// The vertex that gains most by not hanging where it does, or the one whose arc has the smallest number of those that
  /// gain at all; nil if there is none.
  ///
  /// What hangs on an arc that leads to it gains by moving away if more arcs leave than enter it.
  private func looseVertex(first: Bool) -> Int? {
    var loose: Int?
    var best = 0
    for vertex in 0..<root {
      let loss = leads(to: vertex) ? surplus[vertex] : -surplus[vertex]
      if loss >= 0 { continue }
      let rank = first ? parentArc[vertex] - arcs.count : loss
      if rank < best { (loose, best) = (vertex, rank) }
    }
    return loose
  }

  /// The arc that stops what hangs on a vertex from moving further, and how far it can move.
  private func tightening(whatHangsOn loose: Int) -> (arc: Int, slack: Int)? {
    let movesOn = leads(to: loose)
    let subtree = place[loose]..<place[loose] + size[loose]
    let bounding = movesOn ? leaving : entering
    var best: (arc: Int, slack: Int)?
    for member in preorder[subtree] {
      for index in bounding.members(of: member) {
        let arc = arcs[index]
        if subtree.contains(place[movesOn ? arc.head : arc.tail]) { continue }
        let slack = layers[arc.head] - layers[arc.tail] - arc.weight
        if let best, (best.slack, best.arc) <= (slack, index) { continue }
        best = (index, slack)
      }
    }
    return best
  }

  private mutating func move(whatHangsOn vertex: Int, by distance: Int) {
    for member in preorder[place[vertex]..<place[vertex] + size[vertex]] { layers[member] += distance }
  }

  /// Hangs what hangs on a vertex on another arc: from that arc's end down to the vertex, the tree is turned round.
  private mutating func hang(_ vertex: Int, on index: Int) {
    let arc = arcs[index]
    let subtree = place[vertex]..<place[vertex] + size[vertex]
    var (current, above) = subtree.contains(place[arc.head]) ? (arc.head, arc.tail) : (arc.tail, arc.head)
    var link = index
    while true {
      let (next, nextLink) = (parent[current], parentArc[current])
      parent[current] = above
      parentArc[current] = link
      if current == vertex { return }
      (above, current, link) = (current, next, nextLink)
    }
  }

  /// Goes through the tree: who hangs on whom, and with how many arcs too many.
  private mutating func measureTree() {
    let none = -1
    var firstChild = Array(repeating: none, count: root + 1)
    var sibling = firstChild
    for vertex in (0..<root).reversed() {
      sibling[vertex] = firstChild[parent[vertex]]
      firstChild[parent[vertex]] = vertex
    }
    var current = root
    for index in preorder.indices {
      preorder[index] = current
      place[current] = index
      size[current] = 1
      surplus[current] = 0
      var next = firstChild[current]
      while next == none, current != root {
        next = sibling[current]
        current = parent[current]
      }
      current = next
    }
    for vertex in preorder.reversed() where vertex != root {
      surplus[vertex] += weight(of: entering, vertex) - weight(of: leaving, vertex)
      size[parent[vertex]] += size[vertex]
      surplus[parent[vertex]] += surplus[vertex]
    }
  }

  private func weight(of buckets: Buckets, _ vertex: Int) -> Int {
    buckets.members(of: vertex).reduce(0) { $0 + arcs[$1].weight }
  }
}
