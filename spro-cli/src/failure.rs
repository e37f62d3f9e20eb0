//! Why a command ended without doing what was asked: a message, the next step, an exit status.

use std::error::Error;
use std::fmt;

use crate::exit::Exit;
use crate::flaws::Told;
use crate::locale::Locale;

/// The message that others recorded meanwhile.
pub(crate) const STALE: &str = "error-stale";

/// A command's failure, in words that the locale has.
///
/// Each message key has an attribute `next`: what the user can do.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    exit: Exit,
    key: &'static str,
    args: Vec<(&'static str, String)>,
    /// What fills `why`.
    flaw: Option<Told>,
    cause: Option<Cause>,
    told: bool,
}

/// What is shown behind a message.
#[derive(Debug, Clone)]
enum Cause {
    /// In the words of a library.
    Said(String),
    /// In the user's language.
    Told(Box<Told>),
    Failure(Box<Failure>),
}

impl Failure {
    /// A failure with this message.
    pub(crate) const fn new(exit: Exit, key: &'static str) -> Self {
        Self { exit, key, args: Vec::new(), flaw: None, cause: None, told: false }
    }

    /// Fills a place in the message.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Says why, in the user's language.
    #[must_use]
    pub(crate) fn with_flaw(mut self, flaw: impl Into<Told>) -> Self {
        self.flaw = Some(flaw.into());
        self
    }

    /// Keeps what a library said, its own causes included, to be shown behind the message.
    #[must_use]
    pub(crate) fn because(mut self, error: &dyn Error) -> Self {
        let mut cause = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            let said = error.to_string();
            if !cause.ends_with(&said) {
                cause = format!("{cause}: {said}");
            }
            source = error.source();
        }
        self.cause = Some(Cause::Said(cause));
        self
    }

    /// Says behind the message what is wrong with what.
    #[must_use]
    pub(crate) fn because_of(mut self, told: Told) -> Self {
        self.cause = Some(Cause::Told(Box::new(told)));
        self
    }

    /// Says another failure behind the message, which led to this one.
    #[must_use]
    pub(crate) fn after(mut self, cause: Self) -> Self {
        self.cause = Some(Cause::Failure(Box::new(cause)));
        self
    }

    /// The same failure, whose message was written already.
    pub(crate) fn told(self) -> Self {
        Self { told: true, ..self }
    }

    /// Whether its message was written already.
    pub(crate) const fn is_told(&self) -> bool {
        self.told
    }

    /// Whether others recorded meanwhile, so that it may be decided anew.
    pub(crate) fn is_stale(&self) -> bool {
        self.key == STALE
    }

    /// The exit status.
    pub(crate) const fn exit(&self) -> Exit {
        self.exit
    }

    /// What went wrong.
    pub(crate) fn message(&self, locale: &Locale) -> String {
        let mut args = self.args.clone();
        args.extend(self.flaw.as_ref().map(|told| ("why", told.text(locale))));
        let message = locale.text_with(self.key, &args);
        match &self.cause {
            Some(Cause::Said(cause)) => format!("{message} ({cause})"),
            Some(Cause::Told(told)) => format!("{message} ({})", told.text(locale)),
            Some(Cause::Failure(failure)) => format!("{message} ({})", failure.message(locale)),
            None => message,
        }
    }

    /// What the user can do.
    pub(crate) fn next_step(&self, locale: &Locale) -> Option<String> {
        locale.attribute(self.key, "next", &self.args)
    }
}

/// For the interfaces that want an error; users see [`Failure::message`].
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}

impl Error for Failure {}
