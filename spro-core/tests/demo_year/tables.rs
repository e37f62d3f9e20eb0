//! The cells of the answers, and the tables of `examples/demo/expected.md` that they must equal.

use std::fmt::Write as _;

use spro_core::domain::action::ActionStatus;
use spro_core::domain::decision::{Condition, DecisionStatus, Verdict};
use spro_core::domain::idea::IdeaStatus;
use spro_core::domain::occasion::OccasionStatus;
use spro_core::domain::owner::Owner;
use spro_core::domain::question::QuestionStatus;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::views::actions::{ActionRow, Actions, Timeliness, Which};
use spro_core::views::decisions::{DecisionRow, Decisions};
use spro_core::views::ideas::IdeaRow;
use spro_core::views::occasions::OccasionRow;
use spro_core::views::questions::QuestionRow;
use spro_core::views::register::Register;
use spro_core::when::{Extent, PartOfDay, When};

/// The names and texts behind what rows hold.
pub(crate) trait Names {
    /// The name of a person, organisation or occasion, the number of anything else.
    fn name(&self, subject: &Subject) -> String;
    /// The words of a text.
    fn open(&self, text: &Text) -> String;
}

const EXPECTED: &str = include_str!("../../../examples/demo/expected.md");

/// The rows of the table under a heading, without its head.
pub(crate) fn expected(heading: &str) -> Vec<Vec<String>> {
    let (_, below) = EXPECTED.split_once(heading).unwrap();
    let lines = below.lines().skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().into()).collect())
        .collect()
}

/// Every action, as its row is printed.
pub(crate) fn actions(names: &impl Names, register: &Register, day: &str) -> Vec<Vec<String>> {
    let list = Actions::of(register, day.parse().unwrap(), Which::All, None);
    list.rows.iter().chain(&list.undated).map(|row| action(names, row)).collect()
}

pub(crate) fn action(names: &impl Names, row: &ActionRow<'_>) -> Vec<String> {
    let it = row.action;
    let mut owner = owners(names, it.present_owners());
    for (before, until) in it.earlier_owners() {
        write!(owner, " (until {until}: {})", owners(names, Some(before))).unwrap();
    }
    let mut due = it.present_due().map_or("none".into(), when);
    if let Some(first) = row.first_due() {
        let first = first.value.as_ref().map_or("none".into(), when);
        write!(due, " (first: {first})").unwrap();
    }
    let status = match row.status() {
        open @ (ActionStatus::NeedsAction | ActionStatus::InProcess) => open.as_str().into(),
        closed => format!("{} {}", closed.as_str(), it.since().unwrap()),
    };
    vec![it.number.as_ref().unwrap().to_string(), owner, due, status, timeliness(row.timeliness)]
}

/// Days are shown as such, vague dates in their words without article.
fn when(when: &When) -> String {
    let words = when.printed().map(|it| it.trim_start_matches("en ").trim_start_matches("au "));
    let words = words.map(|it| it.trim_start_matches("à l'"));
    match (when.extent(), when.as_edtf()) {
        (Extent::Day(_) | Extent::Span { .. }, Some(edtf)) => match when.part() {
            Some(part @ (PartOfDay::Morning | PartOfDay::Afternoon)) => format!("{edtf} {part}"),
            _ => edtf.into_owned(),
        },
        // Each of two days that follow one another is both of them.
        (Extent::Days(_), Some(_)) => {
            format!("{}/{}", when.earliest().unwrap(), when.latest().unwrap())
        }
        _ => words.unwrap().into(),
    }
}

fn timeliness(it: Timeliness) -> String {
    match it {
        Timeliness::Late { days } => format!("**late**, {days} days"),
        Timeliness::PossiblyLate => "**possibly late**".into(),
        Timeliness::NotLate => "not late".into(),
        Timeliness::DoneInTime => "in time".into(),
        Timeliness::DoneAfter { days } => format!("{days} days after"),
        Timeliness::DoneUntold | Timeliness::Undated => "unknown".into(),
        Timeliness::Cancelled => "–".into(),
    }
}

fn owners(names: &impl Names, owners: Option<&[Owner]>) -> String {
    match owners {
        None => "unknown".into(),
        Some([]) => "nobody named".into(),
        Some(owners) => {
            let names: Vec<_> = owners.iter().map(|owner| who(names, owner)).collect();
            names.join(", ")
        }
    }
}

pub(crate) fn who(names: &impl Names, owner: &Owner) -> String {
    match owner {
        Owner::Person(subject) | Owner::Organisation(subject) => names.name(subject),
        Owner::Group(name) => names.open(name),
        Owner::Body => "the body".into(),
        Owner::EachPartner => "each of the partners".into(),
    }
}

/// How a decision stands, as its cell is printed.
pub(crate) fn decision(names: &impl Names, row: &DecisionRow<'_>) -> String {
    let since = || row.since.unwrap().to_string();
    let condition = row.decision.condition.as_ref();
    match row.status {
        DecisionStatus::Superseded => {
            format!("superseded by {} on {}", names.name(row.superseded_by.unwrap()), since())
        }
        DecisionStatus::Standing => match condition.and_then(|condition| condition.settled()) {
            Some(judgement) if judgement.value.verdict == Verdict::Met => {
                format!("standing, condition met {}", judgement.at.since)
            }
            _ => "standing".into(),
        },
        DecisionStatus::Conditional if condition.is_some_and(Condition::is_criterion) => {
            "conditional, a criterion for each session".into()
        }
        status if row.since == row.decision.put.as_ref().map(|put| &put.since) => {
            status.as_str().into()
        }
        DecisionStatus::Conditional => "conditional".into(),
        status => format!("{} {}", status.as_str(), since()),
    }
}

/// The column of counts, in the order of the table.
pub(crate) fn decision_counts(decisions: &Decisions<'_>) -> Vec<usize> {
    let of_status = [
        DecisionStatus::Standing,
        DecisionStatus::Conditional,
        DecisionStatus::Superseded,
        DecisionStatus::Deferred,
        DecisionStatus::Rejected,
    ];
    let mut counts: Vec<_> = of_status.into_iter().map(|it| decisions.count(it)).collect();
    counts.push(decisions.counts.values().sum());
    counts
}

/// How far an occasion is, as its cell is printed.
pub(crate) fn occasion(names: &impl Names, row: &OccasionRow<'_>) -> String {
    let it = row.occasion;
    let mut cell = row.status.as_str().to_owned();
    if row.status == OccasionStatus::Held {
        if let Some(count) = it.turnout() {
            let words = names.open(count.value.words.as_ref().unwrap());
            let who = if words.contains("visiteurs") { "visitors" } else { "participants" };
            let number = match count.value.number {
                thousands @ 1000.. => format!("{} {:03}", thousands / 1000, thousands % 1000),
                number => number.to_string(),
            };
            write!(cell, ", {number} {who}").unwrap();
        }
        return cell;
    }
    write!(cell, ", {}", when(it.when.as_ref().unwrap())).unwrap();
    if let Some(stops) = it.stop_count() {
        write!(cell, ", {stops} stops").unwrap();
    }
    for postponed in &it.postponements {
        let from = postponed.from.as_ref().unwrap().as_edtf().unwrap();
        write!(cell, " (postponed on {} from {from})", postponed.at.since).unwrap();
    }
    cell
}

pub(crate) fn question(names: &impl Names, row: &QuestionRow<'_>) -> String {
    match (row.status, row.question.answers.first()) {
        (QuestionStatus::Answered, Some(answer)) => {
            let by = who(names, answer.value.by.as_ref().unwrap());
            format!("answered {} by {by}", row.since.unwrap())
        }
        (status, _) => status.as_str().into(),
    }
}

pub(crate) fn idea(row: &IdeaRow<'_>) -> String {
    match row.status {
        IdeaStatus::Raised => "raised".into(),
        status => format!("{} {}", status.as_str().replace('-', " "), row.idea.since().unwrap()),
    }
}
