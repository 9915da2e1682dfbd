//! Title and first sentence of a comparison, and the names of what is compared.

use super::{Lang, Rich};
use crate::core::number::{grouped, signed, significant};
use crate::steps::coefficients::AGREEMENT;
use crate::steps::compare::{Comparison, Key, Measure, Quantity, Statistic};
use crate::tr;

/// Name of a scenario; the one without a name is the baseline.
#[must_use]
pub fn scenario(lang: Lang, name: &str) -> String {
    if name.is_empty() {
        tr!(lang, "compare.baseline").to_owned()
    } else {
        name.to_owned()
    }
}

/// The title in phrases parted by `|`. A bar in a user's name does not part it.
#[must_use]
pub fn question(lang: Lang, both: &Comparison) -> String {
    let whole = |text: String| text.replace('|', "/");
    match both.coefficients.as_slice() {
        [one] if both.inputs.count == 0 => {
            let [a, b] = one.values.map(|v| significant(v, 6));
            let name = lang.name(&format!("coefficient.{}", one.id));
            tr!(
                lang,
                "compare.question.coefficient",
                name = name,
                a = a,
                b = b
            )
        }
        _ => {
            let [a, b] = both.names.each_ref().map(|n| whole(scenario(lang, n)));
            tr!(lang, "compare.question.two", a = a, b = b)
        }
    }
}

/// The sentence under the title.
#[must_use]
pub fn lede(lang: Lang, both: &Comparison) -> Rich {
    if both.is_same() {
        return (tr!(lang, "compare.lede.same").to_owned(), Vec::new());
    }
    let mut values = Vec::new();
    let net = both
        .line("net")
        .zip(both.last_year)
        .and_then(|(net, year)| {
            let at = net.keys.iter().position(|k| k.year() == Some(year))?;
            Some((net, at, year, net.difference(at)?))
        });
    let mut message = match net {
        None => tr!(lang, "compare.lede.no_net").to_owned(),
        Some((net, at, year, difference)) => {
            values.push(("year", year.to_string()));
            values.push(("value", difference_of(net, difference)));
            values.push(("unit", unit(lang, net).unwrap_or_default()));
            match net.relative(at) {
                None => tr!(lang, "compare.lede.net_plain").to_owned(),
                Some(share) => {
                    values.push(("percent", signed(share * 100.0, 2)));
                    tr!(lang, "compare.lede.net").to_owned()
                }
            }
        }
    };
    let changed = both.most_changed.as_deref().and_then(|id| both.line(id));
    if let Some((line, [a, b])) = changed.and_then(|m| Some((m, m.agreeing?))) {
        message.push_str(tr!(lang, "compare.lede.print"));
        let printed = line.printed.iter().flatten().count();
        values.push(("line", name(lang, line)));
        values.push(("within", significant(AGREEMENT, 2)));
        values.push(("a", a.to_string()));
        values.push(("b", b.to_string()));
        values.push(("n", printed.to_string()));
    }
    (message, values)
}

/// Symbol of a measure's unit.
#[must_use]
pub fn unit(lang: Lang, measure: &Measure) -> Option<String> {
    let code = measure.unit.as_deref()?;
    Some(if code == "%" {
        code.to_owned()
    } else {
        lang.unit(code)
    })
}

/// What a measure is of.
#[must_use]
pub fn name(lang: Lang, measure: &Measure) -> String {
    let text = match &measure.quantity {
        Quantity::Line(id) => return lang.name(&format!("line.{id}")),
        Quantity::Area(class) => {
            let class = lang.name(&format!("line.{class}"));
            return tr!(lang, "compare.what.area", class = class);
        }
        Quantity::DynamicDegree(period) => {
            return tr!(
                lang,
                "compare.what.dynamic_degree",
                from = period.from,
                to = period.to
            );
        }
        Quantity::Diversity => tr!(lang, "compare.what.diversity"),
        Quantity::GroupChange => tr!(lang, "compare.what.group_change"),
        Quantity::ComprehensiveDegree => tr!(lang, "compare.what.comprehensive_degree"),
        Quantity::RelationalDegree => tr!(lang, "compare.what.relational_degree"),
        Quantity::Rank => tr!(lang, "compare.what.rank"),
        Quantity::Path => tr!(lang, "compare.what.path"),
        Quantity::Lower => tr!(lang, "compare.what.lower"),
        Quantity::Upper => tr!(lang, "compare.what.upper"),
        Quantity::Tests => tr!(lang, "compare.what.tests"),
    };
    text.to_owned()
}

/// Name of a place in a series.
#[must_use]
pub fn key(lang: Lang, key: &Key) -> String {
    let text = match key {
        Key::Year(year) => return year.to_string(),
        Key::Line(id) => return lang.name(&format!("line.{id}")),
        Key::Land(group) => match group.as_str() {
            "farm" => tr!(lang, "compare.key_name.farm"),
            "built" => tr!(lang, "compare.key_name.built"),
            "unused" => tr!(lang, "compare.key_name.unused"),
            other => other,
        },
        Key::Maps => tr!(lang, "compare.key_name.maps"),
        Key::Statistic(statistic) => match statistic {
            Statistic::DevelopmentCoefficient => {
                tr!(lang, "compare.key_name.development_coefficient")
            }
            Statistic::GreyInput => tr!(lang, "compare.key_name.grey_input"),
            Statistic::VarianceRatio => tr!(lang, "compare.key_name.variance_ratio"),
            Statistic::SmallErrorProbability => {
                tr!(lang, "compare.key_name.small_error_probability")
            }
            Statistic::MeanRelativeError => tr!(lang, "compare.key_name.mean_relative_error"),
            Statistic::HoldOutError => tr!(lang, "compare.key_name.hold_out_error"),
        },
    };
    text.to_owned()
}

/// A value of a measure; "—" where there is none.
#[must_use]
pub fn value(measure: &Measure, value: Option<f64>) -> String {
    let Some(value) = value else {
        return "—".to_owned();
    };
    match measure.quantity {
        Quantity::Tests => significant(value, 5),
        _ => grouped(value, measure.decimals),
    }
}

/// A difference of a measure, with its sign.
#[must_use]
pub fn difference(measure: &Measure, at: usize) -> String {
    let Some(difference) = measure.difference(at) else {
        return "—".to_owned();
    };
    match measure.quantity {
        Quantity::Tests if difference > 0.0 => format!("+{}", significant(difference, 4)),
        Quantity::Tests => significant(difference, 4),
        _ => difference_of(measure, difference),
    }
}

fn difference_of(measure: &Measure, difference: f64) -> String {
    let text = grouped(difference, measure.decimals);
    let is_up = signed(difference, measure.decimals).starts_with('+');
    if is_up { format!("+{text}") } else { text }
}

/// The difference in per cent of the first scenario; "—" where that is 0 or unknown, and for ranks.
#[must_use]
pub fn percent(measure: &Measure, at: usize) -> String {
    match measure.relative(at) {
        Some(share) if measure.quantity != Quantity::Rank => signed(share * 100.0, 2),
        _ => "—".to_owned(),
    }
}
