//! One entry of an attendance list: who, for whom, since when.

use spro_core::when::LocalTime;

use super::details::{Set, split};
use super::markup::{apart_handles, clean, handle, initials, tick};
use super::named::is_name;
use super::proxy;
use crate::called::{as_roles_are, has_acronym, surely_structure, without_article, without_title};
use crate::clock;
use crate::draft::Status;
use crate::fold::fold;

/// What an entry says, before its list settles what it leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) person: Option<String>,
    pub(super) alias: Option<String>,
    pub(super) organisation: Option<String>,
    /// In brackets: an organisation or an alias, as the others of the list tell.
    pub(super) bracketed: Option<String>,
    /// `None` where the entry says none and the list's holds.
    pub(super) status: Option<Status>,
    pub(super) proxy: Option<String>,
    pub(super) arrived: Option<LocalTime>,
    pub(super) left: Option<LocalTime>,
    /// Listed with columns for the status, and no mark in them.
    pub(super) unmarked: bool,
    /// In a list of members that says nothing of who came.
    pub(super) of_members: bool,
}

/// Longer texts are no entries.
const LONGEST: usize = 240;

/// What `text` names, if it names somebody or an organisation.
pub(super) fn entry(text: &str) -> Option<Entry> {
    if text.len() > LONGEST {
        return None;
    }
    let cleaned = clean(text);
    let (ticked, rest) = tick(&cleaned);
    if let Some((initials, name)) = initials(rest) {
        let mut found = entry(name)?;
        found.alias.get_or_insert_with(|| initials.to_owned());
        return Some(found);
    }
    let mut entry = Entry::default();
    if ticked == Some(false) {
        entry.status = Some(Status::Absent);
    }
    let (head, details) = split(rest, &mut entry);
    let mut handles = Vec::new();
    // "Monsieur le Consul, Jean Bel": the name stands behind the office.
    let office = without_title(head);
    let named = details.iter().position(|(_, detail)| is_name(without_title(detail), false));
    let (head, details) = match named {
        Some(at) if is_office(office) && office.len() < head.len() => {
            (details.get(at).map_or(head, |(_, name)| *name), Vec::new())
        }
        _ => (head, details),
    };
    let untitled = without_title(head);
    let titled = untitled.len() < head.trim().len();
    let name = apart_handles(untitled, &mut handles);
    let name = name.trim_end_matches(['.', ';']).trim();
    for (set, detail) in details {
        if !detail.contains(char::is_alphanumeric) || is_share(detail) {
            continue;
        }
        if let Some((handle, rest)) = handle(detail) {
            handles.push(handle);
            if may_be_organisation(rest) && entry.organisation.is_none() && !entry.tell(rest) {
                entry.organisation = Some(rest.to_owned());
            }
        } else if let Some(name) = represented(detail) {
            entry.organisation.get_or_insert_with(|| name.to_owned());
        } else if set == Set::InBrackets
            && let Some((_, employer)) = detail
                .split_once(", ")
                .filter(|(role, employer)| as_roles_are(role) && may_be_organisation(employer))
        {
            // "(Editor, The Village Paper)": what somebody is, and where.
            entry.organisation.get_or_insert_with(|| employer.to_owned());
        } else if entry.tell(detail) {
        } else if set == Set::InBrackets && detail.contains(", ") {
            // "(CCI, visioconférence)": several details.
            for detail in detail.split(", ").map(str::trim) {
                if !entry.tell(detail) && is_capitalised(detail) && entry.bracketed.is_none() {
                    entry.bracketed = Some(detail.to_owned());
                }
            }
        } else if set == Set::InBrackets {
            let brief = is_capitalised(detail)
                || detail.split_whitespace().count() < 3
                || surely_structure(detail) && detail.split_whitespace().count() < 6;
            entry.bracketed = Some(detail.to_owned()).filter(|_| brief).or(entry.bracketed);
        } else if entry.organisation.is_none() && may_be_organisation(detail) {
            entry.organisation = Some(detail.to_owned());
        }
    }
    let handle = handles.first().map(|handle| format!("@{handle}"));
    if name.is_empty() {
        entry.person = Some(handle?);
        return Some(entry);
    }
    if handle.is_some() {
        entry.alias = handle;
    }
    let brief = name.split_whitespace().count() < 8 && !text.trim_end().ends_with(['.', ':', '?']);
    if !titled && surely_structure(name) && is_capitalised(name) && entry.alias.is_none() && brief {
        entry.organisation = Some(name.to_owned());
        return Some(entry);
    }
    if !is_name(name, entry.alias.is_some()) {
        return None;
    }
    entry.person = Some(name.to_owned());
    Some(entry)
}

/// A first name with a capital and a name without, as no list of names would have it throughout.
pub(super) fn loosely(text: &str) -> Option<Entry> {
    let name = clean(text);
    let (first, last) = name.split_once(' ')?;
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '-');
    let named = is_capitalised(first) && letters(first) && letters(last) && last.len() > 3;
    let named = named && !as_roles_are(&name);
    named.then(|| Entry { person: Some(name), ..Entry::default() })
}

impl Entry {
    /// Whether it names somebody by more than one word.
    pub(super) fn has_full_name(&self) -> bool {
        self.person.as_ref().is_some_and(|name| name.contains(' '))
    }

    /// Takes the proxy that `detail` tells of; tells whether it did.
    pub(super) fn gives(&mut self, detail: &str) -> bool {
        let holder = proxy::holder(detail);
        let is = holder.is_some();
        if is {
            (self.status, self.proxy) = (Some(Status::Proxied), holder);
        }
        is
    }

    /// Takes what `detail` says of presence, times, proxy or role; tells whether it was such.
    pub(super) fn tell(&mut self, detail: &str) -> bool {
        let key = fold(detail);
        let first = key.split(' ').next().unwrap_or("");
        let says = |cues: &[&str]| cues.iter().any(|cue| key.contains(cue));
        let times = clock::times(detail);
        if self.gives(detail) {
            return true;
        }
        if says(&["visio", "a distance", "remote", "online", "en ligne", "distanciel"])
            || first == "via"
            || says(&["par telephone", "by phone", "zoom", "au telephone"])
        {
            self.status = Some(Status::Remote);
        } else if !times.is_empty() {
            let leaves = says(&["parti", "depart", "jusqu", "left", "until", "quitte"]);
            let comes = says(&["arriv", "join", "partir de", "depuis", "from"])
                || matches!(first, "a" | "at" | "des" | "de");
            let mut times = times.into_iter();
            match (comes && !says(&["reparti"]), leaves) {
                (true, true) => (self.arrived, self.left) = (times.next(), times.last()),
                (false, true) => self.left = times.last(),
                _ => self.arrived = times.next(),
            }
        } else if first.starts_with("invit") && !key.contains("expert")
            || first == "guest"
            || first.starts_with("observ")
        {
            self.status = Some(Status::Guest);
        } else if first.starts_with("excus") || first == "regrets" {
            self.status = Some(Status::Excused);
        } else if first.starts_with("absen") {
            self.status = Some(Status::Absent);
        } else if !first.starts_with("present") && !as_roles_are(detail) {
            return false;
        }
        true
    }
}

/// Whether an article before the words makes them an office, and no name.
fn is_office(text: &str) -> bool {
    text.starts_with("le ")
        || text.starts_with("la ")
        || text.starts_with("l'")
        || text.starts_with("l’")
}

/// The structure for which a detail says that somebody came: `représentant la CCI`.
fn represented(detail: &str) -> Option<&str> {
    let (role, rest) = detail.split_once(' ')?;
    let role = fold(role);
    let joins = ["de ", "du ", "des ", "d'", "d’"];
    let rest = joins.iter().find_map(|join| rest.strip_prefix(join)).unwrap_or(rest);
    let name = rest.split(" en remplacement").next().unwrap_or(rest);
    let name = without_article(name.trim());
    let is = matches!(role.as_str(), "representant" | "representante" | "representing");
    (is && may_be_organisation(name)).then_some(name)
}

/// Whether a detail counts the shares or votes that somebody has: `410 tantièmes`, `2 voix`.
fn is_share(detail: &str) -> bool {
    let key = fold(detail);
    let last = key.rsplit(' ').next().unwrap_or("");
    let units =
        ["tantiemes", "milliemes", "voix", "parts", "actions", "lots", "shares", "votes", "lot"];
    key.starts_with(|c: char| c.is_ascii_digit()) && units.contains(&last)
}

fn is_capitalised(text: &str) -> bool {
    text.trim().starts_with(char::is_uppercase)
}

/// Whether a detail may name an organisation: no address, no note, no sentence.
fn may_be_organisation(detail: &str) -> bool {
    let long = detail.split_whitespace().count() > 9;
    let address = detail.chars().filter(char::is_ascii_digit).count() > 3 || detail.contains("://");
    is_capitalised(detail) && !long && !address && !detail.contains('@')
}

/// Whether the words in brackets behind a name surely are an organisation's.
pub(super) fn is_bracketed_structure(bracketed: &str) -> bool {
    has_acronym(bracketed) || surely_structure(bracketed)
}
