//! All of it as one request.

use serde::{Deserialize, Serialize};

use super::{
    MarkovError, PanelChain, Projection, SpatialMarkov, TimeHomogeneity, markov_chain, project,
    spatial_markov, time_homogeneity,
};

/// Request of [`MARKOV`](super::MARKOV).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkovRequest {
    /// Classes, `[unit][column]`, from 0; `null` where there is none.
    pub panel: Vec<Vec<Option<usize>>>,
    /// Number of classes.
    pub classes: usize,
    /// Columns at which sub-periods end; with none there is no test of time homogeneity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<usize>,
    /// Classes of the neighbours, as the panel; without them there is no spatial chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lags: Option<Vec<Vec<Option<usize>>>>,
    /// Number of their classes; that of the panel when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lag_classes: Option<usize>,
    /// Steps to project; with 0 there is no projection.
    #[serde(default)]
    pub steps: usize,
    /// Distribution to project; the last column when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Vec<f64>>,
}

/// What a request asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Markov {
    /// Chain of the whole panel.
    pub all: PanelChain,
    /// Test of time homogeneity, where sub-periods were given.
    pub time: Option<TimeHomogeneity>,
    /// Spatial chain, where lags were given.
    pub spatial: Option<SpatialMarkov>,
    /// Projection, where steps were asked for.
    pub projection: Option<Projection>,
}

/// Chain, tests and projection of one request.
///
/// # Errors
/// [`MarkovError`] of whatever was asked for.
///
/// # Examples
/// ```
/// use tanheng::core::markov::{MarkovRequest, markov};
/// let request = MarkovRequest {
///     panel: vec![vec![Some(0), Some(1), Some(1)], vec![Some(1), Some(0), Some(1)]],
///     classes: 2,
///     steps: 1,
///     ..MarkovRequest::default()
/// };
/// let found = markov(&request)?;
/// // From [0 2] with p = [0 1] and [½ ½]
/// assert_eq!(found.projection.map(|p| p.distributions), Some(vec![vec![0.0, 2.0], vec![1.0, 1.0]]));
/// # Ok::<(), tanheng::core::markov::MarkovError>(())
/// ```
pub fn markov(request: &MarkovRequest) -> Result<Markov, MarkovError> {
    let MarkovRequest {
        panel,
        classes,
        breaks,
        lags,
        lag_classes,
        steps,
        start,
    } = request;
    let all = markov_chain(panel, *classes)?;
    let time = (!breaks.is_empty())
        .then(|| time_homogeneity(panel, *classes, breaks))
        .transpose()?;
    let spatial = lags
        .as_ref()
        .map(|lags| spatial_markov(panel, lags, *classes, lag_classes.unwrap_or(*classes)))
        .transpose()?;
    let last = || -> Vec<f64> {
        let last = all.by_column.last().into_iter().flatten();
        last.map(|count| *count as f64).collect()
    };
    let projection = (*steps > 0)
        .then(|| project(&all.chain, &start.clone().unwrap_or_else(last), *steps))
        .transpose()?;
    Ok(Markov {
        all,
        time,
        spatial,
        projection,
    })
}
