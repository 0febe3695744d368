extension Double {
  /// The NaN that stands for a number of which it is not known whether there is one.
  ///
  /// It differs from others by its payload, which arithmetic passes on, and is shown as `undecided`.
  package static let undecidedNumber = Double(nan: undecidedPayload, signaling: false)

  /// Whether the number is ``undecidedNumber``, or was computed from it.
  package var isUndecided: Bool { isNaN && bitPattern & Self.payloadMask == Self.undecidedPayload }

  private static let undecidedPayload: UInt64 = 0x756e64
  private static let payloadMask: UInt64 = (1 << 50) - 1
}
