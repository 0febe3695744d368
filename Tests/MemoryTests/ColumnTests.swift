import Memory
import Testing

/// Columns and the blocks that they stand in.
@Suite struct ColumnTests {
  @Test func `elements stay what they are when a column moves to reserved memory`() {
    var column = Column<Int>()
    for number in 0..<300_000 { column.append(number) }
    #expect(column.count == 300_000)
    #expect((0..<column.count).allSatisfy { column.elements[$0] == $0 })
  }

  @Test func `a column that was cut and shrunk grows again`() {
    for count in [100, 300_000] {
      var column = Column<Int>()
      for number in 0..<count { column.append(number) }
      column.truncate(to: 10)
      column.shrink()
      for number in 10..<count { column.append(-number) }
      #expect(column.count == count)
      #expect((0..<count).allSatisfy { column.elements[$0] == ($0 < 10 ? $0 : -$0) })
    }
  }

  @Test func `cutting a column to more than it has changes nothing`() {
    var column = Column<UInt8>()
    column.append(7)
    column.truncate(to: 5)
    #expect(column.count == 1)
  }

  @Test func `zeros that were given back are zeros, and their neighbours stay`() {
    var column = Column<Int>()
    for number in 0..<300_000 { column.append((1000..<200_000).contains(number) ? 0 : number) }
    column.release(1000..<200_000)
    #expect((0..<column.count).allSatisfy { column.elements[$0] == ((1000..<200_000).contains($0) ? 0 : $0) })
  }
}
