"""Writes pointpats.json and path.json: `python make.py` with the packages of README.md."""

import json
import math
import pathlib

import numpy as np
import pyproj
from pointpats.centrography import ellipse, weighted_mean_center

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(20250101)
FORMS = {
    "yuill": dict(method="yuill", crimestatCorr=False, degfreedCorr=False),
    "arc_gis": dict(method="yuill", crimestatCorr=True, degfreedCorr=False),
    "crime_stat": dict(method="crimestat"),
}


def ellipses(points, weights):
    def one(form):
        major, minor, angle = (float(v) for v in ellipse(points, weights=weights, **form))
        return {"major": major, "minor": minor, "angle": math.degrees(angle)}

    return {name: one(form) for name, form in FORMS.items()}


def write(name, rows):
    (here / name).write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


# The points of the example in the documentation of pointpats, then made ones.
documented = np.array(
    [
        [66.22, 32.54], [22.52, 22.39], [31.01, 81.21], [9.47, 31.02], [30.78, 60.10], [75.21, 58.93],
        [79.26, 7.68], [8.23, 39.93], [98.73, 77.17], [89.78, 42.53], [65.19, 92.08],
    ]
)
slanted = np.round(rng.normal(size=(31, 2)) @ np.array([[400.0, 250.0], [0.0, 120.0]]) + [900.0, 3500.0], 3)
steep = np.round(rng.normal(size=(17, 2)) @ np.array([[60.0, -300.0], [20.0, 15.0]]), 3)
cases = []
for points, weights in (
    (documented, np.ones(len(documented))),
    (documented, np.arange(1.0, len(documented) + 1)),
    (slanted, np.round(rng.uniform(0.1, 9.0, len(slanted)), 3)),
    (steep, np.round(rng.uniform(0.0, 1.0, len(steep)), 3)),
):
    centre = weighted_mean_center(points, weights).tolist()
    cases.append({"points": points.tolist(), "weights": weights.tolist(), "centre": centre, **ellipses(points, weights)})
write("pointpats.json", cases)

# Places over all of China, weights made up.
places = np.array(
    [
        [116.4, 39.9], [121.5, 31.2], [113.3, 23.1], [104.1, 30.7], [87.6, 43.8], [91.1, 29.7], [126.6, 45.8],
        [110.3, 20.0], [103.8, 36.1], [118.8, 32.1], [114.3, 30.6], [106.7, 26.6],
    ]
)
weights = np.round(rng.gamma(1.0, 3.0, size=(len(places), 4)), 3)
years = [2005, 2010, 2015, 2020]
cone = pyproj.Proj("+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=WGS84")
sphere = pyproj.Geod(a=6371008.8, f=0)
lam, phi = np.radians(places).T
units = np.array([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)]).T
plane = np.array(cone(*places.T)).T / 1000
rows = []
for year, w in zip(years, weights.T):
    degrees = np.average(places, axis=0, weights=w)
    projected = np.array(cone(*(np.average(plane, axis=0, weights=w) * 1000), inverse=True))
    x, y, z = np.average(units, axis=0, weights=w)
    spherical = np.degrees([math.atan2(y, x), math.atan2(z, math.hypot(x, y))])
    rows.append(
        {
            "year": year,
            "degrees": degrees.tolist(),
            "projected": projected.tolist(),
            "spherical": spherical.tolist(),
            **ellipses(plane, w),
        }
    )
for a, b in zip(rows, rows[1:]):
    for kind in ("degrees", "projected", "spherical"):
        azimuth, _, metres = sphere.inv(*a[kind], *b[kind])
        a[f"{kind}_step"] = [metres / 1000, azimuth % 360]
(here / "path.json").write_text(
    '{\n"places": %s,\n"weights": %s,\n"years": [\n%s\n]\n}\n'
    % (json.dumps(places.tolist()), json.dumps(weights.tolist()), ",\n".join(json.dumps(row) for row in rows))
)
