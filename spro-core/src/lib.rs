//! Event kernel, domain and views of an audit-grade register for coordination bodies.

#[cfg(feature = "domain")]
pub mod domain;
pub mod kernel;
#[cfg(feature = "domain")]
pub mod views;
pub mod when;
