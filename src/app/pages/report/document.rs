//! The report as a file for Word: the page draws its figures, the worker writes the rest.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Shown, article};
use crate::app::browser;
use crate::app::components::figure::take::FONT;
use crate::app::components::long_work::Job;
use crate::app::worker;
use crate::chart::export::bare;
use crate::exchange::paper::Block;
use crate::job::report::Illustrated;

/// Dots for a px of a figure: some 290 an inch on paper.
const SHARPNESS: u32 = 3;

/// Starts the work. A figure that the browser does not draw is a sentence in the document.
pub fn write(shown: Shown, job: Job) {
    let pictures: Vec<(String, String)> = shown
        .paper
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Figure { id, .. } => {
                let drawn = article::picture(shown.lang, &shown.findings(), id)?;
                Some((id.clone(), bare(&drawn, FONT)))
            }
            _ => None,
        })
        .collect();
    let paper = shown.paper;
    spawn_local(async move {
        let mut images = Vec::new();
        for (id, svg) in pictures {
            if let Some(png) = browser::png(&svg, SHARPNESS).await {
                images.push((id, png));
            }
        }
        let report = Illustrated { paper, images };
        // The page may have been left meanwhile.
        let _ = job.try_set(Some(worker::write_report(&report)));
    });
}
