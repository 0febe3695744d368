#!/usr/bin/env python3
"""Evaluates formulas and their derivatives to 50 digits, without knowing any rule of differentiation.

    python3 reference.py < formulas > references     # needs mpmath 1.3

A line of input is `formula ; x 0.5 y 1.25`, a line of output the same with ` ; value partial partial` behind it, the
partials in the order of the inputs, each rounded once to a double. `?` stands for a number that mathematics does not
have, or not for certain: at poles and outside of domains, at kinks and jumps, or where the digits did not settle.

A derivative is the limit of difference quotients: two step widths and both sides must agree. With steps of 1e-45 and
1e-50 times the input and 160 digits, or more where that leaves too few, 50 digits are right. Numbers in formulas are doubles and are meant
exactly.
"""

import ast
import multiprocessing
import re
import sys

import mpmath
from mpmath import mp, mpf

DIGITS = 160

# More of them, for derivatives that are tiny beside the function: down to the smallest double, and at tiny and huge inputs
# to products of two such.
MORE_DIGITS, MOST_DIGITS = 420, 900
STEPS = mpf(10) ** -45, mpf(10) ** -50

# The largest magnitude that is still worth looking at: beyond it, doubles overflow anyway.
LARGEST = mpf(10) ** 400


class Undefined(Exception):
    """There is no such number, or none that is certain."""


def need(condition):
    if not condition:
        raise Undefined


def within(low, x, high):
    need(low < x < high)
    return x


def whole(x):
    need(x == mp.floor(x))
    return int(x)


def power(a, b):
    if b == 0:
        return mpf(1)
    if a == 0:
        need(b > 0)
        return mpf(0)
    need(a > 0 or b == mp.floor(b))
    need(abs(b * mp.log(abs(a))) < 2000)
    result = mp.power(abs(a), b)
    return -result if a < 0 and mp.floor(b) % 2 else result


def exp(x):
    need(x < 2000)
    return mp.exp(x) if x > -4000 else mpf(0)


def erfinv(x):
    within(-1, x, 1)
    if x == 0:
        return x
    if abs(x) < mpf(10) ** -40:
        return x * mp.sqrt(mp.pi) / 2 * (1 + mp.pi * x**2 / 12)
    start = mp.sign(x) * mp.sqrt(-mp.log(1 - abs(x))) if abs(x) > 0.9 else x
    # Newton's method; the derivative of erf is its definition.
    for _ in range(60):
        step = (mp.erf(start) - x) / (2 / mp.sqrt(mp.pi) * mp.exp(-start**2))
        if abs(step) > 1:
            step = mp.sign(step)
        start -= step
        if abs(step) < abs(start) * mpf(10) ** -(mp.dps - 15):
            return start
    raise Undefined


def no_pole(x):
    need(x > 0 or x != mp.floor(x))
    need(abs(x) < 10**6)
    return x


def psi(n, x):
    need(0 <= n <= 20)
    return mp.psi(whole(n), no_pole(x))


def log_gamma(x):
    return mp.log(abs(mp.gamma(no_pole(x)))) if x < 0 else mp.loggamma(no_pole(x))


def log_beta(a, b):
    need(a > 0 and b > 0)
    return log_gamma(a) + log_gamma(b) - log_gamma(a + b)


def bessel(kind, n, x):
    need(abs(n) <= 20 and abs(x) < 1000)
    return kind(whole(n), x)


def scaled_i(n, x, derivative=0):
    """exp(-|x|)·I and its derivatives, each of which is made of the neighbours of the one before."""
    if derivative == 0:
        return mp.exp(-abs(x)) * bessel(mp.besseli, n, x)
    need(x != 0)
    f = [scaled_i(n + k, x, derivative - 1) for k in (-1, 0, 1)]
    return (f[0] + f[2]) / 2 - mp.sign(x) * f[1]


def scaled_k(n, x, derivative=0):
    if derivative == 0:
        return mp.exp(x) * bessel(mp.besselk, n, within(0, x, 1000))
    f = [scaled_k(n + k, x, derivative - 1) for k in (-1, 0, 1)]
    return f[1] - (f[0] + f[2]) / 2


def airy(function, x, derivative=0):
    need(abs(x) < 200)
    return function(x, derivative=derivative)


def sinc_derivative(n, x):
    need(0 <= n <= 4)
    n = whole(n)
    if abs(x) < 1:
        return mp.fsum((-1)**k * mp.pi**(2 * k) * x**(2 * k - n) * mp.ff(2 * k, n) / mp.factorial(2 * k + 1)
                       for k in range((n + 1) // 2, mp.dps // 2 + n))
    f = mp.sinpi(x) / (mp.pi * x)
    for k in range(1, n + 1):
        f = (mp.pi**(k - 1) * mp.sinpi(x + mpf(k) / 2) - k * f) / x
    return f


def scaled_derivative(first, sign, n, x):
    """The n-th derivative of a function with f′ = ±2x·f ∓ c, from its recurrence."""
    need(0 <= n <= 6 and abs(x) < 60)
    with mp.workdps(mp.dps + 60 + int(8 * abs(mpmath.mag(x)) if x else 0)):
        values = [first(x), 2 * sign * x * first(x) - (2 / mp.sqrt(mp.pi) if sign > 0 else -1)]
        for k in range(1, whole(n)):
            values.append(2 * sign * (x * values[k] + k * values[k - 1]))
        return values[whole(n)]


def erfcx(n, x):
    return scaled_derivative(lambda x: mp.exp(x**2) * mp.erfc(x), 1, n, x)


def dawson(n, x):
    return scaled_derivative(lambda x: mp.sqrt(mp.pi) / 2 * mp.exp(-x**2) * mp.re(mp.erfi(x)), -1, n, x)


def log_normal(n, x):
    within(-60, x, 60)
    need(0 <= n <= 6)
    with mp.workdps(mp.dps + 60 + int(x**2) + int(8 * abs(mpmath.mag(x)) if x else 0)):
        if n == 0:
            return mp.log(normal(x)) if x < 0 else mp.log1p(-normal(-x))
        d = [mp.exp(-x**2 / 2) / mp.sqrt(2 * mp.pi) / normal(x)]
        for k in range(whole(n) - 1):
            d.append(-(x * d[k] + (k * d[k - 1] if k else 0)) - mp.fsum(mp.binomial(k, j) * d[j] * d[k - j] for j in range(k + 1)))
        return d[whole(n) - 1]


def incomplete_gamma(a, x, kind):
    """P, Q or ∂P/∂a by the power series."""
    need(0 < a < 100 and 0 < x < 200)
    with mp.workdps(mp.dps + 100 + int(x)):
        term, total, harmonic, slope, k = mpf(1), mpf(1), mpf(0), mpf(0), 0
        while term > total * mpf(10) ** -mp.dps:
            k += 1
            term *= x / (a + k)
            total += term
            harmonic += 1 / (a + k)
            slope += term * harmonic
        factor = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
        return [factor * total, 1 - factor * total, factor * ((mp.log(x) - mp.digamma(a + 1)) * total - slope)][kind]


def incomplete_beta(a, b, x, kind):
    """I, ∂I/∂a or ∂I/∂b by the power series."""
    need(0 < a < 100 and 0 < b < 100 and 0 < x < 1)
    if x > 0.6:
        other = incomplete_beta(b, a, 1 - x, [0, 2, 1][kind])
        return 1 - other if kind == 0 else -other
    with mp.workdps(mp.dps + 60):
        term, total, k, by_a, by_b, slopes = mpf(1), mpf(1), 0, mpf(0), mpf(0), [mpf(0), mpf(0)]
        while k < 20 or term > total * mpf(10) ** -mp.dps:
            term *= (a + b + k) / (a + 1 + k) * x
            by_b += 1 / (a + b + k)
            by_a += 1 / (a + b + k) - 1 / (a + 1 + k)
            k += 1
            total += term
            slopes = [slopes[0] + term * by_a, slopes[1] + term * by_b]
        sums = mp.digamma(a + b)
        factor = mp.exp(a * mp.log(x) + b * mp.log(1 - x) + mp.loggamma(a + b) - mp.loggamma(a + 1) - mp.loggamma(b))
        return factor * [total, (mp.log(x) - mp.digamma(a + 1) + sums) * total + slopes[0],
                         (mp.log(1 - x) - mp.digamma(b) + sums) * total + slopes[1]][kind]


def binomial(n, k):
    need(abs(n) < 500 and abs(k) < 500 and not (n < 0 and n == mp.floor(n)))
    return mp.gamma(n + 1) * mp.rgamma(k + 1) * mp.rgamma(n - k + 1)


def angle(y, x):
    need(x != 0 or y != 0)
    return mp.atan2(y, x)


def wave(function, x):
    """A function that varies by itself over distances of 1, which a step must not leap over."""
    need(abs(x) < 1e30)
    return function(x)


def quotient(a, b):
    need(b != 0)
    return a / b


def away(x):
    return mp.sign(x) * mp.floor(abs(x) + mpf(1) / 2)


def not_one(x):
    need(x != 1)
    return x


def positive(x):
    need(x > 0)
    return mp.log(x)


def softplus(x):
    return (x if x > 0 else 0) + mp.log1p(exp(-abs(x)))


def log_sum(*x):
    top = max(x)
    return top + mp.log(mp.fsum(exp(v - top) for v in x))


def root(x):
    need(x >= 0)
    return mp.sqrt(x)


def lambert(branch, x):
    need(x >= -mp.exp(-1) and (branch == 0 or branch == -1 and x < 0))
    return mp.re(mp.lambertw(x, whole(branch)))


def exponential_integral(x):
    need(x != 0 and x < 2000)
    return mp.ei(x) if x > -4000 else mpf(0)


def elliptic(n, m, first):
    """The n-th derivative of K (first = ½) or of E (−½)."""
    need(0 <= n <= 8 and -mpf(10)**12 < m < 1)
    half, n = mpf(1) / 2, whole(n)
    with mp.workdps(mp.dps + 40):
        factor = mp.pi / 2 * mp.rf(first, n) * mp.rf(half, n) / mp.factorial(n)
        return factor * (1 - m)**(-n - first) * mp.hyp2f1(n + first, half, n + 1, m / (m - 1))


def zeta(n, x):
    need(0 <= n <= 4 and x != 1 and -60 < x)
    if n == 0:
        return mp.zeta(x) if x < 3000 else mpf(1)
    need(0.01 < abs(x - 1) and x < 60)
    return mp.zeta(x, 1, whole(n))


def dilogarithm(n, x):
    need(0 <= n <= 8 and x < 1)
    n = whole(n)
    if n == 0:
        return mp.re(mp.polylog(2, x))
    return mp.factorial(n - 1) / n * (1 - x)**-n * mp.hyp2f1(1, n, n + 1, x / (x - 1))


def sine_integral(n, x):
    need(0 <= n <= 5)
    return mp.si(wave(mpf, x)) if n == 0 else sinc_derivative(n - 1, wave(mpf, x) / mp.pi) / mp.pi**whole(n - 1)


def normal(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x > 0 else exp(x) / (1 + exp(x))


def unit(function, x):
    need(-1 <= x <= 1)
    return function(x)


def clamp(x, low, high):
    need(low <= high)
    return min(max(x, low), high)


def above(a, b):
    return mpf(decided(a > b)) if a != b else mpf(1) / 2


def outside(x):
    need(abs(x) >= 1)
    return x


def beyond(x):
    need(abs(x) > 1)
    return x


FUNCTIONS = {
    "sqrt": root, "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
    "abs": abs, "sign": mp.sign, "clamp": clamp, "above": above,
    "floor": lambda x: wave(mp.floor, x), "ceil": lambda x: wave(mp.ceil, x), "round": lambda x: wave(away, x),
    "trunc": lambda x: mp.sign(x) * wave(mp.floor, abs(x)),
    "mod": lambda x, y: x - y * wave(mp.floor, quotient(x, y)),
    "rem": lambda x, y: x - y * mp.sign(quotient(x, y)) * wave(mp.floor, abs(quotient(x, y))),
    "deg": lambda x: x * 180 / mp.pi, "rad": lambda x: x * mp.pi / 180,
    "exp": exp, "exp2": lambda x: power(mpf(2), x), "expm1": lambda x: mp.expm1(x) if abs(x) < 1 else exp(x) - 1,
    "log": lambda x, b=None: positive(x) if b is None else positive(x) / positive(not_one(b)), "log2": lambda x: positive(x) / mp.log(2), "log10": lambda x: positive(x) / mp.log(10),
    "log1p": lambda x: mp.log1p(within(-1, x, mp.inf)), "logaddexp": log_sum, "logsumexp": log_sum,
    "xlogy": lambda x, y: mpf(0) if x == 0 else x * positive(y),
    "sin": lambda x: wave(mp.sin, x), "cos": lambda x: wave(mp.cos, x),
    "tan": lambda x: wave(mp.tan, x), "sec": lambda x: wave(mp.sec, x),
    "csc": lambda x: quotient(1, wave(mp.sin, x)), "cot": lambda x: quotient(wave(mp.cos, x), mp.sin(x)),
    "asin": lambda x: unit(mp.asin, x), "acos": lambda x: unit(mp.acos, x), "atan": mp.atan, "atan2": angle,
    "sinpi": lambda x: wave(mp.sinpi, x), "cospi": lambda x: wave(mp.cospi, x),
    "sinc": lambda x: sinc_derivative(0, wave(mpf, x)), "sinc_derivative": lambda n, x: sinc_derivative(n, wave(mpf, x)),
    "sinh": lambda x: mp.sinh(x) if abs(x) < 1 else (exp(x) - exp(-x)) / 2, "cosh": lambda x: (exp(x) + exp(-x)) / 2,
    "tanh": lambda x: mp.tanh(x) if abs(x) < 1000 else mp.sign(x),
    "asinh": mp.asinh, "acosh": lambda x: mp.acosh(x) if x >= 1 else need(False),
    "atanh": lambda x: mp.atanh(within(-1, x, 1)),
    "erf": lambda x: mp.erf(x) if abs(x) < 60 else mp.sign(x), "erfc": lambda x: mp.erfc(within(-60, x, 60)),
    "one_minus_square": lambda x: 1 - x**2, "gaussian": lambda x: exp(-x**2), "erfinv": erfinv,
    "normcdf": lambda x: normal(within(-60, x, 60)), "normpdf": lambda x: exp(-x**2 / 2) / mp.sqrt(2 * mp.pi),
    "lambertw": lambda x, k=mpf(0): lambert(k, x), "lambertwm1": lambda x: lambert(mpf(-1), x),
    "lambertw_derivative": lambda x: quotient(1, x + exp(lambert(mpf(0), x))),
    "lambertwm1_derivative": lambda x: quotient(1, x + exp(lambert(mpf(-1), x))),
    "expint": lambda x: -exponential_integral(-within(0, x, mp.inf)), "Ei": exponential_integral,
    "exponential_quotient": lambda x: quotient(exp(x), x), "li": lambda x: exponential_integral(positive(x)),
    "Si": lambda x: sine_integral(mpf(0), x), "si_derivative": sine_integral,
    "Ci": lambda x: wave(mp.ci, within(0, x, mp.inf)),
    "ellipk": lambda m: elliptic(mpf(0), m, mpf(1) / 2), "ellipk_derivative": lambda n, m: elliptic(n, m, mpf(1) / 2),
    "ellipe": lambda m: elliptic(mpf(0), m, -mpf(1) / 2), "ellipe_derivative": lambda n, m: elliptic(n, m, -mpf(1) / 2),
    "zeta": lambda x: zeta(mpf(0), x), "zeta_derivative": zeta,
    "polylog2": lambda x: dilogarithm(mpf(0), x), "polylog2_derivative": dilogarithm,
    "erfcx": lambda x: erfcx(mpf(0), x), "erfcx_derivative": erfcx, "dawson": lambda x: dawson(mpf(0), x),
    "dawson_derivative": dawson, "erfi": lambda x: mp.re(mp.erfi(within(-40, x, 40))),
    "inverse_gaussian": lambda x: exp(x**2), "log_ndtr": lambda x: log_normal(mpf(0), x), "log_ndtr_derivative": log_normal,
    "gammainc": lambda a, x: incomplete_gamma(a, x, 0), "gammaincc": lambda a, x: incomplete_gamma(a, x, 1),
    "gammainc_a": lambda a, x: incomplete_gamma(a, x, 2), "betainc": lambda a, b, x: incomplete_beta(a, b, x, 0),
    "betainc_a": lambda a, b, x: incomplete_beta(a, b, x, 1), "betainc_b": lambda a, b, x: incomplete_beta(a, b, x, 2),
    "nCr": binomial,
    "gamma": lambda x: mp.gamma(within(-200, no_pole(x), 2000)),
    "factorial": lambda x: mp.gamma(within(-200, no_pole(x + 1), 2000)), "lgamma": log_gamma,
    "digamma": lambda x: psi(mpf(0), x), "trigamma": lambda x: psi(mpf(1), x), "polygamma": psi,
    "polygamma_difference": lambda n, a, b: psi(n, a + b) - psi(n, a) if a > 0 and b > 0 else need(False),
    "lbeta": log_beta, "beta": lambda a, b: exp(log_beta(a, b)),
    "besselj0": lambda x: bessel(mp.besselj, mpf(0), x), "besselj1": lambda x: bessel(mp.besselj, mpf(1), x),
    "besselj": lambda n, x: bessel(mp.besselj, n, x),
    "bessely0": lambda x: bessel(mp.bessely, mpf(0), within(0, x, 1000)),
    "bessely1": lambda x: bessel(mp.bessely, mpf(1), within(0, x, 1000)),
    "bessely": lambda n, x: bessel(mp.bessely, n, within(0, x, 1000)),
    "besseli": lambda n, x: bessel(mp.besseli, n, x),
    "besselk": lambda n, x: bessel(mp.besselk, n, within(0, x, 1000)),
    "besselie": scaled_i, "besselie_slope": lambda n, x: scaled_i(n, x, 1),
    "besselie_curvature": lambda n, x: scaled_i(n, x, 2),
    "besselke": scaled_k, "besselke_slope": lambda n, x: scaled_k(n, x, 1),
    "besselke_curvature": lambda n, x: scaled_k(n, x, 2),
    "airy_ai": lambda x: airy(mp.airyai, x), "airy_ai_derivative": lambda x: airy(mp.airyai, x, 1),
    "airy_bi": lambda x: airy(mp.airybi, x), "airy_bi_derivative": lambda x: airy(mp.airybi, x, 1),
    "sigmoid": sigmoid, "sigmoid_derivative": lambda x: sigmoid(x) * sigmoid(-x), "logit": lambda x: mp.log(within(0, x, 1) / (1 - x)), "softplus": softplus,
    "relu": lambda x: max(x, mpf(0)), "leaky_relu": lambda x: x if x > 0 else x * mpf(0.01),
    "elu": lambda x: x if x > 0 else (mp.expm1(x) if x > -1 else exp(x) - 1), "silu": lambda x: x * sigmoid(x),
    "gelu": lambda x: x * normal(within(-60, x, 60)),
    "softsign": lambda x: x / (1 + abs(x)),
    "sech": lambda x: 1 / ((exp(x) + exp(-x)) / 2),
    "csch": lambda x: quotient(1, mp.sinh(x) if abs(x) < 1 else (exp(x) - exp(-x)) / 2),
    "coth": lambda x: quotient(1, mp.tanh(x) if abs(x) < 1000 else mp.sign(x)),
    "asec": lambda x: mp.acos(1 / outside(x)), "acsc": lambda x: mp.asin(1 / outside(x)),
    "cathetus": lambda x: mp.sqrt(outside(x)**2 - 1),
    "acot": lambda x: mp.atan(1 / x) if x != 0 else mp.pi / 2, "acsch": lambda x: mp.asinh(quotient(1, x)),
    "asech": lambda x: mp.acosh(1 / within(0, x, 1)), "acoth": lambda x: mp.atanh(1 / beyond(x)),
    "acoth_derivative": lambda x: quotient(1, 1 - x**2),
    "sum": lambda *x: mp.fsum(x), "mean": lambda *x: mp.fsum(x) / len(x), "prod": lambda *x: mp.fprod(x),
    "max": max, "min": min, "hypot": lambda *x: mp.sqrt(mp.fsum(v * v for v in x)),
}

OPERATORS = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: quotient, ast.Pow: power,
    ast.Lt: lambda a, b: a < b, ast.LtE: lambda a, b: a <= b, ast.Gt: lambda a, b: a > b, ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b, ast.NotEq: lambda a, b: a != b,
}


# How the comparisons, connectives and branches of the last evaluation were answered.
decisions = []


def decided(truth):
    decisions.append(truth)
    return truth


def evaluate(node, names):
    """The number that a part of a formula comes to, all of whose parts must be defined."""
    if isinstance(node, ast.Constant):
        return mpf(float(node.value))
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.UnaryOp):
        x = evaluate(node.operand, names)
        return -x if isinstance(node.op, ast.USub) else mpf(decided(x == 0))
    if isinstance(node, ast.BinOp):
        result = OPERATORS[type(node.op)](evaluate(node.left, names), evaluate(node.right, names))
    elif isinstance(node, ast.Compare):
        a, b = evaluate(node.left, names), evaluate(node.comparators[0], names)
        return mpf(decided(bool(OPERATORS[type(node.ops[0])](a, b))))
    elif isinstance(node, ast.BoolOp):
        truths = [decided(evaluate(value, names) != 0) for value in node.values]
        return mpf(all(truths) if isinstance(node.op, ast.And) else any(truths))
    elif node.func.id in CHOOSING:
        return CHOOSING[node.func.id](*node.args, names)
    else:
        result = FUNCTIONS[node.func.id](*[evaluate(argument, names) for argument in node.args])
    result = mpf(result)
    need(mpmath.isfinite(result) and abs(result) < LARGEST)
    return result


def branch(condition, a, b, names):
    return evaluate(a if decided(evaluate(condition, names) != 0) else b, names)


# What does not need all its parts.
CHOOSING = {"if_": branch}


def evaluated(tree, names):
    """What a formula comes to, and how all decisions in it were made."""
    decisions.clear()
    return evaluate(tree, names), list(decisions)


def quotients(tree, names, name, step):
    """The difference quotients on the left and on the right, computed with so many digits that enough are left."""
    is_tame = all(x == 0 or mpf(10) ** -20 < abs(x) < mpf(10) ** 20 for x in names.values())
    for digits in DIGITS, MORE_DIGITS if is_tame else MOST_DIGITS:
        with mp.workdps(digits):
            x = names[name]
            h = (abs(x) if x != 0 else mpf(1)) * step
            (center, own), (below, left), (above, right) = (
                evaluated(tree, {**names, name: x + sign * h}) for sign in (0, -1, 1))
            # Where a decision is made at this very point only, quotients do not see it.
            need(own == left == right)
            differences = center - below, above - center
            noise = max(map(abs, (center, below, above))) * mpf(10) ** -(digits - 80)
            if min(map(abs, differences)) > noise:
                return differences[0] / h, differences[1] / h
    need(differences == (0, 0))
    return mpf(0), mpf(0)


def slope(tree, names, name):
    """The derivative by one input; see the top of the file."""
    if not any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree)):
        evaluate(tree, names)
        return mpf(0)
    far_left, far_right = quotients(tree, names, name, STEPS[0])
    if far_left == far_right == 0:
        return mpf(0)
    left, right = quotients(tree, names, name, STEPS[1])
    # At a stationary point the quotients shrink with the step.
    if abs(left) <= abs(far_left) * mpf(10) ** -4 and abs(right) <= abs(far_right) * mpf(10) ** -4:
        return mpf(0)
    first, second = (far_left + far_right) / 2, (left + right) / 2
    need(abs(left - right) <= abs(second) * mpf(10) ** -20)
    need(abs(first - second) <= abs(second) * mpf(10) ** -50)
    return second


def answer(function, *arguments):
    # mpmath reports what it cannot compute as exceptions of many kinds.
    try:
        number = float(function(*arguments))
        return repr(number) if number == number else "?"
    except Exception:
        return "?"


def without_factorials(formula):
    """The formula with factorial(x) in the place of x!."""
    while (place := re.search(r"!(?!=)", formula)) is not None:
        start = end = place.start()
        depth = 0
        while start > 0 and (depth or formula[start - 1] == ")" and start == end or re.match(r"[\w.]", formula[start - 1])):
            start -= 1
            depth += {")": 1, "(": -1}.get(formula[start], 0)
        formula = f"{formula[:start]}factorial({formula[start:end]}){formula[end + 1:]}"
    return formula


def parsed(formula):
    formula = re.sub(r"\b(sinc|Si|ellipk|ellipe|zeta|polylog2)('+)\(",
                     lambda primes: f"{primes[1].lower()}_derivative({len(primes[2])}, ", formula)
    formula = re.sub(
        r"\b(sinc|erfcx|dawson|log_ndtr)('+)\(", lambda call: f"{call[1]}_derivative({len(call[2])}, ", formula)
    formula = re.sub(r"\b(airy_[ab]i)'\(", r"\1_derivative(", formula)
    formula = without_factorials(formula)
    return ast.parse(formula.replace("^", "**").replace("if(", "if_("), mode="eval").body


def numbers(point):
    words = point.split()
    return {name: mpf(float(value)) for name, value in zip(words[::2], words[1::2])}


def reference(line):
    formula, point = (part.strip() for part in line.split(";")[:2])
    names, tree = numbers(point), parsed(formula)
    answers = [answer(evaluate, tree, names)] + [answer(slope, tree, names, name) for name in names]
    return " ; ".join([formula, point, " ".join(answers)])


def answer_all(answer_to):
    """Answers each line of the input by a line, with all processors."""
    mp.dps = DIGITS
    lines = [line for line in sys.stdin if line.strip()]
    pool = multiprocessing.Pool()
    try:
        for answers in pool.imap(answer_to, lines, chunksize=4):
            print(answers)
    except BaseException:
        pool.terminate()
        raise
    # Leaving a `with` would kill the workers, which may hold a lock that others wait for.
    pool.close()
    pool.join()


if __name__ == "__main__":
    answer_all(reference)
