// What Swift cannot say to libedit directly.
//
// `el_set`, `el_wset`, `el_get` and `history` are variadic, and Swift calls no variadic C function.
// There is one `static inline` here for each operation in use, typed as histedit.h documents it.
// Nothing here keeps state: a `static` variable in a header would be one copy per object file.

#ifndef ADREPL_CLIBEDIT_SHIM_H
#define ADREPL_CLIBEDIT_SHIM_H

#include <histedit.h>
#include <stdio.h>

/// A prompt for libedit: returns UTF-8 text that stays valid while the line is edited.
typedef char *(*editline_prompt_function)(EditLine *);

/// A command that a key can be bound to: gets the key, returns one of the `CC_` codes.
typedef unsigned char (*editline_command_function)(EditLine *, int);

/// Selects the key map, "emacs" or "vi".
static inline int editline_set_editor(EditLine *el, const char *name) {
  return el_set(el, EL_EDITOR, name);
}

/// Whether the keys are those of vi.
static inline int editline_uses_vi(EditLine *el) {
  const char *name = 0;
  return el_get(el, EL_EDITOR, &name) == 0 && name && name[0] == 'v';
}

/// Whether lines are edited; not where `~/.editrc` says `edit off`, nor in a terminal of the kind `emacs`.
static inline int editline_edits_lines(EditLine *el) {
  int enabled = 0;
  return el_get(el, EL_EDITMODE, &enabled) == 0 && enabled;
}

/// Says whether libedit installs signal handlers of its own.
static inline int editline_set_signal_handling(EditLine *el, int enabled) {
  return el_set(el, EL_SIGNAL, enabled);
}

/// Sets the prompt; `marker` stands before and after each run of characters that takes no width.
static inline int editline_set_prompt(EditLine *el, editline_prompt_function prompt, char marker) {
  return el_set(el, EL_PROMPT_ESC, prompt, marker);
}

/// Replaces the function that reads one character. Only the wide call takes a wide reader.
static inline int editline_set_character_reader(EditLine *el, el_rfunc_t reader) {
  return el_wset(el, EL_GETCFN, reader);
}

/// Replaces the input, of which libedit only uses the descriptor where characters are read by a function of ours.
static inline int editline_set_input(EditLine *el, FILE *input) {
  return el_set(el, EL_SETFP, 0, input);
}

/// Replaces the stream to which complaints go, such as those about `~/.editrc`.
static inline int editline_set_errors(EditLine *el, FILE *errors) {
  return el_set(el, EL_SETFP, 2, errors);
}

/// Attaches a pointer that callbacks, which cannot capture anything, get back with
/// `editline_client_data`.
static inline int editline_set_client_data(EditLine *el, void *data) {
  return el_set(el, EL_CLIENTDATA, data);
}

/// The pointer attached with `editline_set_client_data`, or null.
static inline void *editline_client_data(EditLine *el) {
  void *data = 0;
  return el_get(el, EL_CLIENTDATA, &data) == 0 ? data : 0;
}

/// Registers a command under a name that `editline_bind` accepts.
static inline int editline_add_command(EditLine *el, const char *name, const char *help,
                                       editline_command_function command) {
  return el_set(el, EL_ADDFN, name, help, command);
}

/// Binds a key sequence, written as in editrc(5), to a command.
static inline int editline_bind(EditLine *el, const char *sequence, const char *command) {
  return el_set(el, EL_BIND, sequence, command, (const char *)0);
}

/// The same for the alternative key map, which holds the command mode of vi.
static inline int editline_bind_alternative(EditLine *el, const char *sequence, const char *command) {
  return el_set(el, EL_BIND, "-a", sequence, command, (const char *)0);
}

/// Makes `list` the history that incremental search looks through.
static inline int editline_set_history(EditLine *el, History *list) {
  return el_set(el, EL_HIST, history, list);
}

/// Puts the terminal into editing mode (1) or back into the mode it was found in (0).
static inline int editline_prepare_terminal(EditLine *el, int editing) {
  return el_set(el, EL_PREP_TERM, editing);
}

/// Makes the mode in which the terminal is left between two lines one that neither takes keys for its own
/// line editing nor shows them. In neither mode does the terminal drop anything at Ctrl-C: with the keys it
/// would drop what is printed, a moment after the signal, and so at times the next prompt.
static inline int editline_keep_typed_keys(EditLine *el) {
  el_set(el, EL_SETTY, "-d", "+noflsh", (const char *)0);
  return el_set(el, EL_SETTY, "-x", "-icanon", "-echo", "-iexten", "+noflsh", (const char *)0);
}

/// Says how many columns the terminal has, a number in decimal digits; 0 and 1 count as 80.
static inline int editline_set_columns(EditLine *el, const char *columns) {
  return el_set(el, EL_SETTC, "co", columns, (const char *)0);
}

/// Says how many rows the terminal has, a number in decimal digits.
static inline int editline_set_rows(EditLine *el, const char *rows) {
  return el_set(el, EL_SETTC, "li", rows, (const char *)0);
}

/// Draws the prompt and the line again.
static inline int editline_refresh(EditLine *el) { return el_set(el, EL_REFRESH); }

/// Limits how many entries the history keeps.
static inline int editline_history_set_size(History *list, int size) {
  HistEvent event;
  return history(list, &event, H_SETSIZE, size);
}

/// Adds an entry at the recent end of the history.
static inline int editline_history_enter(History *list, const char *entry) {
  HistEvent event;
  return history(list, &event, H_ENTER, entry);
}

/// Forgets all entries of the history.
static inline int editline_history_clear(History *list) {
  HistEvent event;
  return history(list, &event, H_CLEAR);
}

/// Declared again because glibc shows it only with _XOPEN_SOURCE, which Swift does not define.
int wcwidth(wchar_t character);

/// How many columns a character takes by the table that libedit draws with: 0, 1 or 2, -1 if unknown.
static inline int editline_character_width(wchar_t character) { return wcwidth(character); }

#endif
