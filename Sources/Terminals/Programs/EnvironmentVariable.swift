import Platform

/// What the process is told by whoever started it.
package enum EnvironmentVariable {
  /// The value of a variable; nil if it is not set.
  package static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The value of a variable that is set to something; set and empty counts as not set.
  package static func nonempty(_ name: String, in environment: (String) -> String? = value) -> String? {
    environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }
}
