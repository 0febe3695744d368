/// Names of other tools that stand for values.
extension ForeignWord {
  static let names: [Row] = [
    ("true yes", "1", nil), ("false no", "0", nil),
    ("infinity oo", "inf", nil), ("null none nil na undefined", "nan", nil),
    ("m_pi", "pi", nil), ("m_e euler", "e", nil), ("twopi", "tau", nil),
    ("degree degrees", "pi/180", "angles are in radians"),
    ("i j", nil, "it has no value, and there are no complex numbers"),
    ("last result it out _", "ans", nil),
  ]
}
