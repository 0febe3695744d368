/// The squared loss of a 2-16-16-1 perceptron over samples; the weights are the inputs, every operation is scalar.
struct Perceptron: Formula {
  let sampleCount: Int

  func build<Source: InputSource>(from source: Source) -> Source.Value {
    var random = Random(seed: 1)
    let layers = [(2, 16), (16, 16), (16, 1)].map { operandCount, neuronCount in
      (0..<neuronCount).map { _ in
        Neuron<Source.Value>(
          bias: source.makeInput(random.uniform(-0.5, 0.5)),
          weights: (0..<operandCount).map { _ in source.makeInput(random.uniform(-0.5, 0.5)) })
      }
    }
    var loss: Source.Value?
    for _ in 0..<sampleCount {
      let (u, v) = (random.uniform(-1, 1), random.uniform(-1, 1))
      let first = layers[0].map { Source.Value.tanh($0([Source.Value(u), Source.Value(v)])) }
      let second = layers[1].map { Source.Value.tanh($0(first)) }
      let error = layers[2][0](second) - Source.Value(u * v)
      loss = loss.map { $0 + error * error } ?? error * error
    }
    return loss ?? source.makeInput(0)
  }
}

/// A weighted sum and a bias.
private struct Neuron<Value: Number> {
  let bias: Value
  let weights: [Value]

  func callAsFunction(_ operands: [Value]) -> Value {
    zip(weights, operands).reduce(bias) { sum, pair in sum + pair.0 * pair.1 }
  }
}
