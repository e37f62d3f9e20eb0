//! `retract`: withdraws what was recorded by mistake; it stays in the ledger, and is told.

use spro_core::domain::event::RegisterEvent;
use spro_core::domain::person::PersonEvent;
use spro_core::kernel::encoding::Nature;
use spro_core::kernel::guard::Guard;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::EventId;
use spro_core::kernel::ledger::Entry;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;

use crate::actor;
use crate::args::General;
use crate::clock;
use crate::confirm;
use crate::exit::Exit;
use crate::facts;
use crate::failure::Failure;
use crate::ledger::Opened;
use crate::names::Names;
use crate::output::Console;
use crate::recording;
use crate::told::Told;

#[derive(Debug, clap::Args)]
pub(crate) struct Retract {
    #[arg(value_name = "POSITION")]
    position: u64,
    #[arg(long)]
    yes: bool,
}

impl Retract {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let name = actor::name(console, general.actor.as_deref())?;
        let mut opened = Opened::to_write(console, general.ledger.as_deref())?;
        let register = opened.register(AsOf::default())?;
        let (told, actor) = {
            let names = Names::new(&console.locale, Some(&register), opened.ledger.keyring());
            (self.target(&opened, &names)?, actor::find(&register, &names, &name)?)
        };
        let fact = [("fact", format!("{} · {}", told.about, told.says))];
        if !self.yes {
            let question = console.locale.text_with("ask-retract", &fact);
            confirm::confirm(console, &question)?;
        }
        let id = EventId::from_bytes(clock::new_id());
        // A slip: the body knew better all along.
        let (target, nature) = (told.position, Nature::Slip);
        let entry = Entry::Retraction { id, target, nature, learned: clock::today() };
        let guard = Guard::unchanged(Query::all(), register.head().position);
        let receipt = recording::record(&mut opened, actor, vec![entry], &guard)?;
        opened.close(console)?;
        if console.json {
            return console.receipt(&receipt, &[told.subject]);
        }
        let text = console.locale.text_with("say-retracted", &fact);
        console.line(&text)
    }

    /// The record that is to be withdrawn, if it is in force or is a retraction itself.
    fn target(&self, opened: &Opened, names: &Names<'_>) -> Result<Told, Failure> {
        let position = Position::new(self.position);
        let missing = || Failure::new(Exit::NotFound, "error-no-position").with("at", position);
        let (records, _) = facts::read(opened.ledger.store(), Query::all(), AsOf::default())?;
        let found = records.into_iter().find(|recorded| recorded.position == position);
        let found = found.ok_or_else(missing)?;
        let erased = found.fact.as_ref().is_some_and(|fact| {
            matches!(fact.event, RegisterEvent::Person(PersonEvent::Erased(_)))
        });
        let told = Told::of(found, names)?;
        if erased {
            return Err(Failure::new(Exit::Refused, "error-name-erased").with("what", told.about));
        }
        if told.in_force || told.retracts.is_some() {
            Ok(told)
        } else {
            Err(Failure::new(Exit::Refused, "error-not-in-force").with("at", position))
        }
    }
}
