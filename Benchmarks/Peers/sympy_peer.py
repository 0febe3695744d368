"""SymPy: the formula as a tree of Python objects, differentiated by its rules."""

import sympy
from array import array
from sympy.core.cache import clear_cache


class Peer:
    version = sympy.__version__
    works = ["symbolic"]

    def __init__(self, nodes):
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
