//! Minutes converted from a page read as their truth says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Value, json};
use spro_core::when::When;
use spro_minutes::draft::{ConditionKind, Draft, ItemKind, NoteKind};
use spro_minutes::json::to_json;

fn list<'a>(truth: &'a Value, kind: &str) -> Vec<&'a Value> {
    let items = truth.get(kind).and_then(Value::as_array).into_iter().flatten();
    items.filter(|item| item.get("borderline") != Some(&json!(true))).collect()
}

fn text(item: &Value, name: &str) -> String {
    item.get(name).and_then(Value::as_str).unwrap_or("").to_owned()
}

fn as_json(draft: &Draft) -> Value {
    serde_json::from_str(&to_json(draft)).unwrap_or_default()
}

/// What the scored keys of the truth say, and the links between items.
fn check(minutes: &str, truth: &Value) -> Draft {
    let (draft, problems) = spro_minutes::read(minutes);
    assert!(problems.is_empty(), "{problems:?}");
    let read = as_json(&draft);
    for key in ["title", "body", "date", "agenda"] {
        assert_eq!(read.get(key), truth.get(key), "{key}");
    }
    let people = list(truth, "attendance");
    assert_eq!(draft.attendance.len(), people.len());
    for (got, want) in list(&read, "attendance").into_iter().zip(people) {
        assert_eq!(got.get("person"), want.get("person"));
        assert_eq!(got.get("status"), want.get("status"));
        let alternatives = want.get("organisation_alt").and_then(Value::as_array);
        let known = alternatives.into_iter().flatten().chain(want.get("organisation"));
        let same = |known: &Value| Some(known) == got.get("organisation");
        assert!(known.into_iter().any(same), "{got}");
    }
    let bodies = draft.attendance.iter().filter(|item| item.for_body).count();
    let asked = draft.attendance.iter().filter(|item| item.organisation_asked).count();
    assert_eq!((bodies, asked, draft.asked.len()), (1, 1, 1));

    let decisions = list(truth, "decisions");
    assert_eq!(draft.decisions.len(), decisions.len(), "{:#?}", draft.decisions);
    for (got, want) in draft.decisions.iter().zip(decisions) {
        assert!(got.source.text.contains(&text(want, "text")), "{got:?}");
        assert_eq!(json!(got.kind), text(want, "kind"));
        if let Some(condition) = &got.condition {
            assert_eq!(condition.judged, ConditionKind::EachOccasion);
            let asked = draft.questions.last().map(|it| &it.source.text);
            assert_eq!(got.answers.as_ref().map(|to| &to.text), asked);
        } else {
            // Both documents speak of a project that a note holds.
            let about = got.about.as_ref().map(|to| (to.kind, to.text.clone()));
            let mut projects = draft.notes.iter().filter(|it| it.kind == NoteKind::Project);
            let last = projects.next_back().map(|it| (ItemKind::Note, it.source.text.clone()));
            assert_eq!(about, last);
        }
    }

    let actions = list(truth, "actions");
    assert_eq!(draft.actions.len(), actions.len(), "{:#?}", draft.actions);
    for want in actions {
        let said = text(want, "text");
        let got = list(&read, "actions").into_iter().find(|it| text(it, "text").contains(&said));
        assert!(got.is_some(), "{said} is missing");
        for key in ["owner", "due"] {
            assert_eq!(got.and_then(|got| got.get(key)), want.get(key), "{said}: {key}");
        }
    }
    assert_eq!(draft.unplaced, []);
    draft
}

/// The occasions in the words of the truth.
fn occasions(draft: &Draft) -> Value {
    let each = draft.occasions.iter().map(|it| {
        let mut shape = BTreeMap::from([("name", json!(it.name))]);
        let when = it.when.as_ref();
        shape.insert("when", json!(when.and_then(When::as_edtf)));
        let mut add = |key: &'static str, value: Value| {
            let empty = value.is_null() || value == json!([]) || value == json!(false);
            (!empty).then(|| shape.insert(key, value));
        };
        add("part", json!(when.and_then(When::part).map(|part| part.to_string())));
        add("inferred", json!(when.is_some_and(When::is_inferred)));
        add("status", json!(it.status));
        add("places", json!(it.places));
        add("stops", json!(it.stops));
        add("audience", json!(it.audience));
        let estimate = it.estimate.as_ref().map(|it| json!([it.number, it.per, it.by]));
        add("estimate", json!(estimate));
        let people = it.participants.iter().map(|it| json!([it.person, it.reply]));
        add("participants", json!(people.collect::<Vec<_>>()));
        json!(shape)
    });
    json!(each.collect::<Vec<_>>())
}

fn kinds(draft: &Draft) -> Vec<NoteKind> {
    draft.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn an_invented_document_reads_as_its_truth() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let minutes = fs::read_to_string(folder.join("converted.txt")).expect("fixture");
    let truth = fs::read_to_string(folder.join("converted.json")).expect("truth");
    let truth: Value = serde_json::from_str(&truth).expect("truth is JSON");
    let draft = check(&minutes, &truth);
    assert_eq!(occasions(&draft), truth["occasions"]);
    let people: Vec<_> = draft.people.iter().map(|it| &it.person).collect();
    assert_eq!(json!(people), truth["people"]);
    let ideas: Vec<_> = draft.ideas.iter().map(|it| &it.raised_by).collect();
    assert_eq!(json!(ideas), truth["ideas"]);
    let questions: Vec<_> = draft.questions.iter().map(|it| &it.raised_by).collect();
    assert_eq!(json!(questions), truth["questions"]);
    let about = |it: &spro_minutes::draft::Position| it.about.as_ref().map(|to| to.kind);
    let positions: Vec<_> = draft.positions.iter().map(|it| json!([it.kind, about(it)])).collect();
    assert_eq!(json!(positions), truth["positions"]);
    assert_eq!(json!(kinds(&draft)), truth["notes"]);
    let outline = draft.notes.iter().find(|note| note.kind == NoteKind::Outline).unwrap();
    assert_eq!(json!(outline.parts.len()), truth["outline_steps"]);
    let documents: Vec<_> = draft.documents.iter().map(|it| json!([it.state, it.broken])).collect();
    assert_eq!(json!(documents), truth["documents"]);
    let dates: Vec<Vec<_>> = draft
        .contradictions
        .iter()
        .map(|it| it.readings.iter().map(|it| it.when.as_ref().unwrap().as_edtf()).collect())
        .collect();
    assert_eq!(json!(dates), truth["contradictions"]);
}

#[test]
fn the_real_document_reads_as_its_truth() {
    let Some(folder) = env::var_os("SPRO_TEST_MINUTES").map(PathBuf::from) else {
        eprintln!("skipped: SPRO_TEST_MINUTES names no folder of real minutes");
        return;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join("truth");
    let minutes = fs::read_to_string(folder.join("blois-2017-11-10.txt")).expect("minutes");
    let truth = fs::read_to_string(folder.join("blois-2017-11-10.json")).expect("truth");
    let draft = check(&minutes, &serde_json::from_str(&truth).expect("truth is JSON"));

    // The seventeenth person, of no structure that is printed.
    assert_eq!(draft.attendance.len() + draft.people.len(), 17);
    assert_eq!(draft.people[0].organisation, None);
    let read = occasions(&draft);
    let of = |key: &str| -> Vec<Value> {
        read.as_array().unwrap().iter().map(|it| it.get(key).cloned().unwrap_or_default()).collect()
    };
    let whens = [
        "2018-02-02",
        "2018-03",
        "2018-04-09/2018-04-14",
        "2017-12-01",
        "2018-03-20",
        "{2018-02-16,2018-02-17}",
        "2017-11-25",
        "2018-02",
    ];
    assert_eq!(of("when"), whens.map(|when| json!(when)));
    assert_eq!(of("stops")[2], 5);
    assert_eq!((&of("estimate")[2][0], &of("estimate")[2][1]), (&json!(100), &json!("journée")));
    // The estimate keeps what it rests on: the clause before the count.
    let words = draft.occasions[2].estimate.as_ref().map(|it| it.words.split(',').count());
    assert_eq!(words, Some(2));
    let replies: Vec<_> =
        draft.occasions[3].participants.iter().map(|it| json!(it.reply)).collect();
    assert_eq!(json!(replies), json!(["accepted", "accepted", "accepted", "tentative"]));
    assert_eq!(draft.people[0].person, draft.occasions[3].participants[0].person);
    assert_eq!(of("part")[4], "afternoon");
    assert_eq!(of("inferred").iter().filter(|it| **it == json!(true)).count(), 2);
    let contradiction = &draft.contradictions[0].readings;
    let whens: Vec<_> = contradiction.iter().map(|it| it.when.clone().unwrap()).collect();
    assert_eq!(json!([whens[0].as_edtf(), whens[1].as_edtf()]), json!(["2018-21", "2018-03"]));
    assert_eq!(draft.contradictions.len(), 1);

    let positions: Vec<_> = draft
        .positions
        .iter()
        .map(|it| json!([it.kind, it.about.as_ref().map(|to| to.kind)]))
        .collect();
    let on = |kind: &str, about: &str| json!([kind, about]);
    let (reservation, question) = ("reservation", "question");
    let want = [
        on(reservation, "occasion"),
        on(reservation, "occasion"),
        on("for", question),
        on(reservation, question),
    ];
    assert_eq!(positions, want);
    assert_eq!((draft.ideas.len(), draft.questions.len()), (2, 3));
    let count = |kind: NoteKind| kinds(&draft).iter().filter(|it| **it == kind).count();
    let counts = [
        NoteKind::Project,
        NoteKind::WorkingGroup,
        NoteKind::Outline,
        NoteKind::Elsewhere,
        NoteKind::Staffing,
    ];
    assert_eq!(counts.map(count), [3, 1, 1, 2, 1]);
    let outline = draft.notes.iter().find(|note| note.kind == NoteKind::Outline).unwrap();
    assert_eq!(outline.parts.len(), 3);
    let documents: Vec<_> = draft.documents.iter().map(|it| json!([it.state, it.broken])).collect();
    let link = |broken: bool| json!(["link", broken]);
    let want = [json!(["announced", false]), link(false), link(false), link(false), link(true)];
    assert_eq!(documents, want);
}
