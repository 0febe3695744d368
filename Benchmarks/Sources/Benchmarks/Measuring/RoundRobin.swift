/// Measures contenders in turn, round after round, so that what disturbs the machine disturbs all.
struct RoundRobin {
  /// How many rounds there are, and at least how many nanoseconds a contender works in each.
  var rounds: Int
  var budget: Double

  /// A contender that takes longer than this for one repetition sits out all but the first three rounds.
  private let patience = 1.5e9

  /// The nanoseconds of one repetition in each round, by contender. Each round begins with another one.
  func measure(_ work: Work, _ contenders: [any Contender]) throws -> [Sample] {
    var repetitions: [Int] = []
    var isSlow: [Bool] = []
    for contender in contenders {
      // The first run finds pages and code; the second says how often the work fits into a round.
      var time = try contender.run(work, repetitions: 1)
      if time < patience { time = try contender.run(work, repetitions: 1) }
      isSlow.append(time > patience)
      repetitions.append(max(1, Int(min(1e6, budget / max(time, 1)))))
    }
    var samples = [[Double]](repeating: [], count: contenders.count)
    for round in 0..<rounds {
      for offset in contenders.indices {
        let index = (round + offset) % contenders.count
        if isSlow[index] && round >= 3 { continue }
        let time = try contenders[index].run(work, repetitions: repetitions[index])
        samples[index].append(time / Double(repetitions[index]))
      }
    }
    return samples.map { Sample(values: $0) }
  }
}
