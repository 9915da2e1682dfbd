//! The tests of the fit, a row each.

use leptos::prelude::*;

use super::Shown;
use super::charts::class_ratio_picture;
use super::parts::tone;
use crate::app::components::icon::Icon;
use crate::app::components::plot::Plot;
use crate::app::session::Session;
use crate::core::forecast::Fit;
use crate::tr;
use crate::words::forecast::{TestRow, class_ratio_row, grade_line, test_rows};

/// The rows with their head.
#[component]
pub fn FitTests(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let has_picture = Memo::new(move |_| {
        let step = shown.get();
        step.forecast.tests.class_ratio.is_ok() && matches!(step.forecast.fit, Fit::Gm11(_))
    });
    let gauge = move || {
        has_picture.get().then(|| {
            let draw = move |width| class_ratio_picture(session.lang.get(), &shown.get(), width);
            view! { <Plot draw /> }
        })
    };
    let class_ratio = Signal::derive(move || class_ratio_row(session.lang.get(), &shown.get()));
    view! {
        <div class="section-head forecast-tests">
            <h2>{move || tr!(session.lang.get(), "forecast.tests.head")}</h2>
            <p>{move || grade_line(session.lang.get(), &shown.get())}</p>
        </div>
        <div class="tests">
            <div class=move || format!("test {}", tone(class_ratio.get().mark).class())>
                {move || view! { <Icon name=tone(class_ratio.get().mark).icon() /> }}
                <span>{move || class_ratio.get().name}</span>
                <span class="v num">{move || class_ratio.get().value}</span>
                <div class="gauge">{gauge}</div>
                <p class="sub">{move || class_ratio.get().note}</p>
            </div>
            {move || test_rows(session.lang.get(), &shown.get()).map(row).collect_view()}
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
