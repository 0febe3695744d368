/// The elements of an array in memory of their own, which copies of a value share.
///
/// They are written by whoever makes them, and never again once somebody else holds them.
final class ArrayStorage: @unchecked Sendable {
  let start: UnsafeMutablePointer<Double>
  let count: Int

  /// Elements of which `body` initializes each.
  init(count: Int, _ body: (UnsafeMutablePointer<Double>) -> Void) {
    self.count = count
    start = .allocate(capacity: max(1, count))
    body(start)
  }

  convenience init(_ elements: [Double]) {
    self.init(count: elements.count) { start in
      elements.withUnsafeBufferPointer { elements in
        if let base = elements.baseAddress { start.initialize(from: base, count: elements.count) }
      }
    }
  }

  deinit { start.deallocate() }

  var elements: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: start, count: count) }
}
