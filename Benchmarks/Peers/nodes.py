"""The list of operations, as Workloads/NodeList.swift writes it."""

import sys
from array import array

ADD, SUBTRACT, MULTIPLY, DIVIDE, SIN, TANH, EXP = range(7)
NONE = -(2**31)


class NodeList:
    def __init__(self, path):
        with open(path, "rb") as file:
            def column(code, count):
                values = array(code)
                values.fromfile(file, count)
                return values

            input_count, constant_count, operation_count, self.target = column("i", 4)
            self.inputs = column("d", input_count)
            self.constants = column("d", constant_count)
            self.lefts = column("i", operation_count)
            self.rights = column("i", operation_count)
            self.opcodes = column("B", operation_count)

    def direction(self):
        """The direction of the Hessian-vector product."""
        return array("d", (0.5 + (k % 13) / 13 for k in range(len(self.inputs))))

    def build(self, inputs, sin, tanh, exp, constant=lambda value: value):
        """The target, built with the operators and functions of a library from its own inputs."""
        values = list(inputs)
        constants = [constant(value) for value in self.constants]
        append = values.append
        for opcode, left, right in zip(self.opcodes, self.lefts, self.rights):
            a = values[left] if left >= 0 else constants[~left]
            if right != NONE:
                b = values[right] if right >= 0 else constants[~right]
            if opcode == ADD:
                append(a + b)
            elif opcode == SUBTRACT:
                append(a - b)
            elif opcode == MULTIPLY:
                append(a * b)
            elif opcode == DIVIDE:
                append(a / b)
            elif opcode == SIN:
                append(sin(a))
            elif opcode == TANH:
                append(tanh(a))
            elif opcode == EXP:
                append(exp(a))
            else:
                sys.exit(f"unknown opcode {opcode}")
        return values[self.target]
