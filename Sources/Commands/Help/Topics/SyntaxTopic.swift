import Pictures

extension HelpTopic {
  static let syntax = HelpTopic(
    name: "syntax", summary: "how statements and formulas are written",
    body: StyledText(
      """
      inputs         x = 3             a number by that name, which can be changed
      definitions    z = x*x + 2       a name for a formula: it follows its inputs
      functions      f(u, v) = u*v     a call builds the body into the graph
      updates        x := x + 1        compute now, store in the input; a, b := b, a
                     x += 1            the same in short; also -= *= /= ^=
      results        x*z               is shown; 'ans' is the last one, %7 is node 7

      numbers        3   3.5   .5   1e-3   1_000_000   0x1F
      names          letters, digits and _, not beginning with a digit; α, θ₁ are fine
      operators      from loosest to tightest:
                     or   and   not   < <= > >= == !=   + -   * /   unary -   2x   ^   n!
      products       2x, 3sin(x), 2(x+1): a number right before a name, a call or '(';
                     it binds tighter than / and looser than ^: 1/2x is 1/(2x)
      powers         x^2   x**2   x²; right-associative; -2^2 is -4
      derivatives    f'(a), f''(a), diff(z, x), diff(z, x, 2), diff(z, x, y)
      branches       if(c, a, b); comparisons give 1 or 0 and do not chain
      statements     a ';' separates them; one that ends in ';' prints nothing
      long lines     an open bracket, a trailing operator or a trailing \\ goes on,
                     but not into a line that begins with a command
      comments       # to the end of the line
      """),
    example: """
      ad> x = 3; f(u) = u^2 + 2u;
      ad> f(x) + f'(x)
      23
      ad> x := x - 1; f(x)   # the function follows
      8
      """,
    aliases: ["=", ":=", "+=", "-=", "*=", "/=", "^=", "'", "′", "%", "ans", "(", ")", ","])
}
