//! What recording a document would change, for a person to look at.

use chrono::NaiveDate;
use serde::Serialize;
use spro_core::kernel::event::Recordable;
use spro_core::kernel::seal::keyring::Keyring;
use spro_core::kernel::store::Receipt;
use spro_minutes::dates::Order;
use spro_minutes::draft::{Confidence, DateFrom, Draft, OrderFrom};
use spro_minutes::reconcile::{Change, Item, Left, Plan, Why};

use super::answers;
use super::document::Document;
use super::entries::Entry;
use super::{Mode, Taken};
use crate::failure::Failure;
use crate::ledger::Vault;
use crate::locale::Locale;
use crate::names::Names;
use crate::narrate;
use crate::output::Console;

/// How many facts of each sort.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) new: usize,
    pub(super) corrected: usize,
    pub(super) withdrawn: usize,
    support: usize,
}

impl Counts {
    pub(super) fn of(plan: &Plan) -> Self {
        Self::of_items(plan.items.iter())
    }

    fn of_items<'p>(items: impl Iterator<Item = &'p Item>) -> Self {
        let mut counts = Self::default();
        for item in items {
            let sort = match item.change {
                Change::New => &mut counts.new,
                Change::Corrects { .. } => &mut counts.corrected,
                Change::Retracts { .. } => &mut counts.withdrawn,
            };
            *sort += 1;
            counts.support += usize::from(item.is_support());
        }
        counts
    }
}

/// Tells what a document holds: each fact where somebody is to decide, else how many.
pub(super) fn plan(
    console: &mut Console,
    keyring: &Keyring<Vault>,
    document: &Document,
    plan: &Plan,
    mode: Mode,
    erratum: Option<(NaiveDate, NaiveDate)>,
) -> Result<(), Failure> {
    let meeting = console.locale.text_with("label-meeting", &[("when", plan.day.to_string())]);
    console.heading(&format!("{} · {meeting}", document.name))?;
    if plan.is_empty() {
        let text = console.locale.text("say-import-nothing");
        console.line(&format!("  {text}"))?;
    }
    if let Some((approved, learned)) = erratum {
        let days = [("approved", approved.to_string()), ("learned", learned.to_string())];
        let text = console.locale.text_with("say-import-erratum", &days);
        console.line(&format!("  {text}"))?;
    }
    for line in dates(&console.locale, &document.draft) {
        console.line(&format!("  {line}"))?;
    }
    let counts = Counts::of(plan);
    let reviewed = Counts::of_items(plan.items.iter().filter(|item| !item.is_support()));
    if erratum.is_none() && reviewed.corrected + reviewed.withdrawn > 0 {
        let changed = [
            ("new", reviewed.new.to_string()),
            ("corrected", reviewed.corrected.to_string()),
            ("withdrawn", reviewed.withdrawn.to_string()),
        ];
        let text = console.locale.text_with("say-import-changed", &changed);
        console.line(&format!("  {text}"))?;
    }
    if !matches!(mode, Mode::Yes(_)) {
        for line in facts(&console.locale, keyring, plan)? {
            console.line(&line)?;
        }
        if counts.support > 0 {
            let text = console.locale.count("say-import-support", counts.support);
            console.line(&format!("  {text}"))?;
        }
    }
    if mode != Mode::Yes(Taken::All) || !plan.left.is_empty() {
        left(console, keyring, plan)?;
    }
    for question in &plan.questions {
        let text = answers::said(question, &console.locale);
        let text = console.locale.text_with("say-import-question", &[("question", text)]);
        console.line(&format!("  {text}"))?;
        for way in answers::ways_on(question, plan, &console.locale)? {
            console.line(&format!("    {way}"))?;
        }
    }
    Ok(())
}

/// What was concluded of the dates that the minutes do not print in full.
fn dates(locale: &Locale, draft: &Draft) -> Vec<String> {
    let day = draft.date_inferred_from.zip(draft.date).map(|(from, day)| {
        let from = locale.text(match from {
            DateFrom::FileName => "value-date-from-name",
            DateFrom::Folder => "value-date-from-folder",
            DateFrom::OtherDates => "value-date-from-dates",
            DateFrom::Neighbours => "value-date-from-neighbours",
            DateFrom::Register => "value-date-from-register",
        });
        locale.text_with("say-import-date-inferred", &[("day", day.to_string()), ("from", from)])
    });
    let order = draft.date_order.as_ref().and_then(|read| {
        let order = locale.text(match read.order {
            Order::DayFirst => "value-date-day-first",
            Order::MonthFirst => "value-date-month-first",
            Order::Unknown => return None,
        });
        let from = locale.text(match read.from? {
            OrderFrom::Person => return None,
            OrderFrom::Document => "value-date-from-dates",
            OrderFrom::Register => "value-date-from-answer",
        });
        let printed = read.source.text.clone();
        let told = [("date", printed), ("order", order), ("from", from)];
        Some(locale.text_with("say-import-date-order", &told))
    });
    day.into_iter().chain(order).collect()
}

/// Something that was not recorded.
#[derive(Debug, Serialize)]
pub(super) struct LeftOut {
    text: String,
    lines: Vec<(u32, u32)>,
    /// What follows `value-left-` in the messages, such as `not-sure`.
    why: &'static str,
}

impl LeftOut {
    pub(super) fn all(
        locale: &Locale,
        keyring: &Keyring<Vault>,
        plan: &Plan,
    ) -> Result<Vec<Self>, Failure> {
        let names = names(locale, keyring, plan);
        let one = |left: &Left| {
            let text = match (&left.event, left.text.is_empty()) {
                (Some(event), true) => narrate::event(event, &names)?,
                _ => left.text.clone(),
            };
            let why = why(left.why).splitn(3, '-').last().unwrap_or_default();
            Ok(Self { text, lines: left.lines.clone(), why })
        };
        plan.left.iter().map(one).collect()
    }
}

/// Shows one entry on standard error, where it is asked about: what it would do, where it stands, how
/// sure the reader is.
pub(super) fn entry(
    console: &mut Console,
    keyring: &Keyring<Vault>,
    plan: &Plan,
    entry: &Entry<'_>,
    place: &str,
) -> Result<(), Failure> {
    let sure = console.locale.text(how_sure(entry.confidence()));
    let lines_of = lines(&entry.lines(), &console.locale);
    let told = {
        let names = names(&console.locale, keyring, plan);
        let items = entry.items.iter().map(|item| fact(item, plan, &names));
        let left = entry.left.iter().filter_map(|left| left.event.as_ref());
        let left = left.map(|event| Ok(format!("  ? {}", narrate::event(event, &names)?)));
        items.chain(left).collect::<Result<Vec<_>, Failure>>()?
    };
    console.say(&format!("{place} {sure}{lines_of}"));
    for line in told {
        console.say(&line);
    }
    Ok(())
}

const fn how_sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "value-sure",
        Confidence::Likely => "value-likely",
        Confidence::Unsure => "value-unsure",
    }
}

/// Shows lines of the document, with `around` more on each side, on standard error.
pub(super) fn source(console: &mut Console, document: &Document, of: &[(u32, u32)], around: usize) {
    if of.is_empty() || document.text.is_empty() {
        let text = console.locale.text("say-no-lines");
        return console.say(&text);
    }
    let number = |line: u32| usize::try_from(line).unwrap_or(usize::MAX);
    let ranges: Vec<_> = of.iter().map(|(first, last)| (number(*first), number(*last))).collect();
    let mut before = 0;
    for (text, line) in document.text.lines().zip(1_usize..) {
        let meant = ranges.iter().any(|(first, last)| (*first..=*last).contains(&line));
        let near = ranges.iter().any(|(first, last)| {
            (first.saturating_sub(around)..=last.saturating_add(around)).contains(&line)
        });
        if near {
            if before > 0 && before + 1 < line {
                console.say("  …");
            }
            before = line;
            let mark = if meant { '>' } else { ' ' };
            console.say(&format!("{mark} {line:>5}  {text}"));
        }
    }
}

/// Tells, after an item by item review, how many facts would be recorded and how much is left.
pub(super) fn counts(console: &mut Console, plan: &Plan) {
    let facts = plan.items.iter().filter(|item| !item.is_support()).count();
    let counts = [("count", facts.to_string()), ("left", plan.left.len().to_string())];
    let text = console.locale.text_with("say-step-counts", &counts);
    console.say(&text);
}

/// Whether the reader alone keeps it from being recorded: it is not sure enough.
pub(super) fn can_be_taken(left: &Left) -> bool {
    left.why == Why::NotSure
}

fn facts(locale: &Locale, keyring: &Keyring<Vault>, plan: &Plan) -> Result<Vec<String>, Failure> {
    let names = names(locale, keyring, plan);
    let reviewed = plan.items.iter().filter(|item| !item.is_support());
    reviewed.map(|item| fact(item, plan, &names)).collect()
}

/// The names of what the plan is about, old and new.
fn names<'a>(locale: &'a Locale, keyring: &'a Keyring<Vault>, plan: &Plan) -> Names<'a> {
    let mut names = Names::new(locale, None, keyring);
    let of_left = plan.left.iter().filter_map(|left| left.event.as_ref());
    for subject in of_left.flat_map(Recordable::mentions) {
        if let Some(label) = plan.label(&subject) {
            names.add(subject, label.to_owned());
        }
    }
    for item in &plan.items {
        for subject in item.event.mentions().into_iter().chain([item.subject.clone()]) {
            if let Some(label) = plan.label(&subject) {
                let label = match subject.kind() {
                    "meeting" => locale.text_with("label-meeting", &[("when", label.to_owned())]),
                    _ => label.to_owned(),
                };
                names.add(subject, label);
            }
        }
    }
    names
}

fn fact(item: &Item, plan: &Plan, names: &Names<'_>) -> Result<String, Failure> {
    let about = if item.subject == plan.meeting {
        String::new()
    } else if plan.label(&item.subject).is_some() {
        format!("{} · ", names.label(&item.subject)?)
    } else {
        // Its id is not given yet.
        format!("{} · ", names.kind(&item.subject))
    };
    let says = narrate::event(&item.event, names)?;
    let (sign, before) = match &item.change {
        Change::New => ('+', String::new()),
        Change::Retracts { .. } => ('-', String::new()),
        Change::Corrects { was, .. } => ('~', format!("{} → ", narrate::event(was, names)?)),
    };
    let sure = match item.confidence {
        Confidence::Sure => String::new(),
        other => format!(" {}", names.locale().text(how_sure(other))),
    };
    let lines = lines(&item.lines, names.locale());
    Ok(format!("  {sign} {about}{before}{says}{sure}{lines}"))
}

/// The lines of the document, behind the words.
fn lines(lines: &[(u32, u32)], locale: &Locale) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let ranges: Vec<_> = lines
        .iter()
        .map(
            |(first, last)| {
                if first == last { first.to_string() } else { format!("{first}-{last}") }
            },
        )
        .collect();
    format!("  {}", locale.text_with("label-lines", &[("lines", ranges.join(", "))]))
}

fn left(console: &mut Console, keyring: &Keyring<Vault>, plan: &Plan) -> Result<(), Failure> {
    if plan.left.is_empty() {
        return Ok(());
    }
    let text = console.locale.count("say-import-left", plan.left.len());
    console.line(&format!("  {text}"))?;
    let all = LeftOut::all(&console.locale, keyring, plan)?;
    for (out, left) in all.iter().zip(&plan.left) {
        let why = console.locale.text(why(left.why));
        let lines = lines(&out.lines, &console.locale);
        console.line(&format!("    {} ({why}){lines}", out.text))?;
    }
    Ok(())
}

const fn why(why: Why) -> &'static str {
    match why {
        Why::Unplaced => "value-left-unplaced",
        Why::NotSure => "value-left-not-sure",
        Why::Asked => "value-left-asked",
        Why::AskedInPart => "value-left-asked-in-part",
        Why::NoName => "value-left-no-name",
        Why::SaidOtherwise => "value-left-said-otherwise",
        Why::NoNumber => "value-left-no-number",
        Why::NoDate => "value-left-no-date",
        Why::NoPerson => "value-left-no-person",
        Why::NoStatus => "value-left-no-status",
        Why::InTheOriginal => "value-left-original",
        Why::RewrittenByErasure => "value-left-erased",
        Why::CorrectedByHand => "value-left-by-hand",
        Why::LeftOut => "value-left-left-out",
        _ => "value-left-other",
    }
}

/// Tells what was recorded.
pub(super) fn recorded(
    console: &mut Console,
    receipt: &Receipt,
    facts: usize,
) -> Result<(), Failure> {
    if console.json {
        return Ok(());
    }
    let told = [
        ("count", facts.to_string()),
        ("first", receipt.first.to_string()),
        ("last", receipt.head.position.to_string()),
    ];
    let text = console.locale.text_with("say-import-recorded", &told);
    console.line(&format!("  {text}"))
}
