//! `show`: one thing, its facts, and the lines of the minutes that they came from.

use serde::Serialize;
use spro_core::kernel::encoding::Source;
use spro_core::kernel::query::Query;

use crate::args::{Asked, General};
use crate::facts::{self, Recorded};
use crate::failure::Failure;
use crate::ids;
use crate::ledger::Opened;
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
        let opened = Opened::to_read(console, general.ledger.as_deref())?;
        let as_of = self.asked.as_of();
        let register = opened.register(as_of)?;
        let names = Names::new(&console.locale, Some(&register), opened.ledger.keyring());
        let known = register.entries().map(|(subject, entry)| (subject, number(&entry.known)));
        let subject = match ids::meeting_on(&register, &self.id)?.or(ids::find(&self.id, known)?) {
            Some(subject) => subject,
            None => Parties::new(&register, &names)?
                .any(&self.id)?
                .ok_or_else(|| ids::not_found(&self.id))?,
        };
        let query = Query::about(subject.clone());
        let (records, head) = facts::read(opened.ledger.store(), query, as_of)?;
        let mut originals = Originals::new(&opened);
        let (mut own, mut naming) = (Vec::new(), Vec::new());
        for recorded in records {
            let is_own = recorded.subject == subject;
            let shown = shown(recorded, &names, &mut originals)?;
            if is_own { own.push(shown) } else { naming.push(shown) }
        }
        let title = format!("{} · {subject}", names.label(&subject)?);
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
}

fn shown(
    recorded: Recorded,
    names: &Names<'_>,
    originals: &mut Originals<'_>,
) -> Result<Shown, Failure> {
    let source = recorded.source.clone();
    let at = recorded.position;
    let told = Told::of(recorded, names)?;
    let Some(Source { document, lines }) = source else {
        return Ok(Shown { told, document: None, quoted: Vec::new(), unread: None });
    };
    let Some(original) = originals.edition(&document, at)? else {
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
