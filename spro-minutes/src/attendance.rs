//! Who was there and who was not, in whatever layout the minutes say it.

mod chair;
mod cue;
mod details;
mod entry;
mod labels;
mod list;
mod markup;
mod named;
mod proxy;
mod run;
mod settle;
mod table;

use crate::blocks::{Block, Shape};
use crate::called::{has_acronym, surely_structure};
use crate::draft::{Confidence, Draft, Source, Status};
use crate::reader::{heading, plain};
use crate::section::Section;

pub(crate) use cue::{Cue, cue};
use entry::entry;
pub(crate) use labels::{apart, is_above, labelled};
use list::{List, is_no_college};
use run::{is_full_name, parts};
use settle::Roll;

/// Who presides is named in the first blocks.
const OPENING: usize = 8;

/// Reads the lists of attendance, wherever they stand: the rest of the text names their people. Of the
/// `head`, only sentences are read.
/// Returns the other blocks, each with whether it begins a section.
pub(crate) fn read<'a>(
    head: &[Block],
    blocks: &'a [Block],
    raw: &[&str],
    draft: &mut Draft,
) -> Vec<(&'a Block, bool)> {
    let above = |pair: &[Block]| match pair {
        [title, list] => is_above(title, list),
        _ => false,
    };
    // One title above a list is that of the meeting.
    let by_structure = blocks.windows(2).filter(|pair| above(pair)).count() > 1;
    let mut reading = Reading {
        roll: Roll::default(),
        list: None,
        structure: None,
        bulleted: false,
        by_structure,
        raw,
        matters: false,
    };
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
    let opening = head.iter().chain(blocks.iter().take(OPENING));
    for (block, named) in opening.filter_map(|block| Some((block, chair::chair(block)?))) {
        if let Some(found) = entry(named) {
            reading.roll.preside(found, block.source(named, Confidence::Likely));
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
    /// For whom those came whom the labels below list.
    structure: Option<String>,
    /// Whether people are listed behind bullets.
    bulleted: bool,
    /// Whether lists stand below the names of structures.
    by_structure: bool,
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
            && self.people(block, rest, cue)
        {
            let group = self.structure.clone();
            self.list = Some(List { cue, level: block.level, group, indent: None, members: false });
            return Place::Taken;
        }
        if let Some((group, cue, rest)) = labels::grouped(&block.text) {
            let structure = surely_structure(group) || has_acronym(group);
            let group = Some(group).filter(|_| structure && is_no_college(group));
            if self.run(block, rest, cue, group) {
                return Place::Taken;
            }
        }
        if self.by_structure && next.is_some_and(|next| is_above(block, next)) {
            self.structure = Some(plain(&block.text).to_owned());
            return Place::Title;
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
                    || shape == Shape::Bullet
                        && is_full_name(&block.text)
                        && self.item(block, Status::Proxied, &list)
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
            self.structure = None;
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
            let group = self.structure.clone();
            self.list = Some(List { cue, level, group, indent: None, members });
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
        self.structure = None;
        self.matters |= block.level > 1 || known != Section::Other;
        Place::Elsewhere
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
        if any && piped && lines.get(1).is_some_and(|row| table::is_rule(row)) {
            by_line.iter().take(2).for_each(|line| self.roll.set_title(line.whole()));
        }
        for (row, entry) in found {
            if let Some(line) = by_line.get(row) {
                self.roll.add(entry, line.whole(), status.unwrap_or(Status::Present), None);
            }
        }
        any
    }

    /// Sentences before the first matter: who is excused, who gave a proxy.
    fn prose(&mut self, block: &Block) -> Place {
        if settle::apologised(block, &mut self.roll) {
            return Place::Taken;
        }
        if self.matters || block.shape != Shape::Paragraph {
            return Place::Elsewhere;
        }
        let proxied = self.roll.proxies(block, &block.text, false);
        let told = settle::told(block, &mut self.roll);
        if proxied || told { Place::Taken } else { Place::Elsewhere }
    }
}

/// Whether `text` labels people, behind the label of their group or without one.
pub(crate) fn announces(text: &str) -> bool {
    labelled(text).is_some() || labels::grouped(text).is_some()
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
