//! From the bytes of a file to text in lines, as the reader takes it.
//!
//! What a file is, its bytes say first and its name second. Markdown and plain text stay as they are,
//! line for line, and so do the lines of reStructuredText; the others are written as Markdown. What is
//! not text is left out and said in the [`Remark`]s. Time and memory are bounded, whatever the bytes:
//! see [`limits`].

mod archive;
mod docx;
mod encoding;
mod flow;
mod format;
mod html;
mod left_out;
pub mod limits;
mod numbering;
mod odt;
mod rst;
mod table;
mod xml;

use thiserror::Error;

pub use self::encoding::Encoding;
pub use self::format::{EXTENSIONS, Foreign, Format};

/// What a file says, in lines.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Text {
    /// The lines. Those of Markdown, plain text and reStructuredText have the numbers of the file's.
    pub text: String,
    /// What the file is.
    pub format: Format,
    /// How its letters are written; an office document's are always Unicode.
    pub encoding: Encoding,
    /// What was left out, or read in one of several ways.
    pub remarks: Vec<Remark>,
}

/// What a reader of the text alone would not know of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Remark {
    /// It is not in UTF-8.
    Encoding(Encoding),
    /// Tracked changes were read as accepted: so many insertions are in, so many deletions are out.
    Tracked {
        /// How many insertions.
        inserted: usize,
        /// How many deletions.
        deleted: usize,
    },
    /// So many comments were left out.
    Comments(usize),
    /// So many hidden passages were left out.
    Hidden(usize),
    /// So many pictures were left out.
    Pictures(usize),
    /// So many headers and footers of pages that say something were left out.
    PageMargins(usize),
    /// So many tables of contents were left out.
    Contents(usize),
}

/// Why the bytes of a file give no text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InputError {
    /// There is nothing in it.
    #[error("the document is empty")]
    Empty,
    /// It is a PDF, which another program turns into text: pass that to [`converted`].
    #[error("a PDF is to be converted to text first")]
    Pdf,
    /// It is a PDF without text: pictures of pages.
    #[error("the PDF holds no text")]
    PdfWithoutText,
    /// It is written in the format of Word before 2007, or of another old program.
    #[error("the format of Word before 2007 is not read; save it as .docx")]
    OldWord,
    /// It is opened with a password.
    #[error("the document is encrypted; save it without a password")]
    Encrypted,
    /// It is something else.
    #[error("{0} is not read; save it as .docx, .odt or text")]
    Other(Foreign),
    /// It is not text.
    #[error("the bytes are not text")]
    Binary,
    /// It is UTF-8 up to this line, and then it is not.
    #[error("the text is not in UTF-8 from line {line} on, and in no other encoding that is known")]
    Mixed {
        /// Counted from 1.
        line: usize,
    },
    /// It begins as a zip, as office documents do, and is none.
    #[error("the zip is damaged")]
    DamagedZip,
    /// The document's own structure is broken.
    #[error("the {format} is damaged: {what}")]
    Damaged {
        /// What it would be.
        format: Format,
        /// What is wrong with it.
        what: String,
    },
    /// The file has more bytes than [`limits::FILE`].
    #[error("the file is larger than {} MB", limits::FILE / limits::MEGABYTE)]
    LargeFile,
    /// The text has more bytes than [`limits::TEXT`].
    #[error("the text is longer than {} MB", limits::TEXT / limits::MEGABYTE)]
    LongText,
    /// A line has more bytes than [`limits::LINE`].
    #[error("line {line} is longer than {} kB", limits::LINE / 1000)]
    LongLine {
        /// Counted from 1.
        line: usize,
    },
    /// It unpacks to far more than any document does.
    #[error("the document unpacks to more than any minutes do")]
    Bomb,
}

/// The text of the file `name` with these `bytes`.
///
/// ```
/// use spro_minutes::input::{Encoding, Format, Remark, read};
///
/// let read = read("cr.txt", b"Pr\xe9sents : Ana BEL")?;
/// assert_eq!((read.text.as_str(), read.format), ("Présents : Ana BEL", Format::Plain));
/// assert_eq!(read.remarks, [Remark::Encoding(Encoding::Latin1)]);
/// # Ok::<(), spro_minutes::input::InputError>(())
/// ```
///
/// # Errors
/// [`InputError::Pdf`] for a PDF: convert it, and pass what that gives to [`converted`]. Every other
/// [`InputError`] refuses the file, and says what to save it as where that helps.
pub fn read(name: &str, bytes: &[u8]) -> Result<Text, InputError> {
    if bytes.len() > limits::FILE {
        return Err(InputError::LargeFile);
    }
    let format = Format::of(name, bytes)?;
    let (text, encoding, remarks) = match format {
        Format::Pdf => return Err(InputError::Pdf),
        Format::Docx => {
            let (text, remarks) = docx::read(bytes)?;
            (text, Encoding::Utf8, remarks)
        }
        Format::Odt => {
            let (text, remarks) = odt::read(bytes)?;
            (text, Encoding::Utf8, remarks)
        }
        Format::Plain | Format::Markdown | Format::Rst | Format::Html => {
            let (text, encoding) = encoding::decode(bytes)?;
            if text.len() > limits::TEXT {
                return Err(InputError::LongText);
            }
            let mut remarks: Vec<_> = encoding.remark().into_iter().collect();
            let text = match format {
                Format::Rst => rst::read(&text),
                Format::Html => {
                    let (text, said) = html::read(&text)?;
                    remarks.extend(said);
                    text
                }
                _ => text.into_owned(),
            };
            (text, encoding, remarks)
        }
    };
    checked(Text { text, format, encoding, remarks })
}

/// The text that another program made of a PDF, in UTF-8.
///
/// # Errors
/// [`InputError::PdfWithoutText`] where the pages are pictures, and the limits as in [`read`].
pub fn converted(bytes: &[u8]) -> Result<Text, InputError> {
    if bytes.len() > limits::TEXT {
        return Err(InputError::LongText);
    }
    let text = String::from_utf8_lossy(bytes).replace('\u{c}', "\n").replace('\u{ad}', "");
    let text = Text { text, format: Format::Pdf, encoding: Encoding::Utf8, remarks: Vec::new() };
    match checked(text) {
        Err(InputError::Empty) => Err(InputError::PdfWithoutText),
        text => text,
    }
}

fn checked(text: Text) -> Result<Text, InputError> {
    if text.text.len() > limits::TEXT {
        return Err(InputError::LongText);
    }
    if text.text.trim().is_empty() {
        return Err(InputError::Empty);
    }
    let long = text.text.lines().position(|line| line.len() > limits::LINE);
    match long {
        Some(before) => Err(InputError::LongLine { line: before + 1 }),
        None => Ok(text),
    }
}
