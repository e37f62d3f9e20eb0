//! A library lends books: a host's own event, recorded under a guard and projected.
#![allow(clippy::print_stdout, reason = "an example shows what it does")]
use serde_json::{Error, from_str};
use spro_core::kernel::prelude::*;

/// To whom a book was lent.
struct Lent(String);
impl Event for Lent {
    const NAMESPACE: &'static str = "library";
    fn decode(kind: &str, data: &str) -> Option<Result<Self, Error>> {
        (kind == "library.book.lent").then(|| from_str(data).map(Self))
    }
}
/// How often each book was lent, and to whom it was last.
struct Loans;
impl Projection for Loans {
    type Event = Lent;
    type State = (u32, String);
    fn evolve(&self, (times, reader): &mut Self::State, fact: &Fact<Lent>) {
        *times += 1;
        reader.clone_from(&fact.event.0);
    }
}
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
    let ledger = MemoryStore::new(identity, || Stamp::new(std::time::SystemTime::now().into()));
    let (book, clerk) = (Subject::parse("book/moby-dick")?, Subject::parse("person/clerk")?);
    let (kind, day) = (EventType::parse("library.book.lent")?, "2026-01-05".parse()?);
    let lent = NewEvent::new(EventId::from_bytes([3; 16]), kind, book.clone(), day, &"ada")?;
    let batch = Batch::new(CommitId::from_bytes([4; 16]), clerk, vec![lent])?;
    // Refused if somebody else borrowed the book since we looked.
    ledger.append(&batch, &Guard::subject_unchanged(book, ledger.head()?.position))?;
    for (book, (times, reader)) in View::of(&ledger, Loans, AsOf::default())?.iter() {
        println!("{book}: lent {times} time(s), last to {reader}");
    }
    Ok(())
}
