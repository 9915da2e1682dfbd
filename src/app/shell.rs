//! The frame of every page: top bar, steps, notice, page, foot.

use leptos::prelude::*;

use super::browser;
use super::components::icon::{Icon, Mark};
use super::components::message::{Message, Tone};
use super::lazy::{self, Draw};
use super::session::Session;
use super::storage;
use super::url_state::{Step, Theme, href};
use crate::tr;
use crate::words::Lang;

/// The frame.
#[component]
pub fn Shell() -> impl IntoView {
    let session = Session::get();
    view! {
        <a class="skip" href="#main">{move || tr!(session.lang(), "shell.skip")}</a>
        <TopBar />
        <Steps />
        <main id="main" class="wrap" tabindex="-1">
            <Notice />
            {move || session.rest.get().map(|rest| (rest.trouble)())}
            {page(session)}
        </main>
        <Foot />
    }
}

/// The step asked for. The one before stays until it is there.
fn page(session: Session) -> AnyView {
    let shown = RwSignal::new(None::<(Step, Draw)>);
    let owner = Owner::current().unwrap_or_default();
    Effect::new(move |_| {
        let step = session.step.get();
        let owner = owner.clone();
        lazy::with_page(session, step, move |draw| {
            // Whoever went on in the meantime sees where they went.
            if session.step.get_untracked() == step {
                shown.set(Some((step, draw)));
                set_timeout(
                    move || bring_rest(session, owner),
                    std::time::Duration::ZERO,
                );
            }
        });
    });
    let shown_step = Memo::new(move |_| shown.get().map(|(step, _)| step));
    (move || {
        shown_step.get();
        match shown.get_untracked() {
            Some((step, draw)) => {
                if matches!(step, Step::Home | Step::Account) {
                    browser::mark("data-ready", "account");
                }
                draw()
            }
            None => view! { <p class="empty" role="status">{move || tr!(session.lang(), "shell.opening")}</p> }.into_any(),
        }
    })
    .into_any()
}

/// What is not needed to see the first page comes once it stands; as long as it does not come, it is asked for again.
fn bring_rest(session: Session, owner: Owner) {
    if session.rest.with_untracked(Option::is_some) {
        return;
    }
    lazy::try_rest(move |rest| match rest {
        Some(_) if session.rest.with_untracked(Option::is_some) => {}
        Some(rest) => {
            session.rest.set(Some(rest));
            owner.with(|| (rest.keep)(session));
            lazy::fetch_all(|| browser::mark("data-whole", ""));
        }
        None => set_timeout(move || bring_rest(session, owner), PAUSE),
    });
}

/// Between two attempts to bring the rest.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(4);

/// What was refused last.
#[component]
fn Notice() -> impl IntoView {
    let session = Session::get();
    view! {
        <div role="alert" class="notice">
            {move || {
                session.notice.get().map(|problem| {
                    let text = session.say(&problem);
                    view! {
                        <Message tone=Tone::Error>
                            {text.clone()}
                            <div class="row">
                                <button class="btn small" on:click=move |_| session.notice.set(None)>
                                    {tr!(session.lang(), "shell.dismiss")}
                                </button>
                            </div>
                        </Message>
                    }
                })
            }}
        </div>
    }
}

#[component]
fn TopBar() -> impl IntoView {
    let session = Session::get();
    let title = move || {
        let study = session.study();
        session.lang().pick(&study.title).to_owned()
    };
    let switch_theme = move |_| {
        session
            .theme
            .set(if session.theme.get_untracked().is_dark() {
                Theme::Light
            } else {
                Theme::Dark
            });
    };
    // The home page has the study among the others.
    let to_studies = move |event| {
        go(session, Step::Home, &event);
        if let Some(rest) = session
            .rest
            .get_untracked()
            .filter(|_| event.default_prevented())
        {
            (rest.to_studies)();
        }
    };
    view! {
        <header class="topbar"><div class="wrap">
            <a class="brand" href=move || { session.step.track(); href(Step::Home) } on:click=move |event| go(session, Step::Home, &event)>
                <Mark />
                <b>"碳衡"</b><i>"Tanheng"</i>
            </a>
            <div class="study">
                <a class="btn small plain" href=move || { session.step.track(); href(Step::Home) } on:click=to_studies>
                    <span class="ell">{title}</span>
                </a>
            </div>
            <span class="grow"></span>
            <storage::Status />
            <UndoRedo />
            <div class="seg" role="group" aria-label=move || tr!(session.lang(), "shell.language")>
                <LanguageButton lang=Lang::Zh label="中文" />
                <LanguageButton lang=Lang::En label="EN" />
            </div>
            <button class="iconbtn" aria-label=move || tr!(session.lang(), "shell.theme") on:click=switch_theme>
                <Icon name="theme" />
            </button>
        </div></header>
    }
}

#[component]
fn UndoRedo() -> impl IntoView {
    let session = Session::get();
    let can = Memo::new(move |_| session.can_step());
    view! {
        <button class="iconbtn" aria-label=move || tr!(session.lang(), "shell.undo") disabled=move || !can.get().0
            on:click=move |_| session.undo()><Icon name="undo" /></button>
        <button class="iconbtn" aria-label=move || tr!(session.lang(), "shell.redo") disabled=move || !can.get().1
            on:click=move |_| session.redo()><Icon name="redo" /></button>
    }
}

#[component]
fn LanguageButton(lang: Lang, label: &'static str) -> impl IntoView {
    let session = Session::get();
    view! {
        <button lang=lang.tag() aria-pressed=move || (session.lang() == lang).to_string() on:click=move |_| session.lang.set(lang)>
            {label}
        </button>
    }
}

/// Follows a link inside the page unless a new tab or window is asked for.
pub fn go(session: Session, step: Step, event: &leptos::ev::MouseEvent) {
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
        return;
    }
    event.prevent_default();
    session.working.set(None);
    session.notice.set(None);
    session.step.set(step);
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

#[component]
fn Steps() -> impl IntoView {
    let session = Session::get();
    let link = move |step: Step| {
        view! {
            <li class:aside=step == Step::Compare>
                <a href=move || { session.step.track(); href(step) } aria-current=move || (session.step.get() == step).then_some("page")
                    on:click=move |event| go(session, step, &event)>
                    {step.is_numbered().then(|| view! { <small>{step.number()}</small> })}
                    {move || step.name(session.lang())}
                </a>
            </li>
        }
    };
    let beside = move |offset: isize| {
        let at = session.step.get().number() as isize + offset;
        usize::try_from(at)
            .ok()
            .and_then(|i| Step::ALL.get(i).copied())
    };
    let side_link = move |offset: isize| {
        let lang = session.lang();
        match beside(offset) {
            Some(step) => {
                let name = step.name(lang);
                let text = if offset < 0 {
                    format!("‹ {name}")
                } else {
                    format!("{name} ›")
                };
                view! { <a href=href(step) on:click=move |event| go(session, step, &event)>{text}</a> }.into_any()
            }
            None => view! { <span></span> }.into_any(),
        }
    };
    view! {
        <nav class="steps" aria-label=move || tr!(session.lang(), "shell.steps")><div class="wrap">
            <ol>{Step::ALL.map(link)}</ol>
            <div class="steps-narrow">
                {move || side_link(-1)}
                <span class="inp sel steps-pick">
                    <select aria-label=move || tr!(session.lang(), "shell.steps")
                        prop:value=move || session.step.get().id()
                        on:change=move |event| {
                            let id = event_target_value(&event);
                            if let Some(step) = Step::ALL.into_iter().find(|s| s.id() == id) {
                                session.working.set(None);
                                session.step.set(step);
                            }
                        }>
                        {Step::ALL.map(|step| view! {
                            <option value=step.id() selected=move || session.step.get() == step>
                                {move || {
                                    let name = step.name(session.lang());
                                    if step.is_numbered() { format!("{} {name}", step.number()) } else { name }
                                }}
                            </option>
                        })}
                    </select>
                </span>
                {move || side_link(1)}
            </div>
        </div></nav>
    }
}

#[component]
fn Foot() -> impl IntoView {
    let session = Session::get();
    let versions = move || {
        let study = session.study();
        let case = study
            .case
            .as_ref()
            .map(|c| format!("{} {}", c.id, c.version));
        tr!(
            session.lang(),
            "shell.versions",
            version = env!("CARGO_PKG_VERSION"),
            case = case.unwrap_or_default()
        )
    };
    view! {
        <footer class="foot"><div class="wrap">
            {move || session.rest.get().map(|rest| (rest.study_file)())}
            <span>{versions}</span>
            <span>{move || tr!(session.lang(), "shell.private")}</span>
        </div></footer>
    }
}
