#!/usr/bin/env python3
"""Prints the coefficients that sources hold as tables, correctly rounded, each with the file that it belongs to.

    python3 coefficients.py      # needs mpmath 1.3; takes some seconds
"""

from mpmath import mp, mpf

mp.dps = 60


def laguerre(count):
    """The nodes and weights of Gauss's quadrature with the weight e^(-s) from 0 up (DLMF 3.5.27)."""
    def polynomial(n, x):
        return mp.fsum((-1)**k * mp.binomial(n, k) / mp.factorial(k) * x**k for k in range(n + 1))

    with mp.workdps(200):
        powers = [(-1)**k * mp.binomial(count, k) / mp.factorial(k) for k in range(count, -1, -1)]
        nodes = sorted(mp.re(z) for z in mp.polyroots(powers, maxsteps=400, extraprec=800))
        return nodes, [x / ((count + 1) * polynomial(count + 1, x))**2 for x in nodes]


def zeta_around_1(count):
    """The powers of s - 1 in zeta(s) - 1/(s - 1), of Stieltjes' constants (DLMF 25.2.4), by Cauchy's integral."""
    with mp.workdps(160):
        size, radius = 512, 10
        roots = [mp.expjpi(mpf(2 * i) / size) for i in range(size)]
        half = [mp.zeta(1 + radius * roots[i]) - 1 / (radius * roots[i]) for i in range(size // 2 + 1)]

        def power(k):
            inner = 2 * mp.fsum(mp.re(half[i] * roots[-i * k % size]) for i in range(1, size // 2))
            return (inner + mp.re(half[0]) + mp.re(half[-1]) * (-1)**k) / size / mpf(radius)**k

        return [power(k) for k in range(count)]


def show(title, numbers):
    print(title)
    words = [repr(float(x)) for x in numbers]
    line = "   "
    for word in words:
        if len(line) + len(word) > 110:
            print(line)
            line = "   "
        line += f" {word},"
    print(line)


nodes, weights = laguerre(20)
show("ExponentialIntegralValues.swift, nodes", nodes)
show("ExponentialIntegralValues.swift, weights", weights)
show("ZetaValues.swift, coefficients", zeta_around_1(80))
