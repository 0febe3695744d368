#!/usr/bin/env python3
"""Prints, as Markdown, how long derivatives are that adrepl and SymPy write, by numbers, names and operators.

    make build
    Benchmarks/.peers/bin/python3 Benchmarks/Peers/formulas.py .build/release/adrepl > Benchmarks/formulas.md

The formulas are those of Tests/SessionsTests/Generated/DerivativeFormulas.swift, which also says how long the shortest form is
that SymPy, Maxima and GiNaC gave for the first derivative. SymPy's `simplify` gets ten seconds a formula.
"""

import json
import re
import signal
import statistics
import subprocess
import sys
import time
from multiprocessing import Pool
from pathlib import Path

import sympy

DATA = Path(__file__).parents[2] / "Tests/SessionsTests/Generated/DerivativeFormulas.swift"
TOKEN = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[^\W\d]\w*'*|[-+*/^<>=]")
SECONDS = 10


def size(text):
    return len(TOKEN.findall(text.replace("**", "^")))


def formulas():
    for line in DATA.read_text().splitlines():
        parts = [part.strip() for part in line.split(" | ")]
        if len(parts) == 4:
            yield parts[0], int(parts[1]), int(parts[2]), parts[3]


def own(binary, order):
    """What adrepl writes, and how many milliseconds each takes."""
    names = sorted({n for _, _, _, f in formulas() for n in re.findall(r"[A-Za-z]\w*(?!\w*\()", f)})
    start = "".join(f"{name} = {1.37 + 0.11 * k}\n" for k, name in enumerate(names) if name not in ("pi", "e", "x"))
    lines = [f":diff {f} {by} {order}" for by, _, _, f in formulas()]
    began = time.time()
    run = subprocess.run([binary, "--json"], input=start + "x = 0.77\n" + "\n".join(lines), capture_output=True, text=True)
    spent = (time.time() - began) / len(lines)
    sizes = []
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        if answer["kind"] == "diff":
            parts = answer.get("where", [])
            sizes.append(size(answer.get("short", answer["formula"])) + sum(size(part) + 2 for _, part in parts))
    return sizes, 1000 * spent


def others(arguments):
    """The lengths of SymPy's derivative and of what simplify makes of it; None where it takes too long."""
    by, formula, order = arguments

    def late(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    names = {n: sympy.Symbol(n, real=True) for n in re.findall(r"[A-Za-z]\w*", formula) if not hasattr(sympy, n)}
    names |= {"x": sympy.Symbol("x", real=True), "e": sympy.E}
    text = re.sub(r"(?<![\w.])(\d+)(?![\w.])", r"Integer(\1)", formula.replace("^", "**"))
    try:
        signal.alarm(SECONDS)
        raw = sympy.diff(sympy.sympify(text, locals=names), names[by], order)
        result = [size(str(raw)), None]
    except Exception:
        return None, None
    finally:
        signal.alarm(0)
    try:
        signal.alarm(SECONDS)
        result[1] = size(str(sympy.simplify(raw)))
    except Exception:
        pass
    finally:
        signal.alarm(0)
    return tuple(result)


def main():
    binary, rows = sys.argv[1], list(formulas())
    print("# Derivatives as formulas\n")
    print(f"Written by `Benchmarks/Peers/formulas.py` with SymPy {sympy.__version__}. Not to be edited.\n")
    print(f"How long the derivatives of {len(rows)} formulas are, which are answers and integrands of Rubi's tests, in numbers, names")
    print(f"and operators: the sums, and the medians of the quotients. SymPy's `simplify` got {SECONDS} seconds a formula; what did not")
    print("end is left out of its row. *Shortest* is the shortest of what SymPy, Maxima and GiNaC gave by any of their ways.\n")
    print("| order | beside | formulas | adrepl | other | adrepl / other | median |")
    print("|---|---|---|---|---|---|---|")
    for order in (1, 2):
        sizes, milliseconds = own(binary, order)
        with Pool() as pool:
            answers = pool.map(others, [(by, formula, order) for by, _, _, formula in rows], chunksize=1)
        beside = {"shortest": [row[1] for row in rows], "shorter of SymPy's and Maxima's diff": [row[2] for row in rows]} if order == 1 else {}
        beside |= {"SymPy diff": [a[0] for a in answers], "SymPy simplify": [a[1] for a in answers]}
        for name, lengths in beside.items():
            pairs = [(a, b) for a, b in zip(sizes, lengths) if b]
            total, other = sum(a for a, _ in pairs), sum(b for _, b in pairs)
            median = statistics.median(a / b for a, b in pairs)
            print(f"| {order} | {name} | {len(pairs)} | {total} | {other} | {total / other:.2f} | {median:.2f} |")
        print(f"\nOrder {order}: {milliseconds:.1f} ms a formula, its value and what is printed included.\n", file=sys.stderr)


if __name__ == "__main__":
    main()
