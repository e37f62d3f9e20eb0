//! Sealed texts.

use std::sync::LazyLock;

use spro_core::kernel::id::{EventId, LedgerId};
use spro_core::kernel::seal::{Key, Place, Sealed, SealingKey};

static KEY: LazyLock<SealingKey> = LazyLock::new(|| SealingKey::of(&Key::from_bytes([3; 32])));

const PLACE: Place<'static> = Place {
    ledger: LedgerId::from_bytes([1; 16]),
    event: EventId::from_bytes([2; 16]),
    field: "name",
};

/// A sealed text is written as it was read, opens only as the one thing that sealing it gives, and
/// one that was sealed of these bytes opens as them, and not once a byte of it is changed.
pub fn sealed(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(sealed) = serde_json::from_str::<Sealed>(text)
    {
        assert_eq!(serde_json::from_str::<Sealed>(&json(&sealed)).unwrap(), sealed);
        opens_as_what_was_sealed(&sealed);
    }
    let Ok(sealed) = Sealed::from_bytes(bytes.to_vec()) else { return };
    assert_eq!(sealed.as_bytes(), bytes);
    opens_as_what_was_sealed(&sealed);
    let (scope, epoch) = (sealed.scope(), sealed.epoch());
    let own = Sealed::seal_bytes(bytes, scope, epoch, &KEY, &PLACE).unwrap();
    assert_eq!(own.open_bytes(&KEY, &PLACE).unwrap(), bytes);
    let mut changed = own.as_bytes().to_vec();
    let at = bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % changed.len();
    changed[at] ^= 1;
    let opened = Sealed::from_bytes(changed).map(|changed| changed.open_bytes(&KEY, &PLACE));
    assert!(!matches!(opened, Ok(Ok(_))), "byte {at} of it is changed, and it opens");
}

fn json(sealed: &Sealed) -> String {
    serde_json::to_string(sealed).unwrap()
}

fn opens_as_what_was_sealed(sealed: &Sealed) {
    if let Ok(opened) = sealed.open_bytes(&KEY, &PLACE) {
        let again =
            Sealed::seal_bytes(&opened, sealed.scope(), sealed.epoch(), &KEY, &PLACE).unwrap();
        assert_eq!(&again, sealed);
    }
}
