"""Reference values of tests/weights.rs: libpysal on the Columbus data, a made tessellation and made points.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install libpysal==4.14.1 && /tmp/v/bin/python tests/data/space/make.py
"""

import json
import warnings
from pathlib import Path

import geopandas as gpd
import libpysal
import numpy as np
import scipy
import shapely
from libpysal.examples import get_path
from libpysal.weights import KNN, DistanceBand, Kernel, Queen, Rook, higher_order_sp, min_threshold_distance
from shapely.geometry import MultiPolygon, Polygon

warnings.simplefilter("ignore")
HERE = Path(__file__).parent
RADIUS = 6371.0088


def neighbours(w):
    return [sorted(int(j) for j in w.neighbors[i]) for i in range(w.n)]


def rows(w, drop=0.0):
    out = []
    for i in range(w.n):
        row = sorted((int(j), float(v)) for j, v in zip(w.neighbors[i], w.weights[i]) if v > drop)
        out.append([[j, v] for j, v in row])
    return out


def shapes(frame):
    """Polygons of each unit as rings without the closing point, the outer one first."""
    ring = lambda r: [list(c) for c in r.coords[:-1]]
    parts = lambda g: [g] if isinstance(g, Polygon) else list(g.geoms)
    return [[[ring(p.exterior), *map(ring, p.interiors)] for p in parts(g)] for g in frame.geometry]


def contiguity(frame):
    queen = Queen.from_dataframe(frame, use_index=False)
    rook = Rook.from_dataframe(frame, use_index=False)
    return {"shapes": shapes(frame), "queen": neighbours(queen), "rook": neighbours(rook)}, queen


def tessellation(rng):
    """A 9 by 8 lattice with moved corners, its cells given to 45 units at random: parts, holes and islands of units."""
    nx, ny, units = 9, 8, 45
    corner = {(i, j): (i + rng.uniform(-0.3, 0.3), j + rng.uniform(-0.3, 0.3)) for i in range(nx + 1) for j in range(ny + 1)}
    cells = [(i, j) for i in range(nx) for j in range(ny)]
    owner = rng.permutation(np.concatenate([np.arange(units), rng.integers(0, units, len(cells) - units)]))
    # A unit all round another, so that there is a hole.
    for at, (i, j) in enumerate(cells):
        if 2 <= i <= 4 and 2 <= j <= 4:
            owner[at] = 3 if (i, j) == (3, 3) else 7
    grounds = [[] for _ in range(units)]
    for (i, j), unit in zip(cells, owner):
        grounds[unit].append(Polygon([corner[i, j], corner[i + 1, j], corner[i + 1, j + 1], corner[i, j + 1]]))
    # One that touches nobody.
    grounds.append([Polygon([(20, 20), (21, 20), (21, 21)])])
    made = [shapely.unary_union(g) for g in grounds if g]
    return gpd.GeoDataFrame(geometry=made)


def main():
    rng = np.random.default_rng(20260214)
    columbus, queen = contiguity(gpd.read_file(get_path("columbus.shp")))
    made, _ = contiguity(tessellation(rng))

    orders = {}
    for k in (2, 3, 4):
        orders[str(k)] = {
            "only": neighbours(higher_order_sp(queen, k)),
            "up_to": neighbours(higher_order_sp(queen, k, lower_order=True)),
        }

    transforms = {}
    asymmetric = KNN(np.array([[0, 0], [1, 0], [3, 0], [3.5, 4], [7, 1], [7, 2]], float), k=2)
    kernel = Kernel(rng.uniform(0, 10, (12, 2)), fixed=False, k=4, function="gaussian")
    for name, w in [("columbus_queen", queen), ("knn", asymmetric), ("kernel", kernel)]:
        # No unit is its own neighbour here.
        w = libpysal.weights.W(
            {i: [j for j in w.neighbors[i] if j != i] for i in range(w.n)},
            {i: [v for j, v in zip(w.neighbors[i], w.weights[i]) if j != i] for i in range(w.n)},
            id_order=list(range(w.n)),
        )
        told = {"rows": rows(w)}
        for letter in "OBRDV":
            w.transform = letter
            told[letter] = {"rows": rows(w), "s0": float(w.s0), "s1": float(w.s1), "s2": float(w.s2)}
        w.transform = "O"
        told["symmetrised"] = rows(w.symmetrize())
        told["asymmetric"] = sorted([int(a), int(b)] for a, b in w.asymmetry())
        transforms[name] = told

    planar = rng.uniform(0, 100, (60, 2)).round(3)
    degrees = np.column_stack([rng.uniform(73, 135, 60), rng.uniform(18, 53, 60)]).round(4)
    # Over the date line and close to a pole.
    degrees[:4] = [[179.5, -16.2], [-179.4, -16.9], [10.0, 89.5], [-170.0, 89.4]]
    points = {"planar": planar, "degrees": degrees}

    nearest, bands, kernels = [], [], []
    few = 20
    for metric, at in points.items():
        # For degrees the radius makes it great-circle distance.
        arc = {"radius": RADIUS} if metric == "degrees" else {}
        for k in (1, 4, 9):
            nearest.append({"points": metric, "k": k, "neighbours": neighbours(KNN(at, k=k, **arc))})
        tree = libpysal.cg.KDTree(at, distance_metric="arc", radius=RADIUS) if arc else libpysal.cg.KDTree(at)
        first = tree.query(tree.data, k=2)[0][:, 1]
        least = float(first.max())
        if not arc:
            assert abs(least - min_threshold_distance(at)) < 1e-12
        for threshold, alpha in [(least * 1.0000001, None), (least * 1.3, None), (least * 1.1, -1.0), (least * 1.1, -2.0)]:
            w = DistanceBand(at, threshold, binary=alpha is None, alpha=alpha or -1.0, silence_warnings=True, **arc)
            bands.append({"points": metric, "least": least, "threshold": threshold, "alpha": alpha, "rows": rows(w)})
        for shape in ("uniform", "triangular", "quadratic", "quartic", "gaussian"):
            for bandwidth in ({"fixed": least * 2.5}, {"nearest": 3}, {"adaptive": 5}):
                how = dict(function=shape, **arc)
                if "fixed" in bandwidth:
                    w = Kernel(at[:few], bandwidth=bandwidth["fixed"], **how)
                elif "nearest" in bandwidth:
                    # A hair more: whether the search finds who is exactly as far as the bandwidth is a matter of rounding.
                    wide = float(Kernel(at[:few], fixed=True, k=3, eps=1.0, **how).bandwidth[0, 0])
                    w = Kernel(at[:few], bandwidth=wide * (1 + 1e-12), **how)
                else:
                    w = Kernel(at[:few], fixed=False, k=5, eps=1.0, **how)
                kernels.append(
                    {
                        "points": metric,
                        "first": few,
                        "shape": shape,
                        "bandwidth": bandwidth,
                        "bandwidths": [float(b) for b in np.ravel(w.bandwidth)],
                        # Six digits less than a double: the file stays small, the test looks at 1e-9.
                        "rows": [[[j, float(f"{v:.12g}")] for j, v in row] for row in rows(w, drop=1e-15)],
                    }
                )

    band = DistanceBand(planar, 9.0, silence_warnings=True)
    connectivity = {
        "threshold": 9.0,
        "n": band.n,
        "links": int(band.nonzero),
        "percent_nonzero": float(band.pct_nonzero),
        "least": int(band.min_neighbors),
        "most": int(band.max_neighbors),
        "mean": float(band.mean_neighbors),
        "median": float(np.median(list(band.cardinalities.values()))),
        "histogram": [[int(a), int(b)] for a, b in band.histogram],
        "islands": sorted(int(i) for i in band.islands),
        "components": int(band.n_components),
        "labels": [int(c) for c in band.component_labels],
    }
    told = {
        "source": "libpysal, BSD-3; Columbus: Anselin 1988",
        "versions": {
            "libpysal": libpysal.__version__,
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "shapely": shapely.__version__,
        },
        "columbus": columbus,
        "tessellation": made,
        "orders": orders,
        "transforms": transforms,
        "points": {name: at.tolist() for name, at in points.items()},
        "nearest": nearest,
        "bands": bands,
        "kernels": kernels,
        "connectivity": connectivity,
    }
    text = ",\n".join(f'"{key}": {json.dumps(value, separators=(",", ":"))}' for key, value in told.items())
    (HERE / "libpysal.json").write_text("{\n" + text + "\n}\n")


main()
