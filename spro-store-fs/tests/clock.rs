//! A clock that is set back, in a process and between processes.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail by panicking")]

use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

use spro_core::kernel::guard::Guard;
use spro_core::kernel::query::Query;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{AppendError, ReadRequest, Store as _};
use spro_store_fs::{FsStore, verify};

#[path = "support/given.rs"]
mod given;
use given::{IDENTITY, batch, booked, folder};

const ROOT: &str = "SPRO_TEST_ROOT";
const CLOCK: &str = "SPRO_TEST_CLOCK";
const ID: &str = "SPRO_TEST_ID";

fn at(time: &str) -> Stamp {
    format!("2026-01-05T{time}:00.000Z").parse().unwrap()
}

/// Appends one commit, and tells when it was recorded, or why not.
fn append(root: &Path, clock: Stamp, id: u8) -> String {
    let store = FsStore::open(root, move || clock).unwrap();
    match store.append(&batch(id, vec![booked(id, "blue")]), &Guard::unguarded()) {
        Ok(receipt) => receipt.recorded_at.to_string(),
        Err(AppendError::ClockBehind(behind)) => format!("refused: {behind}"),
        Err(error) => error.to_string(),
    }
}

/// Not a test of its own: a process whose clock says what it is told.
#[test]
#[ignore = "it is the process that the other test starts"]
fn writer_process() {
    let variable = |name| std::env::var(name).unwrap();
    let (clock, id) = (variable(CLOCK).parse().unwrap(), variable(ID).parse().unwrap());
    println!("told {}", append(Path::new(&variable(ROOT)), clock, id));
}

fn append_elsewhere(root: &Path, clock: Stamp, id: u8) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "writer_process", "--ignored", "--nocapture"])
        .env(ROOT, root)
        .env(CLOCK, clock.to_string())
        .env(ID, id.to_string())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let (_, told) = said.split_once("told ").unwrap();
    told.lines().next().unwrap().to_owned()
}

#[test]
fn no_stamp_goes_back_whichever_process_has_the_clock_that_is_behind() {
    let dir = folder();
    FsStore::create(dir.path(), IDENTITY, at("10:00"), || at("10:00")).unwrap();
    let refused = |clock, last| {
        let (clock, last) = (at(clock), at(last));
        format!("refused: the clock says {clock}, but the last commit was recorded at {last}")
    };
    let here = |clock, id| append(dir.path(), at(clock), id);
    let elsewhere = |clock, id| append_elsewhere(dir.path(), at(clock), id);
    assert_eq!(here("10:00", 1), at("10:00").to_string());
    assert_eq!(elsewhere("09:55", 2), at("10:00").to_string(), "a little behind is held");
    assert_eq!(elsewhere("09:49", 3), refused("09:49", "10:00"));
    assert_eq!(elsewhere("10:20", 4), at("10:20").to_string());
    assert_eq!(here("10:00", 5), refused("10:00", "10:20"));
    assert_eq!(here("10:12", 5), at("10:20").to_string());
    assert_eq!(elsewhere("10:21", 6), at("10:21").to_string());

    let store = FsStore::open_read_only(dir.path(), || at("00:00")).unwrap();
    let mut stamps = Vec::new();
    let read = store.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        stamps.push(record.commit.at);
        ControlFlow::Continue(())
    });
    read.unwrap();
    assert_eq!(stamps, ["10:00", "10:00", "10:20", "10:20", "10:21"].map(at));
    assert_eq!(verify(dir.path()).unwrap().findings, []);
}
