//! The tests of the fit, a row each.

use leptos::prelude::*;

use super::Shown;
use super::charts::class_ratio_picture;
use super::parts::{Part, part, told, tone, word};
use crate::app::components::icon::Icon;
use crate::app::components::plot::Plot;
use crate::app::session::Session;
use crate::tr;
use crate::words::forecast::{TestRow, class_ratio_row, grade_line, test_rows};

/// The rows with their head.
#[component]
pub fn FitTests(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let head = word(session, |l| tr!(l, "forecast.tests.head"));
    let draw = move |width| class_ratio_picture(session.lang.get(), &shown.get(), width);
    let gauge = view! { <div class="gauge"><Plot draw /></div> };
    let class_ratio = Signal::derive(move || class_ratio_row(session.lang.get(), &shown.get()));
    let class = Signal::derive(move || format!("test {}", tone(class_ratio.get().mark).class()));
    let icon: Part =
        Box::new(move || view! { <Icon name=tone(class_ratio.get().mark).icon() /> }.into_any());
    let cell = move |of: fn(TestRow) -> String| Signal::derive(move || of(class_ratio.get()));
    let rows = part(session, shown, |_, lang, step| {
        test_rows(lang, step).map(row).collect_view().into_any()
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
                <span class="v num">{cell(|row| row.value)}</span>
                {gauge}
                <p class="sub">{cell(|row| row.note)}</p>
            </div>
            {rows}
        </div>
    }
}

fn row(row: TestRow) -> impl IntoView {
    let tone = tone(row.mark);
    view! {
        <div class=format!("test {}", tone.class())>
            <Icon name=tone.icon() />
            <span>{row.name}</span>
            <span class="v num">{row.value}</span>
            <p class="sub">{row.note}</p>
        </div>
    }
}
