import Memory

/// What a graph knows of its arrays: shapes and operations, each once, and the values.
///
/// Beside the columns of nodes stands one with the numbers of their shapes. It is begun with the first array, and ends with the
/// last one: nodes behind its end are numbers.
struct ArrayTable: ~Copyable {
  private var shapeColumn = Column<Int32>()
  private var shapes: [Shape] = [.scalar]
  private var shapeNumbers: [Shape: Int32] = [.scalar: 0]
  private var operations: [ArrayOperation] = []
  private var operationNumbers: [ArrayOperation: Int32] = [:]

  /// The values of array nodes that were computed or set, row by row, and how many bytes they take.
  private var values: [Int32: ArrayStorage] = [:]
  private(set) var byteCount = 0

  /// Arrays among the constants, by their positions.
  private var constants: [Int: ArrayValue] = [:]
  private var constantPositions: [ArrayValue: Int] = [:]

  /// Whether there is an array, or was one: if not, no node need be asked.
  private(set) var isUsed = false

  // MARK: Shapes

  /// The shape of a node's value.
  @inline(__always)
  func shape(ofNode node: Int) -> Shape {
    node < shapeColumn.count ? shapes[Int(shapeColumn.elements[node])] : .scalar
  }

  /// Whether a node's value is a number.
  @inline(__always)
  func isScalar(_ node: Int) -> Bool {
    node >= shapeColumn.count || shapeColumn.elements[node] == 0
  }

  /// Says of which shape the newest node is.
  mutating func setShape(_ shape: Shape, ofNewest node: Int) {
    isUsed = true
    if shape.isScalar { return }
    while shapeColumn.count < node { shapeColumn.append(0) }
    if shapeColumn.count > node { shapeColumn.truncate(to: node) }
    if let number = shapeNumbers[shape] {
      shapeColumn.append(number)
    } else {
      let number = Int32(truncatingIfNeeded: shapes.count)
      shapes.append(shape)
      shapeNumbers[shape] = number
      shapeColumn.append(number)
    }
  }

  // MARK: Operations

  /// The number of an operation, by which nodes refer to it.
  mutating func number(of operation: ArrayOperation) -> Int32 {
    isUsed = true
    if let number = operationNumbers[operation] { return number }
    let number = Int32(truncatingIfNeeded: operations.count)
    operations.append(operation)
    operationNumbers[operation] = number
    return number
  }

  /// The operation of that number.
  func operation(_ number: Int32) -> ArrayOperation { operations[Int(number)] }

  // MARK: Values

  /// The elements of a node's value; nil where nothing was computed.
  func elements(ofNode node: Int) -> ArrayStorage? { values[Int32(truncatingIfNeeded: node)] }

  mutating func setElements(_ elements: ArrayStorage?, ofNode node: Int) {
    let key = Int32(truncatingIfNeeded: node)
    let old = elements.map { values.updateValue($0, forKey: key) } ?? values.removeValue(forKey: key)
    byteCount += ((elements?.count ?? 0) - (old?.count ?? 0)) * MemoryLayout<Double>.stride
  }

  /// Takes a node's memory, to be written anew.
  mutating func takeElements(ofNode node: Int) -> ArrayStorage? {
    let taken = values.removeValue(forKey: Int32(truncatingIfNeeded: node))
    byteCount -= (taken?.count ?? 0) * MemoryLayout<Double>.stride
    return taken
  }

  // MARK: Constants

  func constant(at position: Int) -> ArrayValue? { constants[position] }

  /// The position of a constant with these bits.
  func position(ofConstant value: ArrayValue) -> Int? { constantPositions[value] }

  mutating func setConstant(_ value: ArrayValue, at position: Int) {
    isUsed = true
    constants[position] = value
    constantPositions[value] = position
  }

  // MARK: Going back

  /// Forgets all nodes from one number on.
  mutating func removeNodes(from first: Int) {
    if shapeColumn.count > first {
      for node in first..<shapeColumn.count { setElements(nil, ofNode: node) }
      shapeColumn.truncate(to: first)
    }
  }

  mutating func removeConstants(from first: Int) {
    if constants.isEmpty { return }
    constants = constants.filter { $0.key < first }
    constantPositions = constantPositions.filter { $0.value < first }
  }

  /// Forgets a node that is gone: it is a number of which nothing is known.
  mutating func erase(_ node: Int) {
    setElements(nil, ofNode: node)
    if node < shapeColumn.count { shapeColumn.elements[node] = 0 }
  }
}

extension ArrayTable {
  /// The values that are kept, for going back to them.
  struct Snapshot: Sendable {
    fileprivate let values: [Int32: ArrayStorage]
    fileprivate let byteCount: Int
  }

  var snapshot: Snapshot { Snapshot(values: values, byteCount: byteCount) }

  mutating func restore(_ snapshot: Snapshot, nodeCount: Int) {
    values = snapshot.values.filter { $0.key < nodeCount }
    byteCount = snapshot.byteCount
  }
}
