//! What the dates of minutes rest on that do not print them in full.

use serde::{Deserialize, Serialize};

use super::shape::item;
use crate::dates::Order;

/// What a day was inferred from, or its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateFrom {
    /// The file's name.
    FileName,
    /// The folders that it is in.
    Folder,
    /// Other dates in the minutes.
    OtherDates,
    /// The minutes before and after these in one folder.
    Neighbours,
    /// The meetings that the register knows.
    Register,
}

/// What tells which number of a date is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderFrom {
    /// A person, who was asked.
    Person,
    /// Other dates in the minutes, or their file's name.
    Document,
    /// What the register holds of the body's other minutes.
    Register,
}

item! {
    /// How dates of two numbers are read that both could be a month's. Its words are the first of them.
    pub struct DateOrder {
        /// Which stands first.
        pub order: Order,
        /// What tells it; `None` where nothing does.
        #[serde(default)]
        pub from: Option<OrderFrom>,
    }
}
