/// Rosenbrock's function of `inputCount` inputs, eight operations a term and one fewer altogether.
struct Rosenbrock: Formula {
  let inputCount: Int

  func build<Source: InputSource>(from source: Source) -> Source.Value {
    typealias Value = Source.Value
    let (one, hundred) = (Value(1), Value(100))
    var x = source.makeInput(startingValue(0))
    var sum: Value?
    for position in 1..<inputCount {
      let next = source.makeInput(startingValue(position))
      let a = one - x
      let b = next - x * x
      let term = a * a + hundred * (b * b)
      sum = sum.map { $0 + term } ?? term
      x = next
    }
    return sum ?? x
  }

  func buildResiduals<Source: InputSource>(from source: Source) -> [Source.Value] {
    typealias Value = Source.Value
    let (one, ten) = (Value(1), Value(10))
    let x = (0..<inputCount).map { source.makeInput(startingValue($0)) }
    return zip(x, x.dropFirst()).map { ten * ($1 - $0 * $0) } + x.dropLast().map { one - $0 }
  }

  private func startingValue(_ position: Int) -> Double { 0.5 + 0.001 * Double(position % 997) }
}
