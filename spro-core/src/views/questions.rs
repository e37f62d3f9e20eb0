//! Questions, and who answered them.

use std::collections::BTreeMap;

use super::order::by_number;
use super::register::{Entry, Register};
use super::stances::{StanceRow, stances_by_subject};
use crate::domain::question::{Question, QuestionStatus};
use crate::kernel::subject::Subject;
use crate::when::When;

/// One question.
#[derive(Debug, Clone)]
pub struct QuestionRow<'r> {
    /// Which.
    pub subject: &'r Subject,
    /// What is known of it.
    pub question: &'r Question,
    /// How far it is; an adopted decision that answers it is an answer.
    pub status: QuestionStatus,
    /// Since when, where that is known.
    pub since: Option<&'r When>,
    /// The adopted decisions that answer it.
    pub decisions: Vec<&'r Subject>,
    /// The positions on it.
    pub stances: Vec<StanceRow<'r>>,
    /// The facts on which it rests.
    pub entry: &'r Entry,
}

/// Every question, by number, then as they were read.
pub fn questions(register: &Register) -> Vec<QuestionRow<'_>> {
    let mut answering = BTreeMap::<_, Vec<_>>::new();
    for (subject, decision, _) in register.decisions() {
        if let Some(question) = &decision.answers
            && let Some(adopted) = decision.adopted()
        {
            answering.entry(question).or_default().push((&adopted.since, subject));
        }
    }
    let mut stances_on = stances_by_subject(register);
    let mut rows: Vec<_> = register
        .questions()
        .map(|(subject, question, entry)| {
            let mut answers = answering.remove(subject).unwrap_or_default();
            answers.sort_by_key(|(since, subject)| (since.order_key(), *subject));
            let (status, since) = match (question.status(), answers.first()) {
                (QuestionStatus::Answered, Some((decided, _))) => {
                    let first = question.since().into_iter().chain([*decided]);
                    (QuestionStatus::Answered, first.min_by_key(|since| since.order_key()))
                }
                (_, Some((decided, _))) => (QuestionStatus::Answered, Some(*decided)),
                (status, None) => (status, question.since()),
            };
            let decisions = answers.into_iter().map(|(_, decision)| decision).collect();
            let stances = stances_on.remove(subject).unwrap_or_default();
            QuestionRow { subject, question, status, since, decisions, stances, entry }
        })
        .collect();
    rows.sort_by_cached_key(|row| by_number(row.question.number.as_ref(), row.entry));
    rows
}
