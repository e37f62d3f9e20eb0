//! The keys of one item, of which those with a problem are passed over.

use serde_json::value::RawValue;

use super::Entries;
use super::place::byte_of;

/// The text of an object, key by key.
pub(super) struct Keys<'a> {
    text: &'a str,
    /// Each key, and the byte after its value.
    all: Vec<(String, usize)>,
    passed_over: Vec<bool>,
}

impl<'a> Keys<'a> {
    /// Those of a value; none where it is no object.
    pub(super) fn of(raw: &'a RawValue) -> Self {
        let text = raw.get();
        let entries = serde_json::from_str::<Entries<'_>>(text).map_or(Vec::new(), |it| it.0);
        let end = |value: &RawValue| {
            value.get().as_ptr().addr().saturating_sub(text.as_ptr().addr()) + value.get().len()
        };
        let all: Vec<_> = entries.into_iter().map(|(key, value)| (key, end(value))).collect();
        let passed_over = vec![false; all.len()];
        Self { text, all, passed_over }
    }

    /// Whether `error` says no more than that a key which was passed over is missing.
    pub(super) fn has_no_more(&self, error: &serde_json::Error) -> bool {
        let said = error.to_string();
        let missing = |key: &str| said.starts_with(&format!("missing field `{key}`"));
        self.is_of_all(error)
            && self.all.iter().zip(&self.passed_over).any(|((key, _), over)| *over && missing(key))
    }

    /// Passes over the key at which serde stopped; tells whether there was one to pass over.
    pub(super) fn pass_over(&mut self, error: &serde_json::Error) -> bool {
        if self.is_of_all(error) && error.to_string().starts_with("missing field") {
            return false;
        }
        let at = byte_of(self.text, error);
        // A value ends where serde has looked for what follows it.
        let begins =
            self.all.iter().scan(0, |begin, (_, end)| Some(std::mem::replace(begin, *end)));
        let last = begins.take_while(|begin| *begin <= at).count();
        match last.checked_sub(1).and_then(|index| self.passed_over.get_mut(index)) {
            Some(over) if !*over => {
                *over = true;
                true
            }
            _ => false,
        }
    }

    /// The object without the keys that were passed over, each other byte where it was.
    pub(super) fn rest(&self) -> String {
        let mut kept = String::from("{");
        let (mut begin, mut is_first) = (1, true);
        for ((_, end), over) in self.all.iter().zip(&self.passed_over) {
            let entry = self.text.get(begin..*end).unwrap_or("");
            begin = *end;
            if *over {
                kept.extend(entry.bytes().map(blank));
            } else if is_first && entry.trim_start().starts_with(',') {
                kept.push_str(&entry.replacen(',', " ", 1));
            } else {
                kept.push_str(entry);
            }
            is_first &= *over;
        }
        kept.push_str(self.text.get(begin..).unwrap_or(""));
        kept
    }

    /// Whether serde had read to the end.
    fn is_of_all(&self, error: &serde_json::Error) -> bool {
        byte_of(self.text, error) + 1 >= self.text.len()
    }
}

/// White space in place of a byte.
fn blank(byte: u8) -> char {
    if byte == b'\n' { '\n' } else { ' ' }
}
