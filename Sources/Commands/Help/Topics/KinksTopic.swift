import Pictures

extension HelpTopic {
  static let kinks = HelpTopic(
    name: "kinks", summary: "points without an ordinary derivative, and what is answered there",
    body: StyledText(
      """
      Some functions have points without a derivative of the ordinary kind. There
      the answer is one principle, the mean of the slopes on the two sides, and it
      is never silent: the command that meets the point says so.

      kink              abs(x) at 0, relu, clamp at its ends, hypot(0, 0): the mean
      tie               max(a, b) at a = b, and min: 1/2 to each, 1/k to k of them
      jump              floor, ceil, round, trunc, sign, mod: the slope beside it
      boundary          if(x > c, a, b) at x = c: the branch that is taken
      vertical tangent  sqrt(x) at 0, cbrt, x^0.3, asin at 1: inf
      undefined         atan2(0, 0), 0^0 by the exponent, lgamma at a pole: nan

      Nothing is said where the whole is smooth: relu(x) - relu(-x) has the
      derivative 1 at 0. Outside a function's domain there is no derivative: log(-1)
      and its derivative are nan. A factor of 0 contributes exactly 0, whatever the
      other is, so that a branch that is not taken does no harm.

      ':forward x --left' and '--right' go forward on one side; ':why' explains.
      """),
    example: """
      ad> x = 0;
      ad> :grad abs(x) + x
      abs(x) + x = 0
      ∂(abs(x) + x)/∂x = 1
        (kink at abs(x): 0 on the left, 2 on the right)
      """)
}
