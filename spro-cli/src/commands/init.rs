//! `init`: makes an empty ledger for a body.

use std::path::Path;

use spro_core::domain::body::{Founded, Language as Written};
use spro_core::kernel::guard::Guard;
use spro_core::kernel::id::EventId;
use spro_core::kernel::ledger::{Entry, NewFact};
use spro_core::kernel::store::Receipt;
use spro_core::kernel::subject::Subject;

use crate::args::General;
use crate::failure::Failure;
use crate::ledger::Opened;
use crate::locale::Language;
use crate::output::Console;
use crate::{actor, clock, recording};

#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    #[arg(long, value_name = "NAME")]
    body: String,
}

impl Init {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let root = general.ledger.as_deref().unwrap_or(Path::new("."));
        // Asked before the folder is made, so that a refusal leaves none.
        let name = actor::name(console, general.actor.as_deref())?;
        let mut opened = Opened::create(root)?;
        let receipt = found(&mut opened, &self.body, console.locale.language(), &name)?;
        opened.close(console)?;
        if console.json {
            return console.receipt(&receipt.0, &[receipt.1]);
        }
        let made = [("body", self.body.clone()), ("path", root.display().to_string())];
        let text = console.locale.text_with("say-founded", &made);
        console.line(&text)
    }
}

/// Records that the register was begun.
pub(crate) fn found(
    opened: &mut Opened,
    body: &str,
    language: Language,
    actor: &str,
) -> Result<(Receipt, Subject), Failure> {
    let subject = actor::new_subject("body")?;
    let language = match language {
        Language::French => Written::Fr,
        Language::English => Written::En,
    };
    let id = EventId::from_bytes(clock::new_id());
    let founded = Founded { name: body.to_owned(), language }.into();
    let entry = Entry::Fact(NewFact::new(id, subject.clone(), founded, clock::today()));
    let receipt =
        recording::record(opened, actor::fresh(actor)?, vec![entry], &Guard::unguarded())?;
    Ok((receipt, subject))
}
