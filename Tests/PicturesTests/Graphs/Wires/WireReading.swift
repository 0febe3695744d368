/// What a drawing of wires says: read from its signs alone, lane by lane.
struct WireReading {
  /// The nodes from top to bottom, by the titles beside their dots.
  private(set) var nodes: [String] = []

  /// For each node what it reads, with how often where the drawing tells: a wire that enters a dot from above may be read
  /// more than once.
  private(set) var reads: [String: [(operand: String, count: Int?)]] = [:]

  /// The first thing that cannot be read.
  private(set) var problem: String?

  /// Who holds each lane.
  private var held: [Int: String] = [:]

  private static let dots: Set<Character> = ["○", "●", "◉"]
  private static let goingOn: Set<Character> = ["├", "┤", "┼", "╞", "╡", "╪"]
  private static let ending: Set<Character> = ["└", "┘", "┴", "╘", "╛", "╧"]
  private static let doubled: Set<Character> = ["╞", "╡", "╪", "╘", "╛", "╧"]
  private static let line: Set<Character> = ["─", "═", "│"]

  /// Reads the rows of a drawing with a row a node, without the heading.
  init(_ rows: [String], laneCount: Int) {
    for row in rows where problem == nil { read(Array(row), laneCount) }
  }

  private mutating func read(_ row: [Character], _ laneCount: Int) {
    func sign(_ column: Int) -> Character { column < row.count ? row[column] : " " }
    let lanes = Array(0..<laneCount)
    guard let dot = lanes.first(where: { Self.dots.contains(sign(2 * $0)) }) else {
      problem = "no dot in \(String(row))"
      return
    }
    let title = String(row.dropFirst(2 * laneCount)).split(separator: " ").first.map(String.init) ?? ""
    var found: [(String, Int?)] = []
    if let above = held[dot] { found.append((above, nil)) }
    var ended: [Int] = []
    for lane in lanes where lane != dot {
      let sign = sign(2 * lane)
      if Self.goingOn.contains(sign) || Self.ending.contains(sign) {
        guard let value = held[lane] else {
          problem = "\(title) reads lane \(lane), which nobody holds"
          return
        }
        // The line from here to the dot has no gap.
        for column in min(2 * lane, 2 * dot) + 1..<max(2 * lane, 2 * dot) {
          let between = row[column]
          if !Self.line.contains(between), !Self.goingOn.contains(between), !Self.ending.contains(between) {
            problem = "the line from lane \(lane) to \(title) is broken"
          }
        }
        found.append((value, Self.doubled.contains(sign) ? 2 : 1))
        if Self.ending.contains(sign) { ended.append(lane) }
      } else if sign == "│" {
        if held[lane] == nil { problem = "a wire in lane \(lane) beside \(title) comes from nowhere" }
      } else if held[lane] != nil {
        problem = "the wire in lane \(lane) is not drawn beside \(title)"
      }
    }
    for lane in ended { held[lane] = nil }
    held[dot] = title
    nodes.append(title)
    reads[title] = found
  }
}
