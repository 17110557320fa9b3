"""Hypothesis profiles: the same draws everywhere in ``make test``, new ones in ``make fuzz``.

A test that is red on one machine only, or on one day only, teaches people to run it again. So
what ``make test`` draws follows from the test alone, and no example database adds to it. What
``make fuzz`` finds becomes a fixed example beside the test that found it.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.chromium import chromium

__all__ = ["chromium"]

settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz",
    deadline=None,
    derandomize=False,
    database=None,
    print_blob=True,
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "20000")),
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("default")
