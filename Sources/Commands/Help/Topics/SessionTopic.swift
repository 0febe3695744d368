import Pictures

extension HelpTopic {
  static let session = HelpTopic(
    name: "session", summary: "what is kept of a session, and how it is brought back",
    body: StyledText(
      """
      adrepl --session NAME goes on where the session of that name was left, or begins
      it. Each statement, and each command that changes something, is on the disk
      before its result is shown; the next run carries all of them out again. So
      names, values, functions, settings, the numbers of nodes and the steps of
      ':undo' are as they were. What a file or a loop did is kept, not the file or
      the time. Results, sweeps and what was written to files are not made again.

      After 'kill -9' or a power cut nothing is missing that was answered. What was
      being written, and a line that cannot be carried out again, goes to
      NAME.ad.dropped, and is told; for such a line the exit status is 1. A statement
      that the disk has no room for is taken back.

      The journal is ~/.local/state/adrepl/sessions/NAME.ad ($XDG_STATE_HOME/adrepl/…
      where that is set), a script that nobody else can read. Who removes it while no
      session has it forgets the session. A session whose journal others remove or
      change writes it anew, says so, and keeps what it finds in NAME.ad.found. One
      process at a time has the name; a second is told the number of the first, and
      ends with status 2.

      :save FILE        writes what the session is now, without the way there
      :load FILE        runs that, or any script
      :undo, :redo      take back the last 100 changes, as far as there is room for
                        them (':set undo'), and do them again
      :history          what was typed at the prompt, in all sessions
      :transcript FILE  adds what is typed and shown to a file, for people to read
      """),
    example: """
      ad> x = 3; z = x^2;
      ad> x = 5;
      ad> :undo
      back: x = 3
      ad> :save fit.ad
      saved: 1 input, 1 definition in fit.ad
      ad> :reset
      everything is forgotten
      ad> :load fit.ad
      ad> z
      9
      """)
}
