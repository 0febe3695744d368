#!/usr/bin/env python3
"""Reads LaTeX formulas with SymPy's parser and compares their values: a line is a formula and points `x y value`, with tabs
between them. Prints what differs.

Where the parser finds several meanings, one of them must be right. It takes what stands behind a function's brackets into its argument, and has no product of a power and brackets. So
factors side by side get the dot that people do not write.
"""

import re
import sys

from sympy import E, N, Symbol
from sympy.parsing.latex import parse_latex


def dotted(text):
    text = text.replace(r" \, ", r" \cdot ")
    # Two factors with a blank between them: no operator on either side, and not inside of a command.
    return re.sub(r"(?<=[\w})]) (?=[\w\\({])(?!\\cdot)(?<!\\cdot )", r" \\cdot ", text)


def readings(text):
    """What the parser makes of it: several, where it cannot tell."""
    tree = parse_latex(dotted(text), backend="lark")
    return [tree] if hasattr(tree, "subs") else [child for child in tree.children if hasattr(child, "subs")]


def is_right(tree, points):
    for x, y, wanted in points:
        value = complex(N(tree.subs({Symbol("e"): E, Symbol("x"): x, Symbol("y"): y})))
        if abs(value - wanted) > 1e-6 * max(1, abs(wanted)):
            return False
    return True


def main():
    for line in sys.stdin.read().splitlines():
        text, *points = line.split("\t")
        points = [tuple(map(float, point.split())) for point in points]
        points = [point for point in points if abs(point[2]) < 1e100]
        try:
            trees = readings(text)
        except Exception as problem:
            print(f"{text}: {type(problem).__name__}")
            continue
        if not any(is_right(tree, points) for tree in trees):
            print(f"{text}: {trees}, not {points}")


main()
