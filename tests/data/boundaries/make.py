"""Makes the files of this folder from four provinces of data/regions/china_provinces_31.topojson (Made with Natural Earth).

Needs GDAL's ogr2ogr, and `pip install pyshp topojson shapely`.
"""
import json
import os
import subprocess
import tempfile
import zipfile

import shapefile
import topojson

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../../..")
ALBERS = "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +datum=WGS84"
PICK = ["110000", "120000", "130000", "460000"]


def out(name):
    return os.path.join(HERE, name)


def provinces():
    with open(os.path.join(ROOT, "data/regions/china_provinces_31.topojson"), encoding="utf-8") as f:
        topology = json.load(f)
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append([round(x * sx + tx, 4), round(y * sy + ty, 4)])
        arcs.append(points)

    def ring(numbers):
        points = []
        for n in numbers:
            arc = arcs[n] if n >= 0 else arcs[~n][::-1]
            points += arc[1:] if points else arc
        return points

    features = []
    for g in topology["objects"]["units"]["geometries"]:
        if g["id"] not in PICK:
            continue
        polygons = g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]]
        polygons = [[ring(r) for r in polygon] for polygon in polygons]
        p = g["properties"]
        features.append({
            "type": "Feature",
            "properties": {"代码": "156" + p["id"], "名称": p["name"], "area": p["area_km2"]},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        })
    # Made up: a square with a hole, for no province has one.
    outer = [[90, 30], [92, 30], [92, 32], [90, 32], [90, 30]]
    hole = [[90.5, 30.5], [90.5, 31.5], [91.5, 31.5], [91.5, 30.5], [90.5, 30.5]]
    features.append({
        "type": "Feature",
        "properties": {"代码": "156990000", "名称": "虚构方块", "area": 0},
        "geometry": {"type": "MultiPolygon", "coordinates": [[outer, hole]]},
    })
    return {"type": "FeatureCollection", "features": features}


def packed(name, folder, stem, skip=()):
    with zipfile.ZipFile(out(name), "w", zipfile.ZIP_DEFLATED) as z:
        for end in ("shp", "shx", "dbf", "prj", "cpg"):
            path = os.path.join(folder, f"{stem}.{end}")
            if os.path.exists(path) and end not in skip:
                info = zipfile.ZipInfo(f"{stem}.{end}", (2026, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                with open(path, "rb") as f:
                    z.writestr(info, f.read())


def main():
    data = provinces()
    with tempfile.TemporaryDirectory() as tmp:
        plain = os.path.join(tmp, "plain.geojson")
        with open(plain, "w", encoding="utf-8") as f:
            json.dump(data, f, ensure_ascii=False)

        def ogr(target, *options):
            subprocess.run(["ogr2ogr", *options, target, plain], check=True)

        ogr(out("gdal.geojson"), "-f", "GeoJSON", "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=4")
        for name, options in [
            ("gdal_gbk", ["-lco", "ENCODING=GBK"]),
            ("gdal_utf8", ["-lco", "ENCODING=UTF-8"]),
            ("gdal_cgcs2000", ["-lco", "ENCODING=GBK", "-t_srs", "EPSG:4490"]),
            ("gdal_gauss", ["-lco", "ENCODING=UTF-8", "-t_srs", "EPSG:4508"]),
            ("gdal_utm", ["-lco", "ENCODING=UTF-8", "-t_srs", "EPSG:32650"]),
            ("gdal_albers", ["-lco", "ENCODING=UTF-8", "-t_srs", ALBERS]),
            ("gdal_mercator", ["-lco", "ENCODING=UTF-8", "-t_srs", "EPSG:3857"]),
            ("gdal_beijing54", ["-lco", "ENCODING=UTF-8", "-t_srs", "EPSG:21418"]),
        ]:
            folder = os.path.join(tmp, name)
            os.mkdir(folder)
            ogr(os.path.join(folder, "outline.shp"), "-f", "ESRI Shapefile", *options)
            # Without a .cpg the bytes have to tell.
            packed(f"{name}.zip", folder, "outline", skip=("cpg",) if name == "gdal_cgcs2000" else ())
        packed("no_dbf.zip", folder, "outline", skip=("dbf",))

        folder = os.path.join(tmp, "pyshp")
        os.mkdir(folder)
        writer = shapefile.Writer(os.path.join(folder, "pyshp"), shapeType=shapefile.POLYGON, encoding="gbk")
        writer.field("XZQDM", "N", 12, 0)
        writer.field("XZQMC", "C", 24)
        for feature in data["features"]:
            writer.shape(feature["geometry"])
            writer.record(int(feature["properties"]["代码"][3:]), feature["properties"]["名称"])
        writer.close()
        packed("pyshp_gbk.zip", folder, "pyshp")

    topo = topojson.Topology(data, prequantize=10_000, object_name="provinces")
    with open(out("python.topojson"), "w", encoding="utf-8") as f:
        f.write(topo.to_json())


main()
