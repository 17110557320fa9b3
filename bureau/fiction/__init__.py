"""A fictional round of any size: for the demonstration, rehearsals, tests and benchmarks.

Everybody and everything here is invented. Only ``random.Random(seed).random()`` is used, the one
call whose sequence Python guarantees over versions, so a seed gives the same round everywhere.
"""
