/// Words that begin a statement in other languages.
extension ForeignWord {
  static let statements: [Row] = [
    (
      "let var val const auto double float int real local global my dim static number",
      "{rest}", "a name is given a value without it"
    ),
    ("for foreach while until loop do", ":repeat 10 …", "':repeat' runs statements several times"),
    ("if unless", "if(c, a, b)", "'if' is a function that chooses between two values"),
    (
      "else elif elseif then end endif endfor endfunction endwhile fi done begin switch case break continue",
      nil, "there are no blocks: if(c, a, b) chooses between two values, ':repeat' repeats"
    ),
    ("def function fun func fn define procedure sub", "{equation}", "a function is defined by an equation"),
    ("lambda", "f(x) = …", "a function is defined by an equation"),
    ("return", "{rest}", "a formula alone is shown"),
    (
      "print println printf disp display puts show eval calc calculate compute", "{rest}",
      "a formula alone is shown"
    ),
    (
      "import from using require library package include", nil,
      "all functions are there already; ':load FILE' runs the statements of a file"
    ),
    ("syms sym symbols variable param input", "x = 1", "a name with a number is an input"),
    ("class struct try with pass type enum async", nil, "there are names, formulas and functions only"),
    ("what how please", ":help", "':help' shows what there is"),
  ]
}
