@testable import Commands
import Sessions
import Testing

@Suite struct UndoHistoryTests {
  @Test func aStepWithTooManyChangesIsForgottenAsAWhole() {
    var undo = UndoHistory()
    undo.note(.session(.last(LastResult())))
    undo.closeStep()
    let count = undo.changeCount
    for _ in 0..<undo.changeLimit { undo.note(.session(.last(LastResult()))) }
    #expect(undo.done.count == 2 && !undo.wasDropped)
    undo.note(.session(.last(LastResult())))
    #expect(undo.done.count == 0 && undo.done.changes.isEmpty && undo.wasDropped)

    // Nothing of the rest of the step is noted either, nor after a part of it has failed.
    undo.note(.session(.last(LastResult())))
    while undo.takeChange(beyond: count) != nil {}
    undo.note(.session(.last(LastResult())))
    #expect(undo.done.changes.isEmpty)

    undo.closeStep()
    undo.note(.session(.last(LastResult())))
    undo.closeStep()
    #expect(undo.done.count == 1)
  }

  @Test func undoSaysWhyThereIsNothingToTakeBack() {
    let session = TestSession()
    session.limitsWidth = false
    session.type("x = 3; y = 4;")
    for _ in 0...session.interpreter.undo.changeLimit {
      session.interpreter.undo.note(.session(.last(LastResult())))
    }
    session.interpreter.undo.closeStep()
    #expect(
      session.type(":undo").contains("there is nothing to take back: too much was changed to take it back"))
    session.type("x = 5")
    #expect(session.type(":undo") == "back: x = 3")
  }
}

/// What can be taken back takes no more memory than is allowed.
@Suite struct UndoMemoryTests {
  @Test func theOldestChangesGoWithAWord() {
    let session = TestSession()
    session.type(":set undo 0.01")
    var told: [Int] = []
    for number in 0..<1000 {
      let answer = session.type("x\(number) = \(number)")
      if answer.contains("':undo' reaches back") && answer.contains("0.01 MB") { told.append(number) }
      #expect(session.interpreter.undo.done.byteCount <= 10_000)
    }
    // Not with every statement: each time half of it goes.
    #expect(told.count >= 2 && told.count < 100)
    let count = session.interpreter.undo.done.count
    #expect(count > 5 && count < 100)
    #expect(session.type(":undo \(count)").hasPrefix("back: "))
    #expect(session.type(":undo").contains("there is nothing to take back"))
  }

  @Test func aStepThatIsTooLargeByItselfIsToldToBe() {
    let session = TestSession()
    session.limitsWidth = false
    session.type(":set undo 0.02")
    session.type("x = 1")
    session.type(":reset")
    session.type("x = 2")
    for _ in 0..<1000 { session.type("x = x + 1;") }
    #expect(session.type(":reset").contains("':undo' cannot take this back, nor what came before"))
    #expect(session.type(":undo").contains("too much was changed to take it back"))
  }

  @Test func theBytesAreThoseOfTheChangesThatAreThere() {
    let session = TestSession()
    for line in ["x = 1", "f(u) = u + u^2", "y = f(x)", "x = 2", ":reset", "z = 1", ":set digits 3"] {
      session.type(line)
    }
    func sum(_ steps: UndoHistory.Steps) -> Int { steps.changes.reduce(0) { $0 + $1.byteCount } }
    for line in [":undo 3", ":redo", ":undo 2", "w = 4", ":undo 2", "nope", ":repeat 2 nope"] {
      session.type(line)
      let undo = session.interpreter.undo
      #expect(undo.done.byteCount == sum(undo.done) && undo.undone.byteCount == sum(undo.undone), "\(line)")
    }
  }

  @Test func theLimitIsASettingThatComesBack() {
    let session = TestSession()
    #expect(session.type(":set undo") == "undo = 256")
    #expect(session.type(":set undo off") == "undo = off")
    #expect(session.interpreter.undo.byteLimit == nil)
    session.type(":undo")
    #expect(session.interpreter.undo.byteLimit == 256_000_000)
    session.type(":clean")
    #expect(session.interpreter.undo.byteLimit == 256_000_000)
    #expect(session.type(":set undo -1").contains("is a number of megabytes, or off, not '-1'"))
  }
}
