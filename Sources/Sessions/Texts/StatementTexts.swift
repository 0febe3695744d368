import AutoDiff
import Formulas

/// What was typed behind the `=` of definitions, and the expressions, beside the nodes that they built.
///
/// Everything lies in a few arrays, so that to keep a text costs no memory of its own: some 40 bytes and the text.
struct StatementTexts {
  /// A statement whose text is kept.
  struct Entry {
    /// When it was carried out. A name that it gave stands for its result since then.
    let time: Int

    /// Where the text begins among the bytes of all, and how long it is.
    fileprivate let start: Int
    fileprivate let length: UInt32

    /// The number of its result, or -1.
    private let result: Int32
    private let firstNode: UInt32
    private let endOfNodes: UInt32

    fileprivate init(time: Int, root: NodeID?, nodes: Range<Int>, text: SourceRange) {
      (self.time, result) = (time, root.map { Int32(clamping: $0.index) } ?? -1)
      (start, length) = (text.lowerBound, UInt32(clamping: text.count))
      (firstNode, endOfNodes) = (UInt32(clamping: nodes.lowerBound), UInt32(clamping: nodes.upperBound))
    }

    /// The node that it came to; nil for a number.
    var root: NodeID? { result < 0 ? nil : NodeID(Int(result)) }

    /// The numbers of the nodes that it built, whether they went into its result or not. What was there already is not built
    /// again: that can be the result, too.
    var nodes: Range<Int> { Int(firstNode)..<Int(endOfNodes) }

    fileprivate var range: SourceRange { SourceRange(start, start + Int(length)) }
  }

  /// How many statements there are.
  var count: Int { entries.count }

  /// In the order in which they were carried out.
  private(set) var entries: [Entry] = []

  /// The positions of those that built something; their nodes ascend.
  private var builders: [Int32] = []

  private var bytes: [UInt8] = []

  /// The longest text that is kept, in bytes. Nobody has written a longer one.
  private static let lengthLimit = 1 << 16

  /// Keeps the text of a statement that was carried out just now.
  mutating func append(_ text: [UInt8], _ range: SourceRange, time: Int, root: NodeID?, nodes: Range<Int>) {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= text.count,
      range.count <= Self.lengthLimit, entries.count < Int32.max
    else { return }
    if !nodes.isEmpty { builders.append(Int32(truncatingIfNeeded: entries.count)) }
    let place = place(of: text, range)
    entries.append(Entry(time: time, root: root, nodes: nodes, text: place))
  }

  /// Where a text stands; one that says the same as the one before it, as in a loop, stands in the same place.
  private mutating func place(of text: [UInt8], _ range: SourceRange) -> SourceRange {
    if let last = entries.last?.range, bytes.hasSame(last, as: text, range) { return last }
    let start = bytes.count
    text.withUnsafeBufferPointer { text in
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range.lowerBound..<range.upperBound]))
    }
    return SourceRange(start, bytes.count)
  }

  /// The text of a statement on one line, without comments. O(its length).
  func text(of entry: Entry) -> String { bytes.tidyText(of: entry.range) }

  /// The statement of that time. O(log *n*).
  func statement(at time: Int) -> Entry? { position(at: time).map { entries[$0] } }

  /// The position of the statement of that time. O(log *n*).
  func position(at time: Int) -> Int? {
    let position = entries.indices.first(from: { entries[$0].time >= time })
    return position < entries.count && entries[position].time == time ? position : nil
  }

  /// The position of the statement that built a node. O(log *n*).
  func position(building node: NodeID) -> Int? {
    let place = builders.indices.first(from: { nodes(at: builders[$0]).upperBound > node.index })
    guard place < builders.count, nodes(at: builders[place]).contains(node.index) else { return nil }
    return Int(builders[place])
  }

  private func nodes(at position: Int32) -> Range<Int> { entries[Int(position)].nodes }

  /// Forgets the statements that built nodes of which only the first `count` are left, and all after them. O(number
  /// forgotten).
  mutating func cut(toNodes count: Int) {
    while let last = builders.last, nodes(at: last).upperBound > count {
      builders.removeLast()
      entries.removeSubrange(Int(last)...)
    }
    bytes.removeSubrange(min(bytes.count, entries.last?.range.upperBound ?? 0)...)
  }

  /// Forgets all but the first `count` statements. O(number forgotten).
  mutating func cut(toCount count: Int) {
    guard entries.count > count else { return }
    while let last = builders.last, Int(last) >= count { builders.removeLast() }
    entries.removeSubrange(count...)
    bytes.removeSubrange(min(bytes.count, entries.last?.range.upperBound ?? 0)...)
  }

  /// Keeps only some of the statements. O(*n*).
  mutating func keep(where isKept: (Entry) -> Bool) {
    var kept = StatementTexts()
    for entry in entries where isKept(entry) {
      kept.append(bytes, entry.range, time: entry.time, root: entry.root, nodes: entry.nodes)
    }
    self = kept
  }

  /// About how many bytes they take.
  var byteCount: Int { bytes.count + entries.count * MemoryLayout<Entry>.stride }
}
