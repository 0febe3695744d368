import Foundation

/// The memory of this process that is in use, in bytes.
enum ResidentSet {
  static var current: Double { status("VmRSS") ?? peakOfUsage }

  static var peak: Double { status("VmHWM") ?? peakOfUsage }

  /// Linux tells of the process's own memory; the usage counts that of whoever started it.
  private static func status(_ field: String) -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("\(field):") }
    return line.flatMap { Double($0.split(whereSeparator: \.isWhitespace)[1]) }.map { $0 * 1024 }
  }

  /// macOS counts bytes.
  private static var peakOfUsage: Double {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(RUSAGE_SELF.rawValue, &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return Double(usage.ru_maxrss)
  }
}
