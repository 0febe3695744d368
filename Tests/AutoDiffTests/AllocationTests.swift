#if canImport(Glibc)
  @testable import AutoDiff
  import Platform
  import Testing

  /// What the Swift runtime allocates while something is computed again.
  ///
  /// It is counted by the runtime's own hook, in a process of its own: with the hook in place little else can be done.
  @Suite struct AllocationTests {
    @Test func evaluatingAgainAllocatesNothing() async {
      await #expect(processExitsWith: .success) {
        let graph = Graph()
        let xs = (0..<4).map { graph.input(Double($0) + 0.5) }
        var sum: Expression = 0
        for term in 0..<100 {
          let x = xs[term % 4] + Expression(Double(term))
          let bend: Expression = .select(x, lessThan: 3, x * x, -x)
          sum = sum + .sin(x) * x / .sqrt(x + 1) + .maximum([x, xs[0], 2]) + bend
        }
        let evaluator = graph.evaluator(of: [sum])
        let several = graph.evaluator(of: [sum, xs[0] * xs[1], .exp(xs[2])])
        let direction = [1.0, 2, 3, 4]
        var result = direction
        #if !DEBUG
          var hessian = [Double](repeating: 0, count: 16)
          var jacobian = [Double](repeating: 0, count: 12)
          var (along, weighted) = ([0.0, 0, 0], direction)
          let structure = several.jacobianStructure()
          var entries: [Double] = []
        #endif
        func evaluate() {
          evaluator.evaluate()
          evaluator.evaluateGradient()
          // Without optimisation, generic code over numbers of other sizes takes memory for them.
          #if !DEBUG
            evaluator.hessianVectorProduct(direction, into: &result)
            evaluator.hessian(into: &hessian)
            several.jacobian(into: &jacobian)
            several.jacobianVectorProduct(direction, into: &along)
            several.vectorJacobianProduct(along, into: &weighted)
            if let structure { several.sparseJacobian(structure, into: &entries) }
          #endif
        }
        // The first time takes the memory that is kept.
        evaluate()
        let count = AllocationCount.count { for _ in 0..<3 { evaluate() } }
        let control = AllocationCount.count { result = [Double](repeating: 1, count: 5) }
        exit(count == 0 && control == 1 ? EXIT_SUCCESS : EXIT_FAILURE)
      }
    }
  }

  /// Counts the objects that the runtime allocates.
  private enum AllocationCount {
    private typealias AllocateObject =
      @convention(c) (UnsafeRawPointer?, Int, Int) -> UnsafeMutableRawPointer?

    private nonisolated(unsafe) static var allocate: AllocateObject?
    private nonisolated(unsafe) static var counted = 0

    /// How many objects are allocated on this thread while `body` runs; −1 if they cannot be counted.
    static func count(_ body: () -> Void) -> Int {
      guard let symbol = dlsym(nil, "_swift_allocObject") else { return -1 }
      let hook = symbol.assumingMemoryBound(to: AllocateObject.self)
      let original = hook.pointee
      (allocate, counted) = (original, 0)
      hook.pointee = { metadata, size, alignment in
        AllocationCount.counted += 1
        return AllocationCount.allocate?(metadata, size, alignment)
      }
      body()
      hook.pointee = original
      return counted
    }
  }
#endif
