/// What a node's value is: a number, or an array of them.
package enum NodeValue: Hashable, Sendable {
  case number(Double)
  case array(ArrayValue)

  /// The extents.
  package var shape: Shape {
    switch self {
    case .number: .scalar
    case .array(let value): value.shape
    }
  }

  /// The value as an array, a number as one of no extents.
  var array: ArrayValue {
    switch self {
    case .number(let number): ArrayValue(.scalar, [number])
    case .array(let array): array
    }
  }

  /// Whether both have the same bits.
  package static func == (a: NodeValue, b: NodeValue) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
    case (.array(let a), .array(let b)): a == b
    case (.number, .array), (.array, .number): false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .number(let value): hasher.combine(value.bitPattern)
    case .array(let value): hasher.combine(value)
    }
  }

  /// About how many bytes it takes.
  package var byteCount: Int {
    switch self {
    case .number: MemoryLayout<Double>.stride
    case .array(let value): value.count * MemoryLayout<Double>.stride
    }
  }
}

extension Graph {
  /// The value that is in the cache, whatever its freshness.
  package func cachedNodeValue(of id: NodeID) -> NodeValue {
    shape(of: id).isScalar ? .number(cachedValue(of: id)) : .array(cachedArray(of: id))
  }

  /// Gives an input a new value of its shape.
  package func setInput(_ id: NodeID, to value: NodeValue) {
    switch value {
    case .number(let number): setInput(id, to: number)
    case .array(let array): setInput(id, to: array)
    }
  }
}
