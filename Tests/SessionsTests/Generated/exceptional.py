#!/usr/bin/env python3
"""Random formulas at exceptional points of theirs, with what they do on both sides, to some hundred digits.

    python3 exceptional.py < seeds > references                        # needs mpmath 1.3
    python3 exceptional.py --record 300 > ExceptionalFormulas.swift

A line of input is a whole number, the seed of a formula; a line of output is `seed ; formula ; x ; left ; right`. A side
is `value slope curvature`, what these tend to as x comes near from there: a number, inf, -inf, nan where the formula is
not defined on that side, or ? where it cannot be told.

The limits are read from the formula itself at five distances t from the point, from 1e-16 down to 1e-48, and from
difference quotients with steps of 1e-80 t, all with 400 digits: there is no rule of differentiation and no series in it. The
distances are no decimal fractions, at which floor(1/x) and gamma(1/x) would be sampled at their jumps and poles. Doubles are
meant exactly: numbers in formulas, and the constants of `CONSTANTS`; but an exponent that is within 4 units in the last
place of a fraction with a small denominator is that fraction.

It cannot be told where samples do not settle; where 400 digits do not tell something from nothing, as in 1 + exp(-1/x) - 1;
and where doubles decide otherwise at the point than 400 digits do, as in cos(acos(x)) > 0 at 0.
"""

import math
import signal
import sys

import mpmath
from mpmath import mp, mpf

from exceptional_arithmetic import Arithmetic, Outside, Unknown, evaluate
from exceptional_formulas import Generator, is_constant, text
from reference import answer_all

DIGITS = 400
EXPONENTS = 16, 24, 32, 40, 48
STEP = mpf(10) ** -80

SECONDS = 5


class Late(Exception):
    """The time does not suffice."""


def sampled(tree, x):
    """What a formula comes to, None outside of its domain; and the arithmetic that has found it."""
    arithmetic = Arithmetic()
    try:
        return evaluate(tree, x, arithmetic), arithmetic
    except (Outside, ZeroDivisionError, ValueError) as failure:
        # mpmath reports poles by exceptions of its own.
        if arithmetic.has_lost:
            raise Unknown from failure
        return None, arithmetic


def decisions(tree, point):
    """All signs and comparisons, and what is whole, at the point itself, in whatever precision there is."""
    arithmetic = Arithmetic()
    arithmetic.decisions = []
    try:
        evaluate(tree, mpf(point), arithmetic)
    except (Outside, Unknown, ZeroDivisionError, ValueError):
        # Where there is no value, there is none for what stands above it.
        return [decisions(part, point) for part in tree[1:] if isinstance(part, tuple) and not is_constant(part)]
    return arithmetic.decisions


def is_decided_by_rounding(tree, point):
    """Whether doubles decide otherwise at the point than numbers with many digits, as in cos(acos(0)) > 0."""
    exact = decisions(tree, point)
    with mp.workprec(53):
        return decisions(tree, point) != exact


def is_on_its_way(before, last):
    """Whether something of a sample and the one before it has not yet come to where it goes, nearer than any sample."""
    # What is floored, and grows as slowly as a logarithm, has not gone far.
    if any(abs(b - a) > mpf("1e-4") and abs(b) < 10**6 for a, b in zip(before.floored, last.floored)):
        return True
    # What sinks so slowly may pass 0.
    if any(a != 0 and mpf("0.01") < b / a < 1 - mpf("1e-6") for a, b in zip(before.margins, last.margins)):
        return True
    # Beside what is so small without vanishing, or so large, t is not small enough.
    return any(
        (0 < abs(b) < mpf("1e-20") or abs(b) > mpf("1e20")) and abs(b - a) < abs(b) * mpf("1e-12")
        for a, b in zip(before.results, last.results))


def side(tree, point, sign):
    """The limits of value, slope and curvature of one side."""
    rows, centers, is_rough = [], [], False
    for exponent in EXPONENTS:
        t = mp.sqrt(2) * mpf(10) ** -exponent * (1 + mpf(exponent) / 97)
        h = t * STEP
        values, arithmetics = zip(*(sampled(tree, point + sign * (t + step)) for step in (-h, mpf(0), h)))
        is_rough |= any(arithmetic.is_rough for arithmetic in arithmetics)
        rows.append((t, h, *values))
        centers.append(arithmetics[1])
    if is_on_its_way(*centers[-2:]):
        raise Unknown
    values = [value for row in rows for value in row[2:]]
    if all(value is None for value in values) and not is_rough:
        return [math.nan] * 3
    if any(value is None for value in values):
        raise Unknown
    value = limit([center for _, _, _, center, _ in rows])
    if is_rough:
        # Of what oscillates only this is sure.
        if value is None or math.isinf(value):
            raise Unknown
        slope = limit([sign * center / t for t, _, _, center, _ in rows]) if value == 0 else None
        return [value, slope if slope is not None and math.isfinite(slope) else None, None]
    slope = limit([sign * (above - below) / (2 * h) for _, h, below, _, above in rows])
    curvature = limit([(above - 2 * center + below) / h**2 for _, h, below, center, above in rows])
    return [value, slope, curvature]


def limit(samples):
    """What five samples tend to: a number, an infinity, or nothing that can be told."""
    steps = [abs(b - a) for a, b in zip(samples, samples[1:])]
    last = samples[-1]
    if abs(last) > 30 and is_growing(samples):
        return math.inf if last > 0 else -math.inf
    scale = max(mpf(1), abs(last))
    # Steps that stay the same are those of a logarithm, however small its factor.
    is_slow = steps[-1] > steps[-2] / 2 and steps[-1] > scale * mpf(10) ** -60
    if steps[-1] < scale * mpf(10) ** -11 and steps[-2] < scale * mpf(10) ** -7 and not is_slow:
        is_settled = steps[-1] < abs(last) * mpf(10) ** -9
        return float(last) if is_settled or abs(last) > mpf(10) ** -11 else 0.0
    return None


def is_growing(samples):
    """Whether samples grow without limit: as a power of t or faster, or as a power of its logarithm."""
    if any(abs(b) <= abs(a) for a, b in zip(samples, samples[1:])) or len({mp.sign(s) for s in samples}) > 1:
        return False
    factors = [mp.log(abs(b / a)) for a, b in zip(samples, samples[1:])]
    steps = [abs(b - a) for a, b in zip(samples, samples[1:])]
    # What begins to slow down, as exp(log(t) - log(t)^2/1000) does, may turn back.
    is_power = factors[0] > 1 and all(b > a * mpf("0.97") for a, b in zip(factors, factors[1:]))
    return is_power or all(b > a * mpf("0.9") for a, b in zip(steps, steps[1:]))


def timed_out(*_):
    raise Late


def timed(function, *arguments):
    """What a function finds in some seconds."""
    signal.signal(signal.SIGALRM, timed_out)
    signal.alarm(SECONDS)
    try:
        return function(*arguments)
    except (Late, Unknown, OverflowError, MemoryError, mpmath.libmp.NoConvergence, TypeError):
        return None
    finally:
        signal.alarm(0)


def sides(tree, point):
    """Both sides: value, slope, curvature each; None where it cannot be told."""
    nothing = [None] * 3
    if timed(is_decided_by_rounding, tree, point) is not False:
        return [nothing, nothing]
    return [timed(side, tree, mpf(point), sign) or nothing for sign in (-1, 1)]


def written(value):
    return "?" if value is None else repr(value).removesuffix(".0")


def reference(line):
    """A seed, its formula, the point, and both sides."""
    with mp.workdps(DIGITS):
        tree, point = Generator(int(line)).formula()
        both = [" ".join(map(written, one)) for one in sides(tree, point)]
    return " ; ".join([line.strip(), text(tree), written(point), *both])


def record(count):
    """Writes references of short formulas of which most is known, three of four with something exceptional."""
    print("// Written by exceptional.py, which says what it is. Not to be edited.\n")
    print('let exceptionalFormulas = """')
    seed = 0
    while count > 0:
        seed += 1
        line = reference(str(seed))
        *_, left, right = (part.strip() for part in line.split(";"))
        is_known = line.count("?") <= 2 and not {left, right} <= {"nan nan nan", "? ? ?"}
        if len(line) <= 150 and is_known and (left != right or seed % 4 == 0):
            print(f"  {line}")
            count -= 1
    print('  """')


if __name__ == "__main__":
    if sys.argv[1:2] == ["--record"]:
        record(int(sys.argv[2]))
    else:
        answer_all(reference)
