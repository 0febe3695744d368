/// What a program took from start to end.
struct Launch {
  let nanoseconds: Double
  let peakBytes: Double

  /// Starts a program so many times, one after the other.
  static func measure(_ command: [String], count: Int) throws -> [Launch] {
    guard let output = Program(beside: "Launcher").output(["\(count)"] + command) else {
      throw BenchmarkError("it cannot be started")
    }
    let launches = output.split(separator: "\n").compactMap { line -> Launch? in
      let fields = line.split(separator: " ").compactMap { Double($0) }
      guard fields.count == 3, fields[2] == 0 else { return nil }
      return Launch(nanoseconds: fields[0], peakBytes: fields[1] * 1024)
    }
    guard launches.count == count else {
      throw BenchmarkError("it fails")
    }
    return launches
  }
}
