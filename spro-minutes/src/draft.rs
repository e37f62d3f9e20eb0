//! What a text of minutes claims, before anyone recorded it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use spro_core::when::When;

/// What the text claims of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// The minutes state it.
    Stated,
    /// The minutes say that somebody said it.
    Reported,
    /// It is planned or wished.
    Intended,
    /// The reader concluded it.
    Inferred,
}

/// How sure the reader is of its reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The layout says so.
    Sure,
    /// The wording says so.
    Likely,
    /// Somebody should look.
    Unsure,
}

/// Where a claim stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The words as printed; runs of white space are one space.
    pub text: String,
    /// First and last line of each range, from 1, both included.
    pub lines: Vec<[u32; 2]>,
    /// What the text claims of it.
    pub modality: Modality,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// Attendance as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// On site.
    Present,
    /// Away, and said so.
    Excused,
    /// Away.
    Absent,
    /// Away, and gave a proxy.
    Proxied,
    /// Present from afar.
    Remote,
    /// Present without belonging to the body.
    Guest,
}

/// One person of an attendance list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// The name as printed.
    pub person: String,
    /// For whom the person came, the body itself left out.
    pub organisation: Option<String>,
    /// Whether the body itself is named beside the organisation; the role is not known.
    #[serde(default)]
    pub for_body: bool,
    /// The status.
    pub status: Status,
    /// Who holds the proxy.
    pub proxy: Option<String>,
    /// `HH:MM`, local.
    pub arrived: Option<String>,
    /// `HH:MM`, local.
    pub left: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// How a decision ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionKind {
    /// Adopted.
    Approved,
    /// Voted down.
    Rejected,
    /// Left for later.
    Deferred,
    /// Adopted on a condition.
    Conditional,
}

/// How often a condition is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConditionKind {
    /// Once for all.
    Once,
    /// For each occasion anew.
    EachOccasion,
}

/// What a decision hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The words as printed.
    pub words: String,
    /// How often it is judged.
    pub judged: ConditionKind,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The number as printed, such as `D4`.
    pub number: Option<String>,
    /// How it ended.
    pub kind: DecisionKind,
    /// The outcome as printed.
    pub outcome: Option<String>,
    /// What it hangs on.
    pub condition: Option<Condition>,
    /// What "this project" is.
    pub about: Option<Source>,
    /// The question it answers.
    pub answers: Option<Source>,
    /// The number of the decision that it replaces.
    pub supersedes: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The number as printed, such as `A4`.
    pub number: Option<String>,
    /// Who owes it, as printed; nobody where nobody is named.
    pub owner: Vec<String>,
    /// The day in ISO form where one is meant, else the words.
    pub due: Option<String>,
    /// The same as a date.
    pub due_when: Option<When>,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// What became of something numbered in earlier minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusChange {
    /// The number, such as `A5`, `D4`, `I1`.
    pub of: String,
    /// `completed`, `in-process`, `assigned`, `due changed`, `cancelled`, `condition met`,
    /// `conditional`, `rejected`, `adopted` or `set aside`.
    pub to: String,
    /// The new owners.
    pub owner: Vec<String>,
    /// The new due day.
    pub due: Option<String>,
    /// The day it came true; the meeting's where none is printed.
    pub on: Option<NaiveDate>,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// A claim with a number and somebody who made it: an idea, a question, a position, an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The number as printed, or of what it is about.
    pub number: Option<String>,
    /// `idea`, `question`, `answer`, `reservation`, `for` or `exchange`.
    pub kind: String,
    /// Who said it.
    pub person: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// The approval of earlier minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The day of their meeting.
    pub minutes_of: NaiveDate,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// A correction of an attendance in earlier minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erratum {
    /// The day of their meeting.
    pub minutes_of: NaiveDate,
    /// Whose attendance.
    pub person: String,
    /// For whom the person came.
    pub organisation: Option<String>,
    /// As first printed.
    pub was: Status,
    /// As it was.
    pub is: Status,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// A planned event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// Its name.
    pub name: String,
    /// When it is; the new date where it was postponed.
    pub when: Option<When>,
    /// `tentative`, `confirmed`, `postponed`, `held` or `cancelled`.
    pub status: Option<String>,
    /// For whom it is, as printed.
    pub audience: Option<String>,
    /// The lines under it: stops, or turns of staff.
    pub parts: Vec<Source>,
    /// The last line that belongs to it.
    pub open_until: u32,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// What kind of information a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A working group.
    WorkingGroup,
    /// A reusable programme.
    Outline,
    /// News.
    News,
    /// Anything else.
    Other,
}

/// Information that nobody decides or owes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its kind.
    pub kind: NoteKind,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
}

/// What the reader read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The title.
    pub title: Option<String>,
    /// The body that met.
    pub body: Option<String>,
    /// The day of the meeting.
    pub date: Option<NaiveDate>,
    /// Where it met.
    pub venue: Option<String>,
    /// `fr` or `en`.
    pub language: String,
    /// The lines before the first list.
    pub head: Vec<Source>,
    /// Headings, lines that only label what follows.
    pub headings: Vec<Source>,
    /// Who came, who did not.
    pub attendance: Vec<Attendee>,
    /// The points of the agenda.
    pub agenda: Vec<String>,
    /// Where each point stands.
    pub agenda_sources: Vec<Source>,
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Actions.
    pub actions: Vec<Action>,
    /// Changes to what earlier minutes numbered.
    pub status_changes: Vec<StatusChange>,
    /// Approvals of earlier minutes.
    #[serde(default)]
    pub approvals: Vec<Approval>,
    /// Corrections of earlier minutes.
    #[serde(default)]
    pub errata: Vec<Erratum>,
    /// Planned events.
    #[serde(default)]
    pub occasions: Vec<Occasion>,
    /// Ideas, questions, answers and positions.
    pub remarks: Vec<Remark>,
    /// Information.
    pub notes: Vec<Note>,
    /// Addresses as printed; `unsure` where one leads nowhere as it is. They place no line.
    #[serde(default)]
    pub links: Vec<Source>,
    /// What a person must answer before it is recorded.
    pub asked: Vec<Source>,
    /// Lines, from 1, that nothing above holds.
    pub unplaced: Vec<u32>,
}

impl Draft {
    /// Where each item stands, in no order.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.head
            .iter()
            .chain(&self.headings)
            .chain(self.attendance.iter().map(|item| &item.source))
            .chain(&self.agenda_sources)
            .chain(self.decisions.iter().flat_map(|item| {
                std::iter::once(&item.source).chain(&item.about).chain(&item.answers)
            }))
            .chain(self.actions.iter().map(|item| &item.source))
            .chain(self.status_changes.iter().map(|item| &item.source))
            .chain(self.approvals.iter().map(|item| &item.source))
            .chain(self.errata.iter().map(|item| &item.source))
            .chain(
                self.occasions
                    .iter()
                    .flat_map(|item| std::iter::once(&item.source).chain(&item.parts)),
            )
            .chain(self.remarks.iter().map(|item| &item.source))
            .chain(self.notes.iter().map(|item| &item.source))
    }
}

/// What is wrong with a text, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub next_step: String,
}
