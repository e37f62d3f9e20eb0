//! The marks around the words of an entry: emphasis, links, check boxes, handles, initials.

use crate::fold::fold;

/// `text` without markup: tags, emphasis, links, quotes of code.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '[', '*', '`', '\\', '~']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        rest = if let Some(after) =
            after.strip_prefix('<').and_then(|it| it.split_once('>')).map(|(inner, after)| {
                if inner.starts_with('@') {
                    out.push_str(inner);
                }
                after
            }) {
            after
        } else if let Some((shown, after)) = link(after) {
            out.push_str(shown);
            after
        } else {
            if after.starts_with(['<', '[']) {
                out.push_str(after.get(..1).unwrap_or(""));
            }
            after.get(1..).unwrap_or("")
        };
    }
    out.push_str(rest);
    let out = crate::fold::squeeze(&out.replace('{', "(").replace('}', ")"));
    out.trim_matches(['_', ' ']).to_owned()
}

/// `[shown](address)`: what is shown, and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let (shown, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (_, after) = rest.split_once(')')?;
    (!shown.contains('[')).then_some((shown, after))
}

/// `AB: Ana BEL`, `[AB] Ana BEL`: the initials, and what follows them, if the name there has them.
pub(super) fn initials(text: &str) -> Option<(&str, &str)> {
    let bracketed = text.strip_prefix('[').and_then(|inner| inner.split_once(']'));
    let (label, rest) = bracketed.or_else(|| text.split_once(':'))?;
    let (label, rest) = (label.trim(), rest.trim());
    let capitals = (2..=4).contains(&label.len()) && label.chars().all(|c| c.is_ascii_uppercase());
    let key = fold(rest);
    let mut firsts = key.split(' ').filter_map(|word| word.chars().next());
    let (whole, label_key) = (firsts.clone().count() > 1, fold(label));
    let mut letters = label_key.chars();
    // A name may have more words than its initials tell.
    let begins = letters.next() == firsts.next();
    let ordered = letters.clone().take(1).all(|letter| firsts.any(|first| first == letter));
    (capitals && whole && begins && ordered).then_some((label, rest))
}

/// Whether a check box before the text is ticked, and the text.
pub(super) fn tick(text: &str) -> (Option<bool>, &str) {
    for (mark, ticked) in [("[x]", true), ("[X]", true), ("☑", true), ("☒", true), ("✅", true)]
    {
        if let Some(rest) = text.strip_prefix(mark) {
            return (Some(ticked), rest.trim());
        }
    }
    for mark in ["[ ]", "[]", "☐"] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (Some(false), rest.trim());
        }
    }
    (None, text)
}

/// `name` without the handles in it, which are put in `handles`.
pub(super) fn apart_handles<'a>(name: &'a str, handles: &mut Vec<&'a str>) -> String {
    let mut words = Vec::new();
    for word in name.split_whitespace() {
        match word.strip_prefix('@').map(|it| it.trim_end_matches([')', '>'])) {
            Some(handle) if is_handle(handle) => handles.push(handle),
            // What follows a handle, such as `#3/3`, is no name.
            _ if handles.is_empty() => words.push(word),
            _ => {}
        }
    }
    words.join(" ")
}

/// The handle with which `detail` begins, and what follows it.
pub(super) fn handle(detail: &str) -> Option<(&str, &str)> {
    let rest = detail.strip_prefix('@')?;
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).unwrap_or(rest.len());
    let (handle, after) = rest.split_at(end);
    let after = after.trim_start_matches([',', '-', '–', '—', ' ', ')']).trim();
    (!handle.is_empty()).then_some((handle, after))
}

fn is_handle(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_taken_off_and_what_it_shows_stays() {
        for (text, plain) in [
            ("**Ana BEL** (`CCI`)", "Ana BEL (CCI)"),
            ("[Ana BEL](https://example.org/ana), <b>CCI</b>", "Ana BEL, CCI"),
            ("Ana BEL <@ana>", "Ana BEL @ana"),
            ("_Ana_ {CCI}", "Ana_ (CCI)"),
        ] {
            assert_eq!(clean(text), plain, "{text}");
        }
    }

    #[test]
    fn initials_are_those_of_the_name_behind_them() {
        assert_eq!(initials("AB: Ana Bel"), Some(("AB", "Ana Bel")));
        assert_eq!(initials("[AB] Ana Bel (Chair)"), Some(("AB", "Ana Bel (Chair)")));
        assert_eq!(initials("CCI : Ana Bel"), None);
    }

    #[test]
    fn a_box_tells_who_came() {
        assert_eq!(tick("[x] Ana"), (Some(true), "Ana"));
        assert_eq!(tick("☐ Ana"), (Some(false), "Ana"));
        assert_eq!(tick("Ana"), (None, "Ana"));
    }
}
