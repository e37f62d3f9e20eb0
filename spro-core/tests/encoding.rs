//! Records as bytes: how they are written, read back, and looked at without decoding them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

use chrono::NaiveDate;
use proptest::prelude::*;
use spro_core::kernel::batch::{Batch, NewEvent};
use spro_core::kernel::encoding::{Body, CommitHeader, Decoder, Nature, Source, encode};
use spro_core::kernel::event_type::EventType;
use spro_core::kernel::id::{CommitId, EventId, LedgerId};
use spro_core::kernel::query::{Alternative, Query};
use spro_core::kernel::store::LedgerIdentity;
use spro_core::kernel::subject::Subject;
use spro_core::when::When;

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();

/// So few names that queries match often.
fn subject() -> impl Strategy<Value = Subject> {
    "room/[ab]{1,2}".prop_map(|text| Subject::parse(&text).unwrap())
}

fn kind() -> impl Strategy<Value = EventType> {
    "hotel\\.[ab]{1,2}".prop_map(|text| EventType::parse(&text).unwrap())
}

/// Data that look like what stands before them.
fn data() -> impl Strategy<Value = String> {
    prop_oneof![Just("\",\"data\":"), Just("\",\"subject\":\"room/a\""), Just("}")]
        .prop_map(str::to_owned)
}

prop_compose! {
    fn event()(
        id in any::<[u8; 16]>(),
        (kind, earlier) in (kind(), kind()),
        (subject, document) in (subject(), subject()),
        mentions in prop::collection::vec(subject(), 0..3),
        data in data(),
        (is_stated, is_read, is_amendment) in any::<(bool, bool, bool)>(),
    ) -> NewEvent {
        let mut event = NewEvent::new(EventId::from_bytes(id), kind, subject.clone(), DAY, &data)
            .unwrap()
            .mentioning(mentions);
        if is_stated {
            event = event.occurred_on(When::day(DAY));
        }
        if is_read {
            event = event.read_from(Source { document, lines: vec![(1, 2), (30, 4_000_000_000)] });
        }
        if is_amendment {
            let target = NewEvent::new(EventId::from_bytes([0; 16]), earlier, subject, DAY, &0);
            let records = records(vec![target.unwrap()]);
            event = event.correcting(&Body::decode(&records[0]).unwrap(), Nature::News);
        }
        event
    }
}

fn records(events: Vec<NewEvent>) -> Vec<Vec<u8>> {
    let by = Subject::parse("person/clerk").unwrap();
    let id = CommitId::from_bytes([1; 16]);
    let batch = Batch::new(id, by, events).unwrap().caused_by(CommitId::from_bytes([2; 16]));
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    let at = "2026-01-05T08:00:00.000Z".parse().unwrap();
    let encoded = encode(&batch, identity.genesis(), at).unwrap();
    encoded.records.iter().map(|(bytes, _)| bytes.to_vec()).collect()
}

/// What each of the two readers makes of a record.
fn both_ways(record: &[u8], decoder: &mut Decoder) -> [Option<String>; 2] {
    let told = |body: &Body<'_>| format!("{body:?}");
    let quickly = decoder.decode(record).ok();
    let plainly = serde_json::from_slice::<Body<'_>>(record).ok();
    [quickly.as_ref().map(told), plainly.as_ref().map(told)]
}

prop_compose! {
    fn alternative()(
        about in prop::option::of(prop::collection::vec(subject(), 0..3)),
        mention in prop::option::of(subject()),
        types in prop::option::of(prop::collection::vec(kind(), 0..3)),
    ) -> Alternative {
        let one = Alternative::default();
        let one = about.into_iter().fold(one, Alternative::of_any);
        let one = mention.into_iter().fold(one, Alternative::mentioning);
        types.into_iter().fold(one, Alternative::typed)
    }
}

proptest! {
    #[test]
    fn a_record_is_written_as_serde_writes_it_and_read_as_serde_reads_it(
        mut events in prop::collection::vec(event(), 1..4),
    ) {
        events.dedup_by_key(|event| event.id());
        let mut decoder = Decoder::new();
        for record in records(events) {
            let body: Body<'_> = serde_json::from_slice(&record).unwrap();
            prop_assert_eq!(serde_json::to_vec(&body).unwrap(), record.clone());
            let [quickly, plainly] = both_ways(&record, &mut decoder);
            prop_assert_eq!(quickly, plainly);
        }
    }

    /// A record that is spelt otherwise, or is none: read alike, or refused alike.
    #[test]
    fn what_is_no_record_is_refused_as_serde_refuses_it(
        event in event(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), "[ {}\\[\\],:\"\\\\0-9a-z]{0,2}", 0..3_usize), 1..3),
    ) {
        let mut record = records(vec![event]).remove(0);
        let mut decoder = Decoder::new();
        for (at, by, cut) in changes {
            let at = at.index(record.len());
            let end = record.len().min(at + cut);
            record.splice(at..end, by.bytes());
            let [quickly, plainly] = both_ways(&record, &mut decoder);
            prop_assert_eq!(quickly, plainly, "{}", String::from_utf8_lossy(&record));
        }
    }

    #[test]
    fn no_record_that_matches_is_passed_over(
        mut events in prop::collection::vec(event(), 1..4),
        alternatives in prop::collection::vec(alternative(), 0..3),
    ) {
        events.dedup_by_key(|event| event.id());
        let query = Query::any(alternatives);
        for record in records(events) {
            let matches = query.matches(&Body::decode(&record).unwrap());
            prop_assert!(!matches || query.may_match(&record));
            prop_assert!(Query::all().may_match(&record));
        }
    }

    #[test]
    fn a_commits_header_is_read_from_its_first_record_alone(
        mut events in prop::collection::vec(event(), 1..4),
    ) {
        events.dedup_by_key(|event| event.id());
        for record in records(events) {
            let header = Body::decode(&record).unwrap().commit;
            prop_assert_eq!(CommitHeader::of_first(&record), Ok(header));
        }
    }
}

#[test]
fn what_is_not_asked_for_is_passed_over_undecoded() {
    let subject = |text| Subject::parse(text).unwrap();
    let kind = |text| EventType::parse(text).unwrap();
    // What the data say is not looked at.
    let data = ["room/other", "hotel.other"];
    let id = EventId::from_bytes([1; 16]);
    let event = NewEvent::new(id, kind("hotel.booked"), subject("room/blue"), DAY, &data).unwrap();
    let records = records(vec![event.mentioning([subject("guest/a")])]);
    let may_match = |one: Alternative| Query::any([one]).may_match(&records[0]);
    let any = Alternative::default;
    assert!(may_match(any().of(subject("room/blue")).typed([kind("hotel.booked")])));
    assert!(may_match(any().of_any([subject("room/red"), subject("room/blue")])));
    assert!(may_match(any().mentioning(subject("guest/a"))));
    assert!(!may_match(any().of(subject("room/other"))));
    assert!(!may_match(any().of_any([subject("room/a"), subject("room/z")])));
    assert!(!may_match(any().mentioning(subject("room/other"))));
    assert!(!may_match(any().typed([kind("hotel.other")])));
    assert!(!may_match(any().of(subject("room/other")).typed([kind("hotel.booked")])));
}

#[test]
fn a_record_that_is_spelt_otherwise_is_left_to_be_decoded() {
    let query = Query::subject(Subject::parse("room/blue").unwrap());
    let id = "a".repeat(26);
    for record in [
        format!(r#"{{"id":"{id}","seq":1,"type":"hotel.booked","v":1,"subject":"room/blue"}}"#),
        format!(
            r#"{{"seq":1,"id":"{id}","type":"hotel.booked","v":1,"subject":"room\\u002fblue","learned":"2026-01-05"}}"#
        ),
        String::new(),
    ] {
        assert!(query.may_match(record.as_bytes()), "{record}");
    }
}
