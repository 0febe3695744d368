package import Memory

/// What a program computes in which order, and where everything stands, before there is memory for it.
struct ProgramPlan {
  /// A step, whose operands and results are slots.
  enum Step {
    case operation(ArrayOperation, [Int], result: Int)
    case run(Run)
    case streamed(Streamed)

    /// What it reads, and what it computes.
    var operands: [Int] {
      switch self {
      case .operation(_, let operands, _): operands
      case .run(let run): run.members.flatMap(\.operands)
      case .streamed(let streamed):
        [streamed.matrix, streamed.vector, streamed.product] + streamed.run.members.flatMap(\.operands)
          + [streamed.seed]
      }
    }
    var results: [Int] {
      switch self {
      case .operation(_, _, let result): [result]
      case .run(let run): run.results
      case .streamed(let streamed): [streamed.product] + streamed.run.results + [streamed.result]
      }
    }
  }

  /// A product of a matrix and a vector, a run over it, and a product of the transposed matrix with a member of the run.
  struct Streamed {
    let matrix: Int
    let vector: Int
    let product: Int
    var run: Run
    let back: MatrixProduct
    let seed: Int
    let result: Int
  }

  /// Operations of numbers over the same places.
  struct Run {
    let shape: Shape
    var members: [(opcode: Opcode, number: Int, operands: [Int], result: Int)] = []
    var endings: [(member: Int, result: Int, isMean: Bool)] = []
    var tileCount = 0

    /// What it computes, sums included.
    var results: [Int] { members.map(\.result) + endings.map(\.result) }
  }

  /// Where a value stands.
  enum Place {
    case memory(Int)
    case constant(Int)

    /// In a tile of the run that makes it, and nowhere else.
    case tile(Int)
  }

  private(set) var inputs: [NodeID] = []
  private(set) var inputSlots: [Int] = []
  private(set) var targetSlots: [Int] = []
  private(set) var shapes: [Shape] = []
  private(set) var places: [Place] = []
  private(set) var constants: [ArrayStorage] = []
  private(set) var steps: [Step] = []
  private(set) var size = 0

  /// For each slot the steps that read it, and what computes it.
  private var nodes: [NodeID?] = []
  private var operands: [[Int]] = []
  private var slots: [NodeID: Int] = [:]

  /// The plan for everything that the targets need. O(number of nodes and edges below them).
  init(_ targets: [NodeID], of graph: Graph, _ cancellation: Cancellation) throws(Interruption) {
    let cone = try graph.cone(of: targets, cancellation)
    for target in targets where target.isConstant { enterConstant(target, graph) }
    for (position, id) in cone.enumerated() {
      try cancellation.check(at: position, of: cone.count)
      let own = graph.operands(of: id)
      for operand in own where operand.isConstant { enterConstant(operand, graph) }
      slots[id] = shapes.count
      shapes.append(graph.shape(of: id))
      places.append(.memory(0))
      nodes.append(id)
      operands.append(own.compactMap { slots[$0] })
      if graph.isInput(id) {
        inputs.append(id)
        inputSlots.append(shapes.count - 1)
      }
    }
    targetSlots = targets.compactMap { slots[$0] }
    foldTransposes(graph)
    order(graph)
    stream()
    placeInTiles()
    placeInMemory()
  }

  private mutating func enterConstant(_ id: NodeID, _ graph: Graph) {
    if slots[id] != nil { return }
    slots[id] = shapes.count
    let value = graph.cachedArray(of: id)
    shapes.append(value.shape)
    places.append(.constant(constants.count))
    constants.append(value.storage)
    nodes.append(nil)
    operands.append([])
  }

  /// What products do with an operand besides multiplying: they read a transposed matrix where it stands.
  private var products: [Int: MatrixProduct] = [:]

  /// Lets products read what was transposed for them, so that nothing is copied; transposes that nobody else reads go.
  private mutating func foldTransposes(_ graph: Graph) {
    func source(_ slot: Int) -> Int? {
      guard let node = nodes[slot], case .transpose? = graph.arrayOperation(of: node) else { return nil }
      return operands[slot][0]
    }
    for slot in shapes.indices {
      guard let node = nodes[slot], case .product(var product)? = graph.arrayOperation(of: node) else {
        continue
      }
      if let left = source(operands[slot][0]) {
        operands[slot][0] = left
        product.isTransposed.left = true
      }
      if let right = source(operands[slot][1]) {
        operands[slot][1] = right
        product.isTransposed.right = true
      }
      products[slot] = product
    }
    // From the last on, since transposes can be transposed.
    var readers = [Int](repeating: 0, count: shapes.count)
    for own in operands { for operand in own { readers[operand] += 1 } }
    let targets = Set(targetSlots)
    for slot in shapes.indices.reversed()
    where source(slot) != nil && readers[slot] == 0 && !targets.contains(slot) {
      readers[operands[slot][0]] -= 1
      operands[slot] = []
      nodes[slot] = nil
    }
  }

  // MARK: Order

  /// Puts everything in an order in which runs are long: whole operations as soon as they can be carried out, and then at
  /// once what can be done over the same places.
  private mutating func order(_ graph: Graph) {
    var waiting = operands.map(\.count)
    var users = [[Int]](repeating: [], count: shapes.count)
    for (slot, own) in operands.enumerated() { for operand in own { users[operand].append(slot) } }
    var whole: [Int] = []
    var lifted: [Shape: [Int]] = [:]
    func isLifted(_ slot: Int) -> Bool {
      nodes[slot].map { graph.opcode(of: $0) != .array && graph.opcode(of: $0) != .input } ?? false
    }
    var queue = shapes.indices.filter { nodes[$0] == nil || graph.isInput(nodes[$0] ?? NodeID(0)) }
    // Says that a slot is there, and what can be computed now.
    func release(_ slot: Int) {
      for user in users[slot] {
        waiting[user] -= 1
        if waiting[user] > 0 { continue }
        if isLifted(user) { lifted[shapes[user], default: []].append(user) } else { whole.append(user) }
      }
    }
    for slot in queue { release(slot) }
    queue = []
    while true {
      if let slot = whole.popLast() {
        if let node = nodes[slot], let operation = graph.arrayOperation(of: node) {
          steps.append(
            .operation(products[slot].map { .product($0) } ?? operation, operands[slot], result: slot))
        }
        release(slot)
        continue
      }
      // Numbers first, since much can wait for them; then whatever is largest.
      guard let shape = lifted[.scalar] != nil ? .scalar : lifted.keys.max(by: { $0.count < $1.count }) else {
        break
      }
      var run = Run(shape: shape)
      while let slot = lifted[shape]?.popLast() {
        guard let node = nodes[slot] else { continue }
        run.members.append(
          (graph.opcode(of: node), graph.member(of: node.index) ?? 0, operands[slot], slot))
        release(slot)
      }
      lifted[shape] = nil
      run.endings = endings(of: run, among: whole, graph)
      let ended = Set(run.endings.map(\.result))
      whole.removeAll { ended.contains($0) }
      for ending in run.endings { release(ending.result) }
      steps.append(.run(run))
    }
  }

  /// Sums and means over all of what a run computes are parts of it.
  private func endings(
    of run: Run, among whole: [Int], _ graph: Graph
  ) -> [(member: Int, result: Int, isMean: Bool)] {
    let isFlat = run.members.allSatisfy { member in
      member.operands.allSatisfy { shapes[$0].isScalar || shapes[$0].count == run.shape.count }
    }
    guard isFlat, run.shape.rank > 0 else { return [] }
    let places = Dictionary(
      run.members.enumerated().map { ($1.result, $0) }, uniquingKeysWith: { first, _ in first })
    return whole.compactMap { slot in
      guard let node = nodes[slot], case .reduction(let reduction)? = graph.arrayOperation(of: node),
        reduction.axis == nil, reduction.kind == .sum || reduction.kind == .mean,
        let member = places[operands[slot][0]]
      else { return nil }
      return (member, slot, reduction.kind == .mean)
    }
  }

  // MARK: One pass

  /// How many elements a matrix has at least that is gone through once instead of twice.
  private static let worthOnePass = 1 << 16

  /// Puts a product of a matrix and a vector, the run over it and the product of the transposed matrix into one step, once.
  private mutating func stream() {
    for (position, step) in steps.enumerated() {
      guard case .run(let run) = step, run.shape.rank == 1 else { continue }
      let results = Set(run.members.map(\.result))
      for (back, step) in steps.enumerated().dropFirst(position + 1) {
        guard case .operation(.product(let product), let operands, let result) = step,
          product.isTransposed.left, !product.isTransposed.right, results.contains(operands[1]),
          shapes[operands[0]].rank == 2, shapes[operands[0]].count >= Self.worthOnePass,
          let front = front(of: operands[0], run, before: position)
        else { continue }
        return join(front, position, back, back: product, seed: operands[1], result)
      }
    }
  }

  /// The step before a run that multiplies a matrix by a vector, and on whose result the run works; nil if there is none, or
  /// what it gives reaches the run in other ways, too.
  private func front(of matrix: Int, _ run: Run, before position: Int) -> Int? {
    let isFlat = run.members.allSatisfy { member in
      member.operands.allSatisfy { shapes[$0].isScalar || shapes[$0].count == run.shape.count }
    }
    guard isFlat else { return nil }
    return steps[..<position].indices.first { front in
      guard case .operation(.product(let product), let operands, let result) = steps[front],
        product == MatrixProduct(), operands[0] == matrix, shapes[operands[1]].rank == 1
      else { return false }
      var depending: Set<Int> = [result]
      for step in steps[front + 1..<position] where step.operands.contains(where: depending.contains) {
        depending.formUnion(step.results)
      }
      let read = Set(run.members.flatMap(\.operands))
      return read.contains(result) && read.intersection(depending) == [result]
    }
  }

  private mutating func join(
    _ front: Int, _ position: Int, _ last: Int, back: MatrixProduct, seed: Int, _ result: Int
  ) {
    guard case .operation(_, let operands, let product) = steps[front], case .run(let run) = steps[position]
    else { return }
    let streamed = Streamed(
      matrix: operands[0], vector: operands[1], product: product, run: run, back: back, seed: seed,
      result: result)
    // What stands between and needs the product comes behind, all other before.
    var depending: Set<Int> = [product]
    var (before, behind): ([Step], [Step]) = ([], [])
    for step in steps[front + 1..<position] {
      if step.operands.contains(where: depending.contains) {
        depending.formUnion(step.results)
        behind.append(step)
      } else {
        before.append(step)
      }
    }
    steps =
      steps[..<front] + before + [.streamed(streamed)] + behind + steps[position + 1..<last]
      + steps[(last + 1)...]
  }

  // MARK: Places

  /// What only its own run reads gets a tile, which others take when nobody reads it any more.
  private mutating func placeInTiles() {
    var readers = [Set<Int>](repeating: [], count: shapes.count)
    for (number, step) in steps.enumerated() {
      for operand in step.operands { readers[operand].insert(number) }
    }
    let targets = Set(targetSlots)
    for (number, step) in steps.enumerated() {
      var run: Run
      var kept = targets
      switch step {
      case .run(let own): run = own
      case .streamed(let streamed):
        run = streamed.run
        kept.insert(streamed.seed)
      case .operation: continue
      }
      var lastUse: [Int: Int] = [:]
      for (position, member) in run.members.enumerated() {
        for operand in member.operands { lastUse[operand] = position }
      }
      var (free, occupied): ([Int], [(tile: Int, until: Int)]) = ([], [])
      for (position, member) in run.members.enumerated() {
        let slot = member.result
        if kept.contains(slot) || !readers[slot].isSubset(of: [number]) { continue }
        free += occupied.filter { $0.until < position }.map(\.tile)
        occupied.removeAll { $0.until < position }
        let tile = free.popLast() ?? run.tileCount
        run.tileCount = max(run.tileCount, tile + 1)
        places[slot] = .tile(tile)
        occupied.append((tile, lastUse[slot] ?? position))
      }
      if case .streamed(var streamed) = step {
        streamed.run = run
        steps[number] = .streamed(streamed)
      } else {
        steps[number] = .run(run)
      }
    }
  }

  /// Everything else gets a place in one block of memory, which others take when nobody reads it any more.
  private mutating func placeInMemory() {
    var lastUse = [Int](repeating: -1, count: shapes.count)
    for (number, step) in steps.enumerated() {
      for slot in step.operands + step.results { lastUse[slot] = max(lastUse[slot], number) }
    }
    for slot in inputSlots + targetSlots { lastUse[slot] = .max }
    var room = Room()
    for slot in inputSlots { places[slot] = .memory(room.take(shapes[slot].count)) }
    var ends: [Int: [Int]] = [:]
    for (number, step) in steps.enumerated() {
      for slot in step.results {
        guard case .memory = places[slot] else { continue }
        places[slot] = .memory(room.take(shapes[slot].count))
        if lastUse[slot] < .max { ends[lastUse[slot], default: []].append(slot) }
      }
      // Only now: what is read is not written over.
      for slot in ends[number] ?? [] {
        if case .memory(let offset) = places[slot] { room.giveBack(offset, shapes[slot].count) }
      }
    }
    size = room.end
  }

  /// A block of memory of which parts are taken and given back.
  private struct Room {
    private(set) var end = 0
    private var free: [(offset: Int, count: Int)] = []

    /// Whole cache lines.
    private func rounded(_ count: Int) -> Int { (max(1, count) + 7) & ~7 }

    mutating func take(_ count: Int) -> Int {
      let count = rounded(count)
      if let best = free.indices.filter({ free[$0].count >= count }).min(by: {
        free[$0].count < free[$1].count
      }) {
        let offset = free[best].offset
        if free[best].count == count {
          free.remove(at: best)
        } else {
          free[best] = (offset + count, free[best].count - count)
        }
        return offset
      }
      defer { end += count }
      return end
    }

    mutating func giveBack(_ offset: Int, _ count: Int) {
      free.append((offset, rounded(count)))
      free.sort { $0.offset < $1.offset }
      // Neighbours become one.
      var joined: [(offset: Int, count: Int)] = []
      for part in free {
        if let last = joined.last, last.offset + last.count == part.offset {
          joined[joined.count - 1].count += part.count
        } else {
          joined.append(part)
        }
      }
      free = joined
    }
  }
}

extension Graph {
  /// A program that computes the targets from the inputs below them, which have the values that they have now.
  package func arrayProgram(
    for targets: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> ArrayProgram {
    try arrayProgram(for: targets, inputsAt: [:], cancellation)
  }

  /// The same where some inputs have memory of their own, from which the program reads them.
  func arrayProgram(
    for targets: [NodeID], inputsAt places: [NodeID: UnsafeMutablePointer<Double>],
    _ cancellation: Cancellation
  ) throws(Interruption) -> ArrayProgram {
    let program = ArrayProgram(try ProgramPlan(targets, of: self, cancellation), inputsAt: places)
    for (position, input) in program.inputs.enumerated() where places[input] == nil {
      program.setInput(position, to: cachedNodeValue(of: input))
    }
    return program
  }
}
