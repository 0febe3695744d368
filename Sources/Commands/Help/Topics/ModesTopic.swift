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
    example: CostCommand().example)
}
