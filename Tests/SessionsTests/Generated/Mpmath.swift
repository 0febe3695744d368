import Foundation
import PythonScripts

/// The programs of this folder that compute with mpmath.
enum Mpmath {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// Whether python3 and mpmath are there.
  static let isAvailable = python != nil

  private static let python = Python(with: "mpmath")

  /// Hands lines to a program; the result has a line for each.
  static func answers(of program: String, to lines: [String]) throws -> String {
    try python.answers(of: folder.appending(path: program), to: lines)
  }
}
