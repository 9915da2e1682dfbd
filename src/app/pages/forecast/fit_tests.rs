//! The tests of the fit, a row each.

use leptos::prelude::*;

use super::Shown;
use super::charts::class_ratio_picture;
use super::parts::{Part, opens, part, told, tone};
use crate::app::components::icon::Icon;
use crate::app::components::plot::Plot;
use crate::app::session::Session;
use crate::core::explain::ForecastNumber;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::forecast::{TestRow, class_ratio_row, grade_line, test_rows};

/// The rows with their head.
#[component]
pub fn FitTests(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let head = session.word(|l| tr!(l, "forecast.tests.head"));
    let draw = move |width| class_ratio_picture(session.lang(), &shown.get(), width);
    let gauge = view! { <div class="gauge"><Plot draw /></div> };
    let class_ratio = Signal::derive(move || class_ratio_row(session.lang(), &shown.get()));
    let class = Signal::derive(move || format!("test {}", tone(class_ratio.get().mark).class()));
    let icon: Part =
        Box::new(move || view! { <Icon name=tone(class_ratio.get().mark).icon() /> }.into_any());
    let cell = move |of: fn(TestRow) -> String| Signal::derive(move || of(class_ratio.get()));
    let value = part(session, shown, |session, lang, step| {
        let row = class_ratio_row(lang, step);
        opens(
            session,
            step,
            ForecastNumber::ClassRatio,
            row.name,
            row.value,
        )
    });
    let rows = part(session, shown, |session, lang, step| {
        let rows = test_rows(lang, step).into_iter().zip(NUMBERS);
        rows.map(|(of, number)| row(session, step, of, number))
            .collect_view()
            .into_any()
    });
    view! {
        <div class="section-head forecast-tests">
            <h2>{head}</h2>
            <p>{told(session, shown, grade_line)}</p>
        </div>
        <div class="tests">
            <div class=class>
                {icon}
                <span>{cell(|row| row.name.to_owned())}</span>
                <span class="v num">{value}</span>
                {gauge}
                <p class="sub">{cell(|row| row.note)}</p>
            </div>
            {rows}
        </div>
    }
}

/// What the rows after the class ratio open.
const NUMBERS: [ForecastNumber; 4] = [
    ForecastNumber::VarianceRatio,
    ForecastNumber::SmallError,
    ForecastNumber::RelativeError,
    ForecastNumber::DevelopmentCoefficient,
];

fn row(session: Session, step: &ForecastStep, row: TestRow, number: ForecastNumber) -> AnyView {
    let tone = tone(row.mark);
    let value = opens(session, step, number, row.name, row.value);
    view! {
        <div class=format!("test {}", tone.class())>
            <Icon name=tone.icon() />
            <span>{row.name}</span>
            <span class="v num">{value}</span>
            <p class="sub">{row.note}</p>
        </div>
    }
    .into_any()
}
