//! From differences to the items of a plan.

use spro_core::domain::document::Stored;
use spro_core::kernel::blob::BlobId;
use spro_core::kernel::id::EventId;
use spro_core::kernel::ledger::Ledger;
use spro_core::kernel::seal::vault::Vault;
use spro_core::kernel::store::Store;
use spro_core::when::When;

use super::claims::{Claim, text};
use super::diff::{Difference, since};
use super::known::Known;
use super::own::{Own, OwnFact};
use super::place::{Because, Place, holds};
use super::plan::{Change, Item, NewOriginal};
use super::{Import, PlanError};
use crate::draft::{Confidence, Modality};

/// Makes the items.
pub(super) struct Recording<'i> {
    pub(super) because: Because,
    pub(super) new_id: &'i mut dyn FnMut() -> [u8; 16],
    pub(super) items: Vec<Item>,
}

impl Recording<'_> {
    /// Makes an item of each difference, and one of the edition where it is a new one.
    pub(super) fn run<S: Store, V: Vault>(
        &mut self,
        ledger: &Ledger<S, V>,
        known: &Known,
        import: &Import<'_>,
        place: &Place,
        own: &Own,
        differences: Vec<Difference<'_>>,
    ) -> Result<Option<NewOriginal>, PlanError> {
        for difference in differences {
            let id = self.new_event();
            let item = match difference {
                Difference::New(claim) => self.new_fact(id, claim),
                Difference::Changed { claim, was } => self.changed(id, claim, was),
                Difference::Gone(was) => self.gone(id, was),
            };
            self.items.push(item);
        }
        let Some(original) = import.original else {
            return Ok(None);
        };
        // A file that still has a name that was erased is not kept again.
        if !own.erased.is_empty() || holds(ledger, known, &place.document, original.digest)? {
            return Ok(None);
        }
        let new = NewOriginal { id: BlobId::from_bytes((self.new_id)()), event: self.new_event() };
        let stored = Stored {
            name: text(original.name),
            digest: text(original.digest),
            original: Some(new.id.to_string()),
            media_type: original.media_type.to_owned(),
        };
        self.items.push(Item {
            id: new.event,
            subject: place.document.clone(),
            event: stored.into(),
            occurred: None,
            learned: place.day,
            lines: Vec::new(),
            modality: Modality::Stated,
            confidence: Confidence::Sure,
            change: Change::New,
            in_draft: None,
        });
        Ok(Some(new))
    }

    fn new_event(&mut self) -> EventId {
        EventId::from_bytes((self.new_id)())
    }

    fn new_fact(&self, id: EventId, claim: Claim) -> Item {
        let occurred = since(&claim);
        let learned = match self.because {
            Because::Slip => claim.learned,
            Because::Erratum(learned) => learned,
        };
        // What an erratum adds was true when the minutes should have said it.
        let occurred =
            occurred.or_else(|| (learned != claim.learned).then(|| When::day(claim.learned)));
        Item {
            id,
            subject: claim.subject,
            event: claim.event,
            occurred,
            learned,
            lines: claim.lines,
            modality: claim.modality,
            confidence: claim.confidence,
            change: Change::New,
            in_draft: claim.in_draft,
        }
    }

    fn changed(&self, id: EventId, claim: Claim, was: &OwnFact) -> Item {
        let change = Change::Corrects {
            target: was.fact.position,
            was: Box::new(was.fact.event.clone()),
            was_since: was.fact.occurred.clone(),
            nature: self.because.nature(),
        };
        Item { change, subject: was.fact.subject.clone(), ..self.new_fact(id, claim) }
    }

    fn gone(&self, id: EventId, was: &OwnFact) -> Item {
        let fact = &was.fact;
        let learned = match self.because {
            Because::Slip => fact.learned,
            Because::Erratum(learned) => learned,
        };
        Item {
            id,
            subject: fact.subject.clone(),
            event: fact.event.clone(),
            occurred: fact.occurred.clone(),
            learned,
            lines: fact.source.iter().flat_map(|source| source.lines.iter().copied()).collect(),
            modality: Modality::Stated,
            confidence: Confidence::Sure,
            change: Change::Retracts { target: fact.position, nature: self.because.nature() },
            in_draft: None,
        }
    }
}
