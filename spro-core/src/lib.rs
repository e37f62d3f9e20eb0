//! The register of a coordination body, as an append-only ledger of facts.
//!
//! A committee, a board or a territorial partnership meets, decides and promises. This crate keeps
//! what it does as facts, each with who recorded it, since when it is true, since when the body knew,
//! and the lines of the minutes that it was read from; and answers from them who came, for whom,
//! which decisions stand, who owes what and whether it is late. Every answer is a fold over the
//! ledger, so that it can be given as of any day, as known on any day, and as recorded at any
//! instant, and cites the facts that it rests on.
//!
#![cfg_attr(feature = "domain", doc = "```")]
#![cfg_attr(not(feature = "domain"), doc = "```ignore")]
//! use spro_core::domain::action::Raised;
//! use spro_core::domain::event::RegisterEvent;
//! use spro_core::kernel::ledger::{Commit, Entry, Ledger, NewFact};
//! use spro_core::kernel::prelude::*;
//! use spro_core::kernel::seal::keyring::Opened;
//! use spro_core::kernel::seal::text::Text;
//! use spro_core::kernel::seal::vault::MemoryVault;
//! use spro_core::views::actions::{Actions, Timeliness, Which};
//! use spro_core::views::register::Register;
//! use spro_core::when::When;
//!
//! // Clock, ids and secrets are arguments; a program takes them from its system.
//! let identity = LedgerIdentity { id: LedgerId::from_bytes([1; 16]), nonce: [2; 32] };
//! let store = MemoryStore::new(identity, || "2024-01-19T08:00:00.000Z".parse().unwrap());
//! let ledger = Ledger::new(store, Some(MemoryVault::new(|| [3; 32])));
//!
//! // The minutes of 18 January say: "Ada writes to the schools in March."
//! let action = Subject::parse("action/schools")?;
//! let raised = Raised {
//!     number: None,
//!     text: Text::plain("Ada writes to the schools"),
//!     owners: vec![],
//!     due: Some(When::edtf("2024-03")?),
//!     meeting: None,
//!     decision: None,
//! };
//! let (id, learned) = (EventId::from_bytes([4; 16]), "2024-01-18".parse()?);
//! let fact = NewFact::new(id, action.clone(), RegisterEvent::from(raised), learned);
//! let (id, by) = (CommitId::from_bytes([5; 16]), Subject::parse("person/clerk")?);
//! let commit = Commit { id, by, cause: None, entries: vec![Entry::Fact(fact)] };
//! ledger.record(commit, &Guard::unguarded())?;
//!
//! // Some day of March may have gone by on the 15th, and all of them have on 10 April.
//! let register = Register::of(ledger.store(), AsOf::default())?;
//! for (day, expected) in [
//!     ("2024-02-29", Timeliness::NotLate),
//!     ("2024-03-15", Timeliness::PossiblyLate),
//!     ("2024-04-10", Timeliness::Late { days: 10 }),
//! ] {
//!     let actions = Actions::of(&register, day.parse()?, Which::Open, None);
//!     assert_eq!(actions.rows[0].timeliness, expected);
//! }
//!
//! // What may name somebody is sealed in the ledger, and in the register; who shows it opens it.
//! let text = register.action(&action).and_then(|action| action.text.as_ref()).unwrap();
//! assert_eq!(text.as_plain(), None);
//! assert_eq!(ledger.keyring().open(text)?, Opened::Clear("Ada writes to the schools".into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to find what
//!
//! Each layer knows only those above it in this table.
//!
//! | module | holds | begin with |
//! |---|---|---|
//! | [`when`] | dates as people write them: exact, vague, open, or only words | [`when::When`] |
//! | [`kernel`] | what any event-sourced record needs, whatever its events are about | [`kernel::ledger::Ledger`], [`kernel::projection::View`] |
#![cfg_attr(
    feature = "domain",
    doc = "| [`domain`] | the events, states and commands of a body's life, a file a concept | [`domain::event::RegisterEvent`], [`domain::erasure`] |"
)]
#![cfg_attr(
    feature = "domain",
    doc = "| [`views`] | the answers | [`views::register::Register`], [`views::attendance::Attendance`], [`views::decisions::Decisions`] |"
)]
//!
//! Who wants the kernel alone, for events of another kind, leaves the feature `domain` out;
//! `examples/embed.rs` records and projects such an event. Who writes a store runs the contract suite
//! of the feature `testing`.
//!
//! # What it does not do
//!
//! - It reads no clock, makes no random numbers, and touches no files: instants, ids and secrets are
//!   arguments, and a store on disk is a crate of its own.
//! - It reads no minutes: what becomes of their text is recorded as the events of the domain.
//! - It renders nothing, and has no words for users; errors are for those who program.
//! - It erases names by destroying keys. In a ledger without a vault nothing can be erased.

#[cfg(feature = "domain")]
pub mod domain;
pub mod kernel;
#[cfg(feature = "domain")]
pub mod views;
pub mod when;
