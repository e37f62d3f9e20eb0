//! The entries of a list of people: a bullet, a line or a run each, perhaps in groups.

use super::cue::{self, Cue};
use super::entry::{self, Entry, entry};
use super::labels::past_titles;
use super::run::{is_full_name, is_note, is_titled, parts};
use super::{Reading, markup, proxy};
use crate::blocks::{Block, Shape};
use crate::called::{as_roles_are, has_acronym, surely_structure};
use crate::draft::{Confidence, Source, Status};
use crate::fold::fold;
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
        let rest = past_titles(rest.trim_start_matches(['*', '_', ' ']));
        let bold = label.starts_with("**");
        let label = plain(label);
        // Who presides or writes is on another list too, or on none.
        let away = !matches!(list.cue, Cue::Listed(Status::Present | Status::Guest));
        if away && crate::fold::fold(label).contains("seance") {
            return false;
        }
        // Whoever presides or scribes is no guest, and not away.
        let serves = ["chair", "scribe", "facilitator", "moderator", "note taker", "minute taker"];
        if away_or_guest(list.cue)
            && serves.iter().any(|office| crate::fold::fold(label).starts_with(office))
        {
            return false;
        }
        let role = as_roles_are(label);
        let structure =
            !role && (surely_structure(label) || has_acronym(label) && !is_full_name(label));
        let bare = label.split(" (").next().unwrap_or(label).trim();
        let of_people = cue::is_group_of_people(bare);
        let role = role || of_people;
        let brief = bare.split_whitespace().count() < 7
            && label.split_whitespace().count() < 10
            && !bare.contains(['(', '@', ',']);
        let plain = structure && bare.len() == label.len() && is_no_college(label);
        let group = Some(label.to_owned()).filter(|_| plain);
        let names = parts(rest);
        let people = names.iter().all(|part| is_full_name(part) || of_people && is_note(part));
        // "Enseignants : Mme Bel, M. Nour": titles make sure that people follow.
        let titled = names.first().is_some_and(|part| is_titled(part))
            && names.iter().all(|part| is_titled(part) || is_full_name(part) || is_note(part));
        brief
            && !rest.is_empty()
            && ((role || structure || bold) && people || titled)
            && self.run(block, rest, list.cue, group.as_deref())
    }

    pub(super) fn item(&mut self, block: &Block, status: Status, list: &List) -> bool {
        if let Some((title, people)) = titled_lines(block)
            && self.names(&people, status, list)
        {
            self.roll.set_title(title);
            return true;
        }
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
        self.bulleted |= taken;
        if let Some(found) = found {
            self.roll.add(found, block.whole(), status, list.group.as_deref());
        }
        taken
    }

    /// The people whom a label announces with `rest` behind it: a line each, or in one run.
    pub(super) fn people(&mut self, block: &Block, rest: &str, cue: Cue) -> bool {
        let group = self.structure.clone();
        let Cue::Listed(status) = cue else {
            return self.run(block, rest, cue, group.as_deref());
        };
        let start = rest.as_ptr().addr() - block.text.as_ptr().addr();
        let lines = block.piece(start..start + rest.len()).by_line();
        match one_each(lines) {
            Some(lines) => {
                self.each(&lines, status, group.as_deref());
                true
            }
            None => self.run(block, rest, cue, group.as_deref()),
        }
    }

    /// Lines that name one person each, or several between dashes.
    fn each(&mut self, lines: &[Block], status: Status, group: Option<&str>) {
        for line in lines {
            let given = proxy::given(&line.text);
            let several = !line.text.contains(',') && parts(&line.text).len() > 1;
            if !given.is_empty() {
                for proxy in given {
                    self.roll.give(proxy, line.whole(), group);
                }
            } else if several && self.run(line, &line.text, Cue::Listed(status), group) {
            } else if let Some(found) = entry(&line.text) {
                self.roll.add(found, line.whole(), status, group);
            } else {
                self.roll.set_aside(vec![line.whole()]);
            }
        }
    }

    /// Lines without marks, or names with commas between.
    pub(super) fn lines(&mut self, block: &Block, status: Status, list: &List) -> bool {
        let lines = block.by_line();
        // Where people are behind bullets, a line alone is a title.
        if self.bulleted && lines.len() == 1 && parts(&block.text).len() == 1 {
            return false;
        }
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
        let groups = groups(lines);
        if groups.len() > 1 {
            // A group that is none leaves the others what they are.
            let taken = groups.iter().filter(|group| self.names(group, status, list)).count();
            return taken > 0;
        }
        self.names(block, status, list)
    }

    /// Names that no label sets apart, or behind the label of their group.
    fn names(&mut self, block: &Block, status: Status, list: &List) -> bool {
        if self.grouped(block, list) {
            return true;
        }
        // A line each, with a role behind the name.
        if let Some(lines) = one_each(block.by_line()) {
            self.each(&lines, status, list.group.as_deref());
            return true;
        }
        if (block.text.contains(',') || parts(&block.text).len() > 2)
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

    /// Names in one run of text: `A, B (CCI) et C`. Among many names, what is none is set aside.
    pub(super) fn run(&mut self, block: &Block, text: &str, cue: Cue, group: Option<&str>) -> bool {
        let status = match cue {
            Cue::Proxies if self.roll.proxies(block, text, true) => return true,
            // Who holds them is not said.
            Cue::Proxies if parts(text).iter().all(|part| is_full_name(part)) => Status::Proxied,
            Cue::Proxies => return false,
            Cue::Listed(status) => status,
        };
        let parts = parts(text);
        let read: Vec<_> = parts.iter().map(|part| entry(part)).collect();
        let strange = read.iter().filter(|it| it.is_none()).count();
        let sure = read.iter().flatten().filter(|it| it.has_full_name()).count();
        let one_line = block.first() == block.last();
        let mut found: Vec<(Entry, Source)> = Vec::new();
        let mut given = Vec::new();
        let mut aside = Vec::new();
        for (part, read) in parts.into_iter().zip(read) {
            let source = block.source(part, Confidence::Sure);
            let proxies = proxy::given(part);
            if !proxies.is_empty() {
                given.extend(proxies.into_iter().map(|proxy| (proxy, source.clone())));
                continue;
            }
            // Among many names one in small letters is a name too.
            let read =
                read.or_else(|| entry::loosely(part).filter(|_| strange * 4 <= found.len() + 3));
            match read {
                Some(entry) => found.push((entry, source)),
                // What is set off in the run may be a detail of the name before.
                None if one_line && found.last_mut().is_some_and(|(it, _)| it.gives(part)) => {}
                None if is_note(part) && !found.is_empty() => {}
                None => aside.push(source),
            }
        }
        if !aside.is_empty() && (sure < 4 || aside.len() * 4 > sure) {
            return false;
        }
        let any = !found.is_empty() || !given.is_empty();
        self.roll.set_aside(aside);
        for (proxy, source) in given {
            self.roll.give(proxy, source, group);
        }
        for (entry, source) in found {
            self.roll.add(entry, source, status, group);
        }
        any
    }
}

/// `lines` as one entry each, where they are such: a name, perhaps with roles and structures behind it, that
/// may go on in the next line.
fn one_each(lines: Vec<Block>) -> Option<Vec<Block>> {
    let named = |line: &Block| {
        let mut parts = parts(&line.text).into_iter();
        let first = parts.next().unwrap_or("");
        let capitals = first.chars().filter(|c| c.is_uppercase()).count() > 2;
        let office = |part: &str| as_roles_are(part) || surely_structure(part);
        let last_name = capitals && !first.contains(' ') && parts.next().is_some_and(office);
        let full = entry(first).is_some_and(|it| it.has_full_name());
        let proxied = || !proxy::given(&line.text).is_empty();
        is_titled(first) || is_titled(&line.text) || full || last_name || proxied()
    };
    let several = |line: &Block| {
        let mut parts = parts(&line.text).into_iter();
        let name = |part: &str| is_full_name(part) || is_titled(part);
        parts.next().is_some_and(name) && parts.any(name)
    };
    // What begins in small letters goes on.
    let goes_on = |line: &&Block| line.text.starts_with(char::is_lowercase);
    let all = lines.iter().filter(|line| !goes_on(line)).count();
    let opening = lines.iter().filter(|line| named(line)).count();
    let noted = lines.iter().any(|line| line.text.contains(','));
    let runs = lines.iter().filter(|line| line.text.contains(',') && several(line)).count();
    let open = lines.iter().any(|line| line.text.ends_with(',') && !line.text.contains(", "));
    let enough = if noted { opening * 5 >= all * 3 } else { opening == all };
    if all < 2 || !lines.first().is_some_and(named) || !enough || runs * 5 > all || open {
        return None;
    }
    let mut found: Vec<Block> = Vec::new();
    for line in lines {
        match found.pop() {
            Some(before) if !named(&line) => found.push(before.joined(&line)),
            before => {
                found.extend(before);
                found.push(line);
            }
        }
    }
    Some(found)
}

/// A bullet that titles the lines below it, with those: `* Membres du collège « Élus »`.
fn titled_lines(block: &Block) -> Option<(Source, Block)> {
    let mut lines = block.by_line().into_iter();
    let title = lines.next()?;
    let first = fold(&title.text);
    let kind = first.starts_with("college ") || first.contains(" college ");
    let titles = cue::is_group_of_people(&title.text) || kind && first.split(' ').count() < 10;
    let people = lines.map(|line| line.shaped(Shape::Paragraph)).reduce(|a, b| a.joined(&b))?;
    (titles && !is_titled(&title.text)).then(|| (title.whole(), people))
}

/// `lines` cut before each that begins with the label of a group: `Messieurs : …`, `CCI : …`.
fn groups(lines: Vec<Block>) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for line in lines {
        let label = line.text.split_once(" : ").or_else(|| line.text.split_once(": "));
        let begins = label.is_some_and(|(label, names)| {
            let brief = label.split_whitespace().count() < 9 && !names.trim().is_empty();
            brief
                && label.starts_with(char::is_uppercase)
                && (cue::is_group_of_people(label) || !is_full_name(label))
        });
        match found.pop() {
            Some(whole) if !(begins || whole.text.ends_with(").") && is_titled(&line.text)) => {
                found.push(whole.joined(&line));
            }
            before => {
                found.extend(before);
                found.push(line);
            }
        }
    }
    found
}

fn away_or_guest(cue: Cue) -> bool {
    !matches!(cue, Cue::Listed(Status::Present | Status::Remote))
}

/// A college or a circle of a body is no organisation.
pub(super) fn is_no_college(text: &str) -> bool {
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
