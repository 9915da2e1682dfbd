//! The sheet of coefficients: value, unit and source, a row each.

use std::collections::HashMap;

use crate::core::explain::locator;
use crate::core::number::significant;
use crate::core::study::{Coefficient, Study};
use crate::exchange::excel::{At, Cell, Tab};
use crate::tr;
use crate::words::{Lang, said};

const VALUE: usize = 1;

/// The sheet and where each value stands on it.
pub(super) struct Coefficients {
    pub(super) tab: Tab,
    rows: HashMap<String, usize>,
}

impl Coefficients {
    pub(super) fn of(study: &Study, lang: Lang) -> Self {
        let heads = [
            tr!(lang, "excel.coefficient"),
            tr!(lang, "excel.value"),
            tr!(lang, "excel.unit"),
            tr!(lang, "excel.source"),
            tr!(lang, "excel.place"),
            tr!(lang, "excel.tier"),
            tr!(lang, "excel.remark"),
        ];
        let mut rows = vec![heads.map(|h| Cell::Heading(h.to_owned())).to_vec()];
        rows.extend(study.coefficients.iter().map(|c| row(study, c, lang)));
        let ids = study.coefficients.iter().map(|c| c.id.clone());
        Self {
            rows: ids.zip(1..).collect(),
            tab: Tab {
                name: tr!(lang, "excel.tab.coefficients").to_owned(),
                rows,
                frozen_rows: 1,
                frozen_columns: 1,
                widths: vec![36, 14, 14, 44, 18, 8, 44],
                ..Tab::default()
            },
        }
    }

    /// Where the value of a coefficient stands, as a formula of another sheet names it.
    pub(super) fn value(&self, id: &str) -> Option<String> {
        let row = *self.rows.get(id)?;
        Some(At(row, VALUE).fixed_in(&self.tab.name))
    }
}

fn row(study: &Study, c: &Coefficient, lang: Lang) -> Vec<Cell> {
    let is_own = c.is_edited(&study.coefficient_set);
    let source = if is_own { "user" } else { &c.source };
    let preset = c.preset_in(&study.coefficient_set).filter(|_| is_own);
    let remark = preset.map_or_else(String::new, |preset| {
        let set = set_name(&study.coefficient_set, lang);
        let preset = significant(preset, 15);
        tr!(lang, "excel.changed", set = set, preset = preset)
    });
    let place = if is_own {
        String::new()
    } else {
        said(lang, &locator(&c.locator))
    };
    vec![
        Cell::Text(lang.name(&format!("coefficient.{}", c.id))),
        if is_own {
            Cell::Entered(c.value)
        } else {
            Cell::Number(c.value)
        },
        Cell::Text(lang.unit(c.unit.code())),
        Cell::Text(lang.name(&format!("source.{source}"))),
        Cell::Text(place),
        Cell::Text(if is_own {
            String::new()
        } else {
            format!("{:?}", c.tier)
        }),
        Cell::Text(remark),
    ]
}

/// Name of a coefficient set.
pub(super) fn set_name(set: &str, lang: Lang) -> String {
    let name = lang.find(&format!("data.set.{set}"));
    name.unwrap_or(set).to_owned()
}
