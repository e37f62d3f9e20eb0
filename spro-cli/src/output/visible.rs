//! Shows characters that would act on a terminal, or hide, as what they are.

/// The text with each of these as `\u{…}`; line ends and tabs are kept.
///
/// Minutes come from elsewhere, and a terminal obeys the escape sequences in them.
pub(crate) fn text(text: &str) -> String {
    shown(text, |c| c == '\n' || c == '\t')
}

/// The text on one line: white space is one space, the others as in [`text`].
pub(crate) fn line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    shown(&words.join(" "), |_| false)
}

fn shown(text: &str, keep: impl Fn(char) -> bool) -> String {
    if !text.chars().any(acts) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) && !keep(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Controls (C0, DEL, C1), marks of direction, and line or paragraph separators.
pub(super) fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_shown_and_not_sent() {
        assert_eq!(text("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(text("\u{9b}2J\u{7}\u{7f}"), "\\u{9b}2J\\u{7}\\u{7f}");
    }

    #[test]
    fn a_mark_that_turns_the_reading_direction_is_shown() {
        assert_eq!(text("pay \u{202e}lluf"), "pay \\u{202e}lluf");
    }

    #[test]
    fn plain_french_is_kept() {
        let plain = "« L’été », 14 h 30\u{a0}: œuvre\n\tligne";
        assert_eq!(text(plain), plain);
        assert_eq!(line(plain), "« L’été », 14 h 30 : œuvre ligne");
    }
}
