#!/usr/bin/env python3
"""Writes DerivativeReferences.swift: derivatives of formulas up to order 30, correctly rounded.

    python3 derivatives.py       # needs mpmath 1.3; takes a second or two

They come from the values on a small circle in the complex plane, as in series.py.
"""

from pathlib import Path

from mpmath import mp, mpf

from generate import rounded

HIGHEST = 30

# Each formula with its points, and the distance from a point to where the formula ends.
FORMULAS = {
    "1/x": (lambda x: 1 / x, [1.3, -0.4, 25.0], abs),
    "log(1+x)": (lambda x: mp.log(1 + x), [1.3, -0.4, 0.0], lambda x: 1 + x),
    "exp(sin(x))": (lambda x: mp.exp(mp.sin(x)), [1.3, 0.0, 4.0], None),
    "x^x": (lambda x: mp.exp(x * mp.log(x)), [1.3, 0.4, 3.0], abs),
    "sqrt(1+x^2)": (lambda x: mp.sqrt(1 + x * x), [1.3, 0.0, 10.0], None),
    "tan(x)": (mp.tan, [1.3, 0.2, -0.7], lambda x: mp.cos(x)),
    "x^5*exp(-x)": (lambda x: x**5 * mp.exp(-x), [1.3, 0.0, 10.0], None),
    "tanh(x)": (mp.tanh, [1.3, 0.2, 10.0], None),
    "sigmoid(x)": (lambda x: 1 / (1 + mp.exp(-x)), [1.3, 0.2, 10.0], None),
    "1/(1+x^2)": (lambda x: 1 / (1 + x * x), [1.3, 0.2, 10.0], None),
    "gamma(x)": (mp.gamma, [1.3, 3.0, 0.4], abs),
    "erf(x)": (mp.erf, [1.3, 0.2, 4.0], None),
    "besselj0(x^2)": (lambda x: mp.besselj(0, x * x), [1.3, 0.2], None),
    "x^2.5": (lambda x: x**mpf(2.5), [1.3, 0.2, 100.0], abs),
    "sin(x)^12": (lambda x: mp.sin(x)**12, [1.3, 0.2], None),
    "asin(x)": (mp.asin, [0.3, 0.8], lambda x: 1 - x),
    "sin(3*x+1)*exp(x/3)": (lambda x: mp.sin(3 * x + 1) * mp.exp(x / 3), [0.3, 1.8], None),
}


def derivatives(function, point, end):
    """The derivatives from Cauchy's integral by the trapezoidal rule, which converges geometrically."""
    with mp.workdps(220):
        size, radius = 128, min(mpf(1) / 2, end(mpf(point)) if end else 1) / 8
        roots = [mp.expjpi(mpf(2 * i) / size) for i in range(size)]
        half = [mp.mpc(function(mpf(point) + radius * roots[i])) for i in range(size // 2 + 1)]
        result = []
        for k in range(HIGHEST + 1):
            inner = mp.fsum(mp.re(half[i] * roots[-i * k % size]) for i in range(1, size // 2))
            ends = mp.re(half[0]) + mp.re(half[-1]) * (-1)**k
            result.append((2 * inner + ends) / size)
        # What is only rounding is 0.
        noise = max(map(abs, result)) * mpf(10)**-190
        return [mp.factorial(k) * c / radius**k if abs(c) > noise else mpf(0) for k, c in enumerate(result)]


HEADER = '''// Written by References/derivatives.py, which says what it is and how it is made. Not to be edited.

/// Lines `formula at point = derivatives`, that of order 0 first.
let derivativeReferences = """
'''


def main():
    lines = []
    for text, (function, points, end) in FORMULAS.items():
        for point in points:
            numbers = " ".join(repr(rounded(d)) for d in derivatives(function, point, end))
            lines.append(f"  {text} at {point!r} = {numbers}\n")
    Path(__file__).with_name("DerivativeReferences.swift").write_text(HEADER + "".join(lines) + '  """\n')


if __name__ == "__main__":
    main()
