//! Who acts for whom since when: `Ana BEL représente la CCI depuis le 1er mai`.

use crate::dates::{self, Calendar};
use crate::draft::{Mandate, Source};
use crate::names::Names;

/// Words before a structure, and whether the person leaves it.
const VERBS: &[(&str, bool)] = &[
    (" a quitté ", true),
    (" quitte ", true),
    (" left ", true),
    (" représente ", false),
    (" a rejoint ", false),
    (" rejoint ", false),
    (" represents ", false),
    (" joined ", false),
];

/// The mandate that `said` tells of, if a known person is its subject.
pub(crate) fn mandate(
    said: &str,
    source: Source,
    names: &Names,
    calendar: Calendar,
) -> Option<Mandate> {
    let person = names.opening(said)?;
    let rest = said.get(person.bytes.end..)?;
    let since = [" depuis ", " à compter ", " à partir ", " since ", " as of ", " from ", " on "];
    let (told, day) = since.iter().find_map(|cue| rest.rsplit_once(cue))?;
    let when = dates::find(day, calendar).into_iter().next()?.when?;
    let (mut organisation, mut left) = (None, None);
    for part in told.split(" et ").flat_map(|part| part.split(" and ")) {
        let part = format!(" {}", part.trim());
        for (verb, leaves) in VERBS {
            if let Some(name) = part.strip_prefix(verb) {
                let slot = if *leaves { &mut left } else { &mut organisation };
                *slot = Some(without_article(name.trim()).to_owned());
            }
        }
    }
    Some(Mandate {
        source,
        person: person.person,
        organisation: organisation?,
        since: Some(when),
        until: None,
        left_organisation: left,
    })
}

fn without_article(name: &str) -> &str {
    let articles = ["la ", "le ", "les ", "l'", "l’", "the "];
    articles.iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}
