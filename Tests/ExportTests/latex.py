#!/usr/bin/env python3
"""Reads LaTeX formulas with SymPy's parser and compares their values: a line is a formula and points `x y value`, with tabs
between them. Prints what differs.

The parser takes what stands behind a function's brackets into its argument, and has no product of a power and brackets. So
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


def main():
    for line in sys.stdin.read().splitlines():
        text, *points = line.split("\t")
        try:
            tree = parse_latex(dotted(text), backend="lark")
            tree = tree if hasattr(tree, "subs") else tree.children[-1]
            for point in points:
                x, y, wanted = map(float, point.split())
                if wanted != wanted or abs(wanted) > 1e100:
                    continue
                value = N(tree.subs({Symbol("e"): E, Symbol("x"): x, Symbol("y"): y}))
                if abs(complex(value) - wanted) > 1e-9 * max(1, abs(wanted)):
                    print(f"{text} at {x}, {y}: {value}, not {wanted}")
        except Exception as problem:
            print(f"{text}: {type(problem).__name__}")


main()
