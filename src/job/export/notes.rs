//! The sheet of notes: what the study is, conventions, sources, gaps and what the user entered.

use super::coefficients::set_name;
use super::{printed, region_name};
use crate::core::account::Account;
use crate::core::number::significant;
use crate::core::study::Study;
use crate::exchange::excel::{Cell, Tab};
use crate::tr;
use crate::words::{Lang, sentence};

/// Most figures named one by one.
const MOST_LISTED: usize = 1000;

pub(super) fn tab(study: &Study, account: &Account, lang: Lang) -> Tab {
    let mut notes = Notes {
        rows: Vec::new(),
        lang,
    };
    notes.study(study, account);
    notes.conventions();
    notes.columns(study);
    notes.doubts(study, account);
    notes.entered(study);
    Tab {
        name: tr!(lang, "excel.tab.notes").to_owned(),
        rows: notes.rows,
        widths: vec![34, 60, 44, 30],
        ..Tab::default()
    }
}

struct Notes {
    rows: Vec<Vec<Cell>>,
    lang: Lang,
}

impl Notes {
    fn say(&mut self, head: &str, text: impl Into<String>) {
        self.rows.push(vec![
            Cell::Heading(head.to_owned()),
            Cell::Text(text.into()),
        ]);
    }

    fn study(&mut self, study: &Study, account: &Account) {
        let lang = self.lang;
        self.say(
            tr!(lang, "excel.notes.study"),
            lang.pick(&study.title_with_scenario()),
        );
        self.say(
            tr!(lang, "excel.notes.program"),
            tr!(
                lang,
                "excel.notes.program_text",
                version = env!("CARGO_PKG_VERSION"),
                schema = study.schema_version
            ),
        );
        if let Some(case) = &study.case {
            let text = tr!(
                lang,
                "excel.notes.case_text",
                id = case.id,
                version = case.version
            );
            self.say(tr!(lang, "excel.notes.case"), text);
        }
        let basis = match printed(study) {
            Some(table) => tr!(lang, "account.basis_published", table = table.table),
            None => tr!(lang, "account.basis_inputs").to_owned(),
        };
        self.say(tr!(lang, "excel.notes.basis"), basis);
        let set = set_name(&study.coefficient_set, lang);
        self.say(tr!(lang, "excel.notes.set"), set);
        let unit = lang.unit(account.unit.code());
        let text = tr!(lang, "excel.notes.unit_text", unit = unit);
        self.say(tr!(lang, "excel.notes.unit"), text);
        let region = match study.choices.region.as_deref() {
            Some(code) => region_name(study, code, lang),
            None => tr!(lang, "account.all_regions"),
        };
        self.say(tr!(lang, "excel.notes.region"), region);
    }

    fn conventions(&mut self) {
        let lang = self.lang;
        let live = tr!(
            lang,
            "excel.notes.live_text",
            data = tr!(lang, "excel.tab.data"),
            coefficients = tr!(lang, "excel.tab.coefficients"),
            account = tr!(lang, "excel.tab.account"),
            forecast = tr!(lang, "excel.tab.forecast")
        );
        self.say(tr!(lang, "excel.notes.live"), live);
        self.say(
            tr!(lang, "excel.notes.fixed"),
            tr!(lang, "excel.notes.fixed_text"),
        );
        self.say(
            tr!(lang, "excel.notes.side"),
            tr!(lang, "excel.notes.side_text"),
        );
        self.say(
            tr!(lang, "excel.notes.gap"),
            tr!(lang, "excel.notes.gap_text"),
        );
        self.say(
            tr!(lang, "excel.notes.colour"),
            tr!(lang, "excel.notes.colour_text"),
        );
    }

    fn columns(&mut self, study: &Study) {
        let lang = self.lang;
        self.rows.push(Vec::new());
        self.rows.push(
            [
                tr!(lang, "excel.indicator"),
                tr!(lang, "excel.source"),
                tr!(lang, "excel.unit"),
                tr!(lang, "excel.remark"),
            ]
            .map(|h| Cell::Heading(h.to_owned()))
            .to_vec(),
        );
        for column in study.sheets.iter().flat_map(|s| &s.columns) {
            let source = column.source.as_deref().unwrap_or("user");
            let converted = column.converted_from.as_ref().map(|from| {
                let unit = lang.unit(from.code());
                tr!(lang, "excel.notes.converted", unit = unit)
            });
            let derived = column.half_width.map(|half_width| {
                let half_width = significant(half_width, 6);
                tr!(lang, "excel.notes.derived", half_width = half_width)
            });
            let remarks: Vec<String> = converted.into_iter().chain(derived).collect();
            self.rows.push(vec![
                Cell::Text(lang.name(&format!("indicator.{}", column.indicator))),
                Cell::Text(lang.name(&format!("source.{source}"))),
                Cell::Text(lang.unit(column.unit.code())),
                Cell::Text(remarks.join(tr!(lang, "working.semicolon"))),
            ]);
        }
        if let Some(source) = printed(study).and(study.published.as_ref()) {
            self.rows.push(vec![
                Cell::Text(tr!(lang, "working.paper").to_owned()),
                Cell::Text(lang.name(&format!("source.{}", source.source))),
            ]);
        }
    }

    fn doubts(&mut self, study: &Study, account: &Account) {
        let lang = self.lang;
        let bad: usize = study.sheets.iter().map(|s| s.bad_count()).sum();
        self.rows.push(Vec::new());
        if bad > 0 {
            self.say(
                tr!(lang, "excel.notes.bad"),
                tr!(lang, "account.bad_cells", n = bad),
            );
        }
        for problem in &account.problems {
            let text = sentence(lang, problem);
            self.say(tr!(lang, "excel.notes.problems"), text);
        }
        if account.net.iter().all(Option::is_none) {
            let data = tr!(lang, "excel.tab.data");
            let text = tr!(lang, "excel.no_account", tab = data);
            self.say(tr!(lang, "excel.tab.account"), text);
        }
    }

    fn entered(&mut self, study: &Study) {
        let lang = self.lang;
        let mut said: Vec<String> = Vec::new();
        let edited = study.coefficients.iter();
        for c in edited.filter(|c| c.is_edited(&study.coefficient_set)) {
            said.push(tr!(
                lang,
                "excel.notes.typed_coefficient",
                name = lang.name(&format!("coefficient.{}", c.id)),
                value = significant(c.value, 15),
                unit = lang.unit(c.unit.code())
            ));
        }
        for (indicator, region, year) in study.typed.iter().take(MOST_LISTED) {
            said.push(tr!(
                lang,
                "excel.notes.typed_text",
                name = lang.name(&format!("indicator.{indicator}")),
                region = region_name(study, region, lang),
                year = year
            ));
        }
        if study.typed.len() > MOST_LISTED {
            let n = study.typed.len() - MOST_LISTED;
            let data = tr!(lang, "excel.tab.data");
            said.push(tr!(lang, "excel.notes.more", n = n, tab = data));
        }
        if !said.is_empty() {
            self.rows.push(Vec::new());
        }
        for text in said {
            self.say(tr!(lang, "excel.notes.typed"), text);
        }
    }
}
