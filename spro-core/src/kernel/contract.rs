//! The contract suite: what every store promises, a clause a test.
//!
//! A store's tests bring a [`Factory`] and call [`contract_suite!`](crate::contract_suite). Each
//! clause becomes a `#[test]` of its name; it makes its own store, and fails by panicking.
//!
//! Stores differ in three *capabilities*, which their factory declares: whether a ledger outlives
//! its store ([`Factory::reopen`]), whether it can be opened twice ([`Factory::another`]), and
//! whether it can be damaged ([`Factory::damaged`]). Clauses about one that a store lacks hold
//! emptily.
//!
//! Nothing else is a matter of the store. How much a record or a commit may hold is the kernel's
//! to say ([`batch`](super::batch)), and its JSON too
//! ([`plain_json`](super::batch::plain_json)): a ledger moves to any store, so each
//! must keep the most that a batch admits. Whether a store hands queries and limits down to an
//! index or passes over records itself does not show: what a read visits and where it ends is the
//! same.
//!
//! What needs a store that fails halfway, such as
//! [`Indeterminate`](super::store::AppendError::Indeterminate), is for each store's own tests.

pub mod clauses;
mod given;

use std::sync::{Arc, Mutex, PoisonError};

use super::stamp::{Clock, Stamp};
use super::store::Store;

pub use crate::contract_suite;

/// Makes the stores that the clauses try.
pub trait Factory {
    /// The store under test.
    type Store: Store + Sync;

    /// A store over a ledger that is empty and shared with no other test, on this clock.
    fn fresh(&self, clock: &SettableClock) -> Self::Store;

    /// Closes the store and opens its ledger again, on the clock that it had.
    ///
    /// A store that does not outlive its process gives itself back.
    fn reopen(&self, store: Self::Store) -> Self::Store;

    /// Opens the ledger of the store a second time, on the same clock, as another process would.
    ///
    /// `None` when a ledger has one store at a time.
    fn another(&self, store: &Self::Store) -> Option<Self::Store>;

    /// Damages the ledger somewhere after its first record, so that a read of all must fail.
    ///
    /// `None` when nothing of the store can be damaged.
    fn damaged(&self, store: Self::Store) -> Option<Self::Store>;
}

/// A clock that a clause sets. Its clones tell the same time.
#[derive(Debug, Clone)]
pub struct SettableClock(Arc<Mutex<Stamp>>);

impl SettableClock {
    /// A clock that stands at this instant until it is set.
    pub fn at(now: Stamp) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    /// Sets it, forth or back.
    pub fn set(&self, now: Stamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Stamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The names of all clauses.
pub const CLAUSES: &[&str] = contract_suite!(@each names ());

/// Tests a store against every clause: one `#[test]` each, under the clause's name.
///
/// Takes an expression that gives a [`Factory`](crate::kernel::contract::Factory); each test
/// evaluates it anew. Call it in a module of its own, as it defines a function for each clause.
#[macro_export]
macro_rules! contract_suite {
    (@tests ($factory:expr) [$($clause:ident)*]) => {
        $(
            #[test]
            fn $clause() {
                $crate::kernel::contract::clauses::$clause(&$factory);
            }
        )*
    };
    (@names () [$($clause:ident)*]) => {
        &[$(stringify!($clause)),*]
    };
    (@each $then:ident $with:tt) => {
        $crate::contract_suite! { @$then $with [
            an_empty_ledger_has_the_head_of_its_genesis
            positions_count_up_from_one_without_a_gap
            the_events_of_a_commit_stand_in_the_order_given
            what_was_acknowledged_is_read_at_once
            a_commit_is_recorded_whole_or_not_at_all
            a_refused_append_leaves_nothing
            an_amendment_of_what_is_not_there_is_refused
            bytes_are_kept_verbatim
            each_digest_links_the_bytes_to_the_digest_before
            the_edges_of_plain_json_are_kept
            the_longest_record_is_kept
            a_long_commit_is_kept_whole
            a_reopened_ledger_holds_all_that_it_held
            a_reopened_ledger_still_knows_its_ids_guards_and_stamps
            a_repeat_gets_its_first_receipt
            a_repeat_is_found_before_the_guard_and_the_clock_are_asked
            ids_with_another_content_are_a_conflict
            ids_in_another_order_are_a_conflict
            a_part_of_a_commit_is_a_conflict
            a_commit_and_more_is_a_conflict
            ids_under_another_commit_or_actor_are_a_conflict
            ids_of_two_commits_are_a_conflict
            a_commit_id_with_other_events_is_a_conflict
            a_conflict_is_found_before_the_guard_is_asked
            a_guard_sees_its_subject
            a_guard_sees_mentions
            a_guard_sees_the_source_document
            a_guard_sees_types
            a_guard_sees_each_of_its_alternatives
            a_guard_asks_the_conditions_of_an_alternative_together
            a_guard_on_everything_sees_every_record
            a_guard_sees_corrections
            a_guard_sees_retractions
            a_guard_counts_only_what_stands_after_its_position
            a_guard_names_the_first_record_that_it_found
            a_guard_ahead_of_the_ledger_is_refused
            a_commit_is_stamped_once_with_the_clock
            stamps_never_go_back
            a_clock_too_far_behind_is_refused
            a_read_visits_exactly_what_matches
            a_read_visits_the_amendments_of_what_it_asks_for
            a_read_begins_after_its_position
            a_limit_counts_what_matches_and_not_what_is_passed_over
            a_limited_read_goes_on_without_a_gap_or_a_repeat
            a_visitor_that_breaks_off_is_not_called_again
            a_read_tells_the_head_even_when_nothing_matches
            a_visitor_may_call_the_store
            a_read_ends_at_the_head_that_it_began_with
            an_error_never_looks_like_the_end
            a_reader_never_sees_half_a_commit
            of_writers_who_decided_on_one_state_exactly_one_wins
            writers_at_once_lose_nothing
            the_same_batch_sent_at_once_is_recorded_once
            a_follower_misses_nothing_while_writers_write
            a_wait_lasts_until_its_timeout
            a_wait_is_over_when_something_stands_there_already
            a_wait_wakes_with_the_next_commit
            a_second_handle_reads_what_the_first_recorded
            a_second_handle_knows_the_ids_of_the_first
            a_second_handle_guards_against_the_first
            handles_that_write_at_once_lose_nothing
            a_wait_wakes_with_a_commit_of_another_handle
            a_varied_script_has_the_outcomes_of_the_reference
        ] }
    };
    ($factory:expr) => {
        $crate::contract_suite! { @each tests ($factory) }
    };
}
