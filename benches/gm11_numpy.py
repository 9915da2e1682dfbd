"""GM(1,1) as it is usually written with NumPy: the peer of benches/native.rs.

Prints `name<TAB>nanoseconds per call` under the names that the native benchmark uses.
"""

import statistics
import time

import numpy as np

ROUNDS = 15
ROUND_SECONDS = 0.02


def gm11(series, ahead):
    """Accumulate, form the background values, solve by least squares, restore by differences."""
    n = len(series)
    accumulated = np.cumsum(series)
    background = 0.5 * (accumulated[1:] + accumulated[:-1])
    design = np.column_stack((-background, np.ones(n - 1)))
    (a, b), *_ = np.linalg.lstsq(design, series[1:], rcond=None)
    steps = np.arange(n + ahead)
    fitted = (series[0] - b / a) * np.exp(-a * steps) + b / a
    return np.concatenate((fitted[:1], np.diff(fitted)))


def seconds(calls, call):
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return time.perf_counter() - start


def measure(name, call):
    calls = 1
    while seconds(calls, call) < ROUND_SECONDS:
        calls *= 2
    rounds = [seconds(calls, call) / calls for _ in range(ROUNDS)]
    print(f"{name}\t{statistics.median(rounds) * 1e9:.1f}")


for length in (10, 30, 1000):
    # A growth that stays within range for the longest series.
    growth = 1.05 if length < 100 else 1.002
    series = 100.0 * growth ** np.arange(length) + np.sin(np.arange(length))
    measure(f"gm11/{length}", lambda: gm11(series, 5))
