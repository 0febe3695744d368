extension Simplifier {
  /// The sum as nodes. What stands or falls with the same condition goes into one branch.
  mutating func build(_ terms: [Monomial]) -> NodeID {
    var branches: [(condition: NodeID, yes: [Monomial], no: [Monomial])] = []
    var sum: [Monomial] = []
    for term in terms {
      guard let (condition, isYes, rest) = branch(of: term) else {
        sum.append(term)
        continue
      }
      let known = branches.firstIndex { $0.condition == condition }
      if known == nil { branches.append((condition, [], [])) }
      let index = known ?? branches.count - 1
      if isYes { branches[index].yes.append(rest) } else { branches[index].no.append(rest) }
    }
    for branch in branches {
      let (yes, no) = (build(branch.yes), build(branch.no))
      sum.append(power(graph.node(.if, arguments: [branch.condition, yes, no])))
    }
    return build(sum: sum)
  }

  /// For a product with a factor `if(c, a, 0)` or `if(c, 0, a)` the condition, whether it is to hold, and the product
  /// with `a` in its place.
  ///
  /// In the other case the product is 0, even where the other factors are not defined, and stays so only if they stand
  /// inside: the derivative of if(x > 0, sqrt(x), x) is not if(x > 0, 1, 0)·0.5/sqrt(x) + if(x > 0, 0, 1).
  private mutating func branch(of term: Monomial) -> (condition: NodeID, isYes: Bool, rest: Monomial)? {
    for (position, factor) in term.factors.enumerated() where factor.exponent > 0 {
      guard let node = graph.node(at: factor.base), node.opcode.algebra == .choice(.condition) else {
        continue
      }
      let isZero = node.operands.map { $0.isConstant && graph.cachedValue(of: $0) == 0 }
      guard isZero[1] != isZero[2], let inner = power(node.operands[isZero[1] ? 2 : 1], factor.exponent)
      else {
        continue
      }
      var rest = term
      rest.factors.remove(at: position)
      return (node.operands[0], isZero[2], joined(rest, inner))
    }
    return nil
  }

  mutating func power(_ base: NodeID, _ exponent: Double) -> Monomial? {
    base.isConstant
      ? Monomial(Fraction(graph.cachedValue(of: base))).power(exponent) : power(base).power(exponent)
  }

  /// The sum as nodes: a positive term first, if there is one.
  private func build(sum terms: [Monomial]) -> NodeID {
    guard let head = terms.firstIndex(where: { $0.coefficient.numerator > 0 }) ?? terms.indices.first else {
      return graph.constant(0)
    }
    var result = build(terms[head], isNegative: terms[head].coefficient.numerator < 0)
    for (position, term) in terms.enumerated() where position != head {
      result = graph.node(term.coefficient.numerator < 0 ? .subtract : .add, result, build(term))
    }
    return result
  }

  /// The product as nodes: its magnitude or, with the sign at its first factor, the negative of that.
  private func build(_ term: Monomial, isNegative: Bool = false) -> NodeID {
    func product(_ number: Double, _ factors: [Monomial.Factor], isNegative: Bool = false) -> NodeID? {
      var result = number == 1 ? nil : graph.constant(isNegative ? -number : number)
      for factor in factors {
        var power = power(factor.base, by: factor.exponent.magnitude)
        if isNegative, result == nil { power = graph.node(.negate, power) }
        let multiply = term.isStrong && result?.isConstant == false ? Opcode.strongMultiply : .multiply
        result = result.map { graph.node(multiply, $0, power) } ?? power
      }
      return result
    }
    let above = product(
      term.coefficient.numerator.magnitude, term.factors.filter { $0.exponent > 0 }, isNegative: isNegative)
    let below = product(term.coefficient.denominator, term.factors.filter { $0.exponent < 0 })
    let one = graph.constant(isNegative ? -1 : 1)
    let divide = term.isStrong && above?.isConstant == false ? Opcode.strongDivide : .divide
    return below.map { graph.node(divide, above ?? one, $0) } ?? above ?? one
  }

  private func power(_ base: NodeID, by exponent: Double) -> NodeID {
    switch exponent {
    case 1: base
    case 0.5: graph.node(.sqrt, arguments: [base])
    default: graph.node(.power, base, graph.constant(exponent))
    }
  }
}
