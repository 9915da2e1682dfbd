//! How clusters look on a map, the same for every year.

use crate::app::components::unit_map::MapUnits;
use crate::chart::map::{Key, Look, Palette, Scale, Tone};
use crate::core::study::LocalStatistic;
use crate::steps::space::{Cluster, SpaceStep};
use crate::tr;
use crate::words::Lang;
use crate::words::space::{cluster, letters};

/// Colours of the clusters.
pub fn scale() -> Scale {
    Scale {
        palette: Palette::Lisa,
        classes: 5,
        hatched: None,
    }
}

/// Place of a cluster among the colours.
pub fn look(of: Cluster) -> Look {
    match of {
        Cluster::HighHigh => Look::Class(0),
        Cluster::LowLow => Look::Class(1),
        Cluster::LowHigh | Cluster::Negative => Look::Class(2),
        Cluster::HighLow | Cluster::Positive => Look::Class(3),
        Cluster::NotSignificant | Cluster::Unclassified => Look::Plain,
        Cluster::Isolated => Look::Isolated,
        Cluster::NoData => Look::NoData,
    }
}

/// Colour of a cluster; none where chance is not ruled out.
pub fn tone(of: Cluster) -> Option<Tone> {
    of.is_significant().then(|| scale().tone(look(of)))
}

/// Codes, names and parents of the units.
pub fn units_of(step: &SpaceStep) -> MapUnits {
    let units = step.units.iter();
    MapUnits::new(units.map(|u| (u.region.clone(), u.name.clone(), u.parent.clone())))
}

/// Clusters that a statistic can find.
fn told(statistic: LocalStatistic) -> &'static [Cluster] {
    match statistic {
        LocalStatistic::Moran | LocalStatistic::Bivariate => &[
            Cluster::HighHigh,
            Cluster::LowLow,
            Cluster::LowHigh,
            Cluster::HighLow,
        ],
        LocalStatistic::G | LocalStatistic::GStar => &[Cluster::HighHigh, Cluster::LowLow],
        LocalStatistic::Geary => &[
            Cluster::HighHigh,
            Cluster::LowLow,
            Cluster::Positive,
            Cluster::Negative,
        ],
    }
}

/// Legend: what there can be, and what else there is.
pub fn keys(lang: Lang, statistic: LocalStatistic, found: &[Cluster]) -> Vec<Key> {
    let beside = [Cluster::NotSignificant, Cluster::Isolated, Cluster::NoData];
    let is_there = |c: &&Cluster| **c == Cluster::NotSignificant || found.contains(c);
    let all = told(statistic).iter().chain(beside.iter().filter(is_there));
    all.map(|of| Key {
        look: look(*of),
        tag: letters(statistic, *of).to_owned(),
        label: cluster(lang, statistic, *of).to_owned(),
        note: {
            let n = found.iter().filter(|c| *c == of).count();
            tr!(lang, "space.map.count", n = n)
        },
    })
    .collect()
}

/// Every cluster with its units.
pub fn finding(lang: Lang, step: &SpaceStep) -> String {
    let told = told(step.statistic).iter().filter_map(|of| {
        let inside = step.units.iter().filter(|u| u.cluster == *of);
        let names: Vec<&str> = inside.map(|u| lang.pick(&u.name)).collect();
        (!names.is_empty()).then(|| {
            tr!(
                lang,
                "space.map.finding",
                cluster = cluster(lang, step.statistic, *of),
                names = names.join(tr!(lang, "zones.comma"))
            )
        })
    });
    told.collect::<Vec<_>>().join("; ")
}
