/// Operations of numbers over the same places, one loop over tiles that stay in the nearest cache.
///
/// A tile holds as many elements as are summed up at once, so that the sums at the end of a run have the bits that they have
/// without it.
final class FusedRun {
  /// What is computed for each tile.
  private struct Member {
    let opcode: Opcode
    let number: Int
    let sources: [Source]

    /// Where the result goes: to its place in memory, or to a tile of the run.
    let result: UnsafeMutablePointer<Double>
    let isKept: Bool

    /// Whether the elements of every operand stand side by side as those of the result do, or are one number.
    let isEven: Bool
  }

  /// An operand: where it begins, in memory or in a tile, and how far it is to the next row and column.
  private struct Source {
    let start: UnsafePointer<Double>
    let isTile: Bool
    let row: Int
    let column: Int
  }

  /// A sum or mean over all elements of a member's result.
  private struct Ending {
    let member: Int
    let result: UnsafeMutablePointer<Double>
    let isMean: Bool
  }

  private let rows: Int
  private let columns: Int
  private var members: [Member] = []
  private var endings: [Ending] = []

  /// Tiles for each thread, which are so far apart.
  private let tiles: UnsafeMutablePointer<Double>
  private let tilesSize: Int
  private let threads: Int

  /// Room in which operands that are repeated are written out, where rows are so short that to go over each by itself takes longer;
  /// for each thread, and for each operand of a member.
  private let spread: UnsafeMutablePointer<Double>
  private let room: Int
  private let mostOperands: Int
  private let writesOut: Bool

  /// How long rows are at most of which several are computed at once although an operand is repeated.
  private static let shortRow = 256

  /// For each ending the sums of the tiles, one behind the other.
  private let sums: UnsafeMutablePointer<Double>
  private let tileCount: Int

  static let tileSize = ReductionKernel.blockSize

  /// A run as planned; a large one has room for several threads.
  init(
    _ run: ProgramPlan.Run, _ plan: ProgramPlan, _ pointers: [UnsafeMutablePointer<Double>],
    isPartOfLarger: Bool = false
  ) {
    let shape = run.shape
    let isFlat = run.members.allSatisfy { member in
      member.operands.allSatisfy { plan.shapes[$0].isScalar || plan.shapes[$0].count == shape.count }
    }
    (rows, columns) = isFlat ? (1, shape.count) : (shape.rows, shape.columns)
    room = max(Self.tileSize, isFlat ? 0 : shape.columns)
    tileCount = shape.count / Self.tileSize + 1
    let isLarge = isPartOfLarger || shape.count * run.members.count > Threads.operationsWorthAThread
    threads = isLarge ? min(Threads.limit, shape.count / Self.tileSize + 1) : 1
    tilesSize = max(1, run.tileCount * room)
    tiles = .allocate(capacity: threads * tilesSize)
    tiles.initialize(repeating: 0, count: threads * tilesSize)
    writesOut = !isFlat && shape.columns <= Self.shortRow
    mostOperands = run.members.lazy.map(\.operands.count).max() ?? 0
    spread = .allocate(capacity: writesOut ? max(1, threads * mostOperands * room) : 1)
    sums = .allocate(capacity: max(1, run.endings.count * tileCount))
    sums.initialize(repeating: 0, count: max(1, run.endings.count * tileCount))
    let width = isFlat ? 0 : shape.columns
    for member in run.members {
      let sources = member.operands.map { slot -> Source in
        if case .tile(let tile) = plan.places[slot] {
          return Source(start: UnsafePointer(tiles + tile * room), isTile: true, row: width, column: 1)
        }
        let operand = plan.shapes[slot]
        let steps =
          operand.isScalar ? (row: 0, column: 0) : isFlat ? (row: 0, column: 1) : operand.steps(in: shape)
        return Source(
          start: UnsafePointer(pointers[slot]), isTile: false, row: steps.row, column: steps.column)
      }
      var (isKept, result) = (true, pointers[member.result])
      if case .tile(let tile) = plan.places[member.result] { (isKept, result) = (false, tiles + tile * room) }
      members.append(
        Member(
          opcode: member.opcode, number: member.number, sources: sources, result: result, isKept: isKept,
          isEven: sources.allSatisfy {
            ($0.row == width && $0.column == 1) || ($0.row == 0 && $0.column == 0)
          }
        ))
    }
    for ending in run.endings {
      endings.append(Ending(member: ending.member, result: pointers[ending.result], isMean: ending.isMean))
    }
  }

  deinit {
    tiles.deallocate()
    spread.deallocate()
    sums.deallocate()
  }

  /// Computes all members, and the sums over them.
  func execute() {
    if rows == 1 {
      sweep(scale: 1)
      end()
      return
    }
    let step = max(1, Self.tileSize / max(1, columns))
    inParts((rows + step - 1) / step) { part, worker in
      let row = part * step
      for member in members { compute(member, row, min(step, rows - row), 0, columns, worker) }
    }
  }

  /// Carries tiles out, each by itself, on as many threads as there is room for.
  func inParts(_ count: Int, _ body: (Int, Int) -> Void) {
    if threads > 1, Threads.limit <= threads {
      Threads.inParts(count, body)
    } else {
      for part in 0..<count { body(part, 0) }
    }
  }

  /// Goes over a single row tile by tile.
  private func sweep(scale: Double) {
    inParts((columns + Self.tileSize - 1) / Self.tileSize) { tile, worker in
      compute(tile: tile, worker, scale: scale)
    }
  }

  /// Computes all members in a tile of a single row, and the sums over it.
  func compute(tile: Int, _ worker: Int, scale: Double = 1) {
    let column = tile * Self.tileSize
    let count = min(Self.tileSize, columns - column)
    for (position, member) in members.enumerated() {
      compute(member, 0, 1, column, count, worker)
      for (number, ending) in endings.enumerated() where ending.member == position {
        let start = member.isKept ? member.result + column : member.result + worker * tilesSize
        sums[number * tileCount + tile] =
          scale == 1
          ? ReductionKernel.sum(start, count) : (0..<count).reduce(0) { $0 + scale * start[$1] }
      }
    }
  }

  private func compute(
    _ member: Member, _ row: Int, _ rows: Int, _ column: Int, _ columns: Int, _ worker: Int
  ) {
    let result =
      member.isKept ? member.result + (row * self.columns + column) : member.result + worker * tilesSize
    if member.isEven || rows == 1 {
      compute(member, at: (row, column), tileRow: 0, rows * columns, worker, into: result)
    } else if writesOut, member.sources.count < 4 {
      computeWrittenOut(member, row, rows, columns, worker, into: result)
    } else {
      for line in 0..<rows {
        compute(
          member, at: (row + line, column), tileRow: line, columns, worker, into: result + line * columns)
      }
    }
  }

  /// Computes several rows of a member at once, of which operands that are repeated are written out.
  private func computeWrittenOut(
    _ member: Member, _ row: Int, _ rows: Int, _ columns: Int, _ worker: Int,
    into result: UnsafeMutablePointer<Double>
  ) {
    let count = rows * columns
    func line(_ place: Int) -> LineElements {
      let source = member.sources[place]
      let start = source.start + (source.isTile ? worker * tilesSize : row * source.row)
      if source.row == 0, source.column == 0 { return LineElements(start: start, step: 0, count: count) }
      if source.row == columns, source.column == 1 {
        return LineElements(start: start, step: 1, count: count)
      }
      let copy = spread + (worker * mostOperands + place) * room
      if source.row == 0 {
        // A row under itself, twice as many each time.
        copy.update(from: start, count: columns)
        var filled = columns
        while filled < count {
          (copy + filled).update(from: copy, count: min(filled, count - filled))
          filled *= 2
        }
      } else {
        for line in 0..<rows {
          for column in 0..<columns {
            copy[line * columns + column] = start[line * source.row + column * source.column]
          }
        }
      }
      return LineElements(start: copy, step: 1, count: count)
    }
    let operandCount = member.sources.count
    var visitor = OutOfLine(
      LiftedRow(
        first: line(0), second: operandCount > 1 ? line(1) : line(0),
        others: operandCount > 2 ? [line(2)] : [], operandCount: operandCount, member: member.number,
        result: result, count: count))
    dispatch(member.opcode, &visitor)
  }

  /// Computes a line of a member.
  private func compute(
    _ member: Member, at place: (row: Int, column: Int), tileRow: Int, _ count: Int, _ worker: Int,
    into result: UnsafeMutablePointer<Double>
  ) {
    func line(_ source: Source) -> LineElements {
      let offset =
        source.isTile
        ? worker * tilesSize + tileRow * source.row : place.row * source.row + place.column * source.column
      return LineElements(start: source.start + offset, step: source.column, count: count)
    }
    let sources = member.sources
    var visitor = OutOfLine(
      LiftedRow(
        first: line(sources[0]), second: sources.count > 1 ? line(sources[1]) : line(sources[0]),
        others: sources.count > 2 ? sources.dropFirst(2).map(line) : [], operandCount: sources.count,
        member: member.number, result: result, count: count))
    dispatch(member.opcode, &visitor)
  }

  /// Adds up the sums of the tiles: neighbours, then neighbouring pairs, and so on.
  func end() {
    let isOverflown = endings.indices.filter { number in
      let ending = endings[number]
      let sum = total(number)
      ending.result.pointee = ending.isMean ? sum / Double(columns) : sum
      return !sum.isFinite
    }
    if isOverflown.isEmpty { return }
    // Scaled, what is too large on the way need not be in the end.
    sweep(scale: Sum.scale)
    for number in isOverflown {
      let sum = total(number)
      let ending = endings[number]
      ending.result.pointee = (ending.isMean ? sum / Double(columns) : sum) / Sum.scale
    }
  }

  private func total(_ number: Int) -> Double {
    let count = (columns + Self.tileSize - 1) / Self.tileSize
    let sums = sums + number * tileCount
    if count < 2 { return count == 0 ? 0 : sums[0] }
    // In place: the sums of 2, 4, 8, … tiles stand where the first of these stood.
    var distance = 1
    while distance < count {
      for place in stride(from: 0, to: count - distance, by: 2 * distance) {
        // What has no whole neighbour waits.
        if place + 2 * distance <= count { sums[place] += sums[place + distance] }
      }
      distance *= 2
    }
    return rest(sums, count)
  }

  /// The sums that wait, of 2ⁿ tiles each, from the last and shortest on.
  private func rest(_ sums: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
    var (end, sum, isFirst) = (count, 0.0, true)
    while end > 0 {
      let length = end & -end
      sum = isFirst ? sums[end - length] : sums[end - length] + sum
      isFirst = false
      end -= length
    }
    return sum
  }
}
