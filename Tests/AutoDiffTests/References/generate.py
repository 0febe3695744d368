#!/usr/bin/env python3
"""Writes References.swift: what every primitive's value, first and second partials are at chosen points, correctly rounded.

    python3 generate.py          # needs mpmath 1.3; takes some minutes
    python3 generate.py sin cos  # only these anew

A row of `primitives` below gives a function and its partials as mpmath writes them, and the points. Arguments are
doubles and are meant exactly. Every number is computed with rising precision until two precisions agree to 50 digits,
and is then rounded once. The closed form of each partial is checked against a numerical derivative of the function. Second
partials are central differences of the first ones, with as many digits as that takes, or closed forms that are checked
against such differences.

Where a row says `zeros`, the function (or its partial) crosses zero between two doubles, and no relative bound
can hold there. Next to such a zero (if the sign changes within an eighth of an argument on either side) a number is
followed by `~scale`, and errors are counted in ulps of that: the largest magnitude that the function takes in this
neighbourhood or, where the row gives it, the largest term of the sum that the function is.
"""

import functools
import math
import random
import sys
from fractions import Fraction
from multiprocessing import Pool
from pathlib import Path

import mpmath
from mpmath import mp, mpf

DIGITS = 50


# Rounding

def exact(number):
    """An mpf as a fraction."""
    sign, mantissa, exponent, _ = number._mpf_
    mantissa = -int(mantissa) if sign else int(mantissa)
    return Fraction(mantissa * 2**exponent) if exponent >= 0 else Fraction(mantissa, 2**-exponent)


def rounded(number):
    """The double nearest to an mpf."""
    if mpmath.isnan(number) or mpmath.isinf(number):
        return float(number)
    if number == 0 or mpmath.mag(number) < -1080:
        return 0.0
    try:
        return float(exact(number))  # correct rounding is Python's promise for fractions, subnormal ones too
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def settled(function, arguments):
    """The function's value at exact arguments, to at least 50 digits."""
    digits, last = 60, None
    while digits < 4000:
        with mp.workdps(digits):
            value = mpf(function(*[mpf(x) for x in arguments]))
        if last is not None and (
                (value == last and (value != 0 or digits > 600)) or 0 < abs(value - last) <= abs(value) * mpf(10)**-DIGITS
                or (mpmath.isnan(value) and mpmath.isnan(last))):
            return value
        last, digits = value, digits * 2 if digits < 200 else digits + 400
    raise ArithmeticError(f"no 50 digits at {arguments}, only {last} and {value}")


# The table

primitives = {}


class Row:
    def __init__(self, function, partials, points, zeros, seconds, bent, still):
        self.function, self.partials, self.points, self.zeros = function, partials, points, zeros
        self.seconds, self.bent, self.still = seconds, bent, still

    def second(self, i, j):
        """The second partial by the places i ≥ j, or None where there is none."""
        if self.partials[i] is None or self.partials[j] is None:
            return None
        if self.seconds is None:
            return slope(self.partials[i], j)
        return self.seconds[i * (i + 1) // 2 + j] if self.seconds else zero


def slope(function, place):
    """The derivative of a function by one place, by a central difference.

    The step is 10^-d times the argument, or times 1 if that is less, for d digits: its square is the error. The function
    needs d digits beyond the step's own place, and twice the argument's magnitude, for even functions beside 0.
    """
    def difference(*point):
        digits, x = mp.dps, point[place]
        size = abs(mpmath.mag(x)) * 0.302 if x else 0
        with mp.workdps(int(2 * digits + 2 * size + 60)):
            step = min(abs(x) or mpf(1), mpf(1)) * mpf(10)**-digits
            above, below = [function(*point[:place], x + side, *point[place + 1:]) for side in (step, -step)]
            return (above - below) / (2 * step)
    return difference


def row(name, function, partials, points, zeros=(), seconds=None, bent=False, still=()):
    """Adds a primitive. `None` among the partials stands for the order of a family, by which nobody differentiates;
    `zeros` names the numbers that cross zero between doubles (0 the value, 1 the first partial, and so on), and may
    give for each the size of the terms that cancel there. `seconds` are closed forms of the second partials, the lower
    triangle row by row, empty where all are 0; a row is `bent` if second partials cross zero between doubles. The places
    in `still` do not move where the neighbourhood of a point is looked at."""
    if callable(partials):
        partials = [partials]
    if callable(seconds):
        seconds = [seconds]
    points = [point if isinstance(point, tuple) else (point,) for point in points]
    primitives[name] = Row(function, partials, list(dict.fromkeys(points)), zeros, seconds, bent, still)


def both(points):
    return [sign * x for x in points for sign in (1.0, -1.0)]


def spread(low, high, count):
    """Seeded random points, as many in each decade."""
    generator = random.Random(f"{low} {high} {count}")
    return [float(f"{low * (high / low) ** generator.random():.6g}") for _ in range(count)]


ORDINARY = [0.1, 0.3, 0.5, 0.9, 1.0, 1.5, 2.0, 3.7, 5.0, 7.25] + spread(0.01, 10, 10)
LARGE = [10.3, 20.0, 36.9, 40.5, 100.0, 345.6]
TINY = [5e-324, 1e-310, 1e-300, 1e-200, 1e-20, 1e-9, 3e-8, 1e-5, 1e-3]
HUGE = [1e5, 1e10, 1e22, 1e200, 1e300]
BELOW_1 = [1 - 2.0**-53, 1 - 1e-10, 1 - 1e-5, 0.999, 0.97]
ABOVE_1 = [1 + 2.0**-52, 1 + 1e-10, 1 + 1e-5, 1.001, 1.03]
POSITIVE = TINY + ORDINARY + LARGE + HUGE + BELOW_1 + ABOVE_1
ALL = [0.0] + both(POSITIVE)
UNIT = [0.0] + both(TINY + [x for x in ORDINARY if x < 1] + BELOW_1)
EXPONENTS = [0.0] + both(TINY + ORDINARY + LARGE + BELOW_1) + [700.0, -700.0, -708.4, -740.0, 710.0, -746.0, 800.0]
# The doubles beside multiples of π/2, and the one that is nearest of all to such a multiple (J.-M. Muller).
QUARTERS = both([k * math.pi / 2 for k in (1, 2, 3, 4, 64, 63661)] + [6381956970095103 * 2.0**797])
PLANE = [(0.3, 0.7), (-1.5, 2.25), (3.0, -0.4), (-2.5, -7.125), (1e200, 3e200), (1e-200, 1e-200), (1e10, 1e-10),
         (1e-300, 5.0), (123456.789, -0.001), (1.0, 1.0)] + [
    (a, b) for a, b in zip(spread(0.01, 100, 8), reversed(spread(0.1, 10, 8)))]

one, zero, minus_one = (lambda *x: mpf(1)), (lambda *x: mpf(0)), (lambda *x: mpf(-1))
pi, sqrt, exp, log = (lambda: +mp.pi), mp.sqrt, mp.exp, mp.log

# Arithmetic
row("negate", lambda x: -x, minus_one, both([0.5, 1e300]), seconds=[])
row("add", lambda a, b: a + b, [one, one], PLANE, seconds=[])
for name in "subtract", "gap":
    row(name, lambda a, b: a - b, [one, minus_one], PLANE, seconds=[])
for name in "multiply", "strongMultiply":
    row(name, lambda a, b: a * b, [lambda a, b: b, lambda a, b: a], PLANE)
for name in "divide", "strongDivide":
    row(name, lambda a, b: a / b, [lambda a, b: 1 / b, lambda a, b: -a / b**2],
        PLANE + [(1.0, 1e200), (1.0, 3e-150), (5e-324, 3.0), (7.0, 1e308)])
row("power", lambda a, b: mp.power(a, b), [lambda a, b: b * mp.power(a, b - 1), lambda a, b: mp.power(a, b) * log(a)],
    [(a, b) for a in [0.1, 0.7, 1 - 2.0**-53, 1 + 2.0**-52, 1.5, 2.0, 10.3, 1234.5]
     for b in [-7.0, -3.0, -2.5, -1.0, -0.5, 0.3, 0.5, 1.0, 1.7, 2.0, 3.0, 4.0, 10.0, 61.5]]
    + [(1e-200, 0.5), (1e100, 3.0), (3e102, 3.0), (1e-102, 3.0), (1e200, -1.5), (1.0000001, 1e9), (2.0, 1023.5),
       (1e-300, 1.0), (0.9999, 1e6)], bent=True)
row("sqrt", sqrt, lambda x: 1 / (2 * sqrt(x)), POSITIVE)
row("cbrt", lambda x: mp.sign(x) * mp.cbrt(abs(x)), lambda x: 1 / (3 * mp.cbrt(abs(x))**2), [x for x in ALL if x])
row("detach", lambda x: x, zero, [0.5], seconds=[])
row("guarded", lambda a, b: a, [one, zero], [(0.5, 2.0)], seconds=[])

# Comparison
relations = {
    "less": lambda a, b: a < b, "lessOrEqual": lambda a, b: a <= b, "greater": lambda a, b: a > b,
    "greaterOrEqual": lambda a, b: a >= b, "equal": lambda a, b: a == b, "notEqual": lambda a, b: a != b,
    "and": lambda a, b: a != 0 and b != 0, "or": lambda a, b: a != 0 or b != 0}
for name, relation in relations.items():
    row(name, lambda a, b, relation=relation: int(relation(a, b)), [zero, zero],
        [(0.5, 2.0), (2.0, 0.5), (2.0, 2.0), (0.0, 1.0), (1.0, 0.0), (0.0, 0.0), (-1e300, 1e300)], seconds=[])
row("above", lambda a, b: mpf(1) if a > b else mpf(a == b) / 2, [zero, zero],
    [(0.5, 2.0), (2.0, 0.5), (2.0, 2.0), (0.0, 1.0), (1.0, 0.0), (0.0, 0.0), (-1e300, 1e300)], seconds=[])
row("not", lambda a: int(a == 0), zero, [0.0, 1.0, -0.5], seconds=[])

# Piecewise
STEPS = both([1e-300, 0.3, 0.4999999999999999, 0.75, 1.25, 2.7, 1e10 + 0.3, 1e22])
row("abs", abs, mp.sign, both(TINY + ORDINARY + HUGE), seconds=[])
row("sign", mp.sign, zero, STEPS, seconds=[])
row("floor", mp.floor, zero, STEPS, seconds=[])
row("ceil", mp.ceil, zero, STEPS, seconds=[])
row("round", lambda x: mp.sign(x) * mp.floor(abs(x) + 0.5), zero, STEPS + both([0.5, 1.5, 2.5, 2.0**52 + 1]), seconds=[])
row("trunc", lambda x: mp.sign(x) * mp.floor(abs(x)), zero, STEPS, seconds=[])
row("mod", lambda x, y: x - y * mp.floor(x / y), [one, lambda x, y: -mp.floor(x / y)],
    [(x, y) for x in both([0.3, 2.0, 7.7, 1e10, 1e17, 1e-20, 12345.678]) for y in both([0.7, 3.0, 1.3e5])]
    + [(1e22, 0.7), (1e300, 3.0), (-1e15, 0.1)], seconds=[])
row("rem", lambda x, y: x - y * mp.sign(x / y) * mp.floor(abs(x / y)), [one, lambda x, y: -mp.sign(x / y) * mp.floor(abs(x / y))],
    [(x, y) for x in both([0.3, 2.0, 7.7, 1e10, 1e17, 1e-20, 12345.678]) for y in both([0.7, 3.0, 1.3e5])]
    + [(1e22, 0.7), (1e300, 3.0), (-1e15, 0.1)], seconds=[])
row("clamp", lambda x, low, high: min(max(x, low), high),
    [lambda x, l, h: int(l < x < h), lambda x, l, h: int(x < l), lambda x, l, h: int(x > h)],
    [(x, -1.0, 2.0) for x in [-5.0, -0.5, 0.0, 1.5, 1e300]], seconds=[])
row("if", lambda c, a, b: a if c != 0 else b, [zero, lambda c, a, b: int(c != 0), lambda c, a, b: int(c == 0)],
    [(1.0, 2.0, 3.0), (0.0, 2.0, 3.0), (-0.5, 2.0, 3.0)], seconds=[])

# Exponential
row("exp", exp, exp, EXPONENTS)
row("exp2", lambda x: mp.power(2, x), lambda x: mp.power(2, x) * log(2), EXPONENTS + [1023.9, -1050.5])
row("expm1", mp.expm1, exp, EXPONENTS)
row("log", log, lambda x: 1 / x, POSITIVE)
BASES = [1e-300, 0.1, 0.5, BELOW_1[2], ABOVE_1[2], 2.0, math.e, 3.0, 5.0, 10.0, 16.0, 1e5, 1e200]
row("logToBase", lambda x, b: log(x) / log(b),
    [lambda x, b: 1 / (x * log(b)), lambda x, b: -log(x) / (b * log(b)**2)],
    [(x, b) for x in [1e-200, 0.3, BELOW_1[2], 1.001, 2.5, 125.0, 243.0, 1000.0, 1e300] for b in BASES])
row("log2", lambda x: log(x) / log(2), lambda x: 1 / (x * log(2)), POSITIVE)
row("log10", lambda x: log(x) / log(10), lambda x: 1 / (x * log(10)), POSITIVE)
row("log1p", mp.log1p, lambda x: 1 / (1 + x), POSITIVE + UNIT)
row("logaddexp", lambda a, b: max(a, b) + mp.log1p(exp(-abs(a - b))),
    [lambda a, b: 1 / (1 + exp(b - a)), lambda a, b: 1 / (1 + exp(a - b))],
    [(a, b) for a in [-700.3, -40.5, -1.1, 0.0, 0.4, 3.0, 50.2] for b in [-650.0, -40.5, -3.2, -0.6, 0.7, 30.1, 800.5]]
    + [(-0.7, -0.68), (1e5, 1e5), (1e5, 1e5 + 3)],
    zeros={0: lambda *x: max(map(abs, x))})
row("xlogy", lambda x, y: x * log(y), [lambda x, y: log(y), lambda x, y: x / y],
    [(x, y) for x in [-2.5, 1e-200, 0.3, 1e100] for y in [1e-300, 0.2, 0.999, 1.001, 5.5, 1e200]])

# Trigonometric
row("sin", mp.sin, mp.cos, ALL + QUARTERS)
row("cos", mp.cos, lambda x: -mp.sin(x), ALL + QUARTERS)
row("tan", mp.tan, lambda x: 1 / mp.cos(x)**2, ALL + QUARTERS)
row("sec", mp.sec, lambda x: mp.sin(x) / mp.cos(x)**2, ALL + QUARTERS)
row("csc", mp.csc, lambda x: -mp.cos(x) / mp.sin(x)**2, [x for x in ALL if abs(x) > 1e-150] + QUARTERS)
row("cot", mp.cot, lambda x: -1 / mp.sin(x)**2, [x for x in ALL if abs(x) > 1e-150] + QUARTERS)
row("asin", mp.asin, lambda x: 1 / sqrt((1 - x) * (1 + x)), UNIT)
row("acos", mp.acos, lambda x: -1 / sqrt((1 - x) * (1 + x)), UNIT)
row("oneMinusSquare", lambda x: 1 - x**2, lambda x: -2 * x, both([x for x in POSITIVE if x < 1e150]), zeros=(0,), seconds=[lambda x: mpf(-2)])
row("atan", mp.atan, lambda x: 1 / (1 + x**2), ALL)
row("atan2", mp.atan2, [lambda y, x: x / (x**2 + y**2), lambda y, x: -y / (x**2 + y**2)], PLANE, bent=True)
HALVES = both([0.25, 0.49999999999, 0.5000001, 0.75, 1.25, 1e6 + 0.3, 2.0**52 + 0.5])
row("sinpi", mp.sinpi, lambda x: pi() * mp.cospi(x), ALL + HALVES)
row("cospi", mp.cospi, lambda x: -pi() * mp.sinpi(x), ALL + HALVES)

row("deg", lambda x: x * 180 / pi(), lambda x: 180 / pi(), ALL + [1e308, -3e307], seconds=[])
row("rad", lambda x: x * pi() / 180, lambda x: pi() / 180, ALL + [1e308, -3e307], seconds=[])


def sinc_derivative(n, x):
    if mpmath.mag(x) < -2:
        return mp.nsum(lambda k: (-1)**int(k) * pi()**(2 * int(k)) * x**(2 * int(k) - int(n)) * mp.ff(2 * k, n)
                       / mp.factorial(2 * k + 1), [int(mp.ceil(n / 2)), 60], method="d")
    f = mp.sinpi(x) / (pi() * x)
    for k in range(1, int(n) + 1):
        f = (pi()**(k - 1) * mp.sinpi(x + mpf(k) / 2) - k * f) / x
    return f


SINC = [0.0] + both(TINY + ORDINARY + LARGE + BELOW_1[:3] + [1e5, 1e5 + 0.3, 1e10])
row("sinc", lambda x: sinc_derivative(0, x), lambda x: sinc_derivative(1, x), SINC, zeros=[1],
    seconds=lambda x: sinc_derivative(2, x), bent=True)
row("sincDerivative", sinc_derivative, [None, lambda n, x: sinc_derivative(n + 1, x)],
    [(float(n), x) for n in [0, 1, 2, 3, 5, 10] for x in [0.0, 1e-5, 0.01, 0.3, 0.9, -1.5, 2.2, 3.7, -7.25, 40.5, 1e5 + 0.3]],
    zeros=[0, 2],
    seconds=[None, None, lambda n, x: sinc_derivative(n + 2, x)], bent=True)

# Hyperbolic
row("sinh", mp.sinh, mp.cosh, EXPONENTS)
row("cosh", mp.cosh, mp.sinh, EXPONENTS)
row("tanh", mp.tanh, lambda x: 1 / mp.cosh(x)**2, EXPONENTS)
row("asinh", mp.asinh, lambda x: 1 / sqrt(1 + x**2), ALL)
row("acosh", mp.acosh, lambda x: 1 / (sqrt(x - 1) * sqrt(x + 1)), [x for x in POSITIVE if x > 1])
row("atanh", mp.atanh, lambda x: 1 / ((1 - x) * (1 + x)), UNIT)

# Special


def erfinv(x):
    if abs(x) < mpf(10)**-30:
        return x * sqrt(pi()) / 2 * (1 + pi() * x**2 / 12)
    if abs(x) < 0.9:
        return mp.findroot(lambda y: mp.erf(y) - x, x)
    return mp.sign(x) * mp.findroot(lambda y: log(mp.erfc(y)) - log(1 - abs(x)), sqrt(-log(1 - abs(x))))


GAUSS = [0.0] + both(TINY + ORDINARY + [8.1, 10.3, 15.7, 20.0, 26.2, 27.1, 30.0])
row("erf", mp.erf, lambda x: 2 / sqrt(pi()) * exp(-x**2), GAUSS)
row("erfc", mp.erfc, lambda x: -2 / sqrt(pi()) * exp(-x**2), GAUSS)
row("gaussian", lambda x: exp(-x**2), lambda x: -2 * x * exp(-x**2), GAUSS, bent=True)
row("normcdf", lambda x: mp.erfc(-x / sqrt(mpf(2))) / 2, lambda x: exp(-x**2 / 2) / sqrt(2 * pi()), GAUSS + both([37.5, 38.4]))
row("normpdf", lambda x: exp(-x**2 / 2) / sqrt(2 * pi()), lambda x: -x * exp(-x**2 / 2) / sqrt(2 * pi()),
    GAUSS + both([37.5, 38.4]), bent=True)


def far_out(n, x, sign):
    """Half the sum over (2k + n)!/(4^k*k!*x^(2k+n+1)), with signs: what Dawson's integral and erfcx are asymptotically."""
    term, total, k = (-1)**n * mp.factorial(n) / (2 * x**(n + 1)), mpf(0), 0
    while abs(term) > abs(total) * mpf(10)**(-mp.dps - 5):
        total, k = total + term, k + 1
        term *= sign * mpf((2 * k + n) * (2 * k + n - 1)) / (4 * k * x**2)
    return total


def scaled_erfc(n, x):
    """The n-th derivative of exp(x^2)*erfc(x), by its recurrence with as many digits as that takes."""
    n = int(n)
    if x > 300:
        return 2 * far_out(n, x, -1) / sqrt(pi())
    if x < -1e4:
        return mpf("-inf") if n % 2 else mpf("inf")
    with mp.workdps(mp.dps + 60 + (n + 2) * int(abs(mpmath.mag(x)) if x else 0) + 30 * n):
        w = [exp(x**2) * mp.erfc(x)]
        w.append(2 * x * w[0] - 2 / sqrt(pi()))
        for k in range(1, n):
            w.append(2 * x * w[k] + 2 * k * w[k - 1])
        return w[n]


def dawson(n, x):
    """The n-th derivative of Dawson's integral, in the same way."""
    n = int(n)
    if abs(x) > 300:
        return far_out(n, x, 1)
    with mp.workdps(mp.dps + 60 + (n + 2) * int(abs(mpmath.mag(x)) if x else 0) + 30 * n):
        d = [sqrt(pi()) / 2 * exp(-x**2) * mp.re(mp.erfi(x))]
        d.append(1 - 2 * x * d[0])
        for k in range(1, n):
            d.append(-2 * x * d[k] - 2 * k * d[k - 1])
        return d[n]


def log_normal(n, x):
    """The n-th derivative of log(normcdf(x)), from the logarithmic derivative of the distribution."""
    n = int(n)
    if n == 0:
        return mp.log1p(-mp.erfc(x / sqrt(mpf(2))) / 2) if x > 0 else -x**2 / 2 + log(scaled_erfc(0, -x / sqrt(mpf(2))) / 2)
    with mp.workdps(mp.dps + 40 + 2 * (n + 2) * int(abs(mpmath.mag(x)) if x else 0) + 10 * n):
        if x > 0:
            ratio = exp(-x**2 / 2) / sqrt(2 * pi()) / (1 - mp.erfc(x / sqrt(mpf(2))) / 2)
        else:
            ratio = sqrt(2 / pi()) / scaled_erfc(0, -x / sqrt(mpf(2)))
        d = [ratio]
        for k in range(n - 1):
            d.append(-(x * d[k] + (k * d[k - 1] if k else 0)) - mp.fsum(mp.binomial(k, j) * d[j] * d[k - j] for j in range(k + 1)))
        return d[n - 1]


SCALED = [0.0] + both(TINY + ORDINARY + [10.3, 20.0, 26.2, 26.6]) + [-26.64, 30.0, 100.0, 345.6, 1e4] + HUGE + [-40.0, -1e10]
for name, function in ("erfcx", scaled_erfc), ("dawson", dawson):
    row(name, lambda x, f=function: f(0, x), lambda x, f=function: f(1, x),
        SCALED if name == "erfcx" else [0.0] + both(TINY + ORDINARY + LARGE + HUGE + [0.9241388730045916, 1.5019752682686113]),
        zeros=[1] if name == "dawson" else (), seconds=lambda x, f=function: f(2, x), bent=name == "dawson")
    row(name + "Derivative", function, [None, lambda n, x, f=function: f(n + 1, x)],
        [(float(n), x) for n in [1, 2, 3, 5, 10] for x in [0.0, 1e-5, 0.01, 0.3, 0.9, 2.2, 3.7, 7.25, 10.3, 40.5, 1e3, 1e10]
         + [-1e-5, -0.3, -1.5, -3.7, -7.25]],
        zeros=[0, 2] if name == "dawson" else (),
        seconds=[None, None, lambda n, x, f=function: f(n + 2, x)], bent=name == "dawson")
row("erfi", lambda x: mp.re(mp.erfi(x)), lambda x: 2 / sqrt(pi()) * exp(x**2), [0.0] + both(TINY + ORDINARY + [10.3, 15.7, 20.0, 24.5, 26.2, 26.64, 26.7]))
row("inverseGaussian", lambda x: exp(x**2), lambda x: 2 * x * exp(x**2), [0.0] + both(TINY + ORDINARY + [10.3, 15.7, 20.0, 24.5, 26.2, 26.64]))
row("logNdtr", lambda x: log_normal(0, x), lambda x: log_normal(1, x),
    GAUSS + both([37.5, 38.4]) + [-100.0, -345.6, -1e4] + [-x for x in HUGE[:3]] + [-1e100, -1e150],
    seconds=lambda x: log_normal(2, x))
row("logNdtrDerivative", log_normal, [None, lambda n, x: log_normal(n + 1, x)],
    [(float(n), x) for n in [1, 2] for x in GAUSS + [37.5, -100.0, -345.6, -1e4, -1e5, -1e10]],
    seconds=[None, None, lambda n, x: log_normal(n + 2, x)], bent=True, zeros=[0, 2])
row("erfinv", erfinv, lambda x: sqrt(pi()) / 2 * exp(erfinv(x)**2), UNIT,
    seconds=lambda x: pi() / 2 * erfinv(x) * exp(2 * erfinv(x)**2))
BESIDE_POLES = [-0.1, -0.5, -0.9999999, -1.3, -2.5, -3.0000001, -4.7, -9.5, -20.1]
GAMMA = TINY + ORDINARY + [10.3, 20.0, 36.9, 100.0, 171.5] + BELOW_1 + ABOVE_1 + BESIDE_POLES + [
    2 - 1e-10, 2 + 1e-10, 1.4616321449683622, 2.001]
row("gamma", mp.gamma, lambda x: mp.gamma(x) * mp.digamma(x), GAMMA + [-100.5, -170.3], zeros=[1],
    seconds=lambda x: mp.gamma(x) * (mp.digamma(x)**2 + mp.psi(1, x)))
row("factorial", lambda x: mp.gamma(x + 1), lambda x: mp.gamma(x + 1) * mp.digamma(x + 1),
    [0.0] + ORDINARY + [10.0, 10.3, 17.0, 18.0, 20.0, 23.0, 36.9, 100.0, 127.7, 170.0, 170.5] + BESIDE_POLES[:2]
    + [-0.9, 1e-9, -1e-9, -1.3, -2.5, -4.7, -9.5, -20.1, -100.5], zeros=[1],
    seconds=lambda x: mp.gamma(x + 1) * (mp.digamma(x + 1)**2 + mp.psi(1, x + 1)))
row("lgamma", lambda x: log(abs(mp.gamma(x))) if x < 1e5 else mp.loggamma(x), mp.digamma,
    GAMMA + HUGE + [345.6, -100.5, -2.457024738220797], zeros=[0, 1], seconds=lambda x: mp.psi(1, x))
row("digamma", mp.digamma, lambda x: mp.psi(1, x), GAMMA + HUGE + [-100.5, -1000.3, -0.504083008264455], zeros=[0], seconds=lambda x: mp.psi(2, x), bent=True)
row("trigamma", lambda x: mp.psi(1, x), lambda x: mp.psi(2, x),
    [x for x in GAMMA if abs(x) > 1e-100] + HUGE[:3] + [-100.5, -1000.3], zeros=[1], seconds=lambda x: mp.psi(3, x))
row("polygamma", lambda n, x: mp.psi(int(n), x), [None, lambda n, x: mp.psi(int(n) + 1, x)],
    [(float(n), x) for n in [0, 1, 2, 3, 4, 7, 20] for x in
     [1e-5, 0.1, 0.7, 1.0, 2.3, 9.1, 50.0, 1e4, -0.1, -0.5, -0.999, -1.3, -2.5, -20.1, -1000.3]]
    + [(59.0, 0.5), (59.0, 3.0), (59.0, 200.0)], zeros=[0, 2],
    seconds=[None, None, lambda n, x: mp.psi(int(n) + 2, x)], bent=True)
row("polygammaDifference", lambda n, a, b: mp.psi(int(n), a + b) - mp.psi(int(n), a),
    [None, lambda n, a, b: mp.psi(int(n) + 1, a + b) - mp.psi(int(n) + 1, a), lambda n, a, b: mp.psi(int(n) + 1, a + b)],
    [(float(n), a, b) for n in [0, 1, 2, 7] for a in [0.01, 0.7, 2.3, 50.0, 1e6] for b in [1e-10, 0.3, 4.4, 1e5]],
    seconds=[None, None, lambda n, a, b: mp.psi(int(n) + 2, a + b) - mp.psi(int(n) + 2, a), None,
             lambda n, a, b: mp.psi(int(n) + 2, a + b), lambda n, a, b: mp.psi(int(n) + 2, a + b)])
PAIRS = [(a, b) for a in [1e-10, 0.1, 0.5, 1.0, 2.5, 9.7, 12.0, 150.0, 1e5, 1e10]
         for b in [1e-8, 0.2, 0.9, 1.0, 3.3, 10.5, 200.0, 1e6]]
row("lbeta", lambda a, b: mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b),
    [lambda a, b: mp.digamma(a) - mp.digamma(a + b), lambda a, b: mp.digamma(b) - mp.digamma(a + b)],
    PAIRS, zeros=[0], seconds=[
        lambda a, b: mp.psi(1, a) - mp.psi(1, a + b), lambda a, b: -mp.psi(1, a + b),
        lambda a, b: mp.psi(1, b) - mp.psi(1, a + b)])
row("beta", lambda a, b: exp(mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)),
    [lambda a, b: mp.beta(a, b) * (mp.digamma(a) - mp.digamma(a + b)),
     lambda a, b: mp.beta(a, b) * (mp.digamma(b) - mp.digamma(a + b))], PAIRS + [(300.0, 280.5), (500.0, 20.3)], bent=True, seconds=[
        lambda a, b: mp.beta(a, b) * ((mp.digamma(a) - mp.digamma(a + b))**2 + mp.psi(1, a) - mp.psi(1, a + b)),
        lambda a, b: mp.beta(a, b) * (
            (mp.digamma(a) - mp.digamma(a + b)) * (mp.digamma(b) - mp.digamma(a + b)) - mp.psi(1, a + b)),
        lambda a, b: mp.beta(a, b) * ((mp.digamma(b) - mp.digamma(a + b))**2 + mp.psi(1, b) - mp.psi(1, a + b))])



def incomplete_gamma(a, x):
    """P and Q, of which the smaller one has its digits, and the other one too where it is not tiny."""
    with mp.workdps(mp.dps + 20 + max(0, -mpmath.mag(a)) + max(0, -mpmath.mag(x))):
        factor = exp(a * log(x) - x - mp.loggamma(a + 1))
        if x < max(a, mpf(1) / 2):
            term, total, k = mpf(1), mpf(1), 0
            while term > total * mpf(10)**-mp.dps:
                k += 1
                term *= x / (a + k)
                total += term
            return factor * total, 1 - factor * total
        inverse = 1 / (x + 1 - a)
        term, total, n = inverse, inverse, 0
        while abs(term) > total * mpf(10)**-mp.dps:
            n += 1
            last, inverse = inverse, 1 / (x + 2 * n + 1 - a + n * (a - n) * inverse)
            term *= -n * (a - n) * last * inverse
            total += term
        return 1 - factor * a * total, factor * a * total


def gamma_density(a, x):
    return exp((a - 1) * log(x) - x - mp.loggamma(a))


def gamma_ratio(a, x):
    return log(x) - mp.digamma(a)


def small_slope(functions, place, sign):
    """The derivative of the smaller one of two functions whose sum is 1, which is minus that of the other."""
    def derivative(*point):
        smaller = 0 if functions(*point)[0] < 0.5 else 1
        return (sign if smaller == 0 else -sign) * slope(lambda *p: functions(*p)[smaller], place)(*point)
    return derivative


REACHES = [(a, x) for a in [1e-10, 1e-3, 0.3, 1.0, 2.5, 7.5, 15.0, 19.5] for x in [1e-9, 0.01, 0.4, 0.99, 1.0, 2.2, 6.3, 15.0, 21.5, 60.0]
           ] + [(a, a * q) for a in [20.5, 75.0, 1234.5, 1e5] for q in [0.9, 1.0, 1 + 1e-9, 1.05]] + [
    (1e-200, 0.3), (0.5, 1e-200), (0.5, 5e-324), (3.0, 1e-100), (20.5, 3.3), (20.5, 8.3), (20.5, 41.5), (20.5, 200.0), (75.0, 25.0),
    (75.0, 160.0), (75.0, 600.0), (1234.5, 700.0), (1234.5, 2400.0), (0.7, 700.5), (9.5, 720.0), (150.0, 5.0), (1e6, 1001000.0)]
D, L = gamma_density, gamma_ratio
for name, place, sign in ("gammainc", 0, 1), ("gammaincc", 1, -1):
    row(name, lambda a, x, i=place: incomplete_gamma(a, x)[i],
        [small_slope(incomplete_gamma, 0, sign), lambda a, x, s=sign: s * D(a, x)], REACHES,
        seconds=[None, lambda a, x, s=sign: s * D(a, x) * L(a, x), lambda a, x, s=sign: s * D(a, x) * ((a - 1) / x - 1)], bent=True)
row("gammaincSlope", small_slope(incomplete_gamma, 0, 1), [None, lambda a, x: D(a, x) * L(a, x)], REACHES, zeros=[2],
    seconds=[None, None, lambda a, x: D(a, x) * (((a - 1) / x - 1) * L(a, x) + 1 / x)], bent=True)
row("gammaDensity", D, [lambda a, x: D(a, x) * L(a, x), lambda a, x: D(a, x) * ((a - 1) / x - 1)], REACHES, zeros=[1, 2], seconds=[
    lambda a, x: D(a, x) * (L(a, x)**2 - mp.psi(1, a)), lambda a, x: D(a, x) * (((a - 1) / x - 1) * L(a, x) + 1 / x),
    lambda a, x: D(a, x) * (((a - 1) / x - 1)**2 - (a - 1) / x**2)], bent=True)
row("gammaDensityRatio", L, [lambda a, x: -mp.psi(1, a), lambda a, x: 1 / x], [p for p in REACHES if p[0] > 1e-100 and p[1] > 1e-150], zeros=[0],
    seconds=[lambda a, x: -mp.psi(2, a), zero, lambda a, x: -1 / x**2])


def incomplete_beta(a, b, x):
    """I and 1 - I, of which the smaller one has its digits, and the other one too where it is not tiny."""
    def below(a, b, x, y):
        rest = a * y - b * x
        inverse = (a + 1) / (rest + 1)
        term, total, n = inverse, inverse, 0
        while abs(term) > abs(total) * mpf(10)**-mp.dps:
            n += 1
            u = x / (a + 2 * n - 1)
            numerator = (1 if n == 1 else a + n - 1) * (a + b + n - 1) * n * (b - n) * u * u
            last = inverse
            inverse = 1 / (n + n * (b - n) * u + (a + n) / (a + 2 * n + 1) * (rest + 1 + n * (2 - x)) + numerator * last)
            term *= -numerator * last * inverse
            total += term
        return total * exp(a * log(x) + b * log(y) + mp.loggamma(a + b) - mp.loggamma(a + 1) - mp.loggamma(b))
    with mp.workdps(mp.dps + 20 + sum(max(0, -mpmath.mag(v)) for v in (a, b, x, 1 - x))):
        y = 1 - x
        if a * y >= b * x:
            lower = below(a, b, x, y)
            return lower, 1 - lower
        upper = below(b, a, y, x)
        return 1 - upper, upper


def beta_density(a, b, x):
    return exp((a - 1) * log(x) + (b - 1) * mp.log1p(-x) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b))


BETWEEN = [(a, b, x) for a, b in [(1e-10, 0.7), (1e-3, 2e-3), (0.3, 0.5), (1.0, 3.0), (2.5, 1.5), (7.5, 30.5), (15.5, 9.5), (50.5, 0.3), (80.5, 95.5)]
           for x in [1e-9, 0.003, 0.2, 0.5, 0.85, 1 - 2.0**-20]] + [
    (a, b, a / (a + b) * q) for a, b in [(120.5, 130.5), (1e4, 1.5e4), (3e5, 105.5)] for q in [0.95, 1.0, 1 + 1e-9, 0.999]] + [
    (0.5, 2.5, 1e-300), (3.5, 0.5, 1e-60), (120.5, 130.5, 0.1), (120.5, 130.5, 0.9), (1e-10, 1e10, 1e-12), (5.5, 1e8, 3e-8), (1e8, 5.5, 1 - 2.0**-24)]
A = lambda a, b, x: log(x) - mp.digamma(a) + mp.digamma(a + b)
B = lambda a, b, x: mp.log1p(-x) - mp.digamma(b) + mp.digamma(a + b)
X = lambda a, b, x: (a - 1) / x - (b - 1) / (1 - x)
W = beta_density
by_a, by_b = small_slope(incomplete_beta, 0, 1), small_slope(incomplete_beta, 1, 1)
row("betainc", lambda *p: incomplete_beta(*p)[0], [by_a, by_b, W], BETWEEN,
    seconds=[None, None, None, lambda *p: W(*p) * A(*p), lambda *p: W(*p) * B(*p), lambda *p: W(*p) * X(*p)], bent=True)
for name, function, ratio in ("betaincSlopeA", by_a, A), ("betaincSlopeB", by_b, B):
    row(name, function, [None, None, lambda *p, f=ratio: W(*p) * f(*p)], BETWEEN, zeros=[3],
        seconds=[None, None, None, None, None, lambda a, b, x, f=ratio: W(a, b, x) * (
            X(a, b, x) * f(a, b, x) + (1 / x if f is A else -1 / (1 - x)))], bent=True)
row("betaDensity", W, [lambda *p: W(*p) * A(*p), lambda *p: W(*p) * B(*p), lambda *p: W(*p) * X(*p)], BETWEEN, zeros=[1, 2, 3], seconds=[
    lambda a, b, x: W(a, b, x) * (A(a, b, x)**2 - mp.psi(1, a) + mp.psi(1, a + b)),
    lambda a, b, x: W(a, b, x) * (A(a, b, x) * B(a, b, x) + mp.psi(1, a + b)),
    lambda a, b, x: W(a, b, x) * (B(a, b, x)**2 - mp.psi(1, b) + mp.psi(1, a + b)),
    lambda a, b, x: W(a, b, x) * (A(a, b, x) * X(a, b, x) + 1 / x), lambda a, b, x: W(a, b, x) * (B(a, b, x) * X(a, b, x) - 1 / (1 - x)),
    lambda a, b, x: W(a, b, x) * (X(a, b, x)**2 - (a - 1) / x**2 - (b - 1) / (1 - x)**2)], bent=True)
row("betaDensitySlope", X, [lambda a, b, x: 1 / x, lambda a, b, x: -1 / (1 - x), lambda a, b, x: -(a - 1) / x**2 - (b - 1) / (1 - x)**2],
    [p for p in BETWEEN if p[2] > 1e-50], zeros=[0, 3], seconds=[
        zero, zero, zero, lambda a, b, x: -1 / x**2, lambda a, b, x: -1 / (1 - x)**2, lambda a, b, x: 2 * (a - 1) / x**3 - 2 * (b - 1) / (1 - x)**3], bent=True)
TRIGAMMA = lambda a, b, x: mp.psi(1, a + b)
for name, function, partials, seconds in (
        ("betaDensityRatioA", A, [lambda a, b, x: mp.psi(1, a + b) - mp.psi(1, a), TRIGAMMA, lambda a, b, x: 1 / x],
         [lambda a, b, x: mp.psi(2, a + b) - mp.psi(2, a), lambda a, b, x: mp.psi(2, a + b), lambda a, b, x: mp.psi(2, a + b), zero, zero,
          lambda a, b, x: -1 / x**2]),
        ("betaDensityRatioB", B, [TRIGAMMA, lambda a, b, x: mp.psi(1, a + b) - mp.psi(1, b), lambda a, b, x: -1 / (1 - x)],
         [lambda a, b, x: mp.psi(2, a + b), lambda a, b, x: mp.psi(2, a + b), lambda a, b, x: mp.psi(2, a + b) - mp.psi(2, b), zero, zero,
          lambda a, b, x: -1 / (1 - x)**2])):
    row(name, function, partials, [p for p in BETWEEN if p[2] > 1e-100], zeros=[0], seconds=seconds)


def inverse_gammas(z):
    """1/gamma(z) and its first two derivatives, at its zeros too."""
    if z <= 0 and z == mp.floor(z):
        size = (-1)**int(z) * mp.factorial(-z)
        return mpf(0), size, 2 * size * mp.digamma(1 - z)
    value, psi = mp.rgamma(z), mp.digamma(z)
    return value, -psi * value, (psi**2 - mp.psi(1, z)) * value


def binomials(n, k):
    """The binomial coefficient, its derivatives by n and k, and the second ones by n twice, n and k, and k twice."""
    gamma, psi = mp.gamma(n + 1), mp.digamma(n + 1)
    g, g1, g2 = gamma, gamma * psi, gamma * (psi**2 + mp.psi(1, n + 1))
    k0, k1, k2 = inverse_gammas(k + 1)
    l0, l1, l2 = inverse_gammas(n - k + 1)
    # C(n, 0) is 1 for all n, and C(n, 1) is n.
    by_n = (k0 * (g1 * l0 + g * l1) if k else mpf(0), k0 * (g2 * l0 + 2 * g1 * l1 + g * l2) if k and k != 1 else mpf(0))
    return (g * k0 * l0, by_n[0], g * (k1 * l0 - k0 * l1), by_n[1],
            g1 * (k1 * l0 - k0 * l1) + g * (k1 * l1 - k0 * l2), g * (k2 * l0 - 2 * k1 * l1 + k0 * l2))


CHOICES = [(5.0, 2.0), (60.0, 30.0), (60.0, 29.0), (66.0, 33.0), (100.0, 50.0), (1000.0, 500.0), (1e15, 3.0), (7.0, 0.0), (7.0, 7.0), (7.0, 1.0),
           (0.0, 0.0), (3.5, 2.0), (-2.5, 3.0), (0.5, 20.0), (4.5, 1.5), (12.3, 4.7), (30.5, 15.1), (300.5, 0.3), (1000.5, 500.25), (200.7, 190.2),
           (1e10, 0.5), (0.3, 0.2), (1e-10, 1e-11), (2.5, -0.5), (2.5, 4.2), (-0.5, 0.25), (-3.5, 1.25), (5.5, 0.5), (20.0, 0.7)]
NOTHING = [(3.0, 5.0), (3.0, -2.0), (0.0, 1.0), (0.0, -1.0), (10.0, 12.0), (2.5, -3.0), (2.5, 5.5), (-3.5, 1.5)]
kind = lambda i: lambda n, k: binomials(n, k)[i]
row("nCr", kind(0), [kind(1), kind(2)], CHOICES + NOTHING, zeros=[1, 2], bent=True, seconds=[kind(3), kind(4), kind(5)])
TAME = [p for p in CHOICES if p[0] < 50 and p[1] != round(p[1])]
row("nCrSlopeN", kind(1), [kind(3), kind(4)], TAME, zeros=[0, 1, 2], bent=True)
row("nCrSlopeK", kind(2), [kind(4), kind(5)], TAME, zeros=[0, 1, 2], bent=True)

# Bessel
WAVES = TINY + ORDINARY + LARGE + [1e3 + 0.3, 1e5, 1e10] + [  # the last ones beside zeros of J₀, J₁, Y₀ and Y₁
    2.404825557695773, 3.8317059702075125, 0.8935769662791675, 2.197141326031017]


def second_j(n, x):
    return (mp.besselj(n - 2, x) - 2 * mp.besselj(n, x) + mp.besselj(n + 2, x)) / 4



row("besselj0", lambda x: mp.besselj(0, x), lambda x: -mp.besselj(1, x), [0.0] + both(WAVES), zeros=[0, 1],
    seconds=lambda x: second_j(0, x), bent=True)
row("besselj1", lambda x: mp.besselj(1, x), lambda x: (mp.besselj(0, x) - mp.besselj(2, x)) / 2,
    [0.0] + both(WAVES), zeros=[0, 1], seconds=lambda x: second_j(1, x), bent=True)
row("bessely0", lambda x: mp.bessely(0, x), lambda x: -mp.bessely(1, x), WAVES, zeros=[0, 1],
    seconds=lambda x: mp.bessely(1, x) / x - mp.bessely(0, x), bent=True)
row("bessely1", lambda x: mp.bessely(1, x), lambda x: mp.bessely(0, x) - mp.bessely(1, x) / x, WAVES, zeros=[0, 1],
    seconds=lambda x: 2 * mp.bessely(1, x) / x**2 - mp.bessely(0, x) / x - mp.bessely(1, x), bent=True)

# Lambert's W
BRANCH_POINT = -0.36787944117144233
BESIDE_BRANCH = [BRANCH_POINT + x for x in (2.0**-54, 2.0**-53, 1e-15, 1e-12, 1e-8, 1e-5, 1e-3)] + [
    -0.3679, -0.36, -0.33, -0.3019, -0.27, -0.25, -0.2, -0.1]


def lambert(branch, x):
    return mp.re(mp.lambertw(x, branch))


def lambert_slope(branch, x):
    w = lambert(branch, x)
    return exp(-w) / (1 + w)


def lambert_second(branch, x):
    w = lambert(branch, x)
    return -exp(-2 * w) * (2 + w) / (1 + w)**3


def lambert_third(branch, x):
    w = lambert(branch, x)
    return exp(-3 * w) * (2 * w**2 + 8 * w + 9) / (1 + w)**5


BESIDE_BRANCH.remove(-0.3679)
UPPER = [0.0] + POSITIVE + [-x for x in TINY] + BESIDE_BRANCH
# Around the inflection at w = -2.
LOWER = [-x for x in TINY] + BESIDE_BRANCH + [-0.2706705664732254, -0.05, -0.0123]
for name, branch, xs in ("lambertw", 0, UPPER), ("lambertwm1", -1, LOWER):
    row(name, lambda x, k=branch: lambert(k, x), lambda x, k=branch: lambert_slope(k, x), xs,
        seconds=lambda x, k=branch: lambert_second(k, x), bent=True)
    row(name + "Derivative", lambda x, k=branch: lambert_slope(k, x), lambda x, k=branch: lambert_second(k, x),
        [x for x in xs if abs(x) > 1e-100 or branch == 0], zeros=[1], seconds=lambda x, k=branch: lambert_third(k, x))
row("lambertwOfBranch", lambda x, k: lambert(int(k), x), [lambda x, k: lambert_slope(int(k), x), None],
    [(x, float(k)) for k in (0, -1) for x in BESIDE_BRANCH + [-1e-5]] + [(x, 0.0) for x in ORDINARY],
    seconds=[lambda x, k: lambert_second(int(k), x), None, None], bent=True)

# Exponential integrals


def sine_quotient(n, x):
    """The derivatives of sin(x)/x, as those of sinc."""
    return sinc_derivative(n, x / pi()) / pi()**n


row("expint", mp.e1, lambda x: -exp(-x) / x, POSITIVE + [1e3, 738.0, 7.4999, 7.5001],
    seconds=lambda x: exp(-x) / x + exp(-x) / x**2)
ABOUT = both(TINY + ORDINARY + LARGE) + [500.0, -500.0, 709.7, 709.9, 715.0, 716.3, 41.9, 42.1]
row("ei", mp.ei, lambda x: exp(x) / x, ABOUT + [0.37, 0.372507, 0.3725074107813666, 0.375], zeros=[0], bent=True,
    seconds=lambda x: exp(x) / x - exp(x) / x**2)
row("exponentialQuotient", lambda x: exp(x) / x, lambda x: exp(x) / x - exp(x) / x**2,
    [x for x in ABOUT if abs(x) > 1e-100], zeros=[1], bent=True,
    seconds=lambda x: exp(x) / x - 2 * exp(x) / x**2 + 2 * exp(x) / x**3)
row("li", lambda x: mp.ei(log(x)), lambda x: 1 / log(x), [x for x in POSITIVE if x != 1] + [
    5.5e-4, 1.45, 1.4513692348, 1.451369234883381, 1.46, 1.7e308, 54.0, 1.7e18, 1.8e18], zeros=[0], seconds=lambda x: -1 / (x * log(x)**2))
FAR_WAVES = [12.9, 13.1, 16.0, 25.3, 60.7, 1e3 + 0.3, 1e10]
row("si", mp.si, lambda x: sine_quotient(0, x), [0.0] + both(TINY + ORDINARY + LARGE + FAR_WAVES + [math.pi, 1e5]), zeros=[1],
    seconds=lambda x: sine_quotient(1, x), bent=True)
row("siDerivative", lambda n, x: sine_quotient(n - 1, x), [None, lambda n, x: sine_quotient(n, x)],
    [(float(n), x) for n in [1, 2, 3, 5, 9] for x in [0.0, 1e-5, 0.01, 0.3, 0.9, -1.5, 2.2, 3.7, -7.25, 40.5, 1e5 + 0.3]],
    zeros=[0, 2], seconds=[None, None, lambda n, x: sine_quotient(n + 1, x)], bent=True)
row("ci", mp.ci, lambda x: mp.cos(x) / x, POSITIVE[:-len(HUGE + BELOW_1 + ABOVE_1)] + FAR_WAVES + [
    0.6165054856207162, 3.3841804225511857, 6.427], zeros=[0, 1], bent=True,
    seconds=lambda x: -mp.sin(x) / x - mp.cos(x) / x**2)

# Elliptic integrals


def elliptic(n, m, first):
    """The n-th derivative of K (first = ½) or E (−½), as hypergeometric functions."""
    half = mpf(1) / 2
    with mp.workdps(int(mp.dps + 20 + 2.2 * max(0, mpmath.mag(m) * 0.302))):
        factor = pi() / 2 * mp.rf(first * half, n) * mp.rf(half, n) / mp.factorial(n)
        if m > -1000:
            return factor * mp.hyp2f1(n + first * half, n + half, n + 1, m)
        return factor * (1 - m)**(-n - first * half) * mp.hyp2f1(n + first * half, half, n + 1, m / (m - 1))


PARAMETERS = [0.0] + both(TINY + [0.1, 0.3, 0.44, 0.46, 0.5, 0.7, 0.9]) + BELOW_1 + [
    -1.0, -2.5, -7.25, -19.9, -20.1, -100.0, -1e5, -1e10, -9e19, -2e20, -1e100, -1e200, -1e300, 1 - 1e-15]
for name, first in ("ellipk", 1), ("ellipe", -1):
    row(name, lambda m, f=first: elliptic(0, m, f), lambda m, f=first: elliptic(1, m, f), PARAMETERS,
        seconds=lambda m, f=first: elliptic(2, m, f))
    row(name + "Derivative", lambda n, m, f=first: elliptic(int(n), m, f), [None, lambda n, m, f=first: elliptic(int(n) + 1, m, f)],
        [(float(n), m) for n in [1, 2, 3, 5, 8] for m in [0.0, 1e-10, 0.2, 0.44, 0.46, 0.7, 0.999, -0.3, -1.7, -9.5, -1e3]],
        seconds=[None, None, lambda n, m, f=first: elliptic(int(n) + 2, m, f)])

# Zeta and the dilogarithm


def zeta(n, x):
    n = int(n)
    if n == 0:
        return mp.zeta(x)
    with mp.workdps(mp.dps + 30):
        if abs(x - 1) < 4:
            return (-1)**n * mp.factorial(n) / (x - 1)**(n + 1) + mp.fsum(
                ZETA_POWERS[j] * mp.ff(j, n) * (x - 1)**(j - n) for j in range(n, len(ZETA_POWERS)))
        return mp.zeta(x, 1, n)


def zeta_powers():
    """The powers of x - 1 in zeta(x) - 1/(x - 1), by Cauchy's integral over a circle of radius 8."""
    with mp.workdps(110):
        size = 256
        roots = [mp.expjpi(mpf(2 * i) / size) for i in range(size)]
        half = [mp.zeta(1 + 8 * roots[i]) - 1 / (8 * roots[i]) for i in range(size // 2 + 1)]
        inner = lambda k: 2 * mp.fsum(mp.re(half[i] * roots[-i * k % size]) for i in range(1, size // 2))
        return [(inner(k) + mp.re(half[0]) + mp.re(half[-1]) * (-1)**k) / size / mpf(8)**k for k in range(110)]


ZETA_POWERS = zeta_powers()
STRIP = [0.0, 0.2, 0.5, 0.75] + BELOW_1 + ABOVE_1 + [1.5, 1.9, 2.0, 2.5, 3.0, 3.9, 4.1, 5.0, 7.25, 10.3]
LEFT = [-0.1, -0.24, -0.26, -0.75, -1.0, -1.3, -1.9, -2.1, -2.5, -2.717, -3.0, -5.2, -9.5, -13.7, -20.1]
row("zeta", lambda x: zeta(0, x), lambda x: zeta(1, x), STRIP + LEFT + both(TINY) + [
    20.0, 36.9, 40.5, 53.0, 100.0, 345.6, 1e3, -2.0, -4.0, -1.9999999, -56.05, -100.5, -170.3, -259.7], zeros=[0, 1],
    seconds=lambda x: zeta(2, x), bent=True)
row("zetaDerivative", zeta, [None, lambda n, x: zeta(n + 1, x)],
    [(float(n), x) for n in [1, 2, 3, 5, 8] for x in [0.5, 1 + 1e-5, 1.7, 0.2, 2.5, -0.75, 7.25, -1.3, -2.5, 20.0, -9.5]],
    zeros=[0, 2], seconds=[None, None, lambda n, x: zeta(n + 2, x)], bent=True)


def dilogarithm(n, x):
    n = int(n)
    if n == 0:
        return mp.re(mp.polylog(2, x))
    with mp.workdps(int(mp.dps + 20 + 2.2 * max(0, mpmath.mag(x) * 0.302))):
        # F(k+1, k+1; k+2; x) = F(1, k+1; k+2; x/(x-1))/(1-x)^(k+1) with k = n - 1
        return mp.factorial(n - 1) / n * (1 - x)**-n * mp.hyp2f1(1, n, n + 1, x / (x - 1))


BELOW = [0.0] + both(TINY + [0.1, 0.3, 0.5, 0.59, 0.61, 0.7, 0.9]) + BELOW_1 + [
    -1.0, -1.9, -2.1, -3.9, -4.1, -7.25, -20.0, -1e5, -1e10, -1e22, -1e100, -1e200, -1e300]
row("polylog2", lambda x: dilogarithm(0, x), lambda x: dilogarithm(1, x), BELOW, seconds=lambda x: dilogarithm(2, x))
row("polylog2Derivative", dilogarithm, [None, lambda n, x: dilogarithm(n + 1, x)],
    [(float(n), x) for n in [1, 2, 3, 5, 8] for x in [0.0, 1e-10, 0.2, 0.49, 0.51, 0.7, 0.999, -0.3, -1.7, -3.9, -9.5, -1e3]],
    seconds=[None, None, lambda n, x: dilogarithm(n + 2, x)])


def neighbours(function, step, count):
    """A function of an order n and its derivatives by x, each of which is `step` of the neighbours of the one before."""
    def next_one(f):
        return lambda n, x: step(lambda k: f(n + k, x), x)
    functions = [function]
    for _ in range(count):
        functions.append(next_one(functions[-1]))
    return functions


def order_row(name, functions, points, **options):
    """A row of a function of an order, by which nobody differentiates, of it and its first two derivatives by x."""
    function, first, second = functions
    row(name, function, [None, first], points, seconds=[None, None, second], still=[0], **options)


def integral_k(n, x):
    """K_n(x) for x of a middle size, as ∫ e^(−x·cosh t)·cosh nt dt over t > 0 (DLMF 10.32.9), by the trapezoidal rule, whose error
    is like e^(2x − π²/h)."""
    digits = mp.dps + 15
    with mp.workdps(digits):
        size = digits * log(10)
        h, result, k = pi()**2 / (size + 2 * abs(x)), exp(-x) / 2, 1
        while True:
            t = k * h
            result += exp(-x * mp.cosh(t)) * mp.cosh(n * t)
            if mp.re(x) * (mp.cosh(t) - 1) - n * t > size:
                return result * h
            k += 1


def near_zero(f, n, x):
    """Y_n(x) or K_n(x) where x is not large, by the functions of the first kind: for n = 0 and 1 with a logarithm
    (DLMF 10.8.2, 10.31.2) and from the Wronskian (DLMF 10.5.2, 10.28.2), for an order that is not whole by reflection."""
    with mp.extradps(int(2 * abs(x)) + 30):
        sign, first = (-1, mp.besselj) if f == mp.bessely else (1, mp.besseli)
        if n != int(n):
            own, other = first(n, x), first(-n, x)
            if f == mp.bessely:
                return (own * mp.cospi(n) - other) / mp.sinpi(n)
            return pi() / 2 * (other - own) / mp.sinpi(n)
        square, term, result, k, harmonic = sign * x * x / 4, mpf(1), mpf(0), 0, mpf(0)
        while abs(term) > mp.eps or k < 2:
            k += 1
            term, harmonic = term * square / k**2, harmonic + mpf(1) / k
            result += harmonic * term
        zeroth, next_one = first(0, x), first(1, x)
        own = (result - (log(x / 2) + mp.euler) * zeroth) * (1 if sign == 1 else -2 / pi())
        if n == 0:
            return own
        return (1 / x - next_one * own) / zeroth if sign == 1 else (next_one * own - 2 / (pi() * x)) / zeroth


@functools.lru_cache(maxsize=10000)
def bessel_function(f, n, x, precision):
    """A Bessel function, of whole orders as such: mpmath finds them as limits of others. Those of the second kind grow with
    the order, and climb by their recurrence (DLMF 10.6.1, 10.29.1), which takes less time than such a limit."""
    is_first, is_whole = f in (mp.besselj, mp.besseli), n == int(n)
    options = {"maxterms": 10**7, "maxprec": 10**5} if is_first else {}
    if is_whole and n < 0:
        return bessel_function(f, -n, x, precision) * (-1 if f in (mp.besselj, mp.bessely) and n % 2 else 1)
    if not is_first and abs(x) < 13 and (n < 2 or not is_whole):
        value = near_zero(f, n, x)
    elif f == mp.besselk and 2 < mp.re(x) < 200 and abs(n) < 2:
        value = integral_k(n, x)
    elif n < 2 or is_first or not is_whole:
        value = f(int(n) if is_whole else n, x, **options)
    else:
        with mp.extradps(15):
            below, own = [bessel_function(f, k, x, mp.prec) for k in (0, 1)]
            for k in range(1, int(n)):
                below, own = own, 2 * k / x * own - (below if f == mp.bessely else -below)
        return +own
    return mp.re(value) if isinstance(x, mpf) else +value


def of_real_order(f):
    return lambda n, x: bessel_function(f, n, x, mp.prec)


MEDIUM = [1e-5, 0.1, 0.7, 2.0, 3.7, 7.25, 20.0, 25.0, 51.3, 1e3 + 0.3]
ORDERS = [(float(n), x) for n in [-3, 0, 1, 2, 5, 10, 50] for x in MEDIUM + [-1.5, -7.25, 1e5, 1e10]] + [
    # Orders whose neighbours are rounded only where that is no matter, between the whole ones.
    (n, x) for n in [-2.5, -0.25, 0.5, 2.7, 7.3, 31.9] for x in MEDIUM + [1e5]] + [
    # Tiny and huge operands, and all around large orders.
    (0.5, 1e-200), (0.25, 1e-300), (2.0, 1e-150), (3.0, 1e-20), (1.0, 1e22), (4.25, 1e22),
    (49.0, 49.9), (50.0, 10.0), (51.0, 25.5), (60.5, 60.5), (100.0, 90.0), (100.0, 104.0), (120.75, 300.0),
    (150.0, 500.0), (200.25, 40.0), (1000.0, 700.0), (1000.0, 990.0), (1000.0, 1000.0), (1000.0, 1010.0),
    (300.0, 450.0), (300.0, 2e3), (300.0, 1e6), (-100.0, 104.0), (-60.5, 70.0)]
MODIFIED = [(n, x) for n, x in ORDERS if abs(x) < 700] + [
    (10.0, 9.9), (10.0, 0.5), (9.75, 0.9), (20.0, 15.0), (18.5, 7.0), (100.0, 400.0), (1000.0, 705.0)]
SCALED = [(n, x) for n, x in ORDERS if n < 1000 and abs(x) < 1e15] + MODIFIED[-7:-1]
# Higher derivatives of the scaled functions lose digits far out.
NEAR = [(n, x) for n, x in SCALED if 1e-3 < abs(x) < 25]


def to_the_right(points):
    return [(n, x) for n, x in points if x > 0]


def half_difference(f, x):
    return (f(-1) - f(1)) / 2


def scaled_i(n, x):
    return exp(-x * mp.sign(mp.re(x))) * of_real_order(mp.besseli)(n, x)


def scaled_k(n, x):
    return exp(x) * of_real_order(mp.besselk)(n, x)


SCALED_I = neighbours(scaled_i, lambda f, x: (f(-1) + f(1)) / 2 - mp.sign(mp.re(x)) * f(0), 4)
SCALED_K = neighbours(scaled_k, lambda f, x: f(0) - (f(-1) + f(1)) / 2, 4)
order_row("besselj", neighbours(of_real_order(mp.besselj), half_difference, 2), ORDERS, zeros=[0, 2], bent=True)
order_row("bessely", neighbours(of_real_order(mp.bessely), half_difference, 2),
          [p for p in to_the_right(ORDERS) if p != (50.0, 1e-5)], zeros=[0, 2], bent=True)
order_row("besseli", neighbours(of_real_order(mp.besseli), lambda f, x: (f(-1) + f(1)) / 2, 2), MODIFIED, zeros=[0, 2], bent=True)
order_row("besselk", neighbours(of_real_order(mp.besselk), lambda f, x: -(f(-1) + f(1)) / 2, 2), to_the_right(MODIFIED))
order_row("besselie", SCALED_I[:3], SCALED, zeros=[0, 2], bent=True)
order_row("besselieSlope", SCALED_I[1:4], NEAR, zeros=[0, 2], bent=True)
order_row("besselieCurvature", SCALED_I[2:5], NEAR, zeros=[0, 2], bent=True)
order_row("besselke", SCALED_K[:3], to_the_right(SCALED))
order_row("besselkeSlope", SCALED_K[1:4], to_the_right(NEAR))
order_row("besselkeCurvature", SCALED_K[2:5], to_the_right(NEAR))

# Airy
AIRY = [0.0] + both(TINY + ORDINARY + [9.6, 9.7, 20.0, 36.9, 100.0, 103.7, 104.2]) + [345.6, -1e3 - 0.3, -1e5, -1e10] + [
    -2.338107410459767, -1.1737132227091279, -1.018792971647471, -2.294439682614123]  # beside zeros
airy = {name: lambda x, f=f, d=d: f(x, derivative=d) for name, f, d in (
    ("a", mp.airyai, 0), ("da", mp.airyai, 1), ("b", mp.airybi, 0), ("db", mp.airybi, 1))}
for name, f, df in ("airyAi", airy["a"], airy["da"]), ("airyBi", airy["b"], airy["db"]):
    row(name, f, df, AIRY, zeros=[0, 1], seconds=lambda x, f=f: x * f(x), bent=True)
    row(f"{name}Derivative", df, lambda x, f=f: x * f(x), AIRY, zeros=[0, 1],
        seconds=lambda x, f=f, df=df: f(x) + x * df(x), bent=True)

# Activation


def sigmoid(x):
    return 1 / (1 + exp(-x))


def normal(x):
    return mp.erfc(-x / sqrt(mpf(2))) / 2


def step(below, above):
    return lambda x: above(x) if x > 0 else below(x)


row("sigmoid", sigmoid, lambda x: sigmoid(x) * sigmoid(-x), EXPONENTS)
row("sigmoidDerivative", lambda x: sigmoid(x) * sigmoid(-x), lambda x: sigmoid(x) * sigmoid(-x) * (sigmoid(-x) - sigmoid(x)),
    EXPONENTS, bent=True)
row("logit", lambda x: log(x / (1 - x)), lambda x: 1 / (x * (1 - x)),
    [x for x in UNIT if x > 0] + [0.2, 0.25, 0.26, 0.4, 0.49999999, 0.5000001, 0.6, 0.74, 0.76, 0.8], bent=True)
row("softplus", lambda x: mp.log1p(exp(x)) if x < 0 else x + mp.log1p(exp(-x)), sigmoid, EXPONENTS + HUGE)
NOT_0 = both(TINY + ORDINARY + LARGE)
row("relu", step(zero, lambda x: x), step(zero, one), NOT_0, seconds=[])
row("leakyRelu", step(lambda x: x / 100, lambda x: x), step(lambda x: mpf(1) / 100, one), NOT_0, seconds=[])
row("elu", step(mp.expm1, lambda x: x), step(exp, one), NOT_0, seconds=step(exp, zero))
row("silu", lambda x: x * sigmoid(x), lambda x: sigmoid(x) * (1 + x * sigmoid(-x)), EXPONENTS + [-1.2784645], zeros=[1], bent=True)
row("gelu", lambda x: x * normal(x), lambda x: normal(x) + x * exp(-x**2 / 2) / sqrt(2 * pi()),
    GAUSS + both([37.5, 38.4]) + [-0.7517915], zeros={1: normal}, bent=True)

# Aggregate
LISTS = [(2.0,), (0.3, 0.7), (-1.5, 2.25, 3.0), (3.0, -0.4, 1e-5, 7.7), (1.25, -1.5, 0.5, -8.0, 2.0)]
EQUALS = lambda f: [lambda *x, i=i: int(x[i] == f(x)) for i in range(5)]
row("sum", lambda *x: mp.fsum(x), [one] * 5, LISTS, seconds=[])
row("mean", lambda *x: mp.fsum(x) / len(x), [lambda *x: mpf(1) / len(x)] * 5, LISTS, seconds=[])
row("prod", lambda *x: mp.fprod(x), [lambda *x, i=i: mp.fprod(x[:i] + x[i + 1:]) for i in range(5)],
    LISTS + [(0.0, 3.0, 2.0), (0.0, 0.0, 2.0)])
row("max", lambda *x: max(x), EQUALS(max), LISTS, seconds=[])
row("min", lambda *x: min(x), EQUALS(min), LISTS, seconds=[])
row("hypot", lambda *x: mp.norm(x), [lambda *x, i=i: x[i] / mp.norm(x) for i in range(5)],
    LISTS[1:] + PLANE + [(1e200, 2e200, 3e200), (1e-200, 2e-200, 3e-200), (1e-320, 2e-310, 0.0), (1e300, 1.0, 1e-300),
                     (1.0, 1e-8), (1e-8, 1.0), (1.0, 1e-8, 3e-9)])
row("normSlope", lambda x, y: x / mp.norm((x, y)),
    [lambda x, y: y**2 / mp.norm((x, y))**3, lambda x, y: -x * y / mp.norm((x, y))**3],
    PLANE + [(1.0, 1e-8), (1e-8, 1.0), (1e200, 2e200), (1e-150, 2e-150), (1e300, 1.0), (0.0, 2.0), (-3.0, 0.0)], bent=True)
row("logsumexp", lambda *x: log(mp.fsum(exp(v) for v in x)),
    [lambda *x, i=i: 1 / mp.fsum(exp(v - x[i]) for v in x) for i in range(5)],
    LISTS + [(1000.0, 999.0, -5.0), (-1000.0, -999.0, -1001.5), (-40.0, 0.5, 40.0), (1e5, 1e5), (-0.7, -0.68)],
    zeros={0: lambda *x: max(map(abs, x))})

# Reciprocal
OUTSIDE = both([x for x in POSITIVE if x > 1])
AWAY = [x for x in EXPONENTS if abs(x) > 1e-150]
row("sech", mp.sech, lambda x: -mp.sech(x) * mp.tanh(x), EXPONENTS, bent=True)
row("csch", mp.csch, lambda x: -mp.csch(x) * mp.coth(x), AWAY)
row("coth", mp.coth, lambda x: -mp.csch(x)**2, AWAY)
row("asec", mp.asec, lambda x: 1 / (abs(x) * sqrt((abs(x) - 1) * (abs(x) + 1))), OUTSIDE)
row("acsc", mp.acsc, lambda x: -1 / (abs(x) * sqrt((abs(x) - 1) * (abs(x) + 1))), OUTSIDE)
row("acot", lambda x: mp.atan(1 / x), lambda x: -1 / (1 + x**2), [x for x in ALL if x])
row("asech", mp.asech, lambda x: -1 / (x * sqrt((1 - x) * (1 + x))), [x for x in UNIT if x > 0])
row("acsch", lambda x: mp.asinh(1 / x), lambda x: -1 / (abs(x) * sqrt(1 + x**2)), [x for x in ALL if x])
row("acoth", lambda x: mp.atanh(1 / x), lambda x: -1 / ((x - 1) * (x + 1)), OUTSIDE)
row("cathetus", lambda x: sqrt((abs(x) - 1) * (abs(x) + 1)), lambda x: x / sqrt((abs(x) - 1) * (abs(x) + 1)), OUTSIDE)
row("acothDerivative", lambda x: 1 / ((1 - x) * (1 + x)), lambda x: 2 * x / ((1 - x) * (1 + x))**2, OUTSIDE + [0.5, -0.25])
row("softsign", lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x))**2, [x for x in ALL if x])


# Checking and writing

def check_partials(name, table_row):
    """Asserts that each closed form is the slope of the function, at two of the tamer points."""
    tame = [p for p in table_row.points if all(1e-3 < abs(x) < 60 and x != round(2 * x) / 2 or x in (2, 3) for x in p)]
    for point in [p for p in tame if len(set(p)) == len(p)][:2]:
        for place in range(len(point)):
            if table_row.partials[place] is None or name == "detach":
                continue
            with mp.workdps(60):
                point = [mpf(x) for x in point]
                wanted = slope(table_row.function, place)(*point)
                partial = table_row.partials[place](*point)
                assert abs(wanted - partial) <= abs(partial) * mpf(10)**-15, (name, point, place)
                for other in range(place + 1):
                    closed = table_row.second(place, other)
                    if table_row.seconds is None or closed is None:
                        continue
                    wanted = slope(table_row.partials[place], other)(*point)
                    assert abs(wanted - closed(*point)) <= abs(wanted) * mpf(10)**-15, (name, point, place, other)


def is_near_zero(function, point, still):
    """Whether the function changes sign close to the point."""
    here = settled(function, point)
    return any(value * here < 0 for value in neighbourhood(function, point, still))


def neighbourhood(function, point, still):
    for place, x in enumerate(point):
        if place in still:
            continue
        for step in range(-8, 9):
            moved = [mpf(v) for v in point]
            moved[place] += moved[place] * step / 64
            with mp.workdps(30):
                value = function(*moved)
            # Outside of the domain it is complex.
            if not isinstance(value, mp.mpc):
                yield mpf(value)


def entry(table_row, point, function, crosses, terms=None):
    """A number, with its scale where it crosses zero nearby."""
    if function is None:
        return "-"
    number = repr(rounded(settled(function, point)))
    if not crosses or number in ("0.0", "inf", "-inf") or not is_near_zero(function, point, table_row.still):
        return number
    scale = terms(*point) if terms else max(abs(value) for value in neighbourhood(function, point, table_row.still))
    scale = rounded(mpf(scale))
    return number if math.isinf(scale) else f"{number}~{scale:.3g}"


def line(table_row, point):
    zeros, places = table_row.zeros, range(len(point))
    numbers = [
        entry(table_row, point, function, place in zeros, zeros[place] if isinstance(zeros, dict) and place in zeros else None)
        for place, function in enumerate([table_row.function] + table_row.partials[:len(point)])]
    numbers += [entry(table_row, point, table_row.second(i, j), table_row.bent) for i in places for j in range(i + 1)]
    return " ".join([repr(float(x)) for x in point] + ["="] + numbers)


def lines(name):
    check_partials(name, primitives[name])
    return [name] + [line(primitives[name], point) for point in primitives[name].points]


HEADER = '''// Written by References/generate.py, which says what it is and how it is made. Not to be edited.

let references = """
'''


def known(path):
    """The lines of each primitive as they were written last."""
    parts = {}
    for text in path.read_text().splitlines()[3:-1]:
        if " = " not in text:
            parts[text.strip()] = []
        parts[next(reversed(parts))].append(text.strip())
    return parts


def main():
    path = Path(__file__).with_name("References.swift")
    parts = known(path) if sys.argv[1:] else {}
    names = [name for name in primitives if name in sys.argv[1:] or name not in parts]
    with Pool() as pool:
        parts |= zip(names, pool.map(lines, names, chunksize=1))
    text = [line for name in primitives for line in parts[name]]
    path.write_text(HEADER + "".join(f"  {line}\n" for line in text) + '  """\n')


if __name__ == "__main__":
    main()
