"""Formulas evaluated with many digits, noticing where these are too few; see exceptional.py."""

import fractions
import math

import mpmath
from mpmath import mp, mpf

from exceptional_formulas import COMPARISONS, CONSTANTS

# Beyond it, numbers are neither exponentiated nor used as angles.
LARGEST = mpf(10) ** 300

# A difference that is smaller than this beside its terms is rounding.
NOISE = mpf(10) ** -340

# A term that is smaller than this beside another is lost.
LOST = mpf(10) ** -380

# The square of what is smaller is lost beside 1.
TINY = mpf(10) ** -190


class Outside(Exception):
    """The formula is not defined there."""


class Unknown(Exception):
    """The digits do not suffice."""


def inside(condition):
    if not condition:
        raise Outside


class Arithmetic:
    """Operations on numbers of many digits that notice where these are too few."""

    def __init__(self):
        # Whether something was lost beside something larger, so that equal numbers may differ.
        self.has_lost = False
        # Whether something oscillates so fast that difference quotients tell nothing.
        self.is_rough = False
        # What was rounded to whole numbers, what was compared with 0, and all results.
        self.floored, self.margins, self.results = [], [], []
        # The decisions that are made, where they are asked for.
        self.decisions = None

    def sum(self, a, b):
        result = a + b
        if a == 0 or b == 0:
            return result
        small, large = sorted((abs(a), abs(b)))
        if small < large * LOST:
            self.has_lost = True
        if result != 0 and abs(result) < large * NOISE and self.decisions is None:
            raise Unknown
        # What is equal may differ by what was lost.
        if result == 0 and self.has_lost:
            raise Unknown
        return result

    def saturated(self, x, largest=300):
        """An operand beyond which a function tends to a constant or two functions to each other."""
        if abs(x) > LARGEST:
            raise Unknown
        if abs(x) > largest:
            self.has_lost = True
        return x

    def angle(self, x):
        if abs(x) > mpf(10) ** 100:
            raise Unknown
        self.is_rough |= abs(x) > 10**6
        return x

    def compare(self, a, b=mpf(0)):
        """The sign of a − b."""
        margin = self.sum(a, -b)
        self.margins.append(margin)
        return self.decided(mp.sign(margin))

    def decided(self, decision):
        if self.decisions is not None:
            self.decisions.append(decision)
        return decision

    def floor(self, x):
        result = mp.floor(x)
        if abs(x) > mpf(10) ** 300:
            raise Unknown
        self.is_rough |= abs(x) > 10**6
        self.floored.append(x)
        nearest = mp.nint(x)
        distance = abs(x - nearest)
        self.decided((result, distance == 0))
        if distance == 0:
            if self.has_lost and nearest != 0:
                raise Unknown
        elif distance < max(1, abs(x)) * NOISE and nearest != 0:
            raise Unknown
        return result

    def quotient(self, a, b):
        inside(b != 0)
        return a / b

    def log(self, x):
        inside(self.compare(x) > 0)
        return mp.log(x)

    def exp(self, x):
        if abs(x) > LARGEST:
            raise Unknown
        return mp.exp(x)

    def power(self, a, b):
        # The exponent may only nearly be whole.
        if self.has_lost and a <= 0:
            raise Unknown
        if b == 0:
            return mpf(1)
        if a == 0:
            inside(b > 0)
            return mpf(0)
        if b == mp.floor(b) and abs(b) < 1000:
            return a ** int(b)
        inside(self.compare(a) > 0)
        return self.exp(b * mp.log(a))

    def gamma_operand(self, x):
        inside(self.decided(x > 0 or x != mp.floor(x)))
        if abs(x) > mpf(10) ** 40 or x < -10000:
            raise Unknown
        self.is_rough |= x < -1000
        return x

    def log_gamma(self, x):
        x = self.gamma_operand(x)
        return mp.log(abs(mp.gamma(x))) if x < 3 else mp.loggamma(x)

    def maximum(self, *numbers):
        best = numbers[0]
        for number in numbers[1:]:
            if self.compare(number, best) > 0:
                best = number
        return best

    def minimum(self, *numbers):
        return -self.maximum(*(-number for number in numbers))

    def unit(self, x):
        inside(self.compare(abs(x), mpf(1)) <= 0)
        return x

    def log_sum(self, *x):
        top = max(x)
        terms = [self.exp(v - top) for v in x]
        total = terms[0]
        for term in terms[1:]:
            total = self.sum(total, term)
        return self.sum(top, mp.log(total))

    def xlogy(self, x, y):
        if x == 0 and y <= 0:
            raise Unknown
        return x * self.log(y) if x != 0 else mpf(0)

    def atan2(self, y, x):
        # That the origin has an angle is a convention.
        if y == 0 and x == 0:
            raise Unknown
        return mp.atan2(y, x)

    def softplus(self, x):
        self.saturated(x)
        return max(x, mpf(0)) + mp.log1p(mp.exp(-abs(x)))

    def elu(self, x):
        return x if x > 0 else mp.expm1(self.saturated(x))

    def clamp(self, x, low, high):
        if self.compare(low, high) > 0:
            raise Unknown
        return self.minimum(self.maximum(x, low), high)


def mirrored(function):
    return lambda self, x: mp.sign(x) * function(abs(x))


def plain(function):
    return lambda self, x: function(x)


def saturating(function, largest=300):
    return lambda self, x: function(self.saturated(x, largest))


def wave(function):
    return lambda self, x: function(self.angle(x))


def beyond_one(self, x):
    inside(self.compare(x, mpf(1)) >= 0)
    return mp.acosh(x)


def sum_of_squares(self, *x):
    total = x[0] ** 2
    for v in x[1:]:
        total = self.sum(total, v * v)
    return mp.sqrt(total)


def open_unit(self, x):
    inside(self.compare(abs(x), mpf(1)) < 0)
    return mp.atanh(x)


def log1p(self, x):
    inside(self.compare(x, mpf(-1)) > 0)
    return mp.log1p(x)


def root(self, x):
    inside(self.compare(x) >= 0)
    return mp.sqrt(x)


FUNCTIONS = {
    "sqrt": root, "cbrt": mirrored(mp.cbrt), "abs": plain(abs), "sign": plain(mp.sign),
    "floor": lambda self, x: self.floor(x), "ceil": lambda self, x: -self.floor(-x),
    "round": lambda self, x: mp.sign(x) * self.floor(abs(x) + mpf(1) / 2),
    "trunc": lambda self, x: mp.sign(x) * self.floor(abs(x)),
    "mod": lambda self, x, y: self.sum(x, -y * self.floor(self.quotient(x, y))),
    "max": Arithmetic.maximum, "min": Arithmetic.minimum, "clamp": Arithmetic.clamp,
    "relu": lambda self, x: self.maximum(x, mpf(0)),
    "leaky_relu": lambda self, x: x if self.compare(x) > 0 else x * mpf(0.01),
    "elu": Arithmetic.elu, "softsign": lambda self, x: x / self.sum(mpf(1), abs(x)),
    "hypot": sum_of_squares, "atan2": Arithmetic.atan2,
    "exp": Arithmetic.exp, "expm1": saturating(mp.expm1), "log": Arithmetic.log, "log1p": log1p,
    "log2": lambda self, x: self.log(x) / mp.log(2), "log10": lambda self, x: self.log(x) / mp.log(10),
    "sin": wave(mp.sin), "cos": wave(mp.cos), "tan": wave(mp.tan), "sec": wave(mp.sec),
    "csc": lambda self, x: self.quotient(1, mp.sin(self.angle(x))),
    "cot": lambda self, x: self.quotient(mp.cos(self.angle(x)), mp.sin(x)),
    "sinh": saturating(mp.sinh), "cosh": saturating(mp.cosh), "tanh": saturating(mp.tanh),
    "asin": lambda self, x: mp.asin(self.unit(x)), "acos": lambda self, x: mp.acos(self.unit(x)), "atan": plain(mp.atan),
    "asinh": mirrored(mp.asinh), "acosh": beyond_one, "atanh": open_unit,
    "erf": saturating(mp.erf, 20), "erfc": saturating(mp.erfc, 20),
    "normcdf": lambda self, x: mp.erfc(-self.saturated(x, 20) / mp.sqrt(2)) / 2,
    "gamma": lambda self, x: mp.gamma(self.gamma_operand(x)), "lgamma": Arithmetic.log_gamma,
    "digamma": lambda self, x: mp.digamma(self.gamma_operand(x)),
    "sigmoid": saturating(lambda x: 1 / (1 + mp.exp(-x)) if x > 0 else mp.exp(x) / (1 + mp.exp(x))),
    "softplus": Arithmetic.softplus, "logsumexp": Arithmetic.log_sum, "logaddexp": Arithmetic.log_sum,
    "xlogy": Arithmetic.xlogy,
}

# Whose result stays the same to all digits for many operands.
STEPPED = {"floor", "ceil", "round", "trunc", "sign", "relu", "max", "min", "clamp"}


def fraction_near(number):
    """The fraction with a small denominator that a double stands for, if there is one."""
    near = fractions.Fraction(number).limit_denominator(720)
    if abs(float(near) - number) <= 4 * math.ulp(number):
        return mpf(near.numerator) / near.denominator
    return mpf(number)


def evaluate(tree, x, arithmetic):
    """The number that a formula comes to at x."""
    kind = tree[0]
    if kind not in ("x", "number"):
        result = computed(tree, x, arithmetic)
        arithmetic.decided(mp.sign(result))
        arithmetic.results.append(result)
        return result
    return x if kind == "x" else mpf(CONSTANTS.get(tree[1], tree[1]))


def computed(tree, x, arithmetic):
    kind = tree[0]
    if kind == "if":
        is_true = evaluate(tree[1], x, arithmetic) != 0
        return evaluate(tree[2] if is_true else tree[3], x, arithmetic)
    if kind == "^" and tree[2][0] == "number":
        exponent = fraction_near(float(evaluate(tree[2], None, arithmetic)))
        # What is not defined to the power 0 is a convention.
        if exponent == 0:
            raise Unknown
        return arithmetic.power(evaluate(tree[1], x, arithmetic), exponent)
    # 0 times the logarithm of what has none is a convention.
    if kind == "xlogy" and evaluate(tree[1], x, arithmetic) == 0:
        try:
            evaluate(tree[2], x, arithmetic)
        except Outside as failure:
            raise Unknown from failure
    parts = [evaluate(part, x, arithmetic) for part in tree[1:]]
    if kind in COMPARISONS:
        return mpf(COMPARISONS[kind](arithmetic.compare(*parts)))
    if kind == "+":
        return arithmetic.sum(*parts)
    if kind == "-":
        return arithmetic.sum(parts[0], -parts[1])
    if kind == "*":
        return parts[0] * parts[1]
    if kind == "neg":
        return -parts[0]
    if kind == "/":
        result = arithmetic.quotient(*parts)
    elif kind == "^":
        result = arithmetic.power(*parts)
    else:
        result = FUNCTIONS[kind](arithmetic, *parts)
    if isinstance(result, mpmath.mpc) or not mpmath.isfinite(result):
        raise Outside
    # As cos and exp lose what is tiny.
    if any(0 < abs(part) < TINY for part in parts) and TINY < abs(result) < 1 / TINY:
        arithmetic.has_lost = True
    if kind in STEPPED or result != 0 or not arithmetic.has_lost:
        return mpf(result)
    raise Unknown
