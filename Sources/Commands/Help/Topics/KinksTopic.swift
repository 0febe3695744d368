import Pictures

extension HelpTopic {
  static let kinks = HelpTopic(
    name: "kinks", summary: "points without an ordinary derivative, and what is answered there",
    body: StyledText(
      """
      Some functions have points without a derivative of the ordinary kind. There
      both sides of the point are looked at, of the formula as a whole. Where they
      agree, that is the derivative, and nothing is said: sqrt(x^2)^2 has the slope
      0 at 0, and 1/(1/x) the slope 1. Where they do not, the command says so.

      kink              abs(x) at 0, relu, hypot(0, 0), max(a, b) at a tie: the
                        mean of the slopes along each input
      jump              floor, ceil, round, trunc, sign, mod: the slope beside it
      boundary          the end of a domain, as sqrt(x)^2 at 0: the slope of the
                        only side; if(x > c, a, b) at x = c: as a kink or a jump
      isolated value    if(x == 2, …), 0^x: the value is not the limit
      vertical tangent  sqrt(x) at 0, cbrt, x^0.3, asin at 1: inf
      cusp              cbrt(x^2), -inf on the left and +inf on the right: nan
      pole              1/x, log(x^2): ±inf where both sides agree on it, else nan
      undecided         x*sin(1/x): whether there is a limit cannot be told

      atan2(0, 0), 0^0 by its exponent and a value that is nan have the derivative
      nan. A factor of 0 contributes exactly 0, whatever the other is, so that a
      branch that is not taken does no harm.

      ':forward x --left' and '--right' go forward on one side; ':limit' shows what
      a formula tends to, on both; ':why' explains.
      """),
    example: """
      ad> x = 0;
      ad> :grad abs(x) + x
      abs(x) + x = 0
      ∂(abs(x) + x)/∂x = 1
        (kink at abs(x): 0 on the left, 2 on the right)
      """)
}
