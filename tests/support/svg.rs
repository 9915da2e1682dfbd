//! Pictures against those kept, and what stands in them.

#![allow(
    dead_code,
    reason = "every test is a crate of its own and uses a part of it"
)]

use std::fs;
use std::path::PathBuf;

use tanheng::chart::Picture;

/// A picture by its width, under a name, and the widths it is kept at.
pub type Drawing = (&'static str, Box<dyn Fn(f64) -> Picture>, &'static [f64]);

/// Holds every picture against the one kept in a folder of `tests/data`; with `UPDATE` set they are written again.
pub fn assert_unchanged(folder: &str, drawings: Vec<Drawing>) {
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let folder = data.join(folder);
    let update = std::env::var_os("UPDATE").is_some();
    if update {
        fs::create_dir_all(&folder).unwrap();
    }
    for (name, draw, widths) in drawings {
        for width in widths {
            let svg = draw(*width).svg;
            let path = folder.join(format!("{name}-{width}.svg"));
            if update {
                fs::write(&path, &svg).unwrap();
            }
            assert_eq!(
                svg,
                fs::read_to_string(&path).unwrap(),
                "{}",
                path.display()
            );
        }
    }
}

/// Every element opened is closed, in order.
pub fn assert_well_formed(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a closed tag");
        assert!(!text.contains('>'), "a bare > after {tag}");
        match tag.strip_prefix('/') {
            _ if tag.starts_with('?') => {}
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name)),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().unwrap_or_default().to_owned()),
        }
    }
    assert!(open.is_empty(), "{open:?} left open");
}

/// A text of a picture and where it stands.
#[derive(Debug)]
pub struct Text {
    pub left: f64,
    pub right: f64,
    /// Its base line.
    pub base: f64,
    /// Its first class.
    pub class: String,
    pub words: String,
}

impl Text {
    /// Whether it covers a part of another, when lines are that tall.
    pub fn lies_on(&self, other: &Self, tall: f64) -> bool {
        self.left < other.right && other.left < self.right && (self.base - other.base).abs() < tall
    }
}

/// Every text, by the width that its class and words have.
pub fn texts(svg: &str, width: impl Fn(&str, &str) -> f64) -> Vec<Text> {
    let value = |tag: &str, name: &str| -> Option<String> {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(tag[from..].split('"').next()?.to_owned())
    };
    let text = |rest: &str| {
        let (tag, rest) = rest.split_once('>').expect("a closed tag");
        let words = rest.split('<').next().expect("words").to_owned();
        let number = |name| value(tag, name).and_then(|v| v.parse::<f64>().ok());
        let (x, base) = (number("x").expect("x"), number("y").expect("y"));
        let class = value(tag, "class").unwrap_or_default();
        let class = class.split(' ').next().unwrap_or_default().to_owned();
        let wide = width(&class, &words);
        let left = match value(tag, "text-anchor").as_deref() {
            Some("end") => x - wide,
            Some("middle") => x - wide / 2.0,
            _ => x,
        };
        Text {
            left,
            right: left + wide,
            base,
            class,
            words,
        }
    };
    svg.split("<text").skip(1).map(text).collect()
}
