//! How letters are written as bytes.

use std::borrow::Cow;

use super::{InputError, Remark};

/// How letters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a mark at its head.
    Utf8,
    /// UTF-16, the less significant byte first; with a mark at its head.
    Utf16Le,
    /// UTF-16, the more significant byte first; with a mark at its head.
    Utf16Be,
    /// ISO 8859-1, which Windows-1252 agrees with on these bytes.
    Latin1,
    /// Windows-1252.
    Windows1252,
}

impl Encoding {
    /// Its registered name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Latin1 => "ISO-8859-1",
            Self::Windows1252 => "windows-1252",
        }
    }

    pub(super) fn remark(self) -> Option<Remark> {
        (self != Self::Utf8).then_some(Remark::Encoding(self))
    }
}

/// The text, without a mark at its head; its lines end in `\n` or `\r\n`.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), InputError> {
    let (text, encoding) = letters(bytes)?;
    let text = if text.contains('\r') && !text.contains('\n') {
        Cow::Owned(text.replace('\r', "\n"))
    } else {
        text
    };
    Ok((text, encoding))
}

fn letters(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), InputError> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok((Cow::Owned(utf16(rest, u16::from_le_bytes)?), Encoding::Utf16Le));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok((Cow::Owned(utf16(rest, u16::from_be_bytes)?), Encoding::Utf16Be));
    }
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if rest.contains(&0) {
        return Err(InputError::Binary);
    }
    match str::from_utf8(rest) {
        Ok(text) => Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(error) if mostly_utf8(rest) => {
            let before = rest.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            Err(InputError::Mixed { line })
        }
        Err(_) => single_bytes(rest),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, InputError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
    text.filter(|text| rest.is_empty() && !text.contains('\0')).ok_or(InputError::Binary)
}

/// Whether some letters beyond ASCII are written in UTF-8, and no fewer than those that are not: then
/// it is UTF-8 with a broken place, and not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut well, mut ill) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        well += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        ill += usize::from(!chunk.invalid().is_empty());
    }
    well >= ill && well > 0
}

fn single_bytes(bytes: &[u8]) -> Result<(Cow<'static, str>, Encoding), InputError> {
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    // Prose has a control among its letters at most by accident.
    if bytes.iter().filter(odd).count() > bytes.len() / 100 {
        return Err(InputError::Binary);
    }
    let encoding = if bytes.iter().any(|byte| (0x80..0xa0).contains(byte)) {
        Encoding::Windows1252
    } else {
        Encoding::Latin1
    };
    let text: Option<String> = bytes.iter().map(|byte| letter(*byte)).collect();
    text.map(|text| (Cow::Owned(text), encoding)).ok_or(InputError::Binary)
}

/// The letter of a byte in Windows-1252; five bytes have none.
fn letter(byte: u8) -> Option<char> {
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0',
        '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte.checked_sub(0x80).and_then(|at| HIGH.get(usize::from(at))) {
        Some('\0') => None,
        Some(high) => Some(*high),
        None => Some(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Encoding) {
        let (text, encoding) = decode(bytes).unwrap();
        (text.into_owned(), encoding)
    }

    #[test]
    fn a_mark_at_the_head_of_utf_8_is_no_letter() {
        assert_eq!(read("\u{feff}été".as_bytes()), ("été".to_owned(), Encoding::Utf8));
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let little: Vec<u8> = "\u{feff}été 🦀".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}été 🦀".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), ("été 🦀".to_owned(), Encoding::Utf16Le));
        assert_eq!(read(&big), ("été 🦀".to_owned(), Encoding::Utf16Be));
        assert_eq!(decode(&little[..5]), Err(InputError::Binary));
    }

    #[test]
    fn the_letters_that_windows_adds_tell_it_from_latin_1() {
        assert_eq!(read(b"r\xe9union"), ("réunion".to_owned(), Encoding::Latin1));
        let typed = ("l’œuvre – 5 €".to_owned(), Encoding::Windows1252);
        assert_eq!(read(b"l\x92\x9cuvre \x96 5 \x80"), typed);
    }

    #[test]
    fn one_broken_place_does_not_make_utf_8_latin_1() {
        let broken = b"\xc3\xa9t\xc3\xa9\nNo\xebl";
        assert_eq!(decode(broken), Err(InputError::Mixed { line: 2 }));
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for bytes in [&b"a\0b"[..], b"\x89\x01\x02\x03\xff", b"No\xebl \x81"] {
            assert_eq!(decode(bytes), Err(InputError::Binary), "{bytes:?}");
        }
    }

    #[test]
    fn lines_of_old_macintoshes_are_lines() {
        assert_eq!(read(b"a\rb").0, "a\nb");
        assert_eq!(read(b"a\r\nb\r").0, "a\r\nb\r");
    }
}
