//! Who gave a proxy to whom, in words: `Ana BEL donne pouvoir à Léo NOUR`.

use super::markup::clean;
use super::named::is_name;
use crate::called::{as_roles_are, without_article, without_title};
use crate::fold::{Word, words};
use crate::sentence::sentences;

/// A proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proxy {
    pub(super) giver: String,
    /// `None` where it is told by an office alone: `M. le Maire`.
    pub(super) holder: Option<String>,
}

/// Words between who gives and who holds.
const CUES: &[&str] = &[
    "donne procuration a",
    "donne pouvoir a",
    "donne son pouvoir a",
    "donne sa procuration a",
    "donne sa voix a",
    "donne mandat a",
    "remis son pouvoir a",
    "remet son pouvoir a",
    "confie son pouvoir a",
    "confie sa voix a",
    "represente par",
    "representee par",
    "procuration a",
    "pouvoir a",
    "gives proxy to",
    "gave proxy to",
    "gave a proxy to",
    "gave his proxy to",
    "gave her proxy to",
    "gave their proxy to",
    "represented by",
    "proxy to",
];

/// Marks and words that stand for the same in a list of proxies.
const IN_LISTS: &[&str] =
    &["->", "→", "=>", " à ", " to ", " pour ", " for ", " par ", " by ", ":"];

/// Each proxy that `text` tells of; in a list of proxies a mark between two names tells it too.
pub(super) fn proxies(text: &str, listed: bool) -> Vec<Proxy> {
    let text = clean(text);
    let mut found = Vec::new();
    for clause in sentences(&text).into_iter().flat_map(|it| it.split([';', ','])) {
        let proxy = by_words(clause).or_else(|| listed.then(|| by_mark(clause)).flatten());
        found.extend(proxy);
    }
    found
}

fn by_words(clause: &str) -> Option<Proxy> {
    let words = words(clause);
    let (first, after) = CUES.iter().find_map(|cue| place(&words, cue))?;
    let start = words.get(first)?.start;
    let end = words.get(after - 1)?.end;
    let before = clause.get(..start)?.trim_end();
    let aux = [" a", " est", " ayant", " has", " is", " qui"];
    let mut before = aux.iter().find_map(|aux| before.strip_suffix(aux)).unwrap_or(before);
    before = before.trim_end_matches(['(', ' ', ':', ',']);
    let (giver, after) = (last_name(before)?, clause.get(end..)?);
    let holder = first_name(after);
    (holder.is_some() || is_office(after)).then_some(Proxy { giver, holder })
}

/// Who gave a proxy in one part of a list, all to the same: `Ana BEL et Léo NOUR ayant donné pouvoir à …`.
pub(super) fn given(part: &str) -> Vec<Proxy> {
    let text = clean(part);
    let Some(last) = by_words(&text) else { return Vec::new() };
    let end = text.find(&last.giver).unwrap_or(0);
    let before = text.get(..end).unwrap_or("").trim().trim_end_matches("et").trim();
    let others = before.split(" et ").filter_map(|name| {
        let name = without_title(name.trim());
        is_name(name, false).then(|| Proxy { giver: name.to_owned(), holder: last.holder.clone() })
    });
    let mut found: Vec<_> = others.collect();
    found.push(last);
    found
}

/// `M. le Maire`, `la présidente`: an office, and no name.
fn is_office(text: &str) -> bool {
    let text = without_title(text.trim());
    let bare = without_article(text);
    bare.len() < text.len() && as_roles_are(bare)
}

fn by_mark(clause: &str) -> Option<Proxy> {
    let (before, after) = IN_LISTS.iter().find_map(|mark| clause.split_once(mark))?;
    Some(Proxy { giver: first_name(before)?, holder: Some(first_name(after)?) })
}

/// Who holds the proxy that `detail`, behind the name of who gives it, tells of: `a donné pouvoir à Léo`.
pub(super) fn holder(detail: &str) -> Option<String> {
    let words = words(detail);
    let folded = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let verb = usize::from(matches!(folded(0), "a" | "est" | "ayant" | "has" | "is" | "qui"));
    let (_, after) =
        CUES.iter().filter_map(|cue| place(&words, cue)).find(|(first, _)| *first <= verb)?;
    first_name(detail.get(words.get(after - 1)?.end..)?)
}

/// The index of the first word of `cue` in `words`, and that after its last.
fn place(words: &[Word], cue: &str) -> Option<(usize, usize)> {
    let cue: Vec<_> = cue.split(' ').collect();
    let at = words
        .windows(cue.len())
        .position(|window| window.iter().zip(&cue).all(|(word, cue)| word.folded == *cue))?;
    Some((at, at + cue.len()))
}

/// The name with which `text` begins, without what stands in brackets behind it.
fn first_name(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches(['-', ':', ' ']);
    let text = text.split(['(', ',', ';']).next()?.trim_end_matches('.');
    let text = [" et ", " and ", " pour ", " for "]
        .iter()
        .fold(text, |text, end| text.split(end).next().unwrap_or(text));
    let name = without_title(text).trim();
    is_name(name, false).then(|| name.to_owned())
}

/// The name with which `text` ends.
fn last_name(text: &str) -> Option<String> {
    let text = text.trim();
    let text = match text.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((before, _)) => before.trim_end(),
        None => text,
    };
    let whole = without_title(text);
    if is_name(whole, false) {
        return Some(whole.to_owned());
    }
    let starts = text.match_indices(' ').map(|(at, _)| at + 1);
    starts
        .filter_map(|at| text.get(at..))
        .map(without_title)
        .find(|tail| {
            tail.contains(' ') && tail.starts_with(char::is_uppercase) && is_name(tail, false)
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_behind_an_organisation_is_no_part_of_its_name() {
        for line in [
            "- Ana BEL – Chambre d'agriculture, donne pouvoir à Léo NOUR",
            "- Ana BEL (Chambre d'agriculture), a donné pouvoir à M. Léo NOUR",
            "- Ana BEL – Chambre d'agriculture (représentée par Léo NOUR)",
            "Zoé MARC (CCI), Ana BEL (Chambre d'agriculture), donne pouvoir à Léo NOUR",
        ] {
            let text =
                format!("# Réunion du 4 mai 2024\n\n## Présents\n\n{line}\n- Léo NOUR – CMA\n");
            let (draft, _) = crate::read(&text);
            let ana = draft.attendance.iter().find(|it| it.person.as_deref() == Some("Ana BEL"));
            let ana = ana.unwrap_or_else(|| panic!("{line}: {:?}", draft.attendance));
            assert_eq!(ana.organisation.as_deref(), Some("Chambre d'agriculture"), "{line}");
            assert_eq!(ana.proxy.as_deref(), Some("Léo NOUR"), "{line}");
        }
    }

    #[test]
    fn a_proxy_is_read_in_words_and_by_its_mark() {
        for (text, listed) in [
            ("Ne pouvant venir, Mme Ana BEL a donné procuration à M. Léo NOUR.", false),
            ("Ana BEL donne pouvoir à Léo NOUR", false),
            ("Ana BEL est représentée par Léo NOUR (CCI)", false),
            ("Ana BEL gave her proxy to Léo NOUR", false),
            ("Ana BEL (CMA) -> Léo NOUR", true),
            ("Ana BEL à Léo NOUR", true),
        ] {
            let proxy = Proxy { giver: "Ana BEL".to_owned(), holder: Some("Léo NOUR".to_owned()) };
            assert_eq!(proxies(text, listed), [proxy], "{text}");
        }
        let all = given("BEL Ana et NOUR Léo ayant donné pouvoir à ROY Max");
        let givers: Vec<_> = all.iter().map(|it| it.giver.as_str()).collect();
        assert_eq!(givers, ["BEL Ana", "NOUR Léo"]);
        let office = proxies("Mme Ana BEL donne pouvoir à M. le Maire", true);
        assert_eq!(office, [Proxy { giver: "Ana BEL".to_owned(), holder: None }]);
        assert!(proxies("Ana BEL écrit à Léo NOUR", false).is_empty());
        assert_eq!(proxies("Ana a donné sa voix à Zoé, Max a donné sa voix à Eva", true).len(), 2);
    }
}
