"""Strongly connected parts of a directed graph, without recursion (Tarjan 1972)."""

from __future__ import annotations

from collections.abc import Sequence


def strong_parts(following: Sequence[Sequence[int]]) -> list[int]:
    """The part of every node; an arc leads to the same part or to one with a lower number."""
    nodes = len(following)
    number, part = [-1] * nodes, [-1] * nodes
    low = number[:]
    stack: list[int] = []
    count = parts = 0
    for start in range(nodes):
        if number[start] >= 0:
            continue
        number[start] = low[start] = count
        count += 1
        stack.append(start)
        trail = [(start, iter(following[start]))]
        while trail:
            node, steps = trail[-1]
            for other in steps:
                if number[other] < 0:
                    number[other] = low[other] = count
                    count += 1
                    stack.append(other)
                    trail.append((other, iter(following[other])))
                    break
                if part[other] < 0 and number[other] < low[node]:
                    low[node] = number[other]
            else:
                trail.pop()
                if trail and low[node] < low[trail[-1][0]]:
                    low[trail[-1][0]] = low[node]
                if low[node] == number[node]:
                    while part[node] < 0:
                        part[stack.pop()] = parts
                    parts += 1
    return part
