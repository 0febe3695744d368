import Pictures

extension HelpTopic {
  static let scripts = HelpTopic(
    name: "scripts", summary: "statements from files, pipes and the command line",
    body: StyledText(
      """
      adrepl FILE …            runs files, then leaves; '-' is standard input
      adrepl -e 'STATEMENT'    runs a statement; may be given several times
      adrepl -i FILE           stays in the session afterwards
      … | adrepl               runs what comes through a pipe

      There is no prompt and no echo. Results go to standard output, each as soon as
      it is there; mistakes to standard error with their place, FILE:LINE:COLUMN. A
      statement that fails changes nothing and those after it still run, unless
      --bail is given. A ';' behind a statement keeps its result to itself. Tables
      are as wide as they need to be unless COLUMNS is set, but of more than forty
      rows only the first and the last are there; --all shows all.

      What was copied from a session, with its prompts, is read without them; then
      lines without a prompt are what was printed, and are passed over.

      The exit status is 0 if all went well, 1 if a statement failed, and 2 for
      wrong usage or a file that cannot be read. --json is for programs: see
      ':help json'. In a session ':load FILE' runs a file; the files that this one
      loads are looked for from its folder. A file can begin with
      #!/usr/bin/env adrepl.

      ':assert' makes a script a test, and ':echo' says where it is. --safe is for
      scripts of strangers: no command touches files, and neither a command nor a key
      starts a program. --session NAME goes on with what earlier runs of that name
      have defined: ':help session'.
      """),
    example: """
      $ echo 'x = 2; z = x^3; :grad' | adrepl
      z = 8
      ∂z/∂x = 12
      $ adrepl -e 'x = 2;' -e 'x^10'
      1024
      """)
}
