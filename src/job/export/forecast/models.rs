//! The models as formulas; each gives the number of the column of its values.

use super::sheet::{FIRST_ROW, OBSERVED, Sheet, TIME};
use super::{model_name, number};
use crate::core::forecast::{Gm11, Linear, MeanGrowth, ModelName, Naive};
use crate::exchange::excel::{At, Cell};
use crate::tr;

fn all(fitted: &[f64], forecast: &[f64]) -> Vec<Option<f64>> {
    fitted.iter().chain(forecast).copied().map(Some).collect()
}

/// x̂(t) = (b − a x0) · (1 − e^(−a))/a · e^(−a (t − 1)), as [`crate::core::forecast::gm11()`] computes it.
pub(super) fn gm11(sheet: &mut Sheet<'_>, fit: &Gm11) -> usize {
    let lang = sheet.lang;
    let weight = sheet.parameter(
        tr!(lang, "excel.forecast.weight"),
        Cell::Number(fit.background_weight),
        "",
    );
    let accumulated = sheet.next_column();
    let head = tr!(lang, "excel.forecast.accumulated").to_owned();
    let values = fit.accumulated.iter().copied().map(Some);
    sheet.column(head, values, |row| {
        let observed = At(row, OBSERVED).name();
        if row == FIRST_ROW {
            observed
        } else {
            format!("{}+{observed}", At(row - 1, accumulated).name())
        }
    });
    let background = sheet.next_column();
    let head = tr!(lang, "excel.forecast.background").to_owned();
    let first = std::iter::once(None);
    let values = first.chain(fit.background.iter().copied().map(Some));
    sheet.column(head, values, |row| {
        if row == FIRST_ROW {
            return String::new();
        }
        let (later, earlier) = (At(row, accumulated).name(), At(row - 1, accumulated).name());
        format!("{weight}*{later}+(1-{weight})*{earlier}")
    });

    let (z, x) = (sheet.range(background, 1), sheet.range(OBSERVED, 1));
    let a = fit.development_coefficient;
    let coefficient = sheet.parameter(
        tr!(lang, "excel.forecast.a"),
        number(
            format!("-SUMPRODUCT({z}-AVERAGE({z}),{x}-AVERAGE({x}))/DEVSQ({z})"),
            a,
        ),
        tr!(lang, "excel.forecast.text.a"),
    );
    let input = sheet.parameter(
        tr!(lang, "excel.forecast.b"),
        number(
            format!("AVERAGE({x})+{coefficient}*AVERAGE({z})"),
            fit.grey_input,
        ),
        tr!(lang, "excel.forecast.text.b"),
    );
    let series = format!("1-{coefficient}/2+{coefficient}*{coefficient}/6-{coefficient}^3/24");
    let share = sheet.parameter(
        tr!(lang, "excel.forecast.share"),
        number(
            format!("IF(ABS({coefficient})<0.0001,{series},(1-EXP(-{coefficient}))/{coefficient})"),
            if a == 0.0 { 1.0 } else { -libm::expm1(-a) / a },
        ),
        tr!(lang, "excel.forecast.text.share"),
    );
    let start = sheet.first_observed();
    let head = model_name(ModelName::Gm11, lang).to_owned();
    sheet.column(head, all(&fit.fitted, &fit.forecast), |row| {
        if row == FIRST_ROW {
            return start.clone();
        }
        let time = At(row, TIME).name();
        format!("({input}-{coefficient}*{start})*{share}*EXP(-{coefficient}*({time}-1))")
    })
}

pub(super) fn linear(sheet: &mut Sheet<'_>, fit: &Linear, non_negative: bool) -> usize {
    let lang = sheet.lang;
    let (x, t) = (sheet.range(OBSERVED, 0), sheet.range(TIME, 0));
    let slope = sheet.parameter(
        tr!(lang, "excel.forecast.slope"),
        number(
            format!("SUMPRODUCT({t}-AVERAGE({t}),{x}-AVERAGE({x}))/DEVSQ({t})"),
            fit.line.slope,
        ),
        "",
    );
    let intercept = sheet.parameter(
        tr!(lang, "excel.forecast.intercept"),
        number(
            format!("AVERAGE({x})-{slope}*AVERAGE({t})"),
            fit.line.intercept,
        ),
        "",
    );
    let head = model_name(ModelName::Linear, lang).to_owned();
    sheet.column(head, all(&fit.fitted, &fit.forecast), |row| {
        let value = format!("{intercept}+{slope}*{}", At(row, TIME).name());
        if non_negative {
            format!("MAX(0,{value})")
        } else {
            value
        }
    })
}

pub(super) fn mean_growth(sheet: &mut Sheet<'_>, fit: &MeanGrowth) -> usize {
    let lang = sheet.lang;
    let (first, last) = (sheet.first_observed(), sheet.last_observed());
    let count = sheet.range(OBSERVED, 0);
    let rate = sheet.parameter(
        tr!(lang, "excel.forecast.rate"),
        number(
            format!("({last}/{first})^(1/(COUNT({count})-1))-1"),
            fit.rate,
        ),
        tr!(lang, "excel.forecast.text.growth"),
    );
    let head = model_name(ModelName::MeanGrowth, lang).to_owned();
    sheet.column(head, all(&fit.fitted, &fit.forecast), |row| {
        format!("{first}*(1+{rate})^{}", At(row, TIME).name())
    })
}

/// The value of the year before; ahead, the last one.
pub(super) fn naive(sheet: &mut Sheet<'_>, fit: &Naive) -> usize {
    let last = sheet.last_observed();
    let ahead = FIRST_ROW + sheet.observed();
    let head = model_name(ModelName::Naive, sheet.lang).to_owned();
    sheet.column(head, all(&fit.fitted, &fit.forecast), |row| {
        if row >= ahead {
            last.clone()
        } else {
            At(row.max(FIRST_ROW + 1) - 1, OBSERVED).name()
        }
    })
}
