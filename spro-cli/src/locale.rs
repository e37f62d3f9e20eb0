//! What the user reads, in French and in English.

pub(crate) mod help;
pub(crate) mod usage;

use std::fmt;
use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast::{Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

/// A language that the messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// French.
    French,
    /// English.
    English,
}

impl Language {
    /// The code of ISO 639.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    const fn messages(self) -> &'static str {
        match self {
            Self::French => include_str!("../locales/fr.ftl"),
            Self::English => include_str!("../locales/en.ftl"),
        }
    }

    /// The language of this command line: `--lang` on it, `SPRO_LANG`, the system's locale, or
    /// else English.
    ///
    /// Looks at the arguments as they are, since errors in them are to be told in it.
    pub(crate) fn of(arguments: &[String], variable: Option<&str>) -> Self {
        let behind = arguments.iter().skip_while(|argument| *argument != "--lang").nth(1);
        let joined = arguments.iter().find_map(|argument| argument.strip_prefix("--lang="));
        let asked = joined.or(behind.map(String::as_str)).or(variable);
        asked
            .and_then(|code| code.parse().ok())
            .or_else(|| sys_locale::get_locales().find_map(|tag| Self::of_tag(&tag)))
            .unwrap_or(Self::English)
    }

    /// The language of a locale; the locales `C` and `POSIX` are English.
    fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()? {
            "fr" => Some(Self::French),
            "en" | "C" | "POSIX" => Some(Self::English),
            _ => None,
        }
    }
}

impl FromStr for Language {
    type Err = String;
    fn from_str(code: &str) -> Result<Self, String> {
        Self::of_tag(code).filter(|_| code.len() == 2).ok_or_else(|| code.to_owned())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The messages in one language.
pub(crate) struct Locale {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Locale {
    /// The messages in this language.
    pub(crate) fn new(language: Language) -> Self {
        // An unreadable tag would choose plurals as no language does; both are fine.
        let tag: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // The marks would be invisible characters in what users copy and search.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(language.messages().to_owned())
            .unwrap_or_else(|(readable, _)| readable);
        // A message that stands twice keeps its first text; a test finds it.
        let _ = bundle.add_resource(resource);
        Self { language, bundle }
    }

    /// The language.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// A message without places to fill.
    pub(crate) fn text(&self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// A message; its key where there is none.
    pub(crate) fn text_with(&self, key: &str, args: &[(&'static str, String)]) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        pattern.map_or_else(|| key.to_owned(), |pattern| self.filled(pattern, args))
    }

    /// A message that depends on a number.
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        self.text_with(key, &[("count", count.to_string())])
    }

    /// A message's attribute.
    pub(crate) fn attribute(
        &self,
        key: &str,
        attribute: &str,
        args: &[(&'static str, String)],
    ) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        Some(self.filled(message.get_attribute(attribute)?.value(), args))
    }

    fn filled(&self, pattern: &Pattern<&str>, args: &[(&'static str, String)]) -> String {
        if let [PatternElement::TextElement { value }] = pattern.elements.as_slice() {
            return (*value).to_owned();
        }
        let mut filled = FluentArgs::new();
        for (name, value) in args {
            filled.set(*name, value_of(value));
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned()
    }
}

/// Whole numbers choose plurals; all else is text.
fn value_of(text: &str) -> FluentValue<'_> {
    match text.parse::<u32>() {
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::from(text),
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.language)
    }
}

#[cfg(test)]
mod tests;
