//! What clap says of a command line that it cannot read, in the locale's words.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::exit::Exit;
use crate::failure::Failure;

/// The options that ask as of a day.
const AS_OF: [&str; 3] = ["--on", "--known-at", "--recorded-at"];

/// The failure for an error of clap's that is none of help or version.
pub(crate) fn failure(error: &Error) -> Failure {
    if let Some(own) = error.source().and_then(|source| source.downcast_ref::<Failure>()) {
        return own.clone();
    }
    let one = |kind| context(error, kind);
    let argument = one(ContextKind::InvalidArg);
    let usage = |key| Failure::new(Exit::Usage, key);
    match error.kind() {
        ErrorKind::UnknownArgument if AS_OF.iter().any(|option| argument.starts_with(option)) => {
            usage("usage-as-of").with("argument", argument)
        }
        ErrorKind::UnknownArgument => match one(ContextKind::SuggestedArg) {
            similar if similar.is_empty() => usage("usage-argument").with("argument", argument),
            similar => {
                usage("usage-argument-similar").with("argument", argument).with("similar", similar)
            }
        },
        ErrorKind::InvalidSubcommand => {
            let command = one(ContextKind::InvalidSubcommand);
            match one(ContextKind::SuggestedSubcommand) {
                similar if similar.is_empty() => usage("usage-command").with("command", command),
                similar => {
                    usage("usage-command-similar").with("command", command).with("similar", similar)
                }
            }
        }
        ErrorKind::MissingRequiredArgument => usage("usage-missing").with("argument", argument),
        ErrorKind::MissingSubcommand => {
            usage("usage-missing-of").with("commands", one(ContextKind::ValidSubcommand))
        }
        ErrorKind::ArgumentConflict => usage("usage-conflict")
            .with("argument", argument)
            .with("other", one(ContextKind::PriorArg)),
        ErrorKind::InvalidValue if one(ContextKind::InvalidValue).is_empty() => {
            usage("usage-no-value").with("argument", argument)
        }
        ErrorKind::InvalidValue => usage("usage-value")
            .with("argument", argument)
            .with("value", one(ContextKind::InvalidValue))
            .with("values", one(ContextKind::ValidValue)),
        ErrorKind::InvalidUtf8 => usage("usage-not-unicode"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            usage("usage-values").with("argument", argument)
        }
        _ => usage("usage-other").because(error),
    }
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
