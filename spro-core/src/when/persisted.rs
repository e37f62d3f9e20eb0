//! The persisted shape of a [`When`]: this file alone spells it.
//!
//! A value that its EDTF text says in full is that text: `"2017-11-10"`, `"2018-03"`. Anything more
//! is an object of these keys, in this order, each only where it says something:
//!
//! | key | value |
//! |---|---|
//! | `edtf` | the EDTF text; then there are no bounds and no convention |
//! | `printed` | the words as printed; always there when `edtf` is not |
//! | `earliest`, `latest` | days, one at least where there is a convention |
//! | `convention` | which one gave these bounds |
//! | `part` | `morning`, `afternoon`, `evening`, `hh:mm` or `hh:mm/hh:mm` |
//! | `inferred` | `true`: some of the date was concluded, not printed |
//!
//! Other keys, and keys that come twice, are refused. What is read is normalised as by the
//! constructors.

use std::borrow::Cow;
use std::fmt::{self, Display};

use chrono::NaiveDate;
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{InvalidWhen, Meaning, When, Window};

const KEYS: &[&str] = &["edtf", "printed", "earliest", "latest", "convention", "part", "inferred"];

/// A value of the object.
pub(super) enum Field<'a> {
    Text(Cow<'a, str>),
    Marked,
}

impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => fmt::Debug::fmt(text, f),
            Self::Marked => f.write_str("true"),
        }
    }
}

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Marked => serializer.serialize_bool(true),
        }
    }
}

/// The object's keys that say something of `when`, in order.
pub(super) fn fields(when: &When) -> Vec<(&'static str, Field<'_>)> {
    let text = |text: &dyn Display| Field::Text(Cow::Owned(text.to_string()));
    let mut fields = Vec::new();
    if let Some(edtf) = when.as_edtf() {
        fields.push(("edtf", Field::Text(edtf)));
    }
    if let Some(printed) = when.printed() {
        fields.push(("printed", Field::Text(printed.into())));
    }
    if let Meaning::Agreed { agreed, .. } = &when.meaning {
        for (key, day) in
            [("earliest", agreed.window.earliest()), ("latest", agreed.window.latest())]
        {
            if let Some(day) = day {
                fields.push((key, text(&day)));
            }
        }
        fields.push(("convention", Field::Text(Cow::Borrowed(&agreed.convention))));
    }
    if let Some(part) = when.part() {
        fields.push(("part", text(&part)));
    }
    if when.is_inferred() {
        fields.push(("inferred", Field::Marked));
    }
    fields
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = fields(self);
        if let [("edtf", edtf)] = fields.as_slice() {
            return edtf.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(fields.len()))?;
        for (key, value) in fields {
            map.serialize_entry(key, &value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WhenVisitor)
    }
}

struct WhenVisitor;

impl<'de> Visitor<'de> for WhenVisitor {
    type Value = When;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date in EDTF, or an object with `edtf` or `printed`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<When, E> {
        When::edtf(text).map_err(refused)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<When, A::Error> {
        let mut read = Read::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "edtf" => once(&mut read.edtf, "edtf", &mut map)?,
                "printed" => once(&mut read.printed, "printed", &mut map)?,
                "earliest" => once(&mut read.earliest, "earliest", &mut map)?,
                "latest" => once(&mut read.latest, "latest", &mut map)?,
                "convention" => once(&mut read.convention, "convention", &mut map)?,
                "part" => once(&mut read.part, "part", &mut map)?,
                "inferred" => once(&mut read.inferred, "inferred", &mut map)?,
                _ => return Err(A::Error::unknown_field(&key, KEYS)),
            }
        }
        read.into_when()
    }
}

fn once<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    slot: &mut Option<T>,
    key: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(A::Error::duplicate_field(key));
    }
    *slot = Some(map.next_value()?);
    Ok(())
}

/// The object as read, before it is known to say one thing.
#[derive(Default)]
struct Read {
    edtf: Option<String>,
    printed: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    convention: Option<String>,
    part: Option<String>,
    inferred: Option<bool>,
}

impl Read {
    fn into_when<E: Error>(self) -> Result<When, E> {
        let bounded = self.earliest.is_some() || self.latest.is_some();
        let mut when = match (self.edtf, self.printed) {
            (Some(_), _) if bounded || self.convention.is_some() => {
                return Err(E::custom("an EDTF date has its own bounds, and no convention"));
            }
            (Some(edtf), None) => When::edtf(&edtf).map_err(refused)?,
            (Some(edtf), Some(printed)) => When::edtf(&edtf).map_err(refused)?.printed_as(&printed),
            (None, printed) => {
                let words = printed.unwrap_or_default();
                if bounded || self.convention.is_some() {
                    let earliest = self.earliest.as_deref().map(day).transpose()?;
                    let latest = self.latest.as_deref().map(day).transpose()?;
                    let window = Window::new(earliest, latest).map_err(refused)?;
                    let convention = self.convention.unwrap_or_default();
                    When::by_convention(&words, window, &convention).map_err(refused)?
                } else {
                    When::words(&words).map_err(refused)?
                }
            }
        };
        if let Some(part) = self.part {
            when = when.with_part(part.parse().map_err(E::custom)?);
        }
        if self.inferred == Some(true) {
            when = when.as_inferred();
            if !when.is_inferred() {
                return Err(E::custom("words without a date are not inferred"));
            }
        }
        Ok(when)
    }
}

fn day<E: Error>(text: &str) -> Result<NaiveDate, E> {
    When::edtf(text)
        .map_err(refused)?
        .as_day()
        .ok_or_else(|| E::custom(format_args!("{text:?} is not one day")))
}

/// Serde keeps no source, so the whole chain is said here.
fn refused<E: Error>(error: InvalidWhen) -> E {
    match error {
        InvalidWhen::NotEdtf { ref source, .. } => E::custom(format_args!("{error}: {source}")),
        error => E::custom(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::when::PartOfDay;

    fn stored(when: &When) -> String {
        serde_json::to_string(when).unwrap()
    }

    fn refusal(json: &str) -> String {
        serde_json::from_str::<When>(json).unwrap_err().to_string()
    }

    #[test]
    fn each_shape_is_stored_as_written_here_and_reads_back() {
        let window =
            Window::new(NaiveDate::from_ymd_opt(2018, 1, 1), NaiveDate::from_ymd_opt(2018, 3, 31))
                .unwrap();
        let edtf = |text: &str| When::edtf(text).unwrap();
        for (when, json) in [
            (edtf("2017-11-10"), r#""2017-11-10""#),
            (edtf("2018-03"), r#""2018-03""#),
            (edtf("2017-22/.."), r#""2017-22/..""#),
            (
                edtf("2018-03-20").with_part(PartOfDay::Afternoon),
                r#"{"edtf":"2018-03-20","part":"afternoon"}"#,
            ),
            (
                edtf("2018-21").printed_as("printemps 2018"),
                r#"{"edtf":"2018-21","printed":"printemps 2018"}"#,
            ),
            (
                edtf("2017-11-25").printed_as("25/11").as_inferred(),
                r#"{"edtf":"2017-11-25","printed":"25/11","inferred":true}"#,
            ),
            (
                When::by_convention("début d'année 2018", window, "first quarter").unwrap(),
                r#"{"printed":"début d'année 2018","earliest":"2018-01-01","latest":"2018-03-31","convention":"first quarter"}"#,
            ),
            (When::words("prochainement").unwrap(), r#"{"printed":"prochainement"}"#),
            (
                When::words("un jeudi").unwrap().with_part("14:00/16:00".parse().unwrap()),
                r#"{"printed":"un jeudi","part":"14:00/16:00"}"#,
            ),
        ] {
            assert_eq!(stored(&when), json);
            assert_eq!(serde_json::from_str::<When>(json).unwrap(), when, "{json}");
        }
    }

    #[test]
    fn the_order_of_keys_as_read_does_not_matter() {
        let json = r#"{"inferred":true,"part":"morning","edtf":"2018-03"}"#;
        let when: When = serde_json::from_str(json).unwrap();
        assert_eq!(stored(&when), r#"{"edtf":"2018-03","part":"morning","inferred":true}"#);
    }

    #[test]
    fn an_object_that_says_no_more_than_its_edtf_becomes_the_text() {
        let json = r#"{"edtf":"2018-03-20/2018-03-20","printed":"2018-03-20","inferred":false}"#;
        let when: When = serde_json::from_str(json).unwrap();
        assert_eq!(stored(&when), r#""2018-03-20""#);
    }

    #[test]
    fn unknown_and_repeated_keys_are_refused() {
        assert!(refusal(r#"{"edtf":"2018","zone":"UTC"}"#).contains("unknown field `zone`"));
        assert!(refusal(r#"{"edtf":"2018","edtf":"2018"}"#).contains("duplicate field `edtf`"));
    }

    #[test]
    fn contradictory_objects_are_refused() {
        for (json, why) in [
            ("{}", "neither a date nor words"),
            (r#"{"part":"morning"}"#, "neither a date nor words"),
            (r#"{"printed":"  "}"#, "neither a date nor words"),
            (r#"{"edtf":"2018","earliest":"2018-01-01"}"#, "its own bounds"),
            (r#"{"edtf":"2018","convention":"c"}"#, "its own bounds"),
            (r#"{"printed":"w","earliest":"2018-01-01"}"#, "name the convention"),
            (r#"{"printed":"w","convention":"c"}"#, "an earliest or a latest day"),
            (r#"{"earliest":"2018-01-01","convention":"c"}"#, "neither a date nor words"),
            (
                r#"{"printed":"w","earliest":"2018-03-31","latest":"2018-01-01","convention":"c"}"#,
                "the latest day 2018-01-01 is before the earliest 2018-03-31",
            ),
            (r#"{"printed":"w","latest":"2018-03","convention":"c"}"#, "is not one day"),
            (r#"{"printed":"w","latest":"0000-03-01","convention":"c"}"#, "0001 to 9999"),
            (r#"{"printed":"w","inferred":true}"#, "not inferred"),
            (r#"{"edtf":"2018-03-20","part":"25:00"}"#, "no part of a day"),
            (r#"{"edtf":null}"#, "expected a string"),
            (r#"{"edtf":"2018","inferred":1}"#, "expected a boolean"),
            (r#""2018-02-30""#, "\"2018-02-30\" is no date in EDTF: invalid EDTF at offset 8"),
            ("20180320", "a date in EDTF, or an object"),
            ("null", "a date in EDTF, or an object"),
        ] {
            let said = refusal(json);
            assert!(said.contains(why), "{json}: {said}");
        }
    }
}
