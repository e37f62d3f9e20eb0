//! `person erase`: takes a person's name out of the register, for good.

use clap::ValueEnum;
use spro_core::domain::erasure::{self, Report, Request, Search};
use spro_core::domain::person::Ground;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::subject::Subject;
use spro_minutes::redaction::redact;
use spro_store_fs::FsVault;

use crate::actor::{self, Actor};
use crate::args::General;
use crate::failure::Failure;
use crate::ledger::{Opened, erasure_failure, store_failure};
use crate::names::{Names, pseudonym};
use crate::output::Console;
use crate::parties::Parties;
use crate::{clock, confirm, ids, recording, texts};

#[derive(Debug, clap::Args)]
pub(crate) struct Erase {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "GROUND", value_enum)]
    ground: Why,
    #[arg(long)]
    yes: bool,
}

/// The grounds of Article 17(1) of the GDPR, as they are typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Why {
    NoLongerNeeded,
    ConsentWithdrawn,
    Objection,
    Unlawful,
    LegalObligation,
}

impl Why {
    const fn ground(self) -> Ground {
        match self {
            Self::NoLongerNeeded => Ground::NoLongerNeeded,
            Self::ConsentWithdrawn => Ground::ConsentWithdrawn,
            Self::Objection => Ground::Objection,
            Self::Unlawful => Ground::Unlawful,
            Self::LegalObligation => Ground::LegalObligation,
        }
    }
}

impl Erase {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let name = actor::name(console, general.actor.as_deref())?;
        let mut opened = Opened::to_write(console, general.ledger.as_deref())?;
        let register = opened.register(AsOf::default())?;
        let (person, actor) = {
            let names = Names::new(&console.locale, Some(&register), opened.ledger.keyring());
            let parties = Parties::new(&register, &names)?;
            let person = parties.person(&self.name)?.ok_or_else(|| ids::not_found(&self.name))?;
            (person, actor::find(&register, &names, &name)?)
        };
        if !self.yes {
            let asked = [("name", self.name.clone()), ("pseudonym", pseudonym(&person))];
            let question = console.locale.text_with("ask-erase", &asked);
            confirm::confirm(console, &question)?;
        }
        let by = recorded_actor(&mut opened, actor)?;
        let report = erase(&opened, &person, self.ground.ground(), by)?;
        opened.close(console)?;
        tell(console, &person, &report)
    }
}

/// The id of who records, whose name is recorded first where the register does not know it.
fn recorded_actor(opened: &mut Opened, actor: Actor) -> Result<Subject, Failure> {
    let subject = actor.subject.clone();
    if actor.named.is_some() {
        recording::record(opened, actor, Vec::new(), &Guard::unguarded())?;
    }
    Ok(subject)
}

fn erase(
    opened: &Opened,
    person: &Subject,
    ground: Ground,
    by: Subject,
) -> Result<Report, Failure> {
    let vault = opened.ledger.keyring().vault();
    let _erasing =
        vault.map(FsVault::erasing).transpose().map_err(|error| store_failure(&error))?;
    let pseudonym = pseudonym(person);
    let request = Request {
        person: person.clone(),
        ground,
        by,
        day: clock::today(),
        pseudonym: pseudonym.clone(),
    };
    let search =
        Search { redact: &|names, text| redact(names, text, &pseudonym), text_of: &texts::said };
    let (ledger, originals) = (&opened.ledger, &opened.originals);
    erasure::erase(ledger, originals, &request, &mut clock::new_id, &search)
        .map_err(|error| erasure_failure(&error))
}

fn tell(console: &mut Console, person: &Subject, report: &Report) -> Result<(), Failure> {
    for position in &report.in_the_clear {
        let at = [("position", position.to_string())];
        let text = console.locale.text_with("say-in-the-clear", &at);
        console.warn(&text);
    }
    if report.originals_lost > 0 {
        let text = console.locale.count("say-originals-lost", report.originals_lost);
        console.warn(&text);
    }
    if console.json {
        return console.receipt(&report.receipt, std::slice::from_ref(person));
    }
    let told = [
        ("pseudonym", pseudonym(person)),
        ("texts", report.texts.to_string()),
        ("originals", report.originals.to_string()),
    ];
    let text = console.locale.text_with("say-erased", &told);
    console.line(&text)
}
