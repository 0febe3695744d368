import AutoDiff
package import Formulas
import Memory
import Sessions

extension Interpreter {
  /// Says what a statement did.
  mutating func emit(_ result: Session.Result, at range: SourceRange) throws {
    let notices = notices(of: result).filter { isNews($0) }
    try emit(session.outcome(of: result), notices: notices, at: range)
  }

  /// Whether a remark is to be made: of some kinds people need but the first, and programs all.
  private mutating func isNews(_ remark: Remark) -> Bool {
    guard case .notice(let notice) = remark, let kind = notice.kind else { return true }
    return toldOnce.insert(kind).inserted || host.nestsResults
  }

  /// The remarks on what a statement did.
  func notices(of result: Session.Result) -> [Remark] {
    var notices = result.notices.map { Remark.notice($0) }
    // What is done stays so, without remarks if somebody does not want to wait for them.
    if !session.derivatives.isEmpty { notices += (try? names.remarks(on: session.derivatives)) ?? [] }
    return notices
  }

  /// Says what something came to; throws if that takes more memory than there is, and then nothing is shown.
  mutating func emit(
    _ outcome: any Outcome, notices: [Remark] = [], at range: SourceRange = SourceRange(0, 0)
  ) throws {
    // Who times statements together has not asked for each of them.
    if statementStart != nil, collected == nil {
      return try emit(timed(outcome), notices: notices, at: range)
    }
    var settings = settings
    // Nobody has asked for the single results of a file.
    if loadDepth > 0 { settings.pager = .off }
    let notices = notices + (undoLoss.map { [remark(on: $0)] } ?? [])
    undoLoss = nil
    say(.outcome(outcome, notices: notices), settings)
    guard MemoryRoom.wasRefused else { return }
    MemoryRoom.forgetRefusal()
    throw session.hasChanges ? CommandError(.tooLargeToShow, at: range) : Interruption.memory.error(at: range)
  }

  /// What was forgotten of the history, in words.
  private func remark(on loss: UndoHistory.Loss) -> Remark {
    let stepsLeft: Int? = if case .olderSteps(let left) = loss { left } else { nil }
    return .undoForgotten(stepsLeft: stepsLeft, megabytes: settings.undoMegabytes)
  }

  /// The outcome of the statement that is being carried out, with the time that it took; nil where it has none to show.
  mutating func timed(_ outcome: (any Outcome)?) -> any Outcome {
    defer { statementStart = nil }
    return TimedOutcome(outcome: outcome, seconds: statementStart.map { host.seconds() - $0 } ?? 0)
  }

  /// Says that a statement failed, and counts it.
  package mutating func fail(_ diagnostic: Diagnostic, in text: SourceText) {
    failureCount += 1
    // What is said of it is short.
    MemoryRoom.forgetRefusal()
    if tutorial.isRunning { tutorial.observeFailure() }
    say(.failure(Failure(diagnostic, in: text)), settings)
  }

  /// Hands on what there is to say, or keeps it for the command that takes it up.
  private mutating func say(_ emission: Emission, _ settings: Settings) {
    if collected == nil { host.emit(emission, settings) } else { collected?.append(emission) }
  }

  /// Runs statements and gives what they had to say, instead of saying it.
  mutating func collecting(_ body: (inout Interpreter) -> Void) -> [Emission] {
    let outer = collected
    collected = []
    body(&self)
    defer { collected = outer }
    return collected ?? []
  }

  /// Says what was collected after all.
  mutating func say(_ emissions: [Emission]) {
    for emission in emissions { say(emission, settings) }
  }
}

extension Session {
  /// What a statement did, with the values that are to be shown, which it has computed.
  func outcome(of result: Result) -> any Outcome {
    switch result.effect {
    case .input(let name, let node):
      InputOutcome(name: name, node: node, value: graph.cachedNodeValue(of: node))
    case .definition(let name, let operand):
      DefinitionOutcome(name: name, node: operand.node, value: cachedNodeValue(of: operand))
    case .function(let function): FunctionOutcome(function: function)
    case .value(let operand):
      ValueOutcome(
        node: operand.node, value: cachedNodeValue(of: operand),
        isInput: operand.node.map { graph.isInput($0) } ?? false)
    case .update(let values): UpdateOutcome(values: values)
    case .part(let name, let node):
      InputOutcome(name: name, node: node, value: graph.cachedNodeValue(of: node))
    }
  }
}
