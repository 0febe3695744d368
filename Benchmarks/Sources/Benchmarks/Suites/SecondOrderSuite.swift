/// Hessian-vector products, Hessians and Jacobians.
struct SecondOrderSuite: Suite {
  static let name = "second-order"
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  func run(_ report: Report) throws {
    try runProduct(report)
    try runHessian(report)
    try runSparse(report)
  }

  private func runProduct(_ report: Report) throws {
    let count = settings.isQuick ? 10_000 : 100_000
    let workload = try Workload("Rosenbrock", Rosenbrock(inputCount: count))
    let group = try ContenderGroup(workload, limits: [], settings, report)
    var table = try group.measure(
      .product, title: "Hessian-vector product, Rosenbrock, n = \(counted(Double(count)))",
      note: "\(counted(Double(workload.list.operationCount))) operations.", unit: "ns an operation",
      scale: 1 / Double(workload.list.operationCount), settings.roundRobin)
    if let sample = table.sample(named: "adrepl") { table.add(.atMost(5, "ns", sample.median)) }
    report.add(table)
  }

  private func runHessian(_ report: Report) throws {
    let workload = try Workload("Rosenbrock", Rosenbrock(inputCount: 100))
    let group = try ContenderGroup(workload, limits: [], settings, report)
    var table = try group.measure(
      .hessian, title: "Dense Hessian, Rosenbrock, n = 100",
      note: "CasADi finds the matrix sparse and colours it; JAX's is its whole-array Hessian, compiled.",
      unit: "µs", scale: 1e-3, settings.roundRobin)
    if let sample = table.sample(named: "adrepl") { table.add(.atMost(150, "µs", sample.median)) }
    table.add(try sweepCost(group.adrepl, .hessian))
    report.add(table)
  }

  private func runSparse(_ report: Report) throws {
    let workload = try Workload("Rosenbrock", Rosenbrock(inputCount: 100))
    let group = try ContenderGroup(workload, limits: [], settings, report)
    var hessian = try group.measure(
      .sparseHessian, title: "Sparse Hessian, Rosenbrock, n = 100",
      note: "298 entries, three colours. JAX takes them from jax.hessian, which is jacfwd of jacrev.",
      unit: "µs", scale: 1e-3, settings.roundRobin)
    if let sample = hessian.sample(named: "adrepl") { hessian.add(.atMost(15, "µs", sample.median)) }
    hessian.add(try sweepCost(group.adrepl, .sparseHessian))
    report.add(hessian)
    report.add(
      try group.measure(
        .sparseJacobian, title: "Sparse Jacobian, Rosenbrock's residuals, n = 100",
        note: "198 targets, 297 entries, two colours. JAX takes them from jax.jacfwd.", unit: "µs",
        scale: 1e-3, settings.roundRobin))
  }

  /// What a pair of sweeps, up and down, costs in gradients.
  private func sweepCost(_ adrepl: AdreplContender, _ work: Work) throws -> Bar {
    let hessian = try settings.roundRobin.measure(work, [adrepl])[0]
    let gradient = try settings.roundRobin.measure(.gradient, [adrepl])[0]
    let pairs = Double(adrepl.hessianSweepCount)
    return .atMost(12, "gradients a pair of sweeps", hessian.median / gradient.median / pairs)
  }
}
