//! What any event-sourced record needs, whatever its events are about.
//!
//! A *ledger* is one totally ordered history of commits; a *commit* is recorded whole or not at
//! all. This module knows nothing of meetings: a host brings its own event type.
//!
//! | module | holds |
//! |---|---|
//! | [`id`] | opaque ids of events and commits, [`Subject`](subject::Subject)s beside it |
//! | [`position`] | places in the ledger, digests, heads |
//! | [`event_type`] | namespaced names of types and their schema versions |
//! | [`event`] | the host's event type, and a recorded event as a [`Fact`](event::Fact) |
//! | [`history`] | what a subject's facts are after all amendments, as of a day |
//! | [`projection`] | answers: a fold a subject, kept up with the ledger |
//! | [`unsettled`] | which subjects may be unsettled, as of any day |
//! | [`snapshot`] | what was folded, kept so that it need not be folded again |
//! | [`cursor`] | a follower's place in a ledger |
//! | [`prelude`] | what a host names most |
//! | [`query`] | which records a reader or a guard is about |
//! | [`batch`] | what an append brings: new events, checked before a store sees them |
//! | [`guard`] | what must not have been recorded meanwhile |
//! | [`encoding`] | the one encoding of a record, which every store keeps verbatim |
//! | [`chain`] | the one hash chain over those bytes |
//! | [`stamp`] | when a commit was recorded, and the clock that says so |
//! | [`record`] | a stored record as a reader receives it |
//! | [`seal`] | sealed values, and the vault that keeps their keys |
//! | [`store`] | what a store must do, and why that is all |
//! | [`admission`] | the rules of an append that every store shares |
//! | [`memory`] | the reference store |
//! | [`blob`] | originals that are kept beside a ledger |
//! | [`ledger`] | a host's events on a store, their texts sealed on the way in |
//! | `contract` | the contract suite that every store runs (feature `testing`) |

pub mod admission;
pub mod batch;
pub mod blob;
pub mod chain;
#[cfg(feature = "testing")]
pub mod contract;
pub mod cursor;
pub mod encoding;
pub mod event;
pub mod event_type;
mod glance;
pub mod guard;
pub mod history;
pub mod id;
pub mod ledger;
pub mod memory;
mod parsed;
pub mod position;
pub mod prelude;
pub mod projection;
pub mod query;
pub mod record;
pub mod seal;
pub mod snapshot;
pub mod stamp;
pub mod store;
pub mod subject;
pub mod unsettled;
