//! `show`: one thing, its facts, and the lines of the minutes that they came from.

use serde::Serialize;
use spro_core::kernel::encoding::Source;
use spro_core::kernel::query::Query;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;

use crate::args::{Asked, General};
use crate::facts;
use crate::failure::Failure;
use crate::ids;
use crate::items::Question;
use crate::names::{Names, number};
use crate::originals::Originals;
use crate::output::{Answer, Console};
use crate::parties::Parties;
use crate::told::{self, Told};

#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    asked: Asked,
}

/// A fact, and the lines that it was read from.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    told: Told,
    /// The name of the document; `null` where there is none, or where it was erased.
    document: Option<String>,
    quoted: Vec<Quoted>,
    /// Why the lines of a document that is kept are not shown.
    #[serde(skip)]
    unread: Option<Failure>,
}

/// A line of a document.
#[derive(Serialize)]
struct Quoted {
    line: u32,
    text: String,
}

impl Show {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let question = Question::of(console, general, &self.asked)?;
        let (opened, as_of) = (&question.opened, question.as_of);
        let subject = self.find(console, &question)?;
        let query = Query::about(subject.clone());
        let (records, head) = facts::read(opened.ledger.store(), query, as_of)?;
        let ((title, told), _) = question.ask(console, |_, names| {
            let told: Result<Vec<_>, _> =
                records.iter().map(|recorded| Told::of(recorded.clone(), names)).collect();
            Ok((format!("{} · {subject}", names.label(&subject)?), told?))
        })?;
        let mut originals = Originals::new(opened);
        let (mut own, mut naming) = (Vec::new(), Vec::new());
        for told in told {
            let is_own = told.subject == subject;
            let shown = shown(told, &mut originals)?;
            if is_own { own.push(shown) } else { naming.push(shown) }
        }
        if console.json {
            own.extend(naming);
            return console.answer(&Answer { what: "show", head, as_of: &as_of, items: own }, &[]);
        }
        console.heading(&title)?;
        for shown in &own {
            write(console, shown, false)?;
        }
        if !naming.is_empty() {
            console.line("")?;
            let text = console.locale.text("say-named-by");
            console.heading(&text)?;
            for shown in &naming {
                write(console, shown, true)?;
            }
        }
        console.line("")?;
        console.proof(head, &as_of)
    }

    /// What is named: by its id, by a day, by a number, by the end of its key, or by a name. What needs
    /// more of the ledger is looked for after what needs less.
    fn find(&self, console: &mut Console, question: &Question) -> Result<Subject, Failure> {
        if let Ok(subject) = Subject::parse(&self.id) {
            let (is_known, _) =
                question.ask(console, |register, _| Ok(register.entry(&subject).is_some()))?;
            if is_known {
                return Ok(subject);
            }
        }
        let of_day = |register: &Register, _: &Names<'_>| ids::meeting_on(register, &self.id);
        if let (Some(meeting), _) = question.ask(console, of_day)? {
            return Ok(meeting);
        }
        let found = question.ask(console, |register, names| {
            if ids::may_be_id(&self.id) {
                let known = register.entries();
                let known = known.map(|(subject, entry)| (subject, number(&entry.known)));
                if let Some(subject) = ids::find(&self.id, known)? {
                    return Ok(Some(subject));
                }
            }
            Parties::new(register, names)?.any(&self.id)
        });
        found?.0.ok_or_else(|| ids::not_found(&self.id))
    }
}

fn shown(told: Told, originals: &mut Originals<'_>) -> Result<Shown, Failure> {
    let Some(Source { document, lines }) = told.source.clone() else {
        return Ok(Shown { told, document: None, quoted: Vec::new(), unread: None });
    };
    let Some(original) = originals.edition(&document, told.position)? else {
        return Ok(Shown { told, document: None, quoted: Vec::new(), unread: None });
    };
    let (text, unread) = match &original.text {
        Ok(text) => (text.as_str(), None),
        Err(failure) => ("", Some(failure.clone())),
    };
    let quoted = lines
        .iter()
        .flat_map(|&(first, last)| first..=last)
        .filter_map(|line| {
            let index = usize::try_from(line).ok()?.checked_sub(1)?;
            let text = text.lines().nth(index)?.to_owned();
            Some(Quoted { line, text })
        })
        .collect();
    Ok(Shown { told, document: Some(original.name.clone()), quoted, unread })
}

fn write(console: &mut Console, shown: &Shown, about: bool) -> Result<(), Failure> {
    let told = &shown.told;
    let locale = &console.locale;
    let subject = if about { format!("{} · ", told.about) } else { String::new() };
    let first = format!("{:>6}  {}  {subject}{}", told.position, told::since(told), told.says);
    let by = [("by", told.by_name.clone()), ("at", told.recorded_at.to_string())];
    let mut second = locale.text_with("say-recorded-by", &by);
    let remark = told::remark(told, locale);
    if !remark.is_empty() {
        second = format!("{second} · {remark}");
    }
    console.line(&first)?;
    console.line(&format!("        {second}"))?;
    if let Some(failure) = &shown.unread {
        let text = failure.message(&console.locale);
        console.line(&format!("        {text}"))?;
    } else if let Some(name) = &shown.document {
        for Quoted { line, text } in &shown.quoted {
            console.line(&format!("        {name}:{line}  {text}"))?;
        }
    } else if told.source.is_some() {
        let text = console.locale.text("say-original-gone");
        console.line(&format!("        {text}"))?;
    }
    Ok(())
}
