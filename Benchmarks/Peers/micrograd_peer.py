"""A class of a few lines in the manner of micrograd: a Python object for each number, backprop by a topological sort."""

import math
import platform
from array import array


class Value:
    __slots__ = ("data", "grad", "children", "partials")

    def __init__(self, data, children=(), partials=()):
        self.data = data
        self.grad = 0.0
        self.children = children
        self.partials = partials

    def __add__(self, other):
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __sub__(self, other):
        return Value(self.data - other.data, (self, other), (1.0, -1.0))

    def __mul__(self, other):
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __truediv__(self, other):
        quotient = self.data / other.data
        return Value(quotient, (self, other), (1 / other.data, -quotient / other.data))

    def sin(self):
        return Value(math.sin(self.data), (self,), (math.cos(self.data),))

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, (self,), (1 - result * result,))

    def exp(self):
        result = math.exp(self.data)
        return Value(result, (self,), (result,))

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            value, is_done = stack.pop()
            if is_done:
                order.append(value)
            elif value not in seen:
                seen.add(value)
                stack.append((value, True))
                stack.extend((child, False) for child in value.children)
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            for child, partial in zip(value.children, value.partials):
                child.grad += partial * value.grad


class Peer:
    version = platform.python_version()
    works = ["value", "gradient"]

    def __init__(self, nodes):
        self.nodes = nodes
        self.inputs = [Value(number) for number in nodes.inputs]

    def prepare(self, work):
        return self.value if work == "value" else self.gradient

    def value(self):
        self.result = self.nodes.build(self.inputs, Value.sin, Value.tanh, Value.exp, Value)

    def gradient(self):
        self.value()
        self.result.backward()

    def set_first_input(self, value):
        self.inputs[0].data = value

    def answer(self, work):
        answer = [self.result.data]
        if work == "gradient":
            answer += [number.grad for number in self.inputs]
        return array("d", answer)
