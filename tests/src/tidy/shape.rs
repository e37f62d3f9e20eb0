//! The shape of a source file: its name, its head, its length.

use super::Finding;
use super::code::Code;

/// The most lines that a file may have without its tests.
const MOST_LINES: usize = 600;

pub(super) fn check(path: &str, text: &str, code: &Code, is_test: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |line: usize, advice: String| {
        findings.push(Finding { path: path.into(), line, advice });
    };
    if path.ends_with("/mod.rs") {
        report(1, "name the module's file after the module, beside its folder: `foo.rs`, not `foo/mod.rs`".into());
    }
    let head =
        text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("#!["));
    if !head.is_some_and(|line| line.starts_with("//!")) {
        report(1, "open the file with `//!` and one sentence on what it is for".into());
    }
    let lines = text.lines().count() - code.test_line_count();
    if lines > MOST_LINES && !is_test {
        report(
            MOST_LINES + 1,
            format!(
                "{lines} lines without the tests, at most {MOST_LINES}: split the file by idea"
            ),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str, is_test: bool) -> usize {
        check(path, text, &Code::read(text), is_test).len()
    }

    #[test]
    fn a_file_named_mod_is_found() {
        assert_eq!(count("spro-core/src/kernel/mod.rs", "//! K.\n", false), 1);
        assert_eq!(count("spro-core/src/kernel.rs", "//! K.\n", false), 0);
    }

    #[test]
    fn a_file_without_a_head_is_found() {
        assert_eq!(count("a/src/b.rs", "use std::fmt;\n//! Late.\n", false), 1);
        assert_eq!(count("a/src/b.rs", "/// Not the module's.\nfn f() {}\n", false), 1);
        assert_eq!(count("a/src/b.rs", "", false), 1);
        assert_eq!(count("a/src/b.rs", "#![allow(dead_code)]\n\n//! B.\n", false), 0);
    }

    #[test]
    fn a_file_past_600_lines_without_its_tests_is_found() {
        let long = format!("//! B.\n{}", "fn f() {}\n".repeat(600));
        assert_eq!(count("a/src/b.rs", &long, false), 1);
        assert_eq!(count("a/tests/b.rs", &long, true), 0);
        let tested =
            format!("//! B.\n#[cfg(test)]\nmod tests {{\n{}}}\n", "fn f() {}\n".repeat(600));
        assert_eq!(count("a/src/b.rs", &tested, false), 0);
    }
}
