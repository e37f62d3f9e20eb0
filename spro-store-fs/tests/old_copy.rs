//! What cannot be told from within a folder, and is by who holds a later place and its digest: an old
//! copy that took the ledger's place, and a log that was written anew.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::fs;

use spro_core::kernel::cursor::{Cursor, FollowError};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::query::Query;
use spro_core::kernel::store::{AppendError, Store as _};
use spro_store_fs::verify;

#[path = "support/given.rs"]
mod given;
use given::*;

#[test]
fn an_old_copy_is_whole_in_itself_and_found_by_who_holds_a_later_place() {
    let (dir, backup) = (folder(), folder());
    let [first, second, third] = commits();
    let store = create(dir.path());
    append(&store, &first);
    let earlier = Cursor::at(append(&store, &second).head);
    store.close().unwrap();
    copy(dir.path(), backup.path());
    let held = Cursor::at(append(&store, &third).head);
    drop(store);
    fs::remove_dir_all(dir.path()).unwrap();
    copy(backup.path(), dir.path());

    let store = open(dir.path()).unwrap();
    assert!(store.recovered().is_none());
    assert_eq!(verify(dir.path()).unwrap().findings, [], "nothing in it tells");
    earlier.check(&store).unwrap();
    let refused = held.check(&store).unwrap_err();
    assert!(matches!(refused, FollowError::OtherLedger { .. }), "{refused}");
    // Who decided on what was recorded later does not record it in the copy.
    let guard = Guard::unchanged(Query::all(), held.position());
    let refused = store.append(&batch(9, vec![booked(9, "red")]), &guard).unwrap_err();
    assert!(matches!(refused, AppendError::GuardAhead { .. }), "{refused}");
    // And once the copy has gone on by itself, another record stands in that place.
    append(&store, &batch(9, vec![booked(9, "red")]));
    let refused = held.check(&store).unwrap_err();
    assert!(matches!(refused, FollowError::OtherLedger { .. }), "{refused}");
}

#[test]
fn a_log_that_is_written_anew_is_whole_in_itself_and_found_by_who_holds_a_place_of_the_other() {
    let (dir, forged) = (folder(), folder());
    segmented(dir.path(), IDENTITY);
    let held = Cursor::at(open(dir.path()).unwrap().head().unwrap());
    let store = create(forged.path());
    for id in 1..=5 {
        append(&store, &batch(id, vec![booked(id, "red")]));
    }
    store.close().unwrap();
    assert_eq!(verify(forged.path()).unwrap().findings, [], "nothing in it tells");
    let refused = held.check(&store).unwrap_err();
    assert!(matches!(refused, FollowError::OtherLedger { .. }), "{refused}");
}
