//! What a replay folds: attendance and actions.

use std::collections::HashMap;

use spro_core::domain::action::{ActionEvent, ActionStatus};
use spro_core::domain::attendance::{AttendanceEvent, AttendanceStatus};
use spro_core::domain::event::RegisterEvent;

/// How often each person came, and how far each action is.
///
/// The same for every store, so that two that hold the same events give the same tally.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many events were typed.
    pub events: u64,
    attendance: HashMap<Box<str>, Came>,
    actions: HashMap<Box<str>, ActionStatus>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Came {
    present: u32,
    away: u32,
}

impl Tally {
    /// The names of the types that are folded.
    pub fn types() -> impl Iterator<Item = &'static str> {
        AttendanceEvent::TYPES.iter().chain(ActionEvent::TYPES).copied()
    }

    /// Folds one event.
    pub fn fold(&mut self, subject: &str, event: &RegisterEvent) {
        self.events += 1;
        match event {
            RegisterEvent::Attendance(AttendanceEvent::Recorded(recorded)) => {
                change(&mut self.attendance, recorded.person.as_str(), |came| {
                    match recorded.status {
                        AttendanceStatus::Present => came.present += 1,
                        _ => came.away += 1,
                    }
                });
            }
            RegisterEvent::Action(event) => change(&mut self.actions, subject, |status| {
                *status = match event {
                    ActionEvent::Started(_) => ActionStatus::InProcess,
                    ActionEvent::Completed(_) => ActionStatus::Completed,
                    ActionEvent::Cancelled(_) => ActionStatus::Cancelled,
                    ActionEvent::Reopened(_) => ActionStatus::NeedsAction,
                    _ => *status,
                };
            }),
            _ => {}
        }
    }
}

/// Changes the entry of a key, which is copied only where it is new.
fn change<V: Default>(map: &mut HashMap<Box<str>, V>, key: &str, change: impl FnOnce(&mut V)) {
    if let Some(value) = map.get_mut(key) {
        change(value);
    } else {
        change(map.entry(key.into()).or_default());
    }
}
