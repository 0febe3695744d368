import Platform

/// Input that could not be read.
package struct ReadError: Error, Equatable {
  /// The path as given, or a name in angle brackets such as `<stdin>`.
  package var name: String

  /// The `errno` of the call that failed.
  package var errorNumber: Int32

  /// Creates an error.
  package init(name: String, errorNumber: Int32) {
    self.name = name
    self.errorNumber = errorNumber
  }
}

/// Output that could not be written: a full disk, a closed descriptor.
package struct WriteError: Error, Equatable {
  /// The path, or a name in angle brackets such as `<stdout>`.
  package var name: String

  /// The `errno` of the call that failed.
  package var errorNumber: Int32

  /// Creates an error.
  package init(name: String, errorNumber: Int32) {
    self.name = name
    self.errorNumber = errorNumber
  }
}

extension ReadError: CustomStringConvertible {
  /// For example `cannot read 'x.ad': No such file or directory`.
  package var description: String { "cannot read '\(escaped(name))': \(reason(errorNumber))" }
}

extension WriteError: CustomStringConvertible {
  /// For example `cannot write to '<stdout>': No space left on device`.
  package var description: String { "cannot write to '\(escaped(name))': \(reason(errorNumber))" }
}

/// Stands in the place of an `errno` where the system would say yes, but a pipe, a device or a folder has the name of a file
/// that is to be kept.
package let isNoOrdinaryFile: Int32 = -1

/// The C library's words for an `errno`.
private func reason(_ errorNumber: Int32) -> String {
  if errorNumber == isNoOrdinaryFile { return "It is no ordinary file" }
  guard let words = strerror(errorNumber) else { return "error \(errorNumber)" }
  return String(cString: words)
}

/// The name with its control and invisible characters spelled out, so that no file name can drive the terminal or look
/// like another one.
private func escaped(_ name: String) -> String {
  var shown = ""
  for scalar in name.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: shown += scalar.escaped(asASCII: true)
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}
