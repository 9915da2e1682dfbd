//! The report as a document: it is sound, says what the account says in both languages, and no text of a user is markup.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::Event;
use tanheng::core::explain;
use tanheng::core::number::{fixed, grouped};
use tanheng::core::problem::Report;
use tanheng::core::study::{Basis, Study, Text};
use tanheng::exchange::cases;
use tanheng::exchange::docx::{Image, write};
use tanheng::exchange::paper::{Block, Paper};
use tanheng::job::export::{self, ExportError};
use tanheng::job::report::{self, ACCOUNT_FIGURE, FORECAST_FIGURE, Findings, Illustrated, Part};
use tanheng::job::{Answer, answer_report};
use tanheng::steps;
use tanheng::steps::ledger::Ledger;
use tanheng::words::Lang;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// A PNG of 2 × 1 dots.
const DOTS: &str = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGM4EWWj0VQBAAldAoF7GLaCAAAAAElFTkSuQmCC";

fn guizhou() -> Study {
    cases::load("guizhou").unwrap()
}

fn images() -> Vec<Image> {
    let png = STANDARD.decode(DOTS).unwrap();
    [ACCOUNT_FIGURE, FORECAST_FIGURE]
        .map(|figure| Image::of(figure, png.clone()).unwrap())
        .to_vec()
}

/// Every part of a document by its name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts: BTreeMap<String, Vec<u8>> = (0..zip.len())
        .map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect();
    assert_eq!(parts.len(), zip.len(), "a name stands twice");
    parts
}

/// Reads a part to its end: every element closed, nothing but known references.
fn well_formed(name: &str, xml: &[u8]) -> usize {
    let text = std::str::from_utf8(xml).unwrap();
    let mut reader = Reader::from_str(text);
    let (mut depth, mut elements) = (0_usize, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                assert!(start.attributes().all(|a| a.is_ok()), "{name}: {start:?}");
                depth += 1;
                elements += 1;
            }
            Ok(Event::Empty(start)) => {
                assert!(start.attributes().all(|a| a.is_ok()), "{name}: {start:?}");
                elements += 1;
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{name}: {error} at {}", reader.error_position()),
        }
    }
    assert_eq!(depth, 0, "{name}");
    for c in text.chars() {
        assert!(matches!(c, '\n') || !c.is_control(), "{name}: {c:?}");
    }
    elements
}

/// The text of a part, a line a paragraph.
fn text(xml: &[u8]) -> String {
    let mut reader = Reader::from_str(std::str::from_utf8(xml).unwrap());
    let (mut out, mut is_text) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                is_text = matches!(
                    e.name().as_ref(),
                    "w:t" | "m:t" | "dc:title" | "dc:creator" | "dc:language"
                )
            }
            Event::End(e) => {
                is_text = false;
                if e.name().as_ref() == "w:p" {
                    out.push('\n');
                }
            }
            Event::Text(t) if is_text => out.push_str(&t.xml10_content()),
            Event::GeneralRef(r) if is_text => out.push_str(match &*r {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("&{other};"),
            }),
            Event::Eof => break out,
            _ => {}
        }
    }
}

fn count(xml: &[u8], what: &str) -> usize {
    std::str::from_utf8(xml).unwrap().matches(what).count()
}

/// Numbers that head the account: first and last net emission and the yearly rate.
fn headline(study: &Study) -> [String; 3] {
    let account = steps::account::chosen(study).unwrap();
    let ledger = Ledger::of(&account, study);
    let summary = ledger.summary.unwrap();
    let rate = fixed(summary.annual_rate.unwrap() * 100.0, 2);
    [
        grouped(summary.first.net, ledger.decimals),
        grouped(summary.last.net, ledger.decimals),
        format!("{rate}\u{2009}%"),
    ]
}

#[test]
fn every_part_is_well_formed_and_says_what_the_account_says() {
    for basis in [Basis::Inputs, Basis::Published] {
        for lang in LANGS {
            let mut study = guizhou();
            study.choices.basis = basis;
            let paper = export::paper(&study, lang).unwrap();
            let bytes = write(&paper, &images()).unwrap();
            let parts = parts(&bytes);
            for (name, bytes) in &parts {
                match name.ends_with(".png") {
                    true => assert_eq!(*bytes, STANDARD.decode(DOTS).unwrap()),
                    false => assert!(well_formed(name, bytes) > 0, "{name}"),
                }
            }
            let document = &parts["word/document.xml"];
            let said = text(document);
            for number in headline(&study) {
                assert!(said.contains(&number), "{number} in {said}");
            }
            for part in Part::ALL {
                assert!(
                    said.contains(&format!("\u{3000}{}\n", part.name(lang))),
                    "{said}"
                );
            }
            assert_eq!(count(document, "<w:tblHeader/>"), 5, "a head a table");
            assert_eq!(count(document, "<m:oMath>"), 8);
            assert_eq!(count(document, "<pic:pic>"), 2);
            assert_eq!(count(document, "w:w=\"11906\" w:h=\"16838\""), 1, "A4");
            assert!(!said.contains('{'), "{said}");
        }
    }
}

#[test]
fn a_figure_without_a_picture_names_the_table_with_its_numbers() {
    for (lang, sentences) in [
        (Lang::Zh, ["数据见表 2。", "数据见表 5。"]),
        (Lang::En, ["numbers in Table 2.", "numbers in Table 5."]),
    ] {
        let paper = export::paper(&guizhou(), lang).unwrap();
        let captions: Vec<&str> = paper
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table { caption, .. } => Some(caption.as_str()),
                _ => None,
            })
            .collect();
        let numbers = [captions[1], captions[4]].map(|c| c.contains(['2', '5']));
        assert_eq!(numbers, [true, true], "{captions:?}");
        let parts = parts(&export::report(&guizhou(), lang).unwrap());
        let said = text(&parts["word/document.xml"]);
        for sentence in sentences {
            assert!(said.contains(sentence), "{said}");
        }
        assert!(!parts.keys().any(|name| name.ends_with(".png")));
        // With their pictures they stay silent.
        let bytes = write(&paper, &images()).unwrap();
        let drawn = text(&self::parts(&bytes)["word/document.xml"]);
        assert!(!drawn.contains(sentences[0]) && !drawn.contains(sentences[1]));
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_and_its_properties_name_it() {
    let study = guizhou();
    let account = steps::account::chosen(&study).unwrap();
    let findings = Findings {
        study: &study,
        account: &account,
        relation: None,
        forecast: None,
    };
    let paper = report::paper(Lang::Zh, &findings, &[Part::Account], "  二班  ").unwrap();
    assert_eq!(paper.author, "二班");
    assert!(paper.about.ends_with("\u{3000}二班"));
    let bytes = write(&paper, &[]).unwrap();
    assert_eq!(bytes, write(&paper, &[]).unwrap());
    let core = parts(&bytes).remove("docProps/core.xml").unwrap();
    assert_eq!(text(&core), format!("{}二班zh-CN", paper.title));
    let headings = paper
        .blocks
        .iter()
        .filter(|b| matches!(b, Block::Heading(_)));
    assert_eq!(headings.count(), 1, "only what was chosen");
}

const HOSTILE: &str = "<script>&]]>\"'\u{0}\u{8}\u{1b}\u{b}\u{ffff}</w:t>&#0;&lt;\r\n\ttitle";
const HARMLESS: &str = "<script>&]]>\"'</w:t>&#0;&lt;   title";

#[test]
fn a_hostile_title_is_text_everywhere() {
    let mut study = guizhou();
    study.title = Text::One(HOSTILE.to_owned());
    study.regions[0].name = Text::One(HOSTILE.to_owned());
    for lang in LANGS {
        let mut paper = export::paper(&study, lang).unwrap();
        paper.author = HOSTILE.to_owned();
        for block in &mut paper.blocks {
            match block {
                Block::Heading(text) => text.push_str(HOSTILE),
                Block::Figure {
                    caption, source, ..
                } => {
                    caption.push_str(HOSTILE);
                    source.push_str(HOSTILE);
                }
                Block::Table { data, .. } => data.rows[0][0] = HOSTILE.to_owned(),
                Block::List(items) => items.push(HOSTILE.to_owned()),
                Block::Formula { id, .. } => *id = HOSTILE.to_owned(),
                Block::Paragraph(_) => {}
            }
        }
        let parts = parts(&write(&paper, &images()).unwrap());
        for (name, xml) in parts.iter().filter(|(name, _)| !name.ends_with(".png")) {
            well_formed(name, xml);
            let xml = std::str::from_utf8(xml).unwrap();
            assert!(!xml.contains("<script"), "{name}");
        }
        assert!(text(&parts["word/header.xml"]).contains(HARMLESS));
        assert!(text(&parts["docProps/core.xml"]).contains(HARMLESS));
        let said = text(&parts["word/document.xml"]);
        // Title; 5 headings; 2 captions and 2 sources; 5 tables; a remark; 8 formulas nobody knows.
        assert_eq!(said.matches(HARMLESS).count(), 24, "{said}");
    }
}

/// Letters and signs of an element, in order of their codes.
fn letters(xml: &str, is_word: bool) -> Vec<char> {
    let mut reader = Reader::from_str(xml);
    let mut found = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(t) => found.push_str(&t.xml10_content()),
            Event::GeneralRef(r) => found.push_str(&r),
            Event::Empty(e) if is_word => {
                for a in e.attributes().flatten() {
                    let is_sign = matches!(e.name().as_ref(), "m:chr" | "m:begChr" | "m:endChr");
                    if is_sign && a.key.as_ref() == "m:val" {
                        found.push_str(&a.value);
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let found = found.replace('\u{302}', "ˆ").replace('\u{305}', "¯");
    let mut letters: Vec<char> = found.chars().filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

#[test]
fn every_formula_is_an_equation_with_the_same_letters() {
    let formulas = std::fs::read_to_string("data/formulas.json").unwrap();
    let formulas: BTreeMap<String, String> = serde_json::from_str(&formulas).unwrap();
    assert!(formulas.len() > 20);
    for id in formulas.keys() {
        let block = Block::Formula {
            id: id.clone(),
            number: String::new(),
        };
        let paper = Paper {
            blocks: vec![block],
            ..Paper::default()
        };
        let parts = parts(&write(&paper, &[]).unwrap());
        let document = std::str::from_utf8(&parts["word/document.xml"]).unwrap();
        let from = document.find("<m:oMath>").unwrap();
        let to = document.find("</m:oMath>").unwrap();
        let equation = letters(&document[from..to], true);
        assert_eq!(
            equation,
            letters(explain::mathml(id).unwrap(), false),
            "{id}"
        );
    }
}

#[test]
fn the_worker_writes_what_the_page_hands_it() {
    let report = Illustrated {
        paper: export::paper(&guizhou(), Lang::En).unwrap(),
        images: vec![
            (ACCOUNT_FIGURE.to_owned(), DOTS.to_owned()),
            (FORECAST_FIGURE.to_owned(), "no base64".to_owned()),
        ],
    };
    let Answer::Reply(answer) = answer_report(&serde_json::to_string(&report).unwrap()) else {
        panic!("no reply");
    };
    let parts = parts(&STANDARD.decode(answer).unwrap());
    assert_eq!(count(&parts["word/document.xml"], "<pic:pic>"), 1);
    assert!(text(&parts["word/document.xml"]).contains("numbers in Table 5."));
    let Answer::Problem(problem) = answer_report("{}") else {
        panic!("no problem");
    };
    assert_eq!(problem.code, "job.shape");
}

#[test]
fn without_an_account_there_is_no_report() {
    let error = export::report(&cases::load("blank").unwrap(), Lang::En).unwrap_err();
    assert_eq!(error, ExportError::NoAccount);
    assert_eq!(error.problem().code, "account.nothing");
}

#[test]
fn the_terminal_writes_the_report() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("碳衡 报告");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("报告.docx").to_string_lossy().into_owned();
    for (tag, lang) in [("zh-CN", Lang::Zh), ("en", Lang::En)] {
        let output = Command::new(env!("CARGO_BIN_EXE_tanheng"))
            .args(["export", "guizhou", "--docx", &path, "--lang", tag])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        assert_eq!(
            String::from_utf8(output.stdout).unwrap(),
            format!("{path}\n")
        );
        let expected = export::report(&guizhou(), lang).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), expected);
    }
    let wrong = Command::new(env!("CARGO_BIN_EXE_tanheng"))
        .args(["run", "guizhou", "--docx", &path])
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}

/// What LibreOffice reads in documents, as text and as pages.
fn opened(documents: &[(&str, Vec<u8>)]) -> Vec<(String, usize)> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("docx");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in documents {
        std::fs::write(folder.join(format!("{name}.docx")), bytes).unwrap();
    }
    for kind in ["txt:Text (encoded):UTF8", "pdf"] {
        let profile = folder.join("profile");
        let mut soffice = Command::new("soffice");
        soffice
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(["--headless", "--convert-to", kind, "--outdir"])
            .arg(&folder);
        for (name, _) in documents {
            soffice.arg(folder.join(format!("{name}.docx")));
        }
        let output = soffice.output().unwrap_or_else(|error| {
            panic!("soffice (LibreOffice) does not start: {error}; `cargo xtask setup` installs it")
        });
        assert!(output.status.success(), "{output:?}");
    }
    let read = |name: &str, ending: &str| {
        let path = folder.join(format!("{name}.{ending}"));
        std::fs::read(&path).unwrap_or_else(|error| {
            panic!(
                "{}: {error}; `cargo xtask setup` installs LibreOffice Writer",
                path.display()
            )
        })
    };
    documents
        .iter()
        .map(|(name, _)| {
            let text = String::from_utf8(read(name, "txt")).unwrap();
            let pdf = String::from_utf8_lossy(&read(name, "pdf")).into_owned();
            let pages = pdf.matches("/Type/Page").count() - pdf.matches("/Type/Pages").count();
            (text, pages)
        })
        .collect()
}

#[test]
fn libreoffice_opens_it_and_reads_the_numbers_and_sections() {
    let mut hostile = guizhou();
    hostile.title = Text::One(HOSTILE.to_owned());
    hostile.regions[0].name = Text::One(HOSTILE.to_owned());
    let study = guizhou();
    let illustrated = write(&export::paper(&study, Lang::Zh).unwrap(), &images()).unwrap();
    let documents = [
        ("zh", export::report(&study, Lang::Zh).unwrap()),
        ("en", export::report(&study, Lang::En).unwrap()),
        ("illustrated", illustrated),
        ("hostile", export::report(&hostile, Lang::En).unwrap()),
    ];
    let found = opened(&documents);
    let [_, net, _] = headline(&study);
    for ((name, _), (text, pages)) in documents.iter().zip(&found) {
        let lang = match *name {
            "zh" | "illustrated" => Lang::Zh,
            _ => Lang::En,
        };
        assert!(text.contains(&net), "{name}: {net} in {text}");
        for part in Part::ALL {
            let heading = format!("\u{3000}{}", part.name(lang));
            assert!(text.contains(&heading), "{name}: {heading} in {text}");
        }
        assert!((3..=7).contains(pages), "{name}: {pages} pages");
    }
    let said = &found[3].0;
    assert!(said.contains("<script>&]]>\"'</w:t>&#0;&lt;"), "{said}");
}
