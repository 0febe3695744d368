/// The tracks in a channel between two layers on which lines change their row.
///
/// A net is a line that comes in at one row and leaves at one or more. Where these differ it needs a track: a place across
/// the channel for the piece that connects the rows. Nets whose pieces do not overlap share one (the left-edge algorithm of
/// channel routing, A. Hashimoto and J. Stevens, 1971).
struct ChannelTracks {
  /// A line through the channel.
  struct Net {
    /// The row at which it comes in, and those at which it leaves.
    let source: Int
    let targets: [Int]

    var low: Int { targets.reduce(source, min) }
    var high: Int { targets.reduce(source, max) }

    /// Whether it goes straight on.
    var isStraight: Bool { low == high }
  }

  /// For each net its track, counted from where lines come in; nil for those that go straight.
  private(set) var tracks: [Int?]

  /// How many tracks there are.
  private(set) var count = 0

  /// The track of each net, or the row of a target on which two nets would have to lie on each other.
  ///
  /// Where a net leaves on a row on which another comes in, its track lies behind the other's; else the two lines would
  /// cover each other. Where that goes round in a circle there is no way, until something is moved.
  ///
  /// - Complexity: O(*n*²) in the number of nets at most; mostly there are few.
  static func assign(_ nets: [Net]) -> (tracks: ChannelTracks, conflict: Int?) {
    var result = ChannelTracks(tracks: Array(repeating: nil, count: nets.count))
    var sources: [Int: Int] = [:]
    for (index, net) in nets.enumerated() where !net.isStraight { sources[net.source] = index }
    // Those that must come before a net.
    let before = nets.enumerated().map { index, net in
      net.isStraight ? [] : net.targets.compactMap { sources[$0] }.filter { $0 != index }
    }
    var open = nets.indices.filter { !nets[$0].isStraight }
    open.sort { (nets[$0].low, nets[$0].high, $0) < (nets[$1].low, nets[$1].high, $1) }
    while !open.isEmpty {
      var end = Int.min
      var rest: [Int] = []
      for net in open {
        let isReady = before[net].allSatisfy { result.tracks[$0].map { $0 < result.count } ?? false }
        if isReady, nets[net].low > end {
          result.tracks[net] = result.count
          end = nets[net].high
        } else {
          rest.append(net)
        }
      }
      if rest.count == open.count {
        let net = open.max { nets[$0].high < nets[$1].high } ?? open[0]
        return (result, nets[net].targets.filter { sources[$0] != nil }.max() ?? nets[net].high)
      }
      open = rest
      result.count += 1
    }
    return (result, nil)
  }
}
