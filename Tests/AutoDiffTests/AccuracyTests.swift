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
    let own = names.subtracting(Opcode.operations.compactMap(\.family).map { "\($0)" })
    #expect(own.reduce(0) { $0 + Reference.all[$1, default: []].count } + own.count == lines)
  }

  /// `make accuracy` names the file.
  @Test(.enabled(if: AccuracyReport.path != nil))
  func theReportIsWritten() throws {
    guard let path = AccuracyReport.path else { return }
    try AccuracyReport.text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
