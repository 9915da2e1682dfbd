//! Language, theme, step and case in the address, so that a link opens what it shows.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use super::session::Session;
use crate::words::Lang;

/// A step of the way from a table to a forecast.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// Finished cases.
    #[default]
    Home,
    /// Inputs and coefficients.
    Data,
    /// Sources, sinks and net.
    Account,
    /// Land change.
    Change,
    /// Grey relation.
    Relation,
    /// Forecast.
    Forecast,
    /// Zones of the regions.
    Zones,
    /// Carbon storage of land classes.
    Storage,
    /// Carbon and oxygen released and fixed.
    Oxygen,
    /// Neighbours and what they have in common.
    Space,
    /// Two scenarios side by side.
    Compare,
    /// The report of all of them.
    Report,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Self; 12] = [
        Self::Home,
        Self::Data,
        Self::Account,
        Self::Change,
        Self::Relation,
        Self::Forecast,
        Self::Zones,
        Self::Storage,
        Self::Oxygen,
        Self::Space,
        Self::Compare,
        Self::Report,
    ];

    /// Name in the address and in the locale files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Data => "data",
            Self::Account => "account",
            Self::Change => "change",
            Self::Relation => "relation",
            Self::Forecast => "forecast",
            Self::Zones => "zones",
            Self::Storage => "storage",
            Self::Oxygen => "oxygen",
            Self::Space => "space",
            Self::Compare => "compare",
            Self::Report => "report",
        }
    }

    /// Name in a language.
    pub fn name(self, lang: Lang) -> String {
        lang.name(&format!("step.{}", self.id()))
    }

    /// Whether it is one of the numbered steps.
    pub fn is_numbered(self) -> bool {
        !matches!(self, Self::Home | Self::Compare | Self::Report)
    }

    /// Position; the first numbered step is 1.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|s| *s == self).unwrap_or(0)
    }
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    const fn id(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// Whether the page is dark now.
    pub fn is_dark(self) -> bool {
        match self {
            Self::Dark => true,
            Self::Light => false,
            Self::System => window()
                .match_media("(prefers-color-scheme: dark)")
                .ok()
                .flatten()
                .is_some_and(|m| m.matches()),
        }
    }
}

/// What the address says.
pub struct Url {
    /// Language asked for, remembered, or of the browser.
    pub lang: Lang,
    /// Theme asked for or remembered.
    pub theme: Theme,
    /// Step asked for.
    pub step: Step,
    /// Case asked for.
    pub case: Option<String>,
}

impl Url {
    /// Reads the address and what this browser remembers.
    pub fn read() -> Self {
        let params = params();
        let asked = |key: &str| params.get(key).or_else(|| remembered(key));
        let lang = asked("lang")
            .and_then(|tag| Lang::from_tag(&tag))
            .or_else(|| {
                window()
                    .navigator()
                    .language()
                    .and_then(|tag| Lang::from_tag(&tag))
            });
        Self {
            lang: lang.unwrap_or_default(),
            theme: match asked("theme").as_deref() {
                Some("light") => Theme::Light,
                Some("dark") => Theme::Dark,
                _ => Theme::System,
            },
            step: step_in(&params),
            case: params.get("case"),
        }
    }
}

fn params() -> UrlSearchParams {
    let search = window().location().search().unwrap_or_default();
    UrlSearchParams::new_with_str(&search).unwrap_or_else(|_| unreachable!("any text is a query"))
}

fn step_in(params: &UrlSearchParams) -> Step {
    let asked = params.get("step");
    Step::ALL
        .into_iter()
        .find(|s| Some(s.id()) == asked.as_deref())
        .unwrap_or_default()
}

fn remembered(key: &str) -> Option<String> {
    use gloo_storage::Storage;
    // As text: gloo's own `get` brings a JSON reader into the page's first file.
    let value = gloo_storage::LocalStorage::raw().get_item(&format!("tanheng.{key}"));
    let value = value.ok().flatten()?;
    // Versions up to 0.1.0 wrote it as JSON.
    Some(value.trim_matches('"').to_owned())
}

fn remember(key: &str, value: &str) {
    use gloo_storage::Storage;
    // A browser that refuses storage still shows the page; the choice then lasts as long as the page.
    let _ = gloo_storage::LocalStorage::raw().set_item(&format!("tanheng.{key}"), value);
}

/// Address of a step with the present language and theme, for links.
pub fn href(step: Step) -> String {
    let params = params();
    params.set("step", step.id());
    format!("?{}", params.to_string().as_string().unwrap_or_default())
}

/// Keeps the address, `<html>` and what is remembered in step with the session, and the session with back and forward.
pub fn follow(session: Session) {
    Effect::new(move |_| {
        let (lang, theme) = (session.lang(), session.theme.get());
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", lang.tag());
            let _ = match theme.id() {
                Some(id) => root.set_attribute("data-theme", id),
                None => root.remove_attribute("data-theme"),
            };
        }
        document().set_title(crate::tr!(lang, "shell.title"));
    });
    Effect::new(move |before: Option<Step>| {
        let (lang, theme, step) = (session.lang(), session.theme.get(), session.step.get());
        let params = params();
        params.set("lang", lang.tag());
        params.set("step", step.id());
        match theme.id() {
            Some(id) => params.set("theme", id),
            None => params.delete("theme"),
        }
        // A study in the fragment stays until a person has said what becomes of it.
        let fragment = window().location().hash().unwrap_or_default();
        let address = params.to_string().as_string().unwrap_or_default();
        let address = ["?", &address, &fragment].concat();
        if let Ok(history) = window().history() {
            // A new step is a new place to go back from; a language or theme is not.
            let _ = match before {
                Some(before) if before != step => {
                    history.push_state_with_url(&JsValue::NULL, "", Some(&address))
                }
                _ => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
            };
        }
        if before.is_some() {
            remember("lang", lang.tag());
            if let Some(id) = theme.id() {
                remember("theme", id);
            }
        }
        step
    });
    gloo_events::EventListener::new(&window(), "popstate", move |_| {
        let asked = step_in(&params());
        if session.step.get_untracked() != asked {
            session.step.set(asked);
        }
    })
    .forget();
}
