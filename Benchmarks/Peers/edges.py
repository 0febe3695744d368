#!/usr/bin/env python3
"""Prints, as a Markdown table, what JAX, PyTorch, CasADi and SymPy's `limit` answer at kinks, edges and infinities.

    Benchmarks/.peers/bin/python3 Benchmarks/Peers/edges.py > Benchmarks/edges.md

Everything is computed in double precision. A cell has the derivative by forward mode and the one by reverse mode,
written once where both are the same; for second derivatives the modes are forward over reverse and reverse over
reverse. "error" is an exception, whose words follow the tables; "none" is an answer that there is no derivative; a
dash means that the library has no such function. The right answer is mathematics' at the given doubles; at a kink it is
the mean of the one-sided derivatives, at a place without any derivative it is NaN.
"""

import math
import signal
import sys

# Rows: what is differentiated, in words; its function over a library `m` and its inputs; the point; by which input; the
# order; the right answer. A row's function may raise NoSuchFunction.


class NoSuchFunction(Exception):
    pass


KNOWN = "Where derivatives overflow, underflow or cancel"
DOMAIN = "Outside the domain, and branches that are not taken"
KINKS = "Kinks, jumps and vertical tangents"
POWERS = "Powers"
INSIDE = "Exceptional points inside formulas"
SECOND = "Second derivatives at a kink"
NESTED = "Nested derivatives"

rows = []


def row(section, title, function, point, right, by=0, order=1):
    rows.append((section, title, function, [float(x) for x in point], by, order, right))


row(KNOWN, "tanh(x) at 20", lambda m, x: m.tanh(x), [20], "1.7e-17")
row(KNOWN, "sigmoid(x) at 40", lambda m, x: m.sigmoid(x), [40], "4.2e-18")
row(KNOWN, "x/y by y at (1e200, 1e200)", lambda m, x, y: x / y, [1e200, 1e200], "-1e-200", by=1)
row(KNOWN, "asinh(x) at 1e200", lambda m, x: m.asinh(x), [1e200], "1e-200")
row(KNOWN, "acosh(x) at 1e200", lambda m, x: m.acosh(x), [1e200], "1e-200")
row(KNOWN, "hypot(x, y) by x at (1e200, 1e200)", lambda m, x, y: m.hypot(x, y), [1e200, 1e200], "0.7071")
row(KNOWN, "hypot(x, y) by x at (1e-200, 1e-200)", lambda m, x, y: m.hypot(x, y), [1e-200, 1e-200], "0.7071")
row(KNOWN, "atan2(y, x) by y at (1e-200, 1e-200)", lambda m, y, x: m.atan2(y, x), [1e-200, 1e-200], "5e199")
row(KNOWN, "sinc(x), sin(πx)/(πx), second derivative at 0", lambda m, x: m.sinc(x), [0], "-3.29 (−π²/3)", order=2)
row(KNOWN, "relu(x) - relu(-x) at 0", lambda m, x: m.relu(x) - m.relu(-x), [0], "1")
row(KNOWN, "max(x, 0)^2 at 0, second derivative", lambda m, x: m.max(x, 0.0) ** 2, [0], "1 (0 and 2 on the sides)", order=2)
row(KNOWN, "asin(x) at 1 - 2^-53", lambda m, x: m.asin(x), [1 - 2.0**-53], "6.711e7")
row(KNOWN, "atanh(x) at 1 - 2^-53", lambda m, x: m.atanh(x), [1 - 2.0**-53], "4.504e15")
row(KNOWN, "logsumexp(x, y) by x at (1000, 999)", lambda m, x, y: m.logsumexp(x, y), [1000, 999], "0.7311")
row(KNOWN, "softplus(x) at 800", lambda m, x: m.softplus(x), [800], "1")
row(KNOWN, "prod(x, y, 3) by x at (0, 2)", lambda m, x, y: m.prod(x, y, 3.0), [0, 2], "6")

row(DOMAIN, "if(x > 0, sqrt(x), x) at -1", lambda m, x: m.where(x > 0, m.sqrt(x), x), [-1], "1")
row(DOMAIN, "0*sqrt(x) at 0", lambda m, x: 0.0 * m.sqrt(x), [0], "0")
row(DOMAIN, "log(x) at -1", lambda m, x: m.log(x), [-1], "NaN")
row(DOMAIN, "log1p(x) at -2", lambda m, x: m.log1p(x), [-2], "NaN")
row(DOMAIN, "sqrt(x) at -1", lambda m, x: m.sqrt(x), [-1], "NaN")
row(DOMAIN, "atanh(x) at 2", lambda m, x: m.atanh(x), [2], "NaN")

row(KINKS, "abs(x) at 0", lambda m, x: m.abs(x), [0], "0")
row(KINKS, "max(x, y) by x at (1, 1)", lambda m, x, y: m.max(x, y), [1, 1], "1/2")
row(KINKS, "max(x, y) by y at (1, 1)", lambda m, x, y: m.max(x, y), [1, 1], "1/2", by=1)
row(KINKS, "min(x, y) by x at (1, 1)", lambda m, x, y: m.min(x, y), [1, 1], "1/2")
row(KINKS, "min(x, y) by y at (1, 1)", lambda m, x, y: m.min(x, y), [1, 1], "1/2", by=1)
row(KINKS, "max(x, y, 1) by x at (1, 1)", lambda m, x, y: m.largest(x, y, 1.0), [1, 1], "1/2")
row(KINKS, "relu(x) at 0", lambda m, x: m.relu(x), [0], "1/2")
row(KINKS, "leaky_relu(x) at 0", lambda m, x: m.leaky_relu(x), [0], "0.505")
row(KINKS, "clamp(x, 0, 1) at 0", lambda m, x: m.clamp(x, 0.0, 1.0), [0], "1/2")
row(KINKS, "clamp(x, 0, 1) at 1", lambda m, x: m.clamp(x, 0.0, 1.0), [1], "1/2")
row(KINKS, "hypot(x, y) by x at (0, 0)", lambda m, x, y: m.hypot(x, y), [0, 0], "0")
row(KINKS, "norm(x, y, 0) by x at (0, 0)", lambda m, x, y: m.norm(x, y, 0.0), [0, 0], "0")
row(KINKS, "sqrt(x) at 0", lambda m, x: m.sqrt(x), [0], "inf")
row(KINKS, "x^0.5 at 0", lambda m, x: m.power(x, 0.5), [0], "inf")
row(KINKS, "cbrt(x) at 0", lambda m, x: m.cbrt(x), [0], "inf")
row(KINKS, "floor(x) at 1", lambda m, x: m.floor(x), [1], "0")
row(KINKS, "ceil(x) at 1", lambda m, x: m.ceil(x), [1], "0")
row(KINKS, "round(x) at 0.5", lambda m, x: m.round(x), [0.5], "0")
row(KINKS, "trunc(x) at 1", lambda m, x: m.trunc(x), [1], "0")
row(KINKS, "sign(x) at 0", lambda m, x: m.sign(x), [0], "0")
row(KINKS, "mod(x, y) by x at (4, 2)", lambda m, x, y: m.mod(x, y), [4, 2], "1")
row(KINKS, "mod(x, y) by y at (4, 2)", lambda m, x, y: m.mod(x, y), [4, 2], "-2", by=1)
row(KINKS, "if(x > 0, 2x, 3x) at 0", lambda m, x: m.where(x > 0, 2 * x, 3 * x), [0], "5/2")
row(KINKS, "if(x == 0, 2x, 3x) at 0", lambda m, x: m.where(m.equal(x, 0.0), 2 * x, 3 * x), [0], "3")
row(KINKS, "atan2(y, x) by y at (0, 0)", lambda m, y, x: m.atan2(y, x), [0, 0], "NaN")
row(KINKS, "atan2(y, x) by x at (0, 0)", lambda m, y, x: m.atan2(y, x), [0, 0], "NaN", by=1)
row(KINKS, "lgamma(x) at -1", lambda m, x: m.lgamma(x), [-1], "NaN")

row(POWERS, "x^y by x at (0, 0)", lambda m, x, y: m.power(x, y), [0, 0], "0")
row(POWERS, "x^y by y at (0, 0)", lambda m, x, y: m.power(x, y), [0, 0], "NaN", by=1)
row(POWERS, "x^y by x at (0, 1)", lambda m, x, y: m.power(x, y), [0, 1], "1")
row(POWERS, "x^y by x at (0, 2)", lambda m, x, y: m.power(x, y), [0, 2], "0")
row(POWERS, "x^y by y at (0, 0.5)", lambda m, x, y: m.power(x, y), [0, 0.5], "0", by=1)
row(POWERS, "x^y by y at (0, 2)", lambda m, x, y: m.power(x, y), [0, 2], "0", by=1)
row(POWERS, "x^y by x at (-2, 3)", lambda m, x, y: m.power(x, y), [-2, 3], "12")
row(POWERS, "x^y by y at (-2, 3)", lambda m, x, y: m.power(x, y), [-2, 3], "NaN", by=1)
row(POWERS, "x^3 at -2", lambda m, x: m.power(x, 3.0), [-2], "12")
row(POWERS, "x^2 at 0, second derivative", lambda m, x: m.power(x, 2.0), [0], "2", order=2)
row(POWERS, "x^3 at 0, second derivative", lambda m, x: m.power(x, 3.0), [0], "0", order=2)
row(POWERS, "x^3 at -2, second derivative", lambda m, x: m.power(x, 3.0), [-2], "-12", order=2)

row(INSIDE, "sqrt(x^2)^2 at 0", lambda m, x: m.sqrt(x * x) ** 2, [0], "0")
row(INSIDE, "1/(1/x) at 0", lambda m, x: 1.0 / (1.0 / x), [0], "1")
row(INSIDE, "exp(log(x)) at 0", lambda m, x: m.exp(m.log(x)), [0], "1 (from the right)")
row(INSIDE, "cbrt(x)^3 at 0", lambda m, x: m.cbrt(x) ** 3, [0], "1")
row(INSIDE, "sqrt(x)*sqrt(x) at 0", lambda m, x: m.sqrt(x) * m.sqrt(x), [0], "1 (from the right)")
row(INSIDE, "if(x == 0, 1, (exp(x) - 1)/x) at 0",
    lambda m, x: m.where(m.equal(x, 0.0), 1.0, (m.exp(x) - 1.0) / x), [0], "1/2")
row(INSIDE, "if(x == 0, 1, sin(x)/x) at 0",
    lambda m, x: m.where(m.equal(x, 0.0), 1.0, m.sin(x) / x), [0], "0")
row(INSIDE, "max(x, 2x, 5x) at 0", lambda m, x: m.largest(x, 2.0 * x, 5.0 * x), [0], "3")
row(INSIDE, "cos(sqrt(abs(x))) at 0", lambda m, x: m.cos(m.sqrt(m.abs(x))), [0], "0")
row(INSIDE, "cbrt(x^2) at 0", lambda m, x: m.cbrt(x * x), [0], "NaN (a cusp)")
row(INSIDE, "atan(1/x) at 0", lambda m, x: m.atan(1.0 / x), [0], "-1 (a jump)")
row(INSIDE, "hypot(x, y)^2 by x at (0, 0)", lambda m, x, y: m.hypot(x, y) ** 2, [0, 0], "0")
row(INSIDE, "hypot(x, y)^2 by x at (0, 0), second derivative", lambda m, x, y: m.hypot(x, y) ** 2, [0, 0], "2", order=2)
row(INSIDE, "sqrt(x^4) at 0, second derivative", lambda m, x: m.sqrt(x * x * x * x), [0], "2", order=2)
row(INSIDE, "if(x == 0, 1, sin(x)/x) at 0, second derivative",
    lambda m, x: m.where(m.equal(x, 0.0), 1.0, m.sin(x) / x), [0], "-1/3", order=2)

row(SECOND, "abs(x)^2 at 0", lambda m, x: m.abs(x) ** 2, [0], "2", order=2)
row(SECOND, "abs(-x^2) at 0", lambda m, x: m.abs(-(x * x)), [0], "2", order=2)
row(SECOND, "relu(x)^2 at 0", lambda m, x: m.relu(x) ** 2, [0], "1 (0 and 2 on the sides)", order=2)

row(NESTED, "x*(d/dy (x + y) at y = 1), by x at 1",
    lambda m, x: x * m.derivative(lambda y: x + y, 1.0), [1], "1")
row(NESTED, "x*(d/dy y^2 at y = x), by x at 1", lambda m, x: x * m.derivative(lambda y: y * y, x), [1], "4")


def jax_peer():
    import jax
    import jax.numpy as jnp
    from jax.scipy import special

    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_platforms", "cpu")

    class Functions:
        reverse = False

        def __getattr__(self, name):
            names = {"max": "maximum", "min": "minimum", "clamp": "clip"}
            name = names.get(name, name)
            for library in jnp, jax.nn, special:
                if hasattr(library, name):
                    return getattr(library, name)
            raise NoSuchFunction(name)

        def lgamma(self, x): return special.gammaln(x)

        def equal(self, a, b): return a == b
        def logsumexp(self, *x): return special.logsumexp(jnp.stack(x))
        def prod(self, *x): return jnp.prod(jnp.stack([jnp.asarray(v, float) for v in x]))
        def largest(self, *x): return jnp.max(jnp.stack([jnp.asarray(v, float) for v in x]))
        def norm(self, *x): return jnp.linalg.norm(jnp.stack([jnp.asarray(v, float) for v in x]))

        def derivative(self, function, at):
            return (jax.grad if self.reverse else jax.jacfwd)(function)(jnp.asarray(at, float))

    def derivative(function, point, by, order, reverse):
        m = Functions()
        m.reverse = reverse
        f = (lambda *x: function(m, *x))
        if order == 2:
            f = jax.grad(f, by)
        outer = jax.grad if reverse else jax.jacfwd
        return float(outer(f, by)(*[jnp.asarray(x, float) for x in point]))

    return f"JAX {jax.__version__}", derivative


def torch_peer():
    import torch

    def tensor(x): return x if isinstance(x, torch.Tensor) else torch.tensor(x, dtype=torch.float64)

    class Functions:
        reverse = False

        def __getattr__(self, name):
            names = {"mod": "remainder", "power": "pow", "max": "maximum", "min": "minimum", "equal": "eq"}
            name = names.get(name, name)
            if hasattr(torch, name):
                f = getattr(torch, name)
            elif hasattr(torch.nn.functional, name):
                f = getattr(torch.nn.functional, name)
            else:
                raise NoSuchFunction(name)
            return lambda *x: f(*[tensor(v) for v in x])

        def where(self, c, a, b): return torch.where(c, a, b)
        def clamp(self, x, low, high): return torch.clamp(x, low, high)
        def logsumexp(self, *x): return torch.logsumexp(torch.stack(x), 0)
        def prod(self, *x): return torch.prod(torch.stack([tensor(v) for v in x]))
        def largest(self, *x): return torch.amax(torch.stack([tensor(v) for v in x]))
        def norm(self, *x): return torch.linalg.vector_norm(torch.stack([tensor(v) for v in x]))
        def cbrt(self, x): raise NoSuchFunction("cbrt")

        def derivative(self, function, at):
            return (torch.func.grad if self.reverse else torch.func.jacfwd)(function)(tensor(at))

    def derivative(function, point, by, order, reverse):
        m = Functions()
        m.reverse = reverse
        f = (lambda *x: function(m, *x))
        if order == 2:
            f = torch.func.grad(f, by)
        outer = torch.func.grad if reverse else torch.func.jacfwd
        return float(outer(f, by)(*[tensor(x) for x in point]))

    return f"PyTorch {torch.__version__.partition('+')[0]}", derivative


def casadi_peer():
    import casadi as c

    class Functions:
        reverse = False

        def __getattr__(self, name):
            names = {"max": "fmax", "min": "fmin", "where": "if_else", "abs": "fabs", "mod": "remainder"}
            name = names.get(name, name)
            # C's remainder is another function.
            if name == "remainder" or not hasattr(c, name):
                raise NoSuchFunction(name)
            return getattr(c, name)

        def equal(self, a, b): return a == b
        def sigmoid(self, x): return 1 / (1 + c.exp(-x))
        def relu(self, x): return c.fmax(x, 0)
        def prod(self, a, b, d): return a * b * d
        def largest(self, *x): return c.mmax(c.vertcat(*x))
        def logsumexp(self, *x): return c.logsumexp(c.vertcat(*x))
        def norm(self, *x): return c.norm_2(c.vertcat(*x))
        def clamp(self, x, low, high): return c.fmin(c.fmax(x, low), high)

        def derivative(self, function, at):
            y = c.SX.sym("y")
            slope = one(function(y), y, self.reverse)
            return c.substitute(slope, y, c.SX(at))

    def one(z, x, reverse):
        return c.jtimes(z, x, c.SX(1), reverse)

    def derivative(function, point, by, order, reverse):
        inputs = [c.SX.sym(f"x{k}") for k in range(len(point))]
        m = Functions()
        m.reverse = reverse
        z = function(m, *inputs)
        for step in range(order):
            z = one(z, inputs[by], reverse or step + 1 < order)
        return float(c.Function("f", inputs, [z])(*point))

    return f"CasADi {c.__version__}", derivative


def sympy_peer():
    """Not derivatives by rules: the limits of the difference quotient from both sides, which is what they are."""
    import sympy as s

    x = s.Symbol("x", real=True)
    h = s.Symbol("h", real=True)

    class Functions:
        def __getattr__(self, name):
            names = {"abs": "Abs", "max": "Max", "min": "Min", "ceil": "ceiling", "mod": "Mod", "largest": "Max",
                     "lgamma": "loggamma", "equal": "Eq"}
            if not hasattr(s, names.get(name, name)):
                raise NoSuchFunction(name)
            return lambda *a: getattr(s, names.get(name, name))(*[s.nsimplify(v) for v in a])

        def where(self, c, a, b): return s.Piecewise((a, c), (b, True))
        def power(self, a, b): return s.Pow(a, s.nsimplify(b))
        def hypot(self, *v): return s.sqrt(sum(s.nsimplify(w) ** 2 for w in v))
        def norm(self, *v): return self.hypot(*v)
        def relu(self, v): return s.Max(v, 0)
        def clamp(self, v, low, high): return s.Min(s.Max(v, s.nsimplify(low)), s.nsimplify(high))
        def leaky_relu(self, v): return s.Max(v, v / 100)
        def derivative(self, function, at): raise NoSuchFunction("derivative")

    def derivative(function, point, by, order, reverse):
        values = [s.nsimplify(v) for v in point]
        at = values[by]
        arguments = list(values)
        arguments[by] = x
        f = function(Functions(), *arguments)
        if order == 2:
            f = s.diff(f, x)
        value = f.subs(x, at)
        if not value.is_finite:
            value = s.limit(f, x, at)
        quotient = (f.subs(x, at + h) - value) / h
        return tuple(float(s.limit(quotient, h, 0, side)) for side in "-+")

    return f"SymPy {s.__version__}, limits", derivative


def text(number):
    if isinstance(number, tuple):
        left, right = map(text, number)
        return left if left == right else f"{left} and {right}"
    if math.isnan(number):
        return "NaN"
    return f"{number:.4g}"


class TooLong(Exception):
    pass


def too_long(*_):
    raise TooLong("no answer within ten seconds")


def cell(name, derivative, table_row, errors):
    section, title, function, point, by, order, right = table_row
    is_limit = name.startswith("SymPy")
    if is_limit and section not in (KINKS, INSIDE, SECOND):
        return "—"
    answers = []
    for reverse in (False,) if is_limit else (False, True):
        signal.signal(signal.SIGALRM, too_long)
        signal.alarm(10 if is_limit else 0)
        # Libraries report what they cannot do as exceptions of many kinds.
        try:
            answers.append(text(derivative(function, point, by, order, reverse)))
        except NoSuchFunction:
            answers.append("—")
        except Exception as error:
            answers.append("error")
            words = (str(error).splitlines() or [type(error).__name__])[0][:160]
            errors.append(f"{name}, {title}, {'reverse' if reverse else 'forward'}: {words}")
        finally:
            signal.alarm(0)
    return answers[0] if answers[0] == answers[-1] else f"{answers[0]}, {answers[-1]}"


def main():
    peers, errors = [], []
    for make in jax_peer, torch_peer, casadi_peer, sympy_peer:
        try:
            peers.append(make())
        except ImportError as error:
            print(f"left out: {error}", file=sys.stderr)
    print("# What others answer at kinks, edges and infinities\n")
    print(f"Written by `Benchmarks/Peers/edges.py` with {', '.join(name for name, _ in peers)} and Python "
          f"{sys.version.split()[0]}. Not to be edited.\n")
    print("Derivatives in double precision, by forward mode and by reverse mode, written once where both are the same; "
          "second derivatives by forward over reverse and by reverse over reverse. \"Right\" is mathematics at the given "
          "doubles, the mean of the one-sided derivatives at a kink, and NaN where there is no derivative. SymPy's are the "
          "limits of the difference quotient from the left and from the right, one where both are the same. A dash: "
          "the library has no such function, or the formula is none for limits.")
    section = None
    for table_row in rows:
        if table_row[0] != section:
            section = table_row[0]
            print(f"\n## {section}\n")
            print("| derivative of | right | " + " | ".join(name for name, _ in peers) + " |")
            print("| --- | --- |" + " --- |" * len(peers))
        cells = [cell(name, derivative, table_row, errors) for name, derivative in peers]
        print("| " + " | ".join([table_row[1], table_row[-1]] + cells) + " |")
    if errors:
        print("\n## Errors\n")
        for error in errors:
            print(f"- {error}")


if __name__ == "__main__":
    main()
