"""Evaluates a workload with a Python library, as told on standard input: peer.py LIBRARY WORKLOAD.

The first line of the answer is "ready", the library's version and the kinds of work it can do, or "skip" and why.
After that each command is a line and so is its answer:

    run WORK N      does the work N times, each after a change of the first input; answers the nanoseconds in all
    answer WORK F   does it once at the starting point, writes the numbers into file F as doubles; answers "done"
"""

import importlib
import sys
import time

from nodes import NodeList

INPUT_CHANGE = 1e-12


def say(*words):
    print(*words, flush=True)


def serve(peer, start):
    for line in sys.stdin:
        command, work, argument = line.split(maxsplit=2)
        if command == "run":
            repetitions = int(argument)
            perform = peer.prepare(work)
            begin = time.perf_counter_ns()
            for repetition in range(repetitions):
                peer.set_first_input(start + (repetition & 1) * INPUT_CHANGE)
                perform()
            say(time.perf_counter_ns() - begin)
        elif command == "answer":
            perform = peer.prepare(work)
            peer.set_first_input(start)
            perform()
            with open(argument.strip(), "wb") as file:
                file.write(peer.answer(work).tobytes())
            say("done")


def main():
    library, path = sys.argv[1:]
    # Peers report what is missing as exceptions of many kinds.
    try:
        nodes = NodeList(path)
        peer = importlib.import_module(library + "_peer").Peer(nodes)
    except Exception as error:
        say("skip", type(error).__name__ + ":", str(error).partition("\n")[0])
        return
    say("ready", peer.version, *peer.works)
    serve(peer, float(nodes.inputs[0]))


main()
