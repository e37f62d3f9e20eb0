//! One entry of an attendance list: who, for whom, since when.

use spro_core::when::LocalTime;

use super::proxy;
use crate::called::{as_roles_are, has_acronym, surely_structure, without_title};
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

/// Words that minutes print where nobody is to be named.
const NOBODY: &[&str] = &[
    "",
    "none",
    "nobody",
    "no one",
    "nil",
    "n a",
    "na",
    "tbd",
    "tba",
    "todo",
    "personne",
    "aucun",
    "aucune",
    "neant",
    "rien",
    "all",
    "everyone",
    "tous",
    "toutes",
    "tout le monde",
    "etc",
    "et al",
    "name",
    "names",
    "nom",
    "noms",
    "nom prenom",
    "prenom nom",
    "your name",
    "votre nom",
    "sans objet",
    "quorum",
    "x",
    "xx",
    "xxx",
    "a completer",
];

/// Words of sentences about people in general, which no name has.
const GENERAL: &[&str] = &[
    "quorum",
    "voix",
    "votants",
    "votes",
    "vote",
    "personnes",
    "people",
    "membres",
    "members",
    "meeting",
    "reunion",
    "seance",
    "link",
    "lien",
    "liens",
    "recording",
    "agenda",
    "page",
    "chair",
    "minutes",
    "notes",
    "others",
    "autres",
    "present",
    "presents",
    "absents",
    "excuses",
];

/// Words with which sentences begin, and no name.
const OPENING: &[&str] = &[
    "il",
    "elle",
    "on",
    "nous",
    "ils",
    "elles",
    "ce",
    "cette",
    "ces",
    "c",
    "we",
    "it",
    "this",
    "there",
    "they",
    "please",
    "no",
    "pas",
    "voir",
    "see",
    "note",
    "nb",
    "action",
    "actions",
    "decision",
    "decisions",
    "information",
    "verdict",
    "todo",
    "question",
    "questions",
    "point",
    "points",
];

/// Longer texts are no entries.
const LONGEST: usize = 240;

/// Small words within a person's name.
const PARTICLES: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "del", "della", "di", "da",
    "do", "dos", "el", "al", "ben", "bin", "ter", "ten", "af", "av", "y", "i", "zu",
];

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
    let name = apart_handles(without_title(head), &mut handles);
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
        } else if entry.tell(detail) {
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
    if surely_structure(name) && is_capitalised(name) && entry.alias.is_none() && brief {
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
    named.then(|| Entry { person: Some(name), ..Entry::default() })
}

impl Entry {
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
    fn tell(&mut self, detail: &str) -> bool {
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

/// `text` without markup: tags, emphasis, links, quotes of code.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '[', '*', '`', '\\', '~']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        rest = if let Some(after) =
            after.strip_prefix('<').and_then(|it| it.split_once('>')).map(|(inner, after)| {
                if inner.starts_with('@') {
                    out.push_str(inner);
                }
                after
            }) {
            after
        } else if let Some((shown, after)) = link(after) {
            out.push_str(shown);
            after
        } else {
            if after.starts_with(['<', '[']) {
                out.push_str(after.get(..1).unwrap_or(""));
            }
            after.get(1..).unwrap_or("")
        };
    }
    out.push_str(rest);
    let out = crate::fold::squeeze(&out.replace('{', "(").replace('}', ")"));
    out.trim_matches(['_', ' ']).to_owned()
}

/// `[shown](address)`: what is shown, and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let (shown, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (_, after) = rest.split_once(')')?;
    (!shown.contains('[')).then_some((shown, after))
}

/// `AB: Ana BEL`: the initials, and what follows them, if the name there has them.
pub(super) fn initials(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once(':')?;
    let (label, rest) = (label.trim(), rest.trim());
    let capitals = (2..=4).contains(&label.len()) && label.chars().all(|c| c.is_ascii_uppercase());
    let firsts =
        fold(rest).split(' ').filter_map(|word| word.chars().next()).take(2).collect::<String>();
    (capitals && firsts.len() == 2 && fold(label).starts_with(&firsts)).then_some((label, rest))
}

/// Whether a check box before the text is ticked, and the text.
fn tick(text: &str) -> (Option<bool>, &str) {
    for (mark, ticked) in [("[x]", true), ("[X]", true), ("☑", true), ("☒", true), ("✅", true)]
    {
        if let Some(rest) = text.strip_prefix(mark) {
            return (Some(ticked), rest.trim());
        }
    }
    for mark in ["[ ]", "[]", "☐"] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (Some(false), rest.trim());
        }
    }
    (None, text)
}

/// How a detail stands behind a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    InBrackets,
    Behind,
}

/// The name's place, and the details behind it. What stands behind a dash is one detail, with its own
/// commas and brackets, unless a bracket at its end is told of by [`Entry::tell`].
fn split<'a>(text: &'a str, entry: &mut Entry) -> (&'a str, Vec<(Set, &'a str)>) {
    let mut details = Vec::new();
    let mut rest = text.trim();
    let (end, mut mark) = cut(rest);
    let head = rest.get(..end).unwrap_or("").trim();
    rest = rest.get(end..).unwrap_or("");
    while let Some(c) = mark {
        let (detail, after) = match c {
            '(' => bracket(rest),
            ',' | ';' => {
                let inner = rest.get(c.len_utf8()..).unwrap_or("");
                let (end, _) = cut(inner);
                (inner.get(..end).unwrap_or(""), inner.get(end..).unwrap_or(""))
            }
            _ if c.is_alphanumeric() => {
                let (end, _) = cut(rest.get(c.len_utf8()..).unwrap_or(""));
                rest.split_at(end + c.len_utf8())
            }
            _ => {
                let mut whole =
                    rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != '@');
                while let Some(at) = whole.rfind('(').filter(|_| whole.trim_end().ends_with(')')) {
                    let (before, last) = whole.split_at(at);
                    if !entry.tell(last.trim_matches(['(', ')', ' '])) {
                        break;
                    }
                    whole = before.trim_end();
                }
                if let Some((before, last)) = whole.rsplit_once([',', ';'])
                    && entry.gives(last)
                {
                    whole = before;
                }
                (whole, "")
            }
        };
        let set = if c == '(' { Set::InBrackets } else { Set::Behind };
        let detail = detail.trim().trim_end_matches(['.', ';', ',']).trim();
        if !detail.is_empty() {
            details.push((set, detail));
        }
        rest = after.trim_start();
        mark = match cut(rest) {
            (0, mark) => mark,
            // Words between two marks are a detail too.
            (end, mark) => {
                details.push((Set::Behind, rest.get(..end).unwrap_or("").trim()));
                rest = rest.get(end..).unwrap_or("");
                mark
            }
        };
    }
    (head, details)
}

/// Where the first mark stands that ends a name, and the mark.
fn cut(text: &str) -> (usize, Option<char>) {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or("");
        let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
        let ends = match c {
            '(' | ',' | ';' | '/' | '|' | '→' => true,
            '=' => after.starts_with('>'),
            ':' => spaced,
            '-' | '–' | '—' | '−' | '‑' => {
                at > 0 && (before.is_whitespace() || spaced) && before != c
                    || after.starts_with('>')
            }
            _ => at > 0 && before.is_whitespace() && begins_a_time(text.get(at..).unwrap_or("")),
        };
        if ends {
            return (at, Some(c));
        }
        before = c;
    }
    (text.len(), None)
}

/// What stands in the brackets with which `text` begins, and what follows them.
fn bracket(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return (text.get(1..at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
        }
    }
    (text.get(1..).unwrap_or(""), "")
}

/// Whether a word of coming or going with a time begins here: `à 21h`, `jusqu'à 17 h`, `parti à 9 h`.
fn begins_a_time(rest: &str) -> bool {
    let key = fold(rest.get(..rest.len().min(24)).unwrap_or_else(|| crate::fold::start(rest, 24)));
    let mut words = key.split(' ');
    let first = words.next().unwrap_or("");
    let digit =
        |word: Option<&str>| word.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    match first {
        "a" => digit(words.next()) || key.starts_with("a partir"),
        "de" | "vers" => digit(words.next()),
        "jusqu" | "jusque" => true,
        _ => {
            let moves = ["arriv", "parti", "reparti", "depart", "left", "depuis", "joined"];
            moves.iter().any(|cue| first.starts_with(cue))
                && words.take(4).any(|word| digit(Some(word)))
        }
    }
}

/// `name` without the handles in it, which are put in `handles`.
fn apart_handles<'a>(name: &'a str, handles: &mut Vec<&'a str>) -> String {
    let mut words = Vec::new();
    for word in name.split_whitespace() {
        match word.strip_prefix('@').map(|it| it.trim_end_matches([')', '>'])) {
            Some(handle) if is_handle(handle) => handles.push(handle),
            // What follows a handle, such as `#3/3`, is no name.
            _ if handles.is_empty() => words.push(word),
            _ => {}
        }
    }
    words.join(" ")
}

/// The handle with which `detail` begins, and what follows it.
fn handle(detail: &str) -> Option<(&str, &str)> {
    let rest = detail.strip_prefix('@')?;
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).unwrap_or(rest.len());
    let (handle, after) = rest.split_at(end);
    let after = after.trim_start_matches([',', '-', '–', '—', ' ', ')']).trim();
    (!handle.is_empty()).then_some((handle, after))
}

fn is_handle(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
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

/// Whether `name` may be a person's, in a list of people: a few words that begin as names do, or one
/// word, such as a pseudonym.
pub(super) fn is_name(name: &str, has_handle: bool) -> bool {
    let key = fold(name);
    let words: Vec<_> = name.split_whitespace().collect();
    let strange = |c: char| !(c.is_alphanumeric() || " -'’‘\".·•_~".contains(c));
    if NOBODY.contains(&key.as_str())
        || key.split(' ').any(|word| GENERAL.contains(&word))
        || OPENING.contains(&key.split(' ').next().unwrap_or(""))
        || words.len() > 6
        || name.contains(strange)
        || as_roles_are(name) && words.len() > 1
        || !name.chars().any(char::is_alphabetic)
    {
        return false;
    }
    if let [word] = words.as_slice() {
        return word.chars().count() > 1 && !as_roles_are(word);
    }
    let digits = name.chars().any(|c| c.is_ascii_digit());
    let capital = |word: &&str| {
        word.trim_start_matches(['\'', '’', '‘', '"']).starts_with(char::is_uppercase)
    };
    let small = |word: &&str| {
        let key = fold(word);
        PARTICLES.contains(&key.split(' ').next().unwrap_or(""))
            || word.starts_with(['‘', '"', '\''])
    };
    let proper =
        words.first().is_some_and(capital) && words.iter().all(|word| capital(word) || small(word));
    !digits && (proper || has_handle && words.len() <= 3)
}

/// Whether the words in brackets behind a name surely are an organisation's.
pub(super) fn is_bracketed_structure(bracketed: &str) -> bool {
    has_acronym(bracketed) || surely_structure(bracketed)
}
