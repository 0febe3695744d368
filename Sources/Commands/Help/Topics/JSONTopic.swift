import Pictures

extension HelpTopic {
  static let json = HelpTopic(
    name: "json", summary: "results as data for programs",
    body: StyledText(
      """
      With --json each statement and each command prints one JSON object on one line
      of standard output, in order, mistakes too. "kind" says what it is:

      input, definition   "name", "node" and "value"
      value               "node" and "value"
      function            "name" and "parameters"
      update              "values": an object of names
      gradient, hessian, jacobian, taylor, diff, forward, backprop, nodes, …
                          what the command of that name shows
      time                the object of what was timed as "result", or "results", a
                          list, where it has several
      error               "code", "message", "source", "line", "column",
                          "endColumn", and "suggestion" where there is one; "names"
                          where some have no value

      Commands that run statements, ':load' and ':repeat', print those of the
      statements before their own. Numbers have all their digits. What JSON has no
      number for is a string: "NaN", "Infinity", "-Infinity". null is "not connected"
      or "not computed". Remarks come as "notices", a list of texts in the object
      that they belong to, and beside it "noticeDetails" has the "code" and the data
      of each. Of a kink that is where, as "at", and by the first "input" the slopes
      "left" and "right", "leftValue", "rightValue" and the "derivative" that was
      taken; "others" has those by further inputs.
      """),
    example: """
      $ adrepl --json -e 'x = 3; z = x^2' -e ':grad z'
      {"kind":"definition","name":"z","node":1,"value":9.0}
      {"kind":"gradient","target":"z","value":9.0,"gradient":{"x":6.0}}
      """)
}
