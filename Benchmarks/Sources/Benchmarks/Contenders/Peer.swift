/// A library that adrepl is compared with.
struct Peer: Sendable {
  let name: String

  /// The most operations that it is given. Some take microseconds for one, some take minutes to compile thousands.
  let maximumOperationCount: Int

  /// What starts it, besides the workload, given the directory of the benchmarks.
  let command: @Sendable (_ directory: String) -> [String]

  static let casADi = python("CasADi", library: "casadi", maximumOperationCount: 3_000_000)
  static let adolC = Peer(name: "ADOL-C", maximumOperationCount: 3_000_000) { ["\($0)/.peers/adolc_peer"] }
  static let torch = python("PyTorch, scalars", library: "torch", maximumOperationCount: 10_000)
  static let jax = python("JAX, scalars", library: "jax", maximumOperationCount: 1000)
  static let sympy = python("SymPy", library: "sympy", maximumOperationCount: 1000)
  static let micrograd = python("micrograd's way", library: "micrograd", maximumOperationCount: 100_000)

  /// Those that `--quick` has time for.
  static let quick = [casADi, adolC]
  static let all = [casADi, adolC, torch, jax, sympy, micrograd]

  private static func python(_ name: String, library: String, maximumOperationCount: Int) -> Peer {
    Peer(name: name, maximumOperationCount: maximumOperationCount) { directory in
      ["\(directory)/.peers/bin/python3", "\(directory)/Peers/peer.py", library]
    }
  }
}
