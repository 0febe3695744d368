import Testing

@testable import Formulas

/// What is said of mistakes in brackets and around them: the place, the message, what to write.
@Suite struct ArrayDiagnosticTests {
  @Test("Elements and rows") func elements() {
    expect(
      """
      [1 2 3]
         ^
      missing-comma: elements are separated by commas
      write: [1, 2, 3]
      """)
    expect(
      """
      [a [1]]
         ^
      missing-comma: elements are separated by commas
      write: [a, [1]]
      """)
    expect(
      """
      [1 2; 3 4]
         ^
      missing-comma: elements are separated by commas
      write: [1, 2; 3, 4]
      """)
    expect(
      """
      [f(x) g(y), 2]
            ^
      missing-comma: elements are separated by commas
      write: [f(x), g(y), 2]
      """)
    expect(
      """
      [1, x y]
            ^
      missing-comma: elements are separated by commas
      write: [1, x, y]
      """)
    expect(
      """
      [1 -2]
       ^~~~
      ambiguous-element: in brackets, '-' with a blank before it and none behind can be read in two ways
      write: [1, -2] or [1 - 2]
      """)
    expect(
      """
      [a, b +c, 2]
          ^~~~
      ambiguous-element: in brackets, '+' with a blank before it and none behind can be read in two ways
      write: [a, b, +c, 2] or [a, b + c, 2]
      """)
    expect(
      """
      [2 x]
       ^~~
      ambiguous-element: in brackets, '2 x' can be read in two ways
      write: 2, x or 2*x
      """)
    expect(
      """
      [2 (x + 1)]
       ^~~
      ambiguous-element: in brackets, '2 (…)' can be read in two ways
      write: 2, (…) or 2*(…)
      """)
    expect(
      """
      [1, 2; 3]
             ^
      unequal-rows: row 2 has 1 number, row 1 has 2
      """)
    expect(
      """
      [1; 2, 3; 4]
             ^
      unequal-rows: row 2 has 2 numbers, row 1 has 1
      """)
    expect(
      """
      [1, 2;]
           ^
      missing-row: a row is missing behind ';'
      """)
    expect(
      """
      [; 1]
       ^
      missing-row: a row is missing before ';'
      """)
    expect(
      """
      [1;; 2]
        ^
      missing-row: a row is missing behind ';'
      """)
    expect(
      """
      [1, ]
        ^
      missing-element: an element is missing behind ','
      """)
    expect(
      """
      [, 1]
       ^
      missing-element: an element is missing before ','
      """)
    expect(
      """
      [1,, 2]
         ^
      missing-element: an element is missing before ','
      """)
    expect(
      """
      (1, 2)
        ^
      unexpected-comma: ',' separates arguments, and these parentheses belong to no call
      write: [1, 2]
      """)
    expect(
      """
      {1, 2}
      ^
      unexpected-character: unexpected character '{' (U+007B)
      write: [
      """)
  }

  @Test("Brackets that are not closed") func brackets() {
    expect(
      """
      [1, 2
      ^
      unclosed-bracket: '[' was never closed
      """)
    expect(
      """
      [
      ^
      unclosed-bracket: '[' was never closed
      """)
    expect(
      """
      v[1
       ^
      unclosed-bracket: '[' was never closed
      """)
    expect(
      """
      (1]
        ^
      mismatched-parenthesis: '(' is closed by ')', not by ']'
      write: )
      """)
    expect(
      """
      [1)
        ^
      mismatched-parenthesis: '[' is closed by ']', not by ')'
      write: ]
      """)
    expect(
      """
      ]
      ^
      unmatched-bracket: ']' has no '[' before it
      """)
    expect(
      """
      x]
       ^
      unmatched-bracket: ']' has no '[' before it
      """)
    expect(
      """
      f([1, 2)
             ^
      mismatched-parenthesis: '[' is closed by ']', not by ')'
      write: ]
      """)
    expect(
      """
      [1, 2]]
            ^
      unmatched-bracket: ']' has no '[' before it
      """)
  }

  @Test("Subscripts and slices") func subscripts() {
    expect(
      """
      v[]
       ^~
      missing-subscript: there is no index between these brackets
      write: v[1]
      """)
    expect(
      """
      v[1, ]
         ^
      missing-subscript: an index is missing behind ','
      write: ..
      """)
    expect(
      """
      A[, 1]
        ^
      missing-subscript: an index is missing before ','
      write: ..
      """)
    expect(
      """
      A[1,, 2]
          ^
      missing-subscript: an index is missing before ','
      write: ..
      """)
    expect(
      """
      v[1; 2]
         ^
      unexpected-semicolon: indices are separated by commas, as in A[1, 2]
      write: ,
      """)
    expect(
      """
      v[1:3]
         ^
      colon-in-subscript: a slice is written with two points
      write: v[1..3]
      """)
    expect(
      """
      A[:, 1]
        ^
      colon-in-subscript: a slice is written with two points
      write: A[.., 1]
      """)
    expect(
      """
      v[2:]
         ^
      colon-in-subscript: a slice is written with two points
      write: v[2..]
      """)
    expect(
      """
      2[1,2]
      ^~
      indexed-number: 2 is a number and has no elements
      write: 2*[1,2]
      """)
    expect(
      """
      3x[1]*4[2]
            ^~
      indexed-number: 4 is a number and has no elements
      write: 4*[2]
      """)
    expect(
      """
      v[(1, 2)]
          ^
      unexpected-comma: ',' separates arguments, and these parentheses belong to no call
      write: [1, 2]
      """)
    expect(
      """
      v[..2..3]
        ^~~~~
      chained-range: ranges do not chain: from one number to another they count by 1
      """)
    expect(
      """
      v[..2 < 3]
        ^~
      missing-operand: '..' needs something on its left
      """)
    expect(
      """
      v[1.. < 3]
            ^
      missing-operand: something is missing between '..' and '<'
      """)
  }

  @Test("Ranges") func ranges() {
    expect(
      """
      1...5
       ^~~
      malformed-range: a range is written with two points
      write: 1..5
      """)
    expect(
      """
      v[1...]
         ^~~
      malformed-range: a range is written with two points
      write: 1..
      """)
    expect(
      """
      x...y
       ^~~
      malformed-range: a range is written with two points
      write: x..y
      """)
    expect(
      """
      1..2..10
       ^~~~~
      chained-range: ranges do not chain: from one number to another they count by 1
      """)
    expect(
      """
      ..5
      ^~
      missing-operand: '..' needs something on its left
      """)
    expect(
      """
      5..
       ^~
      missing-operand: '..' needs something on its right
      """)
    expect(
      """
      [1.., 2]
        ^~
      missing-operand: '..' needs something on its right
      """)
  }

  @Test("Products and transposes") func products() {
    expect(
      """
      A .T
        ^~
      misplaced-transpose: '.T' stands directly behind what it transposes
      write: A.T
      """)
    expect(
      """
      A ᵀ
        ^
      misplaced-transpose: '.T' stands directly behind what it transposes
      write: A.T
      """)
    expect(
      """
      2ᵀ
       ^
      missing-operator: '2' and 'ᵀ' stand side by side: an operator is missing
      """)
    expect(
      """
      .T
      ^~
      missing-operand: '.T' needs something on its left
      """)
    expect(
      """
      A.Tx
       ^
      unexpected-character: unexpected character '.' (U+002E)
      """)
    expect(
      """
      A @
        ^
      missing-operand: '@' needs something on its right
      """)
    expect(
      """
      @ A
      ^
      missing-operand: '@' needs something on its left
      """)
    expect(
      """
      A @ @ B
          ^
      missing-operand: something is missing between '@' and '@'
      """)
    expect(
      """
      x.T.T'
           ^
      misplaced-prime: a prime stands behind the name of a function, as in f'(x)
      """)
  }

  @Test("Arguments that have a name") func arguments() {
    expect(
      """
      sum(A, each=rows)
                  ^~~~
      unknown-axis: behind 'each=' stands row or column: for each of them there is one result
      write: each=row
      """)
    expect(
      """
      sum(A, each=col)
                  ^~~
      unknown-axis: behind 'each=' stands row or column: for each of them there is one result
      write: each=column
      """)
    expect(
      """
      sum(A, each=2)
                  ^
      unknown-axis: behind 'each=' stands row or column: for each of them there is one result
      write: each=row or each=column
      """)
    expect(
      """
      sum(A, each=row + 1)
                  ^~~~~
      unknown-axis: behind 'each=' stands row or column: for each of them there is one result
      write: each=row
      """)
    expect(
      """
      sum(A, each=)
                 ^
      missing-operand: '=' needs something on its right
      """)
    expect(
      """
      f(seed=)
            ^
      missing-operand: '=' needs something on its right
      """)
    expect(
      """
      f(1 + seed=2)
                ^
      misplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==
      write: ==
      """)
    expect(
      """
      (seed=2)
           ^
      misplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==
      write: ==
      """)
    expect(
      """
      f'(seed=2)
             ^
      misplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==
      write: ==
      """)
    expect(
      """
      [seed=2]
           ^
      misplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==
      write: ==
      """)
  }

  @Test("Comprehensions") func comprehensions() {
    expect(
      """
      [1, x for i in r]
            ^~~
      misplaced-comprehension: 'for' makes all elements: no others stand before it
      write: [i^2 for i in 1..5]
      """)
    expect(
      """
      [x for i]
             ^~
      malformed-loop: 'i' is followed by what it goes through
      write: i in …
      """)
    expect(
      """
      [x for i = 1..3]
             ^~~
      malformed-loop: 'i' is followed by what it goes through
      write: i in …
      """)
    expect(
      """
      [x for i in r, 2]
                     ^
      malformed-loop: here stands a name and what it goes through, as in i in 1..5
      """)
    expect(
      """
      [x for i in r,]
                    ^
      malformed-loop: here stands a name and what it goes through, as in i in 1..5
      """)
    expect(
      """
      [x for i in ]
               ^~
      missing-operand: 'in' needs something on its right
      """)
    expect(
      """
      [x for 2 in r]
             ^
      malformed-loop: here stands a name and what it goes through, as in i in 1..5
      """)
    expect(
      """
      [x for i in r; y]
                   ^
      unexpected-semicolon: there is one element before 'for', and ';' separates rows
      """)
    expect(
      """
      [x for i in r for j in s]
                    ^~~
      malformed-loop: several loops stand behind one 'for', separated by commas
      write: , j in …
      """)
    expect(
      """
      [x for i in r, for j in s]
                     ^~~
      malformed-loop: several loops stand behind one 'for', separated by commas
      write: , j in …
      """)
  }

  @Test("Parts that are set") func parts() {
    expect(
      """
      A[1][2] = 3
      ^~~~~~~
      invalid-target: a part has all of its indices in one pair of brackets, as in A[1, 2] = 7
      """)
    expect(
      """
      f(x)[1] := 2
      ^~~~~~~
      invalid-target: only parts of what has a name can be set, as in v[2] = 7
      """)
    expect(
      """
      A[1][2] += 3
      ^~~~~~~
      invalid-target: a part has all of its indices in one pair of brackets, as in A[1, 2] = 7
      """)
    expect(
      """
      a, v[2] := 1, 2
      ^~~~~~~
      several-parts: parts are set one at a time, as in v[2] := 7
      """)
    expect(
      """
      v[2], a := 1, 2
      ^~~~~~~
      several-parts: parts are set one at a time, as in v[2] := 7
      """)
    expect(
      """
      a, f(x) := 1, 2
       ^
      unexpected-comma: ',' separates arguments; statements are separated by ';'
      write: ;
      """)
    expect(
      """
      v[2] = 7, 8
              ^
      unexpected-comma: ',' separates arguments; statements are separated by ';'
      write: ;
      """)
    expect(
      """
      v[2] = x = 3
               ^
      misplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==
      write: ==
      """)
    expect(
      """
      v[2] =
           ^
      missing-operand: '=' needs something on its right
      """)
    expect(
      """
      [a, b] = [1, 2]
      ^~~~~~
      invalid-target: only a name can be assigned to, as in x = 3; to compare, write ==
      write: [a, b] == [1, 2]
      """)
    expect(
      """
      A.T = B
      ^~~
      invalid-target: only a name can be assigned to, as in x = 3; to compare, write ==
      write: A.T == B
      """)
    expect(
      """
      y = v[2] = 3
               ^
      misplaced-assignment: '=' assigns only at the beginning of a statement; to compare, write ==
      write: ==
      """)
    expect(
      """
      x ..= 3
          ^
      missing-operand: something is missing between '..' and '='
      """)
  }

  /// Expects that the first line of a report, parsed, is reported so.
  private func expect(_ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    let text = expected.prefix { $0 != "\n" }
    #expect(report(String(text)) == expected, sourceLocation: sourceLocation)
  }
}
