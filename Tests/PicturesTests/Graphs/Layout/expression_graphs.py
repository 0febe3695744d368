#!/usr/bin/env python3
"""Writes generated expression graphs as a Swift literal, with what Graphviz makes of them.

    python3 expression_graphs.py expression_graphs.json > ExpressionGraphs.swift

The JSON has `graphs`, each with `nodes`, pairs of an operation and the indices of its operands, and `dot`, the crossings
and the total length in layers that Graphviz's dot 2.43 needs for it, parallel edges merged.
"""

import json
import sys

COMMUTING = "+", "*"


def word(operation, operands):
    if not operands:
        return "."
    return ("*" if operation in COMMUTING else "-").join(map(str, operands))


def lines(words, width=100):
    line = ""
    for word in words:
        if len(line) + len(word) >= width:
            yield line + "\\"
            line = ""
        line += word + " "
    yield line.rstrip()


graphs = json.load(open(sys.argv[1]))["graphs"]
print('''/// 200 generated expression graphs of 8 to 74 nodes, a line each; made by `expression_graphs.py`.
///
/// A line begins with the crossings in the drawing of Graphviz's dot 2.43 and the length of all its edges, in layers,
/// where parallel edges count once. Then follow the nodes, operands before their users: `.` an input, else the numbers of
/// the operands, with `*` between those that may be exchanged and `-` between others.
let expressionGraphs = """''')
for graph in graphs:
    words = [str(graph["dot"]["crossings"]), str(graph["dot"]["length"])]
    words += [word(*node) for node in graph["nodes"]]
    for line in lines(words):
        print("  " + line)
print('  """')
