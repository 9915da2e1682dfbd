//! What each step computes, kept while its inputs stay the same. When a computation fails the last good result stays.

mod kept;
mod space_ground;

pub use kept::{Kept, Late};
pub use space_ground::SpaceGround;

use std::ops::ControlFlow;
use std::sync::Arc;

use leptos::prelude::*;

use kept::{keeping, kept};
use space_ground::study_sites;

use crate::core::account::Account;
use crate::core::forecast::ForecastError;
use crate::core::geo::Sites;
use crate::core::problem::{Problem, Report};
use crate::core::study::{Study, permutations_at_once};
use crate::steps;
use crate::steps::carbon_oxygen::{CarbonOxygenStep, LandNeeded};
use crate::steps::change::ChangeStep;
use crate::steps::coefficients::CoefficientEffects;
use crate::steps::forecast::ForecastStep;
use crate::steps::relation::RelationStep;
use crate::steps::space::{CentreStep, Ledgers, MarkovStep, SpaceStep, SpaceStepError, SpaceYears};
use crate::steps::stock::StockStep;
use crate::steps::zones::ZonesStep;

/// A study as the storage step reads it.
#[derive(Clone)]
struct OfLand(Arc<Study>);

impl PartialEq for OfLand {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        let is_same = match (&a.land_stock, &b.land_stock) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        is_same && a.id == b.id && a.choices.storage == b.choices.storage
    }
}

/// Rows up to which the effect of every changed coefficient is computed at once.
const MOST_ROWS: usize = 5000;

/// One memo a step.
#[derive(Clone, Copy)]
pub struct Results {
    study: Signal<Arc<Study>>,
    /// Lives as long as the page.
    owner: StoredValue<Owner>,
    /// The account of the basis chosen.
    pub account: Memo<Kept<Account>>,
    change: Late<ChangeStep>,
    relation: Late<RelationStep>,
    coefficients: Late<CoefficientEffects>,
    forecast: Late<ForecastStep>,
    zones: Late<ZonesStep>,
    stock: Late<StockStep>,
    carbon_oxygen: Late<CarbonOxygenStep>,
    land_needed: Late<LandNeeded>,
    space_ground: RwSignal<Option<Memo<SpaceGround>>>,
    space: Late<SpaceStep>,
    space_years: Late<SpaceYears>,
    markov: Late<MarkovStep>,
}

impl Results {
    /// Memos over a study.
    pub fn new(study: Signal<Arc<Study>>) -> Self {
        Self {
            study,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            account: keeping(study, steps::account::chosen),
            change: Late::new(),
            relation: Late::new(),
            coefficients: Late::new(),
            forecast: Late::new(),
            zones: Late::new(),
            stock: Late::new(),
            carbon_oxygen: Late::new(),
            land_needed: Late::new(),
            space_ground: RwSignal::new(None),
            space: Late::new(),
            space_years: Late::new(),
            markov: Late::new(),
        }
    }

    /// Land change.
    pub fn change(self) -> Memo<Kept<ChangeStep>> {
        let study = self.study;
        let make = || keeping(study, steps::change::compute);
        self.change.get_or_make(&self.owner.get_value(), make)
    }

    /// Grey relation of the lines to a total.
    pub fn relation(self) -> Memo<Kept<RelationStep>> {
        let (study, account) = (self.study, self.account);
        let make = || {
            keeping(study, move |study| {
                steps::relation::compute(study, &*good(account)?)
                    .map_err(|e| Fault::Own(e.problem()))
            })
        };
        self.relation.get_or_make(&self.owner.get_value(), make)
    }

    /// What the coefficients do; empty for a large study, where it would hold up every edit.
    pub fn coefficients(self) -> Memo<Kept<CoefficientEffects>> {
        let study = self.study;
        let make = || {
            keeping(study, |study| {
                if study.sheets.iter().map(|s| s.rows.len()).sum::<usize>() > MOST_ROWS {
                    return Ok(CoefficientEffects::default());
                }
                steps::coefficients::compute(study)
            })
        };
        self.coefficients.get_or_make(&self.owner.get_value(), make)
    }

    /// The zones, of an account or of columns of their own.
    pub fn zones(self) -> Memo<Kept<ZonesStep>> {
        let (study, account) = (self.study, self.account);
        let make = || {
            keeping(study, move |study| {
                let kept = account.get();
                let account = kept.value.filter(|_| kept.fault.is_none());
                steps::zones::compute(study, account.as_deref())
            })
        };
        self.zones.get_or_make(&self.owner.get_value(), make)
    }

    /// The carbon of the land.
    pub fn stock(self) -> Memo<Kept<StockStep>> {
        let study = self.study;
        let make = || {
            // Draws from the ranges take a while: they are made again only for other land or other choices.
            let of_land = Memo::new(move |_| OfLand(study.get()));
            let changed = Signal::derive(move || of_land.get().0);
            keeping(changed, steps::stock::compute)
        };
        self.stock.get_or_make(&self.owner.get_value(), make)
    }

    /// Carbon and oxygen released and fixed.
    pub fn carbon_oxygen(self) -> Memo<Kept<CarbonOxygenStep>> {
        let (study, account) = (self.study, self.account);
        let make = || {
            keeping(study, move |study| {
                steps::carbon_oxygen::compute(study, &*good(account)?)
                    .map_err(|e| Fault::Own(e.problem()))
            })
        };
        self.carbon_oxygen
            .get_or_make(&self.owner.get_value(), make)
    }

    /// The ecological land that the target year takes.
    pub fn land_needed(self) -> Memo<Kept<LandNeeded>> {
        let (study, balance) = (self.study, self.carbon_oxygen());
        let make = || {
            keeping(study, move |study| {
                let kept = balance.get();
                let step = kept.value.filter(|_| kept.fault.is_none());
                let step = step.ok_or(Fault::Upstream(kept.fault))?;
                let sites = study_sites(study);
                let areas = study.regions.iter().zip(&sites.areas);
                let areas: Vec<(String, f64)> = areas
                    .filter_map(|(region, area)| Some((region.code.clone(), (*area)?)))
                    .collect();
                steps::carbon_oxygen::land_needed(study, &step, &areas)
                    .map_err(|e| Fault::Own(e.problem()))
            })
        };
        self.land_needed.get_or_make(&self.owner.get_value(), make)
    }

    /// Spatial association in the year looked at, with as many permutations as a page makes at once.
    pub fn space(self) -> Memo<Kept<SpaceStep>> {
        let make = || {
            self.in_space(|study, ledgers, sites| {
                let mut study = study.clone();
                let most = permutations_at_once(study.regions.len());
                let chosen = &mut study.choices.space;
                chosen.permutations = chosen.permutations.min(most);
                let mut on = |_, _| ControlFlow::Continue(());
                steps::space::compute(&study, ledgers, sites, &mut on)
            })
        };
        self.space.get_or_make(&self.owner.get_value(), make)
    }

    /// Clusters of every year.
    pub fn space_years(self) -> Memo<Kept<SpaceYears>> {
        let make = || self.in_space(steps::space::by_year);
        self.space_years.get_or_make(&self.owner.get_value(), make)
    }

    /// Movement between classes.
    pub fn markov(self) -> Memo<Kept<MarkovStep>> {
        let make = || self.in_space(steps::space::markov);
        self.markov.get_or_make(&self.owner.get_value(), make)
    }

    /// The centre of gravity, as long as its page is open.
    pub fn centre(self, by_amount: RwSignal<bool>) -> Memo<Kept<CentreStep>> {
        self.in_space(move |study, ledgers, sites| {
            steps::space::centre(study, ledgers, sites, by_amount.get())
        })
    }

    fn in_space<T: Send + Sync + 'static>(
        self,
        compute: impl Fn(&Study, &Ledgers<'_>, &Sites) -> Result<T, SpaceStepError>
        + Send
        + Sync
        + 'static,
    ) -> Memo<Kept<T>> {
        let ground = self.space_ground();
        Memo::new(move |before: Option<&Kept<T>>| {
            let ground = ground.get();
            let found = compute(&ground.study, &ground.ledgers(), &ground.sites)
                .map_err(|e| Fault::Own(steps::space::of_region(e.problem(), &ground.study)));
            kept(before, &ground.study.id, found)
        })
    }

    /// What the space step reads; it stays the same as long as nothing of it is edited.
    pub fn space_ground(self) -> Memo<SpaceGround> {
        let (study, account) = (self.study, self.account);
        let make = || {
            // An equal ground stays the very same one, so that what is made of it can be told by identity.
            Memo::new(move |before: Option<&SpaceGround>| {
                let now = SpaceGround::of(study.get(), account.get());
                before.filter(|b| **b == now).cloned().unwrap_or(now)
            })
        };
        self.space_ground.get_untracked().unwrap_or_else(|| {
            let memo = self.owner.get_value().with(make);
            self.space_ground.set(Some(memo));
            memo
        })
    }

    /// The forecast if some page has asked for it, tracked.
    pub fn forecast_if_asked(self) -> Option<Kept<ForecastStep>> {
        self.forecast.if_asked()
    }

    /// The forecast of net emission.
    pub fn forecast(self) -> Memo<Kept<ForecastStep>> {
        let (study, account) = (self.study, self.account);
        let make = || {
            keeping(study, move |study| {
                steps::forecast::compute(study, &*good(account)?).map_err(Fault::from)
            })
        };
        self.forecast.get_or_make(&self.owner.get_value(), make)
    }
}

/// The account as it is now; a kept one is none.
fn good(account: Memo<Kept<Account>>) -> Result<Arc<Account>, Fault> {
    match account.get() {
        Kept {
            value: Some(account),
            fault: None,
            ..
        } => Ok(account),
        kept => Err(Fault::Upstream(kept.fault)),
    }
}

/// Why a step has no new result: its own error, or that of the step before it.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// An error of this step.
    #[error("{}", .0.code)]
    Own(Problem),
    /// The step before failed.
    #[error("the step before failed")]
    Upstream(Option<Problem>),
}

impl From<ForecastError> for Fault {
    fn from(error: ForecastError) -> Self {
        Self::Own(error.problem())
    }
}

impl Report for Fault {
    fn problem(&self) -> Problem {
        match self {
            Self::Own(problem) | Self::Upstream(Some(problem)) => problem.clone(),
            Self::Upstream(None) => Problem::new("account.nothing"),
        }
    }
}
