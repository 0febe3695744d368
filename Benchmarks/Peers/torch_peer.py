"""PyTorch on the processor, every number a tensor of no dimensions. It builds its graph anew in every run."""

import numpy
import torch


class Peer:
    version = torch.__version__
    works = ["value", "gradient"]

    def __init__(self, nodes):
        torch.set_num_threads(1)
        self.nodes = nodes
        self.constants = {value: torch.tensor(value, dtype=torch.float64) for value in nodes.constants}
        self.inputs = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in nodes.inputs]

    def prepare(self, work):
        return self.value if work == "value" else self.gradient

    def build(self):
        return self.nodes.build(self.inputs, torch.sin, torch.tanh, torch.exp, self.constants.__getitem__)

    def value(self):
        with torch.no_grad():
            self.result = self.build()

    def gradient(self):
        for number in self.inputs:
            number.grad = None
        self.result = self.build()
        self.result.backward()

    def set_first_input(self, value):
        with torch.no_grad():
            self.inputs[0].fill_(value)

    def answer(self, work):
        answer = [self.result.item()]
        if work == "gradient":
            answer += [0.0 if number.grad is None else number.grad.item() for number in self.inputs]
        return numpy.array(answer)
