//! Lists of actions and of decisions: what their heading, or a label alone on its line, announces.

use crate::blocks::{Block, Shape};
use crate::draft::{ActionState, Confidence, Draft, Note, NoteKind};
use crate::fold::fold;
use crate::labelled::{Kind, act, decide, is_done, is_nothing, kind, label, says_nothing};
use crate::names::Names;
use crate::owner::{head, is_infinitive, owners, promises};
use crate::progress;
use crate::reader::plain;
use crate::section::{Section, section};
use crate::sentence::sentences;
use crate::verdict::verdict;

/// A list whose head is no heading of the text: it ends where its indent or its bullets do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing {
    section: Section,
    indent: usize,
    bulleted: bool,
    /// The last line of it so far.
    last: u32,
}

impl Listing {
    /// The list that `block` opens, which is a label and nothing more.
    pub(crate) fn opened(block: &Block) -> Option<Self> {
        let text = plain(&block.text);
        let bulleted = matches!(block.shape, Shape::Bullet | Shape::Numbered);
        let named = section(text).filter(|it| is_list(*it));
        let labelled = || {
            let kind = kind(&fold(text)).filter(|_| block.text.contains(':') && text.len() < 24)?;
            Some(match kind {
                Kind::Decision => Section::Decisions,
                Kind::Action => Section::Actions,
            })
        };
        let section = named.or_else(labelled)?;
        (block.shape != Shape::Heading).then_some(Self {
            section,
            indent: block.indent,
            bulleted,
            last: block.last(),
        })
    }

    /// What `block` is an entry of, if it is one of this list.
    pub(crate) fn holds(&mut self, block: &Block) -> Option<Section> {
        let entry = matches!(block.shape, Shape::Bullet | Shape::Numbered)
            || !self.bulleted && block.shape == Shape::Paragraph && is_order(&block.text);
        let near = block.first() <= self.last + 2;
        let within = if self.bulleted { block.indent > self.indent } else { near };
        self.last = block.last();
        (entry && within).then_some(self.section)
    }
}

/// Whether `text` is the head of such a list.
pub(crate) fn is_head(text: &str) -> bool {
    text.len() < 60 && section(plain(text)).is_some_and(is_list)
}

/// Whether a paragraph begins with an infinitive, as tasks do: `Relancer la mairie (Ana)`.
fn is_order(text: &str) -> bool {
    is_infinitive(text, &Names::default()) && text.starts_with(char::is_uppercase)
}

/// Whether `section` is a list of what is decided or owed.
fn is_list(section: Section) -> bool {
    matches!(section, Section::Actions | Section::Decisions | Section::Outcomes | Section::Done)
}

/// The entry above, for those that are indented under it.
#[derive(Debug, Default)]
pub(crate) struct Above {
    entry: Option<(usize, Entry)>,
}

#[derive(Clone, Debug)]
enum Entry {
    /// Something owed or decided: what is under it are details.
    Whole,
    /// Who owes what is under it, at this indent.
    Head(Vec<String>, Option<usize>),
}

/// Places an entry of the list `at`; tells whether it was one.
pub(crate) fn place(
    block: &Block,
    at: Section,
    above: &mut Above,
    names: &Names,
    draft: &mut Draft,
) -> bool {
    let Some(at) = listed_at(block, at, names) else {
        return false;
    };
    let progress::Entry { text, mut state, marked: boxed } = progress::entry(&block.text);
    if is_nothing(text) {
        return says_nothing(block, draft);
    }
    if at == Section::Done {
        state = ActionState::Completed;
    }
    // What is told in a sentence as done is no task any more.
    if state == ActionState::Open && is_done(&block.text) {
        above.entry = Some((block.indent, Entry::Whole));
        draft.notes.push(Note::bare(NoteKind::Other, block.whole()));
        return true;
    }
    let mut asked = Vec::new();
    match &mut above.entry {
        Some((indent, entry)) if block.indent > *indent => match entry {
            Entry::Whole if !boxed => return false,
            Entry::Whole => {}
            Entry::Head(_, Some(child)) if block.indent > *child && !boxed => return false,
            Entry::Head(owner, child) => {
                child.get_or_insert(block.indent);
                asked.clone_from(owner);
            }
        },
        _ => match heads(text, names) {
            Some(owner) => {
                above.entry = Some((block.indent, Entry::Head(owner, None)));
                draft.headings.push(block.whole());
                return true;
            }
            None => above.entry = Some((block.indent, Entry::Whole)),
        },
    }
    let asks = sentences(text)
        .first()
        .is_some_and(|first| first.ends_with(['?', '!']) && first.contains('?'));
    if asks || is_only_link(text) {
        return false;
    }
    let key = fold(text);
    // When the body meets again is nobody's task.
    if ["next meeting", "next call", "prochaine reunion"].iter().any(|cue| key.starts_with(cue)) {
        return false;
    }
    let decides = match at {
        Section::Decisions => true,
        Section::Outcomes => {
            if verdict(text, &key, "").is_some() {
                true
            } else if is_infinitive(text, names) || !owners(text, names).is_empty() {
                false
            } else {
                return false;
            }
        }
        _ => false,
    };
    if decides {
        decide(block, text, Confidence::Sure, draft);
        return true;
    }
    let before = draft.actions.len();
    act(block, text, None, None, names, draft);
    for action in draft.actions.iter_mut().skip(before) {
        action.state = state;
        if action.owner.is_empty() {
            action.owner.clone_from(&asked);
        }
    }
    true
}

/// The list of which `block` is an entry. Where earlier actions are followed up, not all that is said
/// is one: it has the marks of a task, or says who is to do it.
fn listed_at(block: &Block, at: Section, names: &Names) -> Option<Section> {
    if is_list(at) {
        return Some(at);
    }
    let entry = progress::entry(&block.text);
    let task =
        entry.marked || entry.state != ActionState::Open || names_who_does(entry.text, names);
    (at == Section::FollowUp && task && label(&block.text).is_none()).then_some(Section::Actions)
}

/// Whether `text` says who is to do something, and not what they did.
fn names_who_does(text: &str, names: &Names) -> bool {
    let told = head(text, names).map(|(_, rest)| rest);
    let asked = told.and_then(|rest| rest.strip_prefix([':', '–', '-']));
    told.is_some_and(promises) || asked.is_some_and(|task| is_infinitive(task.trim(), names))
}

/// The owners of what is indented under `text`, where it says no more than who they are, or that
/// more follows.
fn heads(text: &str, names: &Names) -> Option<Vec<String>> {
    let bare = text.trim_end_matches([':', ' ', '*', '_']);
    match head(bare, names) {
        Some((owners, "")) => Some(owners),
        _ => (text.trim_end_matches(['*', '_', ' ']).ends_with(':')).then(Vec::new),
    }
}

/// Whether `text` is a link and nothing else.
fn is_only_link(text: &str) -> bool {
    let bare = text.trim_start_matches(['<', '*']);
    let markdown = bare.starts_with('[')
        && bare.ends_with(')')
        && bare.matches("](").count() == 1
        && bare.split_once("](").is_some_and(|(_, link)| link.find(')') == Some(link.len() - 1));
    markdown || bare.starts_with("http") && !bare.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_where_its_entries_do_and_details_are_no_tasks() {
        let text = "# Réunion du 4 mai 2024\n\nActions :\n- Appeler l'imprimeur\n  - il ferme à 17 h\n- Néant\n\nLe bail se termine.\n";
        let (draft, _) = crate::read(text);
        let told: Vec<_> = draft.actions.iter().map(|it| it.source.text.as_str()).collect();
        assert_eq!(told, ["Appeler l'imprimeur"]);
    }

    #[test]
    fn a_head_of_a_list_is_a_label_alone() {
        assert!(is_head("Actions"));
        assert!(!is_head("Actions du budget de la commune en cours"));
    }
}
