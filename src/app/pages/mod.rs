//! One page a step.

pub mod account;
pub mod change;
pub mod compare;
pub mod data;
pub mod forecast;
pub mod home;
pub mod oxygen;
pub mod relation;
pub mod report;
pub mod space;
pub mod storage;
pub mod zones;
