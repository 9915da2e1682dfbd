//! What a fault is told as: its code, its values and its place.

use super::Fault;
use crate::core::problem::{Arg, Place, Problem, Report};

impl Report for Fault {
    fn problem(&self) -> Problem {
        let text = |text: &str| Arg::Text(text.to_owned());
        let name = |kind: &str, id: &str| Arg::Name(format!("{kind}.{id}"));
        match self {
            Self::Missing { path } => Problem::new("file.missing").with("path", text(path)),
            Self::Unreadable { path } => Problem::new("file.unreadable").with("path", text(path)),
            Self::UnknownUnit { column, text: unit } => Problem::new("file.unknown_unit")
                .with("text", text(unit))
                .at(column_place(column)),
            Self::RowWidth {
                sheet,
                region,
                year,
                values,
                columns,
            } => Problem::new("file.row_width")
                .with("values", Arg::Count(*values))
                .with("columns", Arg::Count(*columns))
                .at(row_place(sheet, region, *year)),
            Self::DuplicateRow {
                sheet,
                region,
                year,
            } => Problem::new("file.duplicate_row").at(row_place(sheet, region, *year)),
            Self::YearRange { sheet, year } => Problem::new("file.year_range")
                .with("year", Arg::Year(*year))
                .at(Place {
                    sheet: sheet.clone(),
                    ..Place::default()
                }),
            Self::TooManyRows { sheet, rows, limit } => Problem::new("file.too_many_rows")
                .with("rows", Arg::Count(*rows))
                .with("limit", Arg::Count(*limit))
                .at(Place {
                    sheet: Some(sheet.clone()),
                    ..Place::default()
                }),
            Self::DuplicateId { kind, id } => Problem::new("file.duplicate_id")
                .with("kind", Arg::Name(format!("file.kind.{kind}")))
                .with("id", text(id)),
            Self::NotFinite { column, year } => Problem::new("file.not_finite").at(Place {
                column: Some(column.clone()),
                year: *year,
                ..Place::default()
            }),
            Self::Negative {
                sheet,
                column,
                region,
                year,
                value,
            } => Problem::new("file.negative")
                .with("value", Arg::Number(*value))
                .at(Place {
                    column: Some(column.clone()),
                    ..row_place(sheet, region, *year)
                }),
            Self::NoPreset { coefficient } => {
                Problem::new("file.no_preset").with("name", name("coefficient", coefficient))
            }
            Self::Range {
                coefficient,
                low,
                high,
            } => Problem::new("file.range")
                .with("name", name("coefficient", coefficient))
                .with("low", Arg::Number(*low))
                .with("high", Arg::Number(*high)),
            Self::UnknownSet { set } => Problem::new("file.unknown_set").with("set", text(set)),
            Self::UnknownCoefficient { line, coefficient } => {
                Problem::new("file.unknown_coefficient")
                    .with("name", text(coefficient))
                    .at(column_place(line))
            }
            Self::Exponent {
                line,
                coefficient,
                exponent,
            } => Problem::new("file.exponent")
                .with("name", name("coefficient", coefficient))
                .with("exponent", Arg::Number(f64::from(*exponent)))
                .at(column_place(line)),
            Self::NoColumn { line, indicator } => Problem::new("file.no_column")
                .with("indicator", Arg::Name(format!("indicator.{indicator}")))
                .at(column_place(line)),
            Self::NoInput { line } => Problem::new("file.no_input").at(column_place(line)),
            Self::LandGroup { class, group } => Problem::new("file.land_group")
                .with("class", name("line", class))
                .with("group", text(group)),
            Self::TransitionShape {
                classes,
                row,
                areas,
            } if row == classes => Problem::new("file.transition_rows")
                .with("classes", Arg::Count(*classes))
                .with("rows", Arg::Count(*areas)),
            Self::TransitionShape {
                classes,
                row,
                areas,
            } => Problem::new("file.transition_shape")
                .with("classes", Arg::Count(*classes))
                .with("row", Arg::Count(row + 1))
                .with("areas", Arg::Count(*areas)),
            Self::TransitionNegative { row, value } => Problem::new("file.transition_negative")
                .with("row", Arg::Count(row + 1))
                .with("value", Arg::Number(*value)),
            Self::NoPublished => Problem::new("file.no_published"),
            Self::Scenarios => Problem::new("file.scenarios"),
            Self::InScenario { name } => {
                Problem::new("file.in_scenario").with("name", Arg::Text(name.clone()))
            }
            Self::PublishedLength {
                column,
                values,
                years,
            } => Problem::new("file.published_length")
                .with("values", Arg::Count(*values))
                .with("years", Arg::Count(*years))
                .at(column_place(column)),
            Self::PublishedYears { year } => {
                Problem::new("file.published_years").with("year", Arg::Year(*year))
            }
            Self::LandStock => Problem::new("stock.file"),
            Self::UnknownZone { zone } => {
                Problem::new("zones.unknown_zone").with("zone", text(zone))
            }
            Self::ZoneInput { name } => {
                Problem::new("zones.unknown_input").with("name", text(name))
            }
            Self::ZoneLimits { part, index } => Problem::new("zones.limits")
                .with("part", text(part))
                .with("n", Arg::Count(index + 1)),
            Self::TooManyZones { part, count, limit } => Problem::new("zones.too_many")
                .with("part", text(part))
                .with("count", Arg::Count(*count))
                .with("limit", Arg::Count(*limit)),
            Self::Period { from, to } => Problem::new("file.period")
                .with("from", Arg::Year(*from))
                .with("to", Arg::Year(*to)),
            Self::UnknownRegion { region } => {
                Problem::new("file.unknown_region").with("region", text(region))
            }
        }
    }
}

fn column_place(column: &str) -> Place {
    Place {
        column: Some(column.to_owned()),
        ..Place::default()
    }
}

fn row_place(sheet: &str, region: &str, year: i32) -> Place {
    Place {
        sheet: Some(sheet.to_owned()),
        region: Some(region.to_owned()),
        year: Some(year),
        ..Place::default()
    }
}
