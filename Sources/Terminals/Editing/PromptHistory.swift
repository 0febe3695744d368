/// The statements entered so far, and the walk through them with Up and Down.
///
/// The walk visits the entries that begin with what was typed before it began; typing anything begins a
/// new walk. Pure data: the terminal is elsewhere.
struct PromptHistory {
  /// The statements, oldest first.
  private(set) var entries: [String] = []

  /// The walk under way.
  private var walk: Walk?

  /// A walk through the entries.
  private struct Walk {
    /// What was typed before the walk; entries that begin with it are visited.
    let typed: String

    /// Where the walk is; the number of entries when it is back at what was typed.
    let position: Int

    /// What the walk put on the line.
    let shown: String
  }

  /// Adds an entry, unless it is empty or repeats the last one; returns whether it was added.
  mutating func add(_ entry: String) -> Bool {
    walk = nil
    if entry.isEmpty || entries.last == entry { return false }
    entries.append(entry)
    return true
  }

  /// Forgets all entries.
  mutating func removeAll() { self = PromptHistory() }

  /// Whether `line` is what a walk has come to, so that another step goes on with that.
  func isWalking(at line: String) -> Bool { walk?.shown == line }

  /// Ends the walk: a new line begins.
  mutating func endWalk() { walk = nil }

  /// The next older entry to show in place of `line`; nil when there is none.
  ///
  /// - Complexity: O(*n*) in the entries passed over.
  mutating func older(than line: String) -> String? {
    let walk = walk(from: line)
    let position = entries[..<walk.position].lastIndex { $0.hasPrefix(walk.typed) && $0 != walk.shown }
    return position.map { step(walk, to: $0) }
  }

  /// The next newer entry to show in place of `line`, and at last what was typed; nil when there is none.
  ///
  /// - Complexity: O(*n*) in the entries passed over.
  mutating func newer(than line: String) -> String? {
    let walk = walk(from: line)
    if walk.position == entries.count { return nil }
    let newer = entries[(walk.position + 1)...]
    let position = newer.firstIndex { $0.hasPrefix(walk.typed) && $0 != walk.shown }
    return step(walk, to: position ?? entries.count)
  }

  /// The walk that shows `line`: the one under way, or a new one if `line` was typed.
  private func walk(from line: String) -> Walk {
    if let walk, walk.shown == line { return walk }
    return Walk(typed: line, position: entries.count, shown: line)
  }

  /// Goes on with the walk at another position; returns what to show there.
  private mutating func step(_ walk: Walk, to position: Int) -> String {
    let shown = position == entries.count ? walk.typed : entries[position]
    self.walk = Walk(typed: walk.typed, position: position, shown: shown)
    return shown
  }
}
