#!/usr/bin/env python3
"""Prints the tables of BesselTables.swift, coefficients of expansions that the Bessel functions are computed by.

    python3 bessel.py            # needs mpmath 1.3

Two kinds of numbers, both from their definitions in 120 digits, and rounded once:

- the coefficients of 1/Γ(1 + z) in powers of z, for Temme's series;
- A_k and B_k of Olver's uniform expansion for large orders (DLMF 10.20.10 to 10.20.13), as Chebyshev series in
  2·(z − 1)/(z + 1), from z = 1/3 to z = 3, where z is the argument over the order. Around z = 1, where the closed forms
  cancel, so many digits are left over.
"""

from mpmath import mp, mpf

mp.dps = 120

# The lowest order that they are for. So many of A_k/ν²ᵏ and B_k/ν²ᵏ count from there on.
LEAST, COUNT = 50, 4

# What is left out of an expansion that begins with 1.
NEGLIGIBLE = mpf(10)**-18

# The Chebyshev series are found at so many points.
POINTS = 64


def debye_polynomials(count):
    """The polynomials U_k, lists of coefficients by powers (DLMF 10.41.9)."""
    polynomials = [[mpf(1)]]
    for _ in range(count):
        following = [mpf(0)] * (len(polynomials[-1]) + 3)
        for power, c in enumerate(polynomials[-1]):
            following[power + 1] += c * power / 2 + c / 8 / (power + 1)
            following[power + 3] -= c * power / 2 + 5 * c / 8 / (power + 3)
        polynomials.append(following)
    return polynomials


def airy_coefficients(count):
    """u_k and v_k of the expansions of the Airy functions (DLMF 9.7.2)."""
    u, v = [mpf(1)], [mpf(1)]
    for k in range(1, count + 1):
        u.append(u[-1] * (6 * k - 5) * (6 * k - 3) * (6 * k - 1) / (216 * k * (2 * k - 1)))
        v.append(-u[-1] * (6 * k + 1) / (6 * k - 1))
    return u, v


DEBYE = debye_polynomials(2 * COUNT)
AIRY_U, AIRY_V = airy_coefficients(2 * COUNT)


def olver(z):
    """A_k and B_k at z. Beyond 1 they are continued above the line: all that is imaginary there cancels."""
    if z < 1:
        root = mp.sqrt(1 - z * z)
        t = mp.log((1 + root) / z) - root  # ⅔·ζ^(3/2)
        root_zeta = mp.cbrt(mpf(3) / 2 * t)
    else:
        root = mp.mpc(0, -mp.sqrt(z * z - 1))
        size = mp.sqrt(z * z - 1) - mp.acos(1 / z)
        t = mp.mpc(0, size)
        root_zeta = mp.mpc(0, -mp.cbrt(mpf(3) / 2 * size))
    u = [mp.polyval(polynomial[::-1], 1 / root) for polynomial in DEBYE]
    a = [mp.fsum(AIRY_V[j] / t**j * u[2 * k - j] for j in range(2 * k + 1)) for k in range(COUNT)]
    b = [-mp.fsum(AIRY_U[j] / t**j * u[2 * k + 1 - j] for j in range(2 * k + 2)) / root_zeta for k in range(COUNT)]
    assert all(abs(mp.im(x)) < mpf(10)**-40 for x in a + b)
    return [mp.re(x) for x in a], [mp.re(x) for x in b]


def chebyshev(values, tolerance):
    """The coefficients of a function known at the zeros of T_POINTS, as far as they count."""
    coefficients = [2 / mpf(POINTS) * mp.fsum(v * mp.cospi(k * (j + mpf(1) / 2) / POINTS) for j, v in enumerate(values))
                    for k in range(POINTS)]
    coefficients[0] /= 2
    while abs(coefficients[-1]) < tolerance:
        coefficients.pop()
    return coefficients


def reciprocal_gamma(count):
    """The coefficients of 1/Γ(1 + z) in powers of z."""
    return mp.taylor(lambda z: mp.rgamma(1 + z), 0, count - 1)


def table(name, comment, numbers):
    text, row = "", "   "
    for number in numbers:
        word = f" {float(number)!r},"
        if len(row) + len(word) > 116:
            text, row = text + row + "\n", "   "
        row += word
    return f"  /// {comment}\n  static let {name}: [Double] = [\n{text}{row}\n  ]\n"


def main():
    points = [mp.cospi((j + mpf(1) / 2) / POINTS) for j in range(POINTS)]
    known = [olver((2 + s) / (2 - s)) for s in points]  # s = 2·(z − 1)/(z + 1)
    print("// Printed by Tests/AutoDiffTests/References/bessel.py, which says what it is. Not to be edited.\n")
    print("/// Coefficients of expansions that the Bessel functions are computed by.\nenum BesselTables {")
    tables = [table("reciprocalGamma", "1/Γ(1 + z) in powers of z (DLMF 5.7.1).", reciprocal_gamma(29))]
    for k in range(1, COUNT):
        series = chebyshev([a[k] for a, _ in known], NEGLIGIBLE * LEAST**(2 * k))
        tables.append(table(f"a{k}", f"A_{k} in Chebyshev polynomials of 2·(z − 1)/(z + 1).", series))
    for k in range(COUNT):
        series = chebyshev([b[k] for _, b in known], NEGLIGIBLE * LEAST**(2 * k + mpf(4) / 3) / 4)
        tables.append(table(f"b{k}", f"B_{k} in Chebyshev polynomials of 2·(z − 1)/(z + 1).", series))
    print("\n".join(tables) + "}")


if __name__ == "__main__":
    main()
