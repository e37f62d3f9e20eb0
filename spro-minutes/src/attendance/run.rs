//! Names in one run of text: `A, B (CCI) et C`.

use super::entry::entry;
use super::markup;
use crate::called::as_roles_are;

pub(super) fn is_full_name(text: &str) -> bool {
    entry(text).is_some_and(|it| {
        it.person.is_some_and(|name| name.contains(' ')) && it.organisation.is_none()
    })
}

/// Whether a title stands before a name, which may be a last name alone.
pub(super) fn is_titled(text: &str) -> bool {
    let text = markup::clean(text);
    crate::called::without_title(&text).len() < text.len()
        && entry(&text).is_some_and(|it| it.person.is_some())
}

/// Whether a part of a run counts people whom nobody names: `4 members of the public`.
pub(super) fn is_headcount(part: &str) -> bool {
    let key = crate::fold::fold(part);
    let mut words = key.split(' ');
    let digits = words.next().is_some_and(|it| it.parse::<u32>().is_ok());
    digits && words.next().is_some_and(|it| it.ends_with('s') || it == "people")
}

/// Words between two commas that tell of the name before: a role, a time, a title.
pub(super) fn is_note(part: &str) -> bool {
    let text = markup::clean(part);
    as_roles_are(&text)
        || is_headcount(&text)
        || text.starts_with(char::is_lowercase)
            && text.split(' ').count() < 5
            && !text.contains("://")
}

/// A name without the group it is listed with: `Committee members: Ana Bel`.
fn behind_group(part: &str) -> &str {
    let Some((label, name)) = part.split_once(": ") else {
        return part;
    };
    let key = crate::fold::fold(label);
    // Who presides or writes is on another list too.
    let many = ["members", "membres", "directors", "trustees", "councillors", "officers"];
    let many = many.iter().any(|group| key.ends_with(group));
    let is = many && key.split(' ').count() < 4 && is_full_name(name);
    if is { name } else { part }
}

/// The parts of a run: at commas and semicolons outside of brackets, and at the last `et`.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut start, mut tag) = (0_usize, 0, false);
    for (at, c) in text.char_indices() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            _ if tag => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => {
                found.push(text.get(start..at).unwrap_or(""));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(text.get(start..).unwrap_or(""));
    if let [whole] = found.as_slice()
        && let Some(names) = between_dashes(whole)
    {
        found = names;
    }
    let joins = [" et ", " and ", " & "];
    found
        .into_iter()
        .flat_map(|part| {
            // "And" within brackets joins no names.
            let outside = |join: &str| {
                part.match_indices(join).all(|(at, _)| {
                    let before = part.get(..at).unwrap_or("");
                    before.matches('(').count() <= before.matches(')').count()
                })
            };
            let join = joins.into_iter().find(|join| part.contains(join) && outside(join));
            let sides: Vec<_> = match join {
                Some(join) => part.split(join).collect(),
                None => vec![part],
            };
            let apart = sides.iter().all(|side| entry(side).is_some() || is_headcount(side));
            if apart { sides } else { vec![part] }
        })
        .flat_map(|part| {
            // Some print a full stop where others print a comma.
            let sides: Vec<_> = part.split(". ").map(behind_group).collect();
            let apart = sides.len() > 1 && sides.iter().all(|side| is_full_name(side));
            if apart { sides } else { vec![behind_group(part)] }
        })
        .map(|part| part.trim().trim_end_matches('.').trim())
        .map(|part| part.strip_suffix(" et").unwrap_or(part))
        .map(|part| ["et ", "and "].iter().find_map(|join| part.strip_prefix(join)).unwrap_or(part))
        .filter(|part| !part.is_empty())
        .collect()
}

/// `Ana BEL - Léo NOUR – Zoé PRE`: three names or more with dashes between.
fn between_dashes(text: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((at, dash)) = rest.char_indices().find(|(at, c)| {
        let spaced = rest.get(..*at).is_some_and(|before| before.ends_with(' '));
        matches!(c, '-' | '–' | '—')
            && (spaced || rest.get(at + c.len_utf8()..).is_some_and(|it| it.starts_with(' ')))
    }) {
        names.push(rest.get(..at)?.trim());
        rest = rest.get(at + dash.len_utf8()..)?;
    }
    names.push(rest.trim());
    names.retain(|name| !name.is_empty());
    let full = names.len() > 2 && names.iter().all(|name| is_full_name(name));
    let person = |name: &&str| entry(name).is_some_and(|it| it.person.is_some());
    let first_names = names.len() > 3 && names.iter().all(person);
    (full || first_names).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn names_stand_between_commas_or_dashes() {
        assert_eq!(parts("Ana Bel, Léo Nour (CCI, Tours) et Max Roy").len(), 3);
        assert_eq!(parts("Ana BEL - Léo NOUR – Jean-Luc PRE").len(), 3);
        assert_eq!(parts("Ana – Léo - Zoé – Max R.").len(), 4);
        assert_eq!(parts("Ana BEL – CCI").len(), 1);
        assert_eq!(parts("Mmes et MM. Ana BEL, Léo NOUR").len(), 2);
    }
}
