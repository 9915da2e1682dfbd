//! Who is whose neighbour: the rule, links over the sea, and how all hangs together.

use leptos::prelude::*;

use super::Shown;
use super::list::{ListFiles, Typed};
use super::outlines::FromOutlines;
use crate::app::components::number_field::NumberField;
use crate::app::session::Session;
use crate::core::number::{fixed, parse};
use crate::core::space::weights::Kernel;
use crate::core::study::{NeighbourRule, SpaceChoices};
use crate::steps::space::SpaceStep;
use crate::tr;
use crate::words::Lang;
use crate::words::space::{decay, kernel, rule};

/// Most neighbours or steps asked for.
const MOST: usize = 100;
/// Names told at most.
const MOST_NAMES: usize = 4;

const KERNELS: [Kernel; 5] = [
    Kernel::Triangular,
    Kernel::Epanechnikov,
    Kernel::Quartic,
    Kernel::Gaussian,
    Kernel::Uniform,
];

const fn id_of(rule: &NeighbourRule) -> &'static str {
    match rule {
        NeighbourRule::Rook => "rook",
        NeighbourRule::Queen => "queen",
        NeighbourRule::Order { .. } => "order",
        NeighbourRule::Nearest { .. } => "nearest",
        NeighbourRule::Band { .. } => "band",
        NeighbourRule::Kernel { .. } => "kernel",
        NeighbourRule::Listed(_) => "listed",
    }
}

fn usual() -> [NeighbourRule; 6] {
    [
        NeighbourRule::Rook,
        NeighbourRule::Queen,
        NeighbourRule::Order { order: 2 },
        NeighbourRule::Nearest { count: 4 },
        NeighbourRule::Band {
            km: None,
            power: None,
        },
        NeighbourRule::Kernel {
            count: 6,
            kernel: Kernel::default(),
        },
    ]
}

/// The panel.
#[component]
pub fn WeightsPanel(shown: Shown) -> impl IntoView {
    let session = Session::get();
    let chosen = Memo::new(move |_| session.study().choices.space.clone());
    let choose = move |change: &dyn Fn(&mut SpaceChoices)| {
        session.choose(|s| change(&mut s.choices.space));
    };
    let rules = move || {
        let (lang, now) = (session.lang(), chosen.with(|c| c.neighbours.clone()));
        let mut all = usual().to_vec();
        if let NeighbourRule::Listed(_) = now {
            all.push(now.clone());
        }
        all.iter()
            .map(|of| view! { <option value=id_of(of) selected=id_of(of) == id_of(&now)>{rule(lang, of)}</option> })
            .collect_view()
    };
    let pick = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        if let Some(of) = usual().into_iter().find(|of| id_of(of) == id) {
            choose(&|c| c.neighbours = of.clone());
        }
    };
    let kind = Memo::new(move |_| {
        chosen.with(|c| {
            if has_number(&c.neighbours) {
                id_of(&c.neighbours)
            } else {
                ""
            }
        })
    });
    let number = move || {
        // Another kind of number is another box.
        let kind = kind.get();
        let now = chosen.with_untracked(|c| c.neighbours.clone());
        (!kind.is_empty()).then(|| view! { <RuleNumber shown of=id_of(&now) /> })
    };
    let shape = move || {
        let (lang, now) = (session.lang(), chosen.with(|c| c.neighbours.clone()));
        let names: Vec<(String, bool)> = match now {
            NeighbourRule::Band { power, .. } => {
                let mut all = vec![None, Some(1.0), Some(2.0)];
                if !all.contains(&power) {
                    all.push(power);
                }
                all.iter()
                    .map(|of| (decay(lang, *of), *of == power))
                    .collect()
            }
            NeighbourRule::Kernel { kernel: now, .. } => KERNELS
                .map(|of| (kernel(lang, of).to_owned(), of == now))
                .to_vec(),
            _ => return None,
        };
        let options = names.into_iter().enumerate();
        let options: Vec<_> = options
            .map(
                |(i, (name, on))| view! { <option value=i.to_string() selected=on>{name}</option> },
            )
            .collect();
        let pick = move |event: leptos::ev::Event| {
            let at = event_target_value(&event)
                .parse::<usize>()
                .unwrap_or_default();
            choose(&|c| match &mut c.neighbours {
                // Another power than those offered comes from a file and is there only while it is in use.
                NeighbourRule::Band { power, .. } => match at {
                    0 => *power = None,
                    1 | 2 => *power = Some(at as f64),
                    _ => {}
                },
                NeighbourRule::Kernel { kernel, .. } => {
                    *kernel = KERNELS.get(at).copied().unwrap_or_default()
                }
                _ => {}
            });
        };
        Some(view! {
            <div class="field">
                <label for="space-shape">{tr!(lang, "space.weights.shape")}</label>
                <span class="inp sel"><select id="space-shape" on:change=pick>{options}</select></span>
            </div>
        })
    };
    let links = move || {
        let (lang, step) = (session.lang(), shown.get());
        let is_bordering = chosen.with(|c| {
            matches!(
                c.neighbours,
                NeighbourRule::Rook | NeighbourRule::Queen | NeighbourRule::Order { .. }
            )
        });
        let pair = step.links_over_sea.first().copied();
        pair.filter(|_| is_bordering).map(|(a, b)| {
            let name = |i: usize| step.units.get(i).map_or_else(String::new, |u| lang.pick(&u.name).to_owned());
            let label = tr!(lang, "space.weights.links", a = name(a), b = name(b));
            view! {
                <div><label class="inl"><input type="checkbox" prop:checked=move || chosen.with(|c| c.has_links)
                    on:change=move |event| { let on = event_target_checked(&event); choose(&|c| c.has_links = on); } />{label}</label></div>
            }
        })
    };
    view! {
        <div class="panel">
            <h2>{session.word(|l| tr!(l, "space.weights.title"))}</h2>
            <div class="stack-s">
                <div class="field">
                    <label for="space-rule">{session.word(|l| tr!(l, "space.weights.rule"))}</label>
                    <span class="inp sel"><select id="space-rule" on:change=pick>{rules}</select></span>
                </div>
                {number}
                {shape}
                {links}
                <div><label class="inl"><input type="checkbox" prop:checked=move || chosen.with(|c| c.is_row_standardised)
                    on:change=move |event| { let on = event_target_checked(&event); choose(&|c| c.is_row_standardised = on); } />
                    {session.word(|l| tr!(l, "space.weights.row"))}</label></div>
                <dl class="dl wide">{move || facts(session.lang(), &shown.get())}</dl>
                <ListFiles shown />
                <FromOutlines />
                <Typed shown />
            </div>
        </div>
    }
}

const fn has_number(rule: &NeighbourRule) -> bool {
    matches!(
        rule,
        NeighbourRule::Order { .. }
            | NeighbourRule::Nearest { .. }
            | NeighbourRule::Kernel { .. }
            | NeighbourRule::Band { .. }
    )
}

/// The number that a rule takes: steps, neighbours, or km.
#[component]
fn RuleNumber(shown: Shown, of: &'static str) -> impl IntoView {
    let session = Session::get();
    let rule = Memo::new(move |_| session.study().choices.space.neighbours.clone());
    let label = Signal::derive(move || {
        let lang = session.lang();
        match of {
            "order" => tr!(lang, "space.weights.steps"),
            "band" => tr!(lang, "space.weights.km"),
            _ => tr!(lang, "space.weights.count"),
        }
        .to_owned()
    });
    let value = Signal::derive(move || match rule.get() {
        NeighbourRule::Order { order: n }
        | NeighbourRule::Nearest { count: n }
        | NeighbourRule::Kernel { count: n, .. } => n.to_string(),
        NeighbourRule::Band { km, .. } => {
            let km = km.or(shown.with(|s| s.neighbours.band_km));
            km.map_or_else(String::new, |km| fixed(km, 1))
        }
        _ => String::new(),
    });
    // The k-th nearest itself counts 0 by most kernels: one alone would leave nobody.
    let least = if of == "kernel" { 2 } else { 1 };
    let most = move || MOST.min(session.study().regions.len().saturating_sub(1));
    let allowed = Signal::derive(move || {
        let lang = session.lang();
        if of == "band" {
            tr!(lang, "space.weights.km_allowed").to_owned()
        } else {
            tr!(lang, "space.weights.allowed", least = least, most = most())
        }
    });
    let take = Callback::new(move |text: String| {
        let number = parse(&text);
        let whole =
            number.filter(|n| n.fract() == 0.0 && (least as f64..=most() as f64).contains(n));
        let whole = whole.map(|n| n as usize);
        let far = number.filter(|km| *km > 0.0);
        let mut next = rule.get_untracked();
        let is_taken = match &mut next {
            NeighbourRule::Order { order: n }
            | NeighbourRule::Nearest { count: n }
            | NeighbourRule::Kernel { count: n, .. } => {
                *n = whole.unwrap_or(*n);
                whole.is_some()
            }
            NeighbourRule::Band { km, .. } => {
                *km = far;
                far.is_some() || text.trim().is_empty()
            }
            _ => false,
        };
        if is_taken {
            session.choose(|s| s.choices.space.neighbours = next);
        }
        is_taken
    });
    view! { <NumberField id="space-number" label value allowed take /> }
}

/// How many, how near, and who is alone.
fn facts(lang: Lang, step: &SpaceStep) -> AnyView {
    let found = &step.connectivity;
    let names = |units: &[usize]| {
        let named = units.iter().filter_map(|i| {
            let unit = step.units.get(*step.known.get(*i)?)?;
            Some(lang.pick(&unit.name).to_owned())
        });
        let mut all: Vec<String> = named.collect();
        let more = all.len() > MOST_NAMES;
        all.truncate(MOST_NAMES);
        let text = all.join(tr!(lang, "zones.comma"));
        if more { text + "…" } else { text }
    };
    let left = step.units.len() - step.known.len();
    let of = |units: &[usize], n: usize| tr!(lang, "space.weights.of", names = names(units), n = n);
    let mut rows = vec![
        (
            tr!(lang, "space.weights.units"),
            if left == 0 {
                step.known.len().to_string()
            } else {
                tr!(
                    lang,
                    "space.weights.units_of",
                    n = step.known.len(),
                    left = left
                )
            },
        ),
        (
            tr!(lang, "space.weights.pairs"),
            tr!(
                lang,
                "space.weights.pairs_of",
                n = (found.links + found.one_way_count) / 2,
                mean = fixed(found.mean, 2)
            ),
        ),
        (
            tr!(lang, "space.weights.fewest"),
            of(&found.with_least, found.least),
        ),
        (
            tr!(lang, "space.weights.most"),
            of(&found.with_most, found.most),
        ),
        (
            tr!(lang, "space.weights.parts"),
            found.component_sizes.len().to_string(),
        ),
    ];
    if !found.islands.is_empty() {
        let text = tr!(
            lang,
            "space.weights.alone_of",
            names = names(&found.islands)
        );
        rows.push((tr!(lang, "space.weights.alone"), text));
    }
    if !found.is_symmetric {
        rows.push((
            tr!(lang, "space.weights.asymmetric"),
            found.one_way_count.to_string(),
        ));
    }
    rows.into_iter()
        .map(|(k, v)| view! { <dt>{k}</dt><dd>{v}</dd> })
        .collect_view()
        .into_any()
}
