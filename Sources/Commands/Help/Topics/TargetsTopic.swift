import Pictures

extension HelpTopic {
  static let targets = HelpTopic(
    name: "targets", summary: "what commands are about, and how they are told",
    body: StyledText(
      """
      A command is about its target: any formula, or a name. Where it is left out, it
      is the last formula that was typed, with a name or without. A number, and an
      input that is set or looked at, leave it as it is; 'ans' is the last result,
      whatever that was. ':undo' takes the target back, too.

      :grad x + y : x y    behind a colon stand the inputs to differentiate by, for
                           :grad, :hessian, :jacobian, :check and :why
      :diff x + y x        :diff, :explain and :taylor take the names at the end, the
                           rest is the target; a comma or a colon may stand between
      :diff z x 2 y        a number is the order for the name before it
      :diff x^3 2          an input need not be named where there is only one
      :forward x x + y     :forward begins with the input, or with a direction:
                           x=1 y=(1 + 1)
      :jacobian u, v       commas separate formulas
      :graph -o z.dot z    options may stand anywhere
      """),
    example: """
      ad> x = 3; y = 4; z = x^2*y;
      ad> x = 5; 7;
      ad> :grad
      z = 100
      ∂z/∂x = 40   ∂z/∂y = 25
      ad> :diff x + y x
      ∂(x + y)/∂x = 1
      """,
    aliases: ["target", "arguments"])
}
