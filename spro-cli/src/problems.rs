//! What is wrong with a text of minutes or a proposal, in the user's language.

use spro_minutes::draft::{Problem, ProblemKind, Sort};
use spro_minutes::json::SCHEMA;

use crate::locale::Locale;

/// A problem with its place, and what to do.
pub(crate) fn said(problem: &Problem, locale: &Locale) -> String {
    let Problem { line, column, kind } = problem;
    let (line, column) = (line.to_string(), column.to_string());
    let problem = of_kind(kind, locale);
    locale.text_with("say-problem-at", &[("line", line), ("column", column), ("problem", problem)])
}

/// What is wrong, and what to do.
pub(crate) fn of_kind(kind: &ProblemKind, locale: &Locale) -> String {
    let (key, args) = message(kind, locale);
    let next = locale.attribute(key, "next", &args).unwrap_or_default();
    let problem = locale.text_with(key, &args);
    locale.text_with("say-problem", &[("problem", problem), ("next", next)])
}

fn message(kind: &ProblemKind, locale: &Locale) -> (&'static str, Vec<(&'static str, String)>) {
    use ProblemKind as P;
    let with_key = |key: &String| vec![("key", key.clone())];
    match kind {
        P::EmptyText => ("problem-empty-text", Vec::new()),
        P::NoSuchDate { printed } => ("problem-no-such-date", vec![("date", printed.clone())]),
        P::OtherWeekday { printed } => ("problem-other-weekday", vec![("date", printed.clone())]),
        P::ContradictoryDates { readings } => {
            ("problem-contradictory-dates", vec![("readings", readings.join(" / "))])
        }
        P::NotJson => ("problem-not-json", Vec::new()),
        P::Cut => ("problem-cut", Vec::new()),
        P::NoSchema => ("problem-no-schema", vec![("schema", SCHEMA.to_owned())]),
        P::OtherSchema => ("problem-other-schema", vec![("schema", SCHEMA.to_owned())]),
        P::KeyTwice { key } => ("problem-key-twice", with_key(key)),
        P::UnknownKey { key } => ("problem-unknown-key", with_key(key)),
        P::UnknownField { key } => ("problem-unknown-field", with_key(key)),
        P::MissingField { key } => ("problem-missing-field", with_key(key)),
        P::FieldTwice { key } => ("problem-field-twice", with_key(key)),
        P::WrongSort { wanted } => {
            ("problem-wrong-sort", vec![("wanted", locale.text(sort(*wanted)))])
        }
        P::NoSuchValue { value, allowed } => {
            let args = vec![("value", value.clone()), ("allowed", allowed.join(", "))];
            ("problem-no-such-value", args)
        }
        P::NoSuchDay => ("problem-no-such-day", Vec::new()),
        P::NoSuchDue { written } => ("problem-no-such-due", vec![("date", written.clone())]),
        P::NoSuchTime => ("problem-no-such-time", Vec::new()),
        P::BlankText => ("problem-blank-text", Vec::new()),
        P::NoRange { first, last } => {
            let args = vec![("first", first.to_string()), ("last", last.to_string())];
            ("problem-no-range", args)
        }
        P::Unreadable => ("problem-unreadable", Vec::new()),
    }
}

const fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Text => "value-sort-text",
        Sort::Number => "value-sort-number",
        Sort::Boolean => "value-sort-boolean",
        Sort::List => "value-sort-list",
        Sort::Object => "value-sort-object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    /// One of each; the compiler asks `message` for a kind that is new.
    fn kinds() -> Vec<ProblemKind> {
        use ProblemKind as P;
        let x = || "x".to_owned();
        let sorts = [Sort::Text, Sort::Number, Sort::Boolean, Sort::List, Sort::Object];
        let mut kinds = vec![
            P::EmptyText,
            P::NoSuchDate { printed: x() },
            P::OtherWeekday { printed: x() },
            P::ContradictoryDates { readings: vec![x(), x()] },
            P::NotJson,
            P::Cut,
            P::NoSchema,
            P::OtherSchema,
            P::KeyTwice { key: x() },
            P::UnknownKey { key: x() },
            P::UnknownField { key: x() },
            P::MissingField { key: x() },
            P::FieldTwice { key: x() },
            P::NoSuchValue { value: x(), allowed: vec![x()] },
            P::NoSuchDay,
            P::NoSuchDue { written: x() },
            P::NoSuchTime,
            P::BlankText,
            P::NoRange { first: 4, last: 3 },
            P::Unreadable,
        ];
        kinds.extend(sorts.map(|wanted| P::WrongSort { wanted }));
        kinds
    }

    /// Problems were told in English whatever the user reads.
    #[test]
    fn every_problem_is_told_in_the_language_of_the_user_with_what_to_do() {
        let [french, english] = [Language::French, Language::English].map(Locale::new);
        for kind in kinds() {
            let (key, args) = message(&kind, &french);
            assert!(french.attribute(key, "next", &args).is_some(), "{kind:?}");
            let [said, in_english] = [&french, &english].map(|locale| of_kind(&kind, locale));
            assert!(!said.contains("problem-") && !said.contains("value-"), "{said}");
            assert_ne!(said, in_english, "{kind:?}");
            assert!(!said.contains(&kind.to_string()), "{said}");
            assert!(!said.contains(&kind.next_step()), "{said}");
        }
    }
}
