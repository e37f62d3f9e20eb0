//! The zip that an office document is.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::encoding::decode;
use super::{Foreign, Format, InputError, limits};

/// What the main part of a Word document is called in its list of contents, as a document, a template,
/// and either with macros.
pub(super) const MAIN: [&str; 4] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
];

/// The parts of an office document, read one after the other within the limits.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl<'b> Archive<'b> {
    /// Reads the list of parts.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, InputError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if zip.len() > limits::ENTRIES {
            return Err(InputError::Bomb);
        }
        Ok(Self { zip, left: limits::UNPACKED })
    }

    /// What the parts say that they are.
    pub(super) fn format(&mut self) -> Result<Format, InputError> {
        if let Some(types) = self.part("[Content_Types].xml")? {
            if MAIN.iter().any(|main| types.contains(main)) {
                return Ok(Format::Docx);
            }
            let what = match () {
                () if types.contains("spreadsheetml") => Foreign::Spreadsheet,
                () if types.contains("presentationml") => Foreign::Presentation,
                () => Foreign::Zip,
            };
            return Err(InputError::Other(what));
        }
        let Some(media) = self.part("mimetype")? else {
            return Err(InputError::Other(Foreign::Zip));
        };
        match media.trim() {
            "application/vnd.oasis.opendocument.text"
            | "application/vnd.oasis.opendocument.text-template" => Ok(Format::Odt),
            "application/epub+zip" => Err(InputError::Other(Foreign::Ebook)),
            other if other.contains("spreadsheet") => Err(InputError::Other(Foreign::Spreadsheet)),
            other if other.contains("presentation") => {
                Err(InputError::Other(Foreign::Presentation))
            }
            _ => Err(InputError::Other(Foreign::Zip)),
        }
    }

    /// The text of the part of this name, exactly; `None` where there is none. Nothing is written
    /// anywhere, so a name can lead nowhere.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, InputError> {
        let mut file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error)),
        };
        let packed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
        let most = packed.saturating_mul(limits::RATIO).max(limits::MEGABYTE).min(self.left);
        let mut bytes = Vec::new();
        // One more than may be, to tell that there is more.
        let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        (&mut file).take(bound).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        if bytes.len() > most {
            return Err(InputError::Bomb);
        }
        self.left -= bytes.len();
        let (text, _) = decode(&bytes)?;
        Ok(Some(text.into_owned()))
    }
}

/// What a file in the container of old office documents is.
pub(super) fn old(bytes: &[u8]) -> InputError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|part| part == name) {
        return InputError::Encrypted;
    }
    InputError::OldWord
}

fn damaged(error: &dyn std::error::Error) -> InputError {
    let said = error.to_string();
    if said.contains("Password") || said.contains("password") {
        return InputError::Encrypted;
    }
    InputError::DamagedZip
}
