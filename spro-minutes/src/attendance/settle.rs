//! What the entries of all lists say together.

use std::collections::HashMap;

use super::details::is_short_capitals;
use super::entry::{Entry, entry, is_bracketed_structure};
use super::list::is_no_college;
use super::markup::clean;
use super::proxy;
use super::run::parts;
use crate::blocks::Block;
use crate::called::{as_roles_are, has_acronym};
use crate::draft::{
    Asked, AskedKind, Attendee, Confidence, Draft, ItemKind, ItemRef, Note, NoteKind, Source,
    Status,
};
use crate::fold::{fold, says, words};

/// The entries read so far.
#[derive(Debug, Default)]
pub(super) struct Roll {
    entries: Vec<(Entry, Source)>,
    proxies: Vec<(proxy::Proxy, Source)>,
    /// Titles of groups within lists.
    titles: Vec<Source>,
    /// Parts of lists that name nobody as names are printed.
    aside: Vec<Source>,
    /// Whether what is added now stands in a list of members that says nothing of who came.
    pub(super) members: bool,
}

impl Roll {
    /// Adds what an entry of the list of `status` says.
    pub(super) fn add(
        &mut self,
        entry: Entry,
        source: Source,
        status: Status,
        group: Option<&str>,
    ) {
        let status = entry.status.or(Some(status)).filter(|_| !entry.unmarked);
        let organisation = entry.organisation.or_else(|| group.map(str::to_owned));
        let of_members = self.members;
        self.entries.push((Entry { organisation, status, of_members, ..entry }, source));
    }

    /// Adds who presides, unless a list names them.
    pub(super) fn preside(&mut self, chair: Entry, source: Source) {
        let words = |name: &Option<String>| -> Vec<String> {
            let folded = fold(name.as_deref().unwrap_or(""));
            folded.split(' ').map(str::to_owned).collect()
        };
        let name = words(&chair.person);
        let listed = self.entries.iter().any(|(it, _)| {
            let other = words(&it.person);
            it.person.is_some()
                && (name.iter().all(|word| other.contains(word))
                    || other.iter().all(|word| name.contains(word)))
        });
        // Without a list, nobody is known to have come.
        if !listed && !self.entries.is_empty() {
            let status = Some(Status::Present);
            self.entries.push((Entry { status, ..chair }, source));
        }
    }

    /// Keeps the title of a group of people, which names nobody.
    pub(super) fn set_title(&mut self, title: Source) {
        self.titles.push(title);
    }

    /// Keeps what stands among names and is none, for whoever looks through the draft.
    pub(super) fn set_aside(&mut self, sources: Vec<Source>) {
        self.aside.extend(sources);
    }

    /// Adds a proxy, of somebody who would have come for `group`.
    pub(super) fn give(&mut self, proxy: proxy::Proxy, source: Source, group: Option<&str>) {
        let giver = Entry {
            person: Some(proxy.giver),
            organisation: group.map(str::to_owned),
            status: Some(Status::Proxied),
            proxy: proxy.holder,
            ..Entry::default()
        };
        self.entries.push((giver, source));
    }

    /// Adds the proxies that `text` of `block` tells of; tells whether there are any.
    pub(super) fn proxies(&mut self, block: &Block, text: &str, listed: bool) -> bool {
        let found = proxy::proxies(text, listed);
        let any = !found.is_empty();
        let source = block.source(text, Confidence::Likely);
        self.proxies.extend(found.into_iter().map(|proxy| (proxy, source.clone())));
        any
    }

    /// Puts all of it into `draft`.
    pub(super) fn settle(mut self, draft: &mut Draft) {
        // Where another list says who came, that of the members does not.
        if self.entries.iter().any(|(it, _)| !it.of_members && it.status == Some(Status::Present)) {
            self.entries.retain(|(it, _)| !it.of_members);
        }
        draft.headings.append(&mut self.titles);
        for source in std::mem::take(&mut self.aside) {
            let source = Source { confidence: Confidence::Unsure, ..source };
            draft.notes.push(Note::bare(NoteKind::Other, source));
        }
        self.brackets(draft);
        self.merge();
        self.give_proxies();
        for (entry, source) in self.entries {
            let same = |it: &&mut Attendee| {
                it.person == entry.person
                    && it.status == entry.status
                    && (it.organisation == entry.organisation || entry.organisation.is_none())
            };
            if let Some(before) = draft.attendance.iter_mut().find(same) {
                // Listed twice, it is one.
                before.source.lines.extend(source.lines);
                before.alias = before.alias.take().or(entry.alias);
                continue;
            }
            let attendee = attendee(entry, source, draft.body.as_deref());
            if let Some(whole) =
                attendee.organisation.clone().filter(|_| attendee.organisation_asked)
            {
                let parts = whole.split('/').map(|part| part.trim().to_owned()).collect();
                draft.asked.push(Asked {
                    source: Source { confidence: Confidence::Unsure, ..attendee.source.clone() },
                    about: ItemRef::to(ItemKind::Attendance, &attendee.source),
                    question: AskedKind::OrganisationSlash { whole, parts },
                });
            }
            draft.attendance.push(attendee);
        }
    }

    /// Capitals behind an organisation are its acronym, unless they begin as the names of nearly all do.
    fn initials(&mut self) {
        let short = |entry: &Entry| {
            let capitals = entry.bracketed.as_deref().filter(|it| is_short_capitals(it))?;
            let person = entry.person.as_deref()?;
            Some(fold(capitals).chars().next() == fold(person).chars().next())
        };
        let told: Vec<_> = self.entries.iter().filter_map(|(entry, _)| short(entry)).collect();
        let behind = |entry: &Entry| entry.organisation.is_some() && short(entry).is_some();
        let any = self.entries.iter().any(|(entry, _)| behind(entry));
        let alike = told.iter().filter(|alike| **alike).count() * 4 >= told.len() * 3;
        for (entry, _) in self.entries.iter_mut().filter(|_| any) {
            if alike && told.len() > 2 && short(entry).is_some() {
                entry.alias = entry.alias.take().or(entry.bracketed.take());
            } else if behind(entry)
                && let (Some(name), Some(acronym)) =
                    (&mut entry.organisation, entry.bracketed.take())
            {
                *name = format!("{name} ({acronym})");
            }
        }
    }

    /// Whether words in brackets are organisations or other names: an organisation is called by an
    /// acronym or a word of structures, or stands behind several people; another name is one
    /// person's own. What stands behind everybody, or in the title, is the body itself.
    fn brackets(&mut self, draft: &Draft) {
        self.initials();
        let mut count: HashMap<String, usize> = HashMap::new();
        for (entry, _) in &self.entries {
            if let Some(bracketed) = &entry.bracketed {
                *count.entry(fold(bracketed)).or_default() += 1;
            }
        }
        let people = self.entries.len();
        let repeated = count.values().any(|times| *times > 1);
        let small = self.entries.iter().filter_map(|(entry, _)| entry.bracketed.as_deref());
        // Some structures print their name in small letters.
        let lower = small.clone().filter(|it| it.starts_with(char::is_lowercase)).count();
        let pseudonyms = lower * 3 > small.clone().count();
        let all = count.len() > 1 && !pseudonyms && small.count() == people;
        let title = draft.title.as_deref().map(fold).unwrap_or_default();
        for (entry, _) in &mut self.entries {
            let Some(bracketed) = entry.bracketed.take() else { continue };
            let key = fold(&bracketed);
            let of_body = title.split(' ').any(|word| word == key)
                || people > 2 && count.get(&key).is_some_and(|times| *times == people);
            let structure = is_bracketed_structure(&bracketed)
                || !pseudonyms
                    && (repeated || all || bracketed.contains(' '))
                    && (all || bracketed.starts_with(char::is_uppercase));
            // A college of the body, or a role, names no other structure.
            let role = key.split(' ').any(|word| word.len() > 4 && as_roles_are(word));
            let college = bracketed.len() < 5 && !is_no_college(&bracketed);
            if of_body || college || role && has_acronym(&bracketed) {
                continue;
            }
            let initials = entry.person.as_deref().is_some_and(|it| are_initials(&bracketed, it));
            if structure && !initials {
                entry.organisation.get_or_insert(bracketed);
            } else {
                entry.alias.get_or_insert(bracketed);
            }
        }
    }

    /// Whoever is listed by a name and again by the other name is one.
    fn merge(&mut self) {
        let mut listed = Listed::default();
        for (entry, source) in std::mem::take(&mut self.entries) {
            let names = Names::of(&entry);
            let whole = |name: &Option<String>| name.as_ref().is_some_and(|it| it.contains(' '));
            let same_one = |at: &usize| {
                let other = self.entries.get(*at).filter(|(it, _)| it.status == entry.status);
                other.is_some_and(|(it, _)| {
                    let two = whole(&it.person) && whole(&entry.person);
                    !two || listed.person(*at) == names.person.as_deref()
                })
            };
            let known = listed.by_other_name(&names).filter(same_one).min();
            let Some((before, lines)) = known.and_then(|at| self.entries.get_mut(at)) else {
                listed.add(self.entries.len(), names);
                self.entries.push((entry, source));
                continue;
            };
            let length = |name: &Option<String>| name.as_ref().map_or(0, String::len);
            if entry.alias.is_some()
                && (before.alias.is_none() || length(&entry.person) > length(&before.person))
            {
                (before.person, before.alias) = (entry.person, entry.alias);
                lines.text = source.text;
                lines.lines.splice(0..0, source.lines);
                if let Some(at) = known {
                    listed.add(at, names);
                }
            } else {
                lines.lines.extend(source.lines);
            }
            before.arrived = before.arrived.or(entry.arrived);
            before.left = before.left.or(entry.left);
        }
    }

    /// Whoever gave a proxy was away, also where another list excuses or forgets them.
    fn give_proxies(&mut self) {
        for (proxy, source) in std::mem::take(&mut self.proxies) {
            let at = |name: &str, entries: &[(Entry, Source)]| {
                let same = |other: &Option<String>| {
                    other.as_ref().is_some_and(|it| fold(it) == fold(name))
                };
                entries.iter().position(|(it, _)| same(&it.person) || same(&it.alias))
            };
            let listed = proxy.holder.as_deref().and_then(|name| at(name, &self.entries));
            let listed = listed.and_then(|at| self.entries.get(at));
            let holder = listed.and_then(|(it, _)| it.person.clone()).or(proxy.holder);
            let given = at(&proxy.giver, &self.entries);
            if let Some((entry, before)) = given.and_then(|at| self.entries.get_mut(at)) {
                entry.status = Some(Status::Proxied);
                entry.proxy = holder;
                before.lines.extend(source.lines);
                continue;
            }
            let entry = Entry {
                person: Some(proxy.giver),
                status: Some(Status::Proxied),
                proxy: holder,
                ..Entry::default()
            };
            self.entries.push((entry, source));
        }
    }
}

/// The two names of an entry, folded.
#[derive(Debug, Clone, Default)]
struct Names {
    person: Option<String>,
    alias: Option<String>,
}

impl Names {
    fn of(entry: &Entry) -> Self {
        Self { person: entry.person.as_deref().map(fold), alias: entry.alias.as_deref().map(fold) }
    }
}

/// Entries by their names: a list of thousands is gone through once.
#[derive(Debug, Default)]
struct Listed {
    names: HashMap<usize, Names>,
    by_person: HashMap<String, Vec<usize>>,
    by_alias: HashMap<String, Vec<usize>>,
}

impl Listed {
    fn add(&mut self, at: usize, names: Names) {
        for (name, by) in [(&names.person, &mut self.by_person), (&names.alias, &mut self.by_alias)]
        {
            if let Some(name) = name {
                by.entry(name.clone()).or_default().push(at);
            }
        }
        self.names.insert(at, names);
    }

    fn person(&self, at: usize) -> Option<&str> {
        self.names.get(&at)?.person.as_deref()
    }

    /// The entries that have one of `names` as an alias, or the alias of `names` as their name.
    fn by_other_name(&self, names: &Names) -> impl Iterator<Item = usize> {
        let of = |by: &HashMap<String, Vec<usize>>, name: &Option<String>| {
            name.as_ref().and_then(|name| by.get(name)).cloned().unwrap_or_default()
        };
        let mut found = of(&self.by_alias, &names.alias);
        found.extend(of(&self.by_alias, &names.person));
        found.extend(of(&self.by_person, &names.alias));
        found.retain(|at| {
            self.names.get(at).is_some_and(|it| {
                let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
                same(&it.alias, &names.alias)
                    || same(&it.alias, &names.person)
                    || same(&it.person, &names.alias)
            })
        });
        found.into_iter()
    }
}

/// Whether capitals are the first letters of a name: `SB` of Sarah Bexley.
fn are_initials(capitals: &str, name: &str) -> bool {
    let firsts: String = words(name).iter().filter_map(|it| it.folded.chars().next()).collect();
    let capital = capitals.chars().all(|c| c.is_uppercase() || ". ".contains(c));
    capital && firsts.len() > 1 && fold(capitals).replace(' ', "") == firsts
}

/// Beside the body, an organisation names whom the person came for.
fn attendee(entry: Entry, source: Source, body: Option<&str>) -> Attendee {
    let mut for_body = false;
    let organisation = entry.organisation.filter(|name| !name.is_empty()).map(|name| {
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
        person: entry.person,
        alias: entry.alias,
        organisation,
        organisation_asked,
        for_body,
        status: entry.status,
        proxy: entry.proxy,
        arrived: entry.arrived,
        left: entry.left,
    }
}

/// Adds whom a sentence says to be there or away: `Étaient excusés Mme X et M. Y.`,
/// `Ana BEL et Léo NOUR sont excusés.` Tells whether it says so of anybody.
pub(super) fn told(block: &Block, roll: &mut Roll) -> bool {
    let mut any = false;
    for sentence in crate::sentence::sentences(&block.text) {
        let words = words(sentence);
        let verb = words.iter().position(|word| {
            matches!(word.folded.as_str(), "etaient" | "sont" | "etait" | "est" | "were" | "was")
        });
        let Some(verb) = verb else { continue };
        let status = words.get(verb + 1..).unwrap_or(&[]).iter().take(2).enumerate();
        let mut status =
            status.filter_map(|(at, word)| Some((verb + 1 + at, by_word(&word.folded)?)));
        let Some((at, status)) = status.next_back() else { continue };
        let (Some(first), Some(last)) = (words.get(verb), words.get(at)) else { continue };
        let before = sentence.get(..first.start).unwrap_or("").trim();
        let after = sentence.get(last.end..).unwrap_or("");
        let text = if before.is_empty() { after.trim_start_matches([' ', ':']) } else { before };
        if !before.is_empty() && after.chars().any(char::is_alphabetic) && after.len() > 40 {
            continue;
        }
        let people: Option<Vec<_>> = parts(text)
            .into_iter()
            .map(|part| {
                let found = entry(part).filter(|it| it.person.is_some())?;
                let titled = clean(part) != crate::called::without_title(part);
                let full = found.person.as_ref().is_some_and(|it| it.contains(' '));
                (full || titled).then(|| (found, block.part(part)))
            })
            .collect();
        for (entry, source) in people.unwrap_or_default() {
            roll.add(entry, source, status, None);
            any = true;
        }
    }
    any
}

/// Adds whose apologies a sentence says that the meeting had: `Apologies were received from Cllr Bel
/// (holiday) and Cllr Noor.` Tells whether it says so of anybody.
pub(super) fn apologised(block: &Block, roll: &mut Roll) -> bool {
    let mut any = false;
    for sentence in crate::sentence::sentences(&block.text) {
        let key = fold(sentence);
        if !says(&key, &["apologies"]) || says(&key, &["no apologies"]) {
            continue;
        }
        let Some((_, named)) = sentence.split_once(" from ") else { continue };
        let named = named.trim_start_matches([':', ' ']);
        let told: Option<Vec<_>> = parts(named)
            .into_iter()
            .map(|part| {
                // Why somebody is away is no name of theirs.
                let name = part.split('(').next().unwrap_or(part).trim();
                let titled = crate::called::without_title(name) != name;
                let found = entry(name).filter(|it| it.organisation.is_none())?;
                let full = found.person.as_ref().is_some_and(|it| it.contains(' ') || titled);
                full.then(|| (found, block.part(part)))
            })
            .collect();
        for (entry, source) in told.unwrap_or_default() {
            roll.add(entry, source, Status::Excused, None);
            any = true;
        }
    }
    any
}

fn by_word(word: &str) -> Option<Status> {
    Some(match word {
        "present" | "presents" | "presente" | "presentes" => Status::Present,
        "excuse" | "excuses" | "excusee" | "excusees" | "excused" => Status::Excused,
        "absent" | "absents" | "absente" | "absentes" => Status::Absent,
        _ => return None,
    })
}
