//! Residuals of the model shown and the tests made of them.

use super::sheet::{OBSERVED, Sheet};
use super::{model_name, number};
use crate::core::forecast::{Grade, PosteriorTest};
use crate::exchange::excel::{At, Cached, Formula};
use crate::tr;
use crate::words::{Lang, sentence};

pub(super) fn put(sheet: &mut Sheet<'_>, column: usize) {
    let lang = sheet.lang;
    let forecast = &sheet.step.forecast;
    let observed = forecast.observed.iter();
    let residuals: Vec<f64> = observed
        .clone()
        .zip(&forecast.path.fitted)
        .map(|(x, fitted)| x - fitted)
        .collect();
    let errors: Vec<Option<f64>> = observed
        .zip(&residuals)
        .map(|(x, residual)| (*x != 0.0).then(|| (residual / x).abs()))
        .collect();

    let model = model_name(forecast.options.model, lang);
    let head = |name: &str| format!("{name} ({model})");
    let residual = sheet.column(
        head(tr!(lang, "excel.forecast.residual")),
        residuals.into_iter().map(Some),
        |row| format!("{}-{}", At(row, OBSERVED).name(), At(row, column).name()),
    );
    let error = sheet.column(
        head(tr!(lang, "excel.forecast.relative_error")),
        errors,
        |row| {
            let x = At(row, OBSERVED).name();
            format!("IF({x}=0,\"\",ABS({}/{x}))", At(row, residual).name())
        },
    );
    match &forecast.tests.posterior {
        Ok(test) => posterior(sheet, residual, test),
        Err(problem) => sheet.remark(sentence(lang, problem)),
    }
    match &forecast.tests.mean_relative_error {
        Ok(mean) => {
            let text = format!("AVERAGE({})", sheet.range(error, 1));
            sheet.parameter(tr!(lang, "excel.forecast.mre"), number(text, *mean), "");
        }
        Err(problem) => sheet.remark(sentence(lang, problem)),
    }
}

fn posterior(sheet: &mut Sheet<'_>, residual: usize, test: &PosteriorTest) {
    let lang = sheet.lang;
    let (x, e) = (sheet.range(OBSERVED, 0), sheet.range(residual, 0));
    let divisor = tr!(lang, "excel.forecast.text.deviation");
    let s1 = sheet.parameter(
        tr!(lang, "excel.forecast.s1"),
        number(format!("STDEVP({x})"), test.observed_deviation),
        divisor,
    );
    let s2 = sheet.parameter(
        tr!(lang, "excel.forecast.s2"),
        number(format!("STDEVP({e})"), test.residual_deviation),
        divisor,
    );
    let c = sheet.parameter(
        tr!(lang, "excel.forecast.c"),
        number(format!("{s2}/{s1}"), test.variance_ratio),
        "",
    );
    let p = sheet.parameter(
        tr!(lang, "excel.forecast.p"),
        number(
            format!("SUMPRODUCT(--(ABS({e}-AVERAGE({e}))<0.6745*{s1}))/COUNT({e})"),
            test.small_error_probability,
        ),
        "",
    );
    sheet.parameter(
        tr!(lang, "excel.forecast.grade"),
        Formula {
            text: grade_formula(&c, &p, lang),
            cached: Cached::Text(grade_name(test.grade, lang).to_owned()),
        },
        "",
    );
}

/// The worse of the grades of C and P, as [`crate::core::forecast::grade()`] has them.
fn grade_formula(c: &str, p: &str, lang: Lang) -> String {
    let limits = [
        ("0.35", "0.95", Grade::Good),
        ("0.5", "0.8", Grade::Qualified),
        ("0.65", "0.7", Grade::Barely),
    ];
    let mut text = String::new();
    for (ratio, share, grade) in limits {
        let name = grade_name(grade, lang);
        text.push_str(&format!("IF(AND({c}<={ratio},{p}>={share}),\"{name}\","));
    }
    text + &format!("\"{}\"", grade_name(Grade::Fails, lang)) + ")))"
}

fn grade_name(grade: Grade, lang: Lang) -> &'static str {
    match grade {
        Grade::Good => tr!(lang, "forecast.grade.good"),
        Grade::Qualified => tr!(lang, "forecast.grade.qualified"),
        Grade::Barely => tr!(lang, "forecast.grade.barely"),
        Grade::Fails => tr!(lang, "forecast.grade.fails"),
    }
}
