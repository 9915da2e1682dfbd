//! What the report says, section by section; numbers of sections, tables, figures and formulas run through.

use super::{
    ACCOUNT_FIGURE, FORECAST_FIGURE, Findings, Part, forecast_finding, path, spans, tables,
};
use crate::core::account::{Account, LINE_LEFT_OUT};
use crate::core::explain::formula_of;
use crate::core::forecast::Fit;
use crate::core::study::{LineSpec, Method, Study};
use crate::exchange::paper::{Block, Span};
use crate::exchange::table::DataTable;
use crate::steps::forecast::ForecastStep;
use crate::steps::ledger::Ledger;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::{Lang, forecast_source, relation, sentence, source_line};

/// The sections chosen, as far as there are results for them.
pub(super) fn all(
    lang: Lang,
    findings: &Findings<'_>,
    ledger: &Ledger,
    chosen: &[Part],
) -> Vec<Block> {
    let mut writer = Writer {
        lang,
        count: Count::default(),
        blocks: Vec::new(),
    };
    for part in Part::ALL.into_iter().filter(|p| chosen.contains(p)) {
        match part {
            Part::Method => writer.method(findings.study, findings.account),
            Part::Account => writer.account(findings, ledger),
            Part::Relation => {
                if let Some(step) = findings.relation {
                    writer.relation(step);
                }
            }
            Part::Forecast => {
                if let Some(step) = findings.forecast {
                    writer.forecast(findings.study, step);
                }
            }
            Part::Sources => writer.sources(findings),
        }
    }
    writer.blocks
}

/// Running numbers.
#[derive(Default)]
struct Count {
    section: usize,
    table: usize,
    figure: usize,
    formula: usize,
}

struct Writer {
    lang: Lang,
    count: Count,
    blocks: Vec<Block>,
}

impl Writer {
    fn heading(&mut self, part: Part) {
        self.count.section += 1;
        let text = format!("{}\u{3000}{}", self.count.section, part.name(self.lang));
        self.blocks.push(Block::Heading(text));
    }

    fn say(&mut self, text: impl Into<String>) {
        let text = vec![Span::Plain(text.into())];
        self.blocks.push(Block::Paragraph(text));
    }

    fn formula(&mut self, id: &str) {
        self.count.formula += 1;
        self.blocks.push(Block::Formula {
            id: id.to_owned(),
            number: format!("（{}）", self.count.formula),
        });
    }

    fn table(&mut self, title: &str, data: DataTable, note: Option<String>) {
        self.count.table += 1;
        self.blocks.push(Block::Table {
            caption: tr!(
                self.lang,
                "report.table",
                n = self.count.table,
                text = title
            ),
            data,
            note,
        });
    }

    /// A figure whose numbers stand `tables` tables further on.
    fn figure(&mut self, id: &str, title: &str, source: String, tables: usize) {
        self.count.figure += 1;
        let n = self.count.table + tables;
        self.blocks.push(Block::Figure {
            id: id.to_owned(),
            caption: tr!(
                self.lang,
                "report.figure",
                n = self.count.figure,
                text = title
            ),
            source,
            instead: tr!(self.lang, "report.no_picture", n = n),
        });
    }

    fn method(&mut self, study: &Study, account: &Account) {
        let lang = self.lang;
        // What was computed, and not what could have been.
        let is_counted = |line: &&LineSpec| account.line(&line.id).is_some_and(|l| l.has_data());
        let counted: Vec<&LineSpec> = study.account.iter().filter(is_counted).collect();
        self.heading(Part::Method);
        let mut told = Vec::new();
        for line in &counted {
            let id = formula_of(line.method);
            if told.contains(&id) {
                continue;
            }
            told.push(id);
            self.say(match line.method {
                Method::ActivityFactor => tr!(lang, "report.method.activity_factor"),
                Method::EnergyIntensity => tr!(lang, "report.method.energy_intensity"),
                Method::LandRate => tr!(lang, "report.method.land_rate"),
                Method::CropYield => tr!(lang, "report.method.crop_yield"),
            });
            self.formula(id);
        }
        self.say(tr!(lang, "report.method.net"));
        self.formula("net");
        let data = tables::coefficients(lang, study, &counted);
        self.table(tr!(lang, "report.coefficients"), data, None);
    }

    fn account(&mut self, findings: &Findings<'_>, ledger: &Ledger) {
        let lang = self.lang;
        let Findings { study, account, .. } = *findings;
        let unit = lang.unit(&ledger.unit);
        self.heading(Part::Account);
        let title = tr!(lang, "report.account_figure", unit = unit);
        let source = source_line(lang, study, account);
        self.figure(ACCOUNT_FIGURE, &title, source, 1);
        let gaps = account.problems.iter().filter(|p| p.code != LINE_LEFT_OUT);
        let note = std::iter::once(tr!(lang, "report.sinks_positive").to_owned())
            .chain(gaps.map(|problem| sentence(lang, problem)))
            .collect::<Vec<_>>()
            .join(tr!(lang, "working.semicolon"));
        let title = tr!(lang, "report.account_table", unit = unit);
        self.table(&title, tables::account(lang, ledger), Some(note));
    }

    fn relation(&mut self, step: &RelationStep) {
        let lang = self.lang;
        self.heading(Part::Relation);
        let lede = spans(&relation::lede(lang, step));
        self.blocks.push(Block::Paragraph(lede));
        self.formula("grey_coefficient");
        self.formula("grey_degree");
        let data = tables::relation(lang, step);
        self.table(tr!(lang, "report.relation_table"), data, None);
    }

    fn forecast(&mut self, study: &Study, step: &ForecastStep) {
        let lang = self.lang;
        self.heading(Part::Forecast);
        let finding = forecast_finding(lang, study, step);
        self.blocks.push(Block::Paragraph(vec![finding]));
        if matches!(step.forecast.fit, Fit::Gm11(_)) {
            self.formula("gm11_response");
        }
        let title = tr!(lang, "forecast.figure.title");
        let source = forecast_source(lang, study, step);
        self.figure(FORECAST_FIGURE, title, source, 2);
        let tests = tables::tests(lang, step);
        self.table(tr!(lang, "report.tests"), tests, None);
        self.table(tr!(lang, "report.path"), path::table(lang, step), None);
    }

    fn sources(&mut self, findings: &Findings<'_>) {
        let lang = self.lang;
        let Findings { study, account, .. } = *findings;
        let mut items = vec![
            tr!(lang, "report.carbon").to_owned(),
            tr!(lang, "report.rounding").to_owned(),
            source_line(lang, study, account),
        ];
        if let Some(Ok(interval)) = findings.forecast.map(|f| &f.forecast.interval) {
            items.push(tr!(
                lang,
                "report.seed",
                draws = interval.draws,
                seed = interval.seed
            ));
        }
        if !study.typed.is_empty() {
            items.push(tr!(lang, "report.typed", n = study.typed.len()));
        }
        let case = study
            .case
            .as_ref()
            .map(|c| format!("{} {}", c.id, c.version));
        items.push(tr!(
            lang,
            "report.version",
            version = env!("CARGO_PKG_VERSION"),
            schema = study.schema_version,
            case = case.unwrap_or_else(|| "—".to_owned())
        ));
        self.heading(Part::Sources);
        self.blocks.push(Block::List(items));
    }
}
