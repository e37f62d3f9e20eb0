//! What holds of every vague date.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Begun, InvalidWhen, PartOfDay, When, Window, lateness};

fn days() -> BoxedStrategy<NaiveDate> {
    // Days from 0001-01-01, the middle of which is where dates of minutes are.
    prop_oneof![1..=3_652_059, 735_000..740_000, Just(1), Just(3_652_059)]
        .prop_map(|number| NaiveDate::from_num_days_from_ce_opt(number).unwrap())
        .boxed()
}

/// EDTF dates, some of which do not exist or lie out of range.
fn date_texts() -> BoxedStrategy<String> {
    prop_oneof![
        days().prop_map(|day| day.to_string()),
        (1990..2030, 1..=12).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (1990..2030, 21..=41).prop_map(|(year, season)| format!("{year}-{season}")),
        (1990..2030_u16).prop_map(|year| year.to_string()),
        "[0-9X]{4}(-[01X][0-9X](-[0-3X][0-9X])?)?",
        "[?~%]?20[0-9]{2}[?~%]?-[?~%]?0[1-9]([?~%]?-[?~%]?[012][1-9])?[?~%]?",
        "[0-9]{4}S[1-4]",
    ]
    .boxed()
}

fn edtf_texts() -> BoxedStrategy<String> {
    let members = || {
        prop_oneof![
            4 => date_texts(),
            2 => (days(), 0..40_u64).prop_map(|(from, days)| {
                let to = from.checked_add_days(chrono::Days::new(days)).unwrap_or(from);
                format!("{from}..{to}")
            }),
            1 => (date_texts(), date_texts()).prop_map(|(from, to)| format!("{from}..{to}")),
            1 => date_texts().prop_map(|date| format!("..{date}")),
            1 => date_texts().prop_map(|date| format!("{date}..")),
        ]
    };
    let set = || prop::collection::vec(members(), 1..5).prop_map(|members| members.join(","));
    let end =
        || prop_oneof![3 => date_texts(), 1 => Just(String::new()), 1 => Just("..".to_owned())];
    prop_oneof![
        date_texts(),
        (end(), end()).prop_map(|(start, end)| format!("{start}/{end}")),
        (date_texts(), end()).prop_map(|(start, end)| format!("..{start}/{end}")),
        (end(), date_texts()).prop_map(|(start, end)| format!("{start}/{end}..")),
        set().prop_map(|set| format!("{{{set}}}")),
        set().prop_map(|set| format!("[{set}]")),
    ]
    .boxed()
}

fn parts() -> BoxedStrategy<PartOfDay> {
    prop_oneof![
        Just("morning".to_owned()),
        Just("afternoon".to_owned()),
        Just("evening".to_owned()),
        (0..24, 0..60).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
        (0..12, 0..60, 12..24, 0..60)
            .prop_map(|(h, m, i, n)| format!("{h:02}:{m:02}/{i:02}:{n:02}")),
    ]
    .prop_map(|text| text.parse().unwrap())
    .boxed()
}

// Boxed, like the others, since nested strategies by value outgrow the stack of a test's thread.
fn whens() -> BoxedStrategy<When> {
    let meaning = prop_oneof![
        2 => days().prop_map(When::day),
        6 => edtf_texts().prop_filter_map("no date", |text| When::edtf(&text).ok()),
        1 => "\\PC{1,12}".prop_filter_map("blank", |words| When::words(&words).ok()),
        2 => ("\\PC{1,12}", prop::option::of(days()), prop::option::of(days()), "\\PC{1,12}")
            .prop_filter_map("no convention", |(words, earliest, latest, convention)| {
                let window = Window::new(earliest, latest).ok()?;
                When::by_convention(&words, window, &convention).ok()
            }),
    ];
    (meaning, prop::option::of(".{0,12}"), prop::option::of(parts()), any::<bool>())
        .prop_map(|(mut when, words, part, inferred)| {
            if let Some(words) = words {
                when = when.printed_as(&words);
            }
            if let Some(part) = part {
                when = when.with_part(part);
            }
            if inferred { when.as_inferred() } else { when }
        })
        .boxed()
}

proptest! {
    #[test]
    fn bounds_are_ordered_and_hold_the_start_and_the_end(when in whens()) {
        let (begins, ends) = (when.begins(), when.ends());
        let ordered = |one: Option<NaiveDate>, other: Option<NaiveDate>| {
            one.zip(other).is_none_or(|(one, other)| one <= other)
        };
        prop_assert!(ordered(when.earliest(), when.latest()));
        for window in [begins, ends] {
            prop_assert!(ordered(window.earliest(), window.latest()));
            prop_assert!(ordered(when.earliest(), window.earliest()));
            prop_assert!(ordered(window.latest(), when.latest()));
        }
        prop_assert!(ordered(begins.earliest(), ends.earliest()));
        prop_assert!(ordered(begins.latest(), ends.latest()));
    }

    #[test]
    fn bounds_are_those_that_edtf_gives(text in edtf_texts()) {
        let Ok(when) = When::edtf(&text) else { return Ok(()) };
        let bounds = edtf_core::Edtf::parse(&text).unwrap().bounds();
        let known = |bound| match bound {
            edtf_core::Bound::Date(day) => Some(day.to_string()),
            _ => None,
        };
        prop_assert_eq!(when.earliest().map(|day| day.to_string()), known(bounds.earliest));
        prop_assert_eq!(when.latest().map(|day| day.to_string()), known(bounds.latest));
    }

    #[test]
    fn what_is_stored_reads_back_the_same(when in whens()) {
        let stored = serde_json::to_string(&when).unwrap();
        let read: When = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&read, &when);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), stored);
    }

    #[test]
    fn a_normalised_edtf_text_is_its_own_normal_form(text in edtf_texts()) {
        let Ok(when) = When::edtf(&text) else { return Ok(()) };
        let normal = when.as_edtf().unwrap();
        prop_assert_eq!(When::edtf(&normal).unwrap(), when.clone());
    }

    #[test]
    fn lateness_and_begun_never_go_back_as_days_pass(when in whens(), a in days(), b in days()) {
        let (first, second) = (a.min(b), a.max(b));
        prop_assert!(lateness(&when, first) <= lateness(&when, second));
        prop_assert!(when.begun_on(first) <= when.begun_on(second));
    }

    #[test]
    fn it_may_begin_on_the_first_day_on_which_it_has_not_not_begun(when in whens(), day in days()) {
        let is_before = when.may_begin().is_some_and(|first| day < first);
        prop_assert_eq!(when.begun_on(day) == Begun::No, is_before);
    }

    #[test]
    fn a_stand_in_moves_what_has_no_earliest_day_and_nothing_else(
        when in whens(), learned in days()
    ) {
        let key = when.order_key_or(learned);
        let begins = when.begins();
        if let Some(earliest) = begins.earliest() {
            prop_assert_eq!(key.day(), earliest);
            prop_assert_eq!(key, when.order_key());
        } else {
            let known_by = begins.latest().or(when.latest());
            prop_assert_eq!(key.day(), known_by.map_or(learned, |day| day.min(learned)));
        }
    }

    #[test]
    fn what_is_possibly_late_has_at_least_possibly_begun(when in whens(), day in days()) {
        if lateness(&when, day) > super::Lateness::NotLate {
            prop_assert!(when.begun_on(day) > Begun::No);
        }
    }

    #[test]
    fn a_day_is_found_again_in_every_way_of_giving_it(day in days()) {
        let when = When::day(day);
        prop_assert_eq!(when.as_day(), Some(day));
        prop_assert_eq!(&When::edtf(&day.to_string()).unwrap(), &when);
        prop_assert_eq!(&When::span(day, day).unwrap(), &when);
        prop_assert_eq!(&When::days([day, day]).unwrap(), &when);
        prop_assert_eq!(&When::some_day_in(day, day).unwrap(), &when);
        prop_assert_eq!((when.earliest(), when.latest()), (Some(day), Some(day)));
    }

    #[test]
    fn days_given_are_all_meant(days in prop::collection::vec(days(), 0..20)) {
        match When::days(days.iter().copied()) {
            Ok(when) => {
                prop_assert_eq!(when.earliest(), days.iter().min().copied());
                prop_assert_eq!(when.latest(), days.iter().max().copied());
            }
            Err(error) => {
                prop_assert_eq!(error, InvalidWhen::NoDays);
                prop_assert!(days.is_empty());
            }
        }
    }

    #[test]
    fn hostile_text_is_refused_and_never_panics(text in "[\\[{]?[-0-9X.,/?~%YESTZ:+]{0,24}[\\]}]?") {
        if let Ok(when) = When::edtf(&text) {
            prop_assert!(when.as_edtf().is_some());
        }
    }

    #[test]
    fn hostile_objects_are_refused_and_never_panic(
        keys in prop::collection::vec((
            prop::sample::select(
                &["edtf", "printed", "earliest", "latest", "convention", "part", "inferred", "x"][..]
            ),
            prop_oneof![
                edtf_texts().prop_map(serde_json::Value::from),
                ".{0,8}".prop_map(serde_json::Value::from),
                Just(serde_json::Value::Null),
                any::<bool>().prop_map(serde_json::Value::from),
                Just(serde_json::json!({"edtf": "2018"})),
            ],
        ), 0..5)
    ) {
        let object: Vec<_> = keys.iter().map(|(key, value)| format!("{key:?}:{value}")).collect();
        let json = format!("{{{}}}", object.join(","));
        if let Ok(when) = serde_json::from_str::<When>(&json) {
            let again: When = serde_json::from_str(&serde_json::to_string(&when).unwrap()).unwrap();
            prop_assert_eq!(again, when);
        }
    }
}
