//! Texts, numbers and times of day as they are typed.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use spro_core::domain::number::Number;
use spro_core::when::LocalTime;

use crate::exit::Exit;
use crate::failure::Failure;

/// Reads words, which are not blank.
pub(crate) fn text(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Failure::new(Exit::Usage, "usage-blank"));
    }
    Ok(text.to_owned())
}

/// Reads a number as minutes print it.
pub(crate) fn number(text: &str) -> Result<Number, Failure> {
    Number::parse(text).map_err(|_| Failure::new(Exit::Usage, "usage-number").with("text", text))
}

/// Reads a time of day, `09:30`.
pub(crate) fn time(text: &str) -> Result<LocalTime, Failure> {
    text.parse().map_err(|_| Failure::new(Exit::Usage, "usage-time").with("text", text))
}

/// Reads one of `all`, each by its name.
pub(crate) fn one_of<T, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.map(name)).try_map(move |text| {
        let found = all.into_iter().find(|one| name(*one) == text);
        found.ok_or_else(|| Failure::new(Exit::Usage, "usage-other"))
    })
}

/// Refuses an option that says nothing beside another value.
pub(crate) fn only_with(given: bool, option: &str, with: &str) -> Result<(), Failure> {
    if !given {
        return Ok(());
    }
    let failure = Failure::new(Exit::Usage, "usage-only-with");
    Err(failure.with("option", option).with("with", with))
}
