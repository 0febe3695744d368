#!/usr/bin/env python3
"""Compares what adrepl says of the formulas of exceptional.py with their references, and shrinks what differs.

    python3 exceptional_check.py adrepl 1000 SEED         # needs mpmath 1.3

Takes so many formulas from a seed on, and asks for each in one session after the others: both sides of the derivative, the
gradient with its notices, the second derivative and the limits. Prints the smallest formula that still fails in the same
way, what is said, what is right, and the formula it comes from; and at the end how much was compared and of how much the
program said that it cannot tell. A formula that fails only after others in a session is printed as it is.
"""

import json
import math
import subprocess
import sys

from mpmath import mp, mpf

from exceptional import DIGITS, sides
from exceptional_arithmetic import Arithmetic, Outside, Unknown, evaluate
from exceptional_formulas import Generator, X, is_constant, number, text


def expected(left, right, shown):
    """What the derivative is, by both sides' value and slope and the value that is shown; None where nobody knows."""
    (a, da), (b, db) = left, right
    if shown is None or a is None or b is None:
        return None
    if math.isnan(a) and math.isnan(b):
        return math.nan
    if math.isnan(a):
        return db
    if math.isnan(b):
        return da
    if da is None or db is None:
        return None
    if same(da, db):
        return da
    if any(map(math.isinf, (a, b, shown))):
        return math.nan
    if not same(a, b):
        return da if same(a, shown) else db if same(b, shown) else (da + db) / 2
    return (da + db) / 2


def is_exceptional(left, right, shown):
    """Whether a notice is due; None where nobody knows."""
    (a, da), (b, db) = left, right
    certain = [v for v in (a, b, da, db) if v is not None]
    if any(not math.isfinite(v) for v in certain):
        return True
    pairs = (a, b), (da, db), (a, shown), (b, shown)
    for p, q in pairs:
        if p is not None and q is not None and not same(p, q):
            return True
    # What differs by little may do so by rounding.
    if any(p is not None and q is not None and not same(p, q, 1e-12, 0) for p, q in pairs):
        return None
    return None if len(certain) < 4 else False


def same(a, b, relative=1e-8, absolute=1e-10):
    """Whether two limits are the same, one of which is read from samples."""
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    if math.isinf(a) or math.isinf(b):
        return a == b
    return abs(a - b) <= relative * max(abs(a), abs(b)) + absolute


# How far from a point it is looked what is at it.
NEAR = mpf("1e-45")


def numeric(value):
    """A number of the program's: None for null, "undecided" as it is."""
    return float(value) if isinstance(value, (int, float)) or value in ("NaN", "Infinity", "-Infinity") else value


QUESTIONS = [":forward x {f} --left", ":forward x {f} --right", ":grad {f}", "diff({f}, x, 2)", ":limit {f} x -> {p}"]


class Program:
    """The program that is compared."""

    def __init__(self, path):
        self.path = path

    def answers(self, formulas):
        """For each formula with its point the answers to all questions; None where the program ended, or took too long."""
        script = "".join(
            f"x = {point!r}\n" + "".join(q.format(f=f, p=repr(point)) + "\n" for q in QUESTIONS) for f, point in formulas)
        try:
            run = subprocess.run(
                [self.path, "--json"], input=script, capture_output=True, text=True, timeout=20 + 2 * len(formulas))
            lines, is_well = [json.loads(line) for line in run.stdout.splitlines()], run.returncode in (0, 1)
        except (subprocess.TimeoutExpired, json.JSONDecodeError):
            lines, is_well = [], False
        size = 1 + len(QUESTIONS)
        if is_well and len(lines) == size * len(formulas):
            return [lines[size * i + 1:size * (i + 1)] for i in range(len(formulas))]
        if len(formulas) == 1:
            return [None]
        half = len(formulas) // 2
        return self.answers(formulas[:half]) + self.answers(formulas[half:])


def compared(tree, point, reference, answers):
    """What differs: (kind, what the program says, what is right), and how many answers were undecided or compared."""
    if answers is None:
        return [("crash", None, None)], {}
    forward, gradient, second, limits = answers[:2], answers[2], answers[3], answers[4]
    groups = "values", "slopes", "curvatures"
    counts = dict.fromkeys([*groups, *("undecided " + group for group in groups), "marked"], 0)
    found = []
    for answer in answers:
        if answer["kind"] == "error":
            return [("error " + answer["code"], answer["message"], None)], counts
    is_marked = any("withinRounding" in json.dumps(answer) for answer in answers)

    def check(kind, group, got, right):
        got = numeric(got)
        if right is None:
            return
        counts[group] += 1
        if got == "undecided":
            counts["undecided " + group] += 1
            found.append(("undecided " + kind, got, right))
        elif got is None or not same(got, right):
            if is_marked:
                counts["marked"] += 1
            else:
                found.append((kind, got, right))

    shown = numeric(gradient["value"])
    for name, answer, (value, slope, _) in zip(("left", "right"), forward, reference):
        check(name + " value", "values", answer["value"], value)
        check(name + " slope", "slopes", answer["tangent"], slope)
        check(name + " limit", "values", (limits[name] or {}).get("value"), value)
    if shown in (None, "undecided"):
        return found, counts
    has_notice = bool(gradient.get("notices"))
    slopes = [row[:2] for row in reference]
    if math.isnan(shown):
        check("gradient of nan", "slopes", gradient["gradient"].get("x"), math.nan)
        return found, counts
    if gradient["gradient"].get("x") == "NaN" and is_conventional(tree, point):
        return found, counts
    check("gradient", "slopes", gradient["gradient"].get("x"), expected(*slopes, shown))
    curvatures = [(row[0], row[2]) for row in reference]
    if None not in (slopes[0][1], slopes[1][1]):
        check("second derivative", "curvatures", second["value"], expected(*curvatures, shown))
    due = is_exceptional(*slopes, shown)
    is_undecided = any(detail["code"] == "undecided" for detail in gradient.get("noticeDetails", []))
    if due is not None and due != has_notice and not is_marked and not is_undecided:
        found.append(("missing notice" if due else "false notice", gradient.get("notices"), (*slopes, shown)))
    return found, counts


def is_conventional(tree, point):
    """Whether there is 0^0, atan2(0, 0) or a pole of lgamma in it, which have no derivative by convention."""
    if any(is_conventional(part, point) for part in tree[1:] if isinstance(part, tuple) and not is_constant(part)):
        return True
    if tree[0] not in ("^", "atan2", "lgamma"):
        return False
    for near in mpf(point) - NEAR, mpf(point) + NEAR:
        try:
            parts = [evaluate(part, near, Arithmetic()) for part in tree[1:]]
        except (Outside, Unknown, ZeroDivisionError, ValueError):
            continue
        is_pole = tree[0] == "lgamma" and parts[0] < 0.5 and abs(parts[0] - mp.nint(parts[0])) < mpf("1e-9")
        if is_pole or tree[0] != "lgamma" and max(map(abs, parts)) < mpf("1e-9"):
            return True
    return False


def is_oscillating(tree):
    return any(isinstance(p, tuple) and is_oscillating(p) for p in tree[1:]) or tree[0] in (
        "sin", "cos", "tan", "sec", "csc", "cot", "floor", "ceil", "round", "trunc", "mod", "gamma", "lgamma", "digamma")


def kind_of(found):
    return found[0].replace("left ", "").replace("right ", "")


def shrunk(program, tree, point, kind):
    """The smallest formula that still fails in that way."""
    def fails(candidate):
        if text(candidate) in ("x",):
            return None
        answers = program.answers([(text(candidate), point)])[0]
        if answers is not None and any(a["kind"] == "error" for a in answers) and not kind.startswith("error"):
            return None
        reference = sides(candidate, point)
        return next((f for f in compared(candidate, point, reference, answers)[0] if kind_of(f) == kind), None)

    last = fails(tree)
    while True:
        for candidate in sorted(shrunk_once(tree), key=lambda t: len(text(t))):
            found = fails(candidate)
            if found:
                tree, last = candidate, found
                break
        else:
            return tree, last


def check(path, count, seed):
    """Compares formulas from a seed on, and prints what differs, made as small as it can be."""
    program, totals, seen, times = Program(path), {}, set(), {}
    for start in range(seed, seed + count, 100):
        formulas = [Generator(s).formula() for s in range(start, min(start + 100, seed + count))]
        answers = program.answers([(text(tree), point) for tree, point in formulas])
        for (tree, point), answer in zip(formulas, answers):
            found, counts = compared(tree, point, sides(tree, point), answer)
            wild = " (oscillating)" if is_oscillating(tree) else ""
            for name, more in counts.items():
                totals[name + wild] = totals.get(name + wild, 0) + more
            for kind in sorted({kind_of(difference) for difference in found}):
                if kind.startswith("undecided") and wild:
                    continue
                times[kind] = times.get(kind, 0) + 1
                if times[kind] > 200:
                    continue
                smallest, last = shrunk(program, tree, point, kind)
                if (text(smallest), point, kind) in seen:
                    continue
                seen.add((text(smallest), point, kind))
                how = f"says {last[1]}, right {last[2]}" if last else "only after others"
                print(f"{kind}: {text(smallest)} at {point}: {how}; from {text(tree)}", flush=True)
    for name in sorted(totals):
        print(f"{totals[name]:8} {name}")
    for name in sorted(times):
        print(f"{times[name]:8} formulas: {name}")


def shrunk_once(tree):
    """Formulas with less in them."""
    if tree[0] == "number":
        return [number(v) for v in (0.0, 1.0, 2.0) if isinstance(tree[1], str) or abs(v) < abs(tree[1])]
    if tree[0] == "x":
        return []
    parts = list(tree[1:])
    smaller = [part for part in parts if not is_constant(part)]
    if tree != ("neg", X) and not smaller == [X]:
        smaller.append(X)
    for index, part in enumerate(parts):
        for less in shrunk_once(part) + ([number(1.0), number(0.0)] if not is_constant(part) else []):
            smaller.append((tree[0], *parts[:index], less, *parts[index + 1:]))
    return [s for s in smaller if not is_constant(s)]


if __name__ == "__main__":
    mp.dps = DIGITS
    check(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
