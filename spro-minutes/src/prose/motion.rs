//! Motions as English minutes tell of them: moved in one sentence, seconded in another, carried in a
//! third, and these perhaps in lines or bullets of their own.

use crate::draft::{Confidence, Decision, DecisionKind, Source};
use crate::fold::says;
use crate::verdict::unanimity;
use crate::vote;

/// What was moved, and has no outcome yet.
#[derive(Clone, Debug)]
pub(super) struct Motion {
    pub(super) source: Source,
    seconded: bool,
    /// The last line on which its outcome may stand, where it is no formal motion.
    until: Option<u32>,
}

/// What a sentence does about a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Moves {
        seconded: bool,
    },
    /// Proposes in passing: a motion only if what follows says so.
    Proposes,
    /// Says who moved and seconded what stands before.
    MovedBy,
    Seconds,
}

/// How a motion ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Decided(DecisionKind),
    Withdrawn,
}

impl Motion {
    pub(super) fn new(source: Source, seconded: bool) -> Self {
        Self { source, seconded, until: None }
    }

    pub(super) fn proposed(source: Source) -> Self {
        let until = source.lines.last().map(|[_, last]| last + 2);
        Self { source, seconded: false, until }
    }

    /// Whether what `source` says may be on this motion.
    pub(super) fn reaches(&self, source: &Source) -> bool {
        let first = source.lines.first().map_or(0, |[first, _]| *first);
        self.until.is_none_or(|until| first <= until)
    }

    /// Adds that somebody seconded it.
    pub(super) fn second(&mut self, source: &Source) {
        (self.seconded, self.until) = (true, None);
        self.source.lines.extend(&source.lines);
    }

    /// The decision, once `outcome` told how it ended.
    pub(super) fn ended(mut self, kind: DecisionKind, outcome: Option<&Source>) -> Decision {
        self.source.lines.extend(outcome.into_iter().flat_map(|outcome| &outcome.lines));
        decision(self.source, kind, outcome.map(|outcome| outcome.text.clone()))
    }

    /// The decision of a motion that was seconded and of which no more is said: minutes tell of one that
    /// was lost.
    pub(super) fn left(self) -> Result<Decision, Source> {
        if !self.seconded {
            return Err(self.source);
        }
        let source = Source { confidence: Confidence::Unsure, ..self.source };
        Ok(decision(source, DecisionKind::Approved, None))
    }
}

fn decision(source: Source, kind: DecisionKind, outcome: Option<String>) -> Decision {
    let outcome = outcome.map(|said| unanimity(&said).unwrap_or(said));
    let (number, condition, about, answers, supersedes) = (None, None, None, None, None);
    Decision { source, number, kind, outcome, condition, about, answers, supersedes }
}

/// What the folded sentence `key` does about a motion.
pub(super) fn step(key: &str) -> Option<Step> {
    let words: Vec<_> = key.split(' ').collect();
    let supposed = ["if", "would", "should", "could", "whether", "before", "previously", "had"];
    let first = words.iter().position(is_of_moving)?;
    if words.get(..first).unwrap_or(&[]).iter().any(|word| supposed.contains(word)) {
        return None;
    }
    let seconded = says(key, &["seconded", "seconding", "second by", "2nd by", "2nded"])
        && !says(key, &["not seconded"]);
    let by = matches!(words.as_slice(), ["moved" | "proposed" | "proposer" | "mover", "by", ..]);
    if by && seconded && words.len() < 24 && !says(key, &["that", "to"]) {
        return Some(Step::MovedBy);
    }
    if moves(&words, seconded) {
        return Some(Step::Moves { seconded });
    }
    let at = words.iter().position(|word| *word == "proposed").filter(|at| (1..6).contains(at));
    let what = at.and_then(|at| words.get(at + 1..(at + 4).min(words.len()))).unwrap_or(&[]);
    let asks = ["that", "to", "be", "as", "acceptance", "approval", "adoption"];
    if what.iter().any(|word| asks.contains(word)) {
        return Some(Step::Proposes);
    }
    (seconded && words.len() < 14).then_some(Step::Seconds)
}

fn is_of_moving(word: &&str) -> bool {
    matches!(
        *word,
        "moved"
            | "moves"
            | "motion"
            | "motions"
            | "motioned"
            | "proposed"
            | "seconded"
            | "seconding"
            | "second"
            | "2nd"
            | "2nded"
    )
}

/// Whether `words` bring a motion before the meeting.
fn moves(words: &[&str], seconded: bool) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let word_at = |at: usize| words.get(at).copied().unwrap_or("");
        let (next, after) = (word_at(at + 1), word_at(at + 2));
        let before = at.checked_sub(1).map_or("", word_at);
        match *word {
            "moved" | "moves" if at > 0 => {
                let that = matches!(next, "that" | "for" | "acceptance" | "approval" | "adoption");
                let does = next == "to" && (DEEDS.contains(&after) || seconded && is_verb(after));
                let passive =
                    matches!(before, "was" | "were" | "is" | "be" | "been" | "has" | "have")
                        && word_at(at.saturating_sub(2)) != "it";
                let thing = seconded && matches!(next, "the" | "and" | "a" | "approve" | "accept");
                !passive && (that || does || thing || before == "so")
            }
            "motioned" => matches!(next, "to" | "that" | "for"),
            "motion" | "motions" => {
                let made = matches!(before, "a" | "the" | "first" | "second")
                    && says(
                        &words.get(..at).unwrap_or(&[]).join(" "),
                        &[
                            "made a",
                            "makes a",
                            "made the",
                            "make a",
                            "puts forward a",
                            "presented a",
                            "moved a",
                        ],
                    );
                let opens = at == 0 || at == 1 && matches!(before, "a" | "the");
                let asks = next == "to" && is_verb(after) || matches!(next, "that" | "for");
                let by = matches!(next, "by" | "made" | "proposed" | "was" | "from" | "moved");
                made && (asks || next.is_empty()) || opens && (asks || by && !ends(words, at))
            }
            "proposed" => seconded,
            _ => false,
        }
    })
}

/// Whether the words behind a motion tell how it ended rather than what it is.
fn ends(words: &[&str], at: usize) -> bool {
    words.get(at + 1..at + 4).unwrap_or(&[]).iter().any(|word| {
        matches!(
            *word,
            "carried" | "passed" | "approved" | "lost" | "defeated" | "withdrawn" | "tabled"
        )
    })
}

fn is_verb(word: &str) -> bool {
    word.len() > 2 && !matches!(word, "the" | "this" | "that" | "our" | "his" | "her" | "their")
}

/// What a meeting is moved to do, where nobody says that it was seconded.
const DEEDS: &[&str] = &[
    "accept",
    "adopt",
    "allocate",
    "allow",
    "amend",
    "appoint",
    "approve",
    "authorise",
    "authorize",
    "award",
    "buy",
    "change",
    "confirm",
    "continue",
    "create",
    "defer",
    "deny",
    "direct",
    "donate",
    "elect",
    "endorse",
    "enter",
    "establish",
    "extend",
    "file",
    "fund",
    "grant",
    "hire",
    "increase",
    "nominate",
    "pay",
    "postpone",
    "purchase",
    "ratify",
    "recommend",
    "refer",
    "reject",
    "remove",
    "renew",
    "select",
    "send",
    "spend",
    "support",
    "suspend",
    "table",
    "waive",
    "adjourn",
];

/// How a motion ended, by a sentence on nothing else.
pub(super) fn end(key: &str) -> Option<End> {
    let words: Vec<_> = key.split(' ').collect();
    if words.len() > 24 {
        return None;
    }
    let has = |among: &[&str]| words.iter().any(|word| among.contains(word));
    let opens = |among: &[&str]| among.contains(words.first().unwrap_or(&""));
    let of_motion = has(&["motion", "motions", "resolution", "vote", "votes", "proposal"]);
    let supposed = has(&["if", "would", "should", "could", "whether", "will", "not", "next"]);
    let brief = words.len() < 8;
    let carried = has(&["carried", "carries", "passed", "passes", "approved", "adopted", "agreed"]);
    let lost = has(&["failed", "fails", "defeated", "lost", "died", "rejected", "denied"]);
    let all = says(
        key,
        &[
            "all in favour",
            "all in favor",
            "all agreed",
            "all ayes",
            "all voted",
            "duly elected",
            "unanimously",
            "unanimous",
            "no objection",
            "none opposed",
            "without objection",
        ],
    );
    if supposed && !all {
        return None;
    }
    if (of_motion || brief) && has(&["withdrawn", "withdrew"]) {
        return Some(End::Withdrawn);
    }
    if let Some(kind) = vote::tally(key).and_then(vote::Tally::outcome) {
        return Some(End::Decided(kind));
    }
    let ends = |word: bool| word && (of_motion || brief && opens(OPENINGS) || all && brief);
    if ends(lost) {
        return Some(End::Decided(DecisionKind::Rejected));
    }
    if ends(has(&["tabled", "deferred", "postponed"])) {
        return Some(End::Decided(DecisionKind::Deferred));
    }
    (ends(carried) || all && (brief || of_motion)).then_some(End::Decided(DecisionKind::Approved))
}

/// Words with which a line begins that says no more than how a vote ended.
const OPENINGS: &[&str] = &[
    "carried",
    "passed",
    "approved",
    "adopted",
    "agreed",
    "failed",
    "defeated",
    "lost",
    "rejected",
    "unanimously",
    "unanimous",
    "all",
    "it",
    "this",
    "vote",
    "so",
    "tabled",
    "deferred",
    "and",
    "result",
    "outcome",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn a_motion_is_told_by_who_moves_what() {
        let moves = |seconded| Some(Step::Moves { seconded });
        for (text, want) in [
            ("Ana Bel moved to approve the minutes.", moves(false)),
            ("Ana made a motion to buy a mower.", moves(false)),
            ("Motion to accept the report by Ana", moves(false)),
            ("Ana moved, and Zoe seconded, that the fee stay.", moves(true)),
            ("Ana moved that the fee stay, seconded by Zoe.", moves(true)),
            (
                "It was proposed by Cllr Bel and seconded by Cllr Noor that the hedge be cut.",
                moves(true),
            ),
            (
                "Asking for a motion to accept it, Member Bel so moved, seconded by Member Noor.",
                moves(true),
            ),
            ("Seconded by Zoe", Some(Step::Seconds)),
            ("Proposed by Cllr Bel, seconded by Cllr Noor, all in favour.", Some(Step::MovedBy)),
            ("Ana proposed Zoe to take over as treasurer.", Some(Step::Proposes)),
            ("We moved to the new server last week.", None),
            ("Ana moved to Leeds.", None),
            ("The issue was moved to the next meeting.", None),
            ("Motion carried unanimously.", None),
            ("Ana proposed a walk.", None),
            ("There was no second reading.", None),
        ] {
            assert_eq!(step(&fold(text)), want, "{text}");
        }
    }

    #[test]
    fn a_vote_ends_it() {
        let decided = |kind| Some(End::Decided(kind));
        for (text, want) in [
            ("Motion carried 4-0.", decided(DecisionKind::Approved)),
            ("Upon voice vote, the motion carried unanimously.", decided(DecisionKind::Approved)),
            ("All in favour.", decided(DecisionKind::Approved)),
            ("Carried.", decided(DecisionKind::Approved)),
            ("The motion failed.", decided(DecisionKind::Rejected)),
            ("Three for, five against.", decided(DecisionKind::Rejected)),
            ("The motion was withdrawn.", Some(End::Withdrawn)),
            ("The treasurer passed the books to Ana.", None),
            ("The members agreed that the hall is cold.", None),
        ] {
            assert_eq!(end(&fold(text)), want, "{text}");
        }
    }
}
