//! Small pictures for the cards of the cases.

use super::ink::Ink;
use super::plot::{Frame, Plot};

const SIZE: (f64, f64) = (160.0, 46.0);

/// Sources, sinks and net as a 160 × 46 px picture without words.
#[must_use]
pub fn balance(source: &[Option<f64>], sink: &[Option<f64>], net: &[Option<f64>]) -> String {
    let count = source.len().max(1) as f64;
    let most = |values: &[Option<f64>]| {
        values
            .iter()
            .flatten()
            .copied()
            .filter(|v| v.is_finite())
            .fold(1e-9, f64::max)
    };
    let frame = Frame {
        left: 4.0,
        right: 156.0,
        top: 4.5,
        bottom: 43.2,
    };
    let mut marks = String::with_capacity(3_000);
    let plot = Plot::new(
        &mut marks,
        SIZE,
        frame,
        (-0.5, count - 0.5),
        (-most(sink), most(source)),
    );
    let bar = (frame.right - frame.left) / count * 0.68;
    let zero = plot.py(0.0);
    for (i, value) in source.iter().enumerate() {
        let left = plot.px(i as f64) - bar / 2.0;
        if let Some(v) = value {
            plot.rect(Ink::SOURCE, left, plot.py(*v), bar, zero - plot.py(*v));
        }
        if let Some(v) = sink.get(i).copied().flatten() {
            plot.rect(Ink::SINK, left, zero, bar, plot.py(-v) - zero);
        }
    }
    let line: Vec<_> = net
        .iter()
        .zip(0..)
        .map(|(v, i)| (f64::from(i), *v))
        .collect();
    plot.line(Ink::HALO, line.clone());
    plot.line(Ink::NET, line);
    drop(plot);
    wrap(&marks)
}

/// An empty sheet with one cell selected.
#[must_use]
pub fn sheet() -> String {
    let frame = Frame {
        left: 8.0,
        right: 158.0,
        top: 8.0,
        bottom: 40.0,
    };
    let mut marks = String::with_capacity(800);
    let plot = Plot::new(&mut marks, SIZE, frame, (0.0, 1.0), (0.0, 1.0));
    for x in [38.0, 68.0, 98.0, 128.0] {
        plot.rule(Ink::GRID, (x, 8.0), (x, 40.0));
    }
    for y in [8.0, 18.6, 29.2, 39.8] {
        plot.rule(Ink::GRID, (8.0, y), (158.0, y));
    }
    plot.rect(Ink::SELECTED, 38.0, 18.6, 30.0, 10.6);
    drop(plot);
    wrap(&marks)
}

fn wrap(marks: &str) -> String {
    format!("<svg class=\"chart thumb\" viewBox=\"0 0 160 46\" aria-hidden=\"true\">{marks}</svg>")
}
