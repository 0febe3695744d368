import Memory

/// The constants that nodes refer to, each once.
struct ConstantPool: ~Copyable {
  private(set) var values = Column<Double>()
  private var positions = NodeTable()

  /// The identifier of `value`, by its bits: 0 and −0 differ.
  mutating func intern(_ value: Double) -> NodeID {
    let bits = value.bitPattern
    let hash = Self.hash(bits)
    if let position = positions.find(hash, where: { values.elements[$0].bitPattern == bits }) {
      return .constant(position)
    }
    let position = values.count
    values.append(value)
    let elements = values.elements
    uninterrupted { (never) throws(Interruption) in
      try positions.insert(position, hash, hashOf: { Self.hash(elements[$0].bitPattern) }, never)
    }
    return .constant(position)
  }

  /// The identifier of a further constant, for which nobody looks by its value.
  mutating func append(_ value: Double) -> NodeID {
    values.append(value)
    return .constant(values.count - 1)
  }

  /// Forgets all but the first `count` constants. O(number forgotten), or O(number left) where that is less.
  mutating func remove(from count: Int) {
    let elements = values.elements
    if values.count - count > count {
      positions.keep({ $0 < count }, hashOf: { Self.hash(elements[$0].bitPattern) })
    } else {
      for position in (count..<values.count).reversed() {
        positions.remove(position, Self.hash(elements[position].bitPattern)) {
          Self.hash(elements[$0].bitPattern)
        }
      }
    }
    values.truncate(to: count)
  }

  /// Gives back the memory of constants that were forgotten, where it is much.
  mutating func shrink() { values.shrink() }

  /// Mixes the bits of a number, of which whole ones differ in the upper half only.
  @inline(__always)
  private static func hash(_ bits: UInt64) -> UInt64 {
    let mixed = (bits ^ (bits >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }
}
