//! The report: what was computed, by which formulas and coefficients, from which sources, as a [`Paper`].
//!
//! It is put together here once; the page draws it and `exchange::docx` writes it.

pub mod path;
mod sections;
pub mod tables;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::core::account::Account;
use crate::core::study::Study;
use crate::exchange::docx::{self, DocxError, Image};
use crate::exchange::paper::{Paper, Span, Text};
use crate::steps::forecast::ForecastStep;
use crate::steps::ledger::Ledger;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::forecast::{lede as forecast_lede, plain};
use crate::words::{Lang, Rich, Story, basis_name, lede, left_out, pieces, region_name};

/// Id of the figure of the account.
pub const ACCOUNT_FIGURE: &str = "account";
/// Id of the figure of the forecast.
pub const FORECAST_FIGURE: &str = "forecast";

/// A report and its pictures, as the page hands them to its worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Illustrated {
    /// The report.
    pub paper: Paper,
    /// Ids of figures, each with its PNG in base64.
    pub images: Vec<(String, String)>,
}

impl Illustrated {
    /// The report as a `.docx` file. A picture that cannot be read is done without.
    ///
    /// # Errors
    /// [`DocxError`] when it cannot be written.
    pub fn to_docx(&self) -> Result<Vec<u8>, DocxError> {
        let images = self.images.iter().filter_map(|(figure, png)| {
            let png = STANDARD.decode(png).ok()?;
            Image::of(figure, png)
        });
        docx::write(&self.paper, &images.collect::<Vec<_>>())
    }
}

/// A section that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Formulas and coefficients.
    Method,
    /// The account by year.
    Account,
    /// Grey relation.
    Relation,
    /// The forecast and its tests.
    Forecast,
    /// Conventions, sources, seeds and version.
    Sources,
}

impl Part {
    /// All of them in order.
    pub const ALL: [Self; 5] = [
        Self::Method,
        Self::Account,
        Self::Relation,
        Self::Forecast,
        Self::Sources,
    ];

    /// Heading of the section.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Method => tr!(lang, "report.part.method"),
            Self::Account => tr!(lang, "report.part.account"),
            Self::Relation => tr!(lang, "report.part.relation"),
            Self::Forecast => tr!(lang, "report.part.forecast"),
            Self::Sources => tr!(lang, "report.part.sources"),
        }
    }
}

/// What the steps found; a step without a result has no section.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The study.
    pub study: &'a Study,
    /// Its account.
    pub account: &'a Account,
    /// Its grey relation.
    pub relation: Option<&'a RelationStep>,
    /// Its forecast.
    pub forecast: Option<&'a ForecastStep>,
}

/// The report in the sections chosen; `None` where there is no account to report.
#[must_use]
pub fn paper(lang: Lang, findings: &Findings<'_>, chosen: &[Part], author: &str) -> Option<Paper> {
    let Findings {
        study,
        account,
        forecast,
        ..
    } = *findings;
    account.summary(study.choices.region.as_deref())?;
    let ledger = Ledger::of(account, study);
    let author = author.trim();
    let unit = lang.unit(&ledger.unit);
    let mut about = vec![
        years(lang, &ledger, forecast),
        tr!(lang, "report.unit", unit = unit),
    ];
    let scenario = study.scenario_name();
    about.extend(scenario.map(|name| tr!(lang, "report.scenario", name = name)));
    about.extend((!author.is_empty()).then(|| author.to_owned()));
    Some(Paper {
        lang: lang.tag().to_owned(),
        running: [
            tr!(lang, "report.run").to_owned(),
            lang.pick(&study.title_with_scenario()).to_owned(),
        ],
        title: tr!(lang, "report.title", region = region_name(lang, study)),
        author: author.to_owned(),
        about: about.join("\u{3000}"),
        summary: summary(lang, findings, &ledger),
        blocks: sections::all(lang, findings, &ledger, chosen),
    })
}

fn years(lang: Lang, ledger: &Ledger, forecast: Option<&ForecastStep>) -> String {
    let from = ledger.years.first().copied().unwrap_or_default();
    let to = ledger.years.last().copied().unwrap_or_default();
    match forecast.and_then(|f| f.forecast.years.last()) {
        Some(end) if *end > to => tr!(lang, "report.years_ahead", from = from, to = to, end = end),
        _ => tr!(lang, "report.years", from = from, to = to),
    }
}

fn summary(lang: Lang, findings: &Findings<'_>, ledger: &Ledger) -> Text {
    let story = Story {
        summary: ledger.summary.as_ref(),
        decimals: ledger.decimals,
        unit: &ledger.unit,
    };
    let mut text = vec![
        Span::Strong(tr!(lang, "report.abstract").to_owned()),
        Span::Plain("\u{3000}".to_owned()),
    ];
    text.extend(spans(&lede(lang, &story)));
    text.push(Span::Plain(" ".to_owned()));
    text.extend(
        findings
            .forecast
            .map(|step| forecast_finding(lang, findings.study, step)),
    );
    let without = left_out(lang, findings.account);
    text.extend(without.map(|list| Span::Strong(tr!(lang, "home.without", list = list))));
    text
}

fn forecast_finding(lang: Lang, study: &Study, step: &ForecastStep) -> Span {
    let basis = basis_name(lang, study, step.basis);
    Span::Plain(plain(&forecast_lede(lang, step, &basis)))
}

/// A sentence with its numbers set apart.
fn spans((message, values): &Rich) -> Text {
    let mut spans = Text::new();
    pieces(message, values, &mut |text, is_value| {
        let text = text.to_owned();
        spans.push(if is_value {
            Span::Number(text)
        } else {
            Span::Plain(text)
        });
    });
    spans
}
