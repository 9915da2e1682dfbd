//! The working drawer: how one number came about.

mod copy;
pub mod open;
mod sections;

use leptos::html::Aside;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::Icon;
use crate::app::session::Session;
use crate::core::explain::{self, At};
use crate::core::number::grouped;
use crate::core::relate::normalisation_id;
use crate::tr;
use crate::words::{plain, said};

/// Which number's working is open.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// A line or total of the account: `(line id, source, sink or net)` in a year.
    Account {
        /// Line id, or `source`, `sink`, `net`.
        line: String,
        /// Year.
        year: i32,
    },
    /// The dynamic degree of a land class in a period.
    Change {
        /// Land class.
        class: String,
        /// Position of the period.
        period: usize,
    },
    /// The relational degree of a series.
    Relation {
        /// Series id.
        series: String,
    },
    /// A number of the forecast, by its name there.
    Forecast {
        /// Which number.
        what: String,
    },
}

impl Opened {
    /// Value of `data-working` on the number, so that focus finds its way back.
    pub fn anchor(&self) -> String {
        match self {
            Self::Account { line, year } => format!("account.{line}.{year}"),
            Self::Change { class, period } => format!("change.{class}.{period}"),
            Self::Relation { series } => format!("relation.{series}"),
            Self::Forecast { what } => format!("forecast.{what}"),
        }
    }
}

/// The working of what is opened, tracked; `None` when that number is gone. One arm a step.
pub fn working_of(session: Session, opened: &Opened) -> Option<explain::Working> {
    match opened {
        Opened::Account { line, year } => {
            let account = session.results.account.get().value?;
            let study = session.study();
            let at = At {
                year: *year,
                region: study.choices.region.as_deref(),
            };
            explain::account(&account, &study, line, &at)
        }
        Opened::Forecast { what } => {
            let step = session.results.forecast.get().value?;
            let number = explain::ForecastNumber::from_id(what)?;
            explain::forecast_number(&step.forecast, step.unit.code(), number)
        }
        Opened::Change { class, period } => {
            let step = session.results.change.get().value?;
            let of = step.classes.iter().find(|c| c.class == *class)?;
            let degree = of.degrees.get(*period)?.as_ref().ok()?;
            let printed = of.printed.get(*period).copied().flatten();
            let printed = printed.zip(step.printed_divisor.or(Some(degree.intervals)));
            let unit = step.unit.code();
            Some(explain::dynamic_degree(
                class,
                *step.periods.get(*period)?,
                degree,
                unit,
                printed,
            ))
        }
        Opened::Relation { series } => {
            let step = session.results.relation.get().value?;
            let index = step.lines.iter().position(|id| id == series)?;
            let how = normalisation_id(step.relation.options.normalisation);
            explain::relational_degree(
                &step.relation,
                index,
                &format!("line.{series}"),
                how,
                &step.years,
            )
        }
    }
}

/// Closes the drawer and gives focus back to the number it was opened from.
pub fn close(session: Session) {
    let Some(opened) = session.working.get_untracked() else {
        return;
    };
    session.working.set(None);
    let selector = format!("[data-working=\"{}\"]", opened.anchor());
    let number = document().query_selector(&selector).ok().flatten();
    if let Some(number) = number.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = number.focus();
    }
}

/// The drawer beside the numbers; nothing while none is open. It takes focus when a person opens it, not when the page
/// brings it along.
#[component]
pub fn Working() -> impl IntoView {
    let session = Session::get();
    let drawer = NodeRef::<Aside>::new();
    let working = Memo::new(move |_| session.working.get().and_then(|o| working_of(session, &o)));
    let is_open = Memo::new(move |_| working.with(Option::is_some));
    Effect::new(move |before: Option<Option<Opened>>| {
        let now = session.working.get();
        if now.is_some() && before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                if let Some(element) = drawer.get_untracked() {
                    let _ = element.focus();
                }
            });
        }
        now
    });
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close(session);
        }
    };
    let shown = move || working.get().map(|w| content(session, &w));
    move || {
        is_open.get().then(|| {
            view! {
                <aside class="drawer" id="working" tabindex="-1" node_ref=drawer on:keydown=escape
                    aria-label=move || tr!(session.lang.get(), "working.label")>
                    {shown}
                </aside>
            }
        })
    }
}

fn content(session: Session, working: &explain::Working) -> AnyView {
    let lang = session.lang.get();
    let title: Vec<String> = working.title.iter().map(|w| said(lang, w)).collect();
    let value = working
        .value
        .map_or_else(|| "—".to_owned(), |v| grouped(v, working.decimals));
    let text = plain(lang, working);
    view! {
        <header>
            <div>
                <p>{title.join(" · ")}</p>
                <p class="big num">{value}<span class="unit">{lang.unit(&working.unit)}</span></p>
            </div>
            <button class="iconbtn" aria-label=tr!(lang, "working.close") on:click=move |_| close(session)>
                <Icon name="close" />
            </button>
        </header>
        {sections::sections(lang, working)}
        <section class="working-acts"><copy::CopyButton text=text /></section>
    }
    .into_any()
}
