#!/usr/bin/env python3
"""Value and gradient of formulas of arrays: adrepl's array evaluator beside JAX and numpy, one thread each, in turns.

    swift build --package-path Benchmarks -c release --product Arrays
    python3 Benchmarks/Peers/arrays.py Benchmarks/.build/release/Arrays

Prints a table of medians in milliseconds and of the ratios within rounds. Values are compared first.
"""
import os
import statistics
import subprocess
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
import numpy as np

try:
    import jax
    import jax.numpy as jnp
    jax.config.update("jax_enable_x64", True)
except ImportError:
    jax = None

ROUNDS = 15


def numbers(shape, seed, scale=1.0):
    count = int(np.prod(shape))
    product = (np.arange(count) + seed) * 0.6180339887498949
    return ((product - np.floor(product) - 0.5) * 2 * scale).reshape(shape)


def cases():
    labels = np.arange(256) % 10
    X = numbers((256, 784), 1)
    mlp = (numbers((784, 128), 2, 0.05), numbers(128, 3, 0.1), numbers((128, 10), 4, 0.1), numbers(10, 5, 0.1))

    def perceptron(np_, W, b, V, c):
        scores = np_.tanh(X @ W + b) @ V + c
        top = scores.max(axis=1, keepdims=True)
        lse = np_.log(np_.exp(scores - top).sum(axis=1)) + top[:, 0]
        return (lse - scores[np.arange(256), labels]).mean()

    Xl, yl = numbers((10000, 100), 1), numbers(10000, 2)

    def logistic(np_, w):
        return np_.logaddexp(0, yl * (Xl @ w)).mean()

    def elementwise(np_, x, y):
        a = np_.exp(x) * y + np_.tanh(y)
        return (np_.sqrt(a * a + 1) - np_.exp(-x * y)).mean()

    Xg, below = numbers((1000, 10), 1), np.tril(np.ones((10, 10)), -1)
    weights = numbers(25, 2)
    means, logs, factors = (
        np.stack([numbers(shape, 3 + 3 * k + part) for k in range(25)]) for part, shape in enumerate([10, 10, (10, 10)]))

    def mixture(np_, weights, means, logs, factors):
        lower = factors * below
        centred = Xg[None, :, :] - means[:, None, :]
        scaled = centred * np_.exp(logs)[:, None, :] + np_.einsum("knd,ked->kne", centred, lower)
        terms = (weights + logs.sum(axis=1))[:, None] - 0.5 * (scaled**2).sum(axis=2)

        def logsumexp(a):
            top = a.max(axis=0)
            return np_.log(np_.exp(a - top).sum(axis=0)) + top

        fit = logsumexp(terms).sum() - 1000 * logsumexp(weights)
        return fit - (0.5 * (np_.exp(2 * logs).sum() + (lower**2).sum()) - logs.sum())

    Xs, ys = numbers((1000000, 10), 1), numbers(1000000, 2)

    def least_squares(np_, w):
        r = Xs @ w - ys
        return (r * r).mean()

    x4 = numbers(4, 2)

    def small(np_, A):
        y = x4
        for _ in range(10):
            y = np_.tanh(A @ y)
        return y.sum()

    return [
        (perceptron, mlp, 10), (logistic, (numbers(100, 3),), 50),
        (elementwise, (numbers(1000000, 1), numbers(1000000, 2)), 5),
        (mixture, (weights, means, logs, factors), 5), (least_squares, (numbers(10, 3),), 3), (small, (numbers((4, 4), 1),), 1000),
    ]


def timed(run, repetitions):
    start = time.perf_counter()
    for _ in range(repetitions):
        run()
    return (time.perf_counter() - start) / repetitions * 1000


def main():
    own = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    print("| value and gradient, ms | adrepl | JAX jit | ratio | numpy, value only | adrepl, two threads | gain |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for number, (function, inputs, repetitions) in enumerate(cases()):
        peer = None
        if jax:
            compiled = jax.jit(jax.value_and_grad(lambda *a: function(jnp, *a), argnums=tuple(range(len(inputs)))))
            arrays = [jnp.asarray(a) for a in inputs]
            peer = lambda: jax.block_until_ready(compiled(*arrays))
            peer()
        times, peers, plain, pairs, values = [], [], [], [], set()
        for _ in range(ROUNDS):
            for threads, list_ in [(1, times), (2, pairs)]:
                own.stdin.write(f"{number} {threads}\n")
                own.stdin.flush()
                milliseconds, value, name = own.stdout.readline().rstrip("\n").split("\t")
                list_.append(float(milliseconds))
                values.add(value)
            if peer:
                peers.append(timed(peer, repetitions))
            plain.append(timed(lambda: function(np, *inputs), max(1, repetitions // 5)))
        expected = float(function(np, *inputs))
        assert abs(float(value) - expected) < 1e-9 * max(1, abs(expected)), (name, value, expected)
        assert len(values) == 1, (name, values)
        median = statistics.median
        gain = median(a / b for a, b in zip(times, pairs))
        ratio = f"{median(a / b for a, b in zip(times, peers)):.2f}" if peers else ""
        other = f"{median(peers):.3f}" if peers else ""
        print(f"| {name} | {median(times):.3f} | {other} | {ratio} | {median(plain):.3f} | {median(pairs):.3f} | {gain:.2f} |",
              flush=True)
    own.stdin.close()


main()
