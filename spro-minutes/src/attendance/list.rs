//! The entries of a list of people: a bullet, a line or a run each, perhaps in groups.

use super::cue::Cue;
use super::entry::{self, Entry, entry};
use super::run::{is_full_name, is_note, is_titled, parts};
use super::{Reading, markup};
use crate::blocks::{Block, Shape};
use crate::called::{as_roles_are, has_acronym, surely_structure};
use crate::draft::{Confidence, Source, Status};
use crate::reader::plain;

/// What is listed where the reading stands.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) cue: Cue,
    /// The depth of its heading; 0 for a label.
    pub(super) level: usize,
    /// For whom those of a group came.
    pub(super) group: Option<String>,
    /// White space before its first item; what is set in deeper tells of the item above.
    pub(super) indent: Option<usize>,
    /// Whether its title says who belongs to the body, and not that they came.
    pub(super) members: bool,
}

impl Reading<'_> {
    /// Whether `block` titles a group of the list: by its organisation, college or role.
    pub(super) fn group(&mut self, block: &Block, next: Option<&Block>, list: &List) -> bool {
        let text = plain(&block.text);
        let set_off = block.shape == Shape::Heading
            || block.text.trim_end_matches(['*', '_', ' ']).ends_with(':')
            || block.text.starts_with("**") && block.text.ends_with("**")
            || next.is_some_and(|next| {
                next.shape == Shape::Bullet
                    && block.shape == Shape::Bullet
                    && next.indent > block.indent
            });
        let people = next.is_some_and(|next| {
            let shape = matches!(next.shape, Shape::Bullet | Shape::Numbered | Shape::Paragraph);
            let first = next.by_line().into_iter().next();
            shape && first.is_some_and(|line| entry(&line.text).is_some())
        });
        if !set_off || !people || text.split_whitespace().count() > 9 || text.contains('@') {
            return false;
        }
        let structure = !as_roles_are(text) && (has_acronym(text) || surely_structure(text));
        let group = Some(text.to_owned()).filter(|_| structure && is_no_college(text));
        self.list = Some(List { group, indent: None, ..list.clone() });
        true
    }

    /// `CCI : Ana BEL, Léo NOUR`, `Présidente : Ana BEL`, `**Salariés :** Ana BEL et Léo NOUR`.
    fn grouped(&mut self, block: &Block, list: &List) -> bool {
        let Some((label, rest)) = block.text.split_once(':') else {
            return false;
        };
        if markup::initials(&block.text).is_some() {
            return false;
        }
        let rest = rest.trim_start_matches(['*', '_', ' ']);
        let bold = label.starts_with("**");
        let label = plain(label);
        // Who presides or writes is on another list too, or on none.
        let away = !matches!(list.cue, Cue::Listed(Status::Present | Status::Guest));
        if away && crate::fold::fold(label).contains("seance") {
            return false;
        }
        let role = as_roles_are(label);
        let structure =
            !role && (surely_structure(label) || has_acronym(label) && !is_full_name(label));
        let brief = label.split_whitespace().count() < 7 && !label.contains(['(', '@']);
        let group = Some(label.to_owned()).filter(|_| structure && is_no_college(label));
        let names = parts(rest);
        let people = names.iter().all(|part| is_full_name(part));
        // "Enseignants : Mme Bel, M. Nour": titles make sure that people follow.
        let titled = names.first().is_some_and(|part| is_titled(part))
            && names.iter().all(|part| is_titled(part) || is_full_name(part) || is_note(part));
        brief
            && !rest.is_empty()
            && ((role || structure || bold) && people || titled)
            && self.run(block, rest, list.cue, group.as_deref())
    }

    pub(super) fn item(&mut self, block: &Block, status: Status, list: &List) -> bool {
        if self.grouped(block, list) {
            return true;
        }
        let parts = parts(&block.text);
        let several = parts.len() > 2 && parts.iter().all(|part| is_full_name(part));
        if several {
            return self.run(block, &block.text, list.cue, list.group.as_deref());
        }
        let found = entry(&block.text);
        let taken = found.is_some();
        if let Some(found) = found {
            self.roll.add(found, block.whole(), status, list.group.as_deref());
        }
        taken
    }

    /// Lines without marks, or names with commas between.
    pub(super) fn lines(&mut self, block: &Block, status: Status, list: &List) -> bool {
        let lines = block.by_line();
        if lines.len() > 1
            && lines.iter().all(|line| line.text.contains(" : ") || line.text.contains(": "))
        {
            let mut taken = false;
            for line in &lines {
                taken |= self.grouped(line, list);
            }
            if taken {
                return true;
            }
        }
        if self.grouped(block, list) {
            return true;
        }
        // A line each, with a role behind the name.
        let one_each = lines.len() > 1
            && lines.iter().all(|line| {
                let mut parts = parts(&line.text).into_iter();
                let named = parts.next().is_some_and(|name| is_titled(name) || is_full_name(name));
                named && !line.text.ends_with(',') && parts.all(is_note)
            });
        if !one_each
            && block.text.contains(',')
            && self.run(block, &block.text, list.cue, list.group.as_deref())
        {
            return true;
        }
        let sentence = |text: &str| text.ends_with('.') && text.split(' ').count() > 4;
        let read = |line: Block| {
            let found = entry(&line.text).filter(|_| !sentence(&line.text))?;
            Some((found, line.whole()))
        };
        let Some(found) = block.by_line().into_iter().map(read).collect::<Option<Vec<_>>>() else {
            return block.text.contains([',', ';'])
                && self.run(block, &block.text, list.cue, list.group.as_deref());
        };
        for (entry, source) in found {
            self.roll.add(entry, source, status, list.group.as_deref());
        }
        true
    }

    /// Names in one run of text: `A, B (CCI) et C`. All of it must be names.
    pub(super) fn run(&mut self, block: &Block, text: &str, cue: Cue, group: Option<&str>) -> bool {
        let status = match cue {
            Cue::Proxies => return self.roll.proxies(block, text, true),
            Cue::Listed(status) => status,
        };
        let parts = parts(text);
        let read: Vec<_> = parts.iter().map(|part| entry(part)).collect();
        let strange = read.iter().filter(|it| it.is_none()).count();
        let one_line = block.first() == block.last();
        let mut found: Vec<(Entry, Source)> = Vec::new();
        for (part, read) in parts.into_iter().zip(read) {
            // Among many names one in small letters is a name too.
            let read =
                read.or_else(|| entry::loosely(part).filter(|_| strange * 4 <= found.len() + 3));
            match read {
                Some(entry) => found.push((entry, block.source(part, Confidence::Sure))),
                // What is set off in the run may be a detail of the name before.
                None if one_line && found.last_mut().is_some_and(|(it, _)| it.gives(part)) => {}
                None if is_note(part) && !found.is_empty() => {}
                None => return false,
            }
        }
        let any = !found.is_empty();
        for (entry, source) in found {
            self.roll.add(entry, source, status, group);
        }
        any
    }
}

/// A college or a circle of a body is no organisation.
fn is_no_college(text: &str) -> bool {
    let key = crate::fold::fold(text);
    let first = key.split(' ').next().unwrap_or("");
    !matches!(
        first,
        "college"
            | "conseil"
            | "bureau"
            | "comite"
            | "board"
            | "committee"
            | "ca"
            | "team"
            | "equipe"
            | "commission"
    ) && !key.contains("administration")
}
