/// A pattern of names in which `*` stands for any letters and `?` for one: `d*`.
struct GlobPattern: Sendable {
  private let pattern: [Character]

  init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether a name is as the pattern says. O(length of the pattern · length of the name).
  ///
  /// What follows a star is tried from where the last one began: a star that has let the next one begin needs never take more.
  func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (place, position) = (0, 0)
    var star: (place: Int, position: Int)?
    while position < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, position)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[position] {
        (place, position) = (place + 1, position + 1)
      } else if let last = star {
        star = (last.place, last.position + 1)
        (place, position) = (last.place + 1, last.position + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
