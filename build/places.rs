//! Sets of regions: `data/regions/*.csv` written as the constants that `src/exchange/places/mod.rs` describes. A code twice, a
//! neighbour that does not answer, or two units in one tile stop the build.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;
type Rows = Vec<BTreeMap<String, String>>;

const FOLDER: &str = "data/regions";
const PARENTS: &str = "parents";
const LINKS: &str = "links";

pub fn build(out: &Path) -> Result<()> {
    let mut ids = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "csv") {
            ids.push(
                path.file_stem()
                    .ok_or("no name")?
                    .to_string_lossy()
                    .into_owned(),
            );
        }
    }
    ids.sort();
    let (parents, links) = (rows(PARENTS)?, rows(LINKS)?);
    let known: BTreeSet<&str> = parents.iter().map(|row| cell(row, "adcode")).collect();
    let mut code = String::from("pub(super) static SETS: &[PlaceSet] = &[\n");
    for id in ids
        .iter()
        .filter(|id| ![PARENTS, LINKS].contains(&id.as_str()))
    {
        let set = rows(id)?;
        check(&set, &known).map_err(|e| format!("{FOLDER}/{id}.csv: {e}"))?;
        writeln!(code, "PlaceSet {{ id: {id:?}, places: &[")?;
        for row in &set {
            code += &place(row).map_err(|e| format!("{FOLDER}/{id}.csv: {e}: {row:?}"))?;
        }
        let own = links.iter().filter(|row| cell(row, "set") == id);
        let mut pairs = Vec::new();
        for row in own {
            let pair = (cell(row, "from"), cell(row, "to"));
            if [pair.0, pair.1]
                .iter()
                .any(|c| !set.iter().any(|row| cell(row, "adcode") == *c))
            {
                return Err(format!("{FOLDER}/{LINKS}.csv: {pair:?} is no pair of {id}").into());
            }
            pairs.push(pair);
        }
        writeln!(code, "], links: &{pairs:?} }},")?;
    }
    code.push_str("];\npub(super) static PARENTS: &[Parent] = &[\n");
    for row in &parents {
        let [id, zh, en] = ["adcode", "name", "name_en"].map(|name| cell(row, name));
        writeln!(
            code,
            "Parent {{ code: {id:?}, name: {zh:?}, name_en: {en:?} }},"
        )?;
    }
    code.push_str("];\n");
    fs::write(out.join("places.rs"), code)?;
    Ok(())
}

fn rows(id: &str) -> Result<Rows> {
    let mut reader = csv::Reader::from_path(format!("{FOLDER}/{id}.csv"))?;
    Ok(reader
        .deserialize()
        .collect::<std::result::Result<_, _>>()?)
}

fn cell<'a>(row: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    row.get(name).map_or("", String::as_str)
}

fn neighbours<'a>(row: &'a BTreeMap<String, String>, kind: &str) -> Vec<&'a str> {
    cell(row, kind).split_whitespace().collect()
}

fn check(set: &Rows, parents: &BTreeSet<&str>) -> Result<()> {
    let by_code: BTreeMap<&str, _> = set.iter().map(|row| (cell(row, "adcode"), row)).collect();
    if by_code.len() != set.len() {
        return Err("a code stands twice".into());
    }
    let tiles: BTreeSet<_> = set
        .iter()
        .map(|r| (cell(r, "hex_q"), cell(r, "hex_r")))
        .collect();
    if tiles.len() != set.len() {
        return Err("two units in one tile".into());
    }
    for (code, row) in &by_code {
        let parent = cell(row, "parent");
        if !parent.is_empty() && !parents.contains(parent) {
            return Err(format!("{code}: no name for the parent {parent}").into());
        }
        for kind in ["rook_neighbours", "point_neighbours"] {
            for other in neighbours(row, kind) {
                let answers = by_code
                    .get(other)
                    .is_some_and(|row| neighbours(row, kind).contains(code));
                if other == *code || !answers {
                    return Err(format!("{code}: {other} is no neighbour in turn").into());
                }
            }
        }
    }
    Ok(())
}

fn place(row: &BTreeMap<String, String>) -> Result<String> {
    let number = |name: &str| -> Result<f64> { Ok(cell(row, name).parse()?) };
    let whole = |name: &str| -> Result<i32> { Ok(cell(row, name).parse()?) };
    Ok(format!(
        "Place {{ code: {:?}, name: {:?}, name_en: {:?}, parent: {:?}, lon: {:?}, lat: {:?}, area_km2: {:?}, rook: &{:?}, point: &{:?}, q: {}, r: {} }},\n",
        cell(row, "adcode"),
        cell(row, "name"),
        cell(row, "name_en"),
        cell(row, "parent"),
        number("lon")?,
        number("lat")?,
        number("area_km2")?,
        neighbours(row, "rook_neighbours"),
        neighbours(row, "point_neighbours"),
        whole("hex_q")?,
        whole("hex_r")?,
    ))
}
