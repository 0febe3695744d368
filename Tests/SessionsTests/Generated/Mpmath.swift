import Foundation
import PythonScripts

/// The programs of this folder that compute with mpmath.
enum Mpmath {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Whether python3 and mpmath are there.
  static let isAvailable = python != nil

  private static let python = Python(with: "mpmath")

  private struct Missing: Error {}

  /// Hands lines to a program; the result has a line for each.
  static func answers(of program: String, to lines: [String]) throws -> String {
    guard let python else { throw Missing() }
    return try python.answers(of: folder.appending(path: program), to: lines)
  }
}
