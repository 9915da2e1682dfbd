//! Markov chains: values of giddy and scipy, cases by hand, what must not change them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says so by failing"
)]
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use serde::Deserialize;
use tanheng::core::markov::{
    Homogeneity, Markov, MarkovChain, MarkovError, MarkovRequest, StateKind, chain_from_counts,
    chi_squared_tail, homogeneity, markov, markov_chain, project, spatial_markov, time_homogeneity,
};

type Panel = Vec<Vec<Option<usize>>>;

#[derive(Deserialize)]
struct Fixture {
    yearly_quintiles: ChainCase,
    pooled_quintiles: ChainCase,
    lags: Vec<String>,
    spatial: SpatialCase,
    breaks: Vec<usize>,
    periods: PeriodsCase,
    chains: Vec<SmallCase>,
    chi_squared: Vec<(f64, usize, f64)>,
}

#[derive(Deserialize)]
struct ChainCase {
    panel: Vec<String>,
    transitions: Vec<Vec<u64>>,
    p: Vec<Vec<f64>>,
    steady_state: Vec<f64>,
    mfpt: Vec<Vec<f64>>,
    sojourn: Vec<f64>,
}

#[derive(Deserialize)]
#[allow(non_snake_case, reason = "names of giddy")]
struct SpatialCase {
    T: Vec<Vec<Vec<u64>>>,
    P: Vec<Vec<Vec<f64>>>,
    S: Vec<Vec<f64>>,
    F: Vec<Vec<Vec<f64>>>,
    #[serde(flatten)]
    test: TestCase,
}

#[derive(Deserialize)]
#[allow(non_snake_case, reason = "names of giddy")]
struct PeriodsCase {
    T: Vec<Vec<Vec<u64>>>,
    #[serde(flatten)]
    test: TestCase,
}

#[derive(Deserialize)]
#[allow(non_snake_case, reason = "names of giddy")]
struct TestCase {
    LR: f64,
    Q: f64,
    dof: usize,
    LR_p: f64,
    Q_p: f64,
}

#[derive(Deserialize)]
struct SmallCase {
    counts: Vec<Vec<u64>>,
    steady_state: Vec<Vec<f64>>,
    mfpt: Vec<Vec<Option<f64>>>,
    sojourn: Vec<Option<f64>>,
}

/// tests/data/space/markov/README.md.
fn fixture() -> Fixture {
    serde_json::from_str(include_str!("data/space/markov/giddy.json")).unwrap()
}

fn panel(rows: &[String]) -> Panel {
    let class = |c: char| c.to_digit(10).map(|class| class as usize);
    rows.iter()
        .map(|row| row.chars().map(class).collect())
        .collect()
}

fn known<const N: usize>(rows: &[[usize; N]]) -> Panel {
    rows.iter()
        .map(|row| row.iter().copied().map(Some).collect())
        .collect()
}

#[track_caller]
fn near(found: f64, expected: f64, relative: f64) {
    let off = (found - expected).abs();
    assert!(
        off <= relative * expected.abs().max(1e-300),
        "{found} for {expected}"
    );
}

#[track_caller]
fn near_all(found: &[f64], expected: &[f64], relative: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        near(*found, *expected, relative);
    }
}

fn rows(chain: &MarkovChain) -> Vec<Vec<f64>> {
    chain
        .probabilities
        .iter()
        .map(|row| row.clone().unwrap())
        .collect()
}

fn passage(chain: &MarkovChain) -> Vec<f64> {
    chain
        .passage
        .iter()
        .flatten()
        .map(|time| time.unwrap())
        .collect()
}

fn same_test(found: &Homogeneity, expected: &TestCase) {
    near(found.likelihood_ratio, expected.LR, 1e-11);
    near(found.chi_squared, expected.Q, 1e-11);
    assert_eq!(found.degrees_of_freedom, expected.dof);
    near(found.likelihood_ratio_p.unwrap(), expected.LR_p, 1e-9);
    near(found.chi_squared_p.unwrap(), expected.Q_p, 1e-9);
}

#[test]
fn incomes_of_48_states_are_those_of_giddy() {
    let fixture = fixture();
    for case in [&fixture.yearly_quintiles, &fixture.pooled_quintiles] {
        let of = markov_chain(&panel(&case.panel), 5).unwrap();
        assert_eq!(of.chain.counts, case.transitions);
        assert_eq!((of.transitions, of.left_out), (48 * 80, 0));
        assert!(of.chain.is_irreducible);
        assert_eq!(of.chain.recurrent.len(), 1);
        assert_eq!(of.chain.recurrent[0].period, 1);
        near_all(&rows(&of.chain).concat(), &case.p.concat(), 1e-15);
        near_all(
            of.chain.steady_state.as_ref().unwrap(),
            &case.steady_state,
            1e-12,
        );
        near_all(&passage(&of.chain), &case.mfpt.concat(), 1e-10);
        let sojourn: Vec<f64> = of.chain.sojourn.iter().map(|t| t.unwrap()).collect();
        near_all(&sojourn, &case.sojourn, 1e-12);
    }
}

/// The documentation of giddy 2.3.8 prints these of the same data: `Markov(q5).steady_state`.
#[test]
fn the_printed_steady_state_of_giddy() {
    let fixture = fixture();
    let of = markov_chain(&panel(&fixture.yearly_quintiles.panel), 5).unwrap();
    let printed = [
        0.207_747_16,
        0.187_257_74,
        0.207_405_37,
        0.188_217_87,
        0.209_371_87,
    ];
    for (found, printed) in of.chain.steady_state.unwrap().iter().zip(printed) {
        assert!((found - printed).abs() < 5e-9, "{found} for {printed}");
    }
}

#[test]
fn the_spatial_chain_of_48_states_is_that_of_giddy() {
    let fixture = fixture();
    let classes = panel(&fixture.pooled_quintiles.panel);
    let found = spatial_markov(&classes, &panel(&fixture.lags), 5, 5).unwrap();
    assert_eq!(found.pooled.counts, fixture.pooled_quintiles.transitions);
    assert_eq!((found.transitions, found.left_out), (48 * 80, 0));
    for (lag, own) in found.by_lag.iter().enumerate() {
        assert_eq!(own.counts, fixture.spatial.T[lag]);
        near_all(&rows(own).concat(), &fixture.spatial.P[lag].concat(), 1e-15);
        near_all(
            own.steady_state.as_ref().unwrap(),
            &fixture.spatial.S[lag],
            1e-11,
        );
        near_all(&passage(own), &fixture.spatial.F[lag].concat(), 1e-9);
    }
    same_test(&found.test, &fixture.spatial.test);
    // As its documentation prints them.
    assert_eq!(format!("{:.3}", found.test.likelihood_ratio), "170.659");
    assert_eq!(format!("{:.3}", found.test.chi_squared), "200.624");
    assert_eq!(found.test.degrees_of_freedom, 60);
    assert_eq!((found.test.tables, found.test.transitions), (5, 3840));
    // The rows of the pooled table have 4, 5, 5, 4 and 2 filled cells, in each of the five tables.
    assert_eq!(found.test.cells, 5 * (4 + 5 + 5 + 4 + 2));
    assert!(found.test.small_cells > 20);
    let rows: f64 = found.test.rows.iter().map(|row| row.chi_squared).sum();
    near(rows, found.test.chi_squared, 1e-14);
}

#[test]
fn three_periods_of_48_states_are_tested_as_giddy_does() {
    let fixture = fixture();
    let classes = panel(&fixture.pooled_quintiles.panel);
    let found = time_homogeneity(&classes, 5, &fixture.breaks).unwrap();
    let counts: Vec<_> = found
        .periods
        .iter()
        .map(|p| p.chain.counts.clone())
        .collect();
    assert_eq!(counts, fixture.periods.T);
    let columns: Vec<_> = found.periods.iter().map(|p| (p.first, p.last)).collect();
    assert_eq!(columns, [(0, 26), (26, 52), (52, 80)]);
    same_test(&found.test, &fixture.periods.test);
}

#[test]
fn small_chains_are_those_of_giddy() {
    for case in fixture().chains {
        let chain = chain_from_counts(&case.counts).unwrap();
        assert_eq!(chain.recurrent.len(), case.steady_state.len());
        assert_eq!(chain.steady_state.is_some(), case.steady_state.len() == 1);
        for (found, expected) in chain.recurrent.iter().zip(&case.steady_state) {
            near_all(&found.shares, expected, 1e-15);
        }
        for (found, expected) in chain
            .passage
            .iter()
            .flatten()
            .zip(case.mfpt.iter().flatten())
        {
            assert_eq!(found.is_some(), expected.is_some());
            near(found.unwrap_or(1.0), expected.unwrap_or(1.0), 1e-14);
        }
        for (found, expected) in chain.sojourn.iter().zip(&case.sojourn) {
            assert_eq!(found.is_some(), expected.is_some());
            near(found.unwrap_or(1.0), expected.unwrap_or(1.0), 1e-14);
        }
    }
}

#[test]
fn tails_are_those_of_scipy() {
    let tails = fixture().chi_squared;
    assert!(tails.len() > 150);
    for (x, df, expected) in tails {
        let found = chi_squared_tail(x, df).unwrap();
        // The logarithm of a term has as many digits fewer as it is large.
        let within = 1e-13 * (1.0 + x.max(df as f64) / 20.0);
        assert!(
            (found - expected).abs() <= within * expected.max(1e-290),
            "{x}, {df}: {found} for {expected}"
        );
    }
    for (x, df) in [(1.0, 0), (-1.0, 2), (f64::NAN, 2), (1.0, 10_000_001)] {
        assert_eq!(chi_squared_tail(x, df), None);
    }
    assert_eq!(chi_squared_tail(f64::INFINITY, 7), Some(0.0));
    assert_eq!(chi_squared_tail(1e300, 10_000_000), Some(0.0));
    let middle = chi_squared_tail(1e7, 10_000_000).unwrap();
    assert!((middle - 0.5).abs() < 1e-3, "{middle}");
}

/// Leaving 1 with a, leaving 2 with b: steady b/(a + b) and a/(a + b), passage 1/a and 1/b, return (a + b)/b and (a + b)/a.
#[test]
fn two_classes_by_hand() {
    for (from_first, from_second) in [([7, 3], [1, 4]), ([999_999, 1], [1, 9]), ([0, 5], [2, 3])] {
        let chain = chain_from_counts(&[from_first.to_vec(), from_second.to_vec()]).unwrap();
        let a = from_first[1] as f64 / (from_first[0] + from_first[1]) as f64;
        let b = from_second[0] as f64 / (from_second[0] + from_second[1]) as f64;
        let steady = chain.steady_state.as_ref().unwrap();
        near_all(steady, &[b / (a + b), a / (a + b)], 1e-15);
        near_all(
            &passage(&chain),
            &[(a + b) / b, 1.0 / a, 1.0 / b, (a + b) / a],
            1e-15,
        );
        near(chain.sojourn[0].unwrap(), 1.0 / a, 1e-15);
        let half = if a == 1.0 {
            0.0
        } else {
            libm::log(0.5) / libm::log(1.0 - a)
        };
        assert!((chain.half_life[0].unwrap() - half).abs() <= 1e-9 * half);
    }
}

/// Half of a class that keeps ½ is gone after one step, of one that keeps ¼ after half a step.
#[test]
fn half_lives_by_hand() {
    let chain = chain_from_counts(&[vec![1, 1], vec![3, 1]]).unwrap();
    near(chain.half_life[0].unwrap(), 1.0, 1e-15);
    near(chain.half_life[1].unwrap(), 0.5, 1e-15);
}

/// Class 1 leads to the pair 2, 3 or to 4, which both keep what comes; giddy's mfpt stops at this one.
#[test]
fn several_recurrent_classes_have_no_steady_state() {
    let counts = [
        vec![2, 1, 0, 1],
        vec![0, 1, 3, 0],
        vec![0, 2, 2, 0],
        vec![0, 0, 0, 5],
    ];
    let chain = chain_from_counts(&counts).unwrap();
    assert!(!chain.is_irreducible);
    assert_eq!(chain.steady_state, None);
    let members: Vec<_> = chain
        .recurrent
        .iter()
        .map(|of| of.members.clone())
        .collect();
    assert_eq!(members, [vec![1, 2], vec![3]]);
    near_all(&chain.recurrent[0].shares[1..3], &[0.4, 0.6], 1e-15);
    assert_eq!(chain.recurrent[1].shares, [0.0, 0.0, 0.0, 1.0]);
    use StateKind::{Recurrent, Transient};
    assert_eq!(chain.states, [Transient, Recurrent, Recurrent, Recurrent]);
    let time = |from: usize, to: usize| chain.passage[from][to];
    // From the first class nothing is reached for certain; within the pair 4/3 and 2, back after 1/0.4 and 1/0.6.
    assert_eq!((time(0, 0), time(0, 1), time(0, 3)), (None, None, None));
    near(time(1, 2).unwrap(), 4.0 / 3.0, 1e-15);
    near(time(2, 1).unwrap(), 2.0, 1e-15);
    near(time(1, 1).unwrap(), 2.5, 1e-15);
    near(time(2, 2).unwrap(), 5.0 / 3.0, 1e-15);
    assert_eq!(
        (time(1, 3), time(3, 1), time(3, 3)),
        (None, None, Some(1.0))
    );
    assert_eq!((chain.sojourn[3], chain.half_life[3]), (None, None));
}

/// One way into a class that is never left: the steady state is all there, and it is reached for certain.
#[test]
fn one_absorbing_class_takes_all() {
    let chain = chain_from_counts(&[vec![1, 1, 0], vec![1, 2, 1], vec![0, 0, 3]]).unwrap();
    assert!(!chain.is_irreducible);
    assert_eq!(chain.steady_state, Some(vec![0.0, 0.0, 1.0]));
    // m1 = 1 + m1/2 + m2/2, m2 = 1 + m1/4 + m2/2: m2 = 6, m1 = 8.
    near(chain.passage[0][2].unwrap(), 8.0, 1e-15);
    near(chain.passage[1][2].unwrap(), 6.0, 1e-15);
    assert_eq!(chain.passage[0][0], None);
}

#[test]
fn a_chain_that_goes_round_says_its_period() {
    let chain = chain_from_counts(&[vec![0, 2, 0], vec![0, 0, 5], vec![1, 0, 0]]).unwrap();
    assert_eq!(chain.recurrent[0].period, 3);
    near_all(&chain.steady_state.unwrap(), &[1.0 / 3.0; 3], 1e-15);
    near_all(
        &chain
            .passage
            .concat()
            .iter()
            .map(|t| t.unwrap())
            .collect::<Vec<_>>(),
        &[3.0, 1.0, 2.0, 2.0, 3.0, 1.0, 1.0, 2.0, 3.0],
        1e-15,
    );
    let bipartite = [
        vec![0, 1, 0, 1],
        vec![1, 0, 1, 0],
        vec![0, 1, 0, 1],
        vec![1, 0, 1, 0],
    ];
    assert_eq!(
        chain_from_counts(&bipartite).unwrap().recurrent[0].period,
        2
    );
}

/// Nobody starts in the third class, and the second leads to it; the fourth is never seen.
#[test]
fn a_class_without_a_start_has_no_probabilities() {
    let chain =
        chain_from_counts(&[vec![3, 1, 0, 0], vec![1, 2, 1, 0], vec![0; 4], vec![0; 4]]).unwrap();
    use StateKind::{Absent, Open};
    assert_eq!(chain.states, [Open, Open, Open, Absent]);
    assert_eq!(chain.probabilities[2], None);
    assert_eq!((chain.steady_state, chain.is_irreducible), (None, false));
    assert!(chain.recurrent.is_empty());
    assert_eq!(
        (chain.sojourn[2], chain.passage[2][0], chain.passage[3][3]),
        (None, None, None)
    );
    // The third is reached for certain all the same: m1 = 4 + m2, m2 = 1 + m1/4 + m2/2.
    near(chain.passage[0][2].unwrap(), 12.0, 1e-15);
    near(chain.passage[1][2].unwrap(), 8.0, 1e-15);
    // A class that is never seen takes nothing from the others.
    let chain = chain_from_counts(&[vec![3, 0, 1], vec![0; 3], vec![1, 0, 3]]).unwrap();
    assert!(chain.is_irreducible);
    near_all(&chain.steady_state.unwrap(), &[0.5, 0.0, 0.5], 1e-15);
}

/// Twenty classes each of which is left to the next with 1e-9 and back with 1e-9: by symmetry all shares are alike.
#[test]
fn classes_that_are_hardly_ever_left_lose_no_digits() {
    let n = 20;
    let mut counts = vec![vec![0_u64; n]; n];
    for class in 0..n {
        counts[class][class] = 1_000_000_000 - 1;
        counts[class][(class + 1) % n] += 1;
    }
    let chain = chain_from_counts(&counts).unwrap();
    near_all(chain.steady_state.as_ref().unwrap(), &[0.05; 20], 1e-14);
    near(chain.passage[0][1].unwrap(), 1e9, 1e-14);
    near(chain.passage[1][0].unwrap(), 19e9, 1e-14);
    near(chain.passage[3][3].unwrap(), 20.0, 1e-14);
}

#[test]
fn a_projection_by_hand_keeps_its_sum() {
    let chain = chain_from_counts(&[vec![1, 1], vec![1, 3]]).unwrap();
    let ahead = project(&chain, &[8.0, 8.0], 2).unwrap();
    // 4 + 2 = 6 and 4 + 6 = 10; 3 + 2.5 = 5.5 and 3 + 7.5 = 10.5
    assert_eq!(ahead.distributions, [[8.0, 8.0], [6.0, 10.0], [5.5, 10.5]]);
    assert_eq!(ahead.total, 16.0);
    let far = project(&chain, &[16.0, 0.0], 1000).unwrap();
    near_all(
        far.distributions.last().unwrap(),
        &[16.0 / 3.0, 32.0 / 3.0],
        1e-14,
    );
    assert_eq!(
        project(&chain, &[1.0, 2.0], 0).unwrap().distributions,
        [[1.0, 2.0]]
    );
}

/// Where nothing moves, everything stays.
#[test]
fn the_identity_changes_nothing() {
    let chain = chain_from_counts(&[vec![4, 0, 0], vec![0, 1, 0], vec![0, 0, 9]]).unwrap();
    assert_eq!(chain.recurrent.len(), 3);
    assert_eq!(chain.steady_state, None);
    assert_eq!(chain.sojourn, [None; 3]);
    let ahead = project(&chain, &[0.2, 0.3, 0.5], 7).unwrap();
    near_all(&ahead.distributions[7], &[0.2, 0.3, 0.5], 1e-15);
    let still = known(&[[0, 0, 0], [2, 2, 2], [1, 1, 1]]);
    let of = markov_chain(&still, 3).unwrap();
    assert_eq!(of.chain.counts, [[2, 0, 0], [0, 2, 0], [0, 0, 2]]);
    assert_eq!(
        of.chain.passage,
        [
            [Some(1.0), None, None],
            [None, Some(1.0), None],
            [None, None, Some(1.0)]
        ]
    );
}

#[test]
fn a_projection_stops_at_a_class_nobody_left() {
    let chain = chain_from_counts(&[vec![1, 1], vec![0, 0]]).unwrap();
    assert_eq!(
        project(&chain, &[1.0, 0.0], 1).unwrap().distributions[1],
        [0.5, 0.5]
    );
    assert_eq!(
        project(&chain, &[1.0, 0.0], 2),
        Err(MarkovError::NoRow { class: 1 })
    );
    let good = chain_from_counts(&[vec![1, 1], vec![1, 1]]).unwrap();
    assert_eq!(
        project(&good, &[1.0], 1),
        Err(MarkovError::StartLength {
            found: 1,
            expected: 2
        })
    );
    for value in [-1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(
            project(&good, &[1.0, value], 1),
            Err(MarkovError::StartValue { class: 1 })
        );
    }
    assert_eq!(project(&good, &[0.0, 0.0], 1), Err(MarkovError::StartZero));
    assert_eq!(
        project(&good, &[1.7e308, 1.7e308], 1),
        Err(MarkovError::Overflow)
    );
    assert_eq!(
        project(&good, &[1.0, 1.0], 1001),
        Err(MarkovError::Steps { steps: 1001 })
    );
}

#[test]
fn missing_years_are_left_out_and_counted() {
    let rows = vec![
        vec![Some(0), None, Some(1), Some(1)],
        vec![Some(1), Some(0), Some(0), None],
        vec![None; 4],
    ];
    let of = markov_chain(&rows, 2).unwrap();
    // 1→1; 1→0, 0→0. Nothing is drawn across a gap.
    assert_eq!(of.chain.counts, [[1, 0], [1, 1]]);
    assert_eq!((of.transitions, of.left_out), (3, 6));
    assert_eq!(of.by_column, [[1, 1], [1, 0], [1, 1], [0, 1]]);
    // A missing lag leaves its transition out of both tables.
    let lags = vec![
        vec![Some(0); 4],
        vec![Some(1), None, Some(1), Some(1)],
        vec![None; 4],
    ];
    let found = spatial_markov(&rows, &lags, 2, 2).unwrap();
    assert_eq!(found.pooled.counts, [[0, 0], [1, 1]]);
    assert_eq!((found.transitions, found.left_out), (2, 7));
    assert_eq!(found.by_lag[0].counts, [[0, 0], [0, 1]]);
}

/// More lag classes than own ones, and one of them empty.
#[test]
fn lag_classes_may_be_others_and_empty() {
    let rows = known(&[[0, 1, 0], [1, 1, 0], [0, 0, 1]]);
    let lags = known(&[[3, 0, 0], [0, 3, 3], [1, 3, 1]]);
    let found = spatial_markov(&rows, &lags, 2, 4).unwrap();
    assert_eq!(found.by_lag.len(), 4);
    assert_eq!(found.by_lag[2].states, [StateKind::Absent; 2]);
    assert_eq!(found.by_lag[2].probabilities, [None, None]);
    assert_eq!(found.test.tables, 3);
    let sum: u64 = found.by_lag.iter().flat_map(|of| of.counts.concat()).sum();
    assert_eq!(sum, found.transitions);
}

/// Tables that are alike differ by nothing; a class nobody leaves adds no degrees of freedom (giddy 2.3.8 adds one).
#[test]
fn tests_by_hand() {
    let like = vec![vec![3, 1, 0], vec![1, 3, 0], vec![0, 0, 0]];
    let same = homogeneity(&[like.clone(), like.clone()]).unwrap();
    assert_eq!((same.likelihood_ratio, same.chi_squared), (0.0, 0.0));
    assert_eq!(
        (same.likelihood_ratio_p, same.chi_squared_p),
        (Some(1.0), Some(1.0))
    );
    assert_eq!(same.degrees_of_freedom, 2);
    assert_eq!(same.rows[2].likelihood_ratio_p, None);
    assert_eq!((same.cells, same.small_cells), (8, 8));
    // A table without transitions is not compared.
    let alone = homogeneity(&[like.clone(), vec![vec![0; 3]; 3]]).unwrap();
    assert_eq!(
        (alone.tables, alone.degrees_of_freedom, alone.chi_squared_p),
        (1, 0, None)
    );
    // Row [10 0] against [0 10], 5 expected everywhere: LR = 2 · 20 ln 2, Q = 4 · 5.
    let parted =
        homogeneity(&[vec![vec![10, 0], vec![1, 1]], vec![vec![0, 10], vec![1, 1]]]).unwrap();
    near(
        parted.likelihood_ratio,
        40.0 * std::f64::consts::LN_2,
        1e-15,
    );
    near(parted.chi_squared, 20.0, 1e-15);
    assert_eq!(parted.degrees_of_freedom, 2);
    // With 2 degrees the tail is e^(−x/2).
    near(parted.chi_squared_p.unwrap(), libm::exp(-10.0), 1e-13);
    near(
        parted.rows[0].chi_squared_p.unwrap(),
        chi_squared_tail(20.0, 1).unwrap(),
        1e-15,
    );
    assert_eq!(parted.small_cells, 4);
}

#[test]
fn bad_input_is_told() {
    let good = known(&[[0, 1, 1, 0], [1, 0, 1, 1]]);
    assert_eq!(markov_chain(&[], 2).unwrap_err(), MarkovError::NoUnits);
    assert_eq!(
        markov_chain(&known(&[[0]]), 2).unwrap_err(),
        MarkovError::TooFewColumns { columns: 1 }
    );
    assert_eq!(
        markov_chain(&[vec![], vec![]], 2).unwrap_err(),
        MarkovError::TooFewColumns { columns: 0 }
    );
    for classes in [0, 1, 51, usize::MAX] {
        let error = MarkovError::ClassCount { classes };
        assert_eq!(markov_chain(&good, classes).unwrap_err(), error);
        assert_eq!(spatial_markov(&good, &good, 2, classes).unwrap_err(), error);
    }
    let uneven = vec![vec![Some(0), Some(1)], vec![Some(0)]];
    assert_eq!(
        markov_chain(&uneven, 2).unwrap_err(),
        MarkovError::RowLength {
            unit: 1,
            found: 1,
            expected: 2
        }
    );
    let outside = known(&[[0, 1], [1, 2]]);
    let range = MarkovError::ClassRange {
        unit: 1,
        column: 1,
        class: 2,
        classes: 2,
    };
    assert_eq!(markov_chain(&outside, 2).unwrap_err(), range);
    let small = known(&[[0, 1], [1, 0]]);
    assert_eq!(spatial_markov(&small, &outside, 2, 2).unwrap_err(), range);
    assert_eq!(
        spatial_markov(&small, &small[..1], 2, 2).unwrap_err(),
        MarkovError::LagCount {
            found: 1,
            expected: 2
        }
    );
    assert_eq!(
        spatial_markov(&small, &known(&[[0], [0]]), 2, 2).unwrap_err(),
        MarkovError::RowLength {
            unit: 0,
            found: 1,
            expected: 2
        }
    );
    let gaps = vec![vec![Some(0), None, Some(1)]];
    assert_eq!(
        markov_chain(&gaps, 2).unwrap_err(),
        MarkovError::NoTransitions
    );
    assert_eq!(
        spatial_markov(&small, &vec![vec![None; 2]; 2], 2, 2).unwrap_err(),
        MarkovError::NoTransitions
    );
    assert_eq!(
        chain_from_counts(&[vec![0, 0], vec![0, 0]]).unwrap_err(),
        MarkovError::NoTransitions
    );
    assert_eq!(
        chain_from_counts(&[vec![1, 0], vec![0]]).unwrap_err(),
        MarkovError::CountShape {
            row: 1,
            found: 1,
            expected: 2
        }
    );
    assert_eq!(
        chain_from_counts(&[vec![u64::MAX, 1], vec![0, 0]]).unwrap_err(),
        MarkovError::Overflow
    );
    for (breaks, column) in [
        (&[0][..], 0),
        (&[3], 3),
        (&[2, 2], 2),
        (&[2, 1], 1),
        (&[usize::MAX], usize::MAX),
    ] {
        let error = time_homogeneity(&good, 2, breaks).unwrap_err();
        assert_eq!(error, MarkovError::Break { column, columns: 4 });
    }
    assert_eq!(
        time_homogeneity(&good, 2, &[]).unwrap_err(),
        MarkovError::TooFewTables { tables: 1 }
    );
    assert!(time_homogeneity(&good, 2, &[1, 2]).is_ok());
    let table = vec![vec![1, 2], vec![3, 4]];
    assert_eq!(
        homogeneity(std::slice::from_ref(&table)).unwrap_err(),
        MarkovError::TooFewTables { tables: 1 }
    );
    assert_eq!(
        homogeneity(&[table.clone(), vec![vec![1, 2, 3]; 3]]).unwrap_err(),
        MarkovError::TableRows {
            table: 1,
            found: 3,
            expected: 2
        }
    );
    let huge = vec![vec![u64::MAX / 2, 0], vec![0, 0]];
    assert_eq!(
        homogeneity(&[huge.clone(), huge.clone(), huge]).unwrap_err(),
        MarkovError::Overflow
    );
}

#[test]
fn a_request_gives_what_it_asks_for() {
    let bare = MarkovRequest {
        panel: known(&[[0, 1, 1], [1, 0, 1], [0, 0, 1]]),
        classes: 2,
        ..MarkovRequest::default()
    };
    let found = markov(&bare).unwrap();
    assert!(found.time.is_none() && found.spatial.is_none() && found.projection.is_none());
    let whole = MarkovRequest {
        breaks: vec![1],
        lags: Some(known(&[[2, 1, 1], [1, 0, 1], [0, 0, 1]])),
        lag_classes: Some(3),
        steps: 4,
        ..bare
    };
    let found: Markov = markov(&whole).unwrap();
    assert_eq!(found.time.as_ref().unwrap().periods.len(), 2);
    assert_eq!(found.spatial.as_ref().unwrap().by_lag.len(), 3);
    let ahead = found.projection.as_ref().unwrap();
    assert_eq!(
        (ahead.distributions.len(), &ahead.distributions[0][..]),
        (5, &[0.0, 3.0][..])
    );
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Markov>(&text).unwrap(), found);
    let started = MarkovRequest {
        start: Some(vec![4.0, 0.0]),
        ..whole
    };
    assert_eq!(markov(&started).unwrap().projection.unwrap().total, 4.0);
}

/// Panels of 2 to 5 classes with gaps.
fn some_panel() -> impl Strategy<Value = (Panel, usize)> {
    (2_usize..6, 2_usize..9, 1_usize..12).prop_flat_map(|(classes, columns, units)| {
        let cell = prop::option::weighted(0.9, 0..classes);
        let row = prop::collection::vec(cell, columns);
        (prop::collection::vec(row, units), Just(classes))
    })
}

fn some_counts() -> impl Strategy<Value = Vec<Vec<u64>>> {
    (2_usize..7).prop_flat_map(|n| {
        let count = prop_oneof![2 => Just(0_u64), 3 => 0_u64..50, 1 => 0_u64..1_000_000_000_000];
        prop::collection::vec(prop::collection::vec(count, n), n)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_order_of_units_is_of_no_account((rows, classes) in some_panel(), turn in 0_usize..12) {
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        turned.reverse();
        prop_assert_eq!(markov_chain(&rows, classes), markov_chain(&turned, classes));
        let (a, b) = (spatial_markov(&rows, &rows, classes, classes), spatial_markov(&turned, &turned, classes, classes));
        prop_assert_eq!(a, b);
    }

    #[test]
    fn every_pair_is_counted_or_left_out((rows, classes) in some_panel()) {
        let Ok(of) = markov_chain(&rows, classes) else { return Ok(()) };
        let pairs = rows.len() * (rows[0].len() - 1);
        prop_assert_eq!(of.transitions + of.left_out, pairs as u64);
        let seen: u64 = of.by_column.concat().iter().sum();
        prop_assert_eq!(seen, rows.iter().flatten().flatten().count() as u64);
        // Sub-periods share the transitions out.
        if rows[0].len() > 2 && let Ok(time) = time_homogeneity(&rows, classes, &[1]) {
            prop_assert_eq!(time.test.transitions, of.transitions);
        }
    }

    #[test]
    fn the_steady_state_is_kept_and_times_are_as_defined(counts in some_counts()) {
        let Ok(chain) = chain_from_counts(&counts) else { return Ok(()) };
        let n = counts.len();
        let p = |i: usize, j: usize| chain.probabilities[i].as_ref().map_or(0.0, |row| row[j]);
        for row in chain.probabilities.iter().flatten() {
            prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-14);
        }
        for of in &chain.recurrent {
            prop_assert!((of.shares.iter().sum::<f64>() - 1.0).abs() < 1e-14);
            for j in 0..n {
                let next: f64 = (0..n).map(|i| of.shares[i] * p(i, j)).sum();
                prop_assert!((next - of.shares[j]).abs() <= 1e-12 * of.shares[j].max(1e-3), "{next}");
                prop_assert_eq!(of.shares[j] > 0.0, of.members.contains(&j));
            }
            // Kac: the time to come back is one over the share.
            for j in of.members.iter().copied() {
                let back = chain.passage[j][j].unwrap();
                prop_assert!((back * of.shares[j] - 1.0).abs() < 1e-11);
            }
        }
        for i in 0..n {
            for j in 0..n {
                let Some(time) = chain.passage[i][j] else { continue };
                let onward: f64 = (0..n).filter(|k| *k != j && p(i, *k) > 0.0).map(|k| p(i, k) * chain.passage[k][j].unwrap()).sum();
                prop_assert!((time - 1.0 - onward).abs() <= 1e-11 * time);
            }
            prop_assert_eq!(chain.starts[i] == 0, chain.probabilities[i].is_none());
        }
        let text = serde_json::to_string(&chain).unwrap();
        prop_assert_eq!(serde_json::from_str::<MarkovChain>(&text).unwrap(), chain);
    }

    #[test]
    fn a_projection_keeps_its_sum(counts in some_counts(), start in prop::collection::vec(0.0_f64..1e9, 6), steps in 0_usize..200) {
        let Ok(chain) = chain_from_counts(&counts) else { return Ok(()) };
        let Ok(ahead) = project(&chain, &start[..counts.len()], steps) else { return Ok(()) };
        prop_assert_eq!(ahead.distributions.len(), steps + 1);
        for of in &ahead.distributions {
            prop_assert!((of.iter().sum::<f64>() - ahead.total).abs() <= 1e-14 * ahead.total);
            prop_assert!(of.iter().all(|v| *v >= 0.0));
        }
        // Two steps are one step twice, up to the last bit of the sum that is kept: what was rounded is summed anew.
        if steps == 2 {
            let again = project(&chain, &ahead.distributions[1], 1).unwrap();
            for (twice, two) in again.distributions[1].iter().zip(&ahead.distributions[2]) {
                prop_assert!((twice - two).abs() <= 1e-14 * two.max(f64::MIN_POSITIVE), "{twice} {two}");
            }
        }
    }

    #[test]
    fn a_test_is_of_numbers(a in some_counts(), b in some_counts()) {
        let Ok(test) = homogeneity(&[a.clone(), b.clone()]) else { return Ok(()) };
        prop_assert!(test.likelihood_ratio >= 0.0 && test.likelihood_ratio.is_finite());
        prop_assert!(test.chi_squared >= 0.0 && test.chi_squared.is_finite());
        prop_assert_eq!(test.chi_squared_p.is_some(), test.degrees_of_freedom > 0);
        for p in [test.likelihood_ratio_p, test.chi_squared_p].into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&p));
        }
        // The order of the tables is of no account, up to the last bits.
        let turned = homogeneity(&[b, a]).unwrap();
        prop_assert!((turned.chi_squared - test.chi_squared).abs() <= 1e-9 * test.chi_squared.max(1.0));
    }

    #[test]
    fn a_tail_falls(x in 0.0_f64..500.0, step in 0.0_f64..50.0, df in 1_usize..300) {
        let (a, b) = (chi_squared_tail(x, df).unwrap(), chi_squared_tail(x + step, df).unwrap());
        prop_assert!(b <= a * (1.0 + 1e-12) && (0.0..=1.0).contains(&a));
        prop_assert!(chi_squared_tail(x, df + 2).unwrap() >= a * (1.0 - 1e-12));
    }
}
