//! What a file is.

use std::fmt;

use super::InputError;
use super::archive::{self, Archive};
use super::encoding::decode;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// reStructuredText.
    Rst,
    /// HTML.
    Html,
    /// A document of Word since 2007.
    Docx,
    /// A text document of `LibreOffice` and its kin.
    Odt,
    /// A PDF.
    Pdf,
}

/// What is known and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Foreign {
    /// Rich Text Format.
    Rtf,
    /// XML that is no page of HTML.
    Xml,
    /// A picture.
    Picture,
    /// A compressed file.
    Compressed,
    /// A spreadsheet.
    Spreadsheet,
    /// A presentation.
    Presentation,
    /// An e-book.
    Ebook,
    /// A zip that is no document.
    Zip,
}

/// As a noun.
impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rtf => "RTF",
            Self::Xml => "XML",
            Self::Picture => "a picture",
            Self::Compressed => "a compressed file",
            Self::Spreadsheet => "a spreadsheet",
            Self::Presentation => "a presentation",
            Self::Ebook => "an e-book",
            Self::Zip => "a zip",
        })
    }
}

/// How the names of files end that are read.
pub const EXTENSIONS: [(&str, Format); 14] = [
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mdown", Format::Markdown),
    ("txt", Format::Plain),
    ("text", Format::Plain),
    ("rst", Format::Rst),
    ("rest", Format::Rst),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("docx", Format::Docx),
    ("docm", Format::Docx),
    ("odt", Format::Odt),
    ("pdf", Format::Pdf),
];

impl Format {
    /// What the file `name` with these `bytes` is. The bytes of office documents, PDF and HTML say it;
    /// the name tells kinds of text apart.
    ///
    /// # Errors
    /// [`InputError`] names what is known and not read.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self, InputError> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Err(archive::old(bytes));
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Archive::open(bytes)?.format();
        }
        let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
        if head.windows(5).any(|part| part == b"%PDF-") {
            return Ok(Self::Pdf);
        }
        for (magic, what) in OTHERS {
            if bytes.starts_with(magic) {
                return Err(InputError::Other(what));
            }
        }
        let (text, _) = decode(bytes)?;
        let named = Self::named(name);
        let text = text.trim_start();
        if begins(text, "<!doctype html") || begins(text, "<html") || begins(text, "<head") {
            return Ok(Self::Html);
        }
        if begins(text, "<?xml") && named != Some(Self::Html) {
            let start: String = text.chars().take(1000).collect();
            let html = start.to_ascii_lowercase().contains("<html");
            return if html { Ok(Self::Html) } else { Err(InputError::Other(Foreign::Xml)) };
        }
        match named {
            Some(Self::Docx | Self::Odt | Self::Pdf) | None => Ok(guess(text)),
            Some(named) => Ok(named),
        }
    }

    /// What the name of a file says that it is; `None` where it says nothing that is read.
    pub fn named(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        let known = EXTENSIONS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
        known.map(|(_, format)| *format)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Rst => "text/x-rst",
            Self::Html => "text/html",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Pdf => "application/pdf",
        }
    }
}

/// The short name.
impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "text",
            Self::Markdown => "Markdown",
            Self::Rst => "reStructuredText",
            Self::Html => "HTML",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Pdf => "PDF",
        })
    }
}

/// What is known by its first bytes and not read.
const OTHERS: [(&[u8], Foreign); 6] = [
    (b"{\\rtf", Foreign::Rtf),
    (b"\x89PNG", Foreign::Picture),
    (b"\xff\xd8\xff", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"\x1f\x8b", Foreign::Compressed),
    (b"7z\xbc\xaf", Foreign::Compressed),
];

fn begins(text: &str, head: &str) -> bool {
    text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
}

/// What text without a name is: a directive, or a line above and below a title, is
/// reStructuredText's alone; a heading's mark is Markdown's.
fn guess(text: &str) -> Format {
    let directive = |line: &str| {
        let rest = line.strip_prefix(".. ");
        rest.and_then(|rest| rest.split_once("::")).is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        })
    };
    if text.lines().any(directive) {
        return Format::Rst;
    }
    let heading = |line: &str| line.trim_start_matches('#').starts_with(' ');
    if text.lines().any(|line| line.starts_with('#') && heading(line)) {
        return Format::Markdown;
    }
    Format::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_a_file_is_before_its_name_does() {
        let of = |name, bytes: &[u8]| Format::of(name, bytes);
        assert_eq!(of("a.txt", b"%PDF-1.7 ..."), Ok(Format::Pdf));
        assert_eq!(of("a.md", b"<!DOCTYPE html><p>x"), Ok(Format::Html));
        assert_eq!(of("a.docx", b"# Title"), Ok(Format::Markdown));
        assert_eq!(of("a.rst", b"# Title"), Ok(Format::Rst));
        assert_eq!(of("-", b".. note:: x"), Ok(Format::Rst));
        assert_eq!(of("a.doc", b"plain"), Ok(Format::Plain));
    }

    #[test]
    fn what_is_known_and_not_read_is_named() {
        let of = |bytes: &[u8]| Format::of("a.md", bytes).unwrap_err();
        assert_eq!(of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."), InputError::OldWord);
        assert_eq!(of(b"{\\rtf1 x"), InputError::Other(Foreign::Rtf));
        assert_eq!(of(b"<?xml version='1.0'?><w:wordDocument/>"), InputError::Other(Foreign::Xml));
        assert_eq!(of(b"\xff\xd8\xff\xe0"), InputError::Other(Foreign::Picture));
    }
}
