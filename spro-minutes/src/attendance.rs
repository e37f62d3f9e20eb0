//! Who was there and who was not, in whatever layout the minutes say it.

mod cue;
mod details;
mod entry;
mod markup;
mod named;
mod proxy;
mod settle;
mod table;

use crate::blocks::{Block, Shape};
use crate::called::{as_roles_are, has_acronym, surely_structure};
use crate::draft::{Confidence, Draft, Source, Status};
use crate::reader::{heading, plain};
use crate::section::Section;

pub(crate) use cue::{Cue, cue};
use entry::{Entry, entry};
use settle::Roll;

/// The label of a line and what follows its colon, if the label announces people.
pub(crate) fn labelled(text: &str) -> Option<(Cue, &str)> {
    let at = text.char_indices().find(|(at, c)| {
        let after = text.get(at + 1..).unwrap_or("");
        *c == ':' && (after.is_empty() || after.starts_with([' ', '*', '_', '\u{a0}']))
    });
    let (at, _) = at?;
    let (label, rest) = text.split_at(at + 1);
    let rest = rest.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    Some((cue(label)?, rest.trim()))
}

/// `blocks` cut so that a label of people begins a block, and stands alone where it ends its line.
pub(crate) fn apart(blocks: Vec<Block>) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for block in blocks {
        if block.shape == Shape::Heading || block.first() == block.last() {
            found.push(block);
            continue;
        }
        let mut open: Option<(Block, bool)> = None;
        for line in block.by_line() {
            let begins = match labelled(&line.text) {
                Some((_, "")) => Some(true),
                Some(_) => Some(false),
                None => (line.text.len() < 60 && cue(&line.text).is_some()).then_some(true),
            };
            open = match (open, begins) {
                (Some((whole, false)), None) => Some((whole.joined(&line), false)),
                (before, begins) => {
                    // Only its first line is behind the mark of a list.
                    let first = before.is_none();
                    found.extend(before.map(|(whole, _)| whole));
                    let shape = if first { line.shape } else { Shape::Paragraph };
                    let line = line.shaped(shape);
                    Some((line, begins == Some(true)))
                }
            };
        }
        found.extend(open.map(|(whole, _)| whole));
    }
    found
}

/// What is listed where the reading stands.
#[derive(Clone, Debug)]
struct List {
    cue: Cue,
    /// The depth of its heading; 0 for a label.
    level: usize,
    /// For whom those of a group came.
    group: Option<String>,
    /// White space before its first item; what is set in deeper tells of the item above.
    indent: Option<usize>,
    /// Whether its title says who belongs to the body, and not that they came.
    members: bool,
}

/// Reads the lists of attendance, wherever they stand: the rest of the text names their people. Of the
/// `head`, only sentences are read.
/// Returns the other blocks, each with whether it begins a section.
pub(crate) fn read<'a>(
    head: &[Block],
    blocks: &'a [Block],
    raw: &[&str],
    draft: &mut Draft,
) -> Vec<(&'a Block, bool)> {
    let mut reading = Reading { roll: Roll::default(), list: None, raw, matters: false };
    for block in head {
        reading.prose(block);
    }
    let mut others = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1);
        match reading.block(block, next) {
            Place::Taken => {}
            Place::Title => others.push((block, true)),
            Place::Elsewhere => others.push((block, heading(block).is_some())),
        }
    }
    reading.roll.settle(draft);
    others
}

/// Where a block belongs.
enum Place {
    Taken,
    Title,
    Elsewhere,
}

struct Reading<'a> {
    roll: Roll,
    list: Option<List>,
    raw: &'a [&'a str],
    /// Whether a matter was begun: prose about other people follows.
    matters: bool,
}

impl Reading<'_> {
    fn block(&mut self, block: &Block, next: Option<&Block>) -> Place {
        if self.table(block) {
            return Place::Taken;
        }
        if let Some((cue, rest)) = labelled(&block.text).filter(|(_, rest)| !rest.is_empty())
            && self.run(block, rest, cue, None)
        {
            self.list =
                Some(List { cue, level: block.level, group: None, indent: None, members: false });
            return Place::Taken;
        }
        if let Some(known) = heading(block) {
            return self.heading(block, known, next);
        }
        let Some(list) = self.list.clone() else {
            return self.prose(block);
        };
        self.roll.members = list.members;
        if self.group(block, next, &list) {
            return Place::Title;
        }
        let taken = match (block.shape, list.cue) {
            (shape, Cue::Proxies) => {
                let brief = block.text.split(' ').count() < 13;
                self.roll.proxies(block, &block.text, shape != Shape::Paragraph || brief)
            }
            (Shape::Bullet | Shape::Numbered, Cue::Listed(status)) => {
                let deeper = list.indent.is_some_and(|indent| block.indent > indent + 1);
                if let Some(list) = &mut self.list {
                    list.indent.get_or_insert(block.indent);
                }
                !deeper && self.item(block, status, &list)
            }
            (_, Cue::Listed(status)) => self.lines(block, status, &list),
        };
        if taken {
            return Place::Taken;
        }
        if block.shape == Shape::Paragraph && block.text.chars().any(char::is_alphanumeric) {
            self.list = None;
            return self.prose(block);
        }
        Place::Elsewhere
    }

    fn heading(&mut self, block: &Block, known: Section, next: Option<&Block>) -> Place {
        if let Section::Attendance(cue) = known {
            // A heading that is deeper than its list's parts it.
            let level = self.list.as_ref().map_or(0, |list| list.level);
            let level = if block.shape == Shape::Heading { block.level } else { level };
            let members = cue::is_of_members(&block.text)
                && self.list.as_ref().is_none_or(|list| list.members);
            self.list = Some(List { cue, level, group: None, indent: None, members });
            return Place::Title;
        }
        let deeper = self
            .list
            .clone()
            .filter(|list| known == Section::Other && block.level > list.level && list.level > 0);
        if let Some(list) = deeper
            && self.group(block, next, &list)
        {
            return Place::Title;
        }
        self.list = None;
        self.matters |= block.level > 1 || known != Section::Other;
        Place::Elsewhere
    }

    /// Whether `block` titles a group of the list: by its organisation, college or role.
    fn group(&mut self, block: &Block, next: Option<&Block>, list: &List) -> bool {
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

    fn item(&mut self, block: &Block, status: Status, list: &List) -> bool {
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
    fn lines(&mut self, block: &Block, status: Status, list: &List) -> bool {
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
    fn run(&mut self, block: &Block, text: &str, cue: Cue, group: Option<&str>) -> bool {
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

    fn table(&mut self, block: &Block) -> bool {
        let first = usize::try_from(block.first()).unwrap_or(0).saturating_sub(1);
        let last = usize::try_from(block.last()).unwrap_or(0);
        let lines = self.raw.get(first..last).unwrap_or(&[]);
        let status = match self.list.as_ref().map(|list| list.cue) {
            Some(Cue::Listed(status)) => Some(status),
            _ => None,
        };
        let piped =
            !lines.is_empty() && lines.iter().all(|line| line.trim_start().starts_with('|'));
        let found =
            if piped { table::piped(lines, status.is_some()) } else { table::in_columns(lines) };
        let by_line = block.by_line();
        let any = !found.is_empty();
        for (row, entry) in found {
            if let Some(line) = by_line.get(row) {
                self.roll.add(entry, line.whole(), status.unwrap_or(Status::Present), None);
            }
        }
        any
    }

    /// Sentences before the first matter: who is excused, who gave a proxy.
    fn prose(&mut self, block: &Block) -> Place {
        if self.matters || block.shape != Shape::Paragraph {
            return Place::Elsewhere;
        }
        let proxied = self.roll.proxies(block, &block.text, false);
        let told = settle::told(block, &mut self.roll);
        if proxied || told { Place::Taken } else { Place::Elsewhere }
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

fn is_full_name(text: &str) -> bool {
    entry(text).is_some_and(|it| {
        it.person.is_some_and(|name| name.contains(' ')) && it.organisation.is_none()
    })
}

/// Whether a title stands before a name, which may be a last name alone.
fn is_titled(text: &str) -> bool {
    let text = markup::clean(text);
    crate::called::without_title(&text).len() < text.len()
        && entry(&text).is_some_and(|it| it.person.is_some())
}

/// Whether a part of a run counts people whom nobody names: `4 members of the public`.
fn is_headcount(part: &str) -> bool {
    let key = crate::fold::fold(part);
    let mut words = key.split(' ');
    let digits = words.next().is_some_and(|it| it.parse::<u32>().is_ok());
    digits && words.next().is_some_and(|it| it.ends_with('s') || it == "people")
}

/// Words between two commas that tell of the name before: a role, a time, a title.
fn is_note(part: &str) -> bool {
    let text = markup::clean(part);
    as_roles_are(&text)
        || is_headcount(&text)
        || text.starts_with(char::is_lowercase)
            && text.split(' ').count() < 5
            && !text.contains("://")
}

/// The parts of a run: at commas and semicolons outside of brackets, and at the last `et`.
fn parts(text: &str) -> Vec<&str> {
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
    let joins = [" et ", " and ", " & "];
    found
        .into_iter()
        .flat_map(|part| {
            let join = joins.into_iter().find(|join| part.contains(join));
            let sides: Vec<_> = match join {
                Some(join) => part.split(join).collect(),
                None => vec![part],
            };
            let apart = sides.iter().all(|side| entry(side).is_some() || is_headcount(side));
            if apart { sides } else { vec![part] }
        })
        .map(|part| part.trim().trim_end_matches('.').trim())
        .map(|part| ["et ", "and "].iter().find_map(|join| part.strip_prefix(join)).unwrap_or(part))
        .filter(|part| !part.is_empty())
        .collect()
}

/// What the front matter lists under a key that announces people.
pub(crate) fn front(cue: Cue, source: &Source, draft: &mut Draft) {
    let Cue::Listed(status) = cue else { return };
    let mut roll = Roll::default();
    for part in parts(&source.text) {
        if let Some(found) = entry(part) {
            roll.add(found, source.clone(), status, None);
        }
    }
    roll.settle(draft);
}
