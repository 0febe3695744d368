package import Foundation
import Synchronization

/// Chromium without a window, driven through python3 and selenium (Debian: `chromium chromium-driver python3-selenium`).
package enum Browser {
  /// What a browser is asked to do.
  package enum Request {
    /// Opens a file, with what stands behind `#` in its address.
    case open(URL, fragment: String = "")
    /// Runs a program in the page; the answer is the JSON of what it returns.
    case run(String)
    /// Presses keys: characters, or names such as `Tab` in angle brackets.
    case keys(String)
    /// The answer is what the console says, as a list of lines.
    case console
    /// Whether pages are shown on a dark ground from the next one on.
    case dark(Bool)
    /// Writes a picture of the page.
    case picture(URL)

    fileprivate var line: String {
      get throws {
        let parts: [String] =
          switch self {
          case .open(let url, let fragment):
            ["open", url.absoluteString + (fragment.isEmpty ? "" : "#" + fragment)]
          case .run(let program): ["run", program]
          case .keys(let keys): ["keys", keys]
          case .console: ["console"]
          case .dark(let isDark): ["dark", isDark ? "1" : ""]
          case .picture(let url): ["picture", url.path]
          }
        return String(decoding: try JSONEncoder().encode(parts), as: UTF8.self)
      }
    }
  }

  /// Whether there is one.
  package static let isAvailable = (try? answers(to: [.console])) != nil

  private static let python = Python(with: "selenium")

  /// One at a time: several that start at once may not all come up.
  private static let turn = Mutex(())

  /// The answers to requests, each the JSON of what it comes to.
  package static func answers(to requests: [Request]) throws -> [String] {
    let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "browser.py")
    let lines = try requests.map { try $0.line }
    return try turn.withLock { _ in try python.answers(of: program, to: lines) }
      .split(separator: "\n").map(String.init)
  }
}
