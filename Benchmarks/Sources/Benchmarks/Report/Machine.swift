import Foundation

/// Where the measurements were made.
struct Machine {
  let processor: String
  let system: String
  let load: String
  let versions: [(name: String, version: String)]

  /// This machine, now.
  init(_ settings: Settings) {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    processor = "\(Self.processorName), \(cores) cores"
    system = Self.systemName
    var averages = [0.0]
    load = getloadavg(&averages, 1) == 1 ? formatted(averages[0]) : "unknown"

    var versions: [(name: String, version: String)] = []
    func add(_ name: String, _ version: String?) {
      if let version { versions.append((name, version)) }
    }
    add("adrepl", settings.adreplPath.flatMap { Program(path: $0).version() })
    add("Swift", Program(named: "swiftc")?.version())
    for name in ["bc", "octave-cli", "python3", "sqlite3"] { add(name, Program(named: name)?.version()) }
    add("gp", Program(named: "gp")?.version(["--version-short"]))
    add(
      "revision",
      Program(named: "git")?.version(["-C", settings.directory, "describe", "--always", "--dirty"]))
    self.versions = versions
  }

  func markdown(_ versions: [(name: String, version: String)]) -> String {
    let date = Date.now.formatted(.iso8601.year().month().day())
    let facts = [
      ("processor", processor), ("system", system), ("load at the start", load), ("date", date),
    ]
    return (["| | |", "| --- | --- |"] + (facts + versions).map { "| \($0) | \($1) |" }).joined(
      separator: "\n")
  }

  private static var processorName: String {
    if let brand = Program(path: "/usr/sbin/sysctl").output(["-n", "machdep.cpu.brand_string"]) {
      return brand.trimmingCharacters(in: .newlines)
    }
    return value(of: "model name", separator: ":", in: "/proc/cpuinfo") ?? "unknown"
  }

  private static var systemName: String {
    value(of: "PRETTY_NAME", separator: "=", in: "/etc/os-release")
      ?? ProcessInfo.processInfo.operatingSystemVersionString
  }

  /// What stands behind a name in a file of names and values.
  private static func value(of name: String, separator: Character, in path: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
    return line?.split(separator: separator, maxSplits: 1).last?
      .trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
  }
}
