//! A proposal that a person edits.

use spro_minutes::draft::{Change, Confidence, Draft, Modality};
use spro_minutes::json::{from_json, to_json};
use spro_minutes::read;

const MINUTES: &str = "## Présents

- Ana BEL – ATELIER
- Léo NOUR – CCI

## Actions

- **Action A1** – Ana BEL écrira le plan, avant le 2 mars 2024.
- **Action A2** – Léo NOUR lira le plan, en mars 2024.
";

fn problems(text: &str) -> Vec<(u32, u32, String, String)> {
    let each = from_json(text).err().into_iter().flat_map(|invalid| invalid.problems);
    each.map(|it| (it.line, it.column, it.kind.to_string(), it.kind.next_step())).collect()
}

#[test]
fn an_item_is_dropped_changed_or_added_with_no_more_than_it_needs() {
    let (draft, _) = read(MINUTES);
    let written = to_json(&draft);
    let mut value: serde_json::Value = serde_json::from_str(&written).unwrap();
    let actions = value["actions"].as_array_mut().unwrap();
    actions.remove(0);
    actions[0]["due"] = "début d'année 2025".into();
    actions.push(serde_json::json!({"text": "call the printer"}));
    value["status_changes"] = serde_json::json!([{"text": "done", "of": "A7", "to": "completed"}]);
    value["agenda"] = serde_json::json!(["Plan"]);
    let edited = from_json(&value.to_string()).unwrap();
    assert_eq!(edited.actions.len(), 2);
    let due = edited.actions[0].due.clone().unwrap();
    assert_eq!(due.latest().unwrap().to_string(), "2025-03-31");
    let added = &edited.actions[1].source;
    assert_eq!((added.confidence, added.modality), (Confidence::Sure, Modality::Stated));
    assert!(added.lines.is_empty());
    assert_eq!(edited.status_changes[0].to, Change::Completed);
    assert_eq!(edited.agenda[0].text, "Plan");
    assert_eq!(from_json(&to_json(&edited)).unwrap(), edited);
}

#[test]
fn a_value_lies_on_a_line_of_its_own_and_what_it_holds_on_the_same() {
    let written = to_json(&read(MINUTES).0);
    let line = |text: &str| written.lines().any(|line| line.trim() == text);
    assert!(line("\"lines\": [[8, 8]],"), "{written}");
    assert!(line("\"owner\": [\"Ana BEL\"],"), "{written}");
    assert!(line("\"due\": \"2024-03-02\""), "{written}");
}

#[test]
fn every_mistake_is_named_with_its_place_and_the_next_step() {
    let text = r#"{
  "schema": "spro/minutes-proposal/1",
  "date": "2024-02-30",
  "decisons": [],
  "actions": [
    {"text": "call", "ownr": ["Ana"]},
    {"text": "write"},
    {"owner": ["Ana"]},
    {"text": "  "},
    {"text": "call", "lines": [[4, 3]]}
  ],
  "status_changes": [{"text": "é", "of": "A1", "to": "finished"}]
}"#;
    let found = problems(text);
    let places: Vec<_> = found.iter().map(|(line, column, ..)| (*line, *column)).collect();
    assert_eq!(
        places,
        [(3, 22), (4, 15), (6, 27), (8, 22), (9, 18), (10, 39), (12, 63)],
        "{found:#?}"
    );
    for (at, said) in [
        (0, "no such day"),
        (1, "`decisons`"),
        (2, "the key `ownr`"),
        (3, "`text` is missing"),
        (4, "blank"),
        (5, "no range of lines"),
        (6, "finished"),
    ] {
        assert!(found[at].2.contains(said), "{found:#?}");
        assert!(!found[at].3.is_empty());
    }
}

/// A due date that no calendar has was recorded as words, so that its action was never late.
#[test]
fn a_due_date_is_a_date_or_words_and_never_a_date_that_is_none() {
    let text = r#"{
  "schema": "spro/minutes-proposal/1",
  "date": "2024-03-04",
  "actions": [
    {"text": "write", "due": "2024-02-30"},
    {"text": "write", "due": "15/04/2024"},
    {"text": "write", "due": "15 avril"},
    {"text": "write", "due": "dès que possible"}
  ],
  "status_changes": [{"text": "é", "of": "A1", "to": "due-changed", "due": "31/02/2024"}]
}"#;
    let found = problems(text);
    let places: Vec<_> = found.iter().map(|(line, column, ..)| (*line, *column)).collect();
    assert_eq!(places, [(5, 42), (10, 88)], "{found:#?}");
    assert!(found[0].2.contains("no calendar has the date \"2024-02-30\""), "{found:#?}");
    assert!(found[0].3.contains("YYYY-MM-DD"), "{found:#?}");
    let sound = text.replace("2024-02-30", "2024-02-29").replace("31/02/2024", "30/04/2024");
    let draft = from_json(&sound).unwrap();
    let due = |at: usize| draft.actions[at].due.clone().unwrap();
    assert_eq!(due(0).to_string(), "2024-02-29");
    assert_eq!(due(1).to_string(), "2024-04-15");
    assert_eq!(due(2).as_day().unwrap().to_string(), "2024-04-15");
    assert!(due(3).is_undated());
    assert_eq!(due(3).to_string(), "dès que possible");
}

#[test]
fn each_mistake_of_one_item_is_named() {
    let text = r#"{
  "schema": "spro/minutes-proposal/1",
  "status_changes": [
    {"text": "é", "off": "A1", "to": "finished", "owner": "Ana",
     "due": "2024-02-30", "on": "2024-02-31", "of": 4},
    {"to": "finished", "lines": [[4, 3]]}
  ],
  "decisions": [{"text": "on", "kind": "approved", "condition": {"word": "x"}, "supersedes": 2}],
  "next_meeting": {"text": "on", "when": 3, "venu": "here"}
}"#;
    let found = problems(text);
    let lines: Vec<_> = found.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [4, 4, 4, 5, 5, 5, 6, 6, 6, 8, 8, 9, 9], "{found:#?}");
    for (at, said) in [
        (0, "the key `off`"),
        (1, "finished"),
        (2, "a list is wanted"),
        (3, "no calendar has the date"),
        (4, "no such day"),
        (5, "a text in quotes is wanted"),
        (8, "`text` is missing"),
        (9, "the key `word`"),
    ] {
        assert!(found[at].2.contains(said), "{at}: {found:#?}");
    }
}

#[test]
fn what_is_no_proposal_is_refused() {
    for (text, said) in [
        ("", "ends before it is whole"),
        ("{,}", "not JSON"),
        ("[]", "an object is wanted"),
        ("{}", "`schema` is missing"),
        (r#"{"schema": "spro/minutes-proposal/9"}"#, "reads \"spro/minutes-proposal/1\" alone"),
        (r#"{"schema": "spro/minutes-proposal/1", "title": "a", "title": "b"}"#, "twice"),
    ] {
        let found = problems(text);
        assert!(found.iter().any(|problem| problem.2.contains(said)), "{text}: {found:?}");
    }
    let least = r#"{"schema": "spro/minutes-proposal/1"}"#;
    assert_eq!(from_json(least).unwrap(), Draft::default());
}
