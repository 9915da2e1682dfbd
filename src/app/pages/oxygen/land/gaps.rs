//! Table 7: gaps a paper printed, the ratios they mean, and ours.

use leptos::prelude::*;

use super::Needed;
use crate::app::components::message::{Message, Tone};
use crate::app::pages::oxygen::Page;
use crate::app::pages::oxygen::cells::{column, dash, ratio as k};
use crate::app::session::Session;
use crate::core::carbon_oxygen::Element;
use crate::core::number::fixed;
use crate::core::study::PrintedGaps;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, GapBeside, LandNeeded};
use crate::tr;
use crate::words::Lang;
use crate::words::oxygen::{in_use, share, symbol};

const BOTH: [Element; 2] = [Element::Carbon, Element::Oxygen];

/// Both gaps of a region.
struct Pair<'a>([&'a GapBeside; 2]);

impl Pair<'_> {
    fn name(&self, lang: Lang) -> String {
        let [first, _] = self.0;
        let name = first.name.as_ref();
        name.map_or_else(|| first.region.clone(), |n| lang.pick(n).to_owned())
    }
}

fn pairs(needed: &LandNeeded) -> Vec<Pair<'_>> {
    let of = |element: Element| needed.printed.iter().filter(move |g| g.element == element);
    let both = |carbon| {
        let carbon: &GapBeside = carbon;
        let oxygen = of(Element::Oxygen).find(|g| g.region == carbon.region)?;
        Some(Pair([carbon, oxygen]))
    };
    of(Element::Carbon).filter_map(both).collect()
}

/// The section, where a paper printed gaps.
#[component]
pub fn Gaps(page: Page, needed: Needed) -> impl IntoView {
    let session = Session::get();
    move || {
        let (lang, study) = (session.lang(), session.study());
        let needed = needed.get()?;
        let own = study.carbon_oxygen.as_ref()?.published.as_ref()?;
        let printed = own.gaps.as_ref()?;
        let pairs = pairs(&needed);
        if pairs.is_empty() {
            return None;
        }
        let step = page.step.get();
        let is_other = printed.base_year != needed.base_year;
        let other_share = (printed.share - needed.share).abs() > 1e-9;
        let is_other_target = printed.target_year != needed.target_year;
        let targets = tr!(
            lang,
            "oxygen.gaps.other_target",
            paper = printed.target_year,
            own = needed.target_year
        );
        let apart = tr!(
            lang,
            "oxygen.gaps.apart_text",
            paper = printed.base_year,
            own = needed.base_year
        );
        let shares = tr!(
            lang,
            "oxygen.gaps.other_share",
            share = share(needed.share),
            printed = share(printed.share)
        );
        Some(view! {
            <section class="section">
                {table(lang, &step, printed, (&pairs, own.decimals))}
                <div class="stack-s oxygen-notes">
                    {identity(lang, &step, printed, &pairs)}
                    {is_other.then(|| view! { <Message tone=Tone::Info><b>{tr!(lang, "oxygen.gaps.apart")}</b>{apart}</Message> })}
                    {is_other_target.then(|| view! { <Message tone=Tone::Warn>{targets}</Message> })}
                    {other_share.then(|| view! { <Message tone=Tone::Warn>{shares}</Message> })}
                </div>
            </section>
        })
    }
}

fn table(
    lang: Lang,
    step: &CarbonOxygenStep,
    printed: &PrintedGaps,
    (pairs, decimals): (&[Pair<'_>], usize),
) -> AnyView {
    let side = |i: usize| -> Vec<String> {
        let own = pairs.iter().map(|p| p.0[i].own).collect::<Vec<_>>();
        column(&own, 1)
    };
    let own = [side(0), side(1)];
    let rows = pairs.iter().enumerate().map(|(row, pair)| {
        let cells = pair.0.iter().zip(&own).map(|(of, own)| {
            view! {
                <td class="t-prt">{fixed(of.printed, decimals)}</td>
                <td class="t-prt hide-n">{k(of.implied)}</td>
                <td class="sum">{own.get(row).cloned().unwrap_or_else(dash)}</td>
                <td class="hide-n">{k(of.own_ratio)}</td>
            }
        });
        view! { <tr><th scope="row">{pair.name(lang)}</th>{cells.collect_view()}</tr> }
    });
    let heads = BOTH.map(|element| {
        let symbol = symbol(element);
        view! {
            <th class="t-prt" scope="col">{tr!(lang, "oxygen.gaps.printed")}<span class="unit">"%"</span></th>
            <th class="t-prt hide-n" scope="col">{tr!(lang, "oxygen.gaps.implied", k = symbol)}</th>
            <th scope="col">{tr!(lang, "oxygen.gaps.own")}<span class="unit">"%"</span></th>
            <th class="hide-n" scope="col">{tr!(lang, "oxygen.gaps.own_ratio", k = symbol)}</th>
        }
    });
    // Half of the columns of a group go on a phone, and its heading with them.
    let groups = BOTH.map(|element| {
        let name = match element {
            Element::Carbon => tr!(lang, "oxygen.land.gap_carbon"),
            Element::Oxygen => tr!(lang, "oxygen.land.gap_oxygen"),
        };
        view! {
            <th class="grp hide-n" scope="colgroup" colspan="4">{name}</th>
            <th class="grp only-n" scope="colgroup" colspan="2">{name}</th>
        }
    });
    let title = tr!(lang, "oxygen.gaps.title");
    let note = tr!(
        lang,
        "oxygen.gaps.note",
        table = printed.table,
        base = printed.base_year,
        target = printed.target_year,
        share = share(printed.share),
        set = in_use(lang, step)
    );
    view! {
        <div class="scroll bleed" tabindex="0" role="region" aria-label=title>
            <table class="book compact">
                <caption><b>{title}</b>{note}</caption>
                <thead>
                    <tr>
                        <th class="l" scope="col" rowspan="2">{tr!(lang, "oxygen.unit")}</th>
                        {groups}
                    </tr>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="tnote">{tr!(lang, "oxygen.gaps.zero")}</p>
    }
    .into_any()
}

/// The largest printed gap as the ratio it is, and the ratio the paper printed of the year of its land.
fn identity(
    lang: Lang,
    step: &CarbonOxygenStep,
    printed: &PrintedGaps,
    pairs: &[Pair<'_>],
) -> Option<AnyView> {
    let largest = pairs
        .iter()
        .filter(|p| p.0.iter().all(|g| g.implied.is_some()))
        .max_by(|a, b| a.0[0].printed.total_cmp(&b.0[0].printed))?;
    let [carbon, oxygen] = largest.0;
    let mut text = tr!(
        lang,
        "oxygen.gaps.identity_text",
        name = largest.name(lang),
        gap_c = fixed(carbon.printed, 2),
        gap_o = fixed(oxygen.printed, 2),
        k_c = k(carbon.implied),
        k_o = k(oxygen.implied)
    );
    let then = |element: Element| {
        let ratios = step.printed.as_ref()?.ratios.iter();
        let mut of = ratios.filter(|r| r.region == carbon.region && r.element == element);
        let found = of.find(|r| r.year == printed.base_year)?;
        Some(fixed(found.printed, 2))
    };
    if let (Some(k_c), Some(k_o)) = (then(Element::Carbon), then(Element::Oxygen)) {
        text += &tr!(
            lang,
            "oxygen.gaps.printed_then",
            year = printed.base_year,
            k_c = k_c,
            k_o = k_o
        );
    }
    let head = tr!(lang, "oxygen.gaps.identity");
    Some(view! { <Message tone=Tone::Info><b>{head}</b>{text}</Message> }.into_any())
}
