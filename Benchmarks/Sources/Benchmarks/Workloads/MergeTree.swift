/// Inputs merged pair by pair until one number is left, so that each input has about 50 dependent operations.
///
/// The first merge of two numbers takes two operations, `(a + b) * 0.5`, and the later ones three, `… + 0.125`. Of
/// 100,000 inputs the first has 2 + 16 · 3 = 50 dependents.
struct MergeTree: Formula {
  let inputCount: Int

  func build<Source: InputSource>(from source: Source) -> Source.Value {
    typealias Value = Source.Value
    let (half, eighth) = (Value(0.5), Value(0.125))
    var level = (0..<inputCount).map { source.makeInput(Double($0 % 89) / 89) }
    var isFirst = true
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map { position in
        guard position + 1 < level.count else { return level[position] }
        let merged = (level[position] + level[position + 1]) * half
        return isFirst ? merged : merged + eighth
      }
      isFirst = false
    }
    return level[0]
  }
}
