@testable import AutoDiff
import Foundation
import Testing

/// Every primitive against numbers of 50 digits, at tame, tiny, huge and awkward arguments: its value, its first
/// partials in all modes and its second partials in two ways.
@Suite struct AccuracyTests {
  @Test(arguments: Opcode.operations)
  func valueAndPartialsAreRightToAFewUlps(opcode: Opcode) {
    let references = Reference.all["\(opcode)", default: []]
    #expect(!references.isEmpty, "\(opcode) has no row in References/generate.py")
    let accuracy = Accuracy(of: opcode)
    let bound = opcode.primitive.declaration.accuracy
    for kind in Accuracy.Kind.allCases {
      let deviation = accuracy[kind]
      #expect(deviation.ulps <= bound[kind], "\(opcode), \(kind.rawValue): \(deviation)")
    }
  }

  @Test func noReferenceIsLostOnTheWay() {
    let names = Set(Opcode.operations.map { "\($0)" })
    #expect(Set(Reference.all.keys) == names)
    let lines = references.split(separator: "\n").count
    #expect(Reference.all.values.reduce(0) { $0 + $1.count } + names.count == lines)
  }

  /// `make accuracy` names the file.
  @Test(.enabled(if: AccuracyReport.path != nil))
  func theReportIsWritten() throws {
    guard let path = AccuracyReport.path else { return }
    try AccuracyReport.text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
