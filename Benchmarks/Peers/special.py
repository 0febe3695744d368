#!/usr/bin/env python3
"""Prints, as a Markdown table, how far the special functions of adrepl and of SciPy are from the truth.

    make build
    Benchmarks/.peers/bin/python3 Benchmarks/Peers/special.py .build/release/adrepl > Benchmarks/special.md

Each function is asked at 10,000 seeded points (a number behind the program asks for fewer), drawn evenly or, where a range
goes over decades, by their logarithms. The truth is mpmath's with 40 digits at the given doubles. A distance is one in units
in the last place of the truth; where the function has zeros, in those of the largest value within a hundredth of the point.
"""

import math
import random
import subprocess
import sys
from multiprocessing import Pool

import mpmath
import numpy
import scipy
from mpmath import mp, mpf
from scipy import special

DIGITS = 40


def logarithmic(low, high):
    return lambda g: low * (high / low) ** g.random()


def even(low, high):
    return lambda g: g.uniform(low, high)


def whole(low, high):
    return lambda g: float(g.randint(low, high))


def either(*draws):
    return lambda g: g.choice(draws)(g)


def mirrored(draw):
    return lambda g: draw(g) * g.choice((1, -1))


ANY = mirrored(logarithmic(1e-6, 25.0))
ABOVE = logarithmic(1e-6, 600.0)


# Name: the truth, SciPy's function, how each operand is drawn, and whether the function has zeros.
FUNCTIONS = {
    "erf": (mp.erf, special.erf, [ANY], False),
    "erfc": (mp.erfc, special.erfc, [ANY], False),
    "erfinv": (mp.erfinv, special.erfinv, [mirrored(even(0, 1))], False),
    "erfcx": (lambda x: mp.exp(x * x) * mp.erfc(x), special.erfcx, [either(ABOVE, even(-25, 0))], False),
    "erfi": (mp.erfi, special.erfi, [ANY], False),
    "dawson": (lambda x: mp.sqrt(mp.pi) / 2 * mp.exp(-x * x) * mp.erfi(x), special.dawsn, [ANY], False),
    "log_ndtr": (lambda x: mp.log1p(-mp.erfc(x / mp.sqrt(2)) / 2) if x > 0 else mp.log(mp.ncdf(x)), special.log_ndtr, [either(even(-40, 8), ANY)], False),
    "gamma": (mp.gamma, special.gamma, [either(even(-20, 0), logarithmic(1e-6, 170.0))], False),
    "lgamma": (lambda x: mp.log(abs(mp.gamma(x))), special.gammaln, [logarithmic(1e-6, 1e6)], True),
    "digamma": (mp.digamma, special.digamma, [either(even(-20, 0), logarithmic(1e-6, 1e6))], True),
    "beta": (mp.beta, special.beta, [logarithmic(1e-3, 100.0)] * 2, False),
    "gammainc": (lambda a, x: mp.gammainc(a, 0, x, regularized=True), special.gammainc,
                 [logarithmic(1e-2, 1e3), logarithmic(1e-2, 1e3)], False),
    "gammaincc": (lambda a, x: mp.gammainc(a, x, mp.inf, regularized=True), special.gammaincc,
                  [logarithmic(1e-2, 1e3), logarithmic(1e-2, 1e3)], False),
    "betainc": (lambda a, b, x: mp.betainc(a, b, 0, x, regularized=True), special.betainc,
                [logarithmic(1e-1, 100.0), logarithmic(1e-1, 100.0), even(0, 1)], False),
    "nCr": (mp.binomial, special.binom, [even(0, 60), even(0, 60)], True),
    "besselj0": (lambda x: mp.besselj(0, x), special.j0, [logarithmic(1e-3, 1e3)], True),
    "besselj": (mp.besselj, special.jv, [either(whole(0, 60), even(0, 60)), logarithmic(1e-1, 200.0)], True),
    "bessely": (mp.bessely, special.yv, [either(whole(0, 60), even(0, 60)), logarithmic(1e-1, 200.0)], True),
    "besseli": (mp.besseli, special.iv, [either(whole(0, 60), even(0, 60)), logarithmic(1e-1, 200.0)], False),
    "besselk": (mp.besselk, special.kv, [either(whole(0, 60), even(0, 60)), logarithmic(1e-1, 200.0)], False),
    "besselie": (lambda v, x: mp.exp(-x) * mp.besseli(v, x), special.ive,
                 [either(whole(0, 60), even(0, 60)), logarithmic(1e-1, 1e4)], False),
    "besselke": (lambda v, x: mp.exp(x) * mp.besselk(v, x), special.kve,
                 [either(whole(0, 60), even(0, 60)), logarithmic(1e-1, 1e4)], False),
    "airy_ai": (mp.airyai, lambda x: special.airy(x)[0], [mirrored(logarithmic(1e-3, 60.0))], True),
    "airy_bi": (mp.airybi, lambda x: special.airy(x)[2], [mirrored(logarithmic(1e-3, 60.0))], True),
    "expint": (mp.e1, special.exp1, [logarithmic(1e-6, 600.0)], False),
    "Ei": (mp.ei, special.expi, [mirrored(logarithmic(1e-6, 600.0))], True),
    "li": (mp.li, lambda x: special.expi(numpy.log(x)), [logarithmic(1e-6, 1e6)], True),
    "Si": (mp.si, lambda x: special.sici(x)[0], [mirrored(logarithmic(1e-3, 1e3))], False),
    "Ci": (mp.ci, lambda x: special.sici(x)[1], [logarithmic(1e-3, 1e3)], True),
    "ellipk": (mp.ellipk, special.ellipk, [either(even(0, 1), even(-100, 0))], False),
    "ellipe": (mp.ellipe, special.ellipe, [either(even(0, 1), even(-100, 0))], False),
    "lambertw": (lambda x: mp.re(mp.lambertw(x)), lambda x: special.lambertw(x).real,
                 [either(even(-1 / math.e, 0), logarithmic(1e-6, 1e6))], False),
    "zeta": (mp.zeta, special.zeta, [either(even(-20, 1), even(1, 40))], True),
    "polylog2": (lambda x: mp.re(mp.polylog(2, x)), lambda x: special.spence(1 - x), [either(even(0, 1), even(-100, 0))], False),
}


def right(function, point):
    """The function with 40 digits, by a precision that is enough where digits cancel."""
    with mp.workdps(DIGITS + 20):
        return mpf(mp.re(function(*[mpf(x) for x in point])))


def truth(job):
    name, point = job
    function, _, _, has_zeros = FUNCTIONS[name]
    value = right(function, point)
    scale = abs(value)
    if has_zeros and mpmath.isfinite(value):
        for share in (0.99, 1.01):
            scale = max(scale, abs(right(function, list(point[:-1]) + [point[-1] * share])))
    return value, scale


def distance(number, value, scale):
    if not math.isfinite(number) or not mpmath.isfinite(value):
        same = math.isnan(number) and mpmath.isnan(value) or mpf(number) == value
        overflows = abs(value) > mpf(2) ** 1024 and math.isinf(number)
        return 0.0 if same or overflows else math.inf
    if abs(value) < mpf(2) ** -1022:
        return 0.0 if abs(mpf(number) - value) <= mpf(2) ** -1070 else math.inf
    return float(abs(mpf(number) - value) / mpf(2) ** (mpmath.mag(scale) - 53))


def answers(program, name, points):
    """adrepl's values, from a script; nothing where it does not know the function."""
    script = ":set digits 17\n" + "".join(f"{name}({', '.join(repr(x) for x in point)})\n" for point in points)
    run = subprocess.run([program, "-q"], input=script, capture_output=True, text=True)
    lines = run.stdout.splitlines()[-len(points):]
    return [float(line) for line in lines] if run.returncode == 0 and len(lines) == len(points) else None


def percentile(sorted_numbers, share):
    return sorted_numbers[min(len(sorted_numbers) - 1, int(share * len(sorted_numbers)))]


def shown(number):
    return "inf" if math.isinf(number) else f"{number:.1f}" if number < 1e4 else f"{number:.0e}"


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else 10_000
    print(f"# Special functions beside SciPy's\n\nWritten by `Benchmarks/Peers/special.py` with SciPy {scipy.__version__} "
          f"and mpmath {mpmath.__version__}, {count:,} points a function. Not to be edited.\n\n"
          "Distances from the truth in units in the last place: the median, what 99 of 100 points keep, and the largest. "
          "*Nearer* is at how many of 100 points adrepl is strictly nearer to the truth than SciPy, and SciPy than adrepl.\n")
    print("| function | adrepl: median | 99 % | largest | SciPy: median | 99 % | largest | nearer: adrepl | SciPy |")
    print("|---|---|---|---|---|---|---|---|---|")
    with Pool() as pool:
        for name, (_, peer, draws, _) in FUNCTIONS.items():
            generator = random.Random(name)
            points = [tuple(draw(generator) for draw in draws) for _ in range(count)]
            own = answers(program, name, points)
            if own is None:
                print(f"special.py: skipped {name}", file=sys.stderr)
                continue
            truths = pool.map(truth, [(name, point) for point in points], chunksize=64)
            columns = [numpy.array(column) for column in zip(*points)]
            with numpy.errstate(all="ignore"):
                others = [float(x) for x in peer(*columns)]
            ours = [distance(x, *t) for x, t in zip(own, truths)]
            theirs = [distance(x, *t) for x, t in zip(others, truths)]
            cells = [name]
            for distances in (sorted(ours), sorted(theirs)):
                cells += [shown(percentile(distances, 0.5)), shown(percentile(distances, 0.99)), shown(distances[-1])]
            cells += [f"{100 * sum(a < b for a, b in zip(ours, theirs)) / count:.0f}",
                      f"{100 * sum(b < a for a, b in zip(ours, theirs)) / count:.0f}"]
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
