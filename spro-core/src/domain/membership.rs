//! Memberships: a person acts in the body on behalf of an organisation, in a role, for a time
//! (Popolo `Membership`, OParl `Membership.onBehalfOf`).

use super::basis::{Basis, Of};
use super::event::RegisterEvent;
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use crate::kernel::event::Fact;
use crate::kernel::subject::Subject;
use crate::when::When;

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

/// Says that a person acts in the body from a day on.
///
/// `memberships` are those of the person, `staying` gives the entry that stays of an organisation.
///
/// # Errors
/// [`Rejection::AlreadyMember`] when the person acts for the same organisation already: neither that
/// it ended is recorded, nor that another membership began instead of it.
pub fn begin<'m>(
    began: Began,
    memberships: impl IntoIterator<Item = &'m Membership>,
    staying: impl Fn(&Subject) -> Subject,
) -> Result<Began, Rejection> {
    let organisation = |began: &Began| began.on_behalf_of.as_ref().map(&staying);
    let wanted = organisation(&began);
    let recorded: Vec<_> = memberships
        .into_iter()
        .filter_map(|membership| Some((membership.began.as_ref()?, membership)))
        .collect();
    let replaced = |earlier: &Of<Began>| {
        recorded.iter().any(|(later, _)| {
            let instead_of = later.recorded.instead_of.as_ref().map(&staying);
            instead_of.is_some()
                && instead_of == organisation(&earlier.recorded)
                && earlier.basis.day() < later.basis.day()
        })
    };
    let holds = |(held, membership): &&(&Of<Began>, &Membership)| {
        organisation(&held.recorded) == wanted && membership.ended.is_none() && !replaced(held)
    };
    match recorded.iter().find(holds) {
        Some((held, _)) => Err(Rejection::AlreadyMember { since: held.basis.day() }),
        None => Ok(began),
    }
}

/// Ends a membership; it no longer holds from the first day on that `when` can mean.
///
/// # Errors
/// [`Rejection::Unknown`], [`Rejection::Ended`], and [`Rejection::EndsBeforeItBegan`] when it ends
/// for sure before it can have begun.
pub fn end(
    subject: &Subject,
    membership: Option<&Membership>,
    when: &When,
) -> Result<Ended, Rejection> {
    let unknown = || Rejection::Unknown { subject: subject.clone() };
    let membership = membership.ok_or_else(unknown)?;
    let began = membership.began.as_ref().ok_or_else(unknown)?;
    if let Some(ended) = &membership.ended {
        return Err(Rejection::Ended { since: ended.day() });
    }
    let began = began.basis.day();
    match when.begins().latest() {
        Some(latest) if latest < began => Err(Rejection::EndsBeforeItBegan { began }),
        _ => Ok(Ended {}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::given::{fact, on, subject};

    fn began(organisation: &str) -> Began {
        Began {
            person: subject("person/ada"),
            on_behalf_of: Some(subject(organisation)),
            instead_of: None,
            role: None,
        }
    }

    fn membership(events: impl IntoIterator<Item = (MembershipEvent, &'static str)>) -> Membership {
        let mut membership = Membership::default();
        for (event, day) in events {
            membership.evolve(&event, &fact(event.clone(), &on(day)));
        }
        membership
    }

    #[test]
    fn a_person_begins_once_to_act_for_an_organisation() {
        let acting =
            membership([(MembershipEvent::Began(began("organisation/cci")), "2024-01-01")]);
        let begin = |of: &str, held: &Membership| {
            // `former` was merged into `cci`.
            let staying = |it: &Subject| match it.key() {
                "former" => subject("organisation/cci"),
                _ => it.clone(),
            };
            super::begin(began(of), [held], staying)
        };
        let since = "2024-01-01".parse().unwrap();
        let refused = Err(Rejection::AlreadyMember { since });
        assert_eq!(begin("organisation/cci", &acting), refused);
        assert_eq!(begin("organisation/former", &acting), refused);
        assert!(begin("organisation/other", &acting).is_ok());
        let ended = membership([
            (MembershipEvent::Began(began("organisation/cci")), "2024-01-01"),
            (MembershipEvent::Ended(Ended {}), "2024-06-01"),
        ]);
        assert!(begin("organisation/cci", &ended).is_ok());
    }

    /// Once, the register refused to let a person come back to an organisation that they had left
    /// for another, though it showed that they acted for the other alone.
    #[test]
    fn who_left_for_another_organisation_may_come_back() {
        let first = membership([(MembershipEvent::Began(began("organisation/cci")), "2024-01-01")]);
        let instead_of = Some(subject("organisation/cci"));
        let other = Began { instead_of, ..began("organisation/other") };
        let second = membership([(MembershipEvent::Began(other), "2024-06-01")]);
        let begin = |of: &str| super::begin(began(of), [&first, &second], Subject::clone);
        assert!(begin("organisation/cci").is_ok());
        let since = "2024-06-01".parse().unwrap();
        assert_eq!(begin("organisation/other"), Err(Rejection::AlreadyMember { since }));
    }

    #[test]
    fn a_membership_ends_once_and_not_before_it_began() {
        let id = subject("membership/m");
        let end = |held: Option<&Membership>, when: &str| {
            super::end(&id, held, &When::edtf(when).unwrap())
        };
        let began = || (MembershipEvent::Began(began("organisation/cci")), "2024-03-01");
        let acting = membership([began()]);
        let since = "2024-03-01".parse().unwrap();
        assert_eq!(
            end(Some(&acting), "2024-02"),
            Err(Rejection::EndsBeforeItBegan { began: since })
        );
        assert!(
            end(Some(&acting), "2024-03").is_ok(),
            "some day of March may be the first or later"
        );
        assert!(end(Some(&acting), "2024-06-01").is_ok());
        let ended = membership([began(), (MembershipEvent::Ended(Ended {}), "2024-06-01")]);
        let since = "2024-06-01".parse().unwrap();
        assert_eq!(end(Some(&ended), "2024-07-01"), Err(Rejection::Ended { since }));
        assert_eq!(end(None, "2024-07-01"), Err(Rejection::Unknown { subject: id.clone() }));
    }
}
