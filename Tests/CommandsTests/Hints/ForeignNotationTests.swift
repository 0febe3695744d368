import Testing

/// Notations of other languages: the whole of what is said about each.
@Suite struct ForeignNotationTests {
  private func expect(_ lines: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let parts = lines.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let line = parts[1].dropFirst(4)
    let session = TestSession()
    session.limitsWidth = false
    session.type("x = 3; y = 4; z = x*y; f(u) = u^2;")
    #expect(session.type(String(line)) == lines, sourceLocation: sourceLocation)
  }

  @Test func updatesOfOtherLanguages() {
    expect(
      """
      <stdin>:2:2: error: there is no '++'; to change an input, write +=
          x++
           ^~
          write: x += 1
      """)
    expect(
      """
      <stdin>:2:2: error: there is no '--'; to change an input, write -=
          x--
           ^~
          write: x -= 1
      """)
    expect(
      """
      <stdin>:2:6: error: there is no '++'; to change an input, write +=
          y = x++
               ^~
          write: x += 1
      """)
    expect(
      """
      <stdin>:2:8: error: there is no '++'; to change an input, write +=
          (x + 1)++
                 ^~
      """)
    expect(
      """
      <stdin>:2:6: error: '+=' updates one name, at the beginning of a statement, as in x += 1
          x, y += 1
               ^~
      """)
    expect(
      """
      <stdin>:2:3: error: '+=' updates one name, at the beginning of a statement, as in x += 1
          2 += 1
            ^~
      """)
    expect(
      """
      <stdin>:2:6: error: '+=' updates one name, at the beginning of a statement, as in x += 1
          f(x) += 1
               ^~
      """)
    expect(
      """
      <stdin>:2:7: error: '+=' updates one name, at the beginning of a statement, as in x += 1
          y = x += 1
                ^~
      """)
    expect(
      """
      <stdin>:2:1: error: 'z' is not an input but a definition, which follows its formula
          z += 1
          ^
      """)
    expect(
      """
      <stdin>:2:1: error: 'pi' is not an input yet: give it a value first
          pi += 1
          ^~
          write: pi = …
      """)
    expect(
      """
      <stdin>:2:1: error: 'new' is not an input yet: give it a value first
          new += 1
          ^~~
          write: new = …
      """)
    expect(
      """
      <stdin>:2:1: error: a function is defined with '='
          f(x) := x^2
          ^~~~
          write: f(x) = x^2
      """)
    expect(
      """
      <stdin>:2:7: error: '=' gives a value to one name
          x = y = 3
                ^
          write: y = 3; x = y
      """)
  }

  @Test func assignmentsOfOtherLanguages() {
    expect(
      """
      <stdin>:2:1: error: there is no 'let': a name is given a value without it
          let x = 3
          ^~~
          write: x = 3
      """)
    expect(
      """
      <stdin>:2:1: error: a name is given a value without it
          var q = 3
          ^~~
          write: q = 3
      """)
    expect(
      """
      <stdin>:2:1: error: there is no 'const': a name is given a value without it
          const double k = 3
          ^~~~~
          write: k = 3
      """)
    expect(
      """
      <stdin>:2:1: error: a name is given a value with '='
          w <- 3
          ^
          write: w = 3
      """)
    expect(
      """
      <stdin>:2:2: error: a name is given a value with '='
          x: 3
           ^
          write: x = 3
      """)
    expect(
      """
      <stdin>:2:1: error: only a name can be assigned to, as in x = 3; to compare, write ==
          3 = x
          ^
          write: 3 == x
      """)
  }

  @Test func functionsOfOtherLanguages() {
    expect(
      """
      <stdin>:2:1: error: there is no 'def': a function is defined by an equation
          def g(x): return x^2
          ^~~
          write: g(x) = x^2
      """)
    expect(
      """
      <stdin>:2:1: error: there is no 'function': a function is defined by an equation
          function g(x) { return x^2 }
          ^~~~~~~~
          write: g(x) = x^2
      """)
    expect(
      """
      <stdin>:2:12: error: a function is defined by an equation
          g = lambda u: u^2
                     ^
          write: g(u) = u^2
      """)
    expect(
      """
      <stdin>:2:8: error: a function is defined by an equation
          g = x -> x^2
                 ^
          write: g(x) = x^2
      """)
    expect(
      """
      <stdin>:2:7: error: a function is defined by an equation
          g = x => x^2
                ^
          write: g(x) = x^2
      """)
    expect(
      """
      <stdin>:2:7: error: a function is defined by an equation
          g = (a, b) -> a*b
                ^
          write: g(a, b) = a*b
      """)
    expect(
      """
      <stdin>:2:5: error: a function is defined by an equation
          g = @(x) x^2
              ^
          write: g(x) = x^2
      """)
    expect(
      """
      <stdin>:2:7: error: a function is defined by an equation
          g = x ↦ x^2
                ^
          write: g(x) = x^2
      """)
    expect(
      """
      <stdin>:2:1: error: there is no 'lambda': a function is defined by an equation
          lambda u: u^2
          ^~~~~~
          write: f(x) = …
      """)
  }

  @Test func branchesAndLoops() {
    expect(
      """
      <stdin>:2:7: error: there is no '? :'; 'if' chooses between two values
          x > 2 ? 1 : 2
                ^
          write: if(x > 2, 1, 2)
      """)
    expect(
      """
      <stdin>:2:11: error: there is no '? :'; 'if' chooses between two values
          w = x > 2 ? 1 : 2
                    ^
          write: w = if(x > 2, 1, 2)
      """)
    expect(
      """
      <stdin>:2:10: error: there is no '? :'; 'if' chooses between two values
          2*(x > 2 ? 1 : 2)
                   ^
          write: if(x > 2, 1, 2)
      """)
    expect(
      """
      <stdin>:2:3: error: there is no '? :'; 'if' chooses between two values
          x ? y
            ^
          write: if(c, a, b)
      """)
    expect(
      """
      <stdin>:2:10: error: 'if' is a function that chooses between two values
          w = 1 if x > 2 else 2
                   ^
          write: w = if(x > 2, 1, 2)
      """)
    expect(
      """
      <stdin>:2:1: error: 'if' is a function that chooses between two values
          if x > 3: y = 2
          ^~
          write: if(c, a, b)
      """)
    expect(
      """
      <stdin>:2:1: error: 'if' is a function that chooses between two values
          if (x > 3) y = 2
          ^~
          write: if(c, a, b)
      """)
    expect(
      """
      <stdin>:2:1: error: there is no 'for': ':repeat' runs statements several times
          for i in range(10): x = x + 1
          ^~~
          write: :repeat 10 …
      """)
    expect(
      """
      <stdin>:2:1: error: there is no 'while': ':repeat' runs statements several times
          while (x > 0) x = x - 1
          ^~~~~
          write: :repeat 10 …
      """)
    expect(
      """
      <stdin>:2:2: error: there are no ranges; ':repeat' runs statements several times
          1:10
           ^
          write: :repeat 10 …
      """)
    expect(
      """
      <stdin>:2:6: error: ':for' is short for ':forward'; ':repeat' runs statements several times
          :for i in 1:10
               ^
          write: :repeat 10 …
      """)
  }

  @Test func derivativesOfOtherLanguages() {
    expect(
      """
      <stdin>:2:6: error: a derivative is written 'diff'
          d/dx x^2
               ^
          write: diff(x^2, x)
      """)
    expect(
      """
      <stdin>:2:1: error: a derivative is written 'diff'
          d/dx(x^2)
          ^
          write: diff(x^2, x)
      """)
    expect(
      """
      <stdin>:2:1: error: a derivative is written 'diff'
          dz/dx
          ^~
          write: diff(z, x)
      """)
    expect(
      """
      <stdin>:2:1: error: a derivative is written 'diff'
          ∂z/∂x
          ^
          write: diff(z, x)
      """)
    expect(
      """
      <stdin>:2:1: error: a derivative is written 'diff'
          ∂(x^2)/∂x
          ^
          write: diff(x^2, x)
      """)
    expect(
      """
      <stdin>:2:1: error: unknown function 'D': f'(a) is the derivative of a function at a
          D(f)
          ^
          write: diff(…, x)
      """)
    expect(
      """
      <stdin>:2:1: error: unknown function 'derivative': f'(a) is the derivative of a function at a
          derivative(g)
          ^~~~~~~~~~
          write: diff(…, x)
      """)
    expect(
      """
      <stdin>:2:9: error: arguments stand side by side, without 'by'
          :diff z by x
                  ^~
          write: :diff z x
      """)
    expect(
      """
      <stdin>:2:9: error: arguments stand side by side, without 'wrt'
          :diff z wrt x
                  ^~~
          write: :diff z x
      """)
    expect(
      """
      <stdin>:2:9: error: what is differentiated by stands behind a colon
          :grad z wrt x
                  ^~~
          write: :grad z : x
      """)
    expect(
      """
      <stdin>:2:9: error: what is differentiated by stands behind a colon
          :grad z by x y
                  ^~
          write: :grad z : x y
      """)
    expect(
      """
      <stdin>:2:1: error: 'diff' is a command, which begins with a colon
          diff z x
          ^~~~
          write: :diff z x
      """)
    expect(
      """
      <stdin>:2:2: error: names have no parts
          z.backward()
           ^
          write: :backprop z
      """)
    expect(
      """
      <stdin>:2:2: error: names have no parts
          z.grad
           ^
          write: :grad z
      """)
  }

  @Test func operatorsOfOtherLanguages() {
    expect(
      """
      <stdin>:2:3: error: '%' needs the number of a node, as in %7; the remainder is 'mod'
          x % 2
            ^
          write: mod(x, 2)
      """)
    expect(
      """
      <stdin>:2:2: error: '%2' is a node; the remainder is 'mod'
          x%2
           ^~
          write: mod(x, 2)
      """)
    expect(
      """
      <stdin>:2:3: error: '%2' is a node; the remainder is 'mod'
          x %2
            ^~
          write: mod(x, 2)
      """)
    expect(
      """
      <stdin>:2:7: error: '%' needs the number of a node, as in %7; the remainder is 'mod'
          w = x % (y + 1)
                ^
          write: w = mod(x, y + 1)
      """)
    expect(
      """
      <stdin>:2:7: error: '%' needs the number of a node, as in %7; the remainder is 'mod'
          x + y % 2
                ^
          write: mod(a, b)
      """)
    expect(
      """
      <stdin>:2:2: error: '%' needs the number of a node, as in %7; a percentage is a quotient
          5%
           ^
          write: 5/100
      """)
    expect(
      """
      <stdin>:2:1: error: '%' needs the number of a node, as in %7; a comment begins with #
          % a comment
          ^
          write: # …
      """)
    expect(
      """
      <stdin>:2:1: error: a comment begins with #
          // a comment
          ^
          write: # …
      """)
    expect(
      """
      <stdin>:2:4: error: a comment begins with #, and a quotient is rounded down by 'floor'
          7 // 2
             ^
          write: # … or floor(7/2)
      """)
    expect(
      """
      <stdin>:2:3: error: unexpected character '&' (U+0026)
          x && y
            ^
          write: and
      """)
    expect(
      """
      <stdin>:2:3: error: unexpected character '|' (U+007C)
          x || y
            ^
          write: or
      """)
    expect(
      """
      <stdin>:2:1: error: unexpected character '|' (U+007C)
          |x|
          ^
          write: abs(x)
      """)
    expect(
      """
      <stdin>:2:1: error: unexpected character '|' (U+007C)
          |x - 4| + 1
          ^
          write: abs(x - 4)
      """)
    expect(
      """
      <stdin>:2:1: error: '!' stands behind its number, as in 3!; the opposite is 'not'
          !x
          ^
          write: not x
      """)
    expect(
      """
      <stdin>:2:7: error: '!' stands behind its number, as in 3!; the opposite is 'not'
          x and !y
                ^
          write: not …
      """)
    expect(
      """
      <stdin>:2:5: error: something is missing between '==' and '='
          x === 3
              ^
          write: ==
      """)
    expect(
      """
      <stdin>:2:5: error: something is missing between '!=' and '='
          x !== 3
              ^
          write: !=
      """)
    expect(
      """
      <stdin>:2:2: error: '^' goes element by element: leave the point out
          x.^2
           ^
          write: x^2
      """)
    expect(
      """
      <stdin>:2:2: error: '*' goes element by element: leave the point out
          x.*y
           ^
          write: x*y
      """)
    expect(
      """
      <stdin>:2:8: error: 'mod' is a function
          10 mod 3
                 ^
          write: mod(10, 3)
      """)
    expect(
      """
      <stdin>:2:2: error: there is no '!!'; of the result, it is taken behind parentheses
          x!!
           ^~
          write: (x!)!
      """)
    expect(
      """
      <stdin>:2:2: error: there is no '!!'; of the result, it is taken behind parentheses
          n!!
           ^~
          write: (n!)!
      """)
  }

  @Test func numbersOfOtherLanguages() {
    expect(
      """
      <stdin>:2:2: error: numbers have a decimal point
          1,5
           ^
          write: 1.5
      """)
    expect(
      """
      <stdin>:2:6: error: numbers have a decimal point
          w = 1,5
               ^
          write: 1.5
      """)
    expect(
      """
      <stdin>:2:3: error: numbers have a decimal point, and the elements of an array stand in brackets
          (1,5)
            ^
          write: 1.5 or [1,5]
      """)
    expect(
      """
      <stdin>:2:3: error: digits are grouped with _, or not at all
          1 000
            ^~~
          write: 1_000
      """)
    expect(
      """
      <stdin>:2:7: error: angles are in radians
          sin(30°)
                ^
          write: 30*pi/180
      """)
    expect(
      """
      <stdin>:2:7: error: uncertainties are not there yet: the value and its uncertainty are two names
          w = 3 ± 0.1
                ^
          write: x = 3; ux = 0.1
      """)
    expect(
      """
      <stdin>:2:1: error: unknown name 'true'
          true
          ^~~~
          write: 1
      """)
    expect(
      """
      <stdin>:2:1: error: unknown name 'i': it has no value, and there are no complex numbers
          i
          ^
      """)
  }

  @Test func callsOfOtherLanguages() {
    expect(
      """
      <stdin>:2:1: error: arguments stand in parentheses
          Sin[x]
          ^~~
          write: sin(x)
      """)
    expect(
      """
      <stdin>:2:5: error: the elements of an array stand in brackets
          a = {1, 2}
              ^
          write: [1, 2]
      """)
    expect(
      """
      <stdin>:2:8: error: elements are separated by commas
          a = [1 2 3]
                 ^
          write: [1, 2, 3]
      """)
    expect(
      """
      <stdin>:2:1: error: parentheses are round
          {x + y}*2
          ^
          write: (x + y)
      """)
    expect(
      """
      <stdin>:2:2: error: linear equations are solved by 'solve'
          x\\y
           ^
          write: solve(x, y)
      """)
    expect(
      """
      <stdin>:2:5: error: names have no parts: functions stand alone
          math.sin(x)
              ^
          write: sin(x)
      """)
    expect(
      """
      <stdin>:2:3: error: names have no parts: functions stand alone
          np.exp(x)
            ^
          write: exp(x)
      """)
    expect(
      """
      <stdin>:2:3: error: names have no parts: functions stand alone
          np.arcsin(x)
            ^
          write: asin(…)
      """)
    expect(
      """
      <stdin>:2:1: error: there is no 'print': a formula alone is shown
          print(x)
          ^~~~~
          write: x
      """)
    expect(
      """
      <stdin>:2:1: error: there is no 'print': a formula alone is shown
          print "x"
          ^~~~~
          write: "x"
      """)
    expect(
      """
      <stdin>:2:1: error: there are no texts; ':echo' prints words
          "text"
          ^
      """)
    expect(
      """
      <stdin>:2:1: error: there is no 'import': all functions are there already; ':load FILE' runs the statements of a file
          import numpy as np
          ^~~~~~
      """)
  }

  @Test func latex() {
    expect(
      """
      <stdin>:2:1: error: formulas are not written in LaTeX
          \\frac{1}{2}
          ^
          write: (…)/(…)
      """)
    expect(
      """
      <stdin>:2:1: error: formulas are not written in LaTeX
          \\alpha
          ^
          write: alpha
      """)
    expect(
      """
      <stdin>:2:3: error: formulas are not written in LaTeX
          2 \\cdot x
            ^
          write: *
      """)
    expect(
      """
      <stdin>:2:1: error: formulas are not written in LaTeX
          \\sin x
          ^
          write: sin(…)
      """)
    expect(
      """
      <stdin>:2:1: error: '$' is no part of a formula: leave it out
          $x$
          ^
      """)
  }

  @Test func promptsOfOtherPrograms() {
    expect(
      """
      <stdin>:2:1: error: a prompt is no part of the statement
          >>> x = 3
          ^
          write: x = 3
      """)
    expect(
      """
      <stdin>:2:1: error: a prompt is no part of the statement
          julia> x = 3
          ^~~~~~~~
          write: x = 3
      """)
  }
}
