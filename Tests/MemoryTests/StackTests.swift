import Memory
import Testing

@Suite struct StackTests {
  @Test func `what was put on top last comes off first`() {
    var stack = Stack<Int>()
    #expect(stack.pop() == nil)
    #expect(stack.last == nil)
    stack.push(1)
    stack.push(contentsOf: [2, 3])
    stack.replaceLast(with: 4)
    #expect(Array(stack.elements) == [1, 2, 4])
    #expect(stack.last == 4)
    #expect(stack.pop() == 4)
    #expect(stack.count == 2)
  }

  @Test func `a stack that held much is empty after it was emptied, and can be filled again`() {
    var stack = Stack<Int>()
    for count in [10, 300_000, 20] {
      for number in 0..<count { stack.push(number) }
      #expect(stack.count == count)
      #expect(stack.last == count - 1)
      stack.removeAll()
      #expect(stack.pop() == nil)
    }
  }

  @Test func `a long copy asks now and then, and is none when the answer is no`() {
    var stack = Stack<Int>()
    for number in 0..<100_000 { stack.push(number) }
    var questions = 0
    let copy = stack.copy {
      questions += 1
      return true
    }
    #expect(copy == Array(0..<100_000))
    #expect(questions > 0)
    #expect(stack.copy { false } == nil)
  }
}
