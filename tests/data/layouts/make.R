# Makes the files `r_*` of this folder as R writes them. Debian: apt install r-base-core r-cran-openxlsx; then `Rscript make.R`.
# Figures are those of make.py, which says what each file must yield.

Sys.setlocale("LC_ALL", "C.UTF-8")
table <- data.frame(
  年份 = c(2005, 2006),
  `化肥施用量（折纯）（万吨）` = c(77.41, 80.23),
  `农用塑料薄膜使用量（吨）` = c(29321, NA),
  `稻谷产量（万吨）` = c(472.8, 424.15),
  check.names = FALSE
)
regions <- data.frame(
  地区 = rep(c("甲县", "乙县"), each = 2),
  年份 = rep(c(2005, 2006), 2),
  `稻谷产量（万吨）` = c(4, 4.5, 3, 3.5),
  check.names = FALSE
)

# The names of the lines in a column without a heading, every text in quotes, NA where nothing is.
write.csv(table, "r_write_csv.csv")
# Semicolons, and the comma as the decimal sign.
write.csv2(table, "r_write_csv2.csv", row.names = FALSE)
write.csv2(regions, "r_write_csv2_regions.csv")
write.table(regions, "r_write_table.txt", sep = "\t", quote = FALSE, row.names = FALSE)
# The heading has one cell less than the lines.
write.table(table, "r_write_table_names.txt", sep = "\t")
write.csv(table, "r_write_csv_gbk.csv", row.names = FALSE, fileEncoding = "GBK")
# What read.csv makes of the headings: a point for every bracket.
names <- make.names(names(table))
write.csv(setNames(table, names), "r_checked_names.csv", row.names = FALSE)

openxlsx::write.xlsx(table, "r_openxlsx.xlsx")
books <- list(说明 = data.frame(说明 = "见第二张表"), 数据 = regions)
openxlsx::write.xlsx(books, "r_openxlsx_sheets.xlsx", rowNames = c(FALSE, TRUE))
