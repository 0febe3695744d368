import Platform

extension TerminalCapabilities {
  /// Asks the system about the process's descriptors and environment.
  ///
  /// The width changes when the window does: detect anew before output that fills it.
  package static func detect(
    color: ColorChoice, input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO,
    error: Int32 = STDERR_FILENO
  ) -> TerminalCapabilities {
    // Only a terminal has a kind, and to look for its description takes longer than all else here.
    let isTerminal = [input, output, error].contains { isatty($0) == 1 }
    return TerminalCapabilities(
      input: Stream(descriptor: input), output: Stream(descriptor: output),
      error: Stream(descriptor: error), color: color,
      isDumb: isTerminal && TerminalKind.isDumb,
      environment: EnvironmentVariable.value)
  }
}

extension TerminalCapabilities.Stream {
  /// Asks the system about a descriptor; one that is not open is not a terminal.
  package init(descriptor: Int32) {
    self.init(isTerminal: isatty(descriptor) == 1, size: WindowSize(descriptor: descriptor))
  }
}
