//! What earlier sentences leave for later ones.

use std::collections::{HashMap, VecDeque};

use spro_core::when::When;

use super::motion::Motion;
use crate::blocks::{Block, Shape};
use crate::draft::{
    Confidence, Contradiction, Draft, ItemKind, ItemRef, Note, NoteKind, Reading, Source,
};
use crate::fold::{fold, words};

/// How far back "this project" reaches, in statements.
const REACH: usize = 40;
/// Dated statements kept for one pair of words.
const DATED: usize = 4;
/// A word of this many letters says something; shorter ones may join such words.
const TELLING: usize = 7;

/// Words that lead on to aims, ideas and rules.
const AIMS: &[&str] = &[
    "objectif",
    "mission",
    "role",
    "proposition",
    "piste",
    "idee",
    "principe",
    "permet",
    "consiste",
    "il s agit",
    "enjeu",
    "suggestion",
    "conseil",
    "rappel",
    "regle",
    "criter",
    "exemple",
];

/// What earlier sentences leave for later ones.
#[derive(Default)]
pub(crate) struct Context {
    /// Folded text and name of each statement, the last one last.
    told: VecDeque<(String, ItemRef)>,
    questions: VecDeque<Source>,
    occasion: Option<ItemRef>,
    theme: Option<String>,
    outline: Option<(usize, u32)>,
    /// The last line of running text so far.
    last_line: u32,
    programme: bool,
    motion: Option<Motion>,
    /// Whether the lines here list aims, ideas or rules, and no tasks.
    aims: bool,
    /// Whether a matter was begun, or anything said.
    matter: bool,
    body: Option<String>,
    dated: HashMap<String, Vec<(When, Source)>>,
}

impl Context {
    /// How the text calls those who met, made out once.
    pub(super) fn body(&mut self, read: impl FnOnce() -> String) -> String {
        self.body.get_or_insert_with(read).clone()
    }

    /// The motion on which nothing was decided yet.
    pub(super) fn motion(&mut self) -> &mut Option<Motion> {
        &mut self.motion
    }

    /// Leaves the motion on which nothing more is said.
    pub(crate) fn leave_motion(&mut self, draft: &mut Draft) {
        match self.motion.take().map(Motion::left) {
            Some(Ok(decision)) => draft.decisions.push(decision),
            Some(Err(source)) => draft.notes.push(Note::bare(NoteKind::Other, source)),
            None => {}
        }
    }

    /// Goes past `block`.
    pub(super) fn pass(&mut self, block: &Block) {
        self.last_line = block.last();
    }

    pub(super) const fn last_line(&self) -> u32 {
        self.last_line
    }

    /// Whether there is anything that a bare verdict may be on.
    pub(super) fn has_matter(&self) -> bool {
        self.matter
    }

    /// Begins what a heading names, which is a matter or none.
    pub(crate) fn begin(&mut self, matter: bool) {
        self.matter = matter;
    }

    /// Begins another matter.
    pub(crate) fn heading(&mut self) {
        self.occasion = None;
        self.outline = None;
        self.programme = false;
        self.theme = None;
    }

    pub(super) fn tell(&mut self, kind: ItemKind, source: &Source) {
        self.matter = true;
        if let Some(theme) = theme(&source.text) {
            self.theme = Some(theme);
        }
        keep(&mut self.told, (fold(&source.text), ItemRef::to(kind, source)));
    }

    pub(super) fn ask(&mut self, source: &Source) {
        keep(&mut self.questions, source.clone());
        keep(&mut self.told, (fold(&source.text), ItemRef::to(ItemKind::Question, source)));
    }

    pub(super) fn plan(&mut self, source: &Source) {
        self.occasion = Some(ItemRef::to(ItemKind::Occasion, source));
        self.tell(ItemKind::Occasion, source);
    }

    /// The last question that shares a telling word with `key`.
    pub(super) fn question_on(&self, key: &str) -> Option<ItemRef> {
        let long = |text: &str| -> Vec<String> {
            words(text).into_iter().map(|word| word.folded).filter(|word| word.len() > 9).collect()
        };
        let said = long(key);
        let mut asked = self.questions.iter().rev();
        let found = asked.find(|asked| long(&asked.text).iter().any(|word| said.contains(word)));
        found.map(|source| ItemRef::to(ItemKind::Question, source))
    }

    /// What a remark in `block` is on: the question just asked there; in a paragraph of its own,
    /// the occasion told of last.
    pub(super) fn matter(&self, block: &Block) -> Option<ItemRef> {
        let here = |to: &ItemRef| to.lines.iter().any(|[first, _]| *first >= block.first());
        let asked = self.told.back().map(|(_, to)| to);
        let asked = asked.filter(|to| to.kind == ItemKind::Question && here(to));
        let own = self.occasion.as_ref().filter(|_| block.shape == Shape::Paragraph);
        asked.or(own).cloned()
    }

    /// What "this NOUN" is: the last statement that names one, else the last statement.
    pub(super) fn this(&self, noun: &str) -> Option<ItemRef> {
        let noun = noun.strip_suffix('s').unwrap_or(noun);
        let names = |key: &str| key.split(' ').any(|it| it.strip_suffix('s').unwrap_or(it) == noun);
        let last = self.told.iter().rev().find(|(key, _)| names(key));
        last.or_else(|| self.told.back()).map(|(_, to)| to.clone())
    }

    /// What the last statement that has a theme is on.
    pub(super) fn theme(&self) -> Option<&str> {
        self.theme.as_deref()
    }

    /// Keeps in mind what a line that ends with a colon says of those below it.
    pub(super) fn lead_in(&mut self, text: &str) {
        let key = fold(text);
        let cues = ["programme", "prevu", "planifie", "planned", "scheduled"];
        self.programme = cues.iter().any(|cue| key.contains(cue));
        self.aims = AIMS.iter().any(|cue| key.contains(cue));
    }

    /// Takes from a title whether what follows are aims.
    pub(crate) fn titled(&mut self, title: &str) {
        let key = fold(title);
        self.aims = AIMS.iter().any(|cue| key.contains(cue));
    }

    /// Whether the lines here list what is aimed at, and not what is to be done.
    pub(super) fn has_aims(&self) -> bool {
        self.aims
    }

    /// Whether the lines here are a list of what is planned.
    pub(super) fn is_programme(&self) -> bool {
        self.programme
    }

    /// The lines below `block` are the steps of the note at `index`.
    pub(super) fn open_outline(&mut self, index: usize, block: &Block) {
        self.outline = Some((index, block.last()));
    }

    /// The outline of which `block` is a step.
    pub(super) fn outline_of(&mut self, block: &Block) -> Option<usize> {
        let (index, _) = self.outline?;
        if block.shape == Shape::Numbered {
            return Some(index);
        }
        self.outline = None;
        None
    }

    /// What was said before of the same thing with a date that may or may not be the same: one of
    /// the two holds the other. Dates apart are taken for two events.
    pub(super) fn contradicted(
        &mut self,
        key: &str,
        when: &When,
        source: &Source,
    ) -> Option<Contradiction> {
        let mut found = None;
        for (pair, about) in pairs(key) {
            let before = self.dated.entry(pair).or_default();
            let other = before.iter().find(|(other, at)| {
                at.lines != source.lines && other.extent() != when.extent() && overlaps(other, when)
            });
            if let (None, Some((other, at))) = (&found, other) {
                let readings = [(other, at), (when, source)].map(|(when, source)| Reading {
                    source: Source { confidence: Confidence::Unsure, ..source.clone() },
                    words: when.to_string(),
                    when: Some(when.clone()),
                });
                found = Some(Contradiction { about, readings: readings.to_vec() });
            }
            if before.len() < DATED {
                before.push((when.clone(), source.clone()));
            }
        }
        found
    }
}

fn keep<T>(all: &mut VecDeque<T>, one: T) {
    if all.len() == REACH {
        all.pop_front();
    }
    all.push_back(one);
}

fn overlaps(one: &When, other: &When) -> bool {
    let bounds = |when: &When| Some((when.earliest()?, when.latest()?));
    match (bounds(one), bounds(other)) {
        (Some((a, b)), Some((c, d))) => a <= d && c <= b,
        _ => false,
    }
}

/// Two telling words with at most two short ones between, and how they read together.
fn pairs(key: &str) -> Vec<(String, String)> {
    let words: Vec<_> = key.split(' ').collect();
    let joins = |word: &str| {
        matches!(word, "de" | "d" | "du" | "des" | "la" | "le" | "les" | "l" | "of" | "the")
    };
    let mut found = Vec::new();
    for (at, first) in words.iter().enumerate().filter(|(_, word)| word.len() >= TELLING) {
        let between = words.iter().skip(at + 1).take_while(|word| joins(word)).count();
        let second = words.get(at + 1 + between).filter(|word| word.len() >= TELLING);
        if let (1..=2, Some(second)) = (between, second) {
            let about = words.get(at..=at + 1 + between).unwrap_or(&[]).join(" ");
            found.push((format!("{first} {second}"), about));
        }
    }
    found
}

/// The words from "sur le thème" on.
fn theme(text: &str) -> Option<String> {
    let cues = ["sur le thème d", "on the theme of ", "on the subject of "];
    let at = cues.iter().find_map(|cue| text.find(cue))?;
    let told = text.get(at..)?.split([',', '.', ';', '(']).next()?;
    Some(told.trim().to_owned())
}
