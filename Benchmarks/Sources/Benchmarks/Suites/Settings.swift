import Foundation

/// What is measured, and for how long.
struct Settings {
  /// Smaller sizes, fewer rounds, and only the fast peers.
  var isQuick = false

  /// The suites to run; empty for all.
  var only: Set<String> = []

  /// What the names of the workloads of `sweeps` must contain.
  var workload = ""

  /// The directory of the benchmarks, where the peers are.
  var directory = "."

  /// The release binary.
  var adreplPath: String?

  /// Where the report goes besides standard output.
  var reportPath: String?

  var roundRobin: RoundRobin {
    isQuick ? RoundRobin(rounds: 7, budget: 5e6) : RoundRobin(rounds: 15, budget: 5e7)
  }

  var peers: [Peer] { isQuick ? Peer.quick : Peer.all }

  /// The most operations that peers are given, whatever they could do.
  var maximumPeerOperationCount: Int { isQuick ? 100_000 : .max }

  static let usage = """
    usage: Benchmarks [--quick] [--only SUITE,…] [--workload TEXT] [--directory BENCHMARKS] [--adrepl BINARY]
                      [--report FILE]

    The suites are \(suites.map { $0.name }.joined(separator: ", ")).
    """

  init(_ arguments: some Sequence<String>) throws {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      if argument == "--quick" {
        isQuick = true
        continue
      }
      guard let value = rest.next() else { throw BenchmarkError(Self.usage) }
      switch argument {
      case "--only": only = Set(value.split(separator: ",").map(String.init))
      case "--workload": workload = value
      case "--directory": directory = value
      case "--adrepl": adreplPath = value
      case "--report": reportPath = value
      default: throw BenchmarkError(Self.usage)
      }
    }
  }
}
