//! What recording minutes promises: any order, once only, and of an edit no more than was edited.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "reconcile/aliases.rs"]
mod aliases;
#[path = "reconcile/any_lines.rs"]
mod any_lines;
#[path = "reconcile/cost.rs"]
mod cost;
#[path = "reconcile/desk.rs"]
mod desk;
#[path = "reconcile/editions.rs"]
mod editions;
#[path = "reconcile/erased.rs"]
mod erased;
#[path = "reconcile/names.rs"]
mod names;
#[path = "reconcile/numbers.rs"]
mod numbers;
#[path = "reconcile/orders.rs"]
mod orders;
#[path = "reconcile/real.rs"]
mod real;
#[path = "reconcile/restated.rs"]
mod restated;
