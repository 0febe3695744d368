"""JAX on the processor, every number traced by itself, compiled by XLA except for Taylor polynomials. What compiling costs is
not counted."""

import math

import jax
import jax.numpy
import numpy
from jax.experimental.jet import jet

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")


class Peer:
    version = jax.__version__
    works = ["value", "gradient", "hessian", "sparseHessian", "sparseJacobian", "taylor"]

    def __init__(self, nodes):
        self.nodes = nodes
        self.inputs = numpy.array(nodes.inputs)
        self.functions = {}

    def formula(self, x):
        numbers = [x[k] for k in range(len(self.inputs))]
        return self.nodes.build(numbers, jax.numpy.sin, jax.numpy.tanh, jax.numpy.exp)

    def function(self, work):
        if work == "value":
            return jax.jit(self.formula)
        if work == "gradient":
            return jax.jit(jax.value_and_grad(self.formula))
        n = len(self.inputs)
        if work == "taylor":
            return self.taylor
        if work == "sparseHessian":
            rows, columns = numpy.nonzero(abs(numpy.subtract.outer(range(n), range(n))) <= 1)
            return jax.jit(lambda x: jax.hessian(rosenbrock)(x)[rows, columns])
        if work == "sparseJacobian":
            first, second = numpy.arange(n - 1), numpy.arange(1, n)
            rows = numpy.concatenate([numpy.repeat(first, 2), n - 1 + first])
            columns = numpy.concatenate([numpy.stack([first, second], 1).reshape(-1), first])
            return jax.jit(lambda x: jax.jacfwd(residuals)(x)[rows, columns])
        # As one would write it in JAX: whole arrays, forward over reverse, vectorised over the directions.
        return jax.jit(jax.hessian(rosenbrock))

    def taylor(self, x, order=20):
        value, derivatives = jet(
            lambda first: self.formula([first, *x[1:]]), (x[0],), ([1.0] + [0.0] * (order - 1),))
        factorials = [math.factorial(k + 1) for k in range(order)]
        return jax.numpy.stack([value, *(d / f for d, f in zip(derivatives, factorials))])

    def prepare(self, work):
        if work not in self.functions:
            function = self.function(work)
            # XLA takes minutes to compile the polynomial of a few operations; step by step, jet ends.
            self.functions[work] = function if work == "taylor" else function.lower(self.inputs).compile()
        function = self.functions[work]

        def perform():
            self.result = jax.block_until_ready(function(self.inputs))

        return perform

    def set_first_input(self, value):
        self.inputs[0] = value

    def answer(self, work):
        parts = self.result if isinstance(self.result, tuple) else (self.result,)
        return numpy.concatenate([numpy.asarray(part).reshape(-1) for part in parts])


def rosenbrock(x):
    a = 1 - x[:-1]
    b = x[1:] - x[:-1] ** 2
    return jax.numpy.sum(a * a + 100 * (b * b))


def residuals(x):
    """What Rosenbrock's function is the sum of squares of."""
    return jax.numpy.concatenate([10 * (x[1:] - x[:-1] * x[:-1]), 1 - x[:-1]])
