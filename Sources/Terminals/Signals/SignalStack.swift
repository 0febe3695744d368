import Platform

/// The stack on which signals are handled: where a thread's own has overflowed, no handler could be called on that.
enum SignalStack {
  /// Handlers need little, but the system puts all registers there first.
  private static let size = 64 * 1024

  /// Gives the calling thread one for the rest of its life, unless it has one.
  static func prepare() {
    var known = stack_t()
    guard sigaltstack(nil, &known) == 0, Int(known.ss_flags) & Int(SS_DISABLE) != 0 else { return }
    var stack = stack_t()
    stack.ss_sp = malloc(size)
    stack.ss_size = numericCast(size)
    sigaltstack(&stack, nil)
  }
}
