//! How affiliations follow one another.

use chrono::NaiveDate;

use super::{Affiliation, Since, Until};
use crate::domain::basis::Basis;
use crate::kernel::position::Position;
use crate::kernel::subject::Subject;

/// The affiliations of one person up to a day, fed in the order of time.
#[derive(Debug, Default)]
pub(super) struct Timeline<'r> {
    over: Vec<Affiliation<'r>>,
    open: Vec<Open<'r>>,
}

#[derive(Debug)]
struct Open<'r> {
    affiliation: Affiliation<'r>,
    is_recorded: bool,
}

impl<'r> Timeline<'r> {
    /// A membership began. One for an organisation takes the place of what lists alone show.
    pub(super) fn appoint(
        &mut self,
        organisation: Option<&'r Subject>,
        role: Option<&'r str>,
        began: &'r Basis,
    ) {
        self.close(Until::Recorded(began), |open| {
            !open.is_recorded
                && organisation.is_some()
                && open.affiliation.organisation != organisation
        });
        self.open_one(organisation, Since::Recorded(began));
        for open in self.open.iter_mut().filter(|it| it.affiliation.organisation == organisation) {
            open.is_recorded = true;
            open.affiliation.role = role.or(open.affiliation.role);
        }
    }

    /// A list names the person with organisations. One that names none says nothing.
    pub(super) fn list(&mut self, organisations: &[&'r Subject], day: NaiveDate, cites: Position) {
        if organisations.is_empty() {
            return;
        }
        let named = |open: &Open<'_>| {
            open.affiliation.organisation.is_some_and(|it| organisations.contains(&it))
        };
        self.close(Until::ListedElsewhere { day, cites }, |open| !open.is_recorded && !named(open));
        for organisation in organisations {
            self.open_one(Some(organisation), Since::FirstListed { day, cites });
        }
    }

    /// Acting for an organisation ended.
    pub(super) fn end(&mut self, organisation: Option<&'r Subject>, ended: &'r Basis) {
        self.close(Until::Recorded(ended), |open| open.affiliation.organisation == organisation);
    }

    /// All, in the order in which they began.
    pub(super) fn finish(self) -> Vec<Affiliation<'r>> {
        let mut all = self.over;
        all.extend(self.open.into_iter().map(|open| open.affiliation));
        all.sort_by_key(|affiliation| (affiliation.since.day(), affiliation.organisation));
        all
    }

    fn open_one(&mut self, organisation: Option<&'r Subject>, since: Since<'r>) {
        if !self.open.iter().any(|open| open.affiliation.organisation == organisation) {
            let affiliation = Affiliation { organisation, since, until: None, role: None };
            self.open.push(Open { affiliation, is_recorded: false });
        }
    }

    fn close(&mut self, until: Until<'r>, is_over: impl Fn(&Open<'r>) -> bool) {
        let (over, open) = std::mem::take(&mut self.open).into_iter().partition(is_over);
        self.open = open;
        let closed = |open: Open<'r>| Affiliation { until: Some(until), ..open.affiliation };
        let over: Vec<_> = over;
        self.over.extend(over.into_iter().map(closed));
    }
}
