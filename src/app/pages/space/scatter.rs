//! Figure 2: every unit's own value against that of its neighbours.

use leptos::prelude::*;

use super::Shown;
use super::clusters::tone;
use crate::app::components::figure::{Figure, Walk};
use crate::app::session::Session;
use crate::chart::scatter::{Point, Scatter, scatter};
use crate::chart::{Picture, Words};
use crate::core::number::{fixed, signed};
use crate::core::study::LocalStatistic;
use crate::exchange::table::DataTable;
use crate::steps::space::{Cluster, GlobalKind, SpaceStep, UnitSpace};
use crate::tr;
use crate::words::Lang;
use crate::words::space::{beside, cluster, scaled};

/// The figure.
#[component]
pub fn ScatterFigure(shown: Shown, selected: RwSignal<Option<usize>>) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "space.scatter.title"));
    let readout = move || {
        let (lang, step) = (session.lang(), shown.get());
        let unit = selected.get().and_then(|i| step.units.get(i).cloned());
        unit.and_then(|unit| {
            let (z, lag) = unit.z.zip(unit.lag)?;
            let of = cluster(lang, LocalStatistic::Moran, quadrant(z, lag));
            Some(view! {
                <span><b>{lang.pick(&unit.name).to_owned()}</b></span>
                <span><span class="k">{tr!(lang, "space.scatter.own")}</span><b>{signed(z, 2)}</b></span>
                <span><span class="k">{tr!(lang, "space.scatter.lag")}</span><b>{signed(lag, 2)}</b></span>
                <span><span class="k">{tr!(lang, "space.scatter.quadrant")}</span><b>{of}</b></span>
            })
        })
        .into_any()
    };
    view! {
        <Figure
            number=session.word(|l| tr!(l, "space.scatter.number"))
            title
            subtitle=Signal::derive(move || {
                let (lang, factor) = (session.lang(), shown.with(|s| s.slope_factor()));
                if (factor - 1.0).abs() < 1e-9 {
                    tr!(lang, "space.scatter.sub").to_owned()
                } else if shown.with(|s| s.is_row_standardised) {
                    let n = shown.with(|s| s.connectivity.islands.len());
                    tr!(lang, "space.scatter.sub_alone", factor = fixed(factor, 2), n = n)
                } else {
                    tr!(lang, "space.scatter.sub_factor", factor = fixed(factor, 2))
                }
            })
            draw=move |width| draw(session.lang(), &shown.get(), selected.get(), title.get(), width)
            selected
            walk=Walk::Down
            readout=readout
            source=session.word(|l| tr!(l, "zones.figure2.own_source"))
            table=move |()| table(session.lang(), &shown.get())
            file="moran-scatter"
        />
    }
}

/// Quadrant of a point, whether chance gives as much or not.
fn quadrant(z: f64, lag: f64) -> Cluster {
    match (z.partial_cmp(&0.0), lag.partial_cmp(&0.0)) {
        (Some(std::cmp::Ordering::Greater), Some(std::cmp::Ordering::Greater)) => Cluster::HighHigh,
        (Some(std::cmp::Ordering::Less), Some(std::cmp::Ordering::Greater)) => Cluster::LowHigh,
        (Some(std::cmp::Ordering::Less), Some(std::cmp::Ordering::Less)) => Cluster::LowLow,
        (Some(std::cmp::Ordering::Greater), Some(std::cmp::Ordering::Less)) => Cluster::HighLow,
        _ => Cluster::Unclassified,
    }
}

/// The slope: Moran's I of the one figure, or of both, where rows sum to 1; else as many times that.
fn slope(step: &SpaceStep) -> Option<f64> {
    let kind = if step.beside.is_some() {
        GlobalKind::Bivariate
    } else {
        GlobalKind::Moran
    };
    let found = step.globals.iter().find(|g| g.kind == kind);
    found.map(|g| g.value * step.slope_factor())
}

fn draw(
    lang: Lang,
    step: &SpaceStep,
    selected: Option<usize>,
    title: String,
    width: f64,
) -> Picture {
    let point = |unit: &UnitSpace| Point {
        name: lang.pick(&unit.name).to_owned(),
        at: unit.z.zip(unit.lag),
        tone: tone(unit.cluster),
    };
    let slope = slope(step);
    let mean = |of: fn(&UnitSpace) -> Option<f64>| {
        let all: Vec<f64> = step.units.iter().filter_map(of).collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    };
    let corners = [
        Cluster::HighHigh,
        Cluster::LowHigh,
        Cluster::LowLow,
        Cluster::HighLow,
    ];
    let points: Vec<Point> = step.units.iter().map(point).collect();
    let known = points.iter().filter(|p| p.at.is_some()).count();
    let finding = tr!(
        lang,
        "space.scatter.finding",
        i = slope.map_or_else(|| "—".to_owned(), |s| fixed(s, 3)),
        n = known
    );
    let data = Scatter {
        points,
        fit: slope.map(|s| (s, mean(|u| u.lag))),
        corners: corners.map(|c| cluster(lang, LocalStatistic::Moran, c).to_owned()),
        x_name: tr!(lang, "space.scatter.x", name = scaled(lang, step)),
        y_name: beside(lang, step).map_or_else(
            || tr!(lang, "space.scatter.y").to_owned(),
            |name| format!("{} ({name})", tr!(lang, "space.scatter.y")),
        ),
        words: Words { title, finding },
        selected,
    };
    scatter(&data, width)
}

fn table(lang: Lang, step: &SpaceStep) -> DataTable {
    let head = [
        tr!(lang, "zones.unit"),
        tr!(lang, "space.scatter.own"),
        tr!(lang, "space.scatter.lag"),
        tr!(lang, "space.scatter.quadrant"),
    ];
    let rows = step.units.iter().filter_map(|unit| {
        let (z, lag) = unit.z.zip(unit.lag)?;
        let of = cluster(lang, LocalStatistic::Moran, quadrant(z, lag));
        let name = lang.pick(&unit.name).to_owned();
        Some(vec![name, fixed(z, 4), fixed(lag, 4), of.to_owned()])
    });
    DataTable {
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
