"""Classes by zones of 10 000 × 10 000 pixels with NumPy's bincount, by strips: the peer of benches/native.rs.

Prints `name<TAB>nanoseconds per call` under the name that the native benchmark uses.
"""

import statistics
import time

import numpy as np

SIDE = 10_000
ROUNDS = 5

y, x = np.mgrid[0:1000, 0:SIDE].astype(np.uint32)
patch = (x // 16) * np.uint32(2_654_435_761) ^ (y // 16) * np.uint32(40_503)
classes = ((patch >> 7) % 10).astype(np.uint8)
zones = (x // 500 + 20 * (y // 500)).astype(np.uint8)
del x, y, patch


def count():
    counts = np.zeros(65_536, dtype=np.int64)
    for _ in range(10):
        pair = zones.astype(np.uint16)
        pair <<= 8
        pair |= classes
        counts += np.bincount(pair.ravel(), minlength=65_536)
    return counts


rounds = []
for _ in range(ROUNDS):
    start = time.perf_counter()
    counts = count()
    rounds.append(time.perf_counter() - start)
assert counts.sum() == SIDE * SIDE
print(f"class_count/10000x10000\t{statistics.median(rounds) * 1e9:.1f}")
