//! The space step of the China study: what a page shows, and what stops it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::ops::ControlFlow;
use std::sync::Arc;

use tanheng::core::geo::Sites;
use tanheng::core::problem::Report;
use tanheng::core::space::Correction;
use tanheng::core::space::weights::Kernel;
use tanheng::core::study::{ListedWeights, LocalStatistic, NeighbourRule, SpaceVariable, Study};
use tanheng::exchange::{cases, places};
use tanheng::steps::space::{self, Cluster, GlobalKind, Ledgers, SpaceStep, SpaceStepError};
use tanheng::steps::{account, carbon_oxygen};
use tanheng::words::{Lang, space as words};

fn china() -> Study {
    let mut study = cases::find("china").unwrap();
    study.choices.space.permutations = 999;
    study
}

fn sites(study: &Study) -> Sites {
    let regions = study.regions.iter();
    let named: Vec<(&str, &str)> = regions
        .map(|r| (r.code.as_str(), Lang::Zh.pick(&r.name)))
        .collect();
    places::sites_of(&named)
}

fn with<T>(study: &Study, of: impl FnOnce(&Ledgers<'_>, &Sites) -> T) -> T {
    let carbon = account::compute(study).unwrap();
    let oxygen = carbon_oxygen::oxygen_account(study).unwrap();
    let ledgers = Ledgers {
        carbon: Some(&carbon),
        oxygen: oxygen.as_ref(),
    };
    of(&ledgers, &sites(study))
}

fn computed(study: &Study) -> Result<SpaceStep, SpaceStepError> {
    with(study, |ledgers, sites| {
        space::compute(study, ledgers, sites, &mut |_, _| ControlFlow::Continue(()))
    })
}

fn unit<'a>(step: &'a SpaceStep, code: &str) -> &'a space::UnitSpace {
    step.units.iter().find(|u| u.region == code).unwrap()
}

#[test]
fn like_provinces_lie_together_and_tibet_takes_no_part() {
    let step = computed(&china()).unwrap();
    assert_eq!(step.variable, SpaceVariable::CarbonRatio);
    assert!(step.is_log && step.can_log);
    assert_eq!(step.years, (2010..=2017).collect::<Vec<_>>());
    assert_eq!(
        (step.year, step.known.len(), step.units.len()),
        (2016, 30, 31)
    );
    let moran = &step.globals[0];
    assert_eq!(moran.kind, GlobalKind::Moran);
    assert!(moran.value > 0.4 && moran.pseudo_p < 0.01, "{moran:?}");
    assert!((moran.expected + 1.0 / 29.0).abs() < 1e-15);
    let tibet = unit(&step, "540000");
    assert_eq!(
        (tibet.value, tibet.p, tibet.cluster),
        (None, None, Cluster::NoData)
    );
    // Guangdong and Hainan by the link: 64 borders of the 30 provinces and one link.
    assert_eq!(step.neighbours.links.len(), 1);
    assert_eq!(step.connectivity.links % 2, 0);
    assert!(step.connectivity.islands.is_empty());
}

#[test]
fn calling_twice_gives_the_same_and_another_seed_another_reference() {
    let mut study = china();
    let first = computed(&study).unwrap();
    assert_eq!(computed(&study).unwrap(), first);
    study.choices.space.seed = 43;
    let other = computed(&study).unwrap();
    assert_eq!(other.globals[0].value, first.globals[0].value);
    assert_ne!(other.chance.bins, first.chance.bins);
}

#[test]
fn without_the_link_hainan_is_alone_and_never_significant() {
    let mut study = china();
    study.choices.space.has_links = false;
    study.choices.space.alpha = 0.99;
    let step = computed(&study).unwrap();
    let hainan = unit(&step, "460000");
    assert_eq!((hainan.p, hainan.cluster), (None, Cluster::Isolated));
    let names = step.connectivity.islands.iter();
    let alone: Vec<&str> = names
        .map(|i| step.units[step.known[*i]].region.as_str())
        .collect();
    assert_eq!(alone, ["460000"]);
}

#[test]
fn every_local_statistic_answers_for_every_known_province() {
    for statistic in [
        LocalStatistic::Moran,
        LocalStatistic::G,
        LocalStatistic::GStar,
        LocalStatistic::Geary,
        LocalStatistic::Bivariate,
    ] {
        let mut study = china();
        study.choices.space.statistic = statistic;
        study.choices.space.beside = Some(SpaceVariable::OxygenRatio);
        let step = computed(&study).unwrap();
        let told = step.units.iter().filter(|u| u.p.is_some()).count();
        assert_eq!(told, 30, "{statistic:?}");
        let scattered = step.units.iter().filter(|u| u.z.is_some()).count();
        assert_eq!(scattered, 30, "{statistic:?}");
        let is_bivariate = step.globals[0].kind == GlobalKind::Bivariate;
        assert_eq!(is_bivariate, statistic == LocalStatistic::Bivariate);
    }
}

#[test]
fn a_correction_leaves_fewer_and_says_when_shuffles_are_too_few() {
    let mut study = china();
    let count = |step: &SpaceStep| {
        step.units
            .iter()
            .filter(|u| u.cluster.is_significant())
            .count()
    };
    let raw = count(&computed(&study).unwrap());
    study.choices.space.correction = Correction::Bonferroni;
    let step = computed(&study).unwrap();
    assert!(count(&step) <= raw);
    study.choices.space.permutations = 99;
    let step = computed(&study).unwrap();
    assert_eq!(count(&step), 0);
    assert!(
        step.notes.iter().any(|n| n.code.starts_with("space.floor")),
        "{:?}",
        step.notes
    );
}

#[test]
fn rules_that_cannot_be_followed_are_said() {
    let mut study = china();
    study.choices.space.neighbours = NeighbourRule::Listed(Arc::new(ListedWeights {
        name: "other.gal".to_owned(),
        rows: vec![
            ("a".to_owned(), vec![("b".to_owned(), 1.0)]),
            ("b".to_owned(), Vec::new()),
        ],
    }));
    let refused = computed(&study).unwrap_err();
    assert!(
        matches!(
            refused,
            SpaceStepError::ForeignWeights {
                known: 0,
                units: 31,
                ..
            }
        ),
        "{refused}"
    );
    assert_eq!(refused.problem().code, "space.foreign_weights");
    study.choices.space.neighbours = NeighbourRule::Nearest { count: 31 };
    assert!(computed(&study).is_err());
    study.choices.space.neighbours = NeighbourRule::Band {
        km: Some(1.0),
        power: None,
    };
    let alone = computed(&study);
    assert!(alone.is_err() || alone.unwrap().units.iter().all(|u| u.p.is_none()));
    let none = Study {
        regions: study.regions[..3].to_vec(),
        ..china()
    };
    assert!(matches!(
        computed(&none),
        Err(SpaceStepError::NoYear { least: 4 })
    ));
}

#[test]
fn a_year_without_values_falls_back_to_the_last_of_the_fullest() {
    let mut study = china();
    study.choices.space.year = Some(1990);
    assert_eq!(computed(&study).unwrap().year, 2016);
    study.choices.space.year = Some(2010);
    assert_eq!(computed(&study).unwrap().year, 2010);
}

#[test]
fn printed_figures_stand_beside_those_computed() {
    let study = china();
    let ratio = SpaceVariable::CarbonRatio;
    assert_eq!(
        space::printed_years(&study, &ratio),
        [1990, 2000, 2010, 2020]
    );
    // Table 4 of the China paper.
    let printed = space::printed_moran(&study, &ratio, &[1990, 2005, 2020]);
    assert_eq!(printed, [Some(0.429_837), None, Some(0.323_298)]);
    let oxygen = space::printed_moran(&study, &SpaceVariable::OxygenRatio, &[2020]);
    assert_eq!(oxygen, [Some(0.351_392)]);
    assert!(space::printed_years(&study, &SpaceVariable::Net).is_empty());
}

#[test]
fn the_centre_is_where_the_weights_are_and_shanghai_steers_it() {
    let study = china();
    let found = with(&study, |ledgers, sites| {
        space::centre(&study, ledgers, sites, false)
    })
    .unwrap();
    let path = &found.path;
    assert_eq!(path.years.len(), 7);
    for year in &path.years {
        assert!(
            (100.0..125.0).contains(&year.centre.lon) && (25.0..42.0).contains(&year.centre.lat)
        );
        let most = year.most_influential.unwrap();
        assert_eq!(study.regions[most].code, "310000", "{}", year.year);
    }
    // Tibet has no figure in any year.
    assert_eq!(path.missing.len(), 1);
    assert_eq!(found.ellipses.years.len(), 7);
    let amount = with(&study, |ledgers, sites| {
        space::centre(&study, ledgers, sites, true)
    })
    .unwrap();
    assert_eq!(amount.weight, SpaceVariable::Source);
    // By amount the centre lies farther west: no single small province weighs as much.
    assert!(amount.path.years[6].centre.lon < path.years[6].centre.lon);
}

#[test]
fn clusters_of_every_year_and_movement_between_classes_keep_their_counts() {
    let study = china();
    let years = with(&study, |ledgers, sites| {
        space::by_year(&study, ledgers, sites)
    })
    .unwrap();
    assert_eq!(
        years.years.iter().map(|y| y.year).collect::<Vec<_>>(),
        (2010..=2017).collect::<Vec<_>>()
    );
    let step = computed(&study).unwrap();
    let last = years.years.iter().find(|y| y.year == step.year).unwrap();
    assert!((last.moran - step.globals[0].value).abs() < 1e-12);
    assert_eq!(years.permutations, 999);
    assert_eq!(years.years.last().map(|y| y.units), Some(28));
    // The year looked at is the same year among all of them, whatever is chosen.
    for statistic in [
        LocalStatistic::Moran,
        LocalStatistic::GStar,
        LocalStatistic::Geary,
        LocalStatistic::Bivariate,
    ] {
        let mut other = study.clone();
        let chosen = &mut other.choices.space;
        (chosen.statistic, chosen.correction) = (statistic, Correction::Fdr);
        chosen.beside = Some(SpaceVariable::Indicator("population".to_owned()));
        let step = computed(&other).unwrap();
        let years = with(&other, |l, s| space::by_year(&other, l, s)).unwrap();
        let same = years.years.iter().find(|y| y.year == step.year).unwrap();
        let clusters: Vec<Cluster> = step.units.iter().map(|u| u.cluster).collect();
        assert_eq!(same.clusters, clusters, "{statistic:?}");
        assert!((same.moran - step.globals[0].value).abs() < 1e-12);
    }
    let moved = with(&study, |ledgers, sites| {
        space::markov(&study, ledgers, sites)
    })
    .unwrap();
    // 30 provinces over 6 pairs of years: 2017 lacks two of them, which would move the classes of the rest.
    assert_eq!((moved.years.len(), moved.units.len()), (7, 30));
    assert_eq!(moved.markov.all.transitions, 180);
    let counted: u64 = moved.markov.all.chain.counts.iter().flatten().sum();
    assert_eq!(counted, 180);
    let spatial = moved.markov.spatial.as_ref().unwrap();
    assert_eq!(spatial.transitions, 180);
    let by_lag: u64 = spatial
        .by_lag
        .iter()
        .flat_map(|c| c.counts.iter().flatten())
        .sum();
    assert_eq!(by_lag, 180);
}

#[test]
fn the_other_studies_have_neighbours_too() {
    let mut study = cases::find("central_yunnan").unwrap();
    study.choices.space.permutations = 199;
    let carbon = account::compute(&study).unwrap();
    let ledgers = Ledgers {
        carbon: Some(&carbon),
        oxygen: None,
    };
    let step = space::compute(&study, &ledgers, &sites(&study), &mut |_, _| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(step.known.len(), 49);
    assert!(matches!(step.variable, SpaceVariable::Indicator(_)));
}

#[test]
fn stopped_work_says_that_it_was_stopped() {
    let study = china();
    let stopped = with(&study, |ledgers, sites| {
        space::compute(&study, ledgers, sites, &mut |_, _| ControlFlow::Break(()))
    });
    assert!(stopped.is_err());
}

#[test]
fn a_rate_is_standardised_by_the_population_and_a_ratio_is_none() {
    let mut study = china();
    let space = &mut study.choices.space;
    (space.variable, space.year) = (Some(SpaceVariable::Source), Some(2016));
    space.population = Some("population".to_owned());
    let step = computed(&study).unwrap();
    let rate = step.rate.as_ref().unwrap();
    assert_eq!(rate.population, "population");
    assert!(!step.is_log && !step.can_log && step.printed.is_none());
    // The rate shown is the amount over the people, and the scatter stands on the standardised one (Assunção and Reis 1999).
    let plain = {
        let mut study = study.clone();
        study.choices.space.population = None;
        computed(&study).unwrap()
    };
    assert!(plain.rate.is_none());
    let (sheet, column) = study.column("population").unwrap();
    let people = |code: &str| {
        let row = sheet
            .rows
            .iter()
            .position(|k| &*k.region == code && k.year == 2016);
        sheet.columns[column].cells[row.unwrap()].value().unwrap()
    };
    let (mut amounts, mut all) = (0.0, 0.0);
    for (unit, amount) in step.units.iter().zip(&plain.units) {
        let Some(amount) = amount.value else {
            assert_eq!(unit.value, None);
            continue;
        };
        let expected = amount / people(&unit.region);
        assert!((unit.value.unwrap() / expected - 1.0).abs() < 1e-14);
        (amounts, all) = (amounts + amount, all + people(&unit.region));
    }
    assert!((rate.mean / (amounts / all) - 1.0).abs() < 1e-13);
    let standardised = |code: &str| {
        let value = unit(&step, code).value.unwrap();
        (value - rate.mean) / (rate.between.max(0.0) + rate.mean / people(code)).sqrt()
    };
    // z of the step is the standardised rate once more standardised over the units: differences keep their proportion.
    let z = |code: &str| unit(&step, code).z.unwrap();
    let share = (z("110000") - z("530000")) / (z("310000") - z("530000"));
    let expected = (standardised("110000") - standardised("530000"))
        / (standardised("310000") - standardised("530000"));
    assert!((share - expected).abs() < 1e-12, "{share} {expected}");
    let yearly = with(&study, |l, s| space::by_year(&study, l, s)).unwrap();
    let of_year = yearly.years.iter().find(|y| y.year == 2016).unwrap();
    assert!((of_year.moran - step.globals[0].value).abs() < 1e-12);

    study.choices.space.variable = Some(SpaceVariable::CarbonRatio);
    assert!(computed(&study).unwrap().rate.is_none());
    // The population by itself is 1 for everybody: no rate.
    study.choices.space.variable = Some(SpaceVariable::Indicator("population".to_owned()));
    assert!(computed(&study).unwrap().rate.is_none());
    // Net emission below 0 in the year asked for is refused with its region and year.
    study.choices.space.variable = Some(SpaceVariable::Net);
    let refused = space::of_region(computed(&study).unwrap_err().problem(), &study);
    assert_eq!(
        (refused.code.as_str(), refused.place.year),
        ("space.rate", Some(2016))
    );
    assert!(refused.place.region.is_some());
}

#[test]
fn what_stops_the_year_stops_every_year_and_the_movement_too() {
    let mut study = china();
    study.choices.space.neighbours = NeighbourRule::Band {
        km: Some(10.0),
        power: None,
    };
    assert!(computed(&study).is_err());
    assert!(with(&study, |l, s| space::by_year(&study, l, s)).is_err());
    assert!(with(&study, |l, s| space::markov(&study, l, s)).is_err());
}

#[test]
fn the_result_names_its_settings_and_the_scale_of_both_figures() {
    let mut study = china();
    let chosen = &mut study.choices.space;
    chosen.statistic = LocalStatistic::Bivariate;
    chosen.beside = Some(SpaceVariable::Indicator("population".to_owned()));
    chosen.neighbours = NeighbourRule::Nearest { count: 4 };
    let step = computed(&study).unwrap();
    assert!(step.is_log && step.beside_is_log);
    let said = words::made_of(Lang::En, &step);
    assert!(
        said.contains("4 nearest") && said.contains("2016"),
        "{said}"
    );
    assert_eq!(
        words::both(Lang::En, &step),
        "ln carbon balance coefficient K_C × ln Resident population of the neighbours"
    );
    // Net emission has values below 0, so there is no logarithm of it.
    study.choices.space.beside = Some(SpaceVariable::Net);
    let step = computed(&study).unwrap();
    assert!(step.is_log && !step.beside_is_log);
}

#[test]
fn weights_fall_with_distance_as_chosen() {
    let mut study = china();
    let row = |step: &SpaceStep| {
        let (near, weights) = step.neighbours.weights.row(0);
        near.iter()
            .copied()
            .zip(weights.iter().copied())
            .collect::<Vec<_>>()
    };
    study.choices.space.neighbours = NeighbourRule::Band {
        km: None,
        power: None,
    };
    let alike = row(&computed(&study).unwrap());
    assert!(alike.iter().all(|(_, w)| *w == 1.0));
    study.choices.space.neighbours = NeighbourRule::Band {
        km: None,
        power: Some(1.0),
    };
    let inverse = row(&computed(&study).unwrap());
    study.choices.space.neighbours = NeighbourRule::Band {
        km: None,
        power: Some(2.0),
    };
    let squared = row(&computed(&study).unwrap());
    assert_eq!(alike.len(), inverse.len());
    for ((_, one), (_, two)) in inverse.iter().zip(&squared) {
        assert!((one * one / two - 1.0).abs() < 1e-12);
    }
    let found = [Kernel::Triangular, Kernel::Gaussian, Kernel::Uniform].map(|kernel| {
        study.choices.space.neighbours = NeighbourRule::Kernel { count: 6, kernel };
        row(&computed(&study).unwrap())
    });
    // The sixth itself counts 0 in a triangle and something in the others.
    assert_eq!(found.each_ref().map(Vec::len), [5, 6, 6]);
    assert!(found[2].iter().all(|(_, w)| *w == 0.5));
}
