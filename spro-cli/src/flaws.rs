//! What is wrong with a file or a line of a ledger, in the user's language.

use spro_core::kernel::encoding::InvalidRecord;
use spro_core::kernel::snapshot::Ignored;
use spro_store_fs::Flaw;

use crate::locale::{Language, Locale};

/// A message for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Told {
    /// That what is kept of the open actions differs from the facts of these subjects.
    pub(crate) fn snapshot_differs(subjects: String) -> Self {
        Self { key: "flaw-snapshot-differs", args: vec![("subjects", subjects)] }
    }

    /// A name that stays, for programs.
    pub(crate) fn code(&self) -> &'static str {
        self.key.split_once('-').map_or(self.key, |(_, code)| code)
    }

    /// The same for all who read, whatever their language.
    pub(crate) fn english(&self) -> String {
        self.text(&Locale::new(Language::English))
    }

    /// What is wrong, and what mends it.
    pub(crate) fn text(&self, locale: &Locale) -> String {
        locale.text_with(self.key, &self.args)
    }
}

impl From<&Flaw> for Told {
    fn from(flaw: &Flaw) -> Self {
        let (key, args) = message(flaw);
        Self { key, args }
    }
}

/// Of the bytes of a record.
impl From<&InvalidRecord> for Told {
    fn from(invalid: &InvalidRecord) -> Self {
        Self::from(&Flaw::NotARecord { column: invalid.column })
    }
}

/// Of what is kept of the open actions.
impl From<&Ignored> for Told {
    fn from(ignored: &Ignored) -> Self {
        let (key, args) = match ignored {
            Ignored::Unavailable(_) => ("flaw-snapshot-unavailable", Vec::new()),
            Ignored::OtherProgram { .. } => ("flaw-snapshot-other-program", Vec::new()),
            Ignored::OtherLedger { position } => {
                ("flaw-snapshot-other-ledger", vec![("position", position.to_string())])
            }
            _ => ("flaw-snapshot-damaged", Vec::new()),
        };
        Self { key, args }
    }
}

fn message(flaw: &Flaw) -> (&'static str, Vec<(&'static str, String)>) {
    use Flaw as F;
    match flaw {
        F::Missing => ("flaw-missing", Vec::new()),
        F::Changed => ("flaw-changed", Vec::new()),
        F::Malformed { line, column } => {
            ("flaw-malformed", vec![("line", line.to_string()), ("column", column.to_string())])
        }
        F::Nonce => ("flaw-nonce", Vec::new()),
        F::Check => ("flaw-check", Vec::new()),
        F::OtherDescription => ("flaw-other-description", Vec::new()),
        F::NoDescription => ("flaw-no-description", Vec::new()),
        F::NotOfLedger => ("flaw-not-of-ledger", Vec::new()),
        F::NotOfLog => ("flaw-not-of-log", Vec::new()),
        F::NotOfVault => ("flaw-not-of-vault", Vec::new()),
        F::NotAnOriginal => ("flaw-not-an-original", Vec::new()),
        F::NoLock => ("flaw-no-lock", Vec::new()),
        F::LockNotEmpty => ("flaw-lock-not-empty", Vec::new()),
        F::HeadTooLong => ("flaw-head-too-long", Vec::new()),
        F::SlotsApart => ("flaw-slots-apart", Vec::new()),
        F::OneSlot => ("flaw-one-slot", Vec::new()),
        F::NoSlot => ("flaw-no-slot", Vec::new()),
        F::NoEnd => ("flaw-no-end", Vec::new()),
        F::HeadBeyond { position } => {
            ("flaw-head-beyond", vec![("position", position.to_string())])
        }
        F::HeadDiffers => ("flaw-head-differs", Vec::new()),
        F::HeadWithin => ("flaw-head-within", Vec::new()),
        F::HeadWentBack => ("flaw-head-went-back", Vec::new()),
        F::EndsBeforeHead => ("flaw-ends-before-head", Vec::new()),
        F::Cut { expected, found } => {
            ("flaw-cut", vec![("expected", expected.to_string()), ("found", found.to_string())])
        }
        F::UnfinishedWrite => ("flaw-unfinished-write", Vec::new()),
        F::UnfinishedSegment => ("flaw-unfinished-segment", Vec::new()),
        F::NotFirstLine => ("flaw-not-first-line", Vec::new()),
        F::NotFollowing => ("flaw-not-following", Vec::new()),
        F::Stray => ("flaw-stray", Vec::new()),
        F::Gap { end, next } => {
            ("flaw-gap", vec![("end", end.to_string()), ("next", next.to_string())])
        }
        F::NoLineEnd => ("flaw-no-line-end", Vec::new()),
        F::NotFramed => ("flaw-not-framed", Vec::new()),
        F::CommitCheck => ("flaw-commit-check", Vec::new()),
        F::Digest => ("flaw-digest", Vec::new()),
        F::NotARecord { column } => ("flaw-not-a-record", vec![("column", column.to_string())]),
        F::CommitCut => ("flaw-commit-cut", Vec::new()),
        F::CommitBounds => ("flaw-commit-bounds", Vec::new()),
        F::DurableAhead => ("flaw-durable-ahead", Vec::new()),
        F::BeginsNoCommit => ("flaw-begins-no-commit", Vec::new()),
        F::EmptyCommit => ("flaw-empty-commit", Vec::new()),
        F::NoCommit => ("flaw-no-commit", Vec::new()),
        F::Elsewhere => ("flaw-elsewhere", Vec::new()),
        F::NoLineBefore => ("flaw-no-line-before", Vec::new()),
        F::NotFirstOfCommit => ("flaw-not-first-of-commit", Vec::new()),
        F::StampWentBack => ("flaw-stamp-went-back", Vec::new()),
        F::EventTwice => ("flaw-event-twice", Vec::new()),
        F::CommitTwice => ("flaw-commit-twice", Vec::new()),
        F::LastCommitChanged => ("flaw-last-commit-changed", Vec::new()),
        F::ReadsDiffer => ("flaw-reads-differ", Vec::new()),
        F::OtherKeys => ("flaw-other-keys", Vec::new()),
        F::NoKeys => ("flaw-no-keys", Vec::new()),
        F::NoVaultYet => ("flaw-no-vault-yet", Vec::new()),
        F::UnfinishedDestruction => ("flaw-unfinished-destruction", Vec::new()),
        F::UnfinishedOriginal => ("flaw-unfinished-original", Vec::new()),
        F::NoPermission => ("flaw-no-permission", Vec::new()),
        F::NotChecked { answer } => ("flaw-not-checked", vec![("answer", answer.clone())]),
        F::IndexChanged => ("flaw-index-changed", Vec::new()),
        F::IndexDiffers => ("flaw-index-differs", Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use spro_core::kernel::position::Position;

    use super::*;

    /// One of each; the compiler asks `message` for a flaw that is new.
    fn flaws() -> Vec<Flaw> {
        use Flaw as F;
        vec![
            F::Missing,
            F::Changed,
            F::Malformed { line: 4, column: 4 },
            F::Nonce,
            F::Check,
            F::OtherDescription,
            F::NoDescription,
            F::NotOfLedger,
            F::NotOfLog,
            F::NotOfVault,
            F::NotAnOriginal,
            F::NoLock,
            F::LockNotEmpty,
            F::HeadTooLong,
            F::SlotsApart,
            F::OneSlot,
            F::NoSlot,
            F::NoEnd,
            F::HeadBeyond { position: Position::new(4) },
            F::HeadDiffers,
            F::HeadWithin,
            F::HeadWentBack,
            F::EndsBeforeHead,
            F::Cut { expected: 4, found: 4 },
            F::UnfinishedWrite,
            F::UnfinishedSegment,
            F::NotFirstLine,
            F::NotFollowing,
            F::Stray,
            F::Gap { end: Position::new(4), next: Position::new(4) },
            F::NoLineEnd,
            F::NotFramed,
            F::CommitCheck,
            F::Digest,
            F::NotARecord { column: 4 },
            F::CommitCut,
            F::CommitBounds,
            F::DurableAhead,
            F::BeginsNoCommit,
            F::EmptyCommit,
            F::NoCommit,
            F::Elsewhere,
            F::NoLineBefore,
            F::NotFirstOfCommit,
            F::StampWentBack,
            F::EventTwice,
            F::CommitTwice,
            F::LastCommitChanged,
            F::ReadsDiffer,
            F::OtherKeys,
            F::NoKeys,
            F::NoVaultYet,
            F::UnfinishedDestruction,
            F::UnfinishedOriginal,
            F::NoPermission,
            F::NotChecked { answer: "x".into() },
            F::IndexChanged,
            F::IndexDiffers,
        ]
    }

    /// `verify` told its findings in English whatever the user reads.
    #[test]
    fn every_flaw_is_told_in_the_language_of_the_user() {
        let [french, english] = [Language::French, Language::English].map(Locale::new);
        for flaw in flaws() {
            let told = Told::from(&flaw);
            let [said, in_english] = [&french, &english].map(|locale| told.text(locale));
            assert_ne!(said, in_english, "{flaw:?}");
            assert!(!said.contains("flaw-") && !said.contains('$'), "{said}");
            assert_eq!(in_english, flaw.to_string(), "the library says the same");
        }
    }

    #[test]
    fn no_two_flaws_have_the_same_code() {
        let mut codes: Vec<_> = flaws().iter().map(|flaw| Told::from(flaw).code()).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }
}
