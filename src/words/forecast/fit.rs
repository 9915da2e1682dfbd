//! The tests of a fit as rows: name, value, and what the value means.

use super::{grade_name, grade_rank, model_name, percent, span};
use crate::core::forecast::{ClassRatioTest, Fit, Grade, Part, RangeOfUse, grade};
use crate::core::number::{fixed, grouped};
use crate::core::study::Basis;
use crate::steps::forecast::ForecastStep;
use crate::tr;
use crate::words::{Lang, sentence};

/// How a row ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Passes.
    Ok,
    /// Passes with a doubt.
    Warn,
    /// Fails.
    Error,
    /// Says nothing either way.
    Plain,
}

/// One test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestRow {
    /// How it ends.
    pub mark: Mark,
    /// Name of the test.
    pub name: &'static str,
    /// Its value; "—" when there is none.
    pub value: String,
    /// What the value means, or why there is none.
    pub note: String,
}

/// The grade as the head of the rows says it; empty when there is none.
#[must_use]
pub fn grade_line(lang: Lang, step: &ForecastStep) -> String {
    match &step.forecast.tests.posterior {
        Ok(test) => tr!(
            lang,
            "forecast.grade.head",
            rank = grade_rank(test.grade),
            grade = grade_name(lang, test.grade)
        ),
        Err(_) => String::new(),
    }
}

/// The class-ratio test; for other models than GM(1,1) why it does not apply.
#[must_use]
pub fn class_ratio_row(lang: Lang, step: &ForecastStep) -> TestRow {
    let name = tr!(lang, "forecast.tests.class_ratio");
    if !matches!(step.forecast.fit, Fit::Gm11(_)) {
        let model = model_name(lang, step.forecast.model.name());
        let note = tr!(lang, "forecast.tests.class_ratio_grey", model = model);
        return not_applicable(lang, name, note);
    }
    let row = |test: &ClassRatioTest| {
        let (mark, value) = if test.passes {
            (Mark::Ok, tr!(lang, "forecast.tests.passes"))
        } else {
            (Mark::Error, tr!(lang, "forecast.tests.fails"))
        };
        (mark, value.to_owned(), class_ratio_note(lang, test))
    };
    of_part(lang, step, name, &step.forecast.tests.class_ratio, row)
}

fn class_ratio_note(lang: Lang, test: &ClassRatioTest) -> String {
    let (lower, upper) = (fixed(test.lower, 5), fixed(test.upper, 5));
    let count = test.ratios.len();
    if test.passes {
        return tr!(
            lang,
            "forecast.tests.inside",
            count = count,
            lower = lower,
            upper = upper
        );
    }
    let defined = test.ratios.iter().flatten().count();
    // A ratio that cannot be formed is not outside the limits: it is none.
    let none = count - defined;
    let outside = test.outside.len() - none;
    let outside = (outside > 0).then(|| {
        tr!(
            lang,
            "forecast.tests.outside",
            outside = outside,
            count = defined,
            lower = lower,
            upper = upper
        )
    });
    let undefined =
        (none > 0).then(|| tr!(lang, "forecast.tests.undefined", n = none, count = count));
    let shift = match test.least_shift {
        // The bound itself does not pass, the next whole number does.
        Some(shift) => {
            let enough = grouped(libm::floor(shift) + 1.0, 0);
            tr!(lang, "forecast.tests.shift", shift = enough)
        }
        None => tr!(lang, "forecast.tests.no_shift").to_owned(),
    };
    super::joined(lang, outside.into_iter().chain(undefined).chain([shift]))
}

/// Posterior variance ratio, small error probability, mean relative error and range of use.
#[must_use]
pub fn test_rows(lang: Lang, step: &ForecastStep) -> [TestRow; 4] {
    let tests = &step.forecast.tests;
    let paper = step
        .printed
        .as_ref()
        .filter(|_| step.basis == Basis::Published)
        .filter(|_| matches!(step.forecast.fit, Fit::Gm11(_)))
        .and_then(|printed| printed.posterior);
    let c_row = of_part(
        lang,
        step,
        tr!(lang, "forecast.tests.c"),
        &tests.posterior,
        |test| {
            let own = grade(test.variance_ratio, 1.0);
            let note = match own {
                Grade::Good => tr!(lang, "forecast.tests.c_good"),
                Grade::Qualified => tr!(lang, "forecast.tests.c_qualified"),
                Grade::Barely => tr!(lang, "forecast.tests.c_barely"),
                Grade::Fails => tr!(lang, "forecast.tests.c_fails"),
            };
            graded(lang, own, test.variance_ratio, note, paper.map(|p| p.0))
        },
    );
    let p_row = of_part(
        lang,
        step,
        tr!(lang, "forecast.tests.p"),
        &tests.posterior,
        |test| {
            let own = grade(0.0, test.small_error_probability);
            let note = match own {
                Grade::Good => tr!(lang, "forecast.tests.p_good"),
                Grade::Qualified => tr!(lang, "forecast.tests.p_qualified"),
                Grade::Barely => tr!(lang, "forecast.tests.p_barely"),
                Grade::Fails => tr!(lang, "forecast.tests.p_fails"),
            };
            graded(
                lang,
                own,
                test.small_error_probability,
                note,
                paper.map(|p| p.1),
            )
        },
    );
    let error_row = of_part(
        lang,
        step,
        tr!(lang, "forecast.tests.error"),
        &tests.mean_relative_error,
        |share| (Mark::Plain, percent(*share, 2), error_note(lang, step)),
    );
    [c_row, p_row, error_row, range_row(lang, step)]
}

fn graded(
    lang: Lang,
    own: Grade,
    value: f64,
    note: &str,
    paper: Option<f64>,
) -> (Mark, String, String) {
    let mark = match own {
        Grade::Good => Mark::Ok,
        Grade::Qualified | Grade::Barely => Mark::Warn,
        Grade::Fails => Mark::Error,
    };
    let written = fixed(value, 4);
    let note = match paper.map(|p| fixed(p, 4)) {
        None => note.to_owned(),
        Some(paper) if paper == written => {
            tr!(lang, "forecast.tests.same", note = note, value = paper)
        }
        Some(paper) => tr!(lang, "forecast.tests.different", note = note, value = paper),
    };
    (mark, written, note)
}

fn error_note(lang: Lang, step: &ForecastStep) -> String {
    let count = step.forecast.observed.len().saturating_sub(1);
    let years = &step.forecast.years;
    let span = match (years.get(1), years.get(count)) {
        (Some(from), Some(to)) => span(lang, *from, *to),
        _ => String::new(),
    };
    tr!(
        lang,
        "forecast.tests.error_note",
        span = span,
        count = count
    )
}

fn range_row(lang: Lang, step: &ForecastStep) -> TestRow {
    let name = tr!(lang, "forecast.tests.range");
    let (Fit::Gm11(fit), Some(range)) = (&step.forecast.fit, step.forecast.tests.range_of_use)
    else {
        let model = model_name(lang, step.forecast.model.name());
        let note = tr!(lang, "forecast.tests.range_grey", model = model);
        return not_applicable(lang, name, note);
    };
    let (mark, note) = match range {
        RangeOfUse::MediumAndLongTerm => {
            (Mark::Ok, tr!(lang, "forecast.tests.medium_and_long_term"))
        }
        RangeOfUse::ShortTerm => (Mark::Warn, tr!(lang, "forecast.tests.short_term")),
        RangeOfUse::ShortTermWithCaution => (
            Mark::Warn,
            tr!(lang, "forecast.tests.short_term_with_caution"),
        ),
        RangeOfUse::ResidualCorrection => {
            (Mark::Error, tr!(lang, "forecast.tests.residual_correction"))
        }
        RangeOfUse::Unsuitable => (Mark::Error, tr!(lang, "forecast.tests.unsuitable")),
    };
    TestRow {
        mark,
        name,
        value: fixed(-fit.development_coefficient, 4),
        note: note.to_owned(),
    }
}

fn not_applicable(lang: Lang, name: &'static str, note: String) -> TestRow {
    TestRow {
        mark: Mark::Plain,
        name,
        value: tr!(lang, "forecast.tests.grey_only").to_owned(),
        note,
    }
}

fn of_part<T>(
    lang: Lang,
    step: &ForecastStep,
    name: &'static str,
    part: &Part<T>,
    row: impl FnOnce(&T) -> (Mark, String, String),
) -> TestRow {
    let (mark, value, note) = match part {
        Ok(value) => row(value),
        Err(problem) => (
            Mark::Warn,
            "—".to_owned(),
            sentence(lang, &super::in_year(problem, step)),
        ),
    };
    TestRow {
        mark,
        name,
        value,
        note,
    }
}
