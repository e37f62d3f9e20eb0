//! What a coordination body's life is made of: a file a concept, with its events, its state and its
//! commands.
//!
//! An *event* is a recorded fact; a state is folded from facts by a total `evolve`; a command is a
//! function that looks at a state and gives an event or a [`Rejection`](rejection::Rejection).
//!
//! | module | subject | what is recorded |
//! |---|---|---|
//! | [`body`] | `body/…` | the body whose register this is |
//! | [`person`] | `person/…` | names, aliases, merges, erasure |
//! | [`organisation`] | `organisation/…` | names, aliases, what it is part of |
//! | [`membership`] | `membership/…` | for whom a person acts, since when, in what role |
//! | [`meeting`] | `meeting/…` | planned, held, cancelled, the agenda |
//! | [`attendance`] | `meeting/…` | who came, from when to when, for whom, and who held a proxy |
//! | [`minutes`] | `meeting/…` | drafted, circulated, approved, put right |
//! | [`decision`] | `decision/…` | worded, adopted, conditions, successors |
//! | [`action`] | `action/…` | raised, owed by whom, due, done |
//! | [`occasion`] | `occasion/…` | planned public events |
//! | [`idea`], [`question`], [`stance`], [`note`] | of the same name | what was said |
//! | [`document`] | `document/…` | originals, announced pieces, links |

#[cfg(test)]
pub(crate) mod given;
mod recorded;

pub mod action;
pub mod attendance;
pub mod basis;
pub mod body;
pub mod decision;
pub mod document;
pub mod erasure;
pub mod event;
pub mod idea;
pub mod meeting;
pub mod membership;
pub mod merged;
pub mod minutes;
pub mod note;
pub mod number;
pub mod occasion;
pub mod organisation;
pub mod owner;
pub mod person;
pub mod question;
pub mod rejection;
pub mod stance;
pub mod stated;
