//! A map of a study's units: tiles, cells, provincial outlines or boundaries a person brings, painted as its page says.

mod boundary;
mod ground;
mod paint;
mod places;

pub use ground::{View, cells_of};
pub use paint::{MapUnits, Paint, tile_map};
pub use places::places_of;

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::figure::Figure;
use super::map_view::{MapView, toward};
use crate::app::session::Session;
use crate::chart::Words;
use crate::core::geo::hex::Hex;
use crate::exchange::table::DataTable;
use crate::tr;
use boundary::{Boundary, ViewSwitch};
use ground::ground;

/// Ground of units with these codes and names, and the approval number typed.
type KeptGround = (MapUnits, View, String);

thread_local! {
    /// It stays when another step is shown and this one again.
    static KEPT: RefCell<Option<KeptGround>> = const { RefCell::new(None) };
}

fn kept_ground(units: &MapUnits) -> (View, String) {
    KEPT.with_borrow(|kept| {
        let same = kept.as_ref().filter(|(of, ..)| of == units);
        same.map_or_else(Default::default, |(_, view, number)| {
            (view.clone(), number.clone())
        })
    })
}

/// The figure of a map, with the choice of its ground and what is to be said of boundaries of one's own.
#[component]
pub fn UnitMap(
    /// The units.
    units: Memo<MapUnits>,
    /// `图 1`, `Fig. 1`.
    #[prop(into)]
    number: Signal<String>,
    /// Title.
    #[prop(into)]
    title: Signal<String>,
    /// What the units of this ground show.
    #[prop(into)]
    subtitle: Callback<View, String>,
    /// How they are painted.
    #[prop(into)]
    paint: Signal<Arc<Paint>>,
    /// What the map says, for who cannot see it.
    #[prop(into)]
    finding: Signal<String>,
    /// Where the figures are from.
    #[prop(into)]
    from: Signal<String>,
    /// The unit read.
    selected: RwSignal<Option<usize>>,
    /// Units that are framed with it: its neighbours.
    #[prop(into, optional)]
    near: Option<Callback<usize, Vec<usize>>>,
    /// Readout of the unit.
    #[prop(into)]
    readout: ViewFn,
    /// The numbers of the picture.
    #[prop(into)]
    table: Callback<(), DataTable>,
    /// Name of the files saved.
    file: &'static str,
    /// Choices below the figure.
    #[prop(into, optional)]
    below: Option<ViewFn>,
) -> impl IntoView {
    let session = Session::get();
    let places = Memo::new(move |_| Arc::new(units.with(|u| places_of(&u.regions))));
    let (kept_view, kept_number) = kept_ground(&units.get_untracked());
    let (approval, view) = (RwSignal::new(kept_number), RwSignal::new(kept_view));
    Effect::new(move |_| {
        KEPT.set(Some((units.get(), view.get(), approval.get())));
    });
    let on_ground = Memo::new(move |_| {
        let found =
            places.with(|p| units.with(|u| ground(&view.get(), &u.regions, &p.points, &u.groups)));
        found.map(Arc::new)
    });
    // Other units stand on other ground.
    Effect::new(move |before: Option<MapUnits>| {
        let now = units.get();
        if before.is_some_and(|b| b != now) {
            view.set(View::Tiles);
            approval.set(String::new());
        }
        now
    });
    let subtitle = Signal::derive(move || subtitle.run(view.get()));
    let source = Signal::derive(move || {
        let lang = session.lang();
        let mut text = match view.get() {
            View::Tiles => tr!(lang, "zones.map.schematic"),
            View::Cells => tr!(lang, "zones.map.schematic_cells"),
            View::Provinces(_) => tr!(lang, "zones.map.outline"),
            View::Own(_) => tr!(lang, "zones.map.own"),
        }
        .to_owned();
        let number = approval.get();
        if !number.trim().is_empty() {
            text += &tr!(lang, "zones.map.approved", number = number.trim());
        }
        if !places.get().is_known {
            text += tr!(lang, "zones.map.in_order");
        }
        text + &from.get()
    });
    let beside = Callback::new(move |(key, now): (String, usize)| {
        let points: Vec<(f64, f64)> = match on_ground.get_untracked() {
            Some(ground) => ground.middles.clone(),
            None => places.with_untracked(|p| {
                let centres = p.tiles.iter().map(|(q, r)| Hex { q: *q, r: *r }.centre());
                centres.map(|c| (c.x, c.y)).collect()
            }),
        };
        toward(&points, now, &key)
    });
    let drawn = Signal::derive(move || {
        on_ground.track();
        paint.track();
        session.lang();
    });
    let controls = move || view! { <ViewSwitch places view /> }.into_any();
    let draw = move |width| {
        let words = Words {
            title: title.get(),
            finding: finding.get(),
        };
        let (places, ground) = (places.get(), on_ground.get());
        let stage = units.get();
        let paint = (*paint.get()).clone();
        let stage = (&stage, &*places, ground.as_deref());
        paint::draw(session.lang(), stage, paint, words, width)
    };
    view! {
        <div>
            <MapView selected drawn near>
                <Figure number title subtitle draw controls selected beside readout source table file />
            </MapView>
            {below.map(|below| below.run())}
            <Boundary view ground=on_ground units />
            <div class="field map-approval">
                <label for=format!("approval-{file}")>{move || tr!(session.lang(), "zones.map.approval")}</label>
                <input id=format!("approval-{file}") class="inp" type="text" maxlength="60" prop:value=move || approval.get()
                    on:input=move |event| approval.set(event_target_value(&event)) />
            </div>
        </div>
    }
}
