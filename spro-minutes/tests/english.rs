//! English minutes in the house format, and in plainer forms, read as they say.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use spro_minutes::draft::{ApprovalOutcome, Draft, Language, OccasionStatus, Status};
use spro_minutes::json::to_json;

fn minutes() -> Draft {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/english.md");
    let (draft, problems) = spro_minutes::read(&fs::read_to_string(path).unwrap_or_default());
    assert_eq!(problems, []);
    assert_eq!(draft.unplaced, []);
    draft
}

/// The values of `names` in each item of `list`.
fn fields(draft: &Draft, list: &str, names: &[&str]) -> Vec<Value> {
    let read: Value = serde_json::from_str(&to_json(draft)).unwrap_or_default();
    let items = read.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
    let values = |item: &Value| {
        names.iter().map(|name| item.get(*name).cloned().unwrap_or_default()).collect::<Vec<_>>()
    };
    items.iter().map(|item| json!(values(item))).collect()
}

#[test]
fn the_head_and_the_end_tell_when_where_and_by_whom() {
    let draft = minutes();
    assert_eq!(draft.language, Language::English);
    assert_eq!(draft.body.as_deref(), Some("Careers Board – Ashmere Valley"));
    assert_eq!(draft.venue.as_deref(), Some("Skills House, Ashmere"));
    let times = [draft.starts, draft.ends].map(|time| time.unwrap().to_string());
    assert_eq!(times, ["09:30", "12:00"]);
    assert_eq!(draft.written_by.as_deref(), Some("Moira TANDLEY"));
    let days = [draft.date, draft.circulated].map(|day| day.unwrap().to_string());
    assert_eq!(days, ["2024-01-18", "2024-01-25"]);
    let next = draft.next_meeting.unwrap();
    assert_eq!(next.when.unwrap().part().unwrap().to_string(), "14:00/16:30");
    assert_eq!(next.venue, None);
}

#[test]
fn attendance_is_read_with_structures_after_a_dash_or_in_brackets() {
    let draft = minutes();
    let names = &["person", "organisation", "status", "proxy", "arrived"];
    let people = fields(&draft, "attendance", names);
    assert_eq!(people.len(), 6);
    let arrived = json!(["Colin BRACEFORD", "CHAMBER OF TRADE", "present", null, "10:10"]);
    assert_eq!(people[1], arrived);
    assert_eq!(people[3], json!(["Tomas Veldt", "Mobile Workshops", "guest", null, null]));
    let proxied = json!(["Alice MARROW", "ASHMERE COUNTY", "proxied", "Moira TANDLEY", null]);
    assert_eq!(people[4], proxied);
    assert_eq!(draft.attendance[2].status, Some(Status::Remote));
}

#[test]
fn decisions_are_labelled_or_agreed() {
    let draft = minutes();
    let read = fields(&draft, "decisions", &["number", "text", "kind", "supersedes"]);
    let want = [
        json!(["D2", "All partners staff the fair in turn.", "approved", "D1"]),
        json!(["D3", "The half-day sessions are open to teachers.", "conditional", null]),
        json!([null, "the next bus tour will have a web page.", "approved", null]),
    ];
    assert_eq!(read, want);
    let judged = fields(&draft, "decisions", &["condition"])[1][0]["judged"].clone();
    assert_eq!(judged, "each-occasion");
}

#[test]
fn actions_have_the_owners_that_the_sentence_the_handle_or_nothing_names() {
    let read = fields(&minutes(), "actions", &["number", "owner", "due"]);
    let want = [
        json!(["A3", ["Moira TANDLEY"], "2024-02-15"]),
        json!([null, ["Colin Braceford", "Petra Oswin"], "2024-03-01"]),
        json!([null, ["@tomas"], null]),
        json!([null, [], "2024-12-20"]),
    ];
    assert_eq!(read, want);
}

#[test]
fn earlier_minutes_are_approved_corrected_and_followed_up() {
    let draft = minutes();
    let changes = fields(&draft, "status_changes", &["of", "to", "on", "owner", "due"]);
    let want = [
        json!(["A1", "completed", "2024-01-12", null, null]),
        json!(["A2", "assigned", "2024-01-18", ["Colin BRACEFORD"], "2024-03-01"]),
        json!(["D1", "condition-met", "2024-01-15", null, null]),
    ];
    assert_eq!(changes, want);
    assert_eq!(draft.approvals[0].minutes_of.to_string(), "2023-11-30");
    assert_eq!(draft.approvals[0].outcome, ApprovalOutcome::Approved);
    let rectified = draft.errata[0].attendance.as_ref().unwrap();
    assert_eq!((rectified.was, rectified.is), (Status::Excused, Status::Remote));
}

#[test]
fn occasions_have_their_hours_stops_places_and_audience() {
    let draft = minutes();
    let [bus, fair] = draft.occasions.as_slice() else { panic!("{:#?}", draft.occasions) };
    assert_eq!(bus.status, Some(OccasionStatus::Tentative));
    assert_eq!(bus.when.as_ref().unwrap().part().unwrap().to_string(), "10:00/17:00");
    assert_eq!(bus.parts[1].place.as_deref(), Some("Thornby, Station Yard"));
    assert_eq!(fair.status, Some(OccasionStatus::Confirmed));
    assert_eq!(fair.places, ["at the Corn Hall, Ashmere"]);
    assert_eq!(fair.audience.as_deref(), Some("pupils, parents"));
}

#[test]
fn what_was_said_keeps_who_said_it_and_on_what() {
    let draft = minutes();
    let one = |list: &str, names: &[&str]| fields(&draft, list, names)[0].clone();
    assert_eq!(one("ideas", &["number", "raised_by"]), json!(["I1", "Colin BRACEFORD"]));
    assert_eq!(one("questions", &["number", "raised_by"]), json!(["Q2", "Petra OSWIN"]));
    assert_eq!(one("answers", &["to", "by"]), json!(["Q1", "Moira TANDLEY"]));
    let positions = fields(&draft, "positions", &["kind", "by", "on"]);
    let want = [json!(["reservation", "Petra OSWIN", "D2"]), json!(["for", "Alice MARROW", "D2"])];
    assert_eq!(positions, want);
    let mandate = one("mandates", &["person", "left_organisation"]);
    assert_eq!(mandate, json!(["Ruth ELLERBY", "ASHMERE COLLEGE"]));
    let kinds = fields(&draft, "notes", &["kind"]);
    assert_eq!(kinds, [json!(["other"]), json!(["elsewhere"]), json!(["news"])]);
}
