//! Edits of scenarios: duplicating, using, naming, removing them.

use super::edit::nothing;
use super::scenario::{
    Inputs, LONGEST_NAME, MOST_SCENARIO_CELLS, MOST_SCENARIOS, Own, Scenario, Scenarios, Values,
};
use super::{EditError, Sheet, Study, Text};

/// What a new scenario has of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplicate {
    /// The inputs.
    Inputs,
    /// The coefficients.
    Coefficients,
    /// Both.
    Both,
}

impl Study {
    /// The study with another scenario in use.
    ///
    /// # Errors
    /// [`EditError::Nothing`] when there is no such scenario.
    pub fn with_scenario(&self, at: usize) -> Result<Self, EditError> {
        if at == self.scenarios.present && self.scenarios.list.get(at).is_some() {
            return Ok(self.clone());
        }
        if at >= self.scenarios.list.len() {
            return Err(no_scenario(at));
        }
        let mut study = self.clone();
        let (inputs, coefficients) = study.take_parts();
        let from = study.scenarios.holder_of_inputs();
        study.scenarios.list[from].inputs = Own::Kept(inputs);
        let from = study.scenarios.holder_of_coefficients();
        study.scenarios.list[from].coefficients = Own::Kept(coefficients);
        study.scenarios.present = at;
        study.bring_in();
        Ok(study)
    }

    /// Duplicates the inputs, the coefficients or both of the scenario in use as a new one, which is in use then. The study
    /// itself becomes the baseline of its first scenario.
    ///
    /// ```
    /// use tanheng::core::study::Duplicate;
    /// use tanheng::exchange::cases;
    /// let study = cases::load("guizhou").expect("the case ships with the program");
    /// let other = study.add_scenario("low", Duplicate::Coefficients)?.set_coefficient("farm.film", "4")?;
    /// let back = other.with_scenario(0)?;
    /// assert_eq!(back.coefficient("farm.film"), study.coefficient("farm.film"));
    /// # Ok::<(), tanheng::core::study::EditError>(())
    /// ```
    ///
    /// # Errors
    /// [`EditError::ScenarioName`] when the name is empty, too long or taken, [`EditError::TooManyScenarios`].
    pub fn add_scenario(&self, name: &str, what: Duplicate) -> Result<Self, EditError> {
        let name = self.free_name(name, None)?;
        if self.scenarios.list.len() >= MOST_SCENARIOS {
            return Err(EditError::TooManyScenarios {
                limit: MOST_SCENARIOS,
            });
        }
        if what != Duplicate::Coefficients || self.scenarios.holder_of_inputs() != 0 {
            self.has_room_for_inputs()?;
        }
        let mut study = self.clone();
        if study.scenarios.is_none() {
            study.scenarios.list.push(Scenario {
                name: String::new(),
                inputs: Own::InUse,
                coefficients: Own::InUse,
            });
        }
        let (inputs, coefficients) = study.take_parts();
        let all = &mut study.scenarios;
        let mut new = Scenario {
            name,
            inputs: Own::Shared,
            coefficients: Own::Shared,
        };
        // A copy of a scenario does not share with the baseline what that scenario has of its own.
        let (has_inputs, has_values) = (all.holder_of_inputs(), all.holder_of_coefficients());
        if what != Duplicate::Coefficients || has_inputs != 0 {
            new.inputs = Own::Kept(inputs.clone());
        }
        if what != Duplicate::Inputs || has_values != 0 {
            new.coefficients = Own::Kept(coefficients.clone());
        }
        all.list[has_inputs].inputs = Own::Kept(inputs);
        all.list[has_values].coefficients = Own::Kept(coefficients);
        all.present = all.list.len();
        all.list.push(new);
        study.bring_in();
        Ok(study)
    }

    /// Whether the inputs in use fit into a study file once more.
    fn has_room_for_inputs(&self) -> Result<(), EditError> {
        let cells = |sheets: &[Sheet]| -> usize {
            sheets.iter().map(|s| s.rows.len() * s.columns.len()).sum()
        };
        let kept = self.scenarios.list.iter().map(|s| match &s.inputs {
            Own::Kept(inputs) => cells(&inputs.sheets),
            Own::Shared | Own::InUse => 0,
        });
        let all = kept.sum::<usize>() + 2 * cells(&self.sheets);
        if all > MOST_SCENARIO_CELLS {
            return Err(EditError::TooManyScenarioCells {
                cells: all,
                limit: MOST_SCENARIO_CELLS,
            });
        }
        Ok(())
    }

    /// Gives a scenario another name.
    ///
    /// # Errors
    /// [`EditError::ScenarioName`], [`EditError::Nothing`].
    pub fn rename_scenario(&self, at: usize, name: &str) -> Result<Self, EditError> {
        let name = self.free_name(name, Some(at))?;
        let mut study = self.clone();
        let scenario = study.scenarios.list.get_mut(at);
        scenario.ok_or_else(|| no_scenario(at))?.name = name;
        Ok(study)
    }

    /// Removes a scenario; the baseline is in use then if it was. With the last one goes the baseline's name: the study
    /// stands alone again.
    ///
    /// # Errors
    /// [`EditError::Nothing`] when there is no such scenario or it is the baseline.
    pub fn remove_scenario(&self, at: usize) -> Result<Self, EditError> {
        if at == 0 || at >= self.scenarios.list.len() {
            return Err(no_scenario(at));
        }
        let present = self.scenarios.present;
        let mut study = self.with_scenario(if present == at { 0 } else { present })?;
        let all = &mut study.scenarios;
        all.list.remove(at);
        if all.present > at {
            all.present -= 1;
        }
        if all.list.len() == 1 {
            *all = Scenarios::default();
        }
        Ok(study)
    }

    /// Makes a scenario the baseline; the one before becomes a scenario with inputs and coefficients of its own, and what
    /// others shared with it they have of their own. Where it had no name it is called `former`, or that with a number.
    ///
    /// # Errors
    /// [`EditError::Nothing`], [`EditError::ScenarioName`] for `former`.
    pub fn make_baseline(&self, at: usize, former: &str) -> Result<Self, EditError> {
        let mut study = self.with_scenario(at)?;
        if at == 0 {
            return Ok(study);
        }
        let former = self.free_name(&self.free_scenario_name(former), None)?;
        let (inputs, values) = study.take_parts();
        let base = self.with_scenario(0)?.take_parts();
        let all = &mut study.scenarios;
        for (k, scenario) in all.list.iter_mut().enumerate() {
            if k == at {
                scenario.inputs = Own::Kept(inputs.clone());
                scenario.coefficients = Own::Kept(values.clone());
                continue;
            }
            if !matches!(scenario.inputs, Own::Kept(_)) {
                scenario.inputs = Own::Kept(base.0.clone());
            }
            if !matches!(scenario.coefficients, Own::Kept(_)) {
                scenario.coefficients = Own::Kept(base.1.clone());
            }
        }
        if all.list[0].name.is_empty() {
            all.list[0].name = former;
        }
        let chosen = all.list.remove(at);
        all.list.insert(0, chosen);
        all.present = 0;
        study.bring_in();
        Ok(study)
    }

    /// Inputs and coefficients as they stand in the study, to be kept aside.
    fn take_parts(&self) -> (Inputs, Values) {
        let inputs = Inputs {
            regions: self.regions.clone(),
            sheets: self.sheets.clone(),
            transition: self.transition.clone(),
            checked: self.checked.clone(),
            typed: self.typed.clone(),
        };
        let values = self.coefficients.iter().map(|c| (c.id.clone(), c.value));
        let values = Values {
            set: self.coefficient_set.clone(),
            values: values.collect(),
        };
        (inputs, values)
    }

    /// Puts what the scenario in use counts with into the study.
    fn bring_in(&mut self) {
        let from = self.scenarios.holder_of_inputs();
        let own = &mut self.scenarios.list[from].inputs;
        if let Own::Kept(kept) = std::mem::replace(own, Own::InUse) {
            self.regions = kept.regions;
            self.sheets = kept.sheets;
            self.transition = kept.transition;
            self.checked = kept.checked;
            self.typed = kept.typed;
        }
        let from = self.scenarios.holder_of_coefficients();
        let own = &mut self.scenarios.list[from].coefficients;
        if let Own::Kept(kept) = std::mem::replace(own, Own::InUse) {
            self.coefficient_set = kept.set;
            for c in &mut self.coefficients {
                let preset = || c.preset_in(&self.coefficient_set).unwrap_or(c.value);
                c.value = kept.values.get(&c.id).copied().unwrap_or_else(preset);
            }
        }
        // A region that only the other scenario has cannot be looked at here.
        let is_there = |code: &str| self.regions.iter().any(|r| r.code == code);
        if self.choices.region.as_deref().is_some_and(|r| !is_there(r)) {
            let has_rows = |code: &str| {
                let mut rows = self.sheets.iter().flat_map(|s| s.rows.iter());
                rows.any(|k| *k.region == *code)
            };
            self.choices.region = self.choices.region.take().filter(|r| has_rows(r));
        }
    }

    /// The name without blanks at its ends, when no other scenario has it.
    fn free_name(&self, name: &str, of: Option<usize>) -> Result<String, EditError> {
        let name = name.trim();
        let mut others = self.scenarios.list.iter().enumerate();
        let is_taken = others.any(|(at, s)| Some(at) != of && s.name == name);
        if name.is_empty() || name.chars().count() > LONGEST_NAME || is_taken {
            return Err(EditError::ScenarioName {
                name: name.chars().take(LONGEST_NAME).collect(),
                limit: LONGEST_NAME,
            });
        }
        Ok(name.to_owned())
    }

    /// The name, or the name with the first number that makes it another one.
    #[must_use]
    pub fn free_scenario_name(&self, name: &str) -> String {
        let is_free = |name: &str| self.scenarios.list.iter().all(|s| s.name != name);
        if is_free(name) {
            return name.to_owned();
        }
        let mut numbered = (2..=MOST_SCENARIOS + 1).map(|n| format!("{name} {n}"));
        numbered.find(|n| is_free(n)).unwrap_or_default()
    }

    /// Name of the scenario in use where a person gave it one.
    #[must_use]
    pub fn scenario_name(&self) -> Option<&str> {
        let scenario = self.scenarios.list.get(self.scenarios.present)?;
        Some(scenario.name.as_str()).filter(|name| !name.is_empty())
    }

    /// The title with the scenario in use.
    #[must_use]
    pub fn title_with_scenario(&self) -> Text {
        match self.scenario_name() {
            None => self.title.clone(),
            Some(name) => self.title.with(&format!(" · {name}")),
        }
    }
}

fn no_scenario(at: usize) -> EditError {
    nothing(&at.to_string())
}
