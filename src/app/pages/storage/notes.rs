//! What the pool table lacks, and what its densities are.

use leptos::prelude::*;

use super::incoming::edit;
use super::{HA_PER_KM2, Land, Shown, class_name, legend_of};
use crate::app::components::message::{Message, Tone};
use crate::app::session::Session;
use crate::core::number::{fixed, grouped};
use crate::core::storage::Pool;
use crate::core::study::{LandDate, LandStock};
use crate::exchange::pools::{INVEST_GUIDE, read_pools};
use crate::tr;
use crate::words::Lang;

/// The messages.
#[component]
pub fn Notes(land: Land, shown: Shown, at: Memo<usize>) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, land, step) = (session.lang(), land.get(), shown.get());
        let here = land.dates.get(at.get());
        let is_here = |code: i32| here.is_some_and(|d| d.areas.iter().any(|a| a.class == code));
        let codes = step.codes.iter().copied();
        let lacking: Vec<i32> = codes
            .filter(|c| land.pool(*c).is_none() && is_here(*c))
            .collect();
        let taught = teaching(&land);
        let can_teach = taught.iter().any(|p| lacking.contains(&p.code));
        let teach = move |_| {
            let taught = taught.clone();
            edit(session, move |land| {
                for pool in taught {
                    if land.pool(pool.code).is_none() {
                        land.put_pool(pool);
                    }
                }
            });
        };
        let missing = (!lacking.is_empty()).then(|| {
            let (list, area, share) = listed(lang, &land, &lacking, at.get());
            let head = tr!(lang, "stock.missing.head", n = lacking.len());
            let text = tr!(lang, "stock.missing.text", list = list, area = area, share = share);
            view! {
                <Message tone=Tone::Error>
                    <b>{head}</b>{text}
                    {can_teach.then(|| view! {
                        <div class="row"><button type="button" class="btn small" on:click=teach>{tr!(lang, "stock.missing.teach")}</button></div>
                    })}
                </Message>
            }
        });
        let teaching = is_taught(&land).then(|| view! {
            <Message tone=Tone::Warn><b>{tr!(lang, "stock.missing.teach_note")}</b>{tr!(lang, "stock.missing.teach_text")}</Message>
        });
        let unseen: Vec<_> = land
            .dates
            .iter()
            .filter(|d| d.nodata > 0 || d.outside > 0)
            .map(|d| {
                let text = tr!(
                    lang,
                    "stock.unseen",
                    name = &d.name,
                    nodata = d.nodata,
                    outside = d.outside
                );
                view! { <Message tone=Tone::Info>{text}</Message> }
            })
            .collect();
        let whole = |d: &LandDate| d.areas.iter().map(|a| a.area).sum::<f64>() / HA_PER_KM2;
        let areas: Vec<f64> = land.dates.iter().map(whole).collect();
        let least = areas.iter().copied().fold(f64::INFINITY, f64::min);
        let most = areas.iter().copied().fold(0.0, f64::max);
        let is_followed = areas.len() < 2 || !land.changes.is_empty();
        let differ = (!is_followed && most - least > 0.001 * most).then(|| {
            let areas: Vec<String> = areas.iter().map(|a| grouped(*a, 0)).collect();
            let text = tr!(lang, "stock.areas_differ", areas = areas.join(" / "));
            view! { <Message tone=Tone::Warn>{text}</Message> }
        });
        view! { {missing}{teaching}{differ}{unseen} }
    }
}

/// Whether some densities are the hypothetical ones of the InVEST guide.
pub fn is_taught(land: &LandStock) -> bool {
    let mut sources = land.pools.iter().filter_map(|p| p.source.as_deref());
    sources.any(|s| s.contains("hypothetical"))
}

/// The classes of the InVEST guide under the codes of the legend that they stand for.
fn teaching(land: &LandStock) -> Vec<Pool> {
    let (Some(legend), Ok(table)) = (legend_of(land), read_pools(INVEST_GUIDE)) else {
        return Vec::new();
    };
    let codes = land.codes().into_iter();
    let of = |code: i32| {
        let class = legend.class(code.into())?;
        let stands = i32::try_from(class.teaching?).ok()?;
        let pool = table.get(stands)?.clone();
        // The legend has the name.
        Some(Pool {
            code,
            name: String::new(),
            ..pool
        })
    };
    codes.filter_map(of).collect()
}

/// The classes without densities in words, their area in km² and its share of the last date.
fn listed(lang: Lang, land: &LandStock, lacking: &[i32], at: usize) -> (String, String, String) {
    let Some(date) = land.dates.get(at) else {
        return Default::default();
    };
    let mut named = Vec::new();
    let mut without = 0.0;
    for code in lacking {
        let cells = || date.areas.iter().filter(|a| a.class == *code);
        let area: f64 = cells().map(|a| a.area).sum();
        let pixels: Option<u64> = cells().map(|a| a.pixels).sum();
        without += area;
        let name = class_name(lang, land, *code);
        named.push(match pixels {
            Some(pixels) => tr!(
                lang,
                "stock.missing.item",
                code = code,
                name = name,
                pixels = pixels
            ),
            None => {
                let area = grouped(area / HA_PER_KM2, 0);
                tr!(
                    lang,
                    "stock.missing.item_area",
                    code = code,
                    name = name,
                    area = area
                )
            }
        });
    }
    let whole: f64 = date.areas.iter().map(|a| a.area).sum();
    let share = if whole > 0.0 {
        100.0 * without / whole
    } else {
        0.0
    };
    (
        named.join(tr!(lang, "zones.comma")),
        grouped(without / HA_PER_KM2, 0),
        fixed(share, 1),
    )
}
