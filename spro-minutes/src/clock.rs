//! Times of day in words: `9 h 30`, `16h`, `9:30`, `2 pm`.

use spro_core::when::{LocalTime, PartOfDay, TimeRange};

/// Every time in `text`, in order.
pub(crate) fn times(text: &str) -> Vec<LocalTime> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit()
            && !before.is_alphanumeric()
            && !matches!(before, '/' | ':' | '.' | ',')
            && let Some((time, after)) = time(rest)
        {
            found.push(time);
            rest = after;
            before = ' ';
            continue;
        }
        before = c;
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    found
}

/// The hours that `text` gives: from, and perhaps to.
pub(crate) fn hours(text: &str) -> Option<PartOfDay> {
    let mut times = times(text).into_iter();
    let from = times.next()?;
    let range = times.next().and_then(|to| TimeRange::new(from, to).ok());
    Some(range.map_or(PartOfDay::At(from), PartOfDay::Between))
}

fn time(text: &str) -> Option<(LocalTime, &str)> {
    let (hour, rest) = digits(text)?;
    let after = rest.trim_start_matches([' ', '\u{a0}']);
    let (minute, rest) = if let Some(rest) = rest.strip_prefix(':') {
        let (minute, after) = digits(rest).filter(|(_, after)| rest.len() - after.len() == 2)?;
        (minute, after)
    } else if let Some(rest) = after.strip_prefix(['h', 'H']) {
        let minutes = digits(rest.trim_start_matches([' ', '\u{a0}']));
        let (minute, rest) = minutes.filter(|(minute, _)| *minute < 60).unwrap_or((0, rest));
        (minute, rest)
    } else if half(after).is_some() {
        (0, after)
    } else {
        return None;
    };
    if rest.starts_with(char::is_alphanumeric) && half(rest).is_none() {
        return None;
    }
    let (hour, rest) = match half(rest.trim_start_matches([' ', '\u{a0}'])) {
        Some((true, rest)) if hour < 12 => (hour + 12, rest),
        Some((false, rest)) if hour == 12 => (0, rest),
        Some((_, rest)) => (hour, rest),
        None => (hour, rest),
    };
    Some((LocalTime::new(hour, minute).ok()?, rest))
}

/// One or two digits.
fn digits(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let length = text.len() - rest.len();
    let number = text.get(..length).filter(|_| length <= 2)?;
    Some((number.parse().ok()?, rest))
}

/// `am` (false) or `pm` (true).
fn half(text: &str) -> Option<(bool, &str)> {
    let (mark, after) = (text.get(..2)?, text.get(2..)?);
    let pm = mark.eq_ignore_ascii_case("pm");
    let is = pm || mark.eq_ignore_ascii_case("am");
    (is && !after.starts_with(char::is_alphanumeric)).then_some((pm, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, want) in [
            ("de 9 h 30 à 12 h", "09:30 12:00"),
            ("de 14h à 16h30", "14:00 16:30"),
            ("arrivée à 10 h 10", "10:10"),
            ("9:30–12:00", "09:30 12:00"),
            ("from 2 pm to 4:30pm, 12 am", "14:00 16:30 00:00"),
            ("12 habitants, 2017-11-10, 1:100, 25 h", ""),
        ] {
            let found: Vec<_> = times(text).iter().map(ToString::to_string).collect();
            assert_eq!(found.join(" "), want, "{text}");
        }
        assert_eq!(hours("de 10 h à 17 h").map(|part| part.to_string()).unwrap(), "10:00/17:00");
    }
}
