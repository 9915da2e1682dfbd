"""Writes giddy.json: `python make.py` with the packages of README.md."""

import json
import pathlib

import libpysal
import mapclassify
import numpy as np
from giddy.ergodic import mfpt, steady_state
from giddy.markov import Markov, Spatial_Markov, homogeneity, sojourn_time
from scipy import stats

path = libpysal.examples.get_path
table = libpysal.io.open(path("usjoin.csv"))
incomes = np.array([table.by_col[str(year)] for year in range(1929, 2010)])
weights = libpysal.io.open(path("states48.gal")).read()
weights.transform = "r"


def text(panel):
    return ["".join(str(int(c)) for c in row) for row in panel]


def whole(matrix):
    return np.asarray(matrix).astype(int).tolist()


def finite(matrix):
    return [[None if np.isinf(v) else float(v) for v in row] for row in matrix]


def test(matrices):
    of = homogeneity(matrices)
    return {
        "LR": of.LR,
        "Q": of.Q,
        "dof": of.dof,
        "LR_p": float(stats.chi2.sf(of.LR, of.dof)),
        "Q_p": float(stats.chi2.sf(of.Q, of.dof)),
    }


def chain(panel):
    of = Markov(panel, summary=False)
    return {
        "panel": text(panel),
        "transitions": whole(of.transitions),
        "p": of.p.tolist(),
        "steady_state": of.steady_state.tolist(),
        "mfpt": of.mfpt.tolist(),
        "sojourn": of.sojourn_time.tolist(),
    }


yearly = np.array([mapclassify.Quantiles(year).yb for year in incomes]).transpose()
relative = (incomes / incomes.mean(axis=1)[:, None]).transpose()
pooled = mapclassify.Quantiles(relative.flatten()).yb.reshape(relative.shape)
spatial = Spatial_Markov(relative, weights, fixed=True, k=5, m=5)

# Starts 1929-1954, 1955-1980 and 1981-2008.
breaks = [26, 52]
cuts = [0, *breaks, yearly.shape[1] - 1]
parts = [
    Markov(pooled[:, a : b + 1], classes=np.arange(5), summary=False).transitions
    for a, b in zip(cuts, cuts[1:])
]

# Kemeny & Snell's land of Oz, and a chain of two recurrent classes. Where states lead to several recurrent classes giddy's
# mfpt stops at a singular matrix, so there are none of those here.
small = []
for counts in ([[2, 1, 1], [2, 0, 2], [1, 1, 2]], [[5, 5, 0], [2, 8, 0], [0, 0, 3]]):
    p = np.array([np.array(row) / sum(row) for row in counts])
    small.append(
        {
            "counts": counts,
            "steady_state": np.atleast_2d(steady_state(p)).tolist(),
            "mfpt": finite(mfpt(p)),
            "sojourn": finite([sojourn_time(p, summary=False)])[0],
        }
    )

tails = [
    [x, df, float(stats.chi2.sf(x, df))]
    for df in (1, 2, 3, 4, 5, 9, 20, 60, 61, 200, 999, 5000)
    for x in (0.0, 1e-8, 0.001, 0.5, 1.0, 2.5, df * 0.3, df * 0.9, df, df + 1.5, df * 1.2, df * 2.0, df + 300.0, 1400.0)
]

out = {
    "yearly_quintiles": chain(yearly),
    "pooled_quintiles": chain(pooled),
    "lags": text(spatial.lclass_ids),
    "spatial": {
        "T": whole(spatial.T),
        "P": spatial.P.tolist(),
        "S": np.asarray(spatial.S, dtype=float).tolist(),
        "F": np.asarray(spatial.F).tolist(),
        **test(spatial.T),
    },
    "breaks": breaks,
    "periods": {"T": whole(parts), **test(parts)},
    "chains": small,
    "chi_squared": tails,
}
assert (spatial.class_ids == pooled).all()
target = pathlib.Path(__file__).with_name("giddy.json")
lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in out.items())
target.write_text("{\n" + lines + "\n}\n")
