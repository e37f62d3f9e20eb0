//! The demo's minutes read as their hand-made truth says, key by key.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use spro_core::when::{Extent, When};
use spro_minutes::draft::{
    ApprovalOutcome, Change, DocumentState, Draft, NoteKind, Occasion, OccasionStatus, Stance,
};
use spro_minutes::json::to_json;

fn list<'a>(truth: &'a Value, key: &str) -> Vec<&'a Value> {
    let items = truth.get(key).and_then(Value::as_array).into_iter().flatten();
    items.filter(|item| item.get("borderline") != Some(&json!(true))).collect()
}

/// The values of `names` in each item, null where there is none.
fn fields(items: &[&Value], names: &[&str]) -> Value {
    let values = items.iter().map(|item| {
        let values = names.iter().map(|name| item.get(*name).cloned().unwrap_or_default());
        values.collect::<Vec<_>>()
    });
    json!(values.collect::<Vec<_>>())
}

fn check_plain(read: &Value, truth: &Value, at: &str) {
    for name in [
        "title",
        "body",
        "date",
        "starts",
        "ends",
        "venue",
        "language",
        "agenda",
        "written_by",
        "circulated",
    ] {
        assert_eq!(read.get(name), truth.get(name), "{at}: {name}");
    }
    for (kind, names) in [
        ("attendance", &["person", "organisation", "status", "proxy", "arrived", "left"][..]),
        ("decisions", &["number", "text", "kind", "outcome"]),
        ("actions", &["number", "text", "owner", "due"]),
        ("ideas", &["number", "text", "raised_by"]),
        ("questions", &["number", "text", "raised_by"]),
        ("answers", &["to", "text", "by"]),
        ("mandates", &["person", "organisation", "since", "left_organisation"]),
    ] {
        let in_truth = if kind == "mandates" { "memberships" } else { kind };
        let got = fields(&list(read, kind), names);
        let got =
            json!(got.as_array().map(|items| items.iter().map(plain_dates).collect::<Vec<_>>()));
        assert_eq!(got, fields(&list(truth, in_truth), names), "{at}: {kind}");
    }
}

/// A date with its words as the date alone.
fn plain_dates(item: &Value) -> Value {
    let values = item.as_array().into_iter().flatten();
    let values = values.map(|it| it.get("edtf").cloned().unwrap_or_else(|| it.clone()));
    json!(values.collect::<Vec<_>>())
}

fn check_changes(draft: &Draft, truth: &Value, at: &str) {
    let conditions: Vec<_> = draft
        .decisions
        .iter()
        .map(|it| json!([it.number, it.condition.as_ref().map(|it| &it.words)]))
        .collect();
    let want = fields(&list(truth, "decisions"), &["number", "condition"]);
    assert_eq!(json!(conditions), want, "{at}: conditions");
    let supersedes: Vec<_> = draft.decisions.iter().filter(|it| it.supersedes.is_some()).collect();
    let supersedes: Vec<_> =
        supersedes.into_iter().map(|it| json!([it.number, it.supersedes])).collect();
    let want = fields(&list(truth, "supersedes"), &["by", "superseded"]);
    assert_eq!(json!(supersedes), want, "{at}: supersedes");

    let name = |change: Change| match change {
        Change::Completed => json!("completed"),
        Change::InProcess => json!("in-process"),
        Change::Assigned => json!("assigned"),
        Change::DueChanged => json!("due changed"),
        Change::Cancelled => json!("cancelled"),
        Change::ConditionPending => json!("conditional"),
        Change::Adopted => json!("adopted"),
        Change::Rejected => json!("rejected"),
        Change::SetAside => json!("set aside"),
        other => json!(format!("{other:?}")),
    };
    let (met, others): (Vec<_>, Vec<_>) =
        draft.status_changes.iter().partition(|it| it.to == Change::ConditionMet);
    let met: Vec<_> = met.iter().map(|it| json!([it.of, it.on, it.source.text])).collect();
    let want = fields(&list(truth, "condition_met"), &["of", "on", "text"]);
    assert_eq!(json!(met), want, "{at}: condition_met");
    let mut others: Vec<_> = others
        .iter()
        .map(|it| {
            let due = it.due.as_ref().map(ToString::to_string);
            let owner = Some(&it.owner).filter(|owner| !owner.is_empty());
            json!([it.of, name(it.to), it.on, owner, due, it.source.text])
        })
        .collect();
    let want = fields(&list(truth, "status_changes"), &["of", "to", "on", "owner", "due", "text"]);
    let mut want = want.as_array().cloned().unwrap_or_default();
    let by_number = |one: &Value| one.get(0).map(ToString::to_string);
    others.sort_by_key(by_number);
    want.sort_by_key(by_number);
    assert_eq!(others, want, "{at}: status_changes");

    let approvals = |outcome: ApprovalOutcome| {
        let of = draft.approvals.iter().filter(|it| it.outcome == outcome);
        json!(of.map(|it| json!([it.minutes_of, it.source.text])).collect::<Vec<_>>())
    };
    for (outcome, key) in [
        (ApprovalOutcome::Approved, "approvals"),
        (ApprovalOutcome::Deferred, "approvals_deferred"),
    ] {
        let want = fields(&list(truth, key), &["minutes_of", "text"]);
        assert_eq!(approvals(outcome), want, "{at}: {key}");
    }
    let errata: Vec<_> = draft
        .errata
        .iter()
        .filter_map(|it| {
            let one = it.attendance.as_ref()?;
            let source = &it.source.text;
            Some(json!([it.minutes_of, one.person, one.organisation, one.was, one.is, source]))
        })
        .collect();
    let names = ["minutes_of", "person", "organisation", "was", "is", "text"];
    assert_eq!(json!(errata), fields(&list(truth, "errata"), &names), "{at}: errata");
}

fn check_occasions(draft: &Draft, truth: &Value, at: &str) {
    assert_eq!(draft.occasions.len(), list(truth, "occasions").len(), "{at}");
    for (got, want) in draft.occasions.iter().zip(list(truth, "occasions")) {
        let at = format!("{at}: {}", got.name);
        let text = |key: &str| want.get(key).and_then(Value::as_str).map(str::to_owned);
        assert_eq!(Some(got.name.clone()), text("name"), "{at}");
        let when = got.when.clone();
        let printed = when.as_ref().and_then(|when| when.printed().map(str::to_owned));
        assert_eq!(printed, text("when"), "{at}");
        if text("starts").is_some() {
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
            assert_eq!(day(when.as_ref().and_then(When::earliest)), text("starts"), "{at}");
            assert_eq!(day(when.as_ref().and_then(When::latest)), text("ends"), "{at}");
        }
        let uncertain = want.get("uncertain").is_some();
        assert_eq!(uncertain, text("starts").is_some() && is_uncertain(got), "{at}");
        let hours = when
            .and_then(|when| when.part())
            .map(|part| part.to_string())
            .filter(|part| part.contains('/'));
        assert_eq!(hours.is_some(), text("hours").is_some(), "{at}: {hours:?}");
        let status = match got.status {
            Some(OccasionStatus::Tentative) => "tentative",
            Some(OccasionStatus::Confirmed) => "confirmed",
            Some(OccasionStatus::Postponed) => "postponed",
            Some(OccasionStatus::Held) => "held",
            Some(OccasionStatus::Cancelled) | None => "other",
        };
        assert_eq!(Some(status.to_owned()), text("status"), "{at}");
        assert_eq!(Some(&json!(got.places)), want.get("places"), "{at}");
        assert_eq!(got.audience, text("audience"), "{at}");
        assert_eq!(got.reason, text("reason"), "{at}");
        assert_eq!(got.turnout.as_ref().map(|it| it.words.clone()), text("turnout"), "{at}");
        let estimate = got.estimate.as_ref();
        assert_eq!(estimate.map(|it| it.words.clone()), text("estimate"), "{at}");
        assert_eq!(estimate.and_then(|it| it.by.clone()), text("estimate_source"), "{at}");
        let stops = list(want, "stops");
        let parts = got.parts.iter().filter(|part| part.place.is_some());
        let parts: Vec<_> = parts.map(|it| json!([it.when, it.place])).collect();
        let parts: Vec<_> = parts.iter().map(plain_dates).collect();
        assert_eq!(json!(parts), fields(&stops, &["date", "place"]), "{at}");
        let turns = got.parts.iter().filter(|part| part.place.is_none());
        let turns: Vec<_> =
            turns.map(|it| json!([it.slot, it.people, it.vacant.unwrap_or(0)])).collect();
        let staffing = fields(&list(want, "staffing"), &["slot", "persons", "vacant"]);
        assert_eq!(json!(turns), staffing, "{at}");
        let needs = draft.notes.iter().find(|it| it.kind == NoteKind::Staffing);
        let needs = needs.filter(|it| it.name.as_ref() == Some(&got.name));
        let needs = needs.map(|it| it.source.text.trim_end_matches([' ', ':']).to_owned());
        assert_eq!(needs, text("needs"), "{at}");
    }
}

fn is_uncertain(occasion: &Occasion) -> bool {
    let extent = occasion.when.as_ref().map(When::extent);
    matches!(extent, Some(Extent::SomeDayIn(_)))
}

fn check_notes(draft: &Draft, truth: &Value, at: &str) {
    let positions: Vec<_> = draft
        .positions
        .iter()
        .map(|it| {
            let kind = match it.kind {
                Stance::Reservation => "reservation",
                Stance::For => "for",
                Stance::Against => "against",
            };
            json!([kind, it.by, it.on, it.source.text])
        })
        .collect();
    let want = fields(&list(truth, "positions"), &["kind", "person", "on", "text"]);
    assert_eq!(json!(positions), want, "{at}: positions");

    let of = |kind: NoteKind| draft.notes.iter().filter(move |it| it.kind == kind);
    let outlines: Vec<_> = of(NoteKind::Outline)
        .map(|it| {
            let parts: Vec<_> = it.parts.iter().map(|part| &part.text).collect();
            json!([it.name, parts])
        })
        .collect();
    let want = fields(&list(truth, "outlines"), &["title", "parts"]);
    assert_eq!(json!(outlines), want, "{at}: outlines");
    let groups: Vec<_> =
        of(NoteKind::WorkingGroup).map(|it| json!([it.name, it.people, it.source.text])).collect();
    let want = fields(&list(truth, "working_groups"), &["name", "members", "text"]);
    assert_eq!(json!(groups), want, "{at}: working_groups");
    let kinds = [NoteKind::Outline, NoteKind::WorkingGroup, NoteKind::Staffing];
    let others = draft.notes.iter().filter(|it| !kinds.contains(&it.kind)).map(|it| &it.source);
    let mut others: Vec<_> = others
        .chain(draft.mandates.iter().map(|it| &it.source))
        .map(|source| (source.lines.clone(), source.text.clone()))
        .collect();
    others.sort();
    let others: Vec<_> = others.into_iter().map(|(_, text)| text).collect();
    assert_eq!(Some(&json!(others)), truth.get("notes"), "{at}: notes");

    let links: Vec<_> = draft.documents.iter().filter_map(|it| it.link.as_deref()).collect();
    assert_eq!(Some(&json!(links)), truth.get("links"), "{at}: links");
    let announced = draft.documents.iter().filter(|it| it.state == DocumentState::Announced);
    let announced: Vec<_> =
        announced.map(|it| json!([it.title, it.source.text, "announced but absent"])).collect();
    let want = fields(&list(truth, "documents"), &["name", "text", "status"]);
    assert_eq!(json!(announced), want, "{at}: documents");

    let next = draft.next_meeting.as_ref();
    let when = next.and_then(|next| next.when.as_ref());
    let next = json!({
        "when": when.map(When::printed),
        "date": when.and_then(When::as_day),
        "venue": next.map(|next| &next.venue),
    });
    for key in ["when", "date", "venue"] {
        let want = truth.get("next_meeting").and_then(|next| next.get(key));
        assert_eq!(next.get(key), want, "{at}: {key}");
    }
}

#[test]
fn each_demo_document_reads_as_its_truth() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/demo");
    let mut count = 0;
    for entry in fs::read_dir(folder.join("truth")).unwrap() {
        let path = entry.unwrap().path();
        let truth: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let source = truth["source"].as_str().unwrap();
        let text = fs::read_to_string(folder.join(source)).unwrap();
        let (draft, problems) = spro_minutes::read(&text);
        assert!(problems.is_empty(), "{source}: {problems:?}");
        let read: Value = serde_json::from_str(&to_json(&draft)).unwrap();
        check_plain(&read, &truth, source);
        check_changes(&draft, &truth, source);
        check_occasions(&draft, &truth, source);
        check_notes(&draft, &truth, source);
        assert_eq!(draft.unplaced, [], "{source}");
        assert_eq!((draft.asked.len(), draft.people.len()), (0, 0), "{source}");
        assert_eq!(draft.contradictions, [], "{source}");
        count += 1;
    }
    assert!(count >= 5);
}
