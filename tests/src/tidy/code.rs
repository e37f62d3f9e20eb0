//! Rust text as tokens: comments, strings and character literals gone, lines kept.

use std::collections::BTreeSet;

/// The tokens of one file.
#[derive(Debug)]
pub(super) struct Code {
    tokens: Vec<Token>,
    /// The lines inside items under `#[cfg(test)]`.
    test_lines: BTreeSet<usize>,
}

/// A path such as `std::fs::read`, `use` groups unfolded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedPath {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

impl NamedPath {
    /// Tells whether `part` occurs in the path, its segments side by side.
    pub(super) fn contains(&self, part: &[&str]) -> bool {
        self.segments.windows(part.len()).any(|window| window == part)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    /// An identifier, `::`, or a single mark.
    text: String,
    line: usize,
}

impl Code {
    pub(super) fn read(text: &str) -> Self {
        let tokens = tokenise(text);
        let test_lines = test_lines(&tokens);
        Self { tokens, test_lines }
    }

    /// Every path in the file, tests included.
    pub(super) fn paths(&self) -> Vec<NamedPath> {
        let mut paths = Vec::new();
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if token.is_word() {
                at = self.path_at(at, &[], &mut paths);
            } else {
                at += 1;
            }
        }
        paths
    }

    pub(super) fn is_in_tests(&self, line: usize) -> bool {
        self.test_lines.contains(&line)
    }

    pub(super) fn test_line_count(&self) -> usize {
        self.test_lines.len()
    }

    /// The modules that `#[cfg(test)] mod name;` puts in files of their own, as paths without `.rs`.
    pub(super) fn test_modules(&self, path: &str) -> Vec<String> {
        let stem = path.trim_end_matches(".rs");
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let base = if matches!(name, "lib" | "main") { folder } else { stem };
        self.tokens
            .windows(3)
            .filter_map(|window| match window {
                [keyword, name, end]
                    if keyword.text == "mod"
                        && end.text == ";"
                        && self.is_in_tests(keyword.line) =>
                {
                    Some(format!("{base}/{}", name.text))
                }
                _ => None,
            })
            .collect()
    }

    /// Reads the path, or the tree of paths, that starts at the word `at`; returns what follows it.
    fn path_at(&self, mut at: usize, prefix: &[String], paths: &mut Vec<NamedPath>) -> usize {
        let mut segments = prefix.to_vec();
        let mut line = 0;
        while let Some(token) = self.tokens.get(at) {
            if token.is_word() || token.text == "*" {
                segments.push(token.text.clone());
                line = token.line;
                at += 1;
                if self.text(at) != "::" {
                    break;
                }
                at += 1;
            } else if token.text == "{" {
                return self.group_at(at + 1, &segments, paths);
            } else {
                break;
            }
        }
        paths.push(NamedPath { segments, line });
        at
    }

    /// Reads the members of a `use` group up to its `}`; returns what follows it.
    fn group_at(&self, mut at: usize, prefix: &[String], paths: &mut Vec<NamedPath>) -> usize {
        while let Some(token) = self.tokens.get(at) {
            if token.text == "}" {
                return at + 1;
            }
            if token.text == "as" {
                at += 2;
            } else if token.is_word() || token.text == "*" {
                at = self.path_at(at, prefix, paths);
            } else {
                at += 1;
            }
        }
        at
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }
}

impl Token {
    fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// The lines of each item that stands under `#[cfg(test)]`, the attribute included.
fn test_lines(tokens: &[Token]) -> BTreeSet<usize> {
    const ATTRIBUTE: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut lines = BTreeSet::new();
    for (start, window) in tokens.windows(ATTRIBUTE.len()).enumerate() {
        if !window.iter().map(|token| token.text.as_str()).eq(ATTRIBUTE) {
            continue;
        }
        let mut depth = 0_usize;
        let mut last = 0;
        for token in tokens.iter().skip(start + ATTRIBUTE.len()) {
            last = token.line;
            match token.text.as_str() {
                "{" | "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.saturating_sub(1),
                "}" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                ";" if depth == 0 => break,
                _ => {}
            }
        }
        let first = window.first().map_or(last, |token| token.line);
        lines.extend(first..=last);
    }
    lines
}

fn tokenise(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let peek = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let c = peek(at);
        if c == '/' && peek(at + 1) == '/' {
            while at < chars.len() && peek(at) != '\n' {
                at += 1;
            }
        } else if c == '/' && peek(at + 1) == '*' {
            at = after_block_comment(&chars, at);
        } else if c == '"' {
            at = after_string(&chars, at + 1);
        } else if c == '\'' {
            at = after_quote(&chars, at);
        } else if c.is_alphanumeric() || c == '_' {
            while peek(at).is_alphanumeric() || peek(at) == '_' {
                at += 1;
            }
            let word: String = chars.iter().skip(start).take(at - start).collect();
            let hashes = chars.iter().skip(at).take_while(|&&c| c == '#').count();
            if matches!(word.as_str(), "r" | "br" | "cr") && peek(at + hashes) == '"' {
                at = after_raw_string(&chars, at + hashes + 1, hashes);
            } else if !opens_literal(&word, peek(at)) {
                tokens.push(Token { text: word, line });
            }
        } else if c == ':' && peek(at + 1) == ':' {
            tokens.push(Token { text: "::".into(), line });
            at += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(Token { text: c.into(), line });
            }
            at += 1;
        }
        line += chars.iter().skip(start).take(at - start).filter(|&&c| c == '\n').count();
    }
    tokens
}

/// Tells whether `word` is the prefix of a literal, or of a raw identifier, that `next` goes on with.
fn opens_literal(word: &str, next: char) -> bool {
    match word {
        "r" => next == '#',
        "b" | "c" => matches!(next, '"' | '\''),
        _ => false,
    }
}

fn after_block_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < chars.len() {
        match (chars.get(at), chars.get(at + 1)) {
            (Some('/'), Some('*')) => {
                depth += 1;
                at += 2;
            }
            (Some('*'), Some('/')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    break;
                }
            }
            _ => at += 1,
        }
    }
    at
}

fn after_string(chars: &[char], mut at: usize) -> usize {
    while let Some(c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

fn after_raw_string(chars: &[char], mut at: usize, hashes: usize) -> usize {
    while at < chars.len() {
        let closes = chars.get(at) == Some(&'"')
            && chars.iter().skip(at + 1).take(hashes).filter(|&&c| c == '#').count() == hashes;
        if closes {
            return at + 1 + hashes;
        }
        at += 1;
    }
    at
}

/// Passes over a character literal, or over the mark alone where it opens a lifetime.
fn after_quote(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let body = chars.iter().skip(at + 3);
            at + 4 + body.take_while(|&&c| c != '\'').count()
        }
        (Some(_), Some('\'')) => at + 3,
        _ => at + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<(String, usize)> {
        let paths = Code::read(text).paths();
        paths.into_iter().map(|path| (path.segments.join("::"), path.line)).collect()
    }

    fn names(text: &str, part: &[&str]) -> bool {
        Code::read(text).paths().iter().any(|path| path.contains(part))
    }

    #[test]
    fn groups_unfold_with_the_line_of_each_member() {
        let found = paths("use std::{\n    fmt,\n    time::{Duration as D, Instant},\n};\n");
        let expected = [("std::fmt", 2), ("std::time::Duration", 3), ("std::time::Instant", 3)];
        for (path, line) in &expected {
            assert!(found.contains(&((*path).to_owned(), *line)), "{path} in {found:?}");
        }
    }

    #[test]
    fn comments_and_literals_name_nothing() {
        for text in [
            "// std::fs::read",
            "/// std::fs::read",
            "//! std::fs::read",
            "/* a /* std::fs */ std::fs */",
            "let a = \"\\\" std::fs\";",
            "let a = r#\"\" std::fs\"#;",
            "let a = br\"std::fs\";",
            "let a = b\"std::fs\";",
        ] {
            assert!(!names(text, &["std", "fs"]), "{text}");
        }
    }

    #[test]
    fn code_after_a_literal_is_still_read() {
        for text in [
            "let q = '\"'; std::fs::read(q);",
            "let q = '\\''; std::fs::read(q);",
            "let q = '\\u{41}'; std::fs::read(q);",
            "let q = b'\\\\'; std::fs::read(q);",
            "fn f<'a>(x: &'a str) { std::fs::read(x); }",
            "let q = r\"\\\"; std::fs::read(q);",
            "let q = r#type; std::fs::read(q);",
            "let q = \"a\\\\\"; ::std::fs::read(q);",
            "/* a */ std::fs::read(q);",
        ] {
            assert!(names(text, &["std", "fs"]), "{text}");
        }
    }

    #[test]
    fn items_under_cfg_test_are_marked_to_their_end() {
        let code =
            Code::read("fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n");
        let marked: Vec<usize> = (1..=6).filter(|&line| code.is_in_tests(line)).collect();
        assert_eq!(marked, [2, 3, 4, 5]);
    }

    #[test]
    fn test_modules_in_files_of_their_own_are_found_beside_their_parent() {
        let text = "mod a;\n#[cfg(test)]\nmod b;\n";
        assert_eq!(Code::read(text).test_modules("x/src/when.rs"), ["x/src/when/b"]);
        assert_eq!(Code::read(text).test_modules("x/src/lib.rs"), ["x/src/b"]);
    }
}
