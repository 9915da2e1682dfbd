//! What the space step reads.

use std::sync::Arc;

use super::Kept;
use crate::core::account::Account;
use crate::core::geo::Sites;
use crate::core::study::{Sheet, Study};
use crate::exchange::places::sites_of;
use crate::steps;
use crate::steps::space::Ledgers;
use crate::words::Lang;

/// What the space step reads: a study, its ledgers, and where its regions are.
#[derive(Debug, Clone)]
pub struct SpaceGround {
    /// The study.
    pub study: Arc<Study>,
    /// Where its regions are.
    pub sites: Arc<Sites>,
    carbon: Option<Arc<Account>>,
    oxygen: Option<Arc<Account>>,
}

/// Edits of what the step does not read leave it as it is.
impl PartialEq for SpaceGround {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.study, &other.study);
        a.id == b.id
            && a.choices.space == b.choices.space
            && a.regions == b.regions
            && self.carbon == other.carbon
            && self.oxygen == other.oxygen
            && self.sites == other.sites
            && same_arc(&a.carbon_oxygen, &b.carbon_oxygen)
            && same_sheets(&a.sheets, &b.sheets)
    }
}

fn same_arc<T>(a: &Option<Arc<T>>, b: &Option<Arc<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Cells that versions of a study share need not be compared.
fn same_sheets(a: &[Sheet], b: &[Sheet]) -> bool {
    let same_columns = |a: &Sheet, b: &Sheet| {
        let pairs = a.columns.iter().zip(&b.columns);
        let mut same = pairs.map(|(a, b)| {
            a.indicator == b.indicator && (Arc::ptr_eq(&a.cells, &b.cells) || a.cells == b.cells)
        });
        a.columns.len() == b.columns.len() && same.all(|same| same)
    };
    let same = |(a, b): (&Sheet, &Sheet)| {
        (Arc::ptr_eq(&a.rows, &b.rows) || a.rows == b.rows) && same_columns(a, b)
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}

impl SpaceGround {
    /// Of a study with its carbon account.
    pub(super) fn of(study: Arc<Study>, account: Kept<Account>) -> Self {
        let oxygen = steps::carbon_oxygen::oxygen_account(&study);
        Self {
            carbon: account.value.filter(|_| account.fault.is_none()),
            oxygen: oxygen.ok().flatten().map(Arc::new),
            sites: Arc::new(study_sites(&study)),
            study,
        }
    }

    /// The ledgers the study has.
    pub(super) fn ledgers(&self) -> Ledgers<'_> {
        Ledgers {
            carbon: self.carbon.as_deref(),
            oxygen: self.oxygen.as_deref(),
        }
    }
}

/// What is known of where the regions are.
pub(super) fn study_sites(study: &Study) -> Sites {
    let regions = study.regions.iter();
    let named: Vec<(&str, &str)> = regions
        .map(|r| (r.code.as_str(), Lang::Zh.pick(&r.name)))
        .collect();
    sites_of(&named)
}
