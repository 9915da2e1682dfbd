//! Words beside the lines.

use super::{Forecast, Label};
use crate::chart::axis::{spread, text_width};
use crate::chart::ink::Ink;
use crate::chart::plot::{Align, Plot};

pub(super) fn put(
    plot: &Plot<'_>,
    data: &Forecast,
    narrow: bool,
    edge: f64,
    scale: &dyn Fn(f64) -> f64,
    total: usize,
) {
    let frame = plot.frame();
    let count = data.observed.len();
    if total > count && count > 0 {
        plot.text(
            Ink::LABEL,
            Align::End,
            edge - 5.0,
            frame.top + 12.0,
            if narrow { "" } else { &data.observed_side },
        );
        plot.text(
            Ink::LABEL,
            Align::Start,
            edge + 5.0,
            frame.top + 12.0,
            if narrow { "" } else { &data.forecast_side },
        );
    }
    let end = |series: &[f64]| series.last().map(|v| plot.py(scale(*v)));
    if narrow {
        let mut y = frame.top + 42.0;
        for (ink, light, label) in [
            (Ink::STRONG_PRINTED, Ink::LABEL_PRINTED, &data.printed_label),
            (Ink::STRONG_NET, Ink::LABEL, &data.path_label),
            (Ink::STRONG_FIT, Ink::LABEL, &data.band_label),
        ] {
            if !label.name.is_empty() {
                plot.text(ink, Align::Start, frame.left + 6.0, y, &label.name);
                plot.text(
                    light,
                    Align::Start,
                    frame.left + 14.0 + text_width(&label.name),
                    y,
                    &label.note,
                );
                y += 20.0;
            }
        }
        return;
    }
    let mut found = Vec::new();
    if let Some((_, v)) = data.printed.last() {
        found.push((
            Ink::STRONG_PRINTED,
            Ink::LABEL_PRINTED,
            data.printed_label.clone(),
            plot.py(scale(*v)),
        ));
    }
    if let Some(y) = end(&data.path) {
        found.push((Ink::STRONG_NET, Ink::LABEL, data.path_label.clone(), y));
    }
    if let Some(y) = end(&data.lower) {
        found.push((
            Ink::STRONG_FIT,
            Ink::LABEL,
            data.band_label.clone(),
            y + 12.0,
        ));
    }
    for (name, path) in &data.benchmarks {
        if let Some(y) = end(path) {
            found.push((
                Ink::STRONG_FIT,
                Ink::LABEL,
                Label {
                    name: name.clone(),
                    note: String::new(),
                },
                y,
            ));
        }
    }
    let at: Vec<f64> = found.iter().map(|f| f.3).collect();
    for ((ink, light, label, _), y) in
        found
            .iter()
            .zip(spread(&at, 33.0, frame.top + 14.0, frame.bottom - 20.0))
    {
        plot.text(*ink, Align::Start, frame.right + 10.0, y, &label.name);
        plot.text(
            *light,
            Align::Start,
            frame.right + 10.0,
            y + 15.0,
            &label.note,
        );
    }
    let place = |share: f64| ((count as f64 * share) as usize).min(count.saturating_sub(1));
    if count > 4 {
        let i = (place(0.3)..count)
            .max_by(|a, b| {
                (data.observed[*a] - data.fitted.get(*a).unwrap_or(&0.0))
                    .total_cmp(&(data.observed[*b] - data.fitted.get(*b).unwrap_or(&0.0)))
            })
            .unwrap_or(0);
        let (x, y) = (plot.px(i as f64), plot.py(scale(data.observed[i])));
        let (align, side) = match x - 48.5 - text_width(&data.observed_name) < frame.left {
            true => (Align::Start, -1.0),
            false => (Align::End, 1.0),
        };
        plot.bend(
            Ink::LEAD,
            &[(x - side * 46.0, y + 7.0), (x - side * 4.0, y + 1.6)],
        );
        plot.text(
            Ink::STRONG_NET,
            align,
            x - side * 48.5,
            y + 5.0,
            &data.observed_name,
        );
        let i = place(0.7);
        if let Some(v) = data.fitted.get(i) {
            let (x, y) = (plot.px(i as f64), plot.py(scale(*v)));
            plot.bend(Ink::LEAD, &[(x + 12.0, y + 44.0), (x + 2.0, y + 6.0)]);
            plot.text(
                Ink::STRONG_FIT,
                Align::Start,
                x - 4.0,
                y + 56.0,
                &data.fitted_name,
            );
        }
    }
}
