//! What a column is recognised by, and how sure that is.

use serde::{Deserialize, Serialize};

/// What a column is recognised by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The heading is a name of the indicator.
    Name,
    /// It is one without a bracket, a region, a year or a numbering.
    Part,
    /// Several lines of headings together are.
    Joined,
    /// The title of the table is.
    Title,
    /// It may mean this indicator or another one.
    Near,
    /// A longer heading holds the name.
    Inside,
    /// The place: numbers without headings, from the cursor on.
    Place,
    /// A person said so.
    Chosen,
}

/// How sure a recognition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// To be confirmed; not taken before.
    Doubtful,
    /// Rather sure.
    Likely,
    /// Sure.
    Sure,
}

impl Basis {
    /// How sure it is where the unit is named.
    #[must_use]
    pub fn sureness(self) -> Sureness {
        match self {
            Self::Name | Self::Joined | Self::Chosen | Self::Place => Sureness::Sure,
            Self::Part | Self::Title => Sureness::Likely,
            Self::Near | Self::Inside => Sureness::Doubtful,
        }
    }
}

/// The less sure of two.
pub(super) fn at_most(basis: Basis, other: Basis) -> Basis {
    if basis.sureness() > other.sureness() {
        other
    } else {
        basis
    }
}
