//! A proposal is saved, edited by hand, and recorded.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, FILES, minutes};
use crate::folder;
use crate::reimport;

fn file() -> String {
    minutes(FILES[0]).display().to_string()
}

/// A ledger of the demo's body in `r`.
fn desk() -> Desk {
    let desk = Desk::new();
    let body = "Coordination de l’orientation – Territoire du Val d’Orvaine";
    desk.good(&format!("--ledger r --as 'Iris ROY' init --body '{body}' --lang fr"));
    desk
}

fn named<'a>(items: &'a [Value], number: &str) -> Option<&'a Value> {
    items.iter().find(|item| item["number"] == number)
}

#[test]
fn a_proposal_that_nobody_edited_records_what_the_import_records() {
    let desk = desk();
    desk.good(&format!("--ledger r import {} --save-proposal p.json", file()));
    let record = format!("--ledger r --as 'Iris ROY' import {} --from-proposal p.json", file());
    desk.good(&format!("{record} --yes"));
    let again = desk.items(&format!("--ledger r --as 'Iris ROY' import --yes {}", file()));
    assert_eq!(again[0]["outcome"], "unchanged", "the document itself adds nothing to it");

    let other = self::desk();
    other.good(&format!("--ledger r --as 'Iris ROY' import --yes {}", file()));
    let (found, expected) =
        (reimport::answers(&desk, "r", &[""]), reimport::answers(&other, "r", &[""]));
    for (line, answer) in &expected {
        assert_eq!(reimport::only_in(answer, &found[line]), "", "lost in {line}");
        assert_eq!(reimport::only_in(&found[line], answer), "", "too much in {line}");
    }
}

#[test]
fn what_was_dropped_changed_and_added_in_a_proposal_is_recorded_so() {
    let desk = desk();
    desk.good(&format!("--ledger r import {} --save-proposal p.json", file()));
    let saved = fs::read_to_string(desk.file("p.json")).unwrap();
    let mut proposal: Value = serde_json::from_str(&saved).unwrap();
    let actions = proposal["actions"].as_array_mut().unwrap();
    let a1 = actions.iter().position(|action| action["number"] == "A1").unwrap();
    let dropped = actions.remove(a1);
    let a2 = actions.iter_mut().find(|action| action["number"] == "A2").unwrap();
    a2["due"] = json!("2024-03-08");
    actions.push(json!({
        "text": "Samir KHELLOUFI prêtera une sono.",
        "lines": dropped["lines"],
        "modality": "stated",
        "confidence": "sure",
        "number": "A99",
        "owner": ["Samir KHELLOUFI"],
        "due": null,
    }));
    let attendance = proposal["attendance"].as_array_mut().unwrap();
    let samir = attendance.iter_mut().find(|one| one["person"] == "Samir KHELLOUFI").unwrap();
    samir["status"] = json!("excused");
    fs::write(desk.file("p.json"), proposal.to_string()).unwrap();

    let record = format!("--ledger r --as 'Iris ROY' import {} --from-proposal p.json", file());
    desk.good(&format!("{record} --yes"));
    let actions = desk.items("--ledger r action list --all");
    assert_eq!(named(&actions, "A1"), None, "{actions:?}");
    assert_eq!(named(&actions, "A2").unwrap()["due"], "2024-03-08");
    let added = named(&actions, "A99").unwrap();
    assert_eq!(added["owners"][0]["name"], "Samir KHELLOUFI");
    assert_eq!(added["text"], "Samir KHELLOUFI prêtera une sono.");
    let rows = desk.items("--ledger r attendance");
    let samir = rows.iter().find(|row| row["person"]["name"] == "Samir KHELLOUFI").unwrap();
    assert_eq!(samir["meetings"][0]["mark"], "excused");
    let again = desk.items(&format!("{record} --yes"));
    assert_eq!(again[0]["outcome"], "unchanged");
    let shown = desk.good("--ledger r show A2");
    assert!(shown.contains(&format!("{}:", FILES[0])), "its lines are at hand: {shown}");
}

#[test]
fn showing_what_would_be_recorded_writes_nothing_at_all() {
    let desk = desk();
    desk.good(&format!("--ledger r import {} --save-proposal p.json", file()));
    let before = folder::bytes(&desk.file("r"));
    for look in [
        format!("import -n {}", file()),
        format!("import -n --json {}", file()),
        "import -n --from-proposal p.json".to_owned(),
        format!("import {} --save-proposal q.json", file()),
    ] {
        desk.good(&format!("--ledger r {look}"));
        folder::assert_untouched(&desk.file("r"), &before, &look);
    }
    let saved = fs::read(desk.file("p.json")).unwrap();
    let run = desk.run(&format!("--ledger r import {} --save-proposal p.json", file()));
    assert_eq!(run.code, 1, "a file that is there is not written over: {run:?}");
    assert_eq!(fs::read(desk.file("p.json")).unwrap(), saved);
}
