//! How an item is spelt in JSON: its own keys beside those of its source.

use serde::{Deserialize, Deserializer, de};

/// Defines an item, with its [`Source`](super::Source).
///
/// In JSON both stand side by side. Serde's `flatten` would lose the column of an error and take
/// unknown keys, so reading goes through a struct that holds all keys.
macro_rules! item {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            /// Where it stands.
            #[serde(flatten)]
            pub source: $crate::draft::Source,
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(deny_unknown_fields)]
                struct $name {
                    #[serde(deserialize_with = "crate::draft::shape::said")]
                    text: String,
                    #[serde(default, deserialize_with = "crate::draft::shape::lines")]
                    lines: Vec<[u32; 2]>,
                    #[serde(default)]
                    modality: $crate::draft::Modality,
                    #[serde(default)]
                    confidence: $crate::draft::Confidence,
                    $($(#[$field_meta])* $field: $type,)*
                }
                let $name { text, lines, modality, confidence, $($field,)* } =
                    serde::Deserialize::deserialize(from)?;
                let source = $crate::draft::Source { text, lines, modality, confidence };
                Ok(Self { source, $($field,)* })
            }
        }
    };
}
pub(super) use item;

/// Text that is not blank.
pub(super) fn said<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    if text.trim().is_empty() { Err(de::Error::custom(BLANK)) } else { Ok(text) }
}

/// Ranges of lines, from 1, that end where they begin or after.
pub(super) fn lines<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<[u32; 2]>, D::Error> {
    let ranges = Vec::<[u32; 2]>::deserialize(from)?;
    match ranges.iter().find(|[first, last]| *first == 0 || last < first) {
        Some([first, last]) => Err(de::Error::custom(format_args!("{NO_RANGE} [{first}, {last}]"))),
        None => Ok(ranges),
    }
}

/// A local time, or none.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct Clock(#[serde(with = "time")] pub(crate) Option<spro_core::when::LocalTime>);

/// A local time as `hh:mm`.
pub(crate) mod time {
    use serde::{Deserialize, Deserializer, Serializer, de};
    use spro_core::when::LocalTime;

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    pub(crate) fn serialize<S: Serializer>(
        time: &Option<LocalTime>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => to.collect_str(time),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<LocalTime>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        let no_time = |_| de::Error::custom(super::NO_TIME);
        text.map(|text| text.parse().map_err(no_time)).transpose()
    }
}

/// How the refusal of a due date begins; the date follows.
pub(crate) const NO_DATE: &str = "no calendar has the date";

/// The refusal of a time.
pub(crate) const NO_TIME: &str = "no clock shows the time";

/// The refusal of a text.
pub(crate) const BLANK: &str = "the text is blank";

/// How the refusal of lines begins; the range follows.
pub(crate) const NO_RANGE: &str = "no range of lines:";

/// A date by which something is due: the day, else the words that mean it.
pub(crate) mod due {
    use serde::{Deserialize, Deserializer, Serializer, de};
    use spro_core::when::When;

    use super::NO_DATE;
    use crate::due::{from_words, is_failed_date, to_words};

    #[expect(clippy::ref_option, reason = "serde asks for it")]
    pub(crate) fn serialize<S: Serializer>(due: &Option<When>, to: S) -> Result<S::Ok, S::Error> {
        match due {
            Some(due) => to.serialize_str(&to_words(due)),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<When>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        let due = text.as_deref().and_then(from_words);
        match text {
            Some(text) if due.as_ref().is_some_and(When::is_undated) && is_failed_date(&text) => {
                Err(de::Error::custom(format_args!("{NO_DATE} {text:?}")))
            }
            _ => Ok(due),
        }
    }
}
