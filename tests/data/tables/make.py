"""Makes the table files of this folder with tools that are not ours: openpyxl, xlsxwriter, pandas (odf), xlwt, msoffcrypto,
iconv. `password.xls` and `password.ods` are plain.xls saved by LibreOffice with a password (storeToURL, property Password).

pip install openpyxl xlsxwriter pandas odfpy xlwt msoffcrypto-tool; then `python3 make.py`. Figures: the first rows of the Guizhou study
(China Statistical Yearbook, provincial tables); see data/cases/guizhou/notes.md.
"""
import datetime, io, subprocess, zipfile
import openpyxl, xlsxwriter, xlwt, pandas
from msoffcrypto.format.ooxml import OOXMLFile

HEAD = ["年份", "农用塑料薄膜使用量（万吨）", "稻谷产量（万吨）"]
ROWS = [[2005, 2.9321, 472.97], [2006, 3.0681, 432.8], [2007, 3.371, 441.2]]


def openpyxl_book(name, fill):
    book = openpyxl.Workbook()
    fill(book)
    book.save(name)


def plain(book):
    sheet = book.active
    sheet.title = "活动量"
    for row in [HEAD, *ROWS]:
        sheet.append(row)


def titled(book):
    sheet = book.active
    sheet.append(["表 12-3  贵州省农业"])
    sheet.merge_cells("A1:C1")
    sheet.append([])
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    sheet.append(["注：数据来自统计年鉴。"])
    hidden = book.create_sheet("草稿")
    hidden.append(["不要看"])
    hidden.sheet_state = "hidden"
    chart = book.create_chartsheet("图")
    chart.title = "图"


def corner(book):
    sheet = book.active
    sheet["A1"] = "年份"
    sheet["XFD1048576"] = 1


def dates(book):
    sheet = book.active
    sheet.append(HEAD[:2])
    for row in ROWS:
        sheet.append([datetime.date(row[0], 12, 31), row[1]])
    sheet.append([datetime.date(2008, 12, 31), "=1/0"])


def texts(book):
    sheet = book.active
    sheet.append(["年 份", "稻谷产量\n（万吨）", "说“明”", True])
    sheet.append(["２００５年", "１，472.97", "—", None])
    sheet.append(["2006", "…", "a\tb", False])


def two_sheets(book):
    sheet = book.active
    sheet.title = "说明"
    first, second = book.create_sheet("塑料薄膜"), book.create_sheet("稻谷")
    book.remove(sheet)
    for row in [HEAD, *ROWS]:
        first.append(row[:2])
        second.append([row[0], row[2]])


openpyxl_book("plain.xlsx", plain)
openpyxl_book("two_sheets.xlsx", two_sheets)
openpyxl_book("titled.xlsx", titled)
openpyxl_book("corner.xlsx", corner)
openpyxl_book("dates.xlsx", dates)
openpyxl_book("texts.xlsx", texts)
openpyxl_book("empty.xlsx", lambda book: None)

book = xlsxwriter.Workbook("xlsxwriter.xlsx", {"constant_memory": True})
sheet = book.add_worksheet("数据")
for r, row in enumerate([HEAD, *ROWS]):
    sheet.write_row(r, 0, row)
sheet.write_formula(4, 1, "=SUM(B2:B4)", None, 9.3712)
book.close()

book = xlwt.Workbook()
sheet = book.add_sheet("活动量")
for r, row in enumerate([HEAD, *ROWS]):
    for c, value in enumerate(row):
        sheet.write(r, c, value)
book.save("plain.xls")

frame = pandas.DataFrame(ROWS, columns=HEAD)
frame.to_excel("plain.ods", engine="odf", index=False, sheet_name="活动量")
frame.to_excel("pandas.xlsx", index=False)

lines = "\r\n".join(",".join(str(c) for c in row) for row in [HEAD, *ROWS]) + "\r\n"
for name, encoding in [
    ("utf8.csv", "utf-8"), ("utf8_mark.csv", "utf-8-sig"), ("gbk.csv", "gbk"), ("gb18030.csv", "gb18030"),
    ("utf16le_mark.csv", "utf-16"), ("utf16le.csv", "utf-16-le"), ("utf16be.csv", "utf-16-be"),
]:
    extra = "\U00020087,1,2\r\n" if encoding == "gb18030" else ""
    open(name, "wb").write((lines + extra).encode(encoding))
iconv = subprocess.run(["iconv", "-f", "UTF-8", "-t", "GB18030"], input=lines.replace(",", "\t").encode(), capture_output=True, check=True)
open("iconv.txt", "wb").write(iconv.stdout)
open("damaged_utf8.csv", "wb").write(lines.encode("utf-8")[:40] + b"\xff\xff" + lines.encode("utf-8")[40:])

# Oddities.
good = open("plain.xlsx", "rb").read()
open("cut.xlsx", "wb").write(good[: len(good) // 2])
with zipfile.ZipFile("not_a_book.zip", "w") as other:
    other.writestr("readme.txt", "no table")


def bomb(name, size, says):
    """A workbook whose shared strings hold `size` bytes while the directory says `says`."""
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/sharedStrings.xml", b" " * size)
    raw = open(name, "rb").read().replace(size.to_bytes(4, "little"), says.to_bytes(4, "little"))
    open(name, "wb").write(raw)


bomb("says_600_mb.xlsx", 123_456, 600 << 20)
bomb("holds_more_than_it_says.xlsx", 40 << 20, 1000)
with open("plain.xlsx", "rb") as opened, open("password.xlsx", "wb") as locked:
    OOXMLFile(opened).encrypt("tanheng", locked)

# Figures that were computed round in a circle, fetched from another file, or stand beside macros: what the file holds is read,
# nothing is computed, fetched or run.
for name, formulas in [
    ("cyclic.xlsx", ["=B3", "=B2", "=B4+B2"]),
    ("external.xlsx", ["='[other.xlsx]Sheet1'!A1", "='https://example.org/[x.xlsx]S'!A1", '=WEBSERVICE("https://example.org/")']),
    ("macros.xlsm", []),
]:
    book = xlsxwriter.Workbook(name)
    sheet = book.add_worksheet("数据")
    for r, row in enumerate([HEAD, *ROWS]):
        sheet.write_row(r, 0, row)
    for r, formula in enumerate(formulas):
        sheet.write_formula(r + 1, 1, formula, None, ROWS[r][1])
    if not formulas:
        book.add_vba_project(io.BytesIO(b"\xD0\xCF\x11\xE0" + b"no macros" * 100), is_stream=True)
    book.close()
open("picture.csv", "wb").write(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
open("zeros.csv", "wb").write(b"a,b\n\0\0\0\0\0\0")
open("nothing.csv", "wb").write(b"\r\n,,\r\n")
