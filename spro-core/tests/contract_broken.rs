//! The contract suite is worth its name: each seeded bug is caught by the clause named beside it,
//! and each clause catches one.

#[path = "contract_broken/broken_store.rs"]
mod broken_store;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use broken_store::{Bug, Seeded};
use spro_core::kernel::contract::{CLAUSES, clauses};

/// The same wrapper without a bug passes, so what a clause catches is the bug.
mod sound {
    spro_core::contract_suite!(crate::broken_store::Seeded(None));
}

macro_rules! caught {
    ($($test:ident: $bug:ident by $clause:ident;)*) => {
        $(
            #[test]
            fn $test() {
                let factory = Seeded(Some(Bug::$bug));
                let kept = catch_unwind(AssertUnwindSafe(|| clauses::$clause(&factory)));
                assert!(kept.is_err(), "the clause {} overlooks it", stringify!($clause));
            }
        )*

        const CATCHING: &[&str] = &[$(stringify!($clause)),*];
    };
}

caught! {
    an_empty_head_of_zeros: EmptyHeadZero by an_empty_ledger_has_the_head_of_its_genesis;
    a_gap: Gap by positions_count_up_from_one_without_a_gap;
    a_reordering: Reordering by the_events_of_a_commit_stand_in_the_order_given;
    a_stale_head: StaleHead by what_was_acknowledged_is_read_at_once;
    a_half_stored_commit: HalfStoredCommit by a_commit_is_recorded_whole_or_not_at_all;
    ids_kept_of_a_refused_append: RefusedIdsKept by a_refused_append_leaves_nothing;
    an_amendment_of_nothing: AmendsNothing by an_amendment_of_what_is_not_there_is_refused;
    reencoded_bytes: ReencodedBytes by bytes_are_kept_verbatim;
    a_chain_of_one_link: ChainOfOneLink by each_digest_links_the_bytes_to_the_digest_before;
    a_character_that_is_refused: NulRefused by the_edges_of_plain_json_are_kept;
    a_long_record_that_is_refused: LongRecordRefused by the_longest_record_is_kept;
    a_long_commit_that_is_cut: LongCommitCut by a_long_commit_is_kept_whole;
    a_ledger_forgotten: Forgetful by a_reopened_ledger_holds_all_that_it_held;
    ids_forgotten: ForgetsIds by a_reopened_ledger_still_knows_its_ids_guards_and_stamps;

    a_new_receipt_for_a_repeat: NewReceipt by a_repeat_gets_its_first_receipt;
    a_guard_asked_before_a_repeat: GuardBeforeIds by
        a_repeat_is_found_before_the_guard_and_the_clock_are_asked;
    a_guard_asked_before_a_conflict: GuardBeforeIds by
        a_conflict_is_found_before_the_guard_is_asked;
    a_reuse_of_ids: IdReuse by ids_with_another_content_are_a_conflict;
    another_order_taken_for_a_repeat: OrderIgnored by ids_in_another_order_are_a_conflict;
    a_part_taken_for_a_repeat: PartIsRepeat by a_part_of_a_commit_is_a_conflict;
    a_first_id_taken_for_a_repeat: FirstIdDecides by a_commit_and_more_is_a_conflict;
    another_header_taken_for_a_repeat: HeaderIgnored by
        ids_under_another_commit_or_actor_are_a_conflict;
    two_commits_taken_for_a_repeat: CommitsMixed by ids_of_two_commits_are_a_conflict;
    a_reuse_of_commit_ids: CommitIdReuse by a_commit_id_with_other_events_is_a_conflict;

    a_guard_that_takes_mentions_for_subjects: MentionForSubject by a_guard_sees_its_subject;
    a_guard_blind_to_mentions: BlindToMentions by a_guard_sees_mentions;
    a_guard_blind_to_sources: BlindToSources by a_guard_sees_the_source_document;
    a_guard_blind_to_types: BlindToTypes by a_guard_sees_types;
    a_guard_on_one_alternative: FirstAlternativeOnly by a_guard_sees_each_of_its_alternatives;
    a_guard_on_one_condition: ConditionsApart by
        a_guard_asks_the_conditions_of_an_alternative_together;
    a_guard_on_all_taken_for_none: AllMeansNone by a_guard_on_everything_sees_every_record;
    a_guard_blind_to_corrections: BlindToCorrections by a_guard_sees_corrections;
    a_guard_blind_to_retractions: BlindToRetractions by a_guard_sees_retractions;
    a_guard_from_the_start: GuardFromTheStart by
        a_guard_counts_only_what_stands_after_its_position;
    a_guard_ahead_that_holds: GuardAheadHolds by a_guard_ahead_of_the_ledger_is_refused;
    a_stale_guard: StaleGuard by a_guard_names_the_first_record_that_it_found;
    a_guard_that_names_the_last: LastFoundNamed by a_guard_names_the_first_record_that_it_found;

    a_stamp_an_event: StampAnEvent by a_commit_is_stamped_once_with_the_clock;
    a_stamp_that_goes_back: StampGoesBack by stamps_never_go_back;
    a_clock_trusted_whatever_it_says: ClockTrusted by a_clock_too_far_behind_is_refused;

    a_record_seen_twice: SeenTwice by a_read_visits_exactly_what_matches;
    a_read_blind_to_amendments: ReadBlindToAmendments by
        a_read_visits_the_amendments_of_what_it_asks_for;
    a_read_from_its_position: ReadFromPosition by a_read_begins_after_its_position;
    a_limit_before_the_filter: LimitBeforeFilter by
        a_limit_counts_what_matches_and_not_what_is_passed_over;
    a_follower_that_skips: FollowerSkips by a_limited_read_goes_on_without_a_gap_or_a_repeat;
    a_follower_that_repeats: ReadFromPosition by a_follower_misses_nothing_while_writers_write;
    a_break_that_is_not_heeded: BreakIgnored by a_visitor_that_breaks_off_is_not_called_again;
    a_head_of_the_last_match: HeadOfLastMatch by a_read_tells_the_head_even_when_nothing_matches;
    a_store_busy_while_it_is_read: BusyWhileReading by a_visitor_may_call_the_store;
    a_read_that_runs_on: ReadRunsOn by a_read_ends_at_the_head_that_it_began_with;
    a_swallowed_read_error: SwallowedReadError by an_error_never_looks_like_the_end;
    a_dirty_read: DirtyRead by a_reader_never_sees_half_a_commit;

    a_lost_update: LostUpdate by of_writers_who_decided_on_one_state_exactly_one_wins;
    a_receipt_drawn_up_late: LateReceipt by writers_at_once_lose_nothing;
    a_repeat_in_flight_that_is_refused: InFlightRefused by
        the_same_batch_sent_at_once_is_recorded_once;
    a_wait_that_does_not_wait: WaitReturnsAtOnce by a_wait_lasts_until_its_timeout;
    a_wait_for_what_is_there: WaitForTheNext by a_wait_is_over_when_something_stands_there_already;
    a_wait_that_tells_the_old_head: WaitTellsOldHead by a_wait_wakes_with_the_next_commit;

    a_handle_that_reads_its_own: HandleReadsItsOwn by
        a_second_handle_reads_what_the_first_recorded;
    a_handle_that_knows_its_own: HandleKnowsItsOwn by a_second_handle_knows_the_ids_of_the_first;
    a_handle_that_guards_its_own: HandleGuardsItsOwn by a_second_handle_guards_against_the_first;
    a_lost_update_between_handles: LostUpdate by handles_that_write_at_once_lose_nothing;
    a_handle_that_hears_its_own: HandleHearsItsOwn by
        a_wait_wakes_with_a_commit_of_another_handle;

    a_difference_from_the_reference: ConditionsApart by
        a_varied_script_has_the_outcomes_of_the_reference;
}

#[test]
fn every_clause_catches_a_bug() {
    let all: BTreeSet<_> = CLAUSES.iter().collect();
    assert_eq!(all, CATCHING.iter().collect());
}
