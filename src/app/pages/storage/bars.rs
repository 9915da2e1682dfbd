//! Figure 2: carbon by class, the largest first.

use leptos::prelude::*;

use super::{Land, Shown, class_name, unit_of};
use crate::app::components::figure::{Figure, Walk};
use crate::app::session::Session;
use crate::chart::Words;
use crate::chart::rows::{Bars, bars};
use crate::core::number::fixed;
use crate::core::storage::Storage;
use crate::core::study::LandStock;
use crate::exchange::table::DataTable;
use crate::steps::stock::StockStep;
use crate::tr;
use crate::words::Lang;

/// The figure.
#[component]
pub fn ClassBars(land: Land, shown: Shown, at: Memo<usize>) -> impl IntoView {
    let session = Session::get();
    let selected = RwSignal::new(None::<usize>);
    let title = Signal::derive(move || tr!(session.lang(), "stock.bars.title").to_owned());
    view! {
        <Figure
            number=Signal::derive(move || tr!(session.lang(), "stock.bars.number").to_owned())
            title=title
            subtitle=Signal::derive(move || {
                let (lang, step) = (session.lang(), shown.get());
                let most = stock_at(&step, at.get()).map_or(0.0, |s| s.known);
                tr!(lang, "stock.bars.subtitle", unit = lang.unit(unit_of(most).1))
            })
            draw=move |width| {
                let (lang, land, step) = (session.lang(), land.get(), shown.get());
                let (rows, factor) = rows(lang, &land, &step, at.get());
                let finding: Vec<String> = rows.iter().map(|(n, v)| format!("{n} {}", fixed(*v, 1))).collect();
                let decimals = usize::from(factor > 1.0 || rows.first().is_some_and(|r| r.1 < 100.0));
                bars(&Bars { rows, decimals, words: Words { title: title.get(), finding: finding.join("; ") }, selected: selected.get() }, width)
            }
            selected=selected
            walk=Walk::Down
            source=Signal::derive(move || {
                let has_pixels = land.with(|l| l.dates.iter().flat_map(|d| &d.areas).any(|a| a.pixels.is_some()));
                let lang = session.lang();
                if has_pixels { tr!(lang, "stock.bars.source") } else { tr!(lang, "stock.bars.source_areas") }.to_owned()
            })
            table=move |()| {
                let (lang, land, step) = (session.lang(), land.get(), shown.get());
                let (rows, _) = rows(lang, &land, &step, at.get());
                DataTable {
                    head: vec![tr!(lang, "stock.table.class").to_owned(), tr!(lang, "stock.bars.axis").to_owned()],
                    rows: rows.into_iter().map(|(name, value)| vec![name, fixed(value, 4)]).collect(),
                }
            }
            file="carbon-by-class"
        />
    }
}

/// The stock of a date.
pub fn stock_at(step: &StockStep, at: usize) -> Option<&Storage> {
    let dates = &step.stock.as_ref()?.dates;
    dates
        .get(at.min(dates.len().checked_sub(1)?))
        .map(|d| &d.storage)
}

fn rows(lang: Lang, land: &LandStock, step: &StockStep, at: usize) -> (Vec<(String, f64)>, f64) {
    let Some(stock) = stock_at(step, at) else {
        return (Vec::new(), 1.0);
    };
    let (factor, _) = unit_of(stock.known);
    let mut rows: Vec<(String, f64)> = stock
        .classes
        .iter()
        .map(|c| (class_name(lang, land, c.class), c.carbon / factor))
        .collect();
    rows.sort_by(|a, b| b.1.total_cmp(&a.1));
    (rows, factor)
}
