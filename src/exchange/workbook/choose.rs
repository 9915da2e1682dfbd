//! Which sheet of a workbook holds the table.

use super::{TextSheet, Workbook};
use crate::core::study::Study;
use crate::exchange::paste::{self, Layout, PasteError, PastePlan};
use crate::exchange::watch::{Watch, unwatched};

/// Columns of a plan that go in.
fn taken(plan: &PastePlan) -> usize {
    plan.columns.iter().filter(|c| c.goes_in()).count()
}

impl Workbook {
    /// The visible sheets that hold something; all that do when none is visible.
    #[must_use]
    pub fn shown(&self) -> Vec<&TextSheet> {
        let filled = |s: &&TextSheet| !s.text.trim().is_empty();
        let visible: Vec<_> = self
            .sheets
            .iter()
            .filter(|s| !s.is_hidden)
            .filter(filled)
            .collect();
        if visible.is_empty() {
            self.sheets.iter().filter(filled).collect()
        } else {
            visible
        }
    }

    /// The sheet of which the study can take most columns, with what becomes of them: the one named, or the best of
    /// [`Workbook::shown`], the first among equals.
    ///
    /// # Errors
    /// The reason of the first sheet when none has a column that can be taken; [`PasteError::NoSheet`].
    pub fn best(
        &self,
        study: &Study,
        name: Option<&str>,
    ) -> Result<(&TextSheet, PastePlan), PasteError> {
        self.best_watched(study, name, &mut unwatched)
    }

    /// [`Workbook::best`] that tells how far it is with each sheet.
    ///
    /// # Errors
    /// Those of [`Workbook::best`]; [`PasteError::Stopped`].
    pub fn best_watched(
        &self,
        study: &Study,
        name: Option<&str>,
        watch: Watch<'_>,
    ) -> Result<(&TextSheet, PastePlan), PasteError> {
        let sheets = match name {
            Some(name) => self.sheets.iter().filter(|s| s.name == name).collect(),
            None => self.shown(),
        };
        let home = study.sheets.first().map_or("", |s| s.id.as_str());
        let mut best: Option<(&TextSheet, PastePlan)> = None;
        let mut reason = None;
        for sheet in sheets {
            let target = (home.to_owned(), 0, 0);
            let plan = paste::plan_watched(study, &sheet.text, target, &[], watch);
            match plan.and_then(PastePlan::of_something) {
                Ok(plan) if plan.layout == Layout::Block => {
                    reason.get_or_insert(PasteError::NothingRecognised {
                        headers: sheet
                            .text
                            .lines()
                            .next()
                            .unwrap_or_default()
                            .replace('\t', ", "),
                    });
                }
                Ok(plan) => {
                    if best.as_ref().is_none_or(|(_, b)| taken(&plan) > taken(b)) {
                        best = Some((sheet, plan));
                    }
                }
                Err(PasteError::Stopped) => return Err(PasteError::Stopped),
                Err(error) => {
                    reason.get_or_insert(error);
                }
            }
        }
        best.ok_or_else(|| {
            reason.unwrap_or_else(|| PasteError::NoSheet {
                name: name.unwrap_or_default().to_owned(),
                known: self
                    .sheets
                    .iter()
                    .map(|s| s.name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            })
        })
    }
}
