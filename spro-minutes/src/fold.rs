//! Words without case and accents, with the place where each stands.

use deunicode::deunicode;

/// A run of letters or digits.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Lower-case ASCII.
    pub(crate) folded: String,
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
}

/// The words of `text`; what stands in angle brackets without white space is markup, no word.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut begun: Option<usize> = None;
    let mut tag = false;
    let close = |begun: &mut Option<usize>, end: usize, found: &mut Vec<Word>| {
        if let Some(start) = begun.take()
            && let Some(piece) = text.get(start..end)
        {
            let folded = deunicode(piece).to_lowercase();
            found.push(Word { folded, start, end });
        }
    };
    for (at, c) in text.char_indices() {
        if c == '<' {
            let rest = text.get(at..at + 6.min(text.len() - at)).unwrap_or("");
            tag = rest.starts_with("<sup>") || rest.starts_with("</sup>");
        }
        if c.is_alphanumeric() && !tag {
            begun.get_or_insert(at);
        } else {
            close(&mut begun, at, &mut found);
        }
        if c == '>' {
            tag = false;
        }
    }
    close(&mut begun, text.len(), &mut found);
    found
}

/// `text` as folded words with one space between.
pub(crate) fn fold(text: &str) -> String {
    let words: Vec<_> = words(text).into_iter().map(|word| word.folded).collect();
    words.join(" ")
}

/// Whether folded `key` holds one of `cues`, each from the start of a word.
pub(crate) fn says(key: &str, cues: &[&str]) -> bool {
    let starts = |at: usize| at == 0 || key.get(..at).is_some_and(|before| before.ends_with(' '));
    cues.iter().any(|cue| key.match_indices(cue.trim_start()).any(|(at, _)| starts(at)))
}

/// `text` with runs of white space as one space.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first characters of `text`, `bytes` of them at most.
pub(crate) fn start(text: &str, bytes: usize) -> &str {
    let ends = (0..=bytes.min(text.len())).rev();
    ends.into_iter().find_map(|end| text.get(..end)).unwrap_or("")
}

/// The two sides of the first dash that has white space on a side.
pub(crate) fn split_dash(text: &str) -> Option<(&str, &str)> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or("");
        let spaced = before.is_whitespace() || after.starts_with(char::is_whitespace);
        if at > 0 && matches!(c, '-' | '–' | '—' | '−' | '‑') && spaced {
            return Some((text.get(..at)?.trim(), after.trim()));
        }
        before = c;
    }
    None
}
