//! A view that asks for some records sees the facts whose version in force is one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;
use proptest::prelude::*;
use spro_core::kernel::history::History;
use spro_core::kernel::prelude::*;

use super::{Said, answer, kind, ledger, record, step, voice};

/// The words that a query asks for.
#[derive(Debug, Clone)]
struct Asked(Query);

impl Projection for Asked {
    type Event = Said;
    type State = Vec<u32>;
    fn query(&self) -> Query {
        self.0.clone()
    }
    fn evolve(&self, words: &mut Vec<u32>, fact: &Fact<Said>) {
        words.push(fact.event.0);
    }
}

/// What each subject's whole history says, of which the query is then asked.
fn worked_out(ledger: &impl Store, query: &Query, as_of: AsOf) -> Vec<(String, Vec<u32>)> {
    let mut histories = BTreeMap::new();
    let mut asked = BTreeSet::new();
    let read = ledger.read(&ReadRequest::from_start(Query::all()), &mut |record| {
        let history = histories
            .entry(record.body.subject.to_string())
            .or_insert_with(|| History::<Said>::new(as_of));
        history.add(record).unwrap();
        if query.matches(&record.body) {
            asked.insert(record.position());
        }
        ControlFlow::Continue(())
    });
    read.unwrap();
    let answers = histories.into_iter().map(|(subject, history)| {
        let facts = history.into_facts().into_iter();
        let seen = facts.filter(|fact| asked.contains(&fact.position));
        (subject, seen.map(|fact| fact.event.0).collect())
    });
    answers.filter(|(_, words): &(_, Vec<_>)| !words.is_empty()).collect()
}

fn query() -> impl Strategy<Value = Query> {
    let any = Alternative::default;
    let sung = || any().typed([kind("sung")]);
    prop::sample::select(vec![
        Query::any([any().typed([kind("said")])]),
        Query::any([sung()]),
        Query::any([any().mentioning(voice(0))]),
        Query::any([sung().of(Subject::parse("talk/t0").unwrap()), any().mentioning(voice(1))]),
        Query::subject(Subject::parse("talk/t1").unwrap()),
    ])
}

proptest! {
    #[test]
    fn a_view_sees_the_facts_whose_version_in_force_it_asks_for(
        steps in prop::collection::vec(step(), 1..30),
        pauses in prop::collection::vec(any::<bool>(), 30),
        query in query(),
        known_at in prop::option::of(1..28u32),
    ) {
        let ledger = ledger(2);
        let asked = Asked(query);
        let known_at = known_at.and_then(|day| NaiveDate::from_ymd_opt(2026, 5, day));
        let as_of = AsOf { known_at, ..AsOf::default() };
        let mut kept_up = View::of(&ledger, asked.clone(), as_of).unwrap();
        for ((number, step), pause) in (0u8..).zip(&steps).zip(&pauses) {
            record(&ledger, number, step);
            if *pause {
                kept_up.catch_up(&ledger).unwrap();
            }
        }
        kept_up.catch_up(&ledger).unwrap();
        let whole = View::of(&ledger, asked.clone(), as_of).unwrap();
        prop_assert_eq!(answer(&whole), worked_out(&ledger, &asked.0, as_of));
        prop_assert_eq!(answer(&kept_up), answer(&whole));
    }
}
