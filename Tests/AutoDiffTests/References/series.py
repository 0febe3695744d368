#!/usr/bin/env python3
"""Writes SeriesReferences.swift: coefficients of power series that go through every primitive, correctly rounded.

    python3 series.py            # needs mpmath 1.3; takes some minutes
    python3 series.py sin cos    # only these anew

The functions and their points are those of generate.py. A function's operands move away from a point, each along
x + a·t + b·t², and the coefficients are those of the powers of t. They come from the values on a small circle in the
complex plane (Cauchy's integral by the trapezoidal rule, which converges geometrically).
"""

import sys
from multiprocessing import Pool
from pathlib import Path

import mpmath
from mpmath import mp, mpf

from generate import primitives, rounded

# Those beyond 50 only tell how large a coefficient counts there.
HIGHEST = 58
SLOPES = [1.0, -0.75, 0.5, 0.25, -1.5]
BENDS = [0.25, 0.5, -0.375, 0.125, 0.75]

# Not analytic at any point, or a number that no series has.
SKIPPED = {"detach"}


def inverse_erf(x):
    """By Newton's method from the real root."""
    y = mp.mpc(mp.erfinv(mpf(float(mp.re(x)))))
    for _ in range(8):
        y -= (mp.erf(y) - x) * mp.sqrt(mp.pi) / 2 * mp.exp(y * y)
    return y


def waves(n, x):
    """The derivatives of sin(πx)/(πx): x·f⁽ᵏ⁾ + k·f⁽ᵏ⁻¹⁾ is a derivative of a sine. Some digits cancel."""
    f = mp.sinpi(x) / (mp.pi * x)
    for k in range(1, int(n) + 1):
        f = (mp.pi**(k - 1) * mp.sinpi(x + mpf(k) / 2) - k * f) / x
    return f


def by_recurrence(first, step, n):
    """The n-th derivative from the function itself and from what leads from two of them to the next. Some digits cancel."""
    with mp.workdps(500):
        values = [first(), step(0, first(), mpf(0))]
        for k in range(1, int(mp.re(n))):
            values.append(step(k, values[k], values[k - 1]))
        return values[int(mp.re(n))]


def scaled_erfc(n, x):
    return by_recurrence(
        lambda: mp.exp(x * x) * mp.erfc(x),
        lambda k, last, before: 2 * x * last + 2 * k * before - (2 / mp.sqrt(mp.pi) if k == 0 else 0), n)


def dawson(n, x):
    return by_recurrence(
        lambda: mp.sqrt(mp.pi) / 2 * mp.exp(-x * x) * mp.erfi(x),
        lambda k, last, before: -2 * x * last - 2 * k * before + (1 if k == 0 else 0), n)


def log_normal(n, x):
    if n == 0:
        return mp.log(mp.erfc(-x / mp.sqrt(mpf(2))) / 2)
    with mp.workdps(500):
        d = [mp.sqrt(2 / mp.pi) * mp.exp(-x * x / 2) / mp.erfc(-x / mp.sqrt(mpf(2)))]
        for k in range(int(n) - 1):
            d.append(-(x * d[k] + (k * d[k - 1] if k else 0)) - mp.fsum(mp.binomial(k, j) * d[j] * d[k - j] for j in range(k + 1)))
        return d[int(n) - 1]


def lower_gamma(a, x):
    """The power series."""
    term = total = mpf(1)
    for k in range(1, 10000):
        term *= x / (a + k)
        total += term
        if abs(term) < mpf(10)**-mp.dps:
            break
    return mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1)) * total


def lower_beta(a, b, x):
    """The power series, up to where it converges fast, and else that of the other end."""
    if mp.re(x) > 0.6:
        return 1 - lower_beta(b, a, 1 - x)
    term = total = mpf(1)
    for k in range(10000):
        term *= (a + b + k) / (a + 1 + k) * x
        total += term
        if abs(term) < abs(total) * mpf(10)**-mp.dps:
            break
    return mp.exp(a * mp.log(x) + b * mp.log(1 - x) + mp.loggamma(a + b) - mp.loggamma(a + 1) - mp.loggamma(b)) * total


def binomial(n, k):
    return mp.gamma(n + 1) / mp.gamma(k + 1) / mp.gamma(n - k + 1)


def slope_by(function, place):
    """The derivative by a place that stays the same."""
    def derivative(*point):
        h = point[place] * mpf(10)**-110
        with mp.workdps(350):
            above, below = (function(*point[:place], point[place] + s * h, *point[place + 1:]) for s in (1, -1))
            return (above - below) / (2 * h)
    return derivative


def at_real_part(name):
    return lambda *x: mpf(primitives[name].function(*map(mp.re, x)))


def exponential_integral(x):
    """Ei without the jump on the negative real axis."""
    return mp.ei(x) if mp.re(x) > 0 else -mp.e1(-x)


def elliptic(n, m, first):
    """The n-th derivative of K (first = ½) or E (−½)."""
    n, half = int(n), mpf(1) / 2
    return mp.pi / 2 * mp.rf(first, n) * mp.rf(half, n) / mp.factorial(n) * mp.hyp2f1(n + first, n + half, n + 1, m)


def dilogarithm(n, x):
    n = int(n)
    if n == 0:
        return mp.polylog(2, x)
    return mp.factorial(n - 1) / n * (1 - x)**-n * mp.hyp2f1(1, n, n + 1, x / (x - 1))


def lambert_slope(branch, x):
    w = mp.lambertw(x, branch)
    return mp.exp(-w) / (1 + w)


# Of which derivatives of high orders lose digits along a curve: those of a Taylor polynomial in a Taylor polynomial.
STRAIGHT = {"zeta", "zetaDerivative"}

# The functions that are not written for complex numbers, as they are near the real ones.
ANALYTIC = {
    "abs": lambda x: x * mp.sign(mp.re(x)), "relu": lambda x: x if mp.re(x) > 0 else 0 * x,
    "leakyRelu": lambda x: x if mp.re(x) > 0 else x * mpf(0.01), "elu": lambda x: x if mp.re(x) > 0 else mp.expm1(x),
    "max": lambda *x: max(x, key=mp.re), "min": lambda *x: min(x, key=mp.re),
    "mod": lambda x, y: x - y * mp.floor(mp.re(x) / mp.re(y)),
    "clamp": lambda x, low, high: min(max(x, low, key=mp.re), high, key=mp.re),
    "lgamma": lambda x: mp.loggamma(x) if mp.re(x) > 0 else mp.log(mp.gamma(x) * mp.sign(mp.gamma(mp.re(x)))),
    "softplus": lambda x: mp.log(1 + mp.exp(x)), "logaddexp": lambda a, b: mp.log(mp.exp(a) + mp.exp(b)),
    "hypot": lambda *x: mp.sqrt(mp.fsum(v * v for v in x)), "normSlope": lambda x, y: x / mp.sqrt(x * x + y * y),
    "cbrt": lambda x: mp.cbrt(x) if mp.re(x) > 0 else -mp.cbrt(-x),
    "atan2": lambda y, x: mp.atan(y / x) + (0 if mp.re(x) > 0 else mp.sign(mp.re(y)) * mp.pi),
    "cathetus": lambda x: mp.sqrt(x * x - 1),
    "softsign": lambda x: x / (1 + x * mp.sign(mp.re(x))),
    "lambertw": mp.lambertw, "lambertwm1": lambda x: mp.lambertw(x, -1), "lambertwOfBranch": lambda x, k: mp.lambertw(x, int(k)),
    "lambertwDerivative": lambda x: lambert_slope(0, x), "lambertwm1Derivative": lambda x: lambert_slope(-1, x),
    "ei": exponential_integral, "li": lambda x: exponential_integral(mp.log(x)),
    "siDerivative": lambda n, x: waves(n - 1, x / mp.pi) / mp.pi**int(n - 1),
    "ellipk": mp.ellipk, "ellipkDerivative": lambda n, m: elliptic(n, m, mpf(1) / 2),
    "ellipe": mp.ellipe, "ellipeDerivative": lambda n, m: elliptic(n, m, -mpf(1) / 2),
    "polylog2": lambda x: dilogarithm(0, x), "polylog2Derivative": dilogarithm,
    "sinc": lambda x: waves(0, x), "sincDerivative": waves, "erfinv": inverse_erf,
    "rem": lambda x, y: x - y * mp.sign(mp.re(x) / mp.re(y)) * mp.floor(abs(mp.re(x) / mp.re(y))),
    "erfcx": lambda x: scaled_erfc(0, x), "erfcxDerivative": scaled_erfc, "dawson": lambda x: dawson(0, x),
    "dawsonDerivative": dawson, "erfi": mp.erfi, "logNdtr": lambda x: log_normal(0, x), "logNdtrDerivative": log_normal,
    "gammainc": lower_gamma, "gammaincc": lambda a, x: 1 - lower_gamma(a, x), "gammaincSlope": slope_by(lower_gamma, 0),
    "betainc": lower_beta, "betaincSlopeA": slope_by(lower_beta, 0), "betaincSlopeB": slope_by(lower_beta, 1),
    "nCr": binomial, "nCrSlopeN": lambda n, k: binomial(n, k) * (mp.digamma(n + 1) - mp.digamma(n - k + 1)),
    "nCrSlopeK": lambda n, k: binomial(n, k) * (mp.digamma(n - k + 1) - mp.digamma(k + 1)),
} | {name: at_real_part(name) for name in (
    "sign", "floor", "ceil", "round", "trunc", "less", "lessOrEqual", "greater", "greaterOrEqual", "equal",
    "notEqual", "above", "and", "or", "not")}
ANALYTIC["if"] = lambda c, a, b: a if c != 0 else b

# How far a point is from the real numbers at which functions have poles, jump or end.
ENDS = {name: lambda x: abs(abs(x) - 1) for name in ("asin", "acos", "acosh", "atanh", "erfinv", "logit", "log1p",
                                                  "asec", "acsc", "asech", "acoth",
                                                  "cathetus", "acothDerivative")}
ENDS |= {"csc": lambda x: abs(mp.sin(x)), "cot": lambda x: abs(mp.sin(x)),
         "sec": lambda x: abs(mp.cos(x)), "tan": lambda x: abs(mp.cos(x)),
         "round": lambda x: abs(2 * x - mp.nint(2 * x)), "mod": lambda x, y: abs(x / y - mp.nint(x / y)) / 20,
         "rem": lambda x, y: abs(x / y - mp.nint(x / y)) / 20}
ENDS |= {name: lambda a, b, x: abs(1 - x) if max(a, b) < 100 else 0 for name in (
    "betainc", "betaincSlopeA", "betaincSlopeB", "betaDensity", "betaDensitySlope", "betaDensityRatioA", "betaDensityRatioB")}
ENDS |= {name: lambda n, k: min(n + 1, k + 1 if k > -1 else 0, n - k + 1 if n - k > -1 else 0) / 20 for name in ("nCr", "nCrSlopeN", "nCrSlopeK")}
ENDS["logToBase"] = lambda x, b: abs(b - 1)
ENDS |= {name: lambda *p: abs(p[-1] - mp.nint(p[-1])) if p[-1] < 0 else 1
         for name in ("gamma", "factorial", "lgamma", "digamma", "trigamma", "polygamma")}
ENDS |= {name: lambda x, *k: x + mp.exp(-1) for name in (
    "lambertw", "lambertwDerivative", "lambertwm1", "lambertwm1Derivative", "lambertwOfBranch")}
ENDS |= {name: lambda *p: abs(p[-1] - 1) for name in (
    "li", "ellipk", "ellipkDerivative", "ellipe", "ellipeDerivative", "zeta", "zetaDerivative", "polylog2", "polylog2Derivative")}


def points(name):
    """A few of the tamer points of a primitive, and 0 where it is one."""
    row = primitives[name]
    # Those by which there are no derivatives, or only first ones.
    fixed = [place for place, partial in enumerate(row.partials) if partial is None or row.second(place, place) is None]
    moving = lambda p: [x for i, x in enumerate(p) if i not in fixed]
    tame = [p for p in row.points if all(0.08 < abs(x) < 12 for x in moving(p)) and len(set(p)) == len(p)
            and (name not in ENDS or ENDS[name](*p) > 0.004)]
    chosen = tame[:: max(1, (len(tame) + 4) // 5)]
    if (0.0,) in row.points and name not in ("sign", "not"):
        chosen.append((0.0,))
    return chosen, fixed


def fixed(x):
    """An operand that stays: a whole number where functions count with it."""
    return x if x == int(x) else mpf(x)


def coefficients(name, point, slopes, bends):
    """The coefficients of the function along a curve."""
    function = ANALYTIC.get(name, primitives[name].function)
    # On a circle of an eighth of that of convergence, 128 values leave an error of some 8^-78 of a coefficient.
    with mp.workdps(220):
        moving = [abs(x) for x, a in zip(point, slopes) if x and a]
        end = [mpf(ENDS[name](*point))] if name in ENDS and any(point) else []
        size, radius = 128, mpf(min(moving + end + [0.4])) / 8
        roots = [mp.expjpi(mpf(2 * i) / size) for i in range(size)]

        def value(t):
            return mp.mpc(function(*[mpf(x) + mpf(a) * t + mpf(b) * t * t if a else fixed(x)
                                     for x, a, b in zip(point, slopes, bends)]))

        # The values below the real line are conjugate to those above it.
        half = [value(radius * roots[i]) for i in range(size // 2 + 1)]
        result = []
        for k in range(HIGHEST + 1):
            inner = mp.fsum(mp.re(half[i] * roots[-i * k % size]) for i in range(1, size // 2))
            ends = mp.re(half[0]) + mp.re(half[-1]) * (-1)**k
            result.append((2 * inner + ends) / size)
        # What is only rounding is 0.
        noise = max(map(abs, result)) * mpf(10)**-190
        return [c / radius**k if abs(c) > noise else mpf(0) for k, c in enumerate(result)]


def line(arguments):
    name, point, slopes, bends = arguments
    numbers = " ".join(repr(rounded(mpf(c))) for c in coefficients(name, point, slopes, bends))
    operands = " ".join(f"{x!r},{a!r},{b!r}" for x, a, b in zip(point, slopes, bends))
    return f"{name} {operands} = {numbers}"


def jobs():
    for name in primitives:
        if name in SKIPPED:
            continue
        chosen, fixed = points(name)
        for number, point in enumerate(chosen):
            still = lambda numbers: [0.0 if i in fixed else numbers[i] for i in range(len(point))]
            bends = still(BENDS) if number % 2 and name not in STRAIGHT else [0.0] * len(point)
            yield name, point, still(SLOPES), bends


HEADER = '''// Written by References/series.py, which says what it is and how it is made. Not to be edited.

/// Lines `primitive operands = coefficients`, an operand being the coefficients of its own powers 0, 1 and 2.
let seriesReferences = """
'''


def main():
    path = Path(__file__).with_name("SeriesReferences.swift")
    # The lines of each primitive as they were written last.
    parts = {}
    for text in path.read_text().splitlines()[4:-1] if sys.argv[1:] else []:
        parts.setdefault(text.split()[0], []).append(text.strip())
    wanted = [job for job in jobs() if job[0] in sys.argv[1:] or job[0] not in parts]
    for name in {job[0] for job in wanted}:
        parts[name] = []
    with Pool() as pool:
        for job, text in zip(wanted, pool.map(line, wanted, chunksize=1)):
            parts[job[0]].append(text)
    text = [line for name in primitives for line in parts.get(name, [])]
    path.write_text(HEADER + "".join(f"  {line}\n" for line in text) + '  """\n')


if __name__ == "__main__":
    main()
