//! `timeline`: what is in force, in the order in which it became true.

use spro_core::views::timeline::Timeline as History;

use crate::args::{Asked, General};
use crate::failure::Failure;
use crate::items::Asking;
use crate::ledger::fold_failure;
use crate::output::{Answer, Console};
use crate::told::{self, Layout, Told};

#[derive(Debug, clap::Args)]
pub(crate) struct Timeline {
    #[command(flatten)]
    asked: Asked,
}

impl Timeline {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let asking = Asking::of(console, general, &self.asked)?;
        let store = asking.opened.ledger.store();
        let history = History::of(store, asking.as_of).map_err(|error| fold_failure(&error))?;
        let names = asking.names(console);
        let items = history
            .moments
            .into_iter()
            .map(|moment| Told::of(moment.fact.into(), &names))
            .collect::<Result<Vec<_>, _>>()?;
        let as_of = &asking.as_of;
        let answer = Answer { what: "timeline", head: history.head, as_of, items };
        told::answer(console, &answer, Layout::Flat)
    }
}
