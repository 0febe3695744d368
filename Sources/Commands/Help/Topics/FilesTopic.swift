import Pictures

extension HelpTopic {
  static let files = HelpTopic(
    name: "files", summary: "files and environment variables that a session looks at",
    body: StyledText(
      """
      $XDG_CONFIG_HOME/adrepl/init.ad   runs when an interactive session begins, for
                                        settings and functions of one's own; without
                                        the variable ~/.config/adrepl/init.ad.
                                        --no-init skips it
      ~/.editrc                         key bindings of the line editor: editrc(5)
      ~/.local/state/adrepl/history     what was typed at a prompt; $ADREPL_HISTORY is
                                        another place, or nowhere if it is empty
      ~/.local/state/adrepl/sessions/   the sessions of --session, a script each
      $XDG_STATE_HOME is in the place of ~/.local/state where it is set. The history
      and the sessions can be read by nobody else.

      VISUAL, EDITOR  what ':edit' opens; else vi
      PAGER           what shows results that are taller than the screen; else less.
                      ':set pager off' keeps them on the screen
      NO_COLOR        set to anything, it keeps output without colour
      TERM            'dumb', or a kind that nobody has described, does the same
      COLUMNS         the width to which tables are cut where output goes to no
                      terminal; without it they are as wide as they need to be
      LANG, LC_CTYPE  the characters of the terminal; others than UTF-8 are not used
      """),
    example: """
      $ NO_COLOR=1 adrepl --no-init -e '6*7'
      42
      """)
}
