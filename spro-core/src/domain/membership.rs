//! Memberships: a person acts in the body on behalf of an organisation, in a role, for a time
//! (Popolo `Membership`, OParl `Membership.onBehalfOf`).

use super::basis::{Basis, Of};
use super::event::RegisterEvent;
use super::recorded::{payload, recorded};
use crate::kernel::event::Fact;
use crate::kernel::subject::Subject;

payload! {
    /// A person acts in the body from a day on.
    pub struct Began {
        /// The person.
        pub person: Subject,
        /// For whom; `None` for oneself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub on_behalf_of: Option<Subject>,
        /// For whom before, where it is said that this ended with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub instead_of: Option<Subject>,
        /// The role, as printed: chair, secretary.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub role: Option<String>,
    }
}

payload! {
    /// The membership ended.
    pub struct Ended {}
}

recorded! {
    /// What happens to a membership.
    pub enum MembershipEvent {
        /// It began.
        Began = "spro.membership.began",
        /// It ended.
        Ended = "spro.membership.ended",
    }
}

/// What is known of a membership.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Membership {
    /// How it began; what was recorded last, where that is said more than once.
    pub began: Option<Of<Began>>,
    /// That it ended: it no longer holds from the first day on that this can mean.
    pub ended: Option<Basis>,
}

impl Membership {
    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &MembershipEvent, fact: &Fact<RegisterEvent>) {
        let basis = Basis::of(fact);
        match event {
            MembershipEvent::Began(began) => {
                self.began = Some(Of { recorded: began.clone(), basis });
            }
            MembershipEvent::Ended(Ended {}) => self.ended = Some(basis),
        }
    }
}
