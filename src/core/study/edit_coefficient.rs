//! Edits of coefficients.

use super::edit::nothing;
use super::{Coefficient, EditError, Study};
use crate::core::number;

impl Study {
    /// Sets a coefficient from text.
    ///
    /// # Errors
    /// [`EditError::CoefficientNotANumber`], [`EditError::CoefficientSign`], [`EditError::Nothing`].
    pub fn set_coefficient(&self, id: &str, text: &str) -> Result<Self, EditError> {
        let value = number::parse(text).ok_or_else(|| EditError::CoefficientNotANumber {
            id: id.to_owned(),
            text: text.to_owned(),
        })?;
        let oxygen = self.carbon_oxygen.iter().flat_map(|c| &c.oxygen);
        let divides = self
            .account
            .iter()
            .chain(oxygen)
            .flat_map(|l| &l.terms)
            .flat_map(|t| &t.coefficients)
            .any(|p| p.id == id && p.exponent < 0);
        self.edit_coefficient(id, |c| {
            let negative = c.preset.values().any(|&p| p < 0.0);
            // A rate of uptake in one set and of release in another may be either.
            let is_either = negative && c.preset.values().any(|&p| p > 0.0);
            if (negative && value > 0.0 && !is_either)
                || (!negative && value < 0.0)
                || (divides && value == 0.0)
            {
                return Err(EditError::CoefficientSign {
                    id: id.to_owned(),
                    value,
                    negative,
                });
            }
            c.value = value;
            Ok(())
        })
    }

    /// Gives one coefficient its preset value again.
    ///
    /// # Errors
    /// [`EditError::Nothing`].
    pub fn reset_coefficient(&self, id: &str) -> Result<Self, EditError> {
        let set = self.coefficient_set.clone();
        self.edit_coefficient(id, |c| {
            c.value = c.preset_in(&set).unwrap_or(c.value);
            Ok(())
        })
    }

    /// Takes every coefficient from a named set.
    ///
    /// # Errors
    /// [`EditError::Nothing`] when there is no such set.
    pub fn use_coefficient_set(&self, set: &str) -> Result<Self, EditError> {
        if !self.coefficient_sets.iter().any(|s| s == set) {
            return Err(nothing(set));
        }
        let mut study = self.clone();
        study.coefficient_set = set.to_owned();
        for c in &mut study.coefficients {
            c.value = c.preset_in(set).unwrap_or(c.value);
        }
        Ok(study)
    }

    fn edit_coefficient(
        &self,
        id: &str,
        edit: impl FnOnce(&mut Coefficient) -> Result<(), EditError>,
    ) -> Result<Self, EditError> {
        let mut study = self.clone();
        edit(
            study
                .coefficients
                .iter_mut()
                .find(|c| c.id == id)
                .ok_or_else(|| nothing(id))?,
        )?;
        Ok(study)
    }
}
