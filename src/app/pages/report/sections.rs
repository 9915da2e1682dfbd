//! What the report says, section by section; numbers of sections, tables, figures and formulas run through.

use leptos::prelude::*;

use super::Part;
use super::parts::{WIDE, figure, formula, table};
use crate::app::components::basis::basis_name;
use crate::app::components::rich::with_numbers;
use crate::app::pages::account::figure as balance;
use crate::app::pages::account::{left_out, region_name, source_line};
use crate::app::pages::data::locator;
use crate::app::pages::{forecast as ahead, relation as degrees};
use crate::app::session::Session;
use crate::chart::stack::stack;
use crate::core::account::{Account, LINE_LEFT_OUT};
use crate::core::explain::formula_of;
use crate::core::number::significant;
use crate::core::study::{LineSpec, Method, Study};
use crate::exchange::table::DataTable;
use crate::steps::forecast::ForecastStep;
use crate::steps::ledger::Ledger;
use crate::steps::relation::RelationStep;
use crate::tr;
use crate::words::forecast::{lede as forecast_lede, plain, test_rows};
use crate::words::{Lang, Story, lede};

/// Running numbers.
#[derive(Default)]
struct Count {
    section: usize,
    table: usize,
    figure: usize,
    formula: usize,
}

impl Count {
    fn heading(&mut self, text: &str) -> AnyView {
        self.section += 1;
        view! { <h2>{format!("{}\u{3000}{text}", self.section)}</h2> }.into_any()
    }

    fn table(&mut self, lang: Lang, text: &str) -> String {
        self.table += 1;
        tr!(lang, "report.table", n = self.table, text = text)
    }

    fn figure(&mut self, lang: Lang, text: &str) -> String {
        self.figure += 1;
        tr!(lang, "report.figure", n = self.figure, text = text)
    }
}

/// The whole report.
pub fn article(
    session: Session,
    chosen: &[Part],
    author: &str,
    relation: Option<&RelationStep>,
    forecast: Option<&ForecastStep>,
) -> AnyView {
    let lang = session.lang();
    let study = session.study();
    let account = session.results.account.get().value;
    let Some(account) = account.filter(|a| a.summary(study.choices.region.as_deref()).is_some())
    else {
        return view! { <article class="a4"><p class="meta">{tr!(lang, "report.nothing")}</p></article> }.into_any();
    };
    let ledger = Ledger::of(&account, &study);
    let region = region_name(session);
    let unit = lang.unit(&ledger.unit);
    let mut meta = vec![
        years(lang, &ledger, forecast),
        tr!(lang, "report.unit", unit = unit),
    ];
    if !author.trim().is_empty() {
        meta.push(author.trim().to_owned());
    }
    let mut count = Count::default();
    let has = |part: Part| chosen.contains(&part);
    let mut body: Vec<AnyView> = Vec::new();
    if has(Part::Method) {
        body.extend(method(lang, &study, &account, &mut count));
    }
    if has(Part::Account) {
        body.extend(account_part(session, &ledger, &mut count));
    }
    if let Some(step) = relation.filter(|_| has(Part::Relation)) {
        body.extend(relation_part(lang, step, &mut count));
    }
    if let Some(step) = forecast.filter(|_| has(Part::Forecast)) {
        body.extend(forecast_part(session, step, &mut count));
    }
    if has(Part::Sources) {
        body.extend(sources(session, &study, forecast, &mut count));
    }
    let title = lang.pick(&study.title).to_owned();
    let without = left_out(lang, &account)
        .map(|list| view! { <b>{tr!(lang, "home.without", list = list)}</b> });
    view! {
        <article class="a4">
            <header class="run"><span>{tr!(lang, "report.run")}</span><span>{title}</span></header>
            <h1>{tr!(lang, "report.title", region = region)}</h1>
            <p class="meta">{meta.join("\u{3000}")}</p>
            <div class="abs"><b>{tr!(lang, "report.abstract")}</b>"\u{3000}"{abstract_of(session, &ledger, forecast)}{without}</div>
            {body}
        </article>
    }
    .into_any()
}

fn years(lang: Lang, ledger: &Ledger, forecast: Option<&ForecastStep>) -> String {
    let from = ledger.years.first().copied().unwrap_or_default();
    let to = ledger.years.last().copied().unwrap_or_default();
    match forecast.and_then(|f| f.forecast.years.last()) {
        Some(end) if *end > to => tr!(lang, "report.years_ahead", from = from, to = to, end = end),
        _ => tr!(lang, "report.years", from = from, to = to),
    }
}

fn abstract_of(session: Session, ledger: &Ledger, forecast: Option<&ForecastStep>) -> AnyView {
    let lang = session.lang();
    let story = Story {
        summary: ledger.summary.as_ref(),
        decimals: ledger.decimals,
        unit: &ledger.unit,
    };
    let (message, values) = lede(lang, &story);
    let ahead = forecast.map(|step| {
        let basis = basis_name(lang, &session.study(), step.basis);
        plain(&forecast_lede(lang, step, &basis))
    });
    view! { {with_numbers(&message, &values)}" "{ahead} }.into_any()
}

fn method(lang: Lang, study: &Study, account: &Account, count: &mut Count) -> Vec<AnyView> {
    // What was computed, and not what could have been.
    let is_counted = |line: &LineSpec| account.line(&line.id).is_some_and(|l| l.has_data());
    let counted = || study.account.iter().filter(|line| is_counted(line));
    let mut parts = vec![count.heading(Part::Method.name(lang))];
    let mut told = Vec::new();
    for line in counted() {
        let id = formula_of(line.method);
        if told.contains(&id) {
            continue;
        }
        told.push(id);
        count.formula += 1;
        let text = match line.method {
            Method::ActivityFactor => tr!(lang, "report.method.activity_factor"),
            Method::EnergyIntensity => tr!(lang, "report.method.energy_intensity"),
            Method::LandRate => tr!(lang, "report.method.land_rate"),
            Method::CropYield => tr!(lang, "report.method.crop_yield"),
        };
        parts.push(view! { <p>{text}</p> }.into_any());
        parts.push(formula(id, count.formula));
    }
    count.formula += 1;
    parts.push(view! { <p>{tr!(lang, "report.method.net")}</p> }.into_any());
    parts.push(formula("net", count.formula));
    let head = [
        tr!(lang, "report.coefficient"),
        tr!(lang, "report.value"),
        tr!(lang, "report.source"),
    ];
    let is_used = |id: &str| {
        let mut powers = counted()
            .flat_map(|l| &l.terms)
            .flat_map(|t| &t.coefficients);
        powers.any(|power| power.id == id)
    };
    let used = study.coefficients.iter().filter(|c| is_used(&c.id));
    let rows = used.map(|c| {
        let number = significant(c.value, 8);
        let value = match c.unit.code() {
            "1" => number,
            unit => format!("{number} {}", lang.unit(unit)),
        };
        let is_edited = c.is_edited(&study.coefficient_set);
        let from = if is_edited {
            tr!(lang, "report.changed").to_owned()
        } else {
            locator(lang, c)
        };
        vec![lang.name(&format!("coefficient.{}", c.id)), value, from]
    });
    let data = DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let caption = count.table(lang, tr!(lang, "report.coefficients"));
    parts.push(table(caption, data, None));
    parts
}

fn account_part(session: Session, ledger: &Ledger, count: &mut Count) -> Vec<AnyView> {
    let lang = session.lang();
    let unit = lang.unit(&ledger.unit);
    let picture = stack(&balance::picture_data(ledger, lang, false, false), WIDE);
    let shown = count.figure(lang, &tr!(lang, "report.account_figure", unit = unit));
    let gaps = session
        .results
        .account
        .get()
        .value
        .map_or_else(Vec::new, |account| {
            let told = account.problems.iter().filter(|p| p.code != LINE_LEFT_OUT);
            told.map(|p| session.say(p)).collect::<Vec<_>>()
        });
    let note = std::iter::once(tr!(lang, "report.sinks_positive").to_owned()).chain(gaps);
    let note = note
        .collect::<Vec<_>>()
        .join(tr!(lang, "working.semicolon"));
    let caption = count.table(lang, &tr!(lang, "report.account_table", unit = unit));
    vec![
        count.heading(Part::Account.name(lang)),
        figure(shown, picture, source_line(session)),
        table(caption, balance::data_table(ledger, lang), Some(note)),
    ]
}

fn relation_part(lang: Lang, step: &RelationStep, count: &mut Count) -> Vec<AnyView> {
    let (message, values) = degrees::lede(lang, step);
    count.formula += 2;
    let caption = count.table(lang, tr!(lang, "report.relation_table"));
    vec![
        count.heading(Part::Relation.name(lang)),
        view! { <p>{with_numbers(&message, &values)}</p> }.into_any(),
        formula("grey_coefficient", count.formula - 1),
        formula("grey_degree", count.formula),
        table(caption, degrees::figure::table(lang, step), None),
    ]
}

fn forecast_part(session: Session, step: &ForecastStep, count: &mut Count) -> Vec<AnyView> {
    let lang = session.lang();
    let basis = basis_name(lang, &session.study(), step.basis);
    let reading = ahead::charts::Reading {
        basis: basis.clone(),
        log: false,
        selected: None,
        width: WIDE,
    };
    let picture = ahead::charts::path_picture(lang, step, reading);
    let head = [
        tr!(lang, "report.test"),
        tr!(lang, "report.value"),
        tr!(lang, "report.means"),
    ];
    let rows = test_rows(lang, step);
    let tests = DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows
            .into_iter()
            .map(|row| vec![row.name.to_owned(), row.value, row.note])
            .collect(),
    };
    count.formula += 1;
    let heading = count.heading(Part::Forecast.name(lang));
    let shown = count.figure(lang, tr!(lang, "forecast.figure.title"));
    let tested = count.table(lang, tr!(lang, "report.tests"));
    let path = count.table(lang, tr!(lang, "report.path"));
    let response = matches!(step.forecast.fit, crate::core::forecast::Fit::Gm11(_))
        .then(|| formula("gm11_response", count.formula));
    vec![
        heading,
        view! { <p>{plain(&forecast_lede(lang, step, &basis))}</p> }.into_any(),
        response.into_any(),
        figure(shown, picture, ahead::figure::source(session, step)),
        table(tested, tests, None),
        table(path, ahead::figure::table(lang, step), None),
    ]
}

fn sources(
    session: Session,
    study: &Study,
    forecast: Option<&ForecastStep>,
    count: &mut Count,
) -> Vec<AnyView> {
    let lang = session.lang();
    let mut items = vec![
        tr!(lang, "report.carbon").to_owned(),
        tr!(lang, "report.rounding").to_owned(),
        source_line(session),
    ];
    if let Some(Ok(interval)) = forecast.map(|f| &f.forecast.interval) {
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
    let items = items
        .into_iter()
        .map(|text| view! { <li>{text}</li> })
        .collect_view();
    vec![
        count.heading(Part::Sources.name(lang)),
        view! { <ol class="conv">{items}</ol> }.into_any(),
    ]
}
