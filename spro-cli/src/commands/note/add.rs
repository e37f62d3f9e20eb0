//! `note add`: information, recorded by hand.

use spro_core::domain::note::{NoteKind, Recorded};

use crate::actor;
use crate::args::General;
use crate::failure::Failure;
use crate::output::Console;
use crate::raised::Raised;
use crate::recording;
use crate::typed;

/// The kinds, the usual ones first.
const KINDS: [NoteKind; 9] = [
    NoteKind::News,
    NoteKind::Project,
    NoteKind::WorkingGroup,
    NoteKind::Outline,
    NoteKind::Staffing,
    NoteKind::Exchange,
    NoteKind::Elsewhere,
    NoteKind::Contradiction,
    NoteKind::Other,
];

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[arg(value_name = "KIND", value_parser = typed::one_of(KINDS, NoteKind::as_str))]
    kind: NoteKind,
    #[command(flatten)]
    raised: Raised,
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let subject = actor::new_subject("note")?;
        let said = self.raised.said();
        recording::change_all(console, general, said.dated(), |grounds| {
            let (meeting, times) = said.at(grounds)?;
            let recorded = Recorded { kind: self.kind, text: self.raised.text(), meeting };
            Ok(vec![(subject.clone(), recorded.into(), times)])
        })
    }
}
