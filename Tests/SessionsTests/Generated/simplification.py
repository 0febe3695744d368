#!/usr/bin/env python3
"""Compares formulas with their simplified forms, with so many digits that rounding is no excuse.

    python3 simplification.py < pairs         # needs mpmath 1.3

A line of input is `formula ; simplified ; x 0.5 y 1.25`, a line of output `same`, `undefined` if the formula has no
number there or close by, `zero` if it has one only because a zero wins against something undefined, or `different` with both numbers, which is when they do not agree to 40 digits. Numbers in formulas are
doubles and are meant exactly. `strong(a, b)` and `strong_quotient(a, b)` are products and quotients in which a zero wins,
`guarded(a, b)` is a where b is defined, and the rest is that of reference.py.
"""

from mpmath import mp, mpf

import reference
from reference import evaluate, need, numbers, parsed


# The products of the last evaluation in which a zero has won against something undefined.
victories = []


def attempt(node, names):
    try:
        return evaluate(node, names)
    except Exception:
        return None


def strong(a, b, names):
    x, y = attempt(a, names), attempt(b, names)
    if x == 0 or y == 0:
        if x is None or y is None:
            victories.append((a, b))
        return mpf(0)
    need(x is not None and y is not None)
    return x * y


def strong_quotient(a, b, names):
    x = evaluate(a, names)
    return x if x == 0 else reference.quotient(x, evaluate(b, names))


def xlogy(a, b, names):
    x, y = evaluate(a, names), evaluate(b, names)
    if x == 0 and y <= 0:
        victories.append((a, b))
    return reference.FUNCTIONS["xlogy"](x, y)


def guarded(a, b, names):
    evaluate(b, names)
    return evaluate(a, names)


reference.CHOOSING |= {"strong": strong, "strong_quotient": strong_quotient, "xlogy": xlogy, "guarded": guarded}


def compare(line):
    formula, simplified, point = (part.strip() for part in line.split(";"))
    names = numbers(point)
    victories.clear()
    wanted = attempt(parsed(formula), names)
    if wanted is None:
        return "undefined"
    # The other form may have got there through a number that is too large even here.
    if wanted != 0 and abs(wanted) < 1 / reference.LARGEST:
        return "undefined"
    if victories:
        return "zero"
    got = attempt(parsed(simplified), names)
    if got is None:
        # At single points a zero wins against an infinity; beside them it does not, and both have a number.
        names = {name: x + (abs(x) or 1) * mpf(10)**-30 * (3 + place) for place, (name, x) in enumerate(names.items())}
        wanted, got = attempt(parsed(formula), names), attempt(parsed(simplified), names)
        if wanted is None:
            return "undefined"
    # What cancels to nothing has left a speck of the last digits.
    if got is not None and abs(got - wanted) <= max(abs(wanted) * mpf(10)**-40, mpf(10)**-80):
        return "same"
    return f"different: {mp.nstr(wanted, 20)} and {got if got is None else mp.nstr(got, 20)}"


if __name__ == "__main__":
    reference.answer_all(compare)
