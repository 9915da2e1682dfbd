//! What the space step reads.

use std::sync::Arc;

use super::Kept;
use crate::core::account::Account;
use crate::core::geo::Sites;
use crate::core::study::Study;
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
            && a.sheets == b.sheets
    }
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
