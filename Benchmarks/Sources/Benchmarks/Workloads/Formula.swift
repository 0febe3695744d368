/// A formula of the benchmarks, stated over abstract numbers.
protocol Formula: Sendable {
  /// Builds the formula from the inputs of `source` and returns its result.
  func build<Source: InputSource>(from source: Source) -> Source.Value

  /// The numbers whose squares add up to the formula, over inputs of their own, where it is such a sum; else none.
  func buildResiduals<Source: InputSource>(from source: Source) -> [Source.Value]
}

extension Formula {
  func buildResiduals<Source: InputSource>(from source: Source) -> [Source.Value] { [] }

  /// The formula as a list of operations.
  var list: NodeList {
    let recorder = Recorder()
    return recorder.list(target: build(from: recorder))
  }
}
