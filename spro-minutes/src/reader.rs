//! From blocks to a draft.

use crate::attendance::attendee;
use crate::blocks::{Block, Shape, blocks};
use crate::dates;
use crate::draft::{
    Asked, AskedKind, Confidence, Draft, ItemKind, ItemRef, Language, Modality, Note, NoteKind,
    Problem, Source, Status,
};
use crate::fold::{fold, split_dash, squeeze};
use crate::follow_up;
use crate::labelled;
use crate::links::links;
use crate::prose::{self, Context};
use crate::section::{Section, section};

/// Reads `text`: what it claims, and what is wrong with it.
pub fn read(text: &str) -> (Draft, Vec<Problem>) {
    let blocks = blocks(text);
    let mut draft = Draft { language: language(text), ..Draft::default() };
    let mut at = Section::Head;
    let mut context = Context::default();
    let cut = blocks.iter().position(|block| heading(block).is_some_and(|s| s != Section::Other));
    let (head, rest) = blocks.split_at(cut.unwrap_or(blocks.len()));
    read_head(head, &mut draft);
    for block in rest {
        draft.documents.extend(links(block));
        if let Some(next) = heading(block) {
            at = next;
            draft.headings.push(sure(block));
        } else {
            place(block, at, &mut draft, &mut context);
        }
    }
    if draft.agenda.is_empty() {
        infer_agenda(rest, &mut draft);
    }
    draft.unplaced = unplaced(text, &draft);
    let problems = impossible_dates(text, &draft);
    (draft, problems)
}

/// The whole block, as its layout says.
pub(crate) fn sure(block: &Block) -> Source {
    Source {
        text: block.text.clone(),
        lines: vec![[block.first, block.last]],
        modality: Modality::Stated,
        confidence: Confidence::Sure,
    }
}

fn plain(text: &str) -> &str {
    text.trim_matches(['*', '_', ' ', ':', '•'])
}

/// The section that `block` begins, if it is a heading by its mark or by a known wording.
fn heading(block: &Block) -> Option<Section> {
    let bold = block.text.starts_with("**") && block.text.ends_with("**");
    match section(plain(&block.text)) {
        Some(known) if block.shape != Shape::Bullet || bold => Some(known),
        _ => (block.shape == Shape::Heading).then_some(Section::Other),
    }
}

fn read_head(head: &[Block], draft: &mut Draft) {
    for block in head {
        draft.head.push(sure(block));
        let text = plain(&block.text);
        let generic = matches!(fold(text).as_str(), "compte rendu" | "proces verbal" | "minutes");
        let day = dates::find(text, None)
            .into_iter()
            .find_map(|found| found.when.as_ref().and_then(spro_core::when::When::as_day));
        draft.date = draft.date.or(day);
        if day.is_some() && block.shape == Shape::Paragraph {
            draft.venue = split_dash(text).map(|(_, venue)| venue.to_owned());
        }
        if draft.title.is_none() && !generic {
            draft.title = Some(text.to_owned());
        } else if draft.body.is_none() && block.text.starts_with("**") {
            draft.body = Some(text.to_owned());
        }
    }
    if draft.body.is_none() {
        draft.body = draft.title.as_deref().and_then(acronym);
    }
}

/// The first run of capitals, with the number that follows it: how a title names its body.
fn acronym(title: &str) -> Option<String> {
    let words: Vec<_> = title.split_whitespace().collect();
    let capital = |word: &&str| word.len() > 1 && word.chars().all(char::is_uppercase);
    let at = words.iter().position(capital)?;
    let tail = words.get(at..)?;
    let named =
        tail.iter().take_while(|word| capital(word) || word.chars().all(|c| c.is_ascii_digit()));
    Some(named.copied().collect::<Vec<_>>().join(" "))
}

fn place(block: &Block, at: Section, draft: &mut Draft, context: &mut Context) {
    let elsewhere = match at {
        Section::Approval => follow_up::approval(block, draft),
        Section::Occasions => follow_up::occasion(block, draft),
        _ => false,
    };
    if elsewhere {
        return;
    }
    let listed = matches!(at, Section::Attendance(_) | Section::Agenda);
    if !listed && labelled::place(block, draft) {
        return;
    }
    let told = matches!(at, Section::Other | Section::Ideas | Section::News);
    if told && prose::place(block, at == Section::Ideas, draft, context) {
        return;
    }
    match at {
        Section::Attendance(status) => read_attendee(block, status, draft),
        Section::Agenda => {
            let text = plain(&block.text).to_owned();
            draft.agenda.push(Source { text, ..sure(block) });
        }
        Section::News => note(block, NoteKind::News, draft),
        Section::Ideas => exchange(block, draft),
        Section::WorkingGroups => note(block, NoteKind::WorkingGroup, draft),
        Section::Outline => note(block, NoteKind::Outline, draft),
        _ => {}
    }
}

/// What was said, and is neither decided nor owed here: others' practice too.
fn exchange(block: &Block, draft: &mut Draft) {
    let modality = Modality::Reported;
    let source = Source { modality, ..sure(block) };
    draft.notes.push(bare_note(NoteKind::Exchange, source));
}

fn note(block: &Block, kind: NoteKind, draft: &mut Draft) {
    draft.notes.push(bare_note(kind, sure(block)));
}

fn bare_note(kind: NoteKind, source: Source) -> Note {
    Note { source, kind, name: None, people: Vec::new(), parts: Vec::new() }
}

fn read_attendee(block: &Block, status: Status, draft: &mut Draft) {
    let name = split_dash(&block.text).map_or(block.text.as_str(), |(name, _)| name);
    if name.split_whitespace().count() > 6 {
        return;
    }
    let person = attendee(sure(block), status, draft.body.as_deref());
    if let Some(whole) = person.organisation.clone().filter(|_| person.organisation_asked) {
        let parts = whole.split('/').map(|part| part.trim().to_owned()).collect();
        draft.asked.push(Asked {
            source: Source { confidence: Confidence::Unsure, ..person.source.clone() },
            about: ItemRef::to(ItemKind::Attendance, &person.source),
            question: AskedKind::OrganisationSlash { whole, parts },
        });
    }
    draft.attendance.push(person);
}

/// Without a list, the headings that name a matter are the agenda.
fn infer_agenda(blocks: &[Block], draft: &mut Draft) {
    for block in blocks {
        let matter = matches!(heading(block), Some(Section::Other | Section::News));
        if matter {
            let (text, modality) = (plain(&block.text).to_owned(), Modality::Inferred);
            draft.agenda.push(Source { text, modality, ..sure(block) });
        }
    }
}

fn unplaced(text: &str, draft: &Draft) -> Vec<Source> {
    let count = text.lines().count();
    let mut held = vec![false; count + 1];
    for [first, last] in draft.sources().flat_map(|source| &source.lines) {
        for line in *first..=*last {
            if let Some(slot) = held.get_mut(line as usize) {
                *slot = true;
            }
        }
    }
    text.lines()
        .zip(1_u32..)
        .filter(|(line, number)| {
            !line.trim().is_empty() && held.get(*number as usize) != Some(&true)
        })
        .map(|(line, number)| Source {
            text: squeeze(line),
            lines: vec![[number, number]],
            modality: Modality::Stated,
            confidence: Confidence::Unsure,
        })
        .collect()
}

fn impossible_dates(text: &str, draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (line, number) in text.lines().zip(1_u32..) {
        for found in dates::find(line, draft.date) {
            if found.when.is_none() {
                let before = line.get(..found.bytes.start).unwrap_or("").chars().count();
                let printed = line.get(found.bytes).unwrap_or("");
                problems.push(Problem {
                    line: number,
                    column: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1),
                    message: format!("no calendar has the date {printed:?}"),
                    next_step: "correct the date in the minutes, or leave it out".to_owned(),
                });
            }
        }
    }
    problems
}

fn language(text: &str) -> Language {
    let (mut french, mut english) = (0_usize, 0_usize);
    for word in text.split_whitespace() {
        match word {
            "le" | "la" | "les" | "des" | "du" | "et" | "est" => french += 1,
            "the" | "of" | "and" | "is" | "to" => english += 1,
            _ => {}
        }
    }
    if english > french { Language::English } else { Language::French }
}
