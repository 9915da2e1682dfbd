//! One adapter a step: the only places that know both the study and the methods.

pub mod account;
pub mod carbon_oxygen;
pub mod change;
pub mod coefficients;
pub mod compare;
pub mod forecast;
pub mod ledger;
pub mod relation;
pub mod space;
pub mod stock;
pub mod zones;
