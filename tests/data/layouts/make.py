"""Makes the yearbook layouts of this folder: each as .xlsx by openpyxl, as .ods and .xls by LibreOffice, and some as text by
LibreOffice and iconv; and `expected.json`, what each must yield.

pip install openpyxl; apt install libreoffice-calc-nogui; then `python3 make.py`. Those named `r_*` are make.R's. The layouts are those of the China Statistical
Yearbook, provincial yearbooks and data.stats.gov.cn. Figures of Guizhou are those of data/cases/guizhou/inputs.csv; the other
regions' figures are made up for the class room.
"""
import glob, json, os, subprocess
import openpyxl

LAYOUTS = {}


def layout(expected):
    def note(fill):
        LAYOUTS[fill.__name__] = (fill, expected)
    return note


def put(sheet, rows, merged=()):
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)


FERTILISER = [["fertiliser_pure", "", 2005, 77.41], ["fertiliser_pure", "", 2006, 80.23]]
RICE = [["rice_output", "", 2005, 472.8], ["rice_output", "", 2006, 424.15]]
WHEAT = [["wheat_output", "", 2005, 73.0], ["wheat_output", "", 2006, 45.13]]
FILM = [["plastic_film", "", 2005, 29321.0], ["plastic_film", "", 2006, 30681.0]]
SOWN = [["sown_area", "", 2005, 4804.1], ["sown_area", "", 2006, 4449.43]]


@layout(FERTILISER + FILM + RICE)
def two_lines(sheet):
    put(sheet, [
        ["表 12-3  农业生产条件与主要产品产量"],
        ["年份", "农业生产条件", None, "主要产品产量"],
        [None, "农用化肥施用折纯量（万吨）", "农用塑料薄膜使用量（吨）", "稻谷（万吨）"],
        ["2005年", 77.41, 29321, 472.8],
        ["2006年", 80.23, 30681, 424.15],
    ], ["A1:D1", "A2:A3", "B2:C2"])


@layout(FERTILISER + FILM + RICE)
def three_lines(sheet):
    put(sheet, [
        ["12-3  农业生产条件与主要产品产量（2005—2006年）"],
        ["年  份", "农业生产条件", None, "主要产品产量"],
        [None, "农用化肥施用\n折纯量", "农膜使用量", "稻谷"],
        [None, "（万吨）", "（万吨）", "（吨）"],
        [2005, 77.41, 2.9321, 4728000],
        [2006, 80.23, 3.0681, 4241500],
        ["注：农膜使用量含地膜。"],
        ["资料来源：统计年鉴。"],
    ], ["A1:D1", "A2:A4", "B2:C2"])


@layout(RICE + WHEAT)
def years_across(sheet):
    put(sheet, [
        ["数据库：分省年度数据"],
        ["地区：贵州省"],
        ["指标", "2006年", "2005年"],
        ["稻谷产量(万吨)", 424.15, 472.8],
        ["小麦产量(万吨)", 45.13, 73.0],
        ["农村用电量(亿千瓦小时)", 1, 2],
        ["数据来源：国家统计局"],
    ])


@layout(RICE + SOWN)
def years_across_and_units(sheet):
    put(sheet, [
        ["主要指标", None, None, None],
        ["指标", "单位", 2005, 2006],
        ["稻谷", "吨", 4728000, 4241500],
        ["农作物总播种面积", "万亩", 7206.15, 6674.145],
        ["年末常住人口", "万人", 3730, 3690],
    ])


@layout([["irrigated_area", "贵州", 2005, 711.64], ["irrigated_area", "贵州", 2006, 738.31],
         ["irrigated_area", "云南", 2005, 1480.0], ["irrigated_area", "云南", 2006, 1500.0]])
def regions_and_years_of_one(sheet):
    put(sheet, [
        ["12-5  各地区有效灌溉面积（2005—2006年）"],
        [None, None, "单位：千公顷"],
        ["地  区", "2005", "2006"],
        ["全  国", 55029.3, 55750.5],
        ["贵  州", 711.64, 738.31],
        ["云  南", 1480.0, 1500.0],
    ], ["A1:C1"])


@layout([["rice_output", "贵阳市", 2019, 5.0], ["rice_output", "遵义市", 2019, 9.0],
         ["wheat_output", "贵阳市", 2019, 1.0], ["wheat_output", "遵义市", 2019, 2.0]])
def regions_of_one_year(sheet):
    put(sheet, [
        ["12-8  各市州主要农产品产量（2019年）"],
        ["单位：万吨"],
        ["地区", "稻谷", "小麦"],
        ["全省", 14, 3],
        ["贵阳市", 5, 1],
        ["遵义市", 9, 2],
    ])


@layout([["rice_output", "甲县", 2005, 4.0], ["rice_output", "甲县", 2006, 4.5],
         ["rice_output", "乙县", 2005, 3.0], ["rice_output", "乙县", 2006, 3.5]])
def merged_regions(sheet):
    put(sheet, [
        ["县区", "年份", "稻谷产量（万吨）"],
        ["甲县", 2005, 4.0],
        [None, 2006, 4.5],
        ["乙县", 2005, 3.0],
        [None, 2006, 3.5],
        ["合计", 2005, 7.0],
        [None, 2006, 8.0],
    ], ["A2:A3", "A4:A5", "A6:A7"])


@layout(FERTILISER + RICE)
def english(sheet):
    put(sheet, [
        ["12-3  Conditions of Agricultural Production"],
        ["Year", "Consumption of Chemical\nFertilizers", "Output of Rice"],
        [None, "(10 000 tons)", "(10 000 tons)"],
        [2005, 77.41, 472.8],
        [2006, 80.23, 424.15],
    ], ["A1:C1", "A2:A3"])


@layout(FERTILISER + RICE)
def two_languages(sheet):
    put(sheet, [
        ["年 份", "化肥施用量", "稻 谷"],
        ["Year", "Consumption of Chemical Fertilizers", "Rice"],
        [None, "（万吨）", "（万吨）"],
        [2005, 77.41, 472.8],
        [2006, 80.23, 424.15],
    ])


@layout([["rice_output", "", 2005, 472.8], ["rice_output", "", 2006, 424.15], ["plastic_film", "", 2005, 29321.0]])
def marks(sheet):
    put(sheet, [
        ["年份", "稻谷产量①（万吨）", "农用塑料薄膜（吨）", "备注"],
        ["２００５年", "４７２．８０", "29,321", "—"],
        ["2006年", "424.15②", "…", ""],
        ["①②为快报数。"],
    ])


@layout([["rice_output", "", 2005, 470.0], ["rice_output", "", 2006, 424.0]])
def not_the_area(sheet):
    put(sheet, [
        ["年份", "播种面积（千公顷）", None, "产量（万吨）", "单产（公斤/公顷）"],
        [None, "合计", "稻谷", "稻谷", "稻谷"],
        [2005, 4800.5, 720.1, 470, 6527],
        [2006, 4450.5, 690.1, 424, 6144],
    ], ["A1:A2", "B1:C1"])
    # What the group and its total say together is the sown area.
    LAYOUTS["not_the_area"][1].extend([["sown_area", "", 2005, 4800.5], ["sown_area", "", 2006, 4450.5]])


@layout([[name, "贵州", year, value] for name, _, year, value in SOWN + FERTILISER])
def columns_of_the_shipped_inputs(sheet):
    put(sheet, [
        ["adcode", "province", "year", "fertiliser_pure_10kt", "sown_area_kha", "gdp_100M_CNY(Wang)"],
        ["520000", "贵州", 2005, 77.41, 4804.1, 1964.21],
        ["520000", "贵州", 2006, 80.23, 4449.43, 2292.28],
    ])


def office(kind, path):
    out = subprocess.run(
        ["soffice", "-env:UserInstallation=file:///tmp/tanheng-layouts", "--headless", "--convert-to", kind, path],
        capture_output=True, text=True)
    assert out.returncode == 0, out.stderr


RICE_OF_COUNTIES = [["rice_output", "甲县", 2005, 4.0], ["rice_output", "甲县", 2006, 4.5],
                    ["rice_output", "乙县", 2005, 3.0], ["rice_output", "乙县", 2006, 3.5]]
OF_R = {
    "r_write_csv.csv": FERTILISER + FILM[:1] + RICE,
    "r_write_csv2.csv": FERTILISER + FILM[:1] + RICE,
    "r_write_csv2_regions.csv": RICE_OF_COUNTIES,
    "r_write_table.txt": RICE_OF_COUNTIES,
    "r_write_table_names.txt": FERTILISER + FILM[:1] + RICE,
    "r_write_csv_gbk.csv": FERTILISER + FILM[:1] + RICE,
    "r_checked_names.csv": FERTILISER + FILM[:1] + RICE,
    "r_openxlsx.xlsx": FERTILISER + FILM[:1] + RICE,
    "r_openxlsx_sheets.xlsx": RICE_OF_COUNTIES,
}

for old in glob.glob("*.xlsx") + glob.glob("*.ods") + glob.glob("*.xls") + glob.glob("*.csv"):
    if not old.startswith("r_"):
        os.remove(old)
expected = {file: sorted(wanted) for file, wanted in OF_R.items()}
for name, (fill, wanted) in LAYOUTS.items():
    book = openpyxl.Workbook()
    fill(book.active)
    book.save(f"{name}.xlsx")
    office("ods", f"{name}.xlsx")
    office("xls", f"{name}.xlsx")
    files = [f"{name}.xlsx", f"{name}.ods", f"{name}.xls"]
    if name in ("three_lines", "years_across", "marks", "merged_regions"):
        # Text as LibreOffice writes it, and the same as WPS saves it.
        office("csv:Text - txt - csv (StarCalc):44,34,76,1", f"{name}.xlsx")
        text = open(f"{name}.csv", "rb").read()
        gbk = subprocess.run(["iconv", "-f", "UTF-8", "-t", "GBK"], input=text, capture_output=True, check=True)
        open(f"{name}_gbk.csv", "wb").write(gbk.stdout)
        files += [f"{name}.csv", f"{name}_gbk.csv"]
    for file in files:
        expected[file] = sorted(wanted)
with open("expected.json", "w") as out:
    lines = [f" {json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(expected.items())]
    out.write("{\n" + ",\n".join(lines) + "\n}\n")
