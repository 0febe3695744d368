@testable import Commands
import Sessions
import Testing

@Suite struct UndoHistoryTests {
  @Test func aStepWithTooManyChangesIsForgottenAsAWhole() {
    var undo = UndoHistory()
    undo.note(.session(.last(nil)))
    undo.closeStep()
    let mark = undo.mark
    for _ in 0..<undo.changeLimit { undo.note(.session(.last(nil))) }
    #expect(undo.done.count == 2 && !undo.wasDropped)
    undo.note(.session(.last(nil)))
    #expect(undo.done.count == 0 && undo.done.changes.isEmpty && undo.wasDropped)

    // Nothing of the rest of the step is noted either, nor after a part of it has failed.
    undo.note(.session(.last(nil)))
    undo.rollBack(to: mark)
    undo.note(.session(.last(nil)))
    #expect(undo.done.changes.isEmpty)

    undo.closeStep()
    undo.note(.session(.last(nil)))
    undo.closeStep()
    #expect(undo.done.count == 1)
  }

  @Test func undoSaysWhyThereIsNothingToTakeBack() {
    let session = TestSession()
    session.type("x = 3; y = 4;")
    for _ in 0...session.interpreter.undo.changeLimit { session.interpreter.undo.note(.session(.last(nil))) }
    session.interpreter.undo.closeStep()
    #expect(
      session.type(":undo").contains("there is nothing to take back: too much was changed to take it back"))
    session.type("x = 5")
    #expect(session.type(":undo") == "back: x = 3")
  }
}
