"""Random formulas at exceptional points of theirs; see exceptional.py.

A formula is ("x",), ("number", 2.0) with a double or the name of a constant, or an operation with its operands.
"""

import ast
import math
import random

CONSTANTS = {"sqrt(2)": math.sqrt(2), "log(3)": math.log(3), "exp(1)": math.e, "pi": math.pi}

COMPARISONS = {
    "<": lambda sign: sign < 0, "<=": lambda sign: sign <= 0, ">": lambda sign: sign > 0, ">=": lambda sign: sign >= 0,
    "==": lambda sign: sign == 0, "!=": lambda sign: sign != 0,
}

X = ("x",)


def number(value):
    return ("number", value)


OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}


def parsed(written):
    """The formula that was typed."""
    def tree(node):
        constant = ast.unparse(node)
        if constant in CONSTANTS:
            return number(constant)
        if isinstance(node, ast.Constant):
            return number(float(node.value))
        if isinstance(node, ast.Name):
            return (node.id,)
        if isinstance(node, ast.UnaryOp):
            part = tree(node.operand)
            return number(-part[1]) if part[0] == "number" and isinstance(part[1], float) else ("neg", part)
        if isinstance(node, ast.BinOp):
            return (OPERATORS[type(node.op)], tree(node.left), tree(node.right))
        if isinstance(node, ast.Compare):
            return (OPERATORS[type(node.ops[0])], tree(node.left), tree(node.comparators[0]))
        return (node.func.id.rstrip("_"), *map(tree, node.args))

    return tree(ast.parse(written.replace("^", "**").replace("if(", "if_("), mode="eval").body)


def replaced(tree, d):
    """The formula with another for d."""
    if tree == ("d",):
        return d
    return (tree[0], *(replaced(part, d) if isinstance(part, tuple) else part for part in tree[1:]))


PRECEDENCE = {**dict.fromkeys(COMPARISONS, 1), "+": 2, "-": 2, "*": 3, "/": 3, "neg": 4, "^": 5}


def text(tree, outer=0):
    """A formula as it is typed."""
    kind = tree[0]
    if kind == "x":
        return "x"
    if kind == "number":
        written = tree[1] if isinstance(tree[1], str) else repr(tree[1]).removesuffix(".0")
        return f"({written})" if written.startswith("-") and outer > 0 else written
    if kind not in PRECEDENCE:
        return f"{kind}({', '.join(text(part) for part in tree[1:])})"
    own = PRECEDENCE[kind]
    if kind == "neg":
        written = "-" + text(tree[1], own + 1)
    elif kind == "^":
        written = f"{text(tree[1], own + 1)}^{text(tree[2], own + 1)}"
    else:
        is_comparison = kind in COMPARISONS
        written = f"{text(tree[1], own + is_comparison)} {kind} {text(tree[2], own + 1)}"
    return f"({written})" if own < outer else written


def is_constant(tree):
    return tree[0] != "x" and all(is_constant(part) for part in tree[1:] if isinstance(part, tuple))


class Generator:
    """Makes random formulas, most of which have something exceptional at their point."""

    UNARY = (
        "sqrt cbrt abs sign floor ceil round trunc relu leaky_relu elu softsign exp expm1 log log1p log2 log10 sin cos tan "
        "sec csc cot sinh cosh tanh asin acos atan asinh acosh atanh erf erfc normcdf gamma lgamma digamma sigmoid "
        "softplus").split()
    LITERALS = [1.0, 2.0, 0.5, 3.0, 0.0, -1.0, 0.1, 4.0, "sqrt(2)", "log(3)", "pi"]
    POWERS = [2.0, 2.0, 3.0, 0.5, -1.0, -2.0, 1 / 3, 2 / 3, 1.5, 0.1, 2.1, -0.5, 4.0, "pi", 2.5, 0.0, 1.0]

    # What happens where d is 0.
    OPERANDS = [parsed(operand) for operand in (
        "d", "d", "d", "abs(d)", "sqrt(d)", "cbrt(d)", "sign(d)", "relu(d)", "-d", "1/d", "d^2", "d*d", "d^d", "log(d)",
        "log(abs(d))", "1/log(d)", "d*log(d)", "exp(1/d)", "exp(-1/(d*d))", "tanh(1/d)", "abs(d)/d", "hypot(d, d)",
        "gamma(d)", "erf(d)", "sin(d)", "cos(d)", "exp(d) - 1", "1 - cos(d)", "sin(d) - d", "1 + d", "sqrt(1 + d) - 1",
        "(1 + d)^(1/d)", "floor(x)", "x - 1")]

    def __init__(self, seed):
        self.random = random.Random(seed)

    def formula(self):
        """A formula that depends on x, and a point."""
        while True:
            self.point = self.random.choice([0.0] * 6 + [1.0, -1.0, 2.0, 0.5])
            tree = self.tree(self.random.choice([1, 1, 2, 2, 3, 3, 4, 5]))
            if not is_constant(tree) and tree != X:
                return tree, self.point

    def distance(self):
        """x − point, in several ways."""
        if self.point == 0:
            return X
        if self.point == 1 and self.random.random() < 0.3:
            return self.random.choice([("log", X), ("-", number(1.0), X)])
        if self.point < 0:
            return ("+", X, number(-self.point))
        return ("-", X, number(self.point))

    def exceptional(self):
        """An operand at whose point something happens, or which makes it happen above."""
        r, d = self.random, self.distance()
        choice = r.randrange(len(self.OPERANDS) + 2)
        if choice == 0:
            return ("if", (r.choice(list(COMPARISONS)), d, number(0.0)), self.leaf(), self.leaf())
        if choice == 1:
            return ("^", d, number(r.choice(self.POWERS)))
        return replaced(self.OPERANDS[choice - 2], d)

    def leaf(self):
        r = self.random.random()
        if r < 0.35:
            return X
        if r < 0.6:
            return self.distance()
        return number(self.random.choice(self.LITERALS))

    def tree(self, depth):
        r = self.random
        if depth <= 0:
            return self.exceptional() if r.random() < 0.6 else self.leaf()
        choice = r.random()
        if choice < 0.42:
            kind = r.choice(["+", "-", "*", "*", "/", "/"])
            tree = (kind, self.tree(depth - 1), self.tree(depth - 1 - (r.random() < 0.5)))
            if kind in "+*" and r.random() < 0.4:
                tree = (kind, tree[2], tree[1])
        elif choice < 0.5:
            if r.random() < 0.75:
                tree = ("^", self.tree(depth - 1), number(r.choice(self.POWERS)))
            else:
                tree = ("^", self.tree(depth - 1), self.tree(depth - 2))
        elif choice < 0.85:
            tree = (r.choice(self.UNARY), self.tree(depth - 1))
        elif choice < 0.94:
            kind = r.choice(["mod", "max", "min", "max", "min", "hypot", "atan2", "logsumexp", "logaddexp", "xlogy"])
            tree = (kind, self.tree(depth - 1), self.tree(depth - 1))
        elif choice < 0.95:
            tree = ("clamp", self.tree(depth - 1), number(r.choice([-1.0, 0.0])), number(r.choice([1.0, 2.0])))
        elif choice < 0.96:
            tree = ("neg", self.tree(depth - 1))
        else:
            condition = (r.choice(list(COMPARISONS)), self.tree(depth - 2), self.leaf())
            tree = ("if", condition, self.tree(depth - 1), self.tree(depth - 1))
        return self.folded(tree)

    def folded(self, tree):
        """A constant formula becomes a number: how a program rounds is not the question."""
        if not is_constant(tree):
            return tree
        return number(self.random.choice(self.LITERALS))
