"""CasADi: SX graphs, run by its interpreter through buffers, so that a call costs a fraction of a microsecond."""

import casadi
import numpy


class Peer:
    version = casadi.__version__
    works = ["value", "gradient", "product", "hessian", "sparseHessian", "sparseJacobian", "symbolic"]

    def __init__(self, nodes):
        self.nodes = nodes
        self.inputs = numpy.array(nodes.inputs)
        self.direction = numpy.array(nodes.direction())
        self.x = casadi.SX.sym("x", len(nodes.inputs))
        self.y = nodes.build(self.x.elements(), casadi.sin, casadi.tanh, casadi.exp)
        self.runs = {}

    def function(self, work):
        x, y = self.x, self.y
        if work == "value":
            return casadi.Function("value", [x], [y])
        if work == "gradient":
            return casadi.Function("gradient", [x], [y, casadi.gradient(y, x)])
        if work == "product":
            v = casadi.SX.sym("v", x.numel())
            product = casadi.jtimes(casadi.gradient(y, x), x, v)
            return casadi.Function("product", [x, v], [casadi.densify(product)])
        if work == "sparseHessian":
            return casadi.Function("sparseHessian", [x], [casadi.hessian(y, x)[0]])
        if work == "sparseJacobian":
            # CasADi stores columns, so that the transposed matrix has the entries row by row.
            return casadi.Function("sparseJacobian", [x], [casadi.jacobian(residuals(x), x).T])
        return casadi.Function("hessian", [x], [casadi.densify(casadi.hessian(y, x)[0])])

    def differentiate(self):
        x = casadi.SX.sym("x", len(self.inputs))
        self.symbolic = x, casadi.gradient(self.nodes.build(x.elements(), casadi.sin, casadi.tanh, casadi.exp), x)

    def prepare(self, work):
        if work == "symbolic":
            return self.differentiate
        if work not in self.runs:
            function = self.function(work)
            buffers, trigger = function.buffer()
            results = [numpy.zeros(function.nnz_out(k)) for k in range(function.n_out())]
            buffers.set_arg(0, memoryview(self.inputs))
            if function.n_in() > 1:
                buffers.set_arg(1, memoryview(self.direction))
            for position, result in enumerate(results):
                buffers.set_res(position, memoryview(result))
            # The function and its buffers must live as long as the trigger.
            self.runs[work] = (trigger, results, buffers, function)
        return self.runs[work][0]

    def set_first_input(self, value):
        self.inputs[0] = value

    def answer(self, work):
        if work == "symbolic":
            x, gradient = self.symbolic
            return numpy.array(casadi.Function("gradient", [x], [casadi.densify(gradient)])(self.inputs)).reshape(-1)
        return numpy.concatenate(self.runs[work][1])


def residuals(x):
    """What Rosenbrock's function is the sum of squares of."""
    return casadi.vertcat(10 * (x[1:] - x[:-1] * x[:-1]), 1 - x[:-1])
