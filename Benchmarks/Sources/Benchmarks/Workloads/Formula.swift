/// A formula of the benchmarks, stated over abstract numbers.
protocol Formula: Sendable {
  /// Builds the formula from the inputs of `source` and returns its result.
  func build<Source: InputSource>(from source: Source) -> Source.Value
}

extension Formula {
  /// The formula as a list of operations.
  var list: NodeList {
    let recorder = Recorder()
    return recorder.list(target: build(from: recorder))
  }
}
