//! A carbon storage as InVEST hands it over: a table, and a page.

use std::fmt::Write as _;

use crate::exchange::csv;
use crate::steps::stock::StorageReply;

/// Columns of the table; names as InVEST and the pool table have them.
const COLUMNS: [&str; 9] = [
    "year",
    "lucode",
    "zone",
    "pixels",
    "area_ha",
    "C_above_t",
    "C_below_t",
    "C_soil_t",
    "C_dead_t",
];

/// Stock by date, class and zone as comma-separated text, in t C.
#[must_use]
pub fn storage_csv(reply: &StorageReply) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let head = COLUMNS.iter().chain(&["carbon_t"]);
    rows.push(head.map(|c| (*c).to_owned()).collect());
    for date in &reply.dates {
        for stock in &date.storage.stocks {
            let mut row = vec![
                date.year.map(|y| y.to_string()).unwrap_or_default(),
                stock.class.to_string(),
                stock.zone.clone(),
                stock.pixels.map(|p| p.to_string()).unwrap_or_default(),
                stock.area.to_string(),
            ];
            row.extend(stock.pools.iter().map(|p| p.to_string()));
            row.push(stock.carbon.to_string());
            rows.push(row);
        }
    }
    csv::rows(&rows)
}

/// Totals, classes, zones and changes as a page of its own; every text of the user is escaped. `notes` stand above: where
/// densities are from, what is hypothetical.
#[must_use]
pub fn storage_html(reply: &StorageReply, notes: &[String]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>Carbon storage</title>\n<style>table{border-collapse:collapse}td,th{border:1px solid #999;padding:2px 8px;text-align:right}</style>\n</head>\n<body>\n<h1>Carbon storage</h1>\n",
    );
    for note in notes {
        let _ = writeln!(page, "<p>{}</p>", quick_xml::escape::escape(note.as_str()));
    }
    for date in &reply.dates {
        let storage = &date.storage;
        let year = date.year.map(|y| format!(" {y}")).unwrap_or_default();
        let _ = writeln!(page, "<h2>C_total{year}</h2>");
        let total = storage.total.map_or_else(|| "—".to_owned(), tonnes);
        let _ = writeln!(page, "<p>{total} t C, {} ha</p>", hectares(storage.area));
        if !storage.missing.is_empty() {
            let missing = storage.missing.iter().map(|m| m.class.to_string());
            let missing: Vec<String> = missing.collect();
            let _ = writeln!(page, "<p>lucode —: {}</p>", missing.join(", "));
        }
        let classes = storage.classes.iter().map(|c| {
            [
                c.class.to_string(),
                c.name.clone(),
                hectares(c.area),
                c.density.to_string(),
                tonnes(c.carbon),
            ]
        });
        table(
            &mut page,
            &["lucode", "LULC_name", "area_ha", "t C/ha", "carbon_t"],
            classes,
        );
        if storage.zones.len() > 1 {
            let zones = storage.zones.iter().map(|z| {
                let carbon = z.carbon.map_or_else(|| "—".to_owned(), tonnes);
                [z.zone.clone(), hectares(z.area), carbon]
            });
            table(&mut page, &["zone", "area_ha", "carbon_t"], zones);
        }
    }
    for change in &reply.changes {
        let _ = writeln!(page, "<h2>ΔC</h2>");
        let cells = change.cells.iter().map(|c| {
            [
                c.from.to_string(),
                c.to.to_string(),
                hectares(c.area),
                c.density.to_string(),
                tonnes(c.carbon),
            ]
        });
        table(
            &mut page,
            &["lucode", "lucode", "area_ha", "t C/ha", "carbon_t"],
            cells,
        );
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn table<const N: usize>(
    page: &mut String,
    head: &[&str],
    rows: impl Iterator<Item = [String; N]>,
) {
    page.push_str("<table>\n<tr>");
    for cell in head {
        let _ = write!(page, "<th>{}</th>", quick_xml::escape::escape(*cell));
    }
    page.push_str("</tr>\n");
    for row in rows {
        page.push_str("<tr>");
        for cell in row {
            let _ = write!(
                page,
                "<td>{}</td>",
                quick_xml::escape::escape(cell.as_str())
            );
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
}

fn tonnes(value: f64) -> String {
    crate::core::number::fixed(value, 1)
}

fn hectares(value: f64) -> String {
    crate::core::number::fixed(value, 2)
}
