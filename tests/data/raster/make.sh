#!/bin/sh
# The layouts of tests/raster.rs, made by GDAL 3.6.2: `sh tests/data/raster/make.sh` in the root of the repository.
# Codes 1 to 9 and 255 for no data by a rule, so that the test can count them without a reader.
set -eu
cd "$(dirname "$0")"
grid() { # columns rows, and an awk expression of x and y
  awk -v w="$1" -v h="$2" 'BEGIN { print "ncols", w; print "nrows", h; print "xllcorner 300000"; print "yllcorner 2900000"; print "cellsize 30"; print "NODATA_value 255";
    for (y = 0; y < h; y++) { line = ""; for (x = 0; x < w; x++) line = line (x ? " " : "") ('"$3"'); print line } }'
}
grid 71 53 '(x * x + 3 * y) % 17 == 0 ? 255 : 1 + (int(x / 5) + int(y / 7) * 2 + x * y % 3) % 9' > base.asc
# Floats with a fraction.
grid 3 2 '1 + x + y + (x == 2 && y == 1 ? 0.5 : 0)' > fraction.asc
make() { # name, type, further options
  name=$1; type=$2; shift 2
  gdal_translate -q -a_srs EPSG:32648 -ot "$type" "$@" base.asc "$name.tif"
}
make u8_none Byte -co BLOCKYSIZE=8
make u8_lzw Byte -co COMPRESS=LZW -co BLOCKYSIZE=8
make u8_deflate Byte -co COMPRESS=DEFLATE
make u8_packbits Byte -co COMPRESS=PACKBITS -co BLOCKYSIZE=5
make u8_tiled_none Byte -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=32
make u8_tiled_lzw_predictor Byte -co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=16 -co COMPRESS=LZW -co PREDICTOR=2
make u8_tiled_deflate Byte -co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=32 -co COMPRESS=DEFLATE
make u8_tiled_packbits Byte -co TILED=YES -co BLOCKXSIZE=32 -co BLOCKYSIZE=32 -co COMPRESS=PACKBITS
make u8_big Byte -co BIGTIFF=YES -co COMPRESS=DEFLATE -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16
make u16_big_endian Int16 -ot UInt16 -co ENDIANNESS=BIG
make u16_deflate_predictor UInt16 -co COMPRESS=DEFLATE -co PREDICTOR=2 -co BLOCKYSIZE=9
make u16_big_endian_predictor UInt16 -co COMPRESS=LZW -co PREDICTOR=2 -co ENDIANNESS=BIG -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16
make i16_lzw Int16 -co COMPRESS=LZW
make i32_deflate_predictor Int32 -co COMPRESS=DEFLATE -co PREDICTOR=2
make i32_big_endian_big Int32 -co ENDIANNESS=BIG -co BIGTIFF=YES
make u32_deflate UInt32 -co COMPRESS=DEFLATE
make f32_deflate_predictor3 Float32 -co COMPRESS=DEFLATE -co PREDICTOR=3
make f32_tiled_predictor3 Float32 -co COMPRESS=LZW -co PREDICTOR=3 -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16
# No PREDICTOR=3 with ENDIANNESS=BIG: GDAL 3.6 does not read back what it writes there.
make f64_predictor2 Float64 -co COMPRESS=DEFLATE -co PREDICTOR=2
make f64_predictor3 Float64 -co COMPRESS=DEFLATE -co PREDICTOR=3
make f64_none Float64
make u8_point Byte -mo AREA_OR_POINT=Point -co COMPRESS=DEFLATE
make u8_zstd Byte -co COMPRESS=ZSTD
make u8_two_bands Byte -b 1 -b 1 -co COMPRESS=DEFLATE
gdal_translate -q -a_srs EPSG:32648 -ot Float32 -a_nodata none fraction.asc fraction.tif
# A colour table, as land-cover products have one.
gdal_translate -q -of VRT -a_srs EPSG:32648 -ot Byte base.asc base.vrt
sed -i 's|<VRTRasterBand dataType="Byte" band="1"[^>]*>|&<ColorInterp>Palette</ColorInterp><ColorTable><Entry c1="0" c2="0" c3="0"/><Entry c1="0" c2="100" c3="0"/><Entry c1="255" c2="187" c3="34"/><Entry c1="255" c2="255" c3="76"/><Entry c1="240" c2="150" c3="255"/><Entry c1="250" c2="0" c3="0"/><Entry c1="180" c2="180" c3="180"/><Entry c1="0" c2="100" c3="200"/><Entry c1="0" c2="150" c3="160"/><Entry c1="0" c2="207" c3="117"/></ColorTable>|' base.vrt
gdal_translate -q base.vrt u8_palette.tif -co COMPRESS=LZW
# Pictures, 0 in place of 255.
sed '6d; s/\b255\b/0/g' base.asc > picture.asc
sed 's|base.asc|picture.asc|; s|.*<NoDataValue>.*||' base.vrt > picture.vrt
gdal_translate -q -of PNG picture.vrt palette.png
gdal_translate -q -of PNG -expand rgb picture.vrt rgb.png
gdal_translate -q -of PNG -ot Byte picture.asc grey.png
# Tiles that hold nothing but no data are left out.
gdal_create -q -of GTiff -ot Byte -outsize 40 40 -bands 1 -a_nodata 255 -a_srs EPSG:32648 -a_ullr 300000 2901200 301200 2900000 -co TILED=YES -co BLOCKXSIZE=16 -co BLOCKYSIZE=16 -co SPARSE_OK=TRUE u8_sparse.tif
# In degrees, in feet, and turned.
gdal_translate -q -a_srs EPSG:4326 -a_ullr 104 27 104.71 26.47 -ot Byte -co COMPRESS=DEFLATE base.asc u8_degrees.tif
gdal_translate -q -a_srs EPSG:2263 -ot Byte -co COMPRESS=DEFLATE base.asc u8_feet.tif
gdal_translate -q -of VRT -a_srs EPSG:32648 -ot Byte base.asc turned.vrt
sed -i 's|<GeoTransform>.*</GeoTransform>|<GeoTransform>300000, 24, 18, 2901590, 18, -24</GeoTransform>|' turned.vrt
gdal_translate -q turned.vrt u8_turned.tif -co COMPRESS=DEFLATE
rm -f base.vrt picture.vrt picture.asc turned.vrt ./*.aux.xml ./*.prj
