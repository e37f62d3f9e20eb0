//! What users raise by hand: in which words, under which number, at which meeting.

use spro_core::domain::number::Number;
use spro_core::domain::owner::Owner;
use spro_core::domain::stated::Times;
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;

use crate::failure::Failure;
use crate::met;
use crate::names;
use crate::parties::Parties;
use crate::recording::{Dated, Grounds};
use crate::typed;

/// The words of something new, and where they were said.
#[derive(Debug, clap::Args)]
pub(crate) struct Raised {
    #[arg(value_name = "TEXT", value_parser = typed::text)]
    text: String,
    #[command(flatten)]
    said: Said,
}

/// At which meeting something was said.
#[derive(Debug, clap::Args)]
pub(crate) struct Said {
    #[arg(long, value_name = "MEETING")]
    meeting: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

/// A number as minutes print it.
#[derive(Debug, clap::Args)]
pub(crate) struct Numbered {
    #[arg(long, value_name = "NUMBER", value_parser = typed::number)]
    number: Option<Number>,
}

impl Raised {
    pub(crate) fn text(&self) -> Text {
        Text::plain(&self.text)
    }

    pub(crate) const fn said(&self) -> &Said {
        &self.said
    }
}

impl Said {
    pub(crate) const fn dated(&self) -> &Dated {
        &self.dated
    }

    /// The meeting, where one is named, and when what was said there became true and known.
    pub(crate) fn at(&self, grounds: &Grounds<'_>) -> Result<(Option<Subject>, Times), Failure> {
        let named = self.meeting.as_deref();
        let found = named.map(|text| met::find(grounds.register, text)).transpose()?;
        let times = met::times(found.as_ref().map(|(_, meeting)| *meeting), &self.dated);
        Ok((found.map(|(subject, _)| subject), times))
    }
}

impl Numbered {
    pub(crate) fn number(&self) -> Option<Number> {
        self.number.clone()
    }

    /// What bears the number already, or else `fresh`.
    pub(crate) fn subject(&self, grounds: &Grounds<'_>, fresh: &Subject) -> Subject {
        let Some(wanted) = &self.number else {
            return fresh.clone();
        };
        let known = grounds.register.entries().find(|(subject, entry)| {
            subject.kind() == fresh.kind() && names::number(&entry.known) == Some(wanted)
        });
        known.map_or_else(|| fresh.clone(), |(subject, _)| subject.clone())
    }
}

/// Whoever is so called, to have said or to owe something.
pub(crate) fn who(grounds: &Grounds<'_>, name: Option<&str>) -> Result<Option<Owner>, Failure> {
    let parties = Parties::new(grounds.register, grounds.names)?;
    name.map(|name| parties.owner(name)).transpose()
}

/// The words in which something was said.
#[derive(Debug, clap::Args)]
pub(crate) struct Words {
    #[arg(long, value_name = "TEXT", value_parser = typed::text)]
    words: Option<String>,
}

impl Words {
    pub(crate) fn text(&self) -> Option<Text> {
        self.as_str().map(Text::plain)
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        self.words.as_deref()
    }
}
