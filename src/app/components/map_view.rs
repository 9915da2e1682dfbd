//! What a map can do beyond other figures: a unit is marked without a new drawing, and a person comes nearer and moves about.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, SvgElement};

use crate::app::session::Session;
use crate::tr;
use crate::words::Lang;

/// Nearest and farthest a person comes to a map.
const SCALES: std::ops::RangeInclusive<f64> = 1.0..=16.0;
const STEP: f64 = 1.5;

/// The part of the picture shown, in px of the drawing.
#[derive(Clone, Copy, PartialEq)]
struct View {
    whole: (f64, f64),
    at: (f64, f64),
    scale: f64,
}

impl View {
    fn of(svg: &Element) -> Option<Self> {
        let numbers: Vec<f64> = svg
            .get_attribute("viewBox")?
            .split(' ')
            .filter_map(|n| n.parse().ok())
            .collect();
        match numbers.as_slice() {
            [x, y, width, height] => Some(Self {
                whole: (*width, *height),
                at: (*x, *y),
                scale: 1.0,
            }),
            _ => None,
        }
    }

    fn size(self) -> (f64, f64) {
        (self.whole.0 / self.scale, self.whole.1 / self.scale)
    }

    /// Nearer by a factor, round a point given in shares of what is shown.
    fn nearer(self, factor: f64, (x, y): (f64, f64)) -> Self {
        let scale = (self.scale * factor).clamp(*SCALES.start(), *SCALES.end());
        let (old, new) = (self.size(), Self { scale, ..self }.size());
        let at = (
            self.at.0 + (old.0 - new.0) * x,
            self.at.1 + (old.1 - new.1) * y,
        );
        Self { scale, at, ..self }.kept_inside()
    }

    fn moved(self, dx: f64, dy: f64) -> Self {
        let at = (self.at.0 - dx, self.at.1 - dy);
        Self { at, ..self }.kept_inside()
    }

    fn kept_inside(self) -> Self {
        let size = self.size();
        let at = (
            self.at.0.clamp(0.0, (self.whole.0 - size.0).max(0.0)),
            self.at.1.clamp(0.0, (self.whole.1 - size.1).max(0.0)),
        );
        Self { at, ..self }
    }

    fn show(self, svg: &Element) {
        let (width, height) = self.size();
        let view = format!("{:.2} {:.2} {width:.2} {height:.2}", self.at.0, self.at.1);
        let _ = svg.set_attribute("viewBox", &view);
        let _ = svg.class_list().remove_1("pulled");
        if let Some(svg) = svg.dyn_ref::<SvgElement>() {
            let _ = svg.style().remove_property("transform");
        }
    }
}

/// A map held by the pointer: where the pointer was last, and the part the drawing still shows. Until it is let go the picture is
/// moved as it is; drawing it again at every step holds up the page when the map has thousands of units.
#[derive(Clone, Copy)]
struct Held {
    pointer: (f64, f64),
    drawn: View,
}

/// Goes round a figure whose marks carry `data-i`.
#[component]
pub fn MapView(
    /// The unit selected.
    selected: RwSignal<Option<usize>>,
    /// Changes when the picture is drawn anew.
    #[prop(into)]
    drawn: Signal<()>,
    /// Units framed with the one selected.
    #[prop(optional_no_strip)]
    near: Option<Callback<usize, Vec<usize>>>,
    children: Children,
) -> impl IntoView {
    let session = Session::get();
    let place = NodeRef::<Div>::new();
    let view = StoredValue::new_local(None::<View>);
    let held = StoredValue::new_local(None::<Held>);
    let svg = move || {
        let found = place.get_untracked()?.query_selector("svg.chart");
        found.ok().flatten()
    };
    Effect::new(move |_| {
        let now = selected.get();
        drawn.track();
        // The picture is drawn by an effect of its own.
        request_animation_frame(move || {
            let Some(root) = place.try_get_untracked().flatten() else {
                return;
            };
            let beside = now.zip(near).map(|(now, near)| near.run(now));
            mark(&root, now, beside.unwrap_or_default());
        });
    });
    Effect::new(move |_| {
        drawn.track();
        view.set_value(None);
        held.set_value(None);
    });
    let change = move |how: &dyn Fn(View) -> View| {
        let Some(svg) = svg() else { return };
        let Some(before) = view.get_value().or_else(|| View::of(&svg)) else {
            return;
        };
        let after = how(before);
        view.set_value(Some(after));
        held.update_value(|held| {
            if let Some(held) = held {
                held.drawn = after;
            }
        });
        after.show(&svg);
    };
    let nearer = move |factor: f64| change(&|v| v.nearer(factor, (0.5, 0.5)));
    let whole = move || change(&|v| View { scale: 1.0, ..v }.kept_inside());
    let wheel = move |event: leptos::ev::WheelEvent| {
        // The bare wheel moves the page.
        if !event.ctrl_key() && !event.meta_key() {
            return;
        }
        let Some(svg) = svg() else { return };
        let area = svg.get_bounding_client_rect();
        if area.width() <= 0.0 || area.height() <= 0.0 {
            return;
        }
        event.prevent_default();
        let point = (
            ((f64::from(event.client_x()) - area.left()) / area.width()).clamp(0.0, 1.0),
            ((f64::from(event.client_y()) - area.top()) / area.height()).clamp(0.0, 1.0),
        );
        let factor = if event.delta_y() < 0.0 {
            STEP
        } else {
            1.0 / STEP
        };
        change(&|v| v.nearer(factor, point));
    };
    let down = move |event: leptos::ev::PointerEvent| {
        let Some(svg) = svg() else { return };
        let on_map = target(&event).is_some_and(|t| svg.contains(Some(&t)));
        let near = view.get_value().filter(|v| v.scale > 1.0 && on_map);
        held.set_value(near.map(|drawn| Held {
            pointer: point(&event),
            drawn,
        }));
    };
    let drag = move |event: leptos::ev::PointerEvent| {
        let (Some(Held { pointer, drawn }), Some(now)) = (held.get_value(), view.get_value())
        else {
            return;
        };
        let Some(svg) = svg().and_then(|s| s.dyn_into::<SvgElement>().ok()) else {
            return;
        };
        let width = f64::from(svg.client_width());
        if width <= 0.0 {
            return;
        }
        let to = point(&event);
        let per_px = drawn.size().0 / width;
        let now = now.moved((to.0 - pointer.0) * per_px, (to.1 - pointer.1) * per_px);
        view.set_value(Some(now));
        held.set_value(Some(Held { pointer: to, drawn }));
        let (x, y) = (drawn.at.0 - now.at.0, drawn.at.1 - now.at.1);
        let pulled = format!("translate({:.1}px,{:.1}px)", x / per_px, y / per_px);
        let _ = svg.style().set_property("transform", &pulled);
        let _ = svg.class_list().add_1("pulled");
    };
    let let_go = move || {
        let was_held = held.with_value(Option::is_some);
        held.set_value(None);
        if let (Some(svg), Some(now), true) = (svg(), view.get_value(), was_held) {
            now.show(&svg);
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        // The browser has a zoom of its own.
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "+" | "=" => nearer(STEP),
            "-" => nearer(1.0 / STEP),
            "0" => whole(),
            _ => return,
        }
        event.prevent_default();
    };
    let button = move |path: &'static str, name: fn(Lang) -> &'static str, act: fn(f64) -> f64| {
        let press = move |_| {
            let factor = act(STEP);
            if factor == 0.0 {
                whole()
            } else {
                nearer(factor)
            }
        };
        view! { <button type="button" class="iconbtn small" aria-label=move || name(session.lang()) on:click=press>
            <svg class="ic" viewBox="0 0 16 16" aria-hidden="true"><path d=path fill="none" stroke="currentColor" stroke-width="1.6" /></svg>
        </button> }
    };
    view! {
        <div class="map-view" node_ref=place on:wheel=wheel on:pointerdown=down on:pointermove=drag
            on:pointerup=move |_| let_go() on:pointerleave=move |_| let_go() on:pointercancel=move |_| let_go() on:keydown=key>
            {children()}
            <div class="map-near" role="group" aria-label=move || tr!(session.lang(), "zones.map.near")>
                {button("M8 3v10M3 8h10", |l| tr!(l, "zones.map.in"), |s| s)}
                {button("M3 8h10", |l| tr!(l, "zones.map.out"), |s| 1.0 / s)}
                {button("M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3", |l| tr!(l, "zones.map.whole"), |_| 0.0)}
            </div>
        </div>
    }
}

fn target(event: &leptos::ev::PointerEvent) -> Option<web_sys::Node> {
    event.target().and_then(|t| t.dyn_into().ok())
}

fn point(event: &leptos::ev::PointerEvent) -> (f64, f64) {
    (event.client_x().into(), event.client_y().into())
}

/// Frames the unit read and those near it, and no other: their outlines once more, over everything else.
fn mark(root: &HtmlElement, now: Option<usize>, near: Vec<usize>) {
    while let Ok(Some(before)) = root.query_selector(".map-read, .map-near.read") {
        before.remove();
    }
    for index in near {
        frame(root, index, "map-near read");
    }
    if let Some(index) = now {
        frame(root, index, "map-read");
    }
}

fn frame(root: &HtmlElement, index: usize, class: &str) {
    let found = root.query_selector(&format!("[data-i=\"{index}\"]"));
    let Ok(Some(unit)) = found else { return };
    let Some(svg) = unit.parent_node() else {
        return;
    };
    let Ok(Ok(frame)) = unit.clone_node().map(|n| n.dyn_into::<Element>()) else {
        return;
    };
    let _ = frame.remove_attribute("data-i");
    let _ = frame.set_attribute("class", class);
    let _ = svg.append_child(&frame);
}

/// The point a key leads to from one of them: the nearest that lies more that way than aside.
#[must_use]
pub fn toward(points: &[(f64, f64)], now: usize, key: &str) -> Option<usize> {
    let (dx, dy) = match key {
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        "ArrowUp" => (0.0, -1.0),
        "ArrowDown" => (0.0, 1.0),
        _ => return None,
    };
    let is_there = |p: &(f64, f64)| p.0.is_finite() && p.1.is_finite();
    let from = points.get(now)?;
    if !is_there(from) {
        return points.iter().position(is_there);
    }
    let cost = |p: &(f64, f64)| {
        let (x, y) = (p.0 - from.0, p.1 - from.1);
        let along = x * dx + y * dy;
        let aside = (x * dy).abs() + (y * dx).abs();
        (along > 1e-9 && aside <= along * 1.8).then_some(along + aside)
    };
    points
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != now)
        .filter_map(|(i, p)| Some((i, cost(p)?)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(i, _)| i)
        // At the edge a key leads nowhere; it is not for the page either.
        .or(Some(now))
}
