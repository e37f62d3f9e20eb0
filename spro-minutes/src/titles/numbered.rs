//! Numbers before titles in whatever style a text prints them: `1/`, `2 –`, `III.`, `4`.

/// How a number is set before its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Style {
    roman: bool,
    mark: String,
}

/// A line that may be a numbered title.
#[derive(Clone, Debug)]
pub(super) struct Numbered {
    pub(super) style: Style,
    pub(super) number: u32,
    /// The byte where the title begins behind its number.
    pub(super) start: usize,
}

/// Marks between a number and its title.
const MARKS: [&str; 8] = ["/", ")", ".", "-", "–", "—", ":", "°"];

/// The number with which `line` begins, where a title follows it.
pub(super) fn numbered(line: &str) -> Option<Numbered> {
    let end = line.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(line.len());
    let (digits, rest) = line.split_at(end);
    let (roman, number) = match digits.parse::<u32>() {
        Ok(number) if digits.len() < 3 => (false, number),
        _ => (true, roman(digits)?),
    };
    let bare = rest.trim_start();
    let mark = MARKS.into_iter().find(|mark| bare.starts_with(mark)).unwrap_or("");
    let after = bare.strip_prefix(mark)?;
    // "1.2", "10-12" and "14h" are no such numbers.
    let spaced = after.starts_with([' ', '\u{a0}'])
        || (mark.is_empty() || "-–—".contains(mark)) && rest.starts_with(' ');
    let title = after.trim_start();
    let begins = title.starts_with(|c: char| c.is_uppercase() || "«\"“".contains(c));
    let start = line.len() - title.len();
    let style = Style { roman, mark: mark.to_owned() };
    (spaced && begins && (!mark.is_empty() || !roman)).then_some(Numbered { style, number, start })
}

/// The value of a Roman number up to thirty-nine.
fn roman(digits: &str) -> Option<u32> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let values: Option<Vec<u32>> = digits.chars().map(value).collect();
    let values = values.filter(|it| !it.is_empty() && it.len() < 7)?;
    let signed = values.iter().enumerate().map(|(at, one)| {
        let less = values.get(at + 1).is_some_and(|next| next > one);
        i64::from(*one) * if less { -1 } else { 1 }
    });
    u32::try_from(signed.sum::<i64>()).ok().filter(|sum| *sum > 0)
}

/// The runs of `lines` that count from one in one style, by their places.
pub(super) fn sequences(lines: &[(usize, Numbered)]) -> Vec<Vec<usize>> {
    let mut runs = Vec::new();
    let mut styles: Vec<&Style> = Vec::new();
    for (_, line) in lines {
        if !styles.contains(&&line.style) {
            styles.push(&line.style);
        }
    }
    for style in styles {
        let mut run: Vec<usize> = Vec::new();
        for (at, line) in lines.iter().filter(|(_, line)| line.style == *style) {
            let last = run.last().and_then(|last| lines.iter().find(|(at, _)| at == last));
            let follows = last.is_some_and(|(_, before)| before.number + 1 == line.number);
            if follows {
                run.push(*at);
            } else if line.number == 1 {
                runs.push(std::mem::replace(&mut run, vec![*at]));
            }
        }
        runs.push(run);
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// Whether most lines of `run` have text below them before the next, as titles have.
pub(super) fn are_titles(run: &[usize]) -> bool {
    let apart = run.windows(2).filter(|pair| matches!(pair, [one, two] if two - one > 1)).count();
    apart * 2 >= run.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_any_style_stands_before_a_title() {
        for (line, number, title) in [
            ("1/ Locaux", 1, "Locaux"),
            ("2 / Budget", 2, "Budget"),
            ("3 – Fête", 3, "Fête"),
            ("4 Suites", 4, "Suites"),
            ("IV. Divers", 4, "Divers"),
            ("XIX - Divers", 19, "Divers"),
        ] {
            let found = numbered(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.number, line.get(found.start..)), (number, Some(title)), "{line}");
        }
        for line in ["2024 : Bilan", "1.2 Bilan", "14h Accueil", "3 euros", "Ivan - Bel"] {
            assert!(numbered(line).is_none(), "{line}");
        }
    }
}
