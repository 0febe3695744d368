import Pictures

extension HelpTopic {
  static let keys = HelpTopic(
    name: "keys", summary: "editing the line, completing words, typing symbols",
    body: StyledText(
      """
      Tab             completes the word, or lists what it could be: names with their
                      values, functions, commands, options, inputs, files, topics
      \\alpha Tab      α, and so all Greek letters: \\Omega, \\pi, \\theta
      \\^2 Tab         ²: powers;  \\_1 Tab  ₁: subscripts
      \\cdot Tab       ·;  \\times × , \\div ÷ , \\le ≤ , \\ge ≥ , \\ne ≠ , \\prime ′

      Up, Down        earlier lines that begin with what is typed
      Ctrl-R          search in earlier lines
      Left, Right     a character; with Ctrl or Alt a word
      Home, End       the ends of the line; also Ctrl-A and Ctrl-E
      Ctrl-W          delete the word before the cursor
      Ctrl-K, Ctrl-U  delete to the end of the line, and the whole of it
      Ctrl-C          drop the line; in a computation, stop it
      Ctrl-D          on an empty line: leave; in an unfinished statement: drop it
      Ctrl-Z          stop the program; 'fg' in the shell goes on

      A line that is not finished goes on in the next. What is pasted arrives whole;
      of a session that was copied, only what was typed there.

      ~/.editrc can bind other keys, and 'bind -v' in it gives those of vi. With
      --safe no key opens the line in an editor.
      """),
    example: """
      ad> θ₁ = 0.5; α = 2;
      ad> α·θ₁²
      0.5
      """)
}
