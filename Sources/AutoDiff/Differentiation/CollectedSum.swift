/// A sum of products with numbers in front, in which like terms are added up as it grows.
///
/// The numbers of the factors are taken out, so that 3·(2·u) and u·4 are like terms, and made one: 10·u. They are left where
/// they are if their product would leave the range of doubles.
struct CollectedSum {
  private var terms: [(coefficient: Double, factor: DerivedExpression)] = []
  private var indices: [NodeID: Int] = [:]
  private var constant = 0.0

  /// Adds a number times the strong product of two factors.
  mutating func add(_ coefficient: Double, _ left: DerivedExpression, _ right: DerivedExpression) {
    let (first, a) = left.numberAndRest
    let (second, b) = right.numberAndRest
    let number = coefficient * first * second
    if number.isNormal {
      add(number, a ⊙ b)
    } else {
      append(coefficient, left ⊙ right)
    }
  }

  private mutating func add(_ coefficient: Double, _ product: DerivedExpression) {
    let (number, factor) = product.numberAndRest
    if (coefficient * number).isNormal {
      append(coefficient * number, factor)
    } else {
      append(coefficient, product)
    }
  }

  private mutating func append(_ coefficient: Double, _ factor: DerivedExpression) {
    guard let id = factor.node else {
      constant += coefficient * factor.expression.constant
      return
    }
    if let index = indices[id], (terms[index].coefficient + coefficient).isFinite {
      terms[index].coefficient += coefficient
    } else {
      indices[id] = terms.count
      terms.append((coefficient, factor))
    }
  }

  /// The sum: a positive term first, if there is one. A number that all terms have stands before their sum.
  var expression: DerivedExpression {
    var rest = terms.filter { $0.coefficient != 0 }
    if rest.isEmpty { return DerivedExpression(constant) }
    let head = rest.remove(at: rest.firstIndex { $0.coefficient > 0 } ?? 0)
    let isShared = constant == 0 && rest.allSatisfy { $0.coefficient.magnitude == head.coefficient.magnitude }
    let number = isShared ? head.coefficient : 1
    var sum = DerivedExpression(head.coefficient / number) * head.factor
    for (coefficient, factor) in rest {
      let coefficient = coefficient / number
      let term = DerivedExpression(coefficient.magnitude) * factor
      sum = coefficient < 0 ? sum - term : sum + term
    }
    return constant == 0 ? DerivedExpression(number) * sum : sum + DerivedExpression(constant)
  }
}

extension DerivedExpression {
  /// A number and what it multiplies, which is 1 where the expression is that number.
  fileprivate var numberAndRest: (Double, DerivedExpression) {
    guard let (number, rest) = product else { return (1, self) }
    return (number, rest)
  }
}
