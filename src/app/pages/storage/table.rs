//! Table 1: the pool table as it is typed, beside what follows from it.

use std::collections::HashMap;

use leptos::prelude::*;

use super::bars::stock_at;
use super::incoming::edit;
use super::land::colour_of;
use super::{HA_PER_KM2, Land, Shown, amount, class_name, unit_of};
use crate::app::session::Session;
use crate::chart::land::css;
use crate::core::number::{grouped, parse, significant};
use crate::core::storage::{Density, Pool};
use crate::core::study::LandStock;
use crate::tr;
use crate::words::Lang;

/// Densities of a class as far as they are typed.
type Begun = StoredValue<HashMap<i32, [Option<f64>; 4]>>;

/// The table.
#[component]
pub fn Pools(land: Land, shown: Shown, at: Memo<usize>) -> impl IntoView {
    let session = Session::get();
    let begun: Begun = StoredValue::new(HashMap::new());
    let wrong = RwSignal::new(None::<(i32, usize)>);
    let body = move || {
        let (lang, land, step) = (session.lang(), land.get(), shown.get());
        let at = at.get();
        let stock = stock_at(&step, at);
        let (factor, unit) = unit_of(stock.map_or(0.0, |s| s.known));
        let rows: Vec<AnyView> = step
            .codes
            .iter()
            .enumerate()
            .map(|(place, &code)| {
                let cells = || land.dates.get(at).into_iter().flat_map(|d| &d.areas).filter(|a| a.class == code);
                let area: f64 = cells().map(|a| a.area).sum();
                let pixels: Option<u64> = cells().map(|a| a.pixels).sum();
                let pool = land.pool(code);
                let carbon = stock.and_then(|s| s.classes.iter().find(|c| c.class == code)).map(|c| c.carbon);
                let name = class_name(lang, &land, code);
                let fill = css(colour_of(&land, &step.codes, place));
                let fields: Vec<AnyView> = (0..4).map(|k| field(session, lang, &land, code, k, begun, wrong)).collect();
                let clear = pool.map(|_| view! {
                    <button type="button" class="btn small plain" aria-label=format!("{} {name}", tr!(lang, "stock.table.remove"))
                        on:click=move |_| edit(session, |land| land.pools.retain(|p| p.code != code))>"×"</button>
                });
                view! {
                    <tr class:on=pool.is_none()>
                        <th scope="row"><svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" fill=fill /></svg>{name.clone()}</th>
                        <td>{code}</td>
                        <td class="hide-n">{pixels.map_or_else(|| "—".to_owned(), |p| grouped(p as f64, 0))}</td>
                        <td>{grouped(area / HA_PER_KM2, if area < 1e5 { 2 } else { 0 })}</td>
                        {fields}
                        <td class="sum">{pool.map_or_else(|| "—".to_owned(), |p| significant(p.total(), 6))}</td>
                        <td class="sum">{carbon.map_or_else(|| "—".to_owned(), |c| amount(c, factor))}</td>
                        <td>{clear}</td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        let foot = stock.map(|stock| {
            let head = match stock.total {
                Some(_) => tr!(lang, "stock.table.total").to_owned(),
                None => tr!(lang, "stock.table.subtotal", n = stock.classes.len()),
            };
            let area: f64 = stock.classes.iter().map(|c| c.area).sum();
            view! {
                <tfoot><tr>
                    <th scope="row">{head}</th><td></td><td class="hide-n"></td><td>{grouped(area / HA_PER_KM2, 0)}</td>
                    <td></td><td></td><td></td><td></td><td></td><td>{amount(stock.known, factor)}</td><td></td>
                </tr></tfoot>
            }
        });
        let caption = tr!(lang, "stock.table.title");
        let sources = sources(lang, &land);
        view! {
            <div class="scroll bleed" tabindex="0" role="region" aria-label=caption>
                <table class="book compact pools">
                    <caption><b>{caption}</b>{tr!(lang, "stock.table.note")}</caption>
                    <thead><tr>
                        <th class="l" scope="col">{tr!(lang, "stock.table.class")}</th>
                        <th scope="col">{tr!(lang, "stock.table.code")}</th>
                        <th class="hide-n" scope="col">{tr!(lang, "stock.table.pixels")}</th>
                        <th scope="col">{tr!(lang, "stock.table.area")}<span class="unit">"km²"</span></th>
                        {(0..4).map(|k| view! { <th scope="col">{pool_name(lang, k)}</th> }).collect_view()}
                        <th scope="col">{tr!(lang, "stock.table.sum")}</th>
                        <th scope="col">{tr!(lang, "stock.table.carbon")}<span class="unit">{lang.unit(unit)}</span></th>
                        <th scope="col"><span class="vh">{tr!(lang, "stock.table.remove")}</span></th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                    {foot}
                </table>
            </div>
            <p class="tnote" role="status">{wrong.get().map(|_| tr!(lang, "stock.table.fault"))}</p>
            <p class="tnote">{tr!(lang, "stock.table.foot")}</p>
            {(!sources.is_empty()).then(|| view! { <p class="tnote">{tr!(lang, "stock.table.source", source = sources)}</p> })}
        }
    };
    let is_wrong_spread = RwSignal::new(false);
    let spread = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        let percent = if typed.trim().is_empty() {
            Some(0.0)
        } else {
            parse(&typed)
        };
        let percent = percent.filter(|p| (0.0..=100.0).contains(p));
        is_wrong_spread.set(percent.is_none());
        let Some(percent) = percent else { return };
        edit(session, |land| {
            for pool in &mut land.pools {
                for density in [
                    &mut pool.above,
                    &mut pool.below,
                    &mut pool.soil,
                    &mut pool.dead,
                ] {
                    let reach = density.value * percent / 100.0;
                    *density = Density {
                        value: density.value,
                        low: (percent > 0.0).then_some(density.value - reach),
                        high: (percent > 0.0).then_some(density.value + reach),
                    };
                }
            }
        });
    };
    view! {
        <div>
            {body}
            <div class="field spread">
                <label for="pool-spread">{move || tr!(session.lang(), "stock.table.spread")}</label>
                <span class="inp"><input id="pool-spread" type="number" min="0" max="100" step="1" on:change=spread
                    aria-invalid=move || is_wrong_spread.get().to_string() prop:value=move || land.with(|l| percent(l)) /><span class="u">"%"</span></span>
                <span class="hint" role="status">{move || {
                    let lang = session.lang();
                    let lacks = shown.with(|s| s.stock.as_ref().is_some_and(|s| s.dates.iter().any(|d| d.storage.total.is_none())));
                    if is_wrong_spread.get() {
                        tr!(lang, "stock.table.spread_fault")
                    } else if lacks {
                        tr!(lang, "stock.table.spread_lacks")
                    } else {
                        tr!(lang, "stock.table.spread_note")
                    }
                }}</span>
            </div>
        </div>
    }
}

/// The range all pools have in common, in per cent of their values.
fn percent(land: &LandStock) -> String {
    let all = land.pools.iter().flat_map(Pool::densities);
    let with_range = all
        .filter(|d| d.value > 0.0)
        .find_map(|d| Some((d.high?, d.value)));
    with_range.map_or_else(String::new, |(high, value)| {
        significant((high / value - 1.0) * 100.0, 4)
    })
}

/// Where densities are from, and of which classes.
pub fn sources(lang: Lang, land: &LandStock) -> String {
    let codes = land.codes();
    let mut named: Vec<(&str, Vec<String>)> = Vec::new();
    for pool in land.pools.iter().filter(|p| codes.contains(&p.code)) {
        let source = pool.source.as_deref().filter(|s| !s.is_empty());
        let source = source.unwrap_or(tr!(lang, "stock.table.typed"));
        let class = class_name(lang, land, pool.code);
        match named.iter_mut().find(|(s, _)| *s == source) {
            Some((_, classes)) => classes.push(class),
            None => named.push((source, vec![class])),
        }
    }
    let comma = tr!(lang, "zones.comma");
    let texts = named.into_iter().map(|(source, classes)| {
        tr!(
            lang,
            "stock.table.source_of",
            source = source,
            classes = classes.join(comma)
        )
    });
    texts.collect::<Vec<_>>().join("; ")
}

fn pool_name(lang: Lang, pool: usize) -> &'static str {
    match pool {
        0 => tr!(lang, "stock.table.above"),
        1 => tr!(lang, "stock.table.below"),
        2 => tr!(lang, "stock.table.soil"),
        _ => tr!(lang, "stock.table.dead"),
    }
}

/// One density. A class has its carbon once all four are there.
fn field(
    session: Session,
    lang: Lang,
    land: &LandStock,
    code: i32,
    k: usize,
    begun: Begun,
    wrong: RwSignal<Option<(i32, usize)>>,
) -> AnyView {
    let pool = land.pool(code);
    let value = match pool {
        Some(pool) => Some(pool.densities()[k].value),
        None => begun.with_value(|b| b.get(&code).and_then(|all| all[k])),
    };
    let name = class_name(lang, land, code);
    let change = move |event: leptos::ev::Event| {
        let typed = parse(&event_target_value(&event)).filter(|v| v.is_finite() && *v >= 0.0);
        let Some(typed) = typed else {
            wrong.set(Some((code, k)));
            return;
        };
        wrong.set(None);
        let before = session.study_now();
        let pool = before
            .land_stock
            .as_deref()
            .and_then(|l| l.pool(code))
            .cloned();
        let mut all = match &pool {
            Some(pool) => pool.densities().map(|d| Some(d.value)),
            None => begun.with_value(|b| b.get(&code).copied().unwrap_or_default()),
        };
        all[k] = Some(typed);
        begun.update_value(|b| {
            b.insert(code, all);
        });
        let [Some(above), Some(below), Some(soil), Some(dead)] = all else {
            return;
        };
        let old = pool.as_ref().map(Pool::densities);
        let density = |at: usize, value: f64| match old {
            Some(old) if at != k => old[at],
            _ => Density::of(value),
        };
        let new = Pool {
            code,
            name: pool.as_ref().map_or_else(String::new, |p| p.name.clone()),
            above: density(0, above),
            below: density(1, below),
            soil: density(2, soil),
            dead: density(3, dead),
            source: None,
        };
        begun.update_value(|b| {
            b.remove(&code);
        });
        edit(session, |land| land.put_pool(new));
    };
    let label = tr!(
        lang,
        "stock.table.cell",
        class = name,
        pool = pool_name(lang, k)
    );
    let is_wrong = move || (wrong.get() == Some((code, k))).to_string();
    view! {
        <td><input class="inp" type="text" inputmode="decimal" aria-label=label aria-invalid=is_wrong
            prop:value=value.map(|v| significant(v, 8)).unwrap_or_default() on:change=change /></td>
    }
    .into_any()
}
