//! The core gives the same bits natively and in WebAssembly: the same assertions run on both, and both are held to the
//! numbers in `tests/data/native_bits.json`.
//!
//! `TANHENG_WRITE=1 cargo test --no-default-features --test wasm_core` writes that file anew; a changed number there is a
//! changed result and belongs in the change log.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]

use std::ops::ControlFlow;

use serde_json::{Map, Value, json};
use tanheng::core::number;
use tanheng::job::{self, Reply, Request};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const KEPT: &str = include_str!("data/native_bits.json");

#[test]
fn numbers_are_written_alike() {
    assert_eq!(number::fixed(-13.645, 1), "−13.6");
    assert_eq!(number::fixed(-0.001, 2), "0.00");
    // 2.675 lies just below the tie in binary.
    assert_eq!(number::fixed(2.675, 2), "2.67");
}

/// musl's algorithm, which libm follows, gives the double one above the nearest one to e; a host's own `exp` usually gives
/// the nearest. Seeing the same double on both targets shows that neither asks its host.
#[test]
fn transcendental_functions_give_the_same_bits() {
    assert_eq!(libm::exp(1.0).to_bits(), std::f64::consts::E.to_bits() + 1);
    assert_eq!(libm::log(10.0).to_bits(), std::f64::consts::LN_10.to_bits());
}

/// The account, every step of the Guizhou study and the example of every method, compared as text: the shortest text of a
/// double that reads back as the same double, so the same text is the same bits.
#[test]
fn every_method_gives_the_bits_that_are_kept() {
    let now = computed();
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("TANHENG_WRITE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/native_bits.json");
        let lines: Vec<String> = now
            .iter()
            .map(|(k, v)| format!("{}: {v}", json!(k)))
            .collect();
        std::fs::write(path, format!("{{\n{}\n}}\n", lines.join(",\n"))).unwrap();
        return;
    }
    let kept: Map<String, Value> = serde_json::from_str(KEPT).unwrap();
    let names = |m: &Map<String, Value>| m.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&now), names(&kept));
    for (name, value) in &now {
        assert_eq!(value.to_string(), kept[name].to_string(), "{name}");
    }
}

/// What a browser sends to its worker and gets back is the reply of the library, word for word.
#[test]
fn the_answer_of_a_worker_is_the_reply() {
    let request = Request::parse(tanheng::core::forecast::FORECAST.example).unwrap();
    let mut shares = 0;
    let answer = job::answer(&request.to_json(), &mut |_| shares += 1);
    let job::Answer::Reply(text) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(text, run(&request).to_json(false));
    assert!(shares > 2);
    let refused = job::answer("{}", &mut |_| {});
    let job::Answer::Problem(problem) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(problem.code, "job.no_method");
}

fn run(request: &Request) -> Reply {
    job::run(request, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn computed() -> Map<String, Value> {
    let mut all = Map::new();
    for method in job::methods() {
        match run(&Request::parse(method.example).unwrap()) {
            Reply::Account(account) => {
                for line in &account.lines {
                    all.insert(format!("account.{}", line.id), json!(line.values));
                }
                all.insert("account.net".into(), json!(account.net));
            }
            Reply::Study(study) => {
                let change = study.change.unwrap();
                all.insert("study.diversity".into(), json!(change.diversity));
                all.insert("study.groups".into(), json!(change.groups));
                let relation = study.relation.unwrap();
                all.insert("study.degrees".into(), json!(relation.relation.degrees));
                all.insert("study.search".into(), json!(relation.search));
                let forecast = study.forecast.unwrap().forecast;
                all.insert("study.fit".into(), json!(forecast.fit));
                all.insert("study.tests".into(), json!(forecast.tests));
                all.insert("study.path".into(), json!(forecast.path));
                all.insert("study.interval".into(), json!(forecast.interval));
            }
            Reply::CarbonOxygen(reply) => {
                let (balance, land) = (reply.balance, reply.land.unwrap());
                let ratios = balance.units.iter().flat_map(|u| &u.years);
                let ratios: Vec<_> = ratios
                    .map(|y| (y.carbon.value, y.oxygen.value))
                    .filter(|r| r.0.is_some())
                    .collect();
                all.insert("carbon_oxygen.ratios".into(), json!(ratios));
                let sets = balance.sets.unwrap();
                all.insert("carbon_oxygen.sets".into(), json!(sets.contrasts));
                all.insert("carbon_oxygen.land".into(), json!(land.nation));
                let ahead = land.units.iter().map(|u| u.carbon.ahead.as_ref().ok());
                let ahead: Vec<_> = ahead.collect();
                all.insert("carbon_oxygen.ahead".into(), json!(ahead));
            }
            reply => {
                all.insert(method.id.into(), json!(reply));
            }
        }
    }
    all
}
