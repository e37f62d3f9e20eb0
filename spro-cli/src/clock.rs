//! The time, and ids that nobody made before.

use chrono::{Local, NaiveDate, Utc};
use spro_core::kernel::stamp::Stamp;

use crate::exit::Exit;
use crate::failure::Failure;

/// The instant that it is now.
pub(crate) fn now() -> Stamp {
    Stamp::new(Utc::now())
}

/// The day that it is here.
pub(crate) fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// Random bytes from the system.
pub(crate) fn entropy<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new(Exit::Io, "error-entropy").because(&error))?;
    Ok(bytes)
}
