/// What comes about round after round: every so many-th of it, so that there are never more than some.
struct ThinnedSeries<Element> {
  private(set) var elements: [Element]

  /// How many came after the first, and of how many one is kept.
  private(set) var count = 0
  private var stride = 1

  private let most: Int

  init(from first: Element, atMost most: Int) { (elements, self.most) = ([first], most) }

  /// Whether what came last is kept.
  var endsWithLast: Bool { count % stride == 0 }

  /// Notes the next one, which is asked for where it is kept.
  mutating func note(_ element: () -> Element) {
    count += 1
    guard endsWithLast else { return }
    elements.append(element())
    if elements.count > most {
      elements = elements.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      stride *= 2
    }
  }
}

extension ThinnedSeries: Sendable where Element: Sendable {}
