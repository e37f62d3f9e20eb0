//! `import` that is killed: what it acknowledged is whole, what it did not is whole or absent, and
//! run again it ends as if nothing had been.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::thread;
use std::time::Instant;

use serde_json::Value;

use crate::desk::Desk;
use crate::invented;
use crate::reimport;

const FILES: u32 = 100;
const KILLS: u32 = 10;
/// So many documents are recorded before each of them, at least.
const NEW: usize = 8;

/// By meeting, what lists say of it: its turnout, and the decisions and actions that it brought.
type Meetings = BTreeMap<String, Vec<Value>>;

fn meetings(desk: &Desk, ledger: &str) -> Meetings {
    let mut meetings = Meetings::new();
    for mut item in reimport::items(desk, &format!("--ledger {ledger} meeting list")) {
        // The minutes that follow say nothing of these.
        let day = item["when"].take().as_str().unwrap().to_owned();
        assert!(meetings.insert(day, vec![item]).is_none());
    }
    for list in ["decision list", "action list --all"] {
        for mut item in reimport::items(desk, &format!("--ledger {ledger} {list}")) {
            let meeting = item["meeting"].take();
            // How an action came along is said by the minutes that follow.
            for later in ["status", "since", "timeliness", "days"] {
                item[later].take();
            }
            let Some(name) = meeting["name"].as_str() else { continue };
            let day = name.split(' ').next_back().unwrap();
            meetings.get_mut(day).unwrap_or_else(|| panic!("{item} of no meeting")).push(item);
        }
    }
    meetings
}

#[test]
fn an_import_that_is_killed_ten_times_is_whole_as_far_as_it_was_acknowledged() {
    let desk = Desk::with_ledger();
    let files = invented::write(&desk, FILES as usize);
    let import = |ledger: &str, files: &[String]| {
        format!("--ledger {ledger} --as 'Iris ROY' import --yes {}", files.join(" "))
    };
    desk.good("--ledger whole --as 'Iris ROY' init --body 'Coordination du Val' --lang fr");
    let begun = Instant::now();
    desk.good(&import("whole", &files));
    let a_document = begun.elapsed() / FILES;
    let whole = meetings(&desk, "whole");
    assert_eq!(whole.len(), FILES as usize);
    assert!(whole.values().all(|items| items.len() == 6), "{whole:#?}");

    let mut acknowledged = BTreeSet::new();
    let mut killed_within = 0;
    for round in 0..KILLS {
        // Those that are known well are left out: they take their time.
        let again = acknowledged.len().saturating_sub(2);
        let mut child =
            desk.command(&import("r", &files[again..])).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut name = String::new();
        let mut new = 0;
        let mut heard = |line: String| {
            if let Some((file, _)) = line.split_once(" · ") {
                name = file.to_owned();
            }
            if line.contains("recorded:") {
                new += 1;
                acknowledged.insert(name.clone());
            }
            new
        };
        // Some documents more, and a part of the time that one takes.
        while lines.next().is_some_and(|line| heard(line.unwrap()) < NEW) {}
        thread::sleep(a_document * round / KILLS);
        child.kill().unwrap();
        killed_within += u32::from(!child.wait().unwrap().success());
        for line in lines.map_while(Result::ok) {
            heard(line);
        }
        desk.good("--ledger r verify");
        let found = meetings(&desk, "r");
        for (day, items) in &found {
            assert_eq!(items, &whole[day], "kill {round}: {day} is half there");
        }
        for name in &acknowledged {
            let number: usize = name.trim_end_matches(".md").parse().unwrap();
            let (_, day) = invented::day(number);
            assert!(found.contains_key(&day), "kill {round}: {name} was acknowledged and is lost");
        }
    }
    assert_eq!(killed_within, KILLS, "each time it was killed before its end");
    assert!(acknowledged.len() >= NEW * 10, "{}", acknowledged.len());
    desk.good(&import("r", &files));
    let [found, expected] = ["r", "whole"].map(|ledger| reimport::answers(&desk, ledger, &[""]));
    for (line, answer) in &expected {
        assert_eq!(reimport::only_in(answer, &found[line]), "", "lost in {line}");
        assert_eq!(reimport::only_in(&found[line], answer), "", "too much in {line}");
    }
    desk.good("--ledger r verify");
}
