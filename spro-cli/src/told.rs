//! A recorded fact as an answer shows it: its times, who recorded it, what it says.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::value::RawValue;
use spro_core::domain::event::RegisterEvent;
use spro_core::kernel::batch::Change;
use spro_core::kernel::encoding::{Nature, Source};
use spro_core::kernel::event::{Event, Recordable};
use spro_core::kernel::id::{CommitId, EventId};
use spro_core::kernel::position::Position;
use spro_core::kernel::seal::Scope;
use spro_core::kernel::seal::keyring::Opened;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::is_late;
use spro_core::when::When;

use crate::clock;
use crate::exit::Exit;
use crate::facts::Recorded;
use crate::failure::Failure;
use crate::ledger::open_failure;
use crate::locale::Locale;
use crate::names::Names;
use crate::narrate;
use crate::output::{Answer, Console, json};

/// One record, opened.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Told {
    pub(crate) position: Position,
    pub(crate) id: EventId,
    pub(crate) subject: Subject,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) since: When,
    pub(crate) learned: NaiveDate,
    pub(crate) recorded_at: Stamp,
    /// Whether it was recorded long after the body knew it.
    pub(crate) recorded_later: bool,
    pub(crate) by: Subject,
    pub(crate) by_name: String,
    pub(crate) commit: CommitId,
    pub(crate) source: Option<Source>,
    pub(crate) corrects: Option<Position>,
    pub(crate) retracts: Option<Position>,
    pub(crate) nature: Option<Nature>,
    /// False when it was corrected or retracted since, or is a retraction.
    pub(crate) in_force: bool,
    pub(crate) about: String,
    pub(crate) says: String,
    /// What was recorded, its texts in the clear; `null` where it was erased.
    pub(crate) data: Option<Box<RawValue>>,
}

impl Told {
    /// Opens a record.
    pub(crate) fn of(recorded: Recorded, names: &Names<'_>) -> Result<Self, Failure> {
        let says = says(&recorded, names)?;
        let amended = |wanted| {
            recorded.amends.filter(|(change, _)| *change == wanted).map(|(_, of)| of.target)
        };
        Ok(Self {
            position: recorded.position,
            id: recorded.id,
            kind: recorded.kind.clone(),
            recorded_later: is_late(recorded.learned, recorded.recorded_at),
            by_name: names.of(&recorded.by)?,
            corrects: amended(Change::Corrects),
            retracts: amended(Change::Retracts),
            nature: recorded.amends.map(|(_, of)| of.nature),
            about: names.label(&recorded.subject)?,
            says,
            data: recorded.fact.map(|fact| opened(fact.event, names)).transpose()?.flatten(),
            subject: recorded.subject,
            since: recorded.since,
            learned: recorded.learned,
            recorded_at: recorded.recorded_at,
            by: recorded.by,
            commit: recorded.commit,
            source: recorded.source,
            in_force: recorded.in_force,
        })
    }
}

fn says(recorded: &Recorded, names: &Names<'_>) -> Result<String, Failure> {
    let locale = names.locale();
    let said = match &recorded.fact {
        Some(fact) => narrate::event(&fact.event, names)?,
        None => recorded.kind.clone(),
    };
    let Some((change, of)) = recorded.amends else {
        return Ok(said);
    };
    let key = match (change, of.nature) {
        (Change::Corrects, Nature::Slip) if is_of_an_edition(recorded) => "fact-corrects-minutes",
        (Change::Corrects, Nature::Slip) => "fact-corrects-slip",
        (Change::Corrects, _) => "fact-corrects-news",
        (Change::Retracts, _) => "fact-retracts",
    };
    let amends = locale.text_with(key, &[("position", of.target.to_string())]);
    Ok(if change == Change::Retracts { amends } else { format!("{amends} · {said}") })
}

/// Whether a correction is what the next edition of a document says. What an erasure rewrites keeps
/// its lines too, but is sealed with its commit.
fn is_of_an_edition(recorded: &Recorded) -> bool {
    let mut rewritten = false;
    if let Some(fact) = &recorded.fact {
        fact.event.clone().texts(&mut |_, _, text| {
            rewritten |= matches!(text, Text::Sealed(it) if it.value().scope() == Scope::Commit);
        });
    }
    recorded.source.is_some() && !rewritten
}

/// The data with their texts in the clear.
fn opened(mut event: RegisterEvent, names: &Names<'_>) -> Result<Option<Box<RawValue>>, Failure> {
    let mut failed = None;
    let mut erased = false;
    event.texts(&mut |_, _, text| {
        let clear = match names.keyring().open(text) {
            Ok(Opened::Clear(clear)) => Text::plain(&clear),
            Ok(Opened::Erased) => {
                erased = true;
                return;
            }
            Err(error) => {
                failed = Some(open_failure(&error));
                return;
            }
        };
        *text = clear;
    });
    if let Some(failure) = failed {
        return Err(failure);
    }
    if erased {
        return Ok(None);
    }
    let unwritable =
        |error: serde_json::Error| Failure::new(Exit::Altered, "error-store").because(&error);
    let data = event.data().map_err(unwritable)?;
    RawValue::from_string(json::one_line(data.get())).map(Some).map_err(unwritable)
}

/// Writes an answer whose items are facts: a line each; with `by_commit`, under a line for each
/// commit that says who recorded it and when.
pub(crate) fn answer(
    console: &mut Console,
    answer: &Answer<'_, Told>,
    layout: Layout,
) -> Result<(), Failure> {
    if console.json {
        return console.document_of(answer);
    }
    let mut commit = None;
    for told in &answer.items {
        if layout == Layout::ByCommit && commit != Some(told.commit) {
            commit = Some(told.commit);
            let by = [("by", told.by_name.clone()), ("at", told.recorded_at.to_string())];
            let text = console.locale.text_with("say-recorded-by", &by);
            console.heading(&text)?;
        }
        let line = line(told, &console.locale, layout);
        console.line(&line)?;
    }
    console.line("")?;
    console.proof(answer.head, answer.as_of)
}

/// How facts are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Under the commit that recorded them.
    ByCommit,
    /// One after another.
    Flat,
}

fn line(told: &Told, locale: &Locale, layout: Layout) -> String {
    let text = format!("{:>6}  {}  {} · {}", told.position, since(told), told.about, told.says);
    let remark = match layout {
        // The commit's line says when it was recorded.
        Layout::ByCommit => remark(&Told { recorded_later: false, ..told.clone() }, locale),
        Layout::Flat => remark(told, locale),
    };
    if remark.is_empty() { text } else { format!("{text} ({remark})") }
}

/// Since when it is true: the day under which it is filed.
pub(crate) fn since(told: &Told) -> String {
    match told.since.as_edtf() {
        Some(edtf) => edtf.into_owned(),
        None => told.since.to_string(),
    }
}

/// What sets it apart: no longer in force, known or recorded later.
pub(crate) fn remark(told: &Told, locale: &Locale) -> String {
    let mut remarks = Vec::new();
    if !told.in_force && told.retracts.is_none() {
        remarks.push(locale.text("label-not-in-force"));
    }
    if told.since.as_day() != Some(told.learned) {
        remarks.push(locale.text_with("label-learned", &[("day", told.learned.to_string())]));
    }
    if told.recorded_later {
        let day = clock::day_of(told.recorded_at).to_string();
        remarks.push(locale.text_with("label-recorded-later", &[("day", day)]));
    }
    remarks.join(" · ")
}
