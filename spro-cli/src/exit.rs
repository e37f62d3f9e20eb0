//! What the exit status of the process says; documented, so that scripts can rely on it.

/// Why the process ended. The numbers are kept from version to version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// All was done.
    Done = 0,
    /// A rule of the register refused; nothing was recorded.
    Refused = 1,
    /// The command line cannot be understood.
    Usage = 2,
    /// There is no ledger.
    NoLedger = 3,
    /// A newer version wrote the ledger.
    Newer = 4,
    /// The ledger ends before what was acknowledged.
    Truncated = 5,
    /// The ledger, or its keys, is not what was written.
    Altered = 6,
    /// Another process is writing.
    Busy = 7,
    /// A file or folder could not be read or written.
    Io = 8,
    /// Whether the facts were recorded is not known.
    Indeterminate = 9,
    /// A document cannot be read.
    Unreadable = 10,
    /// What was asked for is not there, or several things answer to it.
    NotFound = 11,
    /// The ledger is older than the one that was seen here before.
    Older = 12,
}

impl Exit {
    /// All of them, by number.
    pub(crate) const ALL: [Self; 13] = [
        Self::Done,
        Self::Refused,
        Self::Usage,
        Self::NoLedger,
        Self::Newer,
        Self::Truncated,
        Self::Altered,
        Self::Busy,
        Self::Io,
        Self::Indeterminate,
        Self::Unreadable,
        Self::NotFound,
        Self::Older,
    ];

    /// The number.
    pub(crate) const fn code(self) -> u8 {
        self as u8
    }

    /// The message that explains it.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Done => "code-done",
            Self::Refused => "code-refused",
            Self::Usage => "code-usage",
            Self::NoLedger => "code-no-ledger",
            Self::Newer => "code-newer",
            Self::Truncated => "code-truncated",
            Self::Altered => "code-altered",
            Self::Busy => "code-busy",
            Self::Io => "code-io",
            Self::Indeterminate => "code-indeterminate",
            Self::Unreadable => "code-unreadable",
            Self::NotFound => "code-not-found",
            Self::Older => "code-older",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, Locale};

    #[test]
    fn the_documentation_lists_them_as_the_help_does() {
        let page = include_str!("../../docs/command-line.md");
        let locale = Locale::new(Language::English);
        for exit in Exit::ALL {
            let row = format!("| {} | {} |", exit.code(), locale.text(exit.key()));
            assert!(page.contains(&row), "{row}");
        }
    }

    #[test]
    fn the_list_is_whole_and_in_order() {
        let codes: Vec<u8> = Exit::ALL.iter().map(|exit| exit.code()).collect();
        assert_eq!(codes, (0..=Exit::Older.code()).collect::<Vec<_>>());
    }
}
