import AutoDiff

extension Expression: Number {}

extension Graph: InputSource {
  func makeInput(_ value: Double) -> Expression { input(value) }
}
