//! The time, and ids that nobody made before.

use std::process;

use chrono::{Local, NaiveDate, Utc};
use spro_core::kernel::stamp::Stamp;

use crate::exit::Exit;

/// The instant that it is now.
pub(crate) fn now() -> Stamp {
    Stamp::new(Utc::now())
}

/// The day that it is here.
pub(crate) fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// The day that it was here at an instant.
pub(crate) fn day_of(stamp: Stamp) -> NaiveDate {
    stamp.instant().with_timezone(&Local).date_naive()
}

/// Random bytes from the system.
///
/// Ends the process where the system has none: keys and ids must not be made from anything else.
pub(crate) fn entropy<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if getrandom::fill(&mut bytes).is_err() {
        process::exit(i32::from(Exit::Io.code()));
    }
    bytes
}

/// The bytes of an id (`UUIDv7`, RFC 9562): those made later sort later.
pub(crate) fn new_id() -> [u8; 16] {
    let millis = u64::try_from(Utc::now().timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &entropy()).into_uuid().into_bytes()
}
