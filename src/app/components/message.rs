//! A message beside the thing it is about.

use leptos::prelude::*;

use super::icon::Icon;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Says something.
    Info,
    /// Agrees.
    Ok,
    /// Asks for a look.
    Warn,
    /// Something is wrong.
    Error,
}

impl Tone {
    /// Class of the stylesheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Info => "",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Error => "err",
        }
    }

    /// Icon that says the same without colour.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// A message with its icon.
#[component]
pub fn Message(tone: Tone, children: Children) -> impl IntoView {
    view! {
        <div class=format!("msg {}", tone.class())>
            <Icon name=tone.icon() />
            <div>{children()}</div>
        </div>
    }
}
