//! One line of an attendance list.

use spro_core::when::LocalTime;

use crate::draft::{Attendee, Source, Status};
use crate::fold::{fold, split_dash, words};

/// Reads `Name – ORGANISATION (detail)`; the status is that of the list unless a detail says more.
pub(crate) fn attendee(source: Source, listed: Status, body: Option<&str>) -> Attendee {
    let mut rest = source.text.clone();
    let (mut status, mut proxy, mut arrived, mut left) = (listed, None, None, None);
    while let Some((before, detail)) = bracket(&rest) {
        let key = fold(detail);
        if key.contains("visio") || key.contains("a distance") || key == "remote" {
            status = Status::Remote;
        } else if key.starts_with("invit") || key == "guest" {
            status = Status::Guest;
        } else if key.starts_with("arriv") {
            arrived = time(detail);
        } else if key.starts_with("depart") || key.starts_with("left") {
            left = time(detail);
        } else if key.starts_with("pouvoir a ") || key.starts_with("proxy to ") {
            status = Status::Proxied;
            proxy = detail.split_whitespace().skip(2).reduce_words();
        } else {
            break;
        }
        rest = before.to_owned();
    }
    let (person, organisation) = match split_dash(&rest) {
        Some((person, organisation)) => (person.to_owned(), Some(organisation.to_owned())),
        None => (rest.clone(), None),
    };
    let mut for_body = false;
    let organisation = organisation.filter(|name| !name.is_empty()).map(|name| {
        match (name.rsplit_once('/'), body) {
            (Some((employer, last)), Some(body)) if fold(last) == fold(body) => {
                for_body = true;
                employer.trim().to_owned()
            }
            _ => name,
        }
    });
    let organisation_asked = organisation.as_ref().is_some_and(|name| name.contains('/'));
    Attendee {
        source,
        person,
        organisation,
        organisation_asked,
        for_body,
        status,
        proxy,
        arrived,
        left,
    }
}

trait ReduceWords {
    fn reduce_words(self) -> Option<String>;
}

impl<'a, I: Iterator<Item = &'a str>> ReduceWords for I {
    fn reduce_words(self) -> Option<String> {
        let joined = self.collect::<Vec<_>>().join(" ");
        (!joined.is_empty()).then_some(joined)
    }
}

fn bracket(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end().strip_suffix(')')?;
    let (before, detail) = inner.rsplit_once('(')?;
    Some((before.trim_end(), detail.trim()))
}

/// The first `10 h 10`, `16 h` or `9h30`.
pub(crate) fn time(text: &str) -> Option<LocalTime> {
    let spaced: String = fold(text)
        .chars()
        .flat_map(|c| if c == 'h' { vec![' ', 'h', ' '] } else { vec![c] })
        .collect();
    let words = words(&spaced);
    let at = words.iter().position(|word| word.folded == "h")?;
    let hour: u8 = words.get(at.checked_sub(1)?)?.folded.parse().ok()?;
    let minute: u8 = words.get(at + 1).and_then(|word| word.folded.parse().ok()).unwrap_or(0);
    LocalTime::new(hour, minute).ok()
}
