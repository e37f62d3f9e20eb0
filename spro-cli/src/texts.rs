//! The text of a file's bytes, or why there is none, in words that the locale has.

mod pdf;

use spro_minutes::input::{self, Encoding, Foreign, InputError, Remark, Text, limits};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::locale::Locale;

/// The text of the file `name` with these `bytes`. That of a PDF is what `pdftotext` makes of it.
pub(crate) fn text(name: &str, bytes: &[u8]) -> Result<Text, Failure> {
    let text = match input::read(name, bytes) {
        Err(InputError::Pdf) => input::converted(&pdf::convert(name, bytes)?),
        text => text,
    };
    text.map_err(|error| failure(name, &error))
}

/// The text of an original of this media type; `None` where it cannot be read here.
pub(crate) fn said(media_type: &str, bytes: &[u8]) -> Option<String> {
    // Bytes tell all kinds apart but those of text.
    let name = match media_type.split(';').next() {
        Some("text/markdown") => "original.md",
        Some("text/x-rst") => "original.rst",
        Some("text/html") => "original.html",
        _ => "original.txt",
    };
    let text = match input::read(name, bytes) {
        Err(InputError::Pdf) => input::converted(&pdf::convert(name, bytes).ok()?),
        text => text,
    };
    match text {
        Ok(text) => Some(text.text),
        Err(InputError::Empty | InputError::PdfWithoutText) => Some(String::new()),
        Err(_) => None,
    }
}

/// Its media type, with its encoding where that is not UTF-8.
pub(crate) fn media_type(text: &Text) -> String {
    let media_type = text.format.media_type();
    match text.encoding {
        Encoding::Utf8 => media_type.to_owned(),
        other => format!("{media_type}; charset={}", other.name()),
    }
}

/// Why the file `name` has no text.
pub(crate) fn failure(name: &str, error: &InputError) -> Failure {
    let failure = |key| Failure::new(Exit::Unreadable, key).with("name", name);
    let megabytes = |bytes: usize| bytes / limits::MEGABYTE;
    match error {
        InputError::Empty => failure("error-empty"),
        InputError::PdfWithoutText => failure("error-pdf-no-text"),
        InputError::OldWord => failure("error-old-word"),
        InputError::Encrypted => failure("error-encrypted"),
        InputError::Other(what) => failure(foreign(*what)),
        InputError::Binary => failure("error-binary"),
        InputError::Mixed { line } => failure("error-not-utf").with("line", line),
        InputError::LargeFile => failure("error-too-large").with("most", megabytes(limits::FILE)),
        InputError::LongText => failure("error-too-large").with("most", megabytes(limits::TEXT)),
        InputError::LongLine { line } => failure("error-long-line").with("line", line),
        InputError::Bomb => failure("error-bomb"),
        _ => failure("error-document-damaged").because(error),
    }
}

const fn foreign(what: Foreign) -> &'static str {
    match what {
        Foreign::Rtf => "error-format-rtf",
        Foreign::Xml => "error-format-xml",
        Foreign::Picture => "error-format-picture",
        Foreign::Spreadsheet => "error-format-spreadsheet",
        Foreign::Presentation => "error-format-presentation",
        Foreign::Ebook => "error-format-ebook",
        _ => "error-format-zip",
    }
}

/// What a reader of the text alone would not know of the file.
pub(crate) fn remark(remark: Remark, name: &str, locale: &Locale) -> String {
    let said = match remark {
        Remark::Encoding(encoding) => {
            let encoding = [("encoding", encoding.name().to_owned())];
            locale.text_with("say-input-encoding", &encoding)
        }
        Remark::Tracked { inserted, deleted } => locale.text_with(
            "say-input-tracked",
            &[("inserted", inserted.to_string()), ("deleted", deleted.to_string())],
        ),
        Remark::Comments(count) => locale.count("say-input-comments", count),
        Remark::Hidden(count) => locale.count("say-input-hidden", count),
        Remark::Pictures(count) => locale.count("say-input-pictures", count),
        Remark::PageMargins(count) => locale.count("say-input-margins", count),
        Remark::Contents(_) => locale.text("say-input-contents"),
        _ => return String::new(),
    };
    format!("{name}: {said}")
}
