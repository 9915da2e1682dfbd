//! The doors give the same numbers: the same request through the library and through the terminal's program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tanheng::core::problem::Report;
use tanheng::exchange::{cases, study_file};
use tanheng::job::{self, JobError, Reply, Request, Stage};

/// The largest relative difference allowed between two doors.
const SAME: f64 = 1e-12;

fn tanheng(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tanheng"))
        .args(args)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn out(args: &[&str]) -> Value {
    let output = tanheng(args, "");
    assert!(output.status.success(), "{args:?}: {}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn run(request: &Request) -> Reply {
    job::run(request, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn file(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    // A name with spaces and Chinese, as a student's folder has it.
    let path = folder.join(format!("研究 {name}"));
    std::fs::write(&path, text).unwrap();
    path
}

/// Every number of both documents at the same place, within [`SAME`]; counts them.
fn assert_same(a: &Value, b: &Value, path: &str) -> usize {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!(
                (a - b).abs() <= SAME * a.abs().max(b.abs()),
                "{path}: {a} and {b}"
            );
            1
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{path}");
            let pairs = a.iter().zip(b).enumerate();
            pairs
                .map(|(i, (a, b))| assert_same(a, b, &format!("{path}[{i}]")))
                .sum()
        }
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(
                a.keys().collect::<Vec<_>>(),
                b.keys().collect::<Vec<_>>(),
                "{path}"
            );
            a.iter()
                .map(|(k, v)| assert_same(v, &b[k], &format!("{path}.{k}")))
                .sum()
        }
        _ => {
            assert_eq!(a, b, "{path}");
            0
        }
    }
}

#[test]
fn a_study_gives_the_same_numbers_through_the_library_and_the_terminal() {
    let study = cases::load("guizhou").unwrap();
    let text = study_file::write(&study);
    let reply = run(&Request::Study {
        study: Box::new(study),
    });
    let native: Value = serde_json::from_str(&reply.to_json(false)).unwrap();

    let saved = out(&["run", file("贵州.json", &text).to_str().unwrap()]);
    let numbers = assert_same(&native, &saved, "");
    assert!(numbers > 1000, "only {numbers} numbers compared");
    assert_same(&native, &out(&["run", "guizhou", "--compact"]), "");
    let request = format!("{{\"method\":\"study\",\"study\":{text}}}");
    let by_job = tanheng(&["job", "-"], &request);
    let by_job = serde_json::from_slice(&by_job.stdout).unwrap();
    assert_same(&native, &by_job, "");
}

/// The paper's Table 5 prints a net emission of 2076.29 (10⁴ t C) for 2005; its items are rounded to two decimals, so the
/// sum of at most a dozen of them is within 0.06.
#[test]
fn the_terminal_adds_the_printed_items_up_to_the_printed_net_emission() {
    let mut study = cases::load("guizhou").unwrap();
    study.choices.basis = tanheng::core::study::Basis::Published;
    let path = file("table 5.json", &study_file::write(&study));
    let reply = out(&["run", path.to_str().unwrap()]);
    let account = &reply["result"]["account"];
    assert_eq!(account["keys"][0]["year"], 2005);
    let net = account["net"][0].as_f64().unwrap();
    assert!((net - 2076.29).abs() < 0.06, "{net}");
}

#[test]
fn every_example_of_a_method_runs_and_its_reply_reads_back() {
    assert_eq!(job::methods().len(), 23);
    for method in job::methods() {
        let request =
            Request::parse(method.example).unwrap_or_else(|e| panic!("{}: {e}", method.id));
        let reply = run(&request);
        let text = reply.to_json(true);
        assert!(
            text.contains(&format!("\"method\": \"{}\"", method.id)),
            "{}",
            method.id
        );
        assert_eq!(
            serde_json::from_str::<Reply>(&text).unwrap(),
            reply,
            "{}",
            method.id
        );
        assert_eq!(
            Request::parse(&request.to_json()),
            Ok(request),
            "{}",
            method.id
        );
    }
}

#[test]
fn what_methods_lists_runs_in_the_terminal() {
    let listed = out(&["methods"]);
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), job::methods().len());
    for method in listed {
        let output = tanheng(&["job", "-"], method["example"].as_str().unwrap());
        assert!(
            output.status.success(),
            "{}: {}",
            method["id"],
            err(&output)
        );
    }
}

#[test]
fn cases_are_listed_in_the_language_asked() {
    let listed = out(&["cases", "--lang", "zh-CN"]);
    let titles: Vec<&str> = listed
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|c| c["title"].as_str())
        .collect();
    assert!(titles.iter().any(|t| t.contains("贵州")), "{titles:?}");
    assert_eq!(listed.as_array().unwrap().len(), cases::all().count());
}

#[test]
fn a_faulty_study_is_told_in_sentences_with_code_1() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bad/row_width.json");
    let output = tanheng(&["run", path], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let text = err(&output);
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(
        text.contains("2005") && text.contains("1 values for 2 columns"),
        "{text}"
    );
    let chinese = err(&tanheng(&["run", path, "--lang", "zh"], ""));
    assert!(
        chinese.contains("2005 年") && chinese.contains("表有 2 列"),
        "{chinese}"
    );
}

#[test]
fn the_language_is_that_of_the_environment() {
    let output = Command::new(env!("CARGO_BIN_EXE_tanheng"))
        .args(["run", "nowhere"])
        .env("LC_ALL", "zh_CN.UTF-8")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("没有名为“nowhere”的案例"),
        "{}",
        err(&output)
    );
}

#[test]
fn a_wrong_command_is_told_with_code_2() {
    for args in [
        &[][..],
        &["compute"],
        &["run"],
        &["job"],
        &["cases", "more"],
        &["run", "guizhou", "blank"],
        &["run", "guizhou", "--loud"],
        &["run", "guizhou", "--lang", "fr"],
        &["run", "guizhou", "--lang"],
        &["-x"],
    ] {
        let output = tanheng(args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty(), "{args:?}");
        assert_eq!(err(&output).lines().count(), 1, "{args:?}");
    }
}

#[test]
fn help_and_version_are_answers() {
    let help = tanheng(&["--help"], "");
    assert!(help.status.success());
    let help = String::from_utf8(help.stdout).unwrap();
    for command in [
        "run",
        "job",
        "import",
        "export",
        "methods",
        "cases",
        "--lang",
        "--compact",
        "--xlsx",
        "--csv",
        "--plain",
    ] {
        assert!(help.contains(command), "{command}");
    }
    let version = tanheng(&["--version"], "");
    assert_eq!(
        String::from_utf8(version.stdout).unwrap(),
        concat!("tanheng ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn bad_jobs_are_told_with_code_1() {
    for (job, part) in [
        ("", "line"),
        ("{", "line"),
        ("[]", "names no method"),
        (r#"{"method": 5}"#, "names no method"),
        (r#"{"method": "guess"}"#, "no method “guess”"),
        (r#"{"method": "diversity"}"#, "missing field `areas`"),
        (
            r#"{"method": "diversity", "areas": [1], "colour": 1}"#,
            "unknown field `colour`",
        ),
        (r#"{"method": "study"}"#, "one of `study` and `case`"),
        (r#"{"method": "study", "case": "atlantis"}"#, "atlantis"),
        (
            r#"{"method": "study", "study": {"schema_version": 9}}"#,
            "newer Tanheng",
        ),
        (r#"{"method": "diversity", "areas": []}"#, "areas"),
        (r#"{"method": "gm11", "series": [1, 2]}"#, "GM(1,1) needs 4"),
    ] {
        let output = tanheng(&["job", "-"], job);
        assert_eq!(output.status.code(), Some(1), "{job}");
        assert!(output.stdout.is_empty(), "{job}");
        assert!(err(&output).contains(part), "{job}: {}", err(&output));
    }
    let output = tanheng(&["job", "/nowhere/at/all.json"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("/nowhere/at/all.json cannot be read"));
}

/// `tanheng run guizhou | head -c 1`: the reader ends before the writer.
#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tanheng"))
        .args(["run", "guizhou"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&output), "");
}

#[test]
fn a_study_tells_its_stages_in_order_and_stops_when_told() {
    let request = Request::parse(r#"{"method":"study","case":"guizhou"}"#).unwrap();
    let mut stages = Vec::new();
    let reply = job::run(&request, &mut |p| {
        stages.push(p.stage);
        assert!(p.done <= p.total);
        ControlFlow::Continue(())
    });
    assert!(reply.is_ok());
    stages.dedup();
    let order = [
        Stage::Account,
        Stage::Change,
        Stage::Relation,
        Stage::Forecast,
        Stage::Interval,
    ];
    assert_eq!(stages, order);

    for stop_at in order {
        let stopped = job::run(&request, &mut |p| {
            if p.stage == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!(
            stopped.unwrap_err(),
            JobError::Cancelled.problem(),
            "{stop_at:?}"
        );
    }
}

#[test]
fn an_empty_study_says_what_is_missing_in_every_step() {
    let reply = run(&Request::parse(r#"{"method":"study","case":"blank"}"#).unwrap());
    let Reply::Study(study) = reply else { panic!() };
    assert!(study.account.net.iter().all(Option::is_none));
    assert!(study.relation.is_err() && study.forecast.is_err());
}

fn table(name: &str) -> String {
    format!("{}/tests/data/tables/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_table_file_becomes_a_study_that_runs() {
    let to = file("读入.json", "");
    let path = to.to_string_lossy().into_owned();
    let args = ["import", &table("gbk.csv"), "--to", &path, "--lang", "en"];
    let output = tanheng(&args, "");
    assert!(output.status.success(), "{}", err(&output));
    assert!(
        err(&output).contains("→ Rice output, 10⁴ t (× 1): 3 numbers"),
        "{}",
        err(&output)
    );
    let result = out(&["run", &path]);
    assert_eq!(
        result["result"]["account"]["keys"]
            .as_array()
            .unwrap()
            .len(),
        3,
        "2005 to 2007"
    );
    let study = std::fs::read_to_string(&to).unwrap();
    assert!(study.contains("472.97") && study.contains("29321"));

    let same = tanheng(&["import", &table("titled.xlsx"), "--into", "blank"], "");
    assert_eq!(String::from_utf8(same.stdout).unwrap().trim(), study.trim());
}

#[test]
fn a_table_that_cannot_be_read_is_told_with_its_code() {
    for (args, code, told) in [
        (vec!["import", "cut.xlsx"], 1, "damaged"),
        (vec!["import", "password.xlsx"], 1, "password"),
        (
            vec!["import", "titled.xlsx", "--sheet", "2019"],
            1,
            "no sheet “2019”",
        ),
        (
            vec!["import", "gbk.csv", "--encoding", "utf-8"],
            1,
            "Byte 1 ",
        ),
        (
            vec!["import", "gbk.csv", "--encoding", "latin"],
            2,
            "gb18030",
        ),
        (vec!["import", "gbk.csv", "--into", "nothing"], 1, "nothing"),
        (vec!["import"], 2, "import"),
        (vec!["cases", "--sheet", "x"], 2, "--sheet"),
    ] {
        let mut args: Vec<String> = args.into_iter().map(str::to_owned).collect();
        if let Some(file) = args.get_mut(1).filter(|a| !a.starts_with('-')) {
            *file = table(file);
        }
        args.extend(["--lang".to_owned(), "en".to_owned()]);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = tanheng(&args, "");
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert!(err(&output).contains(told), "{args:?}: {}", err(&output));
    }
}
