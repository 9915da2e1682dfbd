//! Two scenarios side by side, with the difference in every table and figure; and the scenarios themselves.

mod bar;
mod differences;
mod figures;
mod list;
mod make;
mod pair;
mod tables;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::components::message::{Message, Tone};
use crate::app::components::page_head::Fault;
use crate::app::components::rich::{phrases, with_numbers};
use crate::app::components::segment::Segment;
use crate::app::session::Session;
use crate::core::problem::{Problem, Report};
use crate::steps::compare::{Comparison, Group, Measure, Quantity, compare};
use crate::tr;
use crate::words::{Lang, compare as words};

pub use bar::ScenarioBar;

/// The comparison shown; compared by identity.
#[derive(Clone)]
struct Both(Arc<Comparison>);

impl PartialEq for Both {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

type Shown = Signal<Both>;

/// The step and the quantity looked at.
#[derive(Clone, Copy)]
struct Looked {
    group: RwSignal<Group>,
    /// What is looked at; nothing yet is what differs most.
    quantity: RwSignal<Option<Quantity>>,
    /// Position of the year or row read.
    at: RwSignal<Option<usize>>,
}

impl Looked {
    /// The measure looked at.
    fn of(self, both: &Comparison) -> Option<&Measure> {
        let group = self.group.get();
        let asked = self.quantity.get();
        let is_asked = |m: &&Measure| Some(&m.quantity) == asked.as_ref();
        let first = || {
            let most = both.most_changed.as_deref().and_then(|id| both.line(id));
            let most = most.filter(|m| m.group == group);
            let differs = || both.group(group).find(|m| m.differs());
            most.or_else(differs).or_else(|| both.group(group).next())
        };
        both.group(group).find(is_asked).or_else(first)
    }
}

/// What was pressed may be gone with what was drawn before: the keyboard goes on at the head of the page.
fn to_top() {
    request_animation_frame(|| {
        if let Some(main) = document().get_element_by_id("main") {
            use wasm_bindgen::JsCast;
            let main: web_sys::HtmlElement = main.unchecked_into();
            let _ = main.focus();
        }
    });
}

/// The page.
#[component]
pub fn Compare() -> impl IntoView {
    let session = Session::get();
    let sides = RwSignal::new(default_sides(session));
    let added = RwSignal::new(None::<String>);
    let count = Memo::new(move |_| session.study().scenarios.list.len());
    Effect::new(move |before: Option<usize>| {
        let now = count.get();
        // One more or one less: what was chosen may be another one now.
        if before.is_some_and(|b| b != now) {
            sides.set(default_sides(session));
            // Undone or taken away: there is nothing to say.
            if before.is_some_and(|b| b > now) {
                added.set(None);
            }
        }
        now
    });
    let result = Memo::new(move |before: Option<&Found>| {
        let study = session.study();
        let [a, b] = sides.get();
        if a.max(b) >= study.scenarios.list.len() {
            return Found::default();
        }
        match compare(&study, [a, b]) {
            Ok(both) => Found {
                both: Some(Both(Arc::new(both))),
                fault: None,
            },
            Err(error) => Found {
                both: before
                    .and_then(|f| f.both.clone())
                    .filter(|kept| kept.0.of == [a, b]),
                fault: Some(error.problem()),
            },
        }
    });
    let fault = Signal::derive(move || result.get().fault.map(|problem| session.say(&problem)));
    let is_there = Memo::new(move |_| result.with(|f| f.both.is_some()));
    view! {
        <Fault sentence=fault />
        {move || {
            is_there.get();
            match result.get_untracked().both {
                Some(first) => {
                    let shown: Shown = Signal::derive(move || result.get().both.unwrap_or_else(|| first.clone()));
                    view! { <Body shown sides added /> }.into_any()
                }
                None => view! { <Alone added /> }.into_any(),
            }
        }}
    }
}

#[derive(Clone, Default, PartialEq)]
struct Found {
    both: Option<Both>,
    fault: Option<Problem>,
}

/// The baseline beside the one in use, or beside the last.
fn default_sides(session: Session) -> [usize; 2] {
    let study = session.study_now();
    let all = &study.scenarios;
    let other = match all.present {
        0 => all.list.len().saturating_sub(1),
        present => present,
    };
    [0, other.max(1)]
}

/// What is shown of a study without scenarios.
#[component]
fn Alone(added: RwSignal<Option<String>>) -> impl IntoView {
    let session = Session::get();
    let lang = move || session.lang();
    view! {
        <div class="page-head">
            <Eyebrow />
            <h1>{move || phrases(tr!(lang(), "compare.question.none"))}</h1>
            <p class="lede">{move || tr!(lang(), "compare.lede.none")}</p>
        </div>
        <section class="section"><make::Make added /></section>
    }
}

#[component]
fn Eyebrow() -> impl IntoView {
    let session = Session::get();
    view! {
        <p class="eyebrow">
            <span>{move || tr!(session.lang(), "compare.eyebrow")}</span>
            <span>{move || session.lang().pick(&session.study().title).to_owned()}</span>
        </p>
    }
}

#[component]
fn Body(
    shown: Shown,
    sides: RwSignal<[usize; 2]>,
    added: RwSignal<Option<String>>,
) -> impl IntoView {
    let session = Session::get();
    let looked = Looked {
        group: RwSignal::new(Group::Account),
        quantity: RwSignal::new(None),
        at: RwSignal::new(None),
    };
    view! {
        <div class="page-head">
            <Eyebrow />
            <h1>{move || phrases(&words::question(session.lang(), &shown.get().0))}</h1>
            <p class="lede">{move || {
                let (message, values) = words::lede(session.lang(), &shown.get().0);
                with_numbers(&message, &values)
            }}</p>
        </div>
        <make::Added added />
        {move || shown.get().0.is_printed_set_aside.then(|| view! {
            <div class="notice"><Message tone=Tone::Info>{tr!(session.lang(), "compare.set_aside")}</Message></div>
        })}
        <Sides shown sides />
        <pair::Pair shown />
        <section class="section"><Chooser shown looked /></section>
        {move || missing(session, &shown.get().0, looked.group.get())}
        <figures::Figures shown looked />
        <section class="section"><tables::Tables shown looked /></section>
        <section class="section"><differences::Differences shown /></section>
        <section class="section cols even"><list::List /><make::Make added /></section>
    }
}

/// Which two are compared.
#[component]
fn Sides(shown: Shown, sides: RwSignal<[usize; 2]>) -> impl IntoView {
    let session = Session::get();
    let names = Memo::new(move |_| {
        let study = session.study();
        let names = study.scenarios.list.iter().map(|s| s.name.clone());
        names.collect::<Vec<_>>()
    });
    let choose = move |side: usize, label: fn(Lang) -> &'static str| {
        let on_change = move |event| {
            if let Ok(at) = event_target_value(&event).parse::<usize>() {
                sides.update(|s| {
                    // The same one twice shows nothing: the two change places.
                    if s[1 - side] == at {
                        s[1 - side] = s[side];
                    }
                    s[side] = at;
                });
            }
        };
        view! {
            <label class="inl">{move || label(session.lang())}" "<span class="inp sel">
                <select on:change=on_change prop:value=move || sides.get()[side].to_string()>
                    {move || {
                        let (lang, now) = (session.lang(), sides.get()[side]);
                        names.get().iter().enumerate().map(|(at, name)| view! {
                            <option value=at.to_string() selected=at == now>{words::scenario(lang, name)}</option>
                        }).collect_view()
                    }}
                </select></span>
            </label>
        }
    };
    view! {
        <div class="row sides">
            {choose(0, |lang| tr!(lang, "compare.choose.a"))}
            {choose(1, |lang| tr!(lang, "compare.choose.b"))}
            <button class="btn small" on:click=move |_| sides.update(|s| s.swap(0, 1))>{move || tr!(session.lang(), "compare.choose.swap")}</button>
            <span class="vh" role="status">{move || words::question(session.lang(), &shown.get().0).replace('|', "")}</span>
        </div>
    }
}

/// Which step and which quantity of it.
#[component]
fn Chooser(shown: Shown, looked: Looked) -> impl IntoView {
    let session = Session::get();
    let steps = Signal::derive(move || {
        let lang = session.lang();
        Group::ALL.map(|g| (g.id(), step_name(lang, g))).to_vec()
    });
    let choose_step = move |id| {
        if let Some(group) = Group::ALL.into_iter().find(|g| g.id() == id) {
            looked.group.set(group);
            looked.quantity.set(None);
            looked.at.set(None);
        }
    };
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let both = shown.get_untracked().0;
        let group = looked.group.get_untracked();
        let measure = at.and_then(|at| both.group(group).nth(at).map(|m| m.quantity.clone()));
        looked.quantity.set(measure);
        looked.at.set(None);
    };
    view! {
        <div class="row chooser">
            <Segment label=Signal::derive(move || tr!(session.lang(), "compare.show.step").to_owned()) options=steps
                value=Signal::derive(move || looked.group.get().id()) on_choose=choose_step />
            <label class="inl">{move || tr!(session.lang(), "compare.show.what")}" "<span class="inp sel">
                <select on:change=choose>
                    {move || {
                        let (lang, both) = (session.lang(), shown.get().0);
                        let now = looked.of(&both).map(|m| m.quantity.clone());
                        both.group(looked.group.get()).enumerate().map(|(at, measure)| {
                            let name = words::name(lang, measure);
                            let name = if measure.differs() { tr!(lang, "compare.show.changed", name = name) } else { name };
                            let is_now = Some(&measure.quantity) == now.as_ref();
                            view! { <option value=at.to_string() selected=is_now>{name}</option> }
                        }).collect_view()
                    }}
                </select></span>
            </label>
        </div>
    }
}

fn step_name(lang: Lang, group: Group) -> String {
    lang.name(&format!("step.{}", group.id()))
}

/// Which of the two a figure is of.
fn side_name(lang: Lang, side: usize) -> &'static str {
    match side {
        0 => tr!(lang, "compare.a"),
        _ => tr!(lang, "compare.b"),
    }
}

fn missing(session: Session, both: &Comparison, group: Group) -> AnyView {
    let lang = session.lang();
    let gone = both.missing.iter().filter(|m| m.group == group);
    let sentences = gone.map(|m| {
        let why = session.say(&m.problem);
        tr!(
            lang,
            "compare.missing",
            side = side_name(lang, m.side),
            why = why
        )
    });
    sentences
        .map(|text| view! { <div class="notice"><Message tone=Tone::Warn>{text}</Message></div> })
        .collect_view()
        .into_any()
}
