/// The names under which nodes are shown.
///
/// Most graphs have few, some have one for nearly every node: names stand in pages of neighbouring nodes, of which only
/// those are there that hold any. A copy shares the pages until one of the two is changed.
package struct LabelTable {
  private var pages: [[String?]] = []

  private static var pageSize: Int { 64 }

  /// Whether there was never a name.
  var isEmpty: Bool { pages.isEmpty }

  /// All names, by ascending node.
  package var all: [(node: NodeID, label: String)] {
    pages.enumerated().flatMap { number, page in
      page.enumerated().compactMap { index, label in
        label.map { (NodeID(number * Self.pageSize + index), $0) }
      }
    }
  }

  /// Removes the names of all nodes from `first` on. O(number of these pages).
  mutating func remove(from first: Int) {
    let (page, index) = first.quotientAndRemainder(dividingBy: Self.pageSize)
    guard page < pages.count else { return }
    pages.removeSubrange((page + 1)...)
    for index in index..<max(index, pages[page].count) { pages[page][index] = nil }
  }

  /// The name of a node, or nil. O(1).
  subscript(_ id: NodeID) -> String? {
    get {
      let (page, index) = id.index.quotientAndRemainder(dividingBy: Self.pageSize)
      return page < pages.count && index < pages[page].count ? pages[page][index] : nil
    }
    set {
      let (page, index) = id.index.quotientAndRemainder(dividingBy: Self.pageSize)
      if page >= pages.count {
        if newValue == nil { return }
        pages.append(contentsOf: repeatElement([], count: page + 1 - pages.count))
      }
      if pages[page].isEmpty {
        if newValue == nil { return }
        pages[page] = [String?](repeating: nil, count: Self.pageSize)
      }
      pages[page][index] = newValue
    }
  }
}
