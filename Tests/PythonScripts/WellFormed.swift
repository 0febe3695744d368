import Foundation

/// A parser of XML that is not ours.
package enum WellFormed {
  package static let isAvailable = python != nil
  private static let python = Python(with: "xml.etree.ElementTree")

  /// For each document the name of its root, or what is wrong with it.
  package static func roots(of documents: [String]) throws -> [String] {
    let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "well_formed.py")
    let lines = try documents.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    return try python.answers(of: program, to: lines).split(separator: "\n").map(String.init)
  }
}
