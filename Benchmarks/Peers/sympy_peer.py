"""SymPy: the formula as a tree of Python objects, differentiated by its rules."""

import sympy
from array import array
from sympy.core.cache import clear_cache


# The most nodes of a tree whose gradient it finds in seconds.
LARGEST_TREE = 5_000


class TreeSize:
    """How many nodes a formula has as a tree."""

    def __init__(self, count):
        self.count = count

    def increased(self):
        return TreeSize(self.count + 1)

    def combined(self, other):
        return TreeSize(self.count + other.count + 1)

    __add__ = __sub__ = __mul__ = __truediv__ = combined


class Peer:
    version = sympy.__version__
    works = ["symbolic"]

    def __init__(self, nodes):
        # Its formulas are trees: what is used twice is there twice, and a chain in which every step is doubles each time.
        leaf = TreeSize(1)
        size = nodes.build([leaf] * len(nodes.inputs), *[TreeSize.increased] * 3, lambda _: leaf)
        if size.count > LARGEST_TREE:
            raise ValueError("the formula is too large as a tree")
        self.nodes = nodes
        self.inputs = list(nodes.inputs)

    def prepare(self, work):
        def perform():
            # What it remembers from the last time is not to count.
            clear_cache()
            self.symbols = sympy.symbols(f"x:{len(self.inputs)}")
            formula = self.nodes.build(self.symbols, sympy.sin, sympy.tanh, sympy.exp, sympy.Float)
            self.result = [sympy.diff(formula, symbol) for symbol in self.symbols]

        return perform

    def set_first_input(self, value):
        self.inputs[0] = value

    def answer(self, work):
        gradient = sympy.lambdify([self.symbols], self.result, modules="math", cse=True)
        return array("d", (float(number) for number in gradient(self.inputs)))
