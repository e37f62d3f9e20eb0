//! What people did at meetings, counted.

use std::iter::Sum;
use std::ops::AddAssign;

use crate::domain::attendance::{AttendanceStatus, Mode, Recorded};

/// What a member did at a meeting, in short. Sorted from the best placed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Came, on site.
    Present,
    /// Came, from afar.
    Remote,
    /// Away, and gave a proxy.
    Proxied,
    /// Away, and said so.
    Excused,
    /// Away.
    Absent,
    /// On no list, which is inferred.
    Unlisted,
}

/// How often members did what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// On site.
    pub present: usize,
    /// From afar.
    pub remote: usize,
    /// Gave a proxy.
    pub proxied: usize,
    /// Were excused.
    pub excused: usize,
    /// Were absent.
    pub absent: usize,
    /// Were on no list.
    pub unlisted: usize,
}

impl Mark {
    /// What an entry of a list says.
    pub const fn of(recorded: &Recorded) -> Self {
        match (recorded.status, recorded.mode) {
            (AttendanceStatus::Present, Mode::OnSite) => Self::Present,
            (AttendanceStatus::Present, Mode::Remote) => Self::Remote,
            (AttendanceStatus::Proxied, _) => Self::Proxied,
            (AttendanceStatus::Excused, _) => Self::Excused,
            (AttendanceStatus::Absent, _) => Self::Absent,
        }
    }

    /// Whether that is to have come.
    pub const fn attended(self) -> bool {
        matches!(self, Self::Present | Self::Remote)
    }
}

impl Counts {
    /// How often they came: the numerator of the rate.
    pub const fn attended(&self) -> usize {
        self.present + self.remote
    }

    /// How often they could have come: the denominator of the rate.
    pub const fn meetings(&self) -> usize {
        self.attended() + self.proxied + self.excused + self.absent + self.unlisted
    }

    pub(in crate::views) const fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Present => self.present += 1,
            Mark::Remote => self.remote += 1,
            Mark::Proxied => self.proxied += 1,
            Mark::Excused => self.excused += 1,
            Mark::Absent => self.absent += 1,
            Mark::Unlisted => self.unlisted += 1,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.present += other.present;
        self.remote += other.remote;
        self.proxied += other.proxied;
        self.excused += other.excused;
        self.absent += other.absent;
        self.unlisted += other.unlisted;
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        let mut total = Self::default();
        counts.for_each(|count| total += count);
        total
    }
}
