//! From a pair of levels to a zone.

use serde::{Deserialize, Serialize};

use super::Level;

/// One row of a rule table: units whose levels are among both lists are of the zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PairRule {
    /// Levels of the economic contribution.
    pub eec: Vec<Level>,
    /// Levels of the ecological contribution.
    pub sec: Vec<Level>,
    /// Id of the zone.
    pub zone: String,
}

/// The zone of the first rule that names the pair; none where no rule does.
///
/// ```
/// use tanheng::core::balance::{Level, PairRule, zone_of};
/// let rules = [PairRule { eec: vec![Level::High], sec: vec![Level::Low], zone: "intensity_control".into() }];
/// assert_eq!(zone_of(&rules, Level::High, Level::Low), Some("intensity_control"));
/// assert_eq!(zone_of(&rules, Level::High, Level::High), None);
/// ```
#[must_use]
pub fn zone_of(rules: &[PairRule], eec: Level, sec: Level) -> Option<&str> {
    let names = |rule: &&PairRule| rule.eec.contains(&eec) && rule.sec.contains(&sec);
    rules.iter().find(names).map(|rule| rule.zone.as_str())
}
