//! Space in words.

use super::{Lang, Rich};
use crate::core::number::{fixed, grouped, significant};
use crate::core::space::Correction;
use crate::core::space::weights::Kernel;
use crate::core::study::{LocalStatistic, NeighbourRule, SpaceVariable};
use crate::steps::space::{Cluster, Global, GlobalKind, SpaceStep};
use crate::tr;

/// Name of a figure.
#[must_use]
pub fn variable(lang: Lang, variable: &SpaceVariable) -> String {
    match variable {
        SpaceVariable::CarbonRatio => tr!(lang, "space.variable.carbon_ratio").to_owned(),
        SpaceVariable::OxygenRatio => tr!(lang, "space.variable.oxygen_ratio").to_owned(),
        SpaceVariable::Source => tr!(lang, "space.variable.source").to_owned(),
        SpaceVariable::Sink => tr!(lang, "space.variable.sink").to_owned(),
        SpaceVariable::Net => tr!(lang, "space.variable.net").to_owned(),
        SpaceVariable::Indicator(id) => lang.name(&format!("indicator.{id}")),
    }
}

/// Name of the figure, or of its rate.
#[must_use]
pub fn named(lang: Lang, step: &SpaceStep) -> String {
    let name = variable(lang, &step.variable);
    match &step.rate {
        Some(rate) => tr!(
            lang,
            "space.variable.rate",
            name = name,
            population = lang.name(&format!("indicator.{}", rate.population))
        ),
        None => name,
    }
}

/// Name of the figure on the scale it is looked at.
#[must_use]
pub fn scaled(lang: Lang, step: &SpaceStep) -> String {
    let name = named(lang, step);
    if step.is_log {
        tr!(lang, "space.variable.log", name = name)
    } else {
        name
    }
}

/// Name of what a unit is with its neighbours.
#[must_use]
pub fn cluster(lang: Lang, statistic: LocalStatistic, cluster: Cluster) -> &'static str {
    let is_hot = matches!(statistic, LocalStatistic::G | LocalStatistic::GStar);
    match cluster {
        Cluster::HighHigh if is_hot => tr!(lang, "space.map.hot"),
        Cluster::LowLow if is_hot => tr!(lang, "space.map.cold"),
        Cluster::HighHigh => tr!(lang, "space.map.hh"),
        Cluster::LowLow => tr!(lang, "space.map.ll"),
        Cluster::LowHigh => tr!(lang, "space.map.lh"),
        Cluster::HighLow => tr!(lang, "space.map.hl"),
        Cluster::Positive => tr!(lang, "space.map.positive"),
        Cluster::Negative => tr!(lang, "space.map.negative"),
        Cluster::NotSignificant => tr!(lang, "space.map.plain"),
        Cluster::Unclassified => tr!(lang, "space.map.unclassed"),
        Cluster::Isolated => tr!(lang, "space.map.isolated"),
        Cluster::NoData => tr!(lang, "space.map.no_data"),
    }
}

/// Letters that stand in a tile.
#[must_use]
pub const fn letters(statistic: LocalStatistic, cluster: Cluster) -> &'static str {
    let is_hot = matches!(statistic, LocalStatistic::G | LocalStatistic::GStar);
    match cluster {
        Cluster::HighHigh if is_hot => "HS",
        Cluster::LowLow if is_hot => "CS",
        Cluster::HighHigh => "HH",
        Cluster::LowLow => "LL",
        Cluster::LowHigh => "LH",
        Cluster::HighLow => "HL",
        Cluster::Positive => "P",
        Cluster::Negative => "N",
        _ => "",
    }
}

/// Name of a local statistic.
#[must_use]
pub fn statistic(lang: Lang, statistic: LocalStatistic) -> &'static str {
    match statistic {
        LocalStatistic::Moran => tr!(lang, "space.sure.moran"),
        LocalStatistic::G => tr!(lang, "space.sure.g"),
        LocalStatistic::GStar => tr!(lang, "space.sure.g_star"),
        LocalStatistic::Geary => tr!(lang, "space.sure.geary"),
        LocalStatistic::Bivariate => tr!(lang, "space.sure.bivariate"),
    }
}

/// Title of the map of a local statistic.
#[must_use]
pub fn map_title(lang: Lang, statistic: LocalStatistic) -> &'static str {
    match statistic {
        LocalStatistic::Moran => tr!(lang, "space.map.title_moran"),
        LocalStatistic::G => tr!(lang, "space.map.title_g"),
        LocalStatistic::GStar => tr!(lang, "space.map.title_g_star"),
        LocalStatistic::Geary => tr!(lang, "space.map.title_geary"),
        LocalStatistic::Bivariate => tr!(lang, "space.map.title_bivariate"),
    }
}

/// Name of a global statistic.
#[must_use]
pub fn global(lang: Lang, kind: GlobalKind) -> &'static str {
    match kind {
        GlobalKind::Moran => tr!(lang, "space.global.moran"),
        GlobalKind::Geary => tr!(lang, "space.global.geary"),
        GlobalKind::G => tr!(lang, "space.global.g"),
        GlobalKind::Bivariate => tr!(lang, "space.global.bivariate"),
    }
}

/// Name of a rule of neighbours.
#[must_use]
pub fn rule(lang: Lang, rule: &NeighbourRule) -> String {
    match rule {
        NeighbourRule::Rook => tr!(lang, "space.weights.rook").to_owned(),
        NeighbourRule::Queen => tr!(lang, "space.weights.queen").to_owned(),
        NeighbourRule::Order { .. } => tr!(lang, "space.weights.order").to_owned(),
        NeighbourRule::Nearest { .. } => tr!(lang, "space.weights.nearest").to_owned(),
        NeighbourRule::Band { .. } => tr!(lang, "space.weights.band").to_owned(),
        NeighbourRule::Kernel { .. } => tr!(lang, "space.weights.kernel").to_owned(),
        NeighbourRule::Listed(list) => tr!(lang, "space.weights.listed", name = list.name),
    }
}

/// Name of a kernel.
#[must_use]
pub fn kernel(lang: Lang, kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Uniform => tr!(lang, "space.weights.uniform"),
        Kernel::Triangular => tr!(lang, "space.weights.triangular"),
        Kernel::Epanechnikov => tr!(lang, "space.weights.epanechnikov"),
        Kernel::Quartic => tr!(lang, "space.weights.quartic"),
        Kernel::Gaussian => tr!(lang, "space.weights.gaussian"),
    }
}

/// Name of the neighbours' figure on the scale it is looked at.
#[must_use]
pub fn beside(lang: Lang, step: &SpaceStep) -> Option<String> {
    let name = variable(lang, step.beside.as_ref()?);
    Some(if step.beside_is_log {
        tr!(lang, "space.variable.log", name = name)
    } else {
        name
    })
}

/// The figure on its scale, and that of the neighbours where it is another.
#[must_use]
pub fn both(lang: Lang, step: &SpaceStep) -> String {
    let own = scaled(lang, step);
    match beside(lang, step) {
        Some(beside) => tr!(lang, "space.variable.both", name = own, beside = beside),
        None => own,
    }
}

/// Which neighbours, with their numbers.
#[must_use]
pub fn neighbours(lang: Lang, step: &SpaceStep) -> String {
    match &step.rule {
        NeighbourRule::Order { order } => tr!(lang, "space.weights.order_of", n = order),
        NeighbourRule::Nearest { count } => tr!(lang, "space.weights.nearest_of", n = count),
        NeighbourRule::Band { km, power } => {
            let far = km.or(step.neighbours.band_km);
            tr!(
                lang,
                "space.weights.band_of",
                km = far.map_or_else(|| "—".to_owned(), |km| fixed(km, 1)),
                decay = decay(lang, *power)
            )
        }
        NeighbourRule::Kernel { count, kernel: of } => tr!(
            lang,
            "space.weights.kernel_of",
            kernel = kernel(lang, *of),
            n = count
        ),
        other => rule(lang, other),
    }
}

/// How weights in a distance band fall.
#[must_use]
pub fn decay(lang: Lang, power: Option<f64>) -> String {
    match power {
        None => tr!(lang, "space.weights.alike").to_owned(),
        Some(1.0) => tr!(lang, "space.weights.inverse").to_owned(),
        Some(2.0) => tr!(lang, "space.weights.inverse_square").to_owned(),
        Some(power) => tr!(
            lang,
            "space.weights.inverse_power",
            power = significant(power, 4)
        ),
    }
}

/// What is done about many tests at once.
#[must_use]
pub const fn correction(of: Correction) -> Option<&'static str> {
    match of {
        Correction::None => None,
        Correction::Fdr => Some("FDR"),
        Correction::Bonferroni => Some("Bonferroni"),
        Correction::Sidak => Some("Šidák"),
    }
}

/// Which neighbours, tests and permutations a figure rests on.
#[must_use]
pub fn made_of(lang: Lang, step: &SpaceStep) -> String {
    let alpha = significant(step.alpha, 6);
    let limit = match correction(step.correction) {
        None => tr!(lang, "space.map.by_p", alpha = alpha),
        Some(rule) => tr!(lang, "space.map.by_rule", rule = rule, alpha = alpha),
    };
    tr!(
        lang,
        "space.map.made_of",
        year = step.year,
        rule = neighbours(lang, step),
        limit = limit,
        n = grouped(step.chance.permutations as f64, 0),
        seed = step.seed
    )
}

/// A pseudo p with as many digits as it has.
#[must_use]
pub fn p_value(p: f64) -> String {
    if p < 0.1 {
        significant(p, 2)
    } else {
        fixed(p, 2)
    }
}

/// The answer in a sentence.
#[must_use]
pub fn lede(lang: Lang, step: &SpaceStep) -> Rich {
    let alpha = step.alpha;
    let Some(Global {
        value,
        expected,
        pseudo_p,
        ..
    }) = step.globals.first()
    else {
        return (String::new(), Vec::new());
    };
    let has_two = step.beside.is_some();
    let mut message = match (*pseudo_p > alpha, value > expected) {
        (true, _) if has_two => tr!(lang, "space.lede.both_no"),
        (true, _) => tr!(lang, "space.lede.no"),
        (false, true) if has_two => tr!(lang, "space.lede.both_yes"),
        (false, true) => tr!(lang, "space.lede.yes"),
        (false, false) if has_two => tr!(lang, "space.lede.both_against"),
        (false, false) => tr!(lang, "space.lede.against"),
    }
    .to_owned();
    message += match correction(step.correction) {
        None => tr!(lang, "space.lede.local"),
        Some(_) => tr!(lang, "space.lede.local_corrected"),
    };
    message += tr!(lang, "space.lede.end");
    let told = step.units.iter().filter(|u| u.cluster.is_significant());
    let values = vec![
        ("name", scaled(lang, step)),
        ("beside", beside(lang, step).unwrap_or_default()),
        ("i", fixed(*value, 3)),
        ("p", p_value(*pseudo_p)),
        ("n", told.count().to_string()),
        ("alpha", significant(alpha, 6)),
        (
            "rule",
            correction(step.correction).unwrap_or_default().to_owned(),
        ),
    ];
    (message, values)
}
