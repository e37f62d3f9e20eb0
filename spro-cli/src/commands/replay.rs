//! `replay`: the history retold in the order in which it was recorded.

use spro_core::kernel::query::Query;

use crate::args::{Asked, General};
use crate::facts;
use crate::failure::Failure;
use crate::ledger::Opened;
use crate::names::Names;
use crate::output::{Answer, Console};
use crate::told::{self, Layout, Told};

#[derive(Debug, clap::Args)]
pub(crate) struct Replay {
    #[command(flatten)]
    asked: Asked,
}

impl Replay {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let opened = Opened::to_read(console, general.ledger.as_deref())?;
        let as_of = self.asked.as_of();
        tell(console, &opened, &as_of)
    }
}

/// Tells every fact, a line each.
pub(crate) fn tell(
    console: &mut Console,
    opened: &Opened,
    as_of: &spro_core::kernel::history::AsOf,
) -> Result<(), Failure> {
    // Named as they are called today: a replay tells of things before they had a name.
    let register = opened.register(spro_core::kernel::history::AsOf::default())?;
    let names = Names::new(&console.locale, Some(&register), opened.ledger.keyring());
    let (records, head) = facts::read(opened.ledger.store(), Query::all(), *as_of)?;
    let items = records
        .into_iter()
        .map(|recorded| Told::of(recorded, &names))
        .collect::<Result<Vec<_>, _>>()?;
    told::answer(console, &Answer { what: "replay", head, as_of, items }, Layout::ByCommit)
}
