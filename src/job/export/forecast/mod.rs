//! The sheet of the forecast: every model of the study as formulas over the account's net emission.

mod models;
mod sheet;
mod tests_of_fit;

use sheet::Sheet;

use super::account::Ledger;
use super::data::Data;
use super::printed;
use crate::core::account::Account;
use crate::core::forecast::{Fit, ForecastError, ModelName, fit};
use crate::core::problem::Report;
use crate::core::study::{RowKey, Study};
use crate::exchange::excel::{At, Cell, Formula, Tab};
use crate::steps::forecast::{ForecastStep, printed_net};
use crate::tr;
use crate::words::{Lang, sentence};

pub(super) fn tab(
    study: &Study,
    account: &Account,
    step: &Result<ForecastStep, ForecastError>,
    data: &Data,
    ledger: &Ledger,
    lang: Lang,
) -> Tab {
    match step {
        Ok(step) => {
            let observed = observed_formulas(study, account, step, data, ledger);
            filled(step, observed, lang)
        }
        Err(error) => {
            let reason = sentence(lang, &error.problem());
            let text = tr!(lang, "excel.forecast.none", reason = reason);
            Tab {
                rows: vec![vec![Cell::Text(text)]],
                ..sheet::empty(lang)
            }
        }
    }
}

fn filled(step: &ForecastStep, observed: Vec<String>, lang: Lang) -> Tab {
    let forecast = &step.forecast;
    let mut sheet = Sheet::new(step, lang);
    sheet.years_and_observed(observed);
    let model = model_name(forecast.options.model, lang);
    let shown = tr!(lang, "excel.forecast.shown", model = model);
    sheet.remark(shown);
    for row in &forecast.comparisons {
        let name = row.model.name();
        let column = match fit(&forecast.observed, &row.model, forecast.options.horizon) {
            Ok(Fit::Gm11(gm11)) => models::gm11(&mut sheet, &gm11),
            Ok(Fit::Linear(linear)) => {
                models::linear(&mut sheet, &linear, forecast.options.non_negative)
            }
            Ok(Fit::MeanGrowth(growth)) => models::mean_growth(&mut sheet, &growth),
            Ok(Fit::Naive(naive)) => models::naive(&mut sheet, &naive),
            Err(error) => {
                let reason = sentence(lang, &error.problem());
                let model = model_name(name, lang);
                sheet.remark(tr!(
                    lang,
                    "excel.forecast.no_model",
                    model = model,
                    reason = reason
                ));
                continue;
            }
        };
        if name == forecast.options.model {
            tests_of_fit::put(&mut sheet, column);
        }
    }
    sheet.remark(tr!(lang, "excel.forecast.not_formulas").to_owned());
    sheet.tab
}

/// A formula for each observed year: the printed net emission where the forecast is made from it, else the account's.
fn observed_formulas(
    study: &Study,
    account: &Account,
    step: &ForecastStep,
    data: &Data,
    ledger: &Ledger,
) -> Vec<String> {
    let region = study.choices.region.as_deref();
    let table = printed(study).filter(|_| printed_net(study).is_some());
    let years = &step.forecast.years[..step.forecast.observed.len()];
    let of_year = |(i, &year): (usize, &i32)| {
        if let Some(table) = table {
            let key = RowKey {
                region: table.region.as_str().into(),
                year,
            };
            return data.printed_net(&key).unwrap_or_default();
        }
        let keys = account.keys.iter().enumerate();
        let here: Vec<usize> = keys
            .filter(|(_, key)| key.year == year && region.is_none_or(|r| *key.region == *r))
            .map(|(position, _)| position)
            .collect();
        match here[..] {
            [position] => ledger.net(position),
            _ => ledger.net_of_year(&At(sheet::FIRST_ROW + i, sheet::YEAR).name()),
        }
    };
    years.iter().enumerate().map(of_year).collect()
}

fn model_name(name: ModelName, lang: Lang) -> &'static str {
    match name {
        ModelName::Gm11 => tr!(lang, "forecast.option.gm11"),
        ModelName::Linear => tr!(lang, "forecast.option.linear"),
        ModelName::MeanGrowth => tr!(lang, "forecast.option.mean_growth"),
        ModelName::Naive => tr!(lang, "forecast.option.naive"),
    }
}

fn number(text: String, value: f64) -> Formula {
    Formula::number(text, Some(value))
}
