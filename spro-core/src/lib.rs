//! Event kernel, domain and views of an audit-grade register for coordination bodies.

pub mod kernel;
pub mod when;
