//! Figure 9: the path of the centre of gravity enlarged.

use leptos::prelude::*;

use super::centre::{Found, empty, on_paper, table};
use crate::app::components::figure::Figure;
use crate::app::session::Session;
use crate::chart::Words;
use crate::chart::map::{AreaMap, Stroke, Track, outlines};
use crate::core::geo::Coord;
use crate::core::geo::albers::Albers;
use crate::core::number::fixed;
use crate::core::space::centre::YearCentre;
use crate::tr;

/// The path alone, as large as it gets: on the map of a country it is a dot.
#[component]
pub fn NearPath(found: Found) -> impl IntoView {
    let session = Session::get();
    let title = session.word(|l| tr!(l, "space.centre.near"));
    let read = RwSignal::new(None::<usize>);
    let map = move || {
        let plane = Albers::china();
        let found = found.get();
        let years = found.as_ref().map_or(&[][..], |f| &f.path.years);
        let at = years.iter().filter_map(|y| on_paper(&plane, y.centre));
        let year = |y: Option<&YearCentre>| y.map_or_else(String::new, |y| y.year.to_string());
        AreaMap {
            tracks: vec![Track {
                name: String::new(),
                steps: at.collect(),
                first: year(years.first()),
                last: year(years.last()),
                stroke: Stroke::Computed,
            }],
            words: Words {
                title: title.get(),
                finding: String::new(),
            },
            ..AreaMap::default()
        }
    };
    let km = move || {
        let at: Vec<Coord> = map().tracks.into_iter().flat_map(|t| t.steps).collect();
        let x = |c: &Coord| c.x;
        let (low, high) = (
            at.iter().map(x).reduce(f64::min),
            at.iter().map(x).reduce(f64::max),
        );
        low.zip(high)
            .map_or(0.0, |(low, high)| (high - low) / 1000.0)
    };
    view! {
        <Figure
            number=session.word(|l| tr!(l, "space.centre.near_number"))
            title
            subtitle=Signal::derive(move || tr!(session.lang(), "space.centre.near_sub", km = fixed(km(), 0)))
            draw=move |width| outlines(&map(), width)
            selected=read
            source=session.word(|l| tr!(l, "zones.figure2.own_source"))
            table=move |()| found.get().map_or_else(empty, |f| table(session.lang(), &f.path))
            file="gravity-centre-path"
        />
    }
}
