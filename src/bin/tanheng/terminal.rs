//! What each command does.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use tanheng::core::number::significant;
use tanheng::core::problem::Report;
use tanheng::core::study::Study;
use tanheng::exchange::csv::Mark;
use tanheng::exchange::paste::{PasteError, PastePlan};
use tanheng::exchange::study_sheet::Opened;
use tanheng::exchange::{cases, study_file, study_sheet, workbook};
use tanheng::job::export::{self, ExportError};
use tanheng::job::{self, JobError, Request};
use tanheng::tr;
use tanheng::words::{Lang, coefficient_names, sentence};

use crate::call::{Call, DONE, FAILED, Stop, call, language_of_the_environment, misuse};

/// Runs the command line.
pub fn main() -> ExitCode {
    let mut lang = language_of_the_environment();
    match call(&mut lang).and_then(|call| answer(&call)) {
        Ok(text) => print(&text, lang),
        Err(Stop(code, lines)) => {
            say(&lines);
            ExitCode::from(code)
        }
    }
}

fn answer(call: &Call) -> Result<String, Stop> {
    let input = call.input.as_deref().unwrap_or_default();
    match call.command.as_str() {
        "run" => {
            let study = Box::new(study(input, call.lang)?);
            compute(&Request::Study { study }, call)
        }
        "import" => import(input, call),
        "export" => export(input, call),
        "raster" => crate::raster::raster(input, call),
        "job" => {
            let text = String::from_utf8(bytes(input, call.lang)?)
                .map_err(|_| failed(&study_file::FileError::NotText.into(), call.lang))?;
            compute(
                &Request::parse(&text).map_err(|e| failed(&e, call.lang))?,
                call,
            )
        }
        "methods" => Ok(json(&job::methods(), call.compact)),
        "cases" => {
            let titles: Vec<serde_json::Value> = cases::all()
                .filter_map(cases::find)
                .map(|s| serde_json::json!({ "id": s.id, "title": call.lang.pick(&s.title) }))
                .collect();
            Ok(json(&titles, call.compact))
        }
        "help" => Ok(tr!(
            call.lang,
            "job.terminal.help",
            version = env!("CARGO_PKG_VERSION")
        )),
        "version" => Ok(format!("tanheng {}", env!("CARGO_PKG_VERSION"))),
        command => Err(misuse(tr!(
            call.lang,
            "job.terminal.unknown_command",
            command = command
        ))),
    }
}

pub fn json<T: serde::Serialize>(value: &T, compact: bool) -> String {
    let text = if compact {
        serde_json::to_string(value)
    } else {
        serde_json::to_string_pretty(value)
    };
    text.unwrap_or_default()
}

/// A file when there is one of that name, else a case.
fn study(input: &str, lang: Lang) -> Result<Study, Stop> {
    let told = |error: JobError| failed(&error, lang);
    if input == "-" || Path::new(input).exists() {
        study_file::read_bytes(&bytes(input, lang)?).map_err(|e| told(e.into()))
    } else {
        cases::find(input).ok_or_else(|| {
            told(JobError::UnknownCase {
                case: input.to_owned(),
            })
        })
    }
}

/// A table file into a study. What was taken for what is told on standard error.
fn import(input: &str, call: &Call) -> Result<String, Stop> {
    let Call { lang, options, .. } = call;
    let told = |problem: &dyn Report| Stop(FAILED, vec![sentence(*lang, &problem.problem())]);
    let encoding = options.encoding.as_deref();
    if let Some(text) = encoding.filter(|e| !workbook::ENCODINGS.contains(e)) {
        let known = workbook::ENCODINGS.join(", ");
        return Err(misuse(tr!(
            *lang,
            "job.terminal.bad_encoding",
            text = text,
            known = known
        )));
    }
    let before = study(options.into.as_deref().unwrap_or("blank"), *lang)?;
    let book = workbook::read(&bytes(input, *lang)?, encoding).map_err(|e| told(&e))?;
    // Where it is said what is to be taken from the file and where it goes, its figures are meant.
    let own = match (&options.into, &options.sheet) {
        (None, None) => study_sheet::open(&book, &coefficient_names),
        _ => None,
    };
    let study = match own {
        Some(Ok(own)) => ours(own, *lang).map_err(|e| told(&e))?,
        other => {
            if let Some(Err(error)) = other {
                say(&[sentence(*lang, &error.problem())]);
            }
            let (sheet, plan) = book
                .best(&before, options.sheet.as_deref())
                .map_err(|e| told(&e))?;
            say(&report(*lang, &sheet.name, &plan));
            plan.apply(&before).map_err(|e| told(&e))?
        }
    };
    let text = study_file::write(&study);
    match &options.to {
        None => Ok(text),
        Some(path) => save(path, (text + "\n").as_bytes(), *lang),
    }
}

/// The study in a workbook of ours with the figures that stand on its sheets.
fn ours(own: Opened<'_>, lang: Lang) -> Result<Study, PasteError> {
    let title = lang.pick(&own.study.title);
    let mut lines = vec![tr!(lang, "job.import.own", title = title)];
    let problems = own.told().into_iter().chain(own.problems);
    lines.extend(problems.map(|p| sentence(lang, &p)));
    say(&lines);
    match own.changed {
        Some((_, plan)) => plan.apply(&own.study),
        None => Ok(own.study),
    }
}

fn say(lines: &[String]) {
    for line in lines {
        // Standard error that is closed has no one to tell.
        let _ = writeln!(io::stderr(), "{line}");
    }
}

/// A study as a workbook, its report as a document, its account and its sheets as comma-separated text; the paths written, a line each.
fn export(input: &str, call: &Call) -> Result<String, Stop> {
    let Call { lang, options, .. } = call;
    let outputs = [&options.xlsx, &options.docx, &options.csv, &options.sheets];
    if outputs.iter().all(|o| o.is_none()) {
        return Err(misuse(tr!(*lang, "job.terminal.no_output").to_owned()));
    }
    let told = |error: ExportError| Stop(FAILED, vec![sentence(*lang, &error.problem())]);
    let study = study(input, *lang)?;
    let mut written = Vec::new();
    if let Some(path) = &options.xlsx {
        let bytes = export::workbook(&study, *lang).map_err(told)?;
        written.push(save(path, &bytes, *lang)?);
    }
    if let Some(path) = &options.docx {
        let bytes = export::report(&study, *lang).map_err(told)?;
        written.push(save(path, &bytes, *lang)?);
    }
    let mark = if call.plain {
        Mark::Without
    } else {
        Mark::With
    };
    if let Some(path) = &options.csv {
        let text = export::account_csv(&study, *lang, mark).map_err(told)?;
        written.push(save(path, text.as_bytes(), *lang)?);
    }
    if let Some(folder) = &options.sheets {
        for (sheet, n) in study.sheets.iter().zip(1..) {
            let text = export::sheet_csv(&study, &sheet.id, *lang, mark).unwrap_or_default();
            // The id of a sheet may be any text, and no name of a file.
            let is_name = !sheet.id.is_empty() && sheet.id.chars().all(char::is_alphanumeric);
            let name = if is_name {
                sheet.id.clone()
            } else {
                n.to_string()
            };
            let path = Path::new(folder).join(name + ".csv");
            written.push(save(&path.to_string_lossy(), text.as_bytes(), *lang)?);
        }
    }
    Ok(written.join("\n"))
}

pub fn save(path: &str, bytes: &[u8], lang: Lang) -> Result<String, Stop> {
    let written = std::fs::write(path, bytes).map(|()| path.to_owned());
    written.map_err(|reason| {
        Stop(
            FAILED,
            vec![tr!(lang, "job.terminal.unwritable", reason = reason)],
        )
    })
}

/// A line for each column, then what is left over.
fn report(lang: Lang, sheet: &str, plan: &PastePlan) -> Vec<String> {
    let mut lines = Vec::new();
    if !sheet.is_empty() {
        lines.push(tr!(lang, "job.import.sheet", name = sheet));
    }
    for column in &plan.columns {
        let name = lang.name(&format!("indicator.{}", column.indicator));
        let header = column.header.replace('\n', " ");
        lines.push(match &column.refused {
            Some(problem) => format!("{header}: {}", sentence(lang, problem)),
            None if !column.goes_in() => {
                tr!(lang, "job.import.doubtful", header = header, name = name)
            }
            None => tr!(
                lang,
                "job.import.column",
                header = header,
                name = name,
                n = column.accepted,
                faults = column.faults,
                unit = lang.unit(column.unit.code()),
                ratio = significant(column.ratio, 12)
            ),
        });
    }
    for (_, header) in &plan.left_over {
        lines.push(tr!(lang, "job.import.left_over", header = header));
    }
    lines.extend(plan.problems.iter().map(|p| sentence(lang, p)));
    if plan.more_problems > 0 {
        lines.push(tr!(lang, "job.import.more", n = plan.more_problems));
    }
    lines
}

/// One byte more than may be read, so that a file that is too large is told as such.
pub fn bytes(input: &str, lang: Lang) -> Result<Vec<u8>, Stop> {
    let limit = job::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if input == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(input).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(reason) => Err(Stop(
            FAILED,
            vec![tr!(
                lang,
                "job.terminal.unreadable",
                path = input,
                reason = reason
            )],
        )),
    }
}

fn compute(request: &Request, call: &Call) -> Result<String, Stop> {
    match job::run(request, &mut |_| ControlFlow::Continue(())) {
        Ok(reply) => Ok(reply.to_json(!call.compact)),
        Err(problem) => Err(Stop(FAILED, vec![sentence(call.lang, &problem)])),
    }
}

/// Every problem a line; the summary first when there are several.
fn failed(error: &JobError, lang: Lang) -> Stop {
    let problems = error.problems();
    let mut lines = vec![sentence(lang, &error.problem())];
    if problems.len() > 1 {
        lines.extend(problems.iter().map(|p| format!("- {}", sentence(lang, p))));
    }
    Stop(FAILED, lines)
}

/// A reader that has seen enough, such as `head`, is no failure.
fn print(text: &str, lang: Lang) -> ExitCode {
    let mut out = io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = writeln!(
                io::stderr(),
                "{}",
                tr!(lang, "job.terminal.unwritable", reason = error)
            );
            ExitCode::from(FAILED)
        }
        _ => ExitCode::from(DONE),
    }
}
