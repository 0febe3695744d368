/// Formulas whose derivatives were taken with other programs: the variable, the length of the shortest of what SymPy (diff,
/// simplify), Maxima (diff, factor, ratsimp) and GiNaC (normal) print, that of the shorter of SymPy's and Maxima's `diff`, and
/// the formula. Lengths are in numbers, names and operators. The formulas are answers and integrands of Rubi's tests.
let derivativeFormulas = """
  x | 9 | 9 | sec(x)^5
  x | 49 | 72 | acos(1 / x)^2 * (x^2 - 1)^(3 / 2) / x^5
  x | 23 | 27 | x^5 / (sqrt(2) + x^2)
  x | 51 | 51 | 1 / ((x^3 - x) * sqrt(x^2 + 2 * x + 4))
  x | 10 | 10 | 1 / (1 + sin(x))
  x | 26 | 26 | 1 / (x^2 * (a^3 + x^3))
  x | 20 | 21 | 1 / (4 + sqrt(3) * cos(x) + sin(x))
  x | 39 | 62 | sqrt(sqrt(x^4 + 1) - x^2) / sqrt(x^4 + 1)
  x | 40 | 43 | sqrt(1 + exp(-x)) / (exp(x) - exp(-x))
  x | 2 | 2 | sinh(x)
  x | 43 | 44 | x / (x + sqrt(1 - sqrt(1 + x)))
  x | 39 | 52 | 1 / ((1 + x + 2 * x^2)^20 * (3 - 2 * x)^(41 / 2))
  x | 18 | 33 | sin(x)^3 / cos(3 * x)
  x | 16 | 16 | 1 / sqrt(1 + sqrt(x))
  x | 23 | 41 | exp(x) * ((1 + sinh(x)) / (1 + cosh(x)))
  x | 67 | 123 | ((sin(x) / cos(x)^7)^(1 / 3) - 3 * tan(x)) / (sin(x) * cos(x)^5)^(2 / 3)
  x | 62 | 65 | (a * sec(x)^2 - sin(2 * x))^2 * (cot(x)^3 + 1)
  x | 33 | 45 | x^5 / (3 * x^4 + x^2 - 4)
  x | 20 | 24 | 1 / (x * (x^2 + 1)^2)
  x | 14 | 23 | sin(2 * x) * cos(3 * x)
  x | 23 | 35 | x^6 * (3 + 4 * x^4)^(1 / 4)
  x | 39 | 60 | acos(1 / x) * x^2 / (x^2 - 1)^(5 / 2)
  x | 9 | 9 | sec(x)^6
  x | 30 | 30 | 1 / (1 + sqrt(x^2 + 2 * x + 2))
  x | 20 | 25 | x / (a^5 + x^5)
  x | 20 | 20 | 1 / tan(5 * x)^(1 / 3)
  x | 37 | 51 | (x^2 + x - 1) / (x^3 + x^2 - 6 * x)
  x | 29 | 44 | (1 - 7 * tan(x)^2)^(2 / 3) * tan(x)
  x | 18 | 18 | exp(x) * log(1 + exp(x))
  x | 24 | 29 | exp(x) / (2 + 3 * exp(2 * x))
  x | 32 | 48 | (1 + 2 * x)^2 / (3 + 5 * x + 2 * x^2)^5
  x | 16 | 24 | x^2 * a^(3 * x)
  x | 5 | 5 | log(sqrt(x))
  r | 33 | 54 | r / sqrt(2 * e * r^2 - alpha^2 - 2 * k * r)
  x | 16 | 18 | x * (1 + exp(x))^2
  x | 35 | 44 | 1 / (a^2 * sin(x)^2 + b^2 * cos(x)^2)
  x | 39 | 41 | acos(x) * x / (1 - x^2)^(3 / 2)
  x | 18 | 35 | cos(x) / (sin(x) + sin(x)^2)
  y | 49 | 53 | (-sqrt(A^2 + B^2 * (1 - y^2))) / (1 - y^2)
  x | 22 | 38 | x^2 / (x^2 + 2 * x + 2)^2
  x | 22 | 28 | x * sin(x)^3 / cos(x)
  x | 20 | 25 | x^2 * sqrt(a + b * x)
  x | 37 | 55 | (2 * x^2 + 5 * x - 1) / (x^3 + x^2 - 2 * x)
  x | 10 | 31 | x / (4 + 4 * x + x^2)
  x | 12 | 28 | (1 + sqrt(x)) / (-1 + sqrt(x))
  x | 13 | 25 | sqrt(x^2 + x) / x
  x | 89 | 103 | (1 + sqrt(3) + x) / ((1 - sqrt(3) + x) * sqrt(-4 - 4 * sqrt(3) * x^2 + x^4))
  x | 41 | 62 | acos(1 / x) * x^3 / (x^2 - 1)^(5 / 2)
  x | 11 | 17 | sin(3 * x) * cos(x)
  x | 9 | 9 | acos(x)
  x | 12 | 14 | x * sin(x)^2
  x | 21 | 27 | 1 / (x * (1 - x^3)^(1 / 3))
  x | 9 | 17 | x * (x^2 + 2 * x + 1)
  x | 15 | 24 | x^3 / exp(x / 2)
  x | 11 | 13 | x^2 * sin(x)
  x | 37 | 45 | cos(x) / (a^2 + b^2 * sin(x)^2)
  x | 17 | 18 | sin(x)^2 / x
  x | 123 | 253 | x * (1 + x)^(2 / 3) * sqrt(1 - x) / (sqrt(1 + x) * (1 - x)^(2 / 3) - (1 + x)^(1 / 3) * (1 - x)^(5 / 6))
  x | 16 | 16 | csc(x / 2)^3
  x | 6 | 19 | sin(x)^2 * cos(x)^2
  x | 44 | 51 | asin(x)^3 * x^2 / sqrt(1 - x^2)
  x | 26 | 26 | 1 / (1 + x + x^2 + x^3)
  x | 14 | 25 | x^3 / (1 + x^3)
  x | 20 | 20 | 1 / (x - sqrt(2 + x))
  x | 10 | 10 | sqrt(a + b * x)
  x | 26 | 26 | 1 / (sqrt(x^2 + 1) + 2 * x)^2
  x | 10 | 13 | x * exp(2 * x)
  x | 11 | 15 | exp(2 * x) * log(exp(x))
  x | 22 | 22 | 1 / (-x^(1 / 3) + x)
  x | 13 | 29 | tan(x) / (sqrt(tan(x)) - 1)^2
  x | 31 | 31 | log(x + sqrt(1 + x)) / x
  x | 17 | 23 | x^2 / (a + b * x)
  x | 22 | 22 | 1 / (1 - exp(-x) + 2 * exp(x))
  x | 47 | 67 | x / (sqrt(1 + x^2) * sqrt(1 + sqrt(1 + x^2)))
  x | 11 | 11 | tan(x)^5
  x | 24 | 35 | (-3 + x) / (4 + 2 * x + x^2)^2
  x | 16 | 16 | 1 / sqrt(x^2 + x)
  x | 109 | 160 | (2 * x^3 + x) * exp(x^2)^2 * exp(1 - x * exp(x^2)) / (1 - x * exp(x^2))^2
  x | 12 | 12 | sqrt(1 + sin(2 * x))
  x | 28 | 28 | asin(sinh(x)) * (1 / cosh(x))^4
  x | 40 | 65 | (1 + x^2 + x^3) / (2 * x^2 + x^3 + x^4)
  x | 18 | 24 | cot(x)^4 * csc(x)^3
  x | 41 | 69 | (1 + x^2) / ((1 - x^2) * sqrt(1 + x^4))
  x | 20 | 36 | (1 + 2 * x) / sqrt(2 + x - x^2)
  x | 16 | 27 | (x + 1)^3 / (x - 1)^4
  x | 20 | 20 | cos(a + b * x)^3
  x | 24 | 24 | 1 / (x^4 + 4 * x^2 + 1)
  r | 21 | 41 | r / sqrt(2 * e * r^2 - alpha^2)
  x | 18 | 21 | x / (x^4 - 1)
  x | 21 | 35 | (-5 + 3 * x)^2 / (-1 + 2 * x)^(7 / 2)
  x | 23 | 41 | exp(x) * ((1 - sinh(x)) / (1 - cosh(x)))
  x | 26 | 26 | x / (1 + sqrt(1 + x))
  x | 20 | 33 | a^(m * x) * b^(n * x)
  x | 21 | 21 | 1 / sqrt(5 - 4 * x + 3 * x^2)
  t | 17 | 24 | 1 / (exp(t) * (t - a - 1))
  x | 19 | 32 | exp(atan(x)) / (1 + x^2)^(3 / 2)
  x | 14 | 14 | asin(x) * log(x)
  x | 28 | 28 | 1 / (x^3 * (a^3 + x^3))
  x | 18 | 18 | x * log(x^2 + a)
  x | 22 | 22 | 1 / ((-4) * cos(x) + 3 * sin(x))
  x | 10 | 26 | atan(x) * (1 + x^2) / x^2
  x | 20 | 30 | x^2 * log((x - 1) / x)
  x | 26 | 29 | x^3 / (a^5 + x^5)
  x | 31 | 41 | exp(x) * ((1 - cos(x)) / (1 + sin(x)))
  x | 18 | 35 | x * log(x) / sqrt(1 + x^2)
  x | 24 | 29 | 1 / (sqrt(x) * (a * x + b))
  x | 18 | 23 | sin(x)^7 * cos(x)^6
  x | 17 | 31 | x / sqrt(x^2 + x + 1)
  x | 31 | 35 | sqrt(a + b * x) * sqrt(c + d * x)
  x | 14 | 20 | x^2 * sin(x)^2
  x | 23 | 23 | 1 / (p + q * cos(x) + r * sin(x))
  x | 22 | 27 | x * sqrt(4 + 2 * x + x^2)
  x | 9 | 17 | x / (x + 1)^2
  x | 15 | 16 | x * cos(x)^3
  x | 18 | 26 | log(tan(x)) / cos(x)^4
  x | 90 | 105 | (A * x + B) / ((5 * x^2 - 18 * x + 17) * sqrt(10 * x^2 - 22 * x + 13))
  x | 47 | 47 | sqrt(1 + sqrt(x) + sqrt(1 + 2 * sqrt(x) + 2 * x))
  x | 28 | 34 | 1 / ((x - 1) * (x^2 + 1))^2
  x | 13 | 16 | tan(x) * sec(x)^6
  x | 32 | 35 | (a^(k * x) + a^(l * x))^2
  x | 19 | 19 | (1 + x + x^2)^(5 / 2)
  x | 22 | 22 | 1 / (3 * x^2 + 8 * x + 1)^(5 / 2)
  x | 10 | 10 | cos(x)^4
  t | 12 | 12 | sqrt(exp(2 * t) - 9)
  x | 13 | 16 | x * csc(x)^2
  x | 12 | 12 | cot(x)^4
  x | 28 | 33 | sin(x)^3 / sin(4 * x)
  x | 18 | 18 | 1 / sqrt(2 + x - x^2)
  x | 13 | 17 | asin(tanh(x)) * exp(x)
  x | 38 | 41 | (a * x + b) / ((x - p) * (x - q))
  t | 16 | 16 | log(t) / (t + 1)
  x | 45 | 50 | (b1 + c1 * x) / (a + 2 * b * x + c * x^2)^2
  x | 17 | 17 | x^2 * acos(x)
  x | 30 | 35 | tan(x) / sqrt(1 + tan(x)^4)
  x | 17 | 27 | x / (x^2 + 4)^(5 / 2)
  x | 18 | 37 | x * sin(x)^3 / cos(x)^3
  t | 9 | 9 | exp(1 / t)
  x | 32 | 45 | 1 / (x * (3 * x^2 - 6 * x + 5)^(1 / 3))
  x | 18 | 23 | x^4 * sqrt(5 - x^2)
  x | 12 | 26 | cos(5 * x) / cos(x)^5
  x | 25 | 33 | (3 + 2 * x) / (3 * x + x^3)
  x | 25 | 25 | atan(x)^2 * x^3
  x | 43 | 85 | (1 - x^2) / ((1 + x^2) * sqrt(1 + x^2 + x^4))
  t | 7 | 10 | t / exp(t)
  x | 70 | 103 | (2 * (1 + 2 * sin(x))^(1 / 4) - cos(x)^2) / (1 + 2 * sin(x))^(3 / 2) * cos(x)
  x | 10 | 25 | exp(m * x) / (cosh(x) + sinh(x))
  x | 18 | 23 | tan(x)^5 * sec(x)^3
  x | 18 | 18 | 1 / sqrt(1 + x + x^2)
  x | 17 | 23 | x * (1 - x^3)^(1 / 3)
  x | 24 | 33 | 1 / ((2 - 3 * x) * (1 - 4 * x)^3)
  x | 16 | 16 | 1 / (a^5 + x^5)
  x | 20 | 20 | 1 / (a * exp(n * x) + b)
  x | 32 | 32 | log(cos(x / 2)) / (1 + cos(x))
  x | 26 | 29 | 1 / (x * sqrt(x^2 - a^2))
  x | 23 | 23 | sin(x) * atan(sqrt(sec(x) - 1))
  x | 15 | 18 | 1 / (1 - sinh(x)^4)
  x | 23 | 29 | (1 - tan(x)) / sin(2 * x)
  x | 14 | 15 | x^3 * cos(x)
  x | 7 | 7 | x^n
  x | 16 | 29 | (25 - x^2)^(3 / 2) / x^4
  x | 13 | 13 | exp(2 * x) * exp(a * x)
  x | 10 | 10 | 1 / tan(x)
  x | 43 | 57 | acos(1 / x) / (x^2 * sqrt(x^2 - 1))
  x | 22 | 31 | (3 * x - 1) / (x^2 - x + 1)
  x | 23 | 23 | tan(x)^4 * sec(x)^2
  x | 157 | 157 | (1 + (1 - 8 * tan(x)^2)^(1 / 3)) / (cos(x)^2 * (1 - 8 * tan(x)^2)^(2 / 3)) * tan(x)
  x | 28 | 39 | 1 / (sqrt(x^2 - 1) * (x^2 + 1)^2)
  x | 22 | 22 | 1 / (4 + x + sqrt(1 + x))
  x | 21 | 23 | sqrt(a + b * x) / x
  x | 15 | 19 | sqrt(x + 1) * sqrt(x)
  x | 13 | 13 | x * cos(pi * x)
  x | 30 | 30 | asin(sqrt(1 - x^2)) / sqrt(1 - x^2)
  x | 20 | 24 | x^2 / sqrt(5 - x^2)
  x | 30 | 47 | (x^4 + 1) / (x * (x^2 + 1)^2)
  x | 4 | 4 | tan(x)
  x | 38 | 41 | exp(x) * ((1 + cos(x)) / (1 - sin(x)))
  x | 10 | 19 | exp(x) / (1 + exp(x))
  x | 23 | 23 | sec(x)^4 * tan(x)^3
  x | 18 | 18 | cos(4 * x) * cos(x)
  x | 17 | 24 | sec(x)^2 * log(cos(x))
  x | 20 | 21 | (1 - a^(m * x))^2
  x | 23 | 23 | cos(x)^5 * sin(x)^5
  x | 27 | 43 | log(x) / (x * sqrt(1 + log(x)))
  x | 31 | 48 | (x^2 - 1) / (x * sqrt(1 + x^4))
  x | 28 | 28 | 1 / (x^(1 / 2) + x^(1 / 3))
  x | 12 | 13 | sqrt(2 * x - x^2)
  x | 69 | 69 | (cos(2 * x) - sqrt(sin(2 * x))) / sqrt(sin(x) * cos(x)^3)
  t | 30 | 30 | t^3 / (4 + t^3)^(1 / 2)
  x | 212 | 212 | (5 * cos(x)^2 - sqrt(5 * sin(x)^2 - 1)) / ((5 * sin(x)^2 - 1)^(1 / 4) * (2 + sqrt(5 * sin(x)^2 - 1))) * tan(x)
  x | 13 | 28 | x / sqrt((-4) * x + x^2)
  x | 18 | 20 | sin(1 / x) / x^2
  x | 25 | 28 | sin(2 * x + 3) * cos(x)^2
  x | 25 | 50 | x * exp(atan(x)) / (1 + x^2)^(3 / 2)
  x | 19 | 21 | (a^(k * x) - a^(l * x))^1
  x | 18 | 25 | log(x)^2 / x^(5 / 2)
  x | 20 | 27 | x^5 / (x^4 + 1)^3
  x | 47 | 69 | exp(x / 2) * x^2 * sin(x)^2 * cos(x)
  x | 27 | 44 | sin(a * x) / (b + c * sin(a * x))^2
  x | 13 | 18 | (tan(x) - sec(x))^2
  x | 8 | 8 | sin(a + b * x)
  x | 19 | 19 | tan(x) * tan(x - a)
  x | 9 | 13 | x^2 * exp(x)
  r | 23 | 23 | 1 / sqrt(2 * h * r^2 - alpha^2)
  x | 15 | 17 | x * sqrt(4 - x^2)
  x | 20 | 29 | (x + sinh(x) + cosh(x)) / (cosh(x) - sinh(x))
  x | 18 | 22 | x^2 * sin(x)^6
  x | 15 | 19 | sqrt(x) / (1 + x)
  x | 43 | 78 | (-(1 / 2)) * acosh(x^2) + x * log(x + sqrt(-1 + x^2)) / sqrt(1 + x^2)
  x | 15 | 21 | atan(b * sin(x) / a) / (a * b)
  x | 13 | 60 | 1 / (8 * a^4 * (a^4 + x^4)^2) + 1 / (4 * a^8 * (a^4 + x^4)) + log(x) / a^12 - log(a^4 + x^4) / (4 * a^12)
  x | 33 | 33 | -log(1 + cos(x) - 2 * sin(x)) + log(3 + cos(x) + sin(x))
  x | 12 | 18 | -exp(-x) - 2 * x + 2 * log(1 + 2 * exp(x))
  x | 14 | 14 | exp(x) + 2 / (1 + exp(x))
  x | 8 | 40 | (-x) / 3 + x^2 / 6 - x^3 / 9 + log(1 + x) / 3 + x^3 * log(1 + x) / 3
  x | 17 | 17 | -log(1 + exp(x)) + 2 * log(2 + exp(x))
  x | 8 | 47 | sqrt(x) / 2 + (1 + x) * atan(sqrt(1 + x) - sqrt(x))
  x | 10 | 10 | atan(log(x))
  x | 20 | 20 | log(a^2 - b^2 * cos(x)^2) / b^2
  x | 23 | 23 | 3 * x - 1 / (a^(12 * x) * (12 * log(a))) + 1 / (a^(6 * x) * (2 * log(a))) - a^(6 * x) / (6 * log(a))
  x | 17 | 23 | sec(x) - 2 * sec(x)^3 / 3 + sec(x)^5 / 5
  x | 14 | 17 | -log(1 + sqrt(1 - x^2))
  x | 5 | 68 | (-2) * sqrt(1 - x^2) + atanh(sqrt(1 - x^2)) - x * asin(x) * (1 - log(x)) + sqrt(1 - x^2) * log(x)
  x | 11 | 39 | (-(1 / 3)) * atan(sqrt(3) - 2 * x) + 2 * atan(x) / 3 + 1 / 3 * atan(sqrt(3) + 2 * x)
  x | 15 | 19 | exp(2 * x) / 16 - 1 / 80 * exp(2 * x) * cos(4 * x) - 1 / 40 * exp(2 * x) * sin(4 * x)
  x | 8 | 8 | -sqrt(1 - x^2)
  x | 8 | 8 | 2 * x^3 / 27 - 2 / 9 * x^3 * log(x) + 1 / 3 * x^3 * log(x)^2
  x | 15 | 65 | -(x * (2 + x) / (2 * (2 + 2 * x + x^2))) + atan(1 + x)
  x | 6 | 6 | 2 * exp(x) - 2 * exp(x) * x + exp(x) * x^2
  x | 18 | 26 | 2 / (1 + cot(x) / x)
  x | 6 | 32 | d^x * cos(x) * log(d) / (1 + log(d)^2) + d^x * sin(x) / (1 + log(d)^2)
  x | 6 | 6 | exp(x^2) / 2
  x | 41 | 63 | -atanh(tan(x) / sqrt(tan(x) * tan(2 * x)))
  x | 9 | 9 | tan(x)^3 / 3
  x | 14 | 14 | -(x / sqrt(1 - x^2)) + asin(x)
  x | 20 | 73 | x^5 / (7 * sqrt(10) * (sqrt(10) - x^2)^(7 / 2)) + x^5 / (175 * (sqrt(10) - x^2)^(5 / 2))
  x | 17 | 23 | (-atan(x / 2)) / 2 + log(x) + log(4 + x^2) / 2
  x | 22 | 23 | log(1 + sqrt(1 + x^3))
  x | 22 | 31 | atanh(a * tanh(x) / sqrt(a^2 + b^2)) / (a * sqrt(a^2 + b^2))
  x | 9 | 41 | x + atan((1 - 2 * x) / sqrt(3)) / sqrt(3) - log(1 + x) / 3 + log(1 - x + x^2) / 6
  x | 12 | 140 | 1 / 2 * atan(x * (1 + x^2) / sqrt(1 - x^4)) + 1 / 2 * atanh(x * (1 - x^2) / sqrt(1 - x^4))
  x | 13 | 25 | 4 / (5 * (2 + x)) + 9 * log(3 - x) / 25 + 16 * log(2 + x) / 25
  x | 15 | 81 | (1 - x) / (6 * (x^2 - 2 * x - 1)^(3 / 2)) - (1 - x) / (6 * sqrt(x^2 - 2 * x - 1))
  x | 10 | 10 | (a + b * log(x))^(1 + n) / (b * (1 + n))
  x | 7 | 7 | (-(1 / 3)) * csc(x)^3
  x | 21 | 21 | 1 / (3 * exp(3 * x)) - 3 / exp(x) - 3 * exp(x) + exp(3 * x) / 3
  x | 33 | 33 | (-x) / 2 + 1 / 4 * atanh(2 * cos(x) * sin(x))
  x | 26 | 36 | 2 * sqrt(b * x + sqrt(a + b^2 * x^2)) / b
  x | 5 | 5 | log(sin(x))
  x | 3 | 30 | -sqrt(x) + atan(sqrt(x)) + x * atan(sqrt(x))
  x | 18 | 18 | 2 / exp(x / 2) - 6 * exp(x / 2) + exp(x) + 3 * x
  x | 15 | 84 | -(cosh(x) / (27 * (-9 + 4 * cosh(x)^2)^(3 / 2))) + 2 * cosh(x) / (243 * sqrt(-9 + 4 * cosh(x)^2))
  x | 20 | 52 | 5 * cos(x)^2 / 2 - 5 * cos(x)^4 / 2 + 5 * cos(x)^6 / 3 - 5 * cos(x)^8 / 8 + cos(x)^10 / 10 - log(cos(x))
  r | 19 | 19 | sqrt(-alpha^2 - epsilon^2 + 2 * e * r^2) / (2 * e)
  x | 13 | 25 | a^(2 * k * x) / (2 * k * log(a)) + a^(2 * l * x) / (2 * l * log(a)) - 2 * a^((k + l) * x) / ((k + l) * log(a))
  x | 13 | 13 | 1 / (2 * acos(x)^2)
  x | 7 | 7 | (-(1 / 6)) * cos(x)^6
  x | 14 | 88 | -(sqrt(1 + x + x^2) / x) + 1 / 2 * atanh((2 + x) / (2 * sqrt(1 + x + x^2)))
  x | 37 | 46 | -(x / 4) + x^3 / 6 + 1 / 2 * x * cos(x)^2 - 1 / 4 * cos(x) * sin(x) + 1 / 2 * x^2 * cos(x) * sin(x)
  x | 9 | 60 | -(atan((a - 2 * x) / (sqrt(3) * a)) / (sqrt(3) * a^2)) + log(a + x) / (3 * a^2) - log(a^2 - a * x + x^2) / (6 * a^2)
  x | 13 | 22 | -(15 / (2 * x^(10 / 3))) - 15 / (2 * x^(4 / 3)) + 3 * x^(2 / 3) / 2
  x | 7 | 7 | log(a + b * x) / b
  x | 11 | 23 | 2 * x^4 + 36 * x^5 / 5 + 9 * x^6 + 27 * x^7 / 7
  x | 7 | 7 | sec(x)^3 / 3
  x | 11 | 11 | 1 / 30 * (1 + x^5)^6
  x | 33 | 34 | exp(1 / (-1 + x^2)) * (1 + x)
  x | 15 | 15 | r * x / sqrt(-a^2 + 2 * e * r^2)
  x | 8 | 44 | (-(1 / 2)) * (1 - x) * sqrt(2 * x - x^2) - 1 / 2 * asin(1 - x)
  x | 6 | 6 | -sin(cos(x))
  x | 17 | 17 | (-2) * csc(x)^2 - 8 * log(sin(x))
  x | 15 | 15 | -atan(cos(2 * x))
  x | 52 | 68 | -(2 * cos(x) / (3 * sin(2 * x)^(3 / 2))) + 4 * sin(x) / (3 * sqrt(sin(2 * x)))
  x | 73 | 102 | x - 2 * atan(2 * cos(x) * sin(x) / (1 - cos(x) + 2 * cos(x)^2))
  x | 10 | 15 | atanh(x^2 / a^2) / (2 * a^2)
  x | 57 | 81 | 5 * x / 16 - 5 * cos(2 * x) * sin(2 * x) / 32 - 5 * cos(2 * x) * sin(2 * x)^3 / 48 - cos(2 * x) * sin(2 * x)^5 / 12
  x | 15 | 29 | -x + 3 * x^2 / 2 + 11 * x^3 / 3 - 3 * x^4 / 4 - 11 * x^5 / 5 + 5 * x^6 / 6
  x | 6 | 6 | 1 / 2 * sin(3 + 2 * x)
  x | 8 | 17 | x / 2 - 1 / 2 * log(cos(x) + sin(x))
  x | 14 | 57 | (-(2 / 3)) * atanh((1 + x)^2 / (3 * sqrt(1 + x^3)))
  x | 30 | 45 | -(2 * atanh((b - (1 - a) * tan(x / 2)) / sqrt(1 - a^2 + b^2)) / sqrt(1 - a^2 + b^2))
  x | 45 | 57 | x / 16 + cos(x) * sin(x) / 16 + cos(x)^3 * sin(x) / 24 - cos(x)^5 * sin(x) / 6
  x | 14 | 14 | sqrt(5) * atan(cos(x) / sqrt(5)) - cos(x)
  x | 19 | 24 | log(2 - 3 * sin(x) + sin(x)^2)
  y | 4 | 16 | y - tan(y) + tan(y)^3 / 3
  x | 19 | 19 | sin(x) / (1 + cos(x))
  x | 22 | 26 | x / 2 + cos(a + b * x) * sin(a + b * x) / (2 * b)
  x | 16 | 19 | tan(x)^3 / 3 + tan(x)^5 / 5
  x | 23 | 53 | -(atan((1 - 3 * exp(2 * x)) / sqrt(2)) / (6 * sqrt(2))) + 1 / 12 * log(1 - 2 * exp(2 * x) + 3 * exp(4 * x))
  x | 7 | 7 | sec(x)^2 / 2
  x | 32 | 43 | 3 * x / 8 + 3 / 8 * cos(x) * sin(x) + 1 / 4 * cos(x)^3 * sin(x)
  x | 8 | 8 | 2 * x^(1 + m) / (1 + m)^3 - 2 * x^(1 + m) * log(x) / (1 + m)^2 + x^(1 + m) * log(x)^2 / (1 + m)
  x | 11 | 23 | atan(x / a) + log(a^2 + x^2) / 2
  x | 32 | 32 | -(cos(2 * x) / sqrt(1 + sin(2 * x)))
  x | 8 | 12 | asinh(x / 2)
  x | 21 | 46 | 1 / sqrt(2) * atan(sqrt(2) * x / sqrt(1 + x^4))
  x | 11 | 11 | 1 / 4 * sin(x^2)^2
  """
