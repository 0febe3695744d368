import Pictures

extension HelpTopic {
  static let modes = HelpTopic(
    name: "modes", summary: "forward mode and backprop, and which takes less",
    body: StyledText(
      """
      A formula is a graph: inputs at the bottom, an operation at each node, the
      target on top. Each edge has a local partial derivative, and the chain rule
      multiplies them along every path and adds the paths.

      forward mode   passes derivatives up, from one input to every node:
                     ':forward x' shows each node's tangent. One pass gives the
                     derivatives with respect to one input.
      backprop       passes derivatives down, from the target to every node:
                     ':backprop z' shows each node's adjoint. One pass gives the
                     derivatives with respect to all inputs.

      Either way the values are needed first; they are kept, so each is computed
      once: ':cost z' counts.
      """),
    example: """
      ad> x = 3; y = 4; z = x*x + x*y + 2;
      ad> :cost z
      z: 4 operations over 2 inputs
      the whole gradient                sweeps  node visits  multiplications
      forward mode, one sweep an input       2            8                9
      backprop, one sweep                    1            4                7
      the value                         operations
      with cached values                         4
      without: every use computed anew           4
      again after x changes                      4
      again after y changes                      3
      compiled, it runs one operation after another (switch)
      """)
}
