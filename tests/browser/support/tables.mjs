// Large tables for tests and benchmarks, made at run time. Every figure is made up; the first line of each says so.

const MADE_UP = "编造的数，只供测试 · made-up figures for tests";
/** What the study knows, with the unit it keeps it in. */
const KNOWN = [
  ["化肥施用量（折纯）（万吨）", "fertiliser_pure"], ["农作物播种面积（千公顷）", "sown_area"], ["农业机械总动力（万千瓦）", "machinery_power"],
  ["有效灌溉面积（千公顷）", "irrigated_area"], ["农用塑料薄膜（吨）", "plastic_film"], ["第二产业增加值（亿元）", "gdp_secondary"],
  ["第三产业增加值（亿元）", "gdp_tertiary"], ["单位GDP能耗（吨标准煤/万元）", "energy_per_gdp"], ["稻谷产量（万吨）", "rice_output"],
  ["小麦产量（万吨）", "wheat_output"], ["玉米产量（万吨）", "maize_output"], ["大豆产量（万吨）", "soybean_output"], ["薯类产量（万吨）", "tuber_output"],
  ["油菜籽产量（万吨）", "rapeseed_output"], ["花生产量（万吨）", "peanut_output"], ["甘蔗产量（万吨）", "sugarcane_output"], ["烤烟产量（万吨）", "tobacco_output"],
  ["耕地面积（万公顷）", "area_cropland"], ["园地面积（万公顷）", "area_garden"], ["林地面积（万公顷）", "area_forest"], ["牧草地面积（万公顷）", "area_pasture"],
  ["水域面积（万公顷）", "area_water"], ["建设用地面积（万公顷）", "area_built"], ["未利用地面积（万公顷）", "area_unused"],
];
const YEARS = 100;
const FIRST_YEAR = 1925;

export const region = (row) => `R${String(Math.floor(row / YEARS)).padStart(4, "0")}`;
export const year = (row) => FIRST_YEAR + (row % YEARS);
/** The figure of a row and column: the same in every run. */
export const figure = (row, column) => (((row * 7919 + column * 104_729) % 999_983) + 1) / 100;
export const indicator = (column) => KNOWN[column][1];

/** Headings and a function that gives the cells of a row; `remarks` columns of words come behind the figures. */
function layout(columns, remarks = 0) {
  const heads = ["地区", "年份", ...KNOWN.slice(0, columns).map(([head]) => head), ...Array.from({ length: remarks }, (_, i) => `备注${i + 1}`)];
  const cells = (row) => [
    region(row), year(row), ...Array.from({ length: columns }, (_, column) => figure(row, column)),
    ...Array.from({ length: remarks }, (_, i) => `made up ${row} ${i}`),
  ];
  return { heads, cells };
}

/** A table of so many lines as csv. */
export function csvTable(rows, columns, remarks = 0) {
  const { heads, cells } = layout(columns, remarks);
  const lines = [MADE_UP + ",".repeat(heads.length - 1), heads.join(",")];
  for (let row = 0; row < rows; row += 1) lines.push(cells(row).join(","));
  return Buffer.from(lines.join("\n") + "\n");
}

/** The same as a workbook, written by SheetJS as spreadsheets write them: packed, texts in a table of their own. */
export async function xlsxTable(rows, columns) {
  const { default: xlsx } = await import("xlsx");
  const { heads, cells } = layout(columns);
  const lines = [[MADE_UP], heads, ...Array.from({ length: rows }, (_, row) => cells(row))];
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(lines, { dense: true }), "编造 made up");
  return xlsx.write(book, { type: "buffer", bookType: "xlsx", bookSST: true, compression: true });
}
