import AutoDiff
import Commands
import Sessions
import Testing

@Suite struct MatrixCommandTests {
  private func session(inputCount: Int, _ formula: (Int) -> String) -> TestSession {
    let session = TestSession()
    let names = (0..<inputCount).map { "v\($0) = \(Double($0) / 8);" }.joined(separator: " ")
    session.type(names)
    session.type("z = sum(\((0..<inputCount).map(formula).joined(separator: ", ")));")
    return session
  }

  @Test func aMatrixThatIsTooLargeIsRefusedUnlessInputsAreNamed() {
    let session = session(inputCount: 2001) { "v\($0)^2" }
    #expect(
      session.type(":hessian z").contains(
        "the matrix of 2,001 inputs is too large: name some of them\n  after a colon"))
    #expect(session.type(":hessian z : v3 v2000").contains("positive definite: a local minimum"))
    #expect(
      session.type(":hessian z --pattern").hasSuffix(
        "2,001 of 4,004,001 entries\nby 1 forward and 1 reverse pass"))
    #expect(session.type(":jacobian z, 2*z").hasSuffix("\nby 2 reverse passes"))
  }

  @Test func aLargeMatrixIsCutInTheMiddleUnlessAllIsWanted() {
    let session = session(inputCount: 60) { "sin(v\($0))*v\(($0 + 1) % 60)" }
    let cut = session.type(":hessian z")
    #expect(cut.contains("… 20 more rows; --all shows them"))
    #expect(cut.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let whole = session.type(":hessian z --all").split(separator: "\n")
    #expect(whole.count == 1 + 1 + 60 + 3)
    #expect(whole.dropFirst(2).prefix(60).allSatisfy { $0.count > 200 })
    #expect(session.type(":hessian z --pattern --all").contains("v59"))
  }

  @Test func howThePassesArePutTogetherIsToldToThoseWhoAsk() {
    let session = session(inputCount: 9) { "v\($0)*v\(max($0 - 1, 0))" }
    #expect(session.type(":jacobian z").hasSuffix("\nby 1 reverse pass"))
    #expect(
      session.type(":jacobian z --verbose").hasSuffix("\nby 1 reverse pass: 1 sweep of 1 lane (1 colour)"))
    let all = (0..<9).map { "v\($0)*v0" }.joined(separator: ", ")
    #expect(session.type(":jacobian \(all), z").hasSuffix("\nby 9 forward passes"))
    #expect(
      session.type(":jacobian \(all), z --verbose").hasSuffix(
        "\nby 9 forward passes: 2 sweeps of up to 8 lanes (9 colours)"))
    let pattern = session.type(":hessian z --pattern")
    #expect(pattern.hasSuffix("\nby 2 forward and 2 reverse passes"))
    #expect(
      session.type(":hessian z --pattern --verbose") == pattern + ": 1 pair of sweeps of 4 lanes (2 colours)")
    #expect(session.type(":hessian v0 --verbose : v0").hasSuffix("\nnothing is curved: no pass was needed"))
  }

  @Test func theGradientIsZeroWhereItIsSmallBesideTheCurvature() {
    let session = TestSession()
    session.type("x = 1 + 1e-12; y = 2; f = 1e6*(x - 1)^2 + (y - 2)^2;")
    #expect(
      session.type(":hessian f").contains("positive definite, and the gradient is zero: a local minimum"))
    session.type("x = 1.001")
    #expect(session.type(":hessian f").contains("positive definite: a local minimum if the gradient is zero"))
  }

  @Test func aMistakeInOneTargetLeavesNothingBehind() {
    let session = TestSession()
    session.type("x = 3; y = 4; z = x*y;")
    let graph = session.interpreter.session.graph
    let count = graph.count
    #expect(session.type(":jacobian x + y, x - y, q").contains("'q' has no value yet"))
    #expect(session.type(":jacobian x + y, (x,").contains("error"))
    #expect(graph.count == count)
    #expect(graph.firstBrokenInvariant() == nil)
    #expect(session.type("z") == "12")
  }
}
