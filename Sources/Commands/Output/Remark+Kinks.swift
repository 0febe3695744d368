import AutoDiff

extension Remark {
  /// A point at which there is no derivative of the ordinary kind: what it is, where, and for each input by which it is
  /// felt the target on both sides. The first input stands beside the code, which mostly is the only one.
  static func kink(_ kink: Kink, at places: [String], inputs: [String], _ words: String) -> Remark {
    let sides = kink.sides.enumerated().map { position, side -> [(String, JSON)] in
      let input = position < inputs.count ? [("input", JSON.string(inputs[position]))] : []
      return input + [
        ("left", .number(side.left.slope)), ("right", .number(side.right.slope)),
        ("leftValue", .number(side.left.value)), ("rightValue", .number(side.right.value)),
        ("derivative", .number(side.derivative)),
      ]
    }
    var members: [(String, JSON)] = places.isEmpty ? [] : [("at", .array(places.map { .string($0) }))]
    if kink.isUndecided { members.append(("undecided", .bool(true))) }
    members += sides.first ?? []
    if sides.count > 1 { members.append(("others", .list(of: sides.dropFirst()) { .object($0) })) }
    var remark = Remark(kink.felt.word.replacing(" ", with: "-"), words, members)
    remark.isKink = true
    return remark
  }

  /// There are further kinks, which are not told one by one.
  static func moreKinks(_ count: Int) -> Remark {
    Remark("more-kinks", "\(count) more kinks", [("count", .integer(count))])
  }

  /// There may be kinks by further inputs, which were not looked for.
  static func unsearchedInputs(_ count: Int) -> Remark {
    Remark(
      "unsearched-inputs",
      "by \(count) more inputs there may be others; finding them would take long",
      [("count", .integer(count))])
  }

  /// A variable that is no input, and was differentiated by as if it were one.
  static func held(_ variable: String, insteadOf formula: String) -> Remark {
    let rest = formula == variable ? "" : ", not as \(formula)"
    return Remark(
      "held", "\(variable) is held as if it were an input\(rest)",
      [("variable", .string(variable)), ("formula", .string(formula))])
  }

  /// A derivative by what the target does not depend on.
  static func unconnected(_ target: String, _ variable: String) -> Remark {
    Remark(
      "not-connected", "\(target) does not depend on \(variable)",
      [("target", .string(target)), ("variable", .string(variable))])
  }
}

extension Kink {
  /// Whether there is nothing to say of it but what it is and where.
  var isBare: Bool { sides.isEmpty && !isUndecided && unsearchedCount == 0 }

  /// What the target feels of it: where a jump has the same value on both sides, only the slopes differ.
  var felt: Singularity {
    let isBent =
      [.jump, .verticalTangent].contains(singularity) && !sides.isEmpty
      && sides.allSatisfy { $0.left.value == $0.right.value && $0.left.slope != $0.right.slope }
    return isBent ? .kink : singularity
  }
}
