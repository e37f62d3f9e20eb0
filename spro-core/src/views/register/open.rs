//! Which actions may be open, as of any day.

use super::Concept;
use crate::domain::action::Action;
use crate::domain::event::RegisterEvent;
use crate::kernel::event::Fact;
use crate::kernel::projection::Projection;
use crate::kernel::query::Query;
use crate::kernel::unsettled::Settling;

/// Actions, of which a list of open ones leaves out those that are completed or cancelled.
#[derive(Debug, Clone, Copy)]
pub struct OpenActions;

impl Projection for OpenActions {
    type Event = RegisterEvent;
    type State = Action;

    fn query(&self) -> Query {
        Concept::Action.query()
    }

    fn evolve(&self, action: &mut Action, fact: &Fact<RegisterEvent>) {
        if let RegisterEvent::Action(event) = &fact.event {
            action.evolve(event, fact);
        }
    }
}

impl Settling for OpenActions {
    const NAME: &'static str = "actions";
    const VERSION: u32 = 1;

    fn is_settled(&self, action: &Action) -> bool {
        !action.status().is_open()
    }
}
