//! A figure: number, title, readout, picture, source, and what can be taken away.

pub mod take;

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use crate::app::lazy;
use crate::app::session::Session;
use crate::chart::Picture;
use crate::exchange::table::DataTable;
use crate::tr;
use take::{Kind, Take};

/// Which arrow keys walk through the marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Walk {
    /// ← →, through years.
    #[default]
    Sideways,
    /// ↑ ↓, through rows.
    Down,
}

/// A picture that is compared by identity: a new drawing is a new picture.
#[derive(Clone)]
struct Drawn(Arc<Picture>);

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A figure drawn for the width it has. Hover, tap and arrow keys select a mark; the readout says its values.
#[component]
pub fn Figure(
    /// `图 1`, `Fig. 1`.
    #[prop(into)]
    number: Signal<String>,
    /// Title.
    #[prop(into)]
    title: Signal<String>,
    /// Unit and direction.
    #[prop(into)]
    subtitle: Signal<String>,
    /// Draws the picture for a width in px.
    draw: impl Fn(f64) -> Picture + Send + Sync + 'static,
    /// The mark selected.
    selected: RwSignal<Option<usize>>,
    /// Readout of the mark selected.
    #[prop(into, optional)]
    readout: Option<ViewFn>,
    /// Keys that change the selection.
    #[prop(optional)]
    walk: Walk,
    /// Which mark a key leads to from the selected one, where marks stand in no row; `None` leaves it to `walk`.
    #[prop(into, optional)]
    beside: Option<Callback<(String, usize), Option<usize>>>,
    /// Enter on the selected mark.
    #[prop(into, optional)]
    on_enter: Option<Callback<usize>>,
    /// Source line, also written into the exported picture.
    #[prop(into)]
    source: Signal<String>,
    /// The numbers of the picture.
    #[prop(into)]
    table: Callback<(), DataTable>,
    /// Name of the files saved, without an ending.
    file: &'static str,
    /// Choices in the head, at the right.
    #[prop(into, optional)]
    controls: Option<ViewFn>,
) -> impl IntoView {
    let session = Session::get();
    let plot = NodeRef::<Div>::new();
    let width = RwSignal::new(0.0_f64);
    let shows_table = RwSignal::new(false);
    watch_width(plot, width);
    let picture = Memo::new(move |_| {
        let width = width.get();
        (width > 0.0).then(|| Drawn(Arc::new(draw(width))))
    });
    let svg = move || picture.get().map(|p| p.0.svg.clone()).unwrap_or_default();
    let at = move |event: &leptos::ev::PointerEvent| {
        // A mark of any shape names itself.
        let target: Option<web_sys::Element> = event.target().and_then(|t| t.dyn_into().ok());
        if let Some(index) = target.and_then(|t| t.get_attribute("data-i")) {
            return index.parse().ok();
        }
        let picture = picture.get_untracked()?.0;
        let area = plot.get_untracked()?.get_bounding_client_rect();
        let scale = picture.width / area.width();
        let (x, y) = (
            (f64::from(event.client_x()) - area.left()) * scale,
            (f64::from(event.client_y()) - area.top()) * scale,
        );
        picture
            .hits
            .iter()
            .find(|h| h.x0 <= x && x <= h.x1 && h.y0 <= y && y <= h.y1)
            .map(|h| h.index)
    };
    let hover = move |event: leptos::ev::PointerEvent| {
        if let Some(index) = at(&event)
            && selected.get_untracked() != Some(index)
        {
            selected.set(Some(index));
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let now = selected.get_untracked();
        let near = beside.and_then(|beside| beside.run((event.key(), now.unwrap_or(0))));
        if near.is_some() {
            event.prevent_default();
            return selected.set(near);
        }
        let last = picture
            .get_untracked()
            .and_then(|p| p.0.hits.iter().map(|h| h.index).max());
        let Some(last) = last else { return };
        let (back, forth) = match walk {
            Walk::Sideways => ("ArrowLeft", "ArrowRight"),
            Walk::Down => ("ArrowUp", "ArrowDown"),
        };
        let next = match event.key().as_str() {
            k if k == back => now.map_or(last, |i| i.saturating_sub(1)),
            k if k == forth => now.map_or(0, |i| (i + 1).min(last)),
            "Home" => 0,
            "End" => last,
            "Enter" => {
                if let (Some(open), Some(index)) = (on_enter, now) {
                    open.run(index);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        selected.set(Some(next));
    };
    let save = move |kind: Kind| {
        let take = Take {
            kind,
            file,
            picture: picture.get_untracked().map(|p| p.0),
            words: [title, subtitle, source].map(|words| words.get_untracked()),
            table: table.run(()),
        };
        lazy::with_rest(session, move |rest| (rest.save)(take));
    };
    view! {
        <figure class="fig">
            <div class="fig-head">
                <div><h2><span class="no">{number}</span>{title}</h2><p>{subtitle}</p></div>
                {controls.map(|c| view! { <div class="row">{c.run()}</div> })}
            </div>
            {readout.map(|r| view! { <div class="readout" role="status">{move || r.run()}</div> })}
            <div class="plot" node_ref=plot tabindex="0" role="group" aria-label=move || tr!(session.lang(), "figure.plot", title = title.get())
                on:pointermove=hover on:pointerdown=hover on:keydown=key inner_html=svg></div>
            {move || shows_table.get().then(|| view! { <TableView table=table.run(()) label=title.get() /> })}
            <figcaption>
                <span>{source}</span>
                <span class="acts">
                    <button class="link" aria-expanded=move || shows_table.get().to_string() on:click=move |_| shows_table.update(|s| *s = !*s)>
                        {move || tr!(session.lang(), "figure.table")}
                    </button>
                    <button class="link" on:click=move |_| save(Kind::Svg)>"SVG"</button>
                    <button class="link" on:click=move |_| save(Kind::Png)>"PNG"</button>
                    <button class="link" on:click=move |_| save(Kind::Csv)>"CSV"</button>
                </span>
            </figcaption>
        </figure>
    }
}

/// The numbers behind a picture.
#[component]
fn TableView(table: DataTable, label: String) -> impl IntoView {
    view! {
        <div class="scroll figure-table" tabindex="0" role="region" aria-label=label>
            <table class="book">
                <thead><tr>{table.head.into_iter().enumerate().map(|(i, h)| view! { <th scope="col" class:l=i == 0>{h}</th> }).collect_view()}</tr></thead>
                <tbody>{table.rows.into_iter().map(|row| view! {
                    <tr>{row.into_iter().enumerate().map(|(i, cell)| if i == 0 {
                        view! { <th scope="row">{cell}</th> }.into_any()
                    } else {
                        view! { <td>{cell}</td> }.into_any()
                    }).collect_view()}</tr>
                }).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Keeps `width` at the width of the element, as long as it is on the page.
pub(super) fn watch_width(element: NodeRef<Div>, width: RwSignal<f64>) {
    Effect::new(move |_| {
        let Some(div) = element.get() else { return };
        let node: web_sys::Element = div.unchecked_into();
        let measured = node.clone();
        width.set(node.client_width().into());
        let observe = Closure::<dyn Fn()>::new(move || {
            let now = f64::from(measured.client_width());
            if now > 0.0 && (now - width.get_untracked()).abs() >= 1.0 {
                width.set(now);
            }
        });
        if let Ok(observer) = web_sys::ResizeObserver::new(observe.as_ref().unchecked_ref()) {
            observer.observe(&node);
            let kept = StoredValue::new_local((observer, observe));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
    });
}
