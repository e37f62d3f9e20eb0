//! One line of an attendance list.

use crate::blocks::Block;
use crate::clock;
use crate::draft::{
    Asked, AskedKind, Attendee, Confidence, Draft, ItemKind, ItemRef, Source, Status,
};
use crate::fold::{fold, split_dash};

/// Places a line of the list whose status is `listed`; tells whether it was one.
pub(crate) fn place(block: &Block, listed: Status, draft: &mut Draft) -> bool {
    let name = split_dash(&block.text).map_or(block.text.as_str(), |(name, _)| name);
    if name.is_empty() || name.split_whitespace().count() > 6 {
        return false;
    }
    let person = attendee(block.whole(), listed, draft.body.as_deref());
    if person.person.is_empty() {
        return false;
    }
    if let Some(whole) = person.organisation.clone().filter(|_| person.organisation_asked) {
        let parts = whole.split('/').map(|part| part.trim().to_owned()).collect();
        draft.asked.push(Asked {
            source: Source { confidence: Confidence::Unsure, ..person.source.clone() },
            about: ItemRef::to(ItemKind::Attendance, &person.source),
            question: AskedKind::OrganisationSlash { whole, parts },
        });
    }
    draft.attendance.push(person);
    true
}

/// Reads `Name – ORGANISATION (detail)`; the status is that of the list unless a detail says more.
fn attendee(source: Source, listed: Status, body: Option<&str>) -> Attendee {
    let mut rest = source.text.clone();
    let (mut status, mut proxy, mut arrived, mut left) = (listed, None, None, None);
    let mut bracketed = None;
    while let Some((before, detail)) = bracket(&rest) {
        let key = fold(detail);
        let starts = |cues: &[&str]| cues.iter().any(|cue| key.starts_with(cue));
        if ["visio", "a distance", "remote", "online"].iter().any(|cue| key.contains(cue)) {
            status = Status::Remote;
        } else if starts(&["invit", "guest", "observer"]) {
            status = Status::Guest;
        } else if starts(&["arriv"]) {
            arrived = clock::first(detail);
        } else if starts(&["depart", "left"]) {
            left = clock::first(detail);
        } else if starts(&["pouvoir a ", "proxy to "]) {
            status = Status::Proxied;
            let holder: Vec<_> = detail.split_whitespace().skip(2).collect();
            proxy = Some(holder.join(" ")).filter(|holder| !holder.is_empty());
        } else {
            bracketed = Some(detail.to_owned()).filter(|_| split_dash(before).is_none());
            break;
        }
        rest = before.to_owned();
    }
    let (person, organisation) = match (split_dash(&rest), bracketed) {
        (Some((person, organisation)), _) => (person.to_owned(), Some(organisation.to_owned())),
        (None, Some(organisation)) => {
            let person = bracket(&rest).map_or(rest.as_str(), |(person, _)| person);
            (person.to_owned(), Some(organisation))
        }
        (None, None) => (rest.clone(), None),
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

fn bracket(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end().strip_suffix(')')?;
    let (before, detail) = inner.rsplit_once('(')?;
    Some((before.trim_end(), detail.trim()))
}
