//! The contract suite is worth its name: each seeded bug is caught by the clause named beside it.

#[path = "contract_broken/broken_store.rs"]
mod broken_store;

use std::panic::{AssertUnwindSafe, catch_unwind};

use broken_store::{Bug, Seeded};
use spro_core::kernel::contract::clauses;

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
    };
}

caught! {
    a_lost_update: LostUpdate by of_writers_who_decided_on_one_state_exactly_one_wins;
    a_gap: Gap by positions_count_up_from_one_without_a_gap;
    a_reordering: Reordering by the_events_of_a_commit_stand_in_the_order_given;
    a_half_stored_commit: HalfStoredCommit by a_commit_is_recorded_whole_or_not_at_all;
    a_dirty_read: DirtyRead by a_reader_never_sees_half_a_commit;
    a_stale_guard: StaleGuard by a_guard_names_the_first_record_that_it_found;
    a_guard_asked_before_the_repeat: GuardBeforeRepeat by
        a_repeat_is_found_before_the_guard_and_the_clock_are_asked;
    a_guard_from_the_start: GuardFromTheStart by
        a_guard_counts_only_what_stands_after_its_position;
    a_guard_blind_to_mentions: BlindToMentions by a_guard_sees_mentions;
    a_guard_blind_to_sources: BlindToSources by a_guard_sees_the_source_document;
    a_guard_blind_to_types: BlindToTypes by a_guard_sees_types;
    a_guard_blind_to_corrections: BlindToCorrections by a_guard_sees_corrections;
    a_guard_blind_to_retractions: BlindToRetractions by a_guard_sees_retractions;
    a_guard_on_one_alternative: FirstAlternativeOnly by a_guard_sees_each_of_its_alternatives;
    a_reuse_of_ids: IdReuse by ids_with_another_content_are_a_conflict;
    a_reuse_of_commit_ids: CommitIdReuse by a_commit_id_with_other_events_is_a_conflict;
    a_new_receipt_for_a_repeat: NewReceipt by a_repeat_gets_its_first_receipt;
    ids_kept_of_a_refused_append: RefusedIdsKept by a_refused_append_leaves_nothing;
    a_swallowed_read_error: SwallowedReadError by an_error_never_looks_like_the_end;
    a_limit_before_the_filter: LimitBeforeFilter by
        a_limit_counts_what_matches_and_not_what_is_passed_over;
    a_follower_that_skips: FollowerSkips by a_limited_read_goes_on_without_a_gap_or_a_repeat;
    a_break_that_is_not_heeded: BreakIgnored by a_visitor_that_breaks_off_is_not_called_again;
    a_read_from_its_position: ReadFromPosition by a_read_begins_after_its_position;
    a_head_of_the_last_match: HeadOfLastMatch by a_read_tells_the_head_even_when_nothing_matches;
    a_stale_head: StaleHead by what_was_acknowledged_is_read_at_once;
    reencoded_bytes: ReencodedBytes by bytes_are_kept_verbatim;
    a_stamp_an_event: StampAnEvent by a_commit_is_stamped_once_with_the_clock;
    a_stamp_that_goes_back: StampGoesBack by stamps_never_go_back;
    a_clock_trusted_whatever_it_says: ClockTrusted by a_clock_too_far_behind_is_refused;
    a_ledger_forgotten: Forgetful by a_reopened_ledger_holds_all_that_it_held;
    a_wait_that_does_not_wait: WaitReturnsAtOnce by a_wait_lasts_until_its_timeout;
    a_wait_that_tells_the_old_head: WaitTellsOldHead by a_wait_wakes_with_the_next_commit;
}
