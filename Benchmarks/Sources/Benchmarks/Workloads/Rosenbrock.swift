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

  private func startingValue(_ position: Int) -> Double { 0.5 + 0.001 * Double(position % 997) }
}
