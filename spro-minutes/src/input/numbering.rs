//! The numbers of lists, as an office suite counts them.

use super::limits;

/// How a level of a list is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) format: Count,
    pub(super) start: usize,
    /// `%1.%2)`: each level's number in its place.
    pub(super) pattern: String,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    Bullet,
    Decimal,
    /// a, b, c.
    Letter,
    Upper,
    Roman,
    UpperRoman,
}

/// Where a list stands: the number of each of its levels.
#[derive(Debug, Clone, Default)]
pub(super) struct Counter {
    at: Vec<usize>,
}

impl Counter {
    /// The label of the next item at `depth`; `levels` are those of its list.
    pub(super) fn next(&mut self, levels: &[Level], depth: usize) -> String {
        let depth = depth.min(limits::DEPTH);
        let Some(level) = levels.get(depth) else {
            return "-".to_owned();
        };
        self.at.truncate(depth + 1);
        while self.at.len() < depth {
            let start = levels.get(self.at.len()).map_or(1, |level| level.start);
            self.at.push(start);
        }
        match self.at.get_mut(depth) {
            Some(at) => *at = at.saturating_add(1),
            None => self.at.push(level.start),
        }
        if level.format == Count::Bullet {
            return "-".to_owned();
        }
        let mut label = level.pattern.clone();
        for (place, at) in self.at.iter().enumerate() {
            let format = levels.get(place).map_or(Count::Decimal, |level| level.format);
            label = label.replace(&format!("%{}", place + 1), &written(format, *at));
        }
        label.trim().to_owned()
    }
}

/// A label as Markdown has it before an item: itself where that is a number, else after a bullet.
pub(super) fn mark(label: &str) -> String {
    let number = label.trim_end_matches(['.', ')']);
    let plain = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    match label {
        "-" | "" => "-".to_owned(),
        _ if plain && number.len() < label.len() => label.to_owned(),
        _ if plain => format!("{label}."),
        _ => format!("- {label}"),
    }
}

fn written(format: Count, number: usize) -> String {
    match format {
        Count::Bullet => String::new(),
        Count::Decimal => number.to_string(),
        Count::Letter => letters(number),
        Count::Upper => letters(number).to_uppercase(),
        Count::Roman => roman(number).to_lowercase(),
        Count::UpperRoman => roman(number),
    }
}

/// a to z, then aa, bb.
fn letters(number: usize) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 4) else {
        return number.to_string();
    };
    let letter = u8::try_from(index % 26).map_or('?', |at| char::from(b'a' + at));
    letter.to_string().repeat(index / 26 + 1)
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let (mut left, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: Count, pattern: &str) -> Level {
        Level { format, start: 1, pattern: pattern.to_owned() }
    }

    #[test]
    fn a_level_begins_anew_below_each_item_above_it() {
        let levels = [level(Count::Decimal, "%1."), level(Count::Letter, "%1.%2)")];
        let mut counter = Counter::default();
        let labels = [0, 1, 1, 0, 1].map(|depth| counter.next(&levels, depth));
        assert_eq!(labels, ["1.", "1.a)", "1.b)", "2.", "2.a)"]);
    }

    #[test]
    fn a_number_is_markdown_s_own_mark_and_the_others_stand_after_a_bullet() {
        let marks = ["1.", "2)", "3", "-", "a)", "1.2"].map(mark);
        assert_eq!(marks, ["1.", "2)", "3.", "-", "- a)", "- 1.2"]);
    }

    #[test]
    fn numbers_are_written_as_the_list_says() {
        assert_eq!(written(Count::Roman, 14), "xiv");
        assert_eq!(written(Count::UpperRoman, 2024), "MMXXIV");
        assert_eq!([1, 26, 27].map(|number| written(Count::Upper, number)), ["A", "Z", "AA"]);
    }
}
