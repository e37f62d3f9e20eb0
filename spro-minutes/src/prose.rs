//! Running text: each sentence goes to the item that its wording makes it.

mod context;
mod decided;
mod motion;
mod noted;
mod owed;
mod planned;
mod said;
mod unowned;

use crate::approval::approval;
use crate::blocks::{Block, Shape};
use crate::closing;
use crate::dates;
use crate::documents;
use crate::draft::{
    Action, ActionState, Confidence, Decision, DocumentState, Draft, ItemKind, Modality, Note,
    NoteKind, Source,
};
use crate::due::due;
use crate::fold::{fold, says};
use crate::labelled::{self, Kind};
use crate::mandate::mandate;
use crate::names::Names;
use crate::section::Section;
use crate::sentence::sentences;
use crate::status_change;
use crate::verdict;
use crate::vote;

pub(crate) use context::Context;
use motion::{End, Motion, Step};

/// Places all that `block` says.
pub(crate) fn place(
    block: &Block,
    at: Section,
    names: &Names,
    draft: &mut Draft,
    context: &mut Context,
) {
    if let Some(outline) = context.outline_of(block)
        && let Some(note) = draft.notes.get_mut(outline)
    {
        note.parts.push(block.whole());
        return;
    }
    if matches!(block.shape, Shape::Bullet | Shape::Numbered)
        && let Some(owner) = owed::listed(&block.text, names)
    {
        let source = Source { modality: Modality::Intended, ..block.part(&block.text) };
        let (due, number, state) = (due(&block.text, draft.calendar()), None, ActionState::Open);
        draft.actions.push(Action { source, number, owner, due, state });
        return;
    }
    let mut telling = Telling { block, at, names, draft, context, occasion: None, left: None };
    let lead = planned::lead(block, telling.draft.calendar(), telling.context.is_programme());
    telling.add_occasion(lead);
    for (sentence, first) in sentences(&block.text)
        .into_iter()
        .zip(std::iter::once(true).chain(std::iter::repeat(false)))
    {
        telling.sentence(sentence, first);
    }
    telling.leave();
    context.pass(block);
}

/// One block being told.
struct Telling<'a> {
    block: &'a Block,
    at: Section,
    names: &'a Names,
    draft: &'a mut Draft,
    context: &'a mut Context,
    /// The occasion that this block tells of.
    occasion: Option<usize>,
    /// First and last byte of what no item has yet.
    left: Option<(usize, usize)>,
}

impl<'a> Telling<'a> {
    fn sentence(&mut self, sentence: &'a str, first: bool) {
        let key = fold(sentence);
        let source = self.block.part(sentence);
        if let Some((number, said)) = status_change::said(sentence) {
            let told = self.block.source(said, Confidence::Sure);
            if let Some(change) = status_change::change(number, told, self.draft.calendar()) {
                self.leave();
                self.draft.status_changes.push(change);
                return;
            }
        }
        let dated = dates::find(sentence, self.draft.calendar()).into_iter().next();
        let when = dated.and_then(|found| found.when);
        if let Some(when) = when {
            self.draft.contradictions.extend(self.context.contradicted(&key, &when, &source));
        }
        let approval = approval(sentence, source.clone(), self.draft.calendar());
        if let Some(approval) = approval {
            self.leave();
            self.draft.approvals.push(approval);
            return;
        }
        if closing::next_in_prose(self.block, sentence, &key, self.draft) {
            self.leave();
            return;
        }
        if let Some((kind, said)) = labelled::inline(sentence) {
            self.leave();
            match kind {
                // "Extension at 4 Church Row. RESOLVED: no objection": what it is on stands before.
                Kind::Decision if said.split_whitespace().count() < 4 => {
                    let end = said.as_ptr().addr() - self.block.text.as_ptr().addr() + said.len();
                    let whole = self.block.text.get(..end).unwrap_or(said);
                    labelled::decide(self.block, whole, Confidence::Sure, self.draft);
                    return;
                }
                Kind::Decision => labelled::decide(self.block, said, Confidence::Sure, self.draft),
                Kind::Action => labelled::act(self.block, said, None, None, self.names, self.draft),
            }
            let before = said.as_ptr().addr() - sentence.as_ptr().addr();
            let lead =
                sentence.get(..before).unwrap_or("").trim_end_matches([' ', ':', '*', ';', '→']);
            self.clause(lead);
            return;
        }
        // Minutes quote what others wrote, and some set off so what was decided.
        let quoted = self.block.text.starts_with('>')
            && !says(&key, &["a l unanimite", "unanimously"])
            && vote::tally(&key).is_none();
        let body = self.body();
        if !quoted && self.moved(&key, &source) {
            return;
        }
        let decided = decided::decided(sentence, &key, &source, &body, self.context);
        // "Approved." alone decides what stands right above it, and nothing else.
        let bare = verdict::is_bare(&key);
        let alone = first && bare && !(self.follows() && self.context.has_matter());
        if let Some(decision) = decided.filter(|_| !quoted && !alone) {
            if (bare || verdict::is_of_motion(&key)) && self.ends(&decision, sentence) {
                return;
            }
            self.leave();
            self.context.tell(ItemKind::Decision, &decision.source);
            self.draft.decisions.push(decision);
            self.decided_that(sentence);
            return;
        }
        let opens = first && self.at == Section::Ideas;
        let mut rest = sentence;
        let aims = matches!(self.at, Section::Ideas | Section::News | Section::Questions)
            || self.context.has_aims();
        if !aims && unowned::is_order(sentence) {
            self.leave();
            let source =
                Source { modality: Modality::Intended, confidence: Confidence::Unsure, ..source };
            let due = due(sentence, self.draft.date);
            let owner = crate::owner::owners(sentence, self.names);
            let state = ActionState::Open;
            self.draft.actions.push(Action { source, number: None, owner, due, state });
            return;
        }
        if let Some((owner, said)) = owed::owed(sentence, &key, opens, self.names) {
            self.leave();
            self.intended(owner, said, said);
            let before = said.as_ptr().addr() - sentence.as_ptr().addr();
            rest = sentence.get(..before).unwrap_or("").trim_end_matches([' ', ',', ';']);
        }
        if sentence.ends_with('?') {
            let acted = rest.len() < sentence.len();
            if let Some(question) = said::question(self.block, sentence, acted, self.names) {
                self.leave();
                self.context.ask(&question.source);
                self.draft.questions.push(question);
                return;
            }
        }
        if rest.len() == sentence.len() || rest.split_whitespace().count() > 2 {
            self.clause(rest);
        }
    }

    /// Places a sentence on a motion; tells whether it is one.
    fn moved(&mut self, key: &str, source: &Source) -> bool {
        let end = motion::end(key);
        match motion::step(key) {
            Some(Step::Moves { seconded }) => {
                self.leave();
                self.context.leave_motion(self.draft);
                let motion = Motion::new(source.clone(), seconded);
                match end {
                    Some(end) => self.end(motion, end, None),
                    None => *self.context.motion() = Some(motion),
                }
                true
            }
            Some(Step::Proposes) if end.is_none() => {
                self.leave();
                self.context.leave_motion(self.draft);
                *self.context.motion() = Some(Motion::proposed(source.clone()));
                true
            }
            Some(Step::MovedBy) if self.context.motion().is_none() => {
                let block = self.block.first();
                let here = |it: &&mut Decision| {
                    it.source.lines.first().is_some_and(|[first, _]| *first >= block)
                };
                if let Some(decision) = self.draft.decisions.last_mut().filter(here) {
                    decision.source.lines.extend(&source.lines);
                    decision.outcome.get_or_insert_with(|| source.text.clone());
                    return true;
                }
                // What was moved stands before it.
                let left =
                    self.left.take().and_then(|(start, end)| self.block.text.get(start..end));
                let before = left.map_or_else(|| source.clone(), |said| self.block.part(said));
                let motion = Motion::new(before, true);
                match end {
                    Some(end) => self.end(motion, end, Some(source)),
                    None => *self.context.motion() = Some(motion),
                }
                true
            }
            step => {
                let seconds = matches!(step, Some(Step::Seconds | Step::MovedBy));
                let Some(mut motion) = self
                    .context
                    .motion()
                    .take_if(|motion| (seconds || end.is_some()) && motion.reaches(source))
                else {
                    return false;
                };
                self.leave();
                if let Some(end) = end {
                    self.end(motion, end, Some(source));
                } else {
                    motion.second(source);
                    *self.context.motion() = Some(motion);
                }
                true
            }
        }
    }

    fn end(&mut self, motion: Motion, end: End, outcome: Option<&Source>) {
        match end {
            End::Decided(kind) => {
                let decision = motion.ended(kind, outcome);
                self.context.tell(ItemKind::Decision, &decision.source);
                self.draft.decisions.push(decision);
            }
            End::Withdrawn => {
                let withdrawn = outcome.map(|outcome| outcome.lines.clone());
                let mut source = motion.source;
                source.lines.extend(withdrawn.into_iter().flatten());
                self.draft.notes.push(Note::bare(NoteKind::Other, source));
            }
        }
    }

    /// Whether this block stands right below a text or a title, and not on its own.
    fn follows(&self) -> bool {
        let title = self.draft.headings.last().and_then(|title| title.lines.last());
        let title = title.map_or(0, |[_, last]| *last);
        let near = self.block.first() <= self.context.last_line().max(title) + 2;
        let item = matches!(self.block.shape, Shape::Bullet | Shape::Numbered);
        near && (!item || self.block.indent > 0)
    }

    /// How the text calls those who met, folded.
    fn body(&mut self) -> String {
        let draft = &*self.draft;
        self.context.body(|| {
            let names = [&draft.title, &draft.body].into_iter().flatten().map(String::as_str);
            let head = draft.head.iter().map(|source| source.text.as_str());
            fold(&names.chain(head).collect::<Vec<_>>().join(" "))
        })
    }

    /// Whether `outcome`, which `sentence` states, is that of what was decided or moved before it in this
    /// block; then it is put there.
    fn ends(&mut self, outcome: &Decision, sentence: &'a str) -> bool {
        let block = self.block.first();
        let here = |it: &&mut Decision| {
            it.source.lines.first().is_some_and(|[first, _]| *first >= block)
                && it.outcome.is_none()
        };
        let before = sentence.as_ptr().addr() - self.block.text.as_ptr().addr();
        if let Some(decision) = self.draft.decisions.last_mut().filter(here) {
            decision.kind = outcome.kind;
            decision.outcome = Some(sentence.to_owned());
            decision.source.lines.extend(&outcome.source.lines);
            self.leave();
            return true;
        }
        let mut moved = sentences(self.block.text.get(..before).unwrap_or("")).into_iter().rev();
        let cues = [
            "moved to ",
            "moved that ",
            "moved for ",
            "est proposee",
            "est propose",
            "is proposed",
        ];
        let Some(motion) = moved.find(|said| says(&fold(said), &cues)) else {
            return false;
        };
        let start = self.block.text.find(motion).unwrap_or(before);
        let whole = self.block.text.get(start..before + sentence.len()).unwrap_or(sentence);
        // The whole of it is the decision; what of it waits to be a note is none.
        self.left = self.left.filter(|(begun, _)| *begun < start).map(|(begun, _)| (begun, start));
        self.leave();
        let source = self.block.part(whole);
        self.context.tell(ItemKind::Decision, &source);
        let outcome = Decision { source, outcome: Some(sentence.to_owned()), ..outcome.clone() };
        self.draft.decisions.push(outcome);
        true
    }

    /// Adds what the decision in `sentence` asks of somebody: "voted that each will read …".
    fn decided_that(&mut self, sentence: &'a str) {
        let that = [" que ", " qu'", " qu’", " that "];
        let clause = that.iter().find_map(|that| Some(sentence.split_once(that)?.1));
        let owed = clause.and_then(|clause| {
            owed::would(clause, self.names)
                .or_else(|| owed::owed(clause, &fold(clause), false, self.names))
        });
        if let (Some((owner, said)), Some(clause)) = (owed, clause) {
            self.intended(owner, said, clause);
        }
    }

    /// Adds the action in `said`, which is due as `dated` tells.
    fn intended(&mut self, owner: Vec<String>, said: &'a str, dated: &str) {
        let source = Source { modality: Modality::Intended, ..self.block.part(said) };
        let due = due(dated, self.draft.calendar());
        let action = Action { source, number: None, owner, due, state: ActionState::Open };
        self.draft.actions.push(action);
    }

    /// Places a clause that neither decides nor asks.
    fn clause(&mut self, clause: &'a str) {
        let key = fold(clause);
        let placed = self.occasion(clause, &key) || self.told(clause, &key);
        if !placed {
            let start = clause.as_ptr().addr() - self.block.text.as_ptr().addr();
            let begun = self.left.map_or(start, |(begun, _)| begun);
            self.left = Some((begun, start + clause.len()));
        }
    }

    fn occasion(&mut self, clause: &str, key: &str) -> bool {
        if let Some(occasion) = self.occasion.and_then(|at| self.draft.occasions.get_mut(at)) {
            let whole = occasion.source.text.starts_with(clause);
            if planned::detail(clause, key, self.names, occasion) || whole {
                self.leave();
                return true;
            }
            return false;
        }
        let found = planned::occasion(
            self.block,
            clause,
            self.names,
            self.draft.calendar(),
            self.context.theme(),
        );
        let is = found.is_some();
        if is {
            self.leave();
            self.add_occasion(found);
        }
        is
    }

    fn add_occasion(&mut self, found: Option<crate::draft::Occasion>) {
        if let Some(mut occasion) = found {
            // Other sentences of the block add to it.
            occasion.source.lines = self.block.whole().lines;
            self.context.plan(&occasion.source);
            self.occasion = Some(self.draft.occasions.len());
            self.draft.occasions.push(occasion);
        }
    }

    fn told(&mut self, clause: &str, key: &str) -> bool {
        let (block, draft) = (self.block, &mut *self.draft);
        let source = block.part(clause);
        if let Some(mandate) = mandate(clause, source.clone(), self.names, draft.calendar()) {
            draft.mandates.push(mandate);
        } else if documents::announces(key) {
            let document = documents::announced(source, None, DocumentState::Announced);
            draft.documents.push(document);
        } else if let Some(idea) = said::idea(clause, key, &source, self.at, self.names) {
            self.context.tell(ItemKind::Idea, &idea.source);
            draft.ideas.push(idea);
        } else if let Some(position) =
            said::position(clause, key, &source, self.at, self.names, self.context.matter(block))
        {
            draft.positions.push(position);
        } else if let Some(note) = noted::note(clause, key, &source, self.names, draft.calendar()) {
            self.context.tell(ItemKind::Note, &note.source);
            if note.kind == NoteKind::Outline {
                self.context.open_outline(draft.notes.len(), block);
            }
            draft.notes.push(note);
        } else {
            return false;
        }
        self.leave();
        true
    }

    /// Makes a note of what no item has yet; what only leads on to the next lines is a heading.
    fn leave(&mut self) {
        let Some((start, end)) = self.left.take() else {
            return;
        };
        let text = self.block.text.get(start..end).unwrap_or("");
        let known = matches!(self.at, Section::Ideas | Section::News | Section::Questions);
        let confidence = if known { Confidence::Sure } else { Confidence::Likely };
        let source = self.block.source(text, confidence);
        let bare = text.trim_end_matches(['*', '_', ' ']);
        if bare.ends_with(':') && self.block.shape == Shape::Paragraph {
            self.context.lead_in(bare);
            self.draft.headings.push(source);
            return;
        }
        if documents::is_only_links(text) {
            return;
        }
        let (kind, modality) = match self.at {
            Section::Ideas => (NoteKind::Exchange, Modality::Reported),
            Section::News => (NoteKind::News, Modality::Stated),
            _ => (NoteKind::Other, Modality::Stated),
        };
        let people = self.names.find(text).into_iter().map(|mention| mention.person).collect();
        self.context.tell(ItemKind::Note, &source);
        let note = Note::bare(kind, Source { modality, ..source });
        self.draft.notes.push(Note { people, ..note });
    }
}

#[cfg(test)]
mod tests {
    fn decisions(minutes: &str) -> Vec<String> {
        crate::read(minutes).0.decisions.into_iter().map(|it| it.source.text).collect()
    }

    #[test]
    fn a_verdict_alone_decides_what_stands_right_above_it_and_nothing_where_it_stands_alone() {
        for (text, count) in [
            ("# CA du 4 mai 2024\n\n## Budget\n\nApprouvé.\n", 1),
            ("# CA du 4 mai 2024\n\n## Budget\n\nLe budget est de 900 €.\n\nApprouvé.\n", 1),
            ("# CA du 4 mai 2024\n\n## Suivi\n\n- approuvé\n- rejeté\n", 0),
            ("# CA du 4 mai 2024\n\n## Divers\n\nRien.\n\n\n\n\nApprouvé\n", 0),
        ] {
            assert_eq!(decisions(text).len(), count, "{text}");
        }
    }
}
