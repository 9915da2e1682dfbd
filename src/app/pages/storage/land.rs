//! Figure 1: the map of classes as its file has it.

use leptos::html::Div;
use leptos::prelude::*;

use super::taken::{Preview, preview};
use super::{Land, Shown, class_name, date_label, legend_of};
use crate::app::components::figure::Figure;
use crate::app::components::map_view::MapView;
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::chart::land::{Land as Dots, colour, css, land as draw_land};
use crate::chart::{Picture, Words};
use crate::core::number::{fixed, grouped};
use crate::core::raster::{Grid, NO_CLASS};
use crate::core::study::{LandDate, LandStock};
use crate::exchange::table::DataTable;
use crate::tr;
use crate::words::Lang;

/// The figure, or that its file is not at hand.
#[component]
pub fn LandFigure(land: Land, shown: Shown, at: Memo<usize>) -> impl IntoView {
    let session = Session::get();
    let dots = Signal::derive(move || {
        let land = land.get();
        let study = session.study().id.clone();
        let date = land.dates.get(at.get());
        date.and_then(|d| preview(&study, &d.name)).map(Picked)
    });
    let has_dots = Memo::new(move |_| dots.get().is_some());
    let pixel = RwSignal::new(None::<usize>);
    let place = NodeRef::<Div>::new();
    let title = Signal::derive(move || {
        let (lang, land) = (session.lang(), land.get());
        tr!(
            lang,
            "stock.map.title_of",
            name = date_label(&land, at.get())
        )
    });
    let hover = move |event: leptos::ev::PointerEvent| {
        let Some(Picked(dots)) = dots.get_untracked() else {
            return;
        };
        let image = place
            .get_untracked()
            .and_then(|p| p.query_selector("image.land").ok().flatten());
        let Some(area) = image.map(|i| i.get_bounding_client_rect()) else {
            return;
        };
        let rows = dots.codes.len() / dots.columns.max(1);
        let x = (f64::from(event.client_x()) - area.left()) / area.width();
        let y = (f64::from(event.client_y()) - area.top()) / area.height();
        if !(0.0..1.0).contains(&x) || !(0.0..1.0).contains(&y) {
            return;
        }
        let (column, row) = (
            (x * dots.columns as f64) as usize,
            (y * rows as f64) as usize,
        );
        let next = Some(row * dots.columns + column);
        if pixel.get_untracked() != next {
            pixel.set(next);
        }
    };
    let beside = Callback::new(move |(key, now): (String, usize)| {
        let Picked(dots) = dots.get_untracked()?;
        let columns = dots.columns;
        let next = match key.as_str() {
            "ArrowLeft" => now.checked_sub(1).unwrap_or(now),
            "ArrowRight" => now + 1,
            "ArrowUp" => now.checked_sub(columns).unwrap_or(now),
            "ArrowDown" => now + columns,
            "Home" => 0,
            "End" => dots.codes.len().saturating_sub(1),
            _ => return None,
        };
        Some(if next < dots.codes.len() { next } else { now })
    });
    let readout = move || {
        let (lang, land) = (session.lang(), land.get());
        let found = dots.get().zip(pixel.get());
        found
            .map(|(Picked(dots), pixel)| read(lang, &land, &dots, pixel))
            .into_any()
    };
    let drawn = Signal::derive(move || {
        dots.track();
        session.lang();
    });
    let figure = move || {
        if !has_dots.get() {
            return view! { <Message tone=Tone::Info>{move || tr!(session.lang(), "stock.map.none")}</Message> }.into_any();
        }
        view! {
            <div node_ref=place on:pointermove=hover on:pointerdown=hover>
                <MapView selected=pixel drawn=drawn>
                <Figure
                    number=Signal::derive(move || tr!(session.lang(), "stock.map.number").to_owned())
                    title=title
                    subtitle=Signal::derive(move || {
                        let lang = session.lang();
                        let step = dots.get().map_or(1, |d| d.0.step);
                        let step = if step > 1 { tr!(lang, "stock.map.step", n = step) } else { String::new() };
                        tr!(lang, "stock.map.subtitle", step = step)
                    })
                    draw=move |width| draw(session.lang(), &land.get(), dots.get(), &shown.get().codes, title.get(), width)
                    selected=pixel
                    beside=beside
                    readout=readout
                    source=Signal::derive(move || {
                        let (lang, land) = (session.lang(), land.get());
                        let name = land.dates.get(at.get()).map_or("", |d| d.name.as_str());
                        tr!(lang, "stock.map.source", name = name)
                    })
                    table=move |()| numbers(session.lang(), &land.get(), at.get())
                    file="land-cover"
                />
                </MapView>
            </div>
        }
        .into_any()
    };
    view! {
        <div>
            {figure}
            {move || list(session.lang(), &land.get(), at.get())}
        </div>
    }
}

/// A preview compared by identity.
#[derive(Clone)]
struct Picked(Preview);

impl PartialEq for Picked {
    fn eq(&self, other: &Self) -> bool {
        std::sync::Arc::ptr_eq(&self.0.codes, &other.0.codes)
    }
}

/// Colour of the class at this place among the codes.
pub fn colour_of(land: &LandStock, codes: &[i32], at: usize) -> [u8; 3] {
    let look = codes
        .get(at)
        .and_then(|code| legend_of(land)?.class((*code).into()));
    colour(look.map(|c| c.look), at)
}

fn draw(
    lang: Lang,
    land: &LandStock,
    dots: Option<Picked>,
    codes: &[i32],
    title: String,
    width: f64,
) -> Picture {
    let Some(Picked(preview)) = dots else {
        return draw_land(&Dots::default(), width);
    };
    let known = codes.len().min(254);
    let of = |code: &i32| match codes.binary_search(code) {
        Ok(at) if at < known => at as u8,
        _ => u8::MAX,
    };
    let most = land
        .dates
        .iter()
        .find(|d| d.name == preview.name)
        .and_then(|date| {
            let cells = date.areas.iter();
            cells.max_by(|a, b| a.area.total_cmp(&b.area))
        });
    let finding = most.map_or_else(String::new, |cell| {
        tr!(
            lang,
            "stock.map.finding",
            name = class_name(lang, land, cell.class),
            n = cell.pixels.unwrap_or_default(),
            classes = codes.len()
        )
    });
    draw_land(
        &Dots {
            columns: preview.columns,
            dots: preview.codes.iter().map(of).collect(),
            colours: (0..known).map(|at| colour_of(land, codes, at)).collect(),
            aspect: aspect(land.grid.as_ref()),
            words: Words { title, finding },
        },
        width,
    )
}

fn aspect(grid: Option<&Grid>) -> f64 {
    let size = grid
        .and_then(|g| g.transform)
        .map(|t| (t[1].abs(), t[5].abs()));
    size.map_or(1.0, |(x, y)| if x > 0.0 { y / x } else { 1.0 })
}

fn read(lang: Lang, land: &LandStock, dots: &Preview, pixel: usize) -> AnyView {
    let columns = dots.columns.max(1);
    let (row, column) = (pixel / columns * dots.step, pixel % columns * dots.step);
    let code = dots.codes.get(pixel).copied().unwrap_or(NO_CLASS);
    let class = if code == NO_CLASS {
        tr!(lang, "stock.map.nodata").to_owned()
    } else {
        format!("{code} {}", class_name(lang, land, code))
    };
    let transform = land.grid.as_ref().and_then(|g| g.transform);
    let place = transform.map(|t| {
        let (c, r) = (column as f64 + 0.5, row as f64 + 0.5);
        let (x, y) = (t[0] + c * t[1] + r * t[2], t[3] + c * t[4] + r * t[5]);
        tr!(
            lang,
            "stock.map.place",
            lon = fixed(x, 3),
            lat = fixed(y, 3)
        )
    });
    view! {
        {place.map(|p| view! { <span><b>{p}</b></span> })}
        <span><span class="k">{tr!(lang, "stock.map.row")}</span><b>{format!("{row}, {column}")}</b></span>
        <span><span class="k">{tr!(lang, "stock.map.class")}</span><b>{class}</b></span>
    }
    .into_any()
}

/// Classes of a date with their colours and pixels, the largest first.
fn sums(land: &LandStock, at: usize) -> Vec<(i32, f64, Option<u64>)> {
    let mut sums = land.dates.get(at).map_or_else(Vec::new, LandDate::by_class);
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    sums
}

fn list(lang: Lang, land: &LandStock, at: usize) -> AnyView {
    let codes = land.codes();
    let items: Vec<AnyView> = sums(land, at)
        .into_iter()
        .map(|(code, area, pixels)| {
            let place = codes.binary_search(&code).unwrap_or_default();
            let fill = css(colour_of(land, &codes, place));
            let count = pixels.map_or_else(|| format!("{} km²", grouped(area / super::HA_PER_KM2, 0)), |p| grouped(p as f64, 0));
            view! {
                <li>
                    <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" fill=fill /></svg>
                    <span class="ell">{format!("{code} {}", class_name(lang, land, code))}</span>
                    <span class="num">{count}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="lcl" aria-label=tr!(lang, "stock.map.legend")>{items}</ul> }.into_any()
}

fn numbers(lang: Lang, land: &LandStock, at: usize) -> DataTable {
    let head = [
        tr!(lang, "stock.table.code"),
        tr!(lang, "stock.table.class"),
        tr!(lang, "stock.table.pixels"),
        "km²",
    ];
    let rows = sums(land, at).into_iter().map(|(code, area, pixels)| {
        vec![
            code.to_string(),
            class_name(lang, land, code),
            pixels.map(|p| p.to_string()).unwrap_or_default(),
            fixed(area / super::HA_PER_KM2, 4),
        ]
    });
    DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
