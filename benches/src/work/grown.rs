//! Answers from ledgers of different lengths, whose meetings were not all imported in order and whose
//! facts were corrected.

use std::collections::VecDeque;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use chrono::NaiveDate;
use spro_core::kernel::encoding::Nature;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::seal::keyring::OpenError;
use spro_core::views::actions::{Actions, Which};
use spro_core::views::register::Register;

use super::Bench;
use super::append::{IN_BULK, figure_of};
use crate::measure::peak_memory;
use crate::row::{figure, median};
use crate::spro::Spro;
use crate::workload::{self, Correction, EVENTS, Event, Import, LAG, OPEN};

/// One meeting in so many is recorded late.
const LATE_ONE_IN: u64 = 5;
/// Behind so many later ones.
const LATE_BY: u64 = 40;
/// One meeting in so many brings a correction: one event in a hundred.
const CORRECTS_ONE_IN: u64 = 2;
/// Of the meeting that was recorded so many before it.
const CORRECTS_BACK: usize = 100;

/// The meetings in the order in which they are recorded: one in five comes late.
fn order(meetings: u64) -> impl Iterator<Item = u64> {
    let is_late = |number: u64| number % LATE_ONE_IN == LATE_ONE_IN / 2;
    (0..meetings + LATE_BY).flat_map(move |number| {
        let on_time = (number < meetings && !is_late(number)).then_some(number);
        let late = number.checked_sub(LATE_BY).filter(|&earlier| is_late(earlier));
        [late, on_time].into_iter().flatten()
    })
}

/// What is recorded, in commits, with the place that each event gets.
struct Recording {
    next: u64,
    recent: VecDeque<(u64, Position)>,
    waiting: Vec<Event>,
}

impl Recording {
    const fn new() -> Self {
        Self { next: 1, recent: VecDeque::new(), waiting: Vec::new() }
    }

    fn meeting(&mut self, number: u64) -> Result<()> {
        let events = workload::meeting(number)?;
        self.recent.push_back((number, Position::new(self.next)));
        self.next += events.len() as u64;
        self.waiting.extend(events);
        if self.recent.len() > CORRECTS_BACK
            && let Some((earlier, first)) = self.recent.pop_front()
            && earlier.is_multiple_of(CORRECTS_ONE_IN)
        {
            self.correction(earlier, first)?;
        }
        Ok(())
    }

    fn correction(&mut self, number: u64, first: Position) -> Result<()> {
        let (which, nature) = if number.is_multiple_of(2 * CORRECTS_ONE_IN) {
            (Correction::Attendance, Nature::Slip)
        } else {
            (Correction::Action, Nature::News)
        };
        let mut event = workload::corrected(number, which)?;
        let target = Position::new(first.get() + which.version() - 1);
        event.fact.corrects = Some((target, nature));
        self.next += 1;
        self.waiting.push(event);
        Ok(())
    }

    fn record(&mut self, spro: &Spro) -> Result<()> {
        if !self.waiting.is_empty() {
            let events = std::mem::take(&mut self.waiting);
            spro.record(Import::of(events)?.into_commit())?;
        }
        Ok(())
    }
}

/// Makes a ledger of about so many events.
fn grow(folder: &Path, events: u64) -> Result<()> {
    let spro = Spro::open(folder)?;
    let mut recording = Recording::new();
    for number in order(events / EVENTS) {
        recording.meeting(number)?;
        if recording.waiting.len() as u64 >= IN_BULK {
            recording.record(&spro)?;
        }
    }
    recording.record(&spro)?;
    spro.save(folder)?;
    spro.shut()
}

/// What is asked of a ledger.
#[derive(Debug, Clone, Copy)]
struct Question {
    as_of: AsOf,
    /// The day on which it is judged what is late.
    day: NaiveDate,
    /// How many actions are open.
    open: u64,
}

/// Asked of now, of what was known on a day in the middle, and of what was so then.
fn questions(meetings: u64) -> Result<[Question; 3]> {
    let open = |held: u64| OPEN * held.min(LAG) / LAG;
    let (last, middle) = (workload::day(meetings)?, workload::day(meetings / 2)?);
    let open_then = open(workload::held_by_the_day_of(meetings / 2).min(meetings));
    let known_at = AsOf { known_at: Some(middle), ..AsOf::default() };
    let on = AsOf { on: Some(middle), ..AsOf::default() };
    Ok([
        Question { as_of: AsOf::default(), day: last, open: open(meetings) },
        Question { as_of: known_at, day: middle, open: open_then },
        Question { as_of: on, day: middle, open: open_then },
    ])
}

/// Opens the ledger and its keys, lists the open actions, opens their texts, and looks up the names of
/// who owes them and the meetings that raised them.
fn list_open(folder: &Path, question: Question) -> Result<Duration> {
    let begin = Instant::now();
    let ledger = Spro::open_to_read(folder)?;
    let answered =
        Register::ask(ledger.store(), &Spro::snapshots(folder), question.as_of, |register| {
            let actions = Actions::of(register, question.day, Which::Open, None);
            let mut open = 0;
            for row in actions.rows.iter().chain(&actions.undated) {
                let text = row.action.text.as_ref();
                text.map(|text| ledger.keyring().open(text)).transpose()?;
                for owner in row.action.present_owners().unwrap_or_default() {
                    let person = owner.subject().map(|owner| register.staying(owner));
                    let known = person.and_then(|person| register.person(person));
                    let name = known.and_then(|known| known.names.first());
                    name.map(|known| ledger.keyring().open(&known.name)).transpose()?;
                }
                let meeting = row.action.meeting.as_ref();
                meeting.and_then(|meeting| register.meeting(meeting)?.when());
                open += 1;
            }
            Ok::<_, OpenError>(open)
        })?;
    let open = answered.answer?;
    let time = begin.elapsed();
    ensure!(answered.ignored.is_none(), "the snapshot was of no use: {:?}", answered.ignored);
    ensure!(open == question.open, "{open} actions are open: {question:?}");
    Ok(time)
}

/// How long the answers take, at each size, and how much memory; in Markdown.
///
/// # Errors
/// Those of the ledger; and when an answer is wrong.
pub fn answers(bench: &mut Bench<'_>) -> Result<String> {
    let mut text = format!(
        "### open the ledger and list its {} open actions\n\n\
         One meeting in {LATE_ONE_IN} was recorded late, one event in a hundred corrected.\n\n\
         | events | now, ms | `known-at` the middle, ms | `on` a day there, ms | \
         memory at its peak, MiB: opened | appended to, read | answered |\n\
         |---:|---:|---:|---:|---:|---:|---:|\n",
        figure_of(OPEN)
    );
    for events in bench.scale.grown.clone() {
        let folder = bench.ground.clear("grown")?;
        let meetings = events / EVENTS;
        writeln!(bench.progress, "recording {} events", figure_of(events))?;
        grow(&folder, events)?;
        let mut cells = vec![figure_of(events)];
        for question in questions(meetings)? {
            let mut times = Vec::new();
            for run in 0..bench.runs {
                writeln!(bench.progress, "asking: run {} of {}", run + 1, bench.runs)?;
                times.push(list_open(&folder, question)?.as_secs_f64() * 1_000.0);
            }
            cells.push(median(&times).map_or_else(String::new, figure));
        }
        cells.extend(memory_of_a_process(&folder, meetings)?);
        text.push_str("| ");
        text.push_str(&cells.join(" | "));
        text.push_str(" |\n");
        bench.ground.clear("grown")?;
    }
    Ok(text)
}

/// The peaks that a process of its own has; see [`peaks`].
fn memory_of_a_process(folder: &Path, meetings: u64) -> Result<Vec<String>> {
    let program = std::env::current_exe()?;
    let output =
        Command::new(program).arg("peaks").arg(folder).arg(meetings.to_string()).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout)?;
    told.split_whitespace().map(|peak| Ok(figure(peak.parse()?))).collect()
}

/// The most memory this process had, in MiB: once the ledger of so many meetings was opened to
/// write; once it was appended to and read, every fact typed; once it answered.
///
/// # Errors
/// Those of the ledger, and where the system does not tell.
pub fn peaks(folder: &Path, meetings: u64) -> Result<[f64; 3]> {
    let spro = Spro::open(folder)?;
    let opened = peak_memory()?;
    let last = meetings.checked_sub(1).context("the ledger holds no meeting")?;
    spro.record(Import::of(vec![workload::one_more(last)?])?.into_commit())?;
    let mut facts = 0_u64;
    spro.visit(Query::all(), &mut |_| facts += 1)?;
    ensure!(facts > meetings * EVENTS, "the ledger holds {facts} facts only");
    let read = peak_memory()?;
    spro.shut()?;
    for question in questions(meetings)? {
        list_open(folder, question)?;
    }
    Ok([opened, read, peak_memory()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meeting_is_recorded_once_and_one_in_five_late() {
        let recorded: Vec<_> = order(1_000).collect();
        let mut sorted = recorded.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..1_000).collect::<Vec<_>>());
        let overtaken = recorded
            .iter()
            .enumerate()
            .filter(|(at, number)| recorded[..*at].iter().any(|before| before > number));
        assert_eq!(overtaken.count(), 200);
    }

    #[test]
    fn a_ledger_that_was_grown_answers_with_the_open_actions_of_each_day() {
        let folder = tempfile::tempdir().unwrap();
        let meetings = 120;
        grow(folder.path(), meetings * EVENTS).unwrap();
        let questions = questions(meetings).unwrap();
        assert!(questions[1].open < questions[0].open);
        for question in questions {
            list_open(folder.path(), question).unwrap();
        }
    }
}
