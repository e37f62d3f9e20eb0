//! What is listed and recorded of one person, and what follows from it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::timeline::Timeline;
use super::{Affiliation, Since};
use crate::domain::attendance::{Attendance, Listed, Role};
use crate::domain::basis::{Basis, Of};
use crate::domain::meeting::{Held, Meeting, MeetingStatus};
use crate::domain::membership::{Began, Membership};
use crate::kernel::subject::Subject;
use crate::views::register::Register;
use crate::when::LocalTime;

/// A meeting that was held.
#[derive(Debug, Clone, Copy)]
pub(in crate::views) struct HeldAt<'r> {
    pub(in crate::views) subject: &'r Subject,
    pub(in crate::views) meeting: &'r Meeting,
    pub(in crate::views) held: &'r Of<Held>,
}

impl<'r> HeldAt<'r> {
    /// Every meeting that was held, of the body and of its working groups, in their order.
    pub(in crate::views) fn all(register: &'r Register) -> Vec<Self> {
        let mut all: Vec<_> = register
            .meetings()
            .filter(|(_, meeting, _)| meeting.status() == MeetingStatus::Held)
            .filter_map(|(subject, meeting, _)| {
                Some(Self { subject, meeting, held: meeting.held.as_ref()? })
            })
            .collect();
        all.sort_by_key(HeldAt::place);
        all
    }

    pub(in crate::views) const fn day(&self) -> NaiveDate {
        self.held.recorded.on
    }

    /// Its place among the meetings.
    pub(in crate::views) const fn place(&self) -> (NaiveDate, Option<LocalTime>, &'r Subject) {
        (self.day(), self.held.recorded.starts, self.subject)
    }

    /// Whether it is one of the body itself, not of a working group.
    pub(in crate::views) fn is_of_body(&self) -> bool {
        self.meeting.group().is_none()
    }
}

/// A person's entry in the list of one meeting.
#[derive(Debug)]
pub(in crate::views) struct Listing<'r> {
    pub(in crate::views) at: HeldAt<'r>,
    pub(in crate::views) listed: &'r Listed,
    /// The entries whose place it took and that say something else.
    pub(in crate::views) rectified: Vec<&'r Listed>,
    /// For whom; merged entries as one.
    pub(in crate::views) organisations: Vec<&'r Subject>,
}

impl<'r> Listing<'r> {
    pub(super) fn of(register: &'r Register, at: HeldAt<'r>, attendance: &'r Attendance) -> Self {
        let listed = &attendance.current;
        let organisations: BTreeSet<_> =
            listed.recorded.on_behalf_of.iter().map(|named| register.staying(named)).collect();
        Self {
            at,
            listed,
            rectified: attendance.rectified().collect(),
            organisations: organisations.into_iter().collect(),
        }
    }

    /// Whether the list shows the person as a member of the body.
    pub(in crate::views) fn is_of_member(&self) -> bool {
        self.at.is_of_body() && self.listed.recorded.role == Role::Member
    }

    fn first_listed(&self) -> Since<'r> {
        Since::FirstListed { day: self.at.day(), cites: self.listed.basis.position }
    }
}

/// What is listed and recorded of one person.
#[derive(Debug, Default)]
pub(in crate::views) struct History<'r> {
    /// In the order of the meetings, one for each.
    pub(in crate::views) listings: Vec<Listing<'r>>,
    /// In the order in which they began.
    mandates: Vec<Mandate<'r>>,
    /// The recorded ends of memberships, in their order.
    ends: Vec<End<'r>>,
    /// The ends that follow from another having begun instead, in their order.
    replacements: Vec<End<'r>>,
}

/// A recorded membership.
#[derive(Debug)]
struct Mandate<'r> {
    organisation: Option<&'r Subject>,
    role: Option<&'r str>,
    began: &'r Basis,
    ended: Option<&'r Basis>,
}

/// The recorded end of acting for an organisation.
#[derive(Debug, Clone, Copy)]
struct End<'r> {
    organisation: Option<&'r Subject>,
    basis: &'r Basis,
}

impl Mandate<'_> {
    fn holds_on(&self, day: NaiveDate) -> bool {
        self.began.day() <= day && self.ended.is_none_or(|ended| day < ended.day())
    }
}

impl<'r> History<'r> {
    /// Adds an entry of the last meeting, or of one after it. Where two entries of a meeting are of
    /// one person, the one that was known last counts.
    pub(super) fn list(&mut self, mut listing: Listing<'r>) {
        match self.listings.last_mut() {
            Some(last) if last.at.subject == listing.at.subject => {
                let known = |listing: &Listing<'_>| {
                    (listing.listed.basis.at.learned, listing.listed.basis.position)
                };
                if known(last) < known(&listing) {
                    std::mem::swap(last, &mut listing);
                }
                last.rectified.append(&mut listing.rectified);
                if !listing.listed.recorded.says_the_same(&last.listed.recorded) {
                    last.rectified.push(listing.listed);
                }
            }
            _ => self.listings.push(listing),
        }
    }

    /// Adds a membership.
    pub(super) fn appoint(
        &mut self,
        register: &'r Register,
        began: &'r Of<Began>,
        membership: &'r Membership,
    ) {
        let staying = |named: &'r Subject| register.staying(named);
        let organisation = began.recorded.on_behalf_of.as_ref().map(staying);
        let ended = membership.ended.as_ref();
        self.ends.extend(ended.map(|basis| End { organisation, basis }));
        if let Some(instead_of) = &began.recorded.instead_of {
            let organisation = Some(staying(instead_of));
            self.replacements.push(End { organisation, basis: &began.basis });
        }
        let role = began.recorded.role.as_deref();
        self.mandates.push(Mandate { organisation, role, began: &began.basis, ended });
    }

    /// Puts everything in its order, once all is added.
    pub(super) fn settle(&mut self) {
        self.ends.sort_by_key(|end| (end.basis.day(), end.basis.position));
        self.replacements.sort_by_key(|end| (end.basis.day(), end.basis.position));
        self.mandates.sort_by_key(|mandate| (mandate.began.day(), mandate.began.position));
        for mandate in &mut self.mandates {
            let replaced = self.replacements.iter().find(|end| {
                end.organisation == mandate.organisation && mandate.began.day() < end.basis.day()
            });
            let earlier =
                |end: &&End<'_>| mandate.ended.is_none_or(|own| end.basis.day() < own.day());
            if let Some(end) = replaced.filter(earlier) {
                mandate.ended = Some(end.basis);
            }
        }
    }

    fn all_ends(&self) -> impl Iterator<Item = &End<'r>> {
        self.ends.iter().chain(&self.replacements)
    }

    /// The organisations for which the person acts on a day, the day's own meeting apart.
    pub(in crate::views) fn acts_for(&self, day: NaiveDate) -> Vec<&'r Subject> {
        // A membership without organisation does not say that the person acts for none.
        let named = || self.mandates.iter().filter(|mandate| mandate.organisation.is_some());
        let mut holding = named().rev().filter(|mandate| mandate.holds_on(day));
        if let Some(last) = holding.next() {
            let together = holding.take_while(|mandate| mandate.began.day() == last.began.day());
            let organisations: BTreeSet<_> =
                together.chain([last]).filter_map(|mandate| mandate.organisation).collect();
            return organisations.into_iter().collect();
        }
        let (until, after) =
            self.listings.split_at(self.listings.partition_point(|it| it.at.day() <= day));
        let names_any = |listing: &&Listing<'r>| !listing.organisations.is_empty();
        match until.iter().rfind(names_any) {
            Some(last) => self.not_ended(last, day).collect(),
            // Who left before is not taken to act for what they come back for.
            None if named().any(|mandate| mandate.began.day() <= day) => Vec::new(),
            None => after
                .iter()
                .find(names_any)
                .map_or_else(Vec::new, |first| first.organisations.clone()),
        }
    }

    /// The organisations that a list names, without those for which acting ended from then to
    /// `day`: that is recorded, or a membership for another took its place.
    fn not_ended(
        &self,
        listing: &Listing<'r>,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'r Subject> {
        let listed = listing.at.day();
        let is_over = move |organisation: &&'r Subject| {
            let organisation = Some(*organisation);
            let ended = self.all_ends().any(|end| {
                end.organisation == organisation && (listed..=day).contains(&end.basis.day())
            });
            let left = self.mandates.iter().any(|mandate| {
                let began = mandate.began.day();
                mandate.organisation.is_some_and(|other| Some(other) != organisation)
                    && listed < began
                    && began <= day
            });
            ended || left
        };
        listing.organisations.clone().into_iter().filter(move |named| !is_over(named))
    }

    /// Since when the person is a member of the body; `None` where they never were.
    pub(in crate::views) fn member_since(&self) -> Option<Since<'r>> {
        let listed = self.listings.iter().find(|listing| listing.is_of_member());
        let listed = listed.map(Listing::first_listed);
        let recorded = self.mandates.first().map(|mandate| Since::Recorded(mandate.began));
        match (recorded, listed) {
            (Some(recorded), Some(listed)) if listed.day() < recorded.day() => Some(listed),
            (recorded, listed) => recorded.or(listed),
        }
    }

    /// Whether the person is a member of the body on a day, the day's own meeting apart.
    pub(in crate::views) fn is_member_on(&self, day: NaiveDate) -> bool {
        if self.mandates.iter().any(|mandate| mandate.holds_on(day)) {
            return true;
        }
        let until = self.listings.partition_point(|listing| listing.at.day() <= day);
        let of_body = |listing: &&Listing<'_>| listing.at.is_of_body();
        let listed = self.listings.iter().take(until).rfind(of_body);
        listed.filter(|last| last.is_of_member()).is_some_and(|last| {
            if last.organisations.is_empty() {
                let days = last.at.day()..=day;
                !self.all_ends().any(|end| days.contains(&end.basis.day()))
            } else {
                self.not_ended(last, day).next().is_some()
            }
        })
    }

    /// For whom the person acts over time, in the order in which it began.
    pub(in crate::views) fn affiliations(&self) -> Vec<Affiliation<'r>> {
        let mut steps: Vec<_> = self.mandates.iter().map(Step::Appointed).collect();
        steps.extend(self.listings.iter().map(Step::Listed));
        steps.extend(self.all_ends().map(Step::Ended));
        // Stable: of one day, what began is first, and what ended is last.
        steps.sort_by_key(Step::day);
        let mut timeline = Timeline::default();
        for step in steps {
            match step {
                Step::Appointed(mandate) => {
                    timeline.appoint(mandate.organisation, mandate.role, mandate.began);
                }
                Step::Listed(listing) => timeline.list(
                    &listing.organisations,
                    listing.at.day(),
                    listing.listed.basis.position,
                ),
                Step::Ended(end) => {
                    let goes_on = |mandate: &Mandate<'_>| {
                        mandate.organisation == end.organisation
                            && mandate.holds_on(end.basis.day())
                    };
                    if !self.mandates.iter().any(goes_on) {
                        timeline.end(end.organisation, end.basis);
                    }
                }
            }
        }
        timeline.finish()
    }
}

/// What changes for whom a person acts.
enum Step<'h, 'r> {
    Appointed(&'h Mandate<'r>),
    Listed(&'h Listing<'r>),
    Ended(&'h End<'r>),
}

impl Step<'_, '_> {
    fn day(&self) -> NaiveDate {
        match self {
            Self::Appointed(mandate) => mandate.began.day(),
            Self::Listed(listing) => listing.at.day(),
            Self::Ended(end) => end.basis.day(),
        }
    }
}
