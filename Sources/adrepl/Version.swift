/// The version that `--version` and the greeting tell.
enum Version {
  static let current = "0.1.0"
}
