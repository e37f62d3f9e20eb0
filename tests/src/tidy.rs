//! Rules on the source tree that the compiler does not hold.
//!
//! Everything here is a pure function over paths and texts; `tests/tidy.rs` reads the tree and asks.
//! Paths are relative to the workspace's root and use `/`.
//!
//! The rules read tokens, not a syntax tree: comments, strings and character literals never count, and
//! `use` groups are unfolded, but a name that arrives through a macro is not seen.

use std::fmt;

mod code;
mod layers;
mod manifest;
mod purity;
mod shape;

use self::code::Code;

/// One file of the tree.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path from the workspace's root, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// One broken rule, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The path from the workspace's root.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub advice: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.advice)
    }
}

/// Checks every `.rs` file and every `Cargo.toml` among `files`; others are passed over.
pub fn check(files: &[SourceFile]) -> Vec<Finding> {
    let test_modules: Vec<String> = files
        .iter()
        .filter(|file| is_rust(&file.path))
        .flat_map(|file| Code::read(&file.text).test_modules(&file.path))
        .collect();
    let mut findings = Vec::new();
    for file in files {
        if is_rust(&file.path) {
            let is_test = is_test(&file.path, &test_modules);
            let code = Code::read(&file.text);
            findings.extend(layers::check(&file.path, &code));
            if !is_test {
                findings.extend(purity::check(&file.path, &code));
            }
            findings.extend(shape::check(&file.path, &file.text, &code, is_test));
        } else if file.path == "Cargo.toml" || file.path.ends_with("/Cargo.toml") {
            findings.extend(manifest::check(&file.path, &file.text));
        }
    }
    findings
}

fn is_rust(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

/// Tells whether a file holds tests alone: it lies under a crate's `tests/` beside `src/`, or it is,
/// or lies below, a module that its parent declares under `#[cfg(test)]`.
fn is_test(path: &str, test_modules: &[String]) -> bool {
    path.split('/').nth(1) == Some("tests")
        || test_modules.iter().any(|module| {
            path.strip_prefix(module.as_str())
                .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_finding_names_file_and_line() {
        let files = [file("spro-core/src/kernel/a.rs", "//! A.\n\nuse crate::domain::Person;\n")];
        let findings = check(&files);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].to_string().starts_with("spro-core/src/kernel/a.rs:3: "));
    }

    #[test]
    fn a_module_declared_for_tests_may_do_what_tests_do() {
        let module = file("spro-core/src/when/properties.rs", "//! P.\nuse std::fs::read;\n");
        let parent = file("spro-core/src/when.rs", "//! W.\n#[cfg(test)]\nmod properties;\n");
        assert_eq!(check(&[parent, module.clone()]), []);
        let plain = file("spro-core/src/when.rs", "//! W.\nmod properties;\n");
        assert_eq!(check(&[plain, module]).len(), 1);
    }

    #[test]
    fn integration_tests_and_examples_may_read_files() {
        let text = "//! T.\nuse std::fs;\n";
        assert_eq!(check(&[file("spro-core/tests/a.rs", text)]), []);
        assert_eq!(check(&[file("spro-core/examples/a.rs", text)]), []);
    }
}
