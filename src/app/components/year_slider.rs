//! A year chosen by a slider, and the years played one after the other.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::session::Session;
use crate::tr;

/// How long each year stands.
const PAUSE: Duration = Duration::from_millis(1200);

/// A slider over years, which need not be a year apart.
#[component]
pub fn YearSlider(
    /// Years in order.
    #[prop(into)]
    years: Signal<Vec<i32>>,
    /// Year shown.
    #[prop(into)]
    year: Signal<i32>,
    /// Called with another year.
    #[prop(into)]
    on_change: Callback<i32>,
) -> impl IntoView {
    let session = Session::get();
    let playing = RwSignal::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(timer) = playing.try_get_untracked().flatten() {
            timer.clear();
            playing.set(None);
        }
    };
    on_cleanup(stop);
    let at = move || {
        let now = year.get();
        years.with(|all| all.iter().position(|y| *y == now).unwrap_or_default())
    };
    let next = move || {
        let (all, now) = (years.get_untracked(), year.get_untracked());
        let at = all.iter().position(|y| *y == now);
        let next = at.map_or(0, |at| (at + 1) % all.len().max(1));
        if let Some(year) = all.get(next) {
            on_change.run(*year);
        }
    };
    let play = move |_| {
        if playing.get_untracked().is_some() {
            return stop();
        }
        next();
        playing.set(set_interval_with_handle(next, PAUSE).ok());
    };
    view! {
        <div class="field year-slider">
            <span class="lab"><span>{session.word(|l| tr!(l, "space.time.year"))}</span><b class="num">{move || year.get()}</b></span>
            <div class="range">
                <input type="range" min="0" max=move || years.with(|y| y.len().saturating_sub(1)) step="1"
                    aria-label=session.word(|l| tr!(l, "space.time.year"))
                    aria-valuetext=move || year.get().to_string()
                    prop:value=move || at().to_string()
                    on:input=move |event| {
                        stop();
                        let asked = event_target_value(&event).parse::<usize>().ok();
                        if let Some(year) = asked.and_then(|at| years.get_untracked().get(at).copied()) {
                            on_change.run(year);
                        }
                    } />
                <button type="button" class="btn small" aria-pressed=move || playing.get().is_some().to_string() on:click=play>
                    {move || {
                        let lang = session.lang();
                        if playing.get().is_some() { tr!(lang, "space.time.stop") } else { tr!(lang, "space.time.play") }
                    }}
                </button>
            </div>
        </div>
    }
}
