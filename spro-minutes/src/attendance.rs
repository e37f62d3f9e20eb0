//! Who was there and who was not, in whatever layout the minutes say it.

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
use crate::draft::{Draft, Source, Status};
use crate::reader::heading;
use crate::section::Section;

pub(crate) use cue::{Cue, cue};
use entry::entry;
pub(crate) use labels::{apart, labelled};
use list::List;
use run::parts;
use settle::Roll;

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
