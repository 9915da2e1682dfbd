"""Local Moran of 56 × 56 cells with 999 permutations by esda with numba, on one core: the peer of benches/native.rs.

Prints `name<TAB>nanoseconds per call` under the name that the native benchmark uses.
"""

import statistics
import time

import esda
import libpysal
import numpy as np

SIDE = 56
ROUNDS = 7

weights = libpysal.weights.lat2W(SIDE, SIDE, rook=False)
values = (np.arange(SIDE * SIDE) * 7919 % 10_007).astype(float)


def moran():
    return esda.Moran_Local(
        values, weights, transformation="r", permutations=999, n_jobs=1, keep_simulations=False, seed=1
    )


moran()  # numba compiles
rounds = []
for _ in range(ROUNDS):
    start = time.perf_counter()
    found = moran()
    rounds.append(time.perf_counter() - start)
assert len(found.Is) == SIDE * SIDE and found.p_sim.min() >= 0.001
print(f"local_moran/3136x999\t{statistics.median(rounds) * 1e9:.1f}")
