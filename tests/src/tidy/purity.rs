//! No clock, randomness, file system, network, environment or async in the crates that are pure.

use super::Finding;
use super::code::{Code, NamedPath};

const PURE: [&str; 2] = ["spro-core/src/", "spro-minutes/src/"];

/// The suite that every store runs (feature `testing`): it measures how long a wait takes.
const CONTRACT_SUITE: &str = "spro-core/src/kernel/contract/";

/// Segments that must not stand side by side in a path.
const FORBIDDEN: [&[&str]; 11] = [
    &["std", "fs"],
    &["std", "net"],
    &["std", "env"],
    &["std", "process"],
    &["time", "SystemTime"],
    &["time", "Instant"],
    &["SystemTime", "now"],
    &["Instant", "now"],
    &["Utc", "now"],
    &["Local", "now"],
    &["std", "*"],
];

/// Crates that bring the outside in.
const FORBIDDEN_CRATES: [&str; 5] = ["tokio", "async_std", "smol", "rand", "getrandom"];

pub(super) fn check(path: &str, code: &Code) -> Vec<Finding> {
    if !PURE.iter().any(|folder| path.starts_with(folder)) {
        return Vec::new();
    }
    code.paths()
        .into_iter()
        .filter(|named| !code.is_in_tests(named.line))
        .filter(is_impure)
        .filter(|named| !(path.starts_with(CONTRACT_SUITE) && measures_time(named)))
        .map(|named| Finding {
            path: path.into(),
            line: named.line,
            advice: format!(
                "`{}` reaches outside: this crate takes time, ids, entropy and texts as arguments; \
                 do it in the caller",
                named.segments.join("::")
            ),
        })
        .collect()
}

fn is_impure(named: &NamedPath) -> bool {
    let first = named.segments.first().map_or("", String::as_str);
    FORBIDDEN.iter().any(|part| named.contains(part))
        || (named.segments.len() > 1 && FORBIDDEN_CRATES.contains(&first))
        || (named.segments.len() == 1 && matches!(first, "async" | "await"))
}

fn measures_time(named: &NamedPath) -> bool {
    named.contains(&["time", "Instant"]) || named.contains(&["Instant", "now"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(path, &Code::read(text)).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn reaching_outside_is_found_in_both_pure_crates() {
        for text in [
            "use std::fs::File;",
            "use std::{fmt, net};",
            "fn f() { std::env::var(a); }",
            "use std::process::Command;",
            "use std::time::{Duration, Instant};",
            "use std::time::SystemTime;",
            "use std::time; fn f() { time::Instant::now(); }",
            "fn f() { let now = Utc::now(); }",
            "fn f() { chrono::Local::now(); }",
            "use tokio::sync::Mutex;",
            "use rand::Rng as _;",
            "fn f() { getrandom::fill(b); }",
            "pub async fn f() {}",
            "use std::*;",
        ] {
            assert_eq!(lines("spro-core/src/kernel/a.rs", text), [1], "{text}");
            assert_eq!(lines("spro-minutes/src/a.rs", text), [1], "{text}");
        }
    }

    #[test]
    fn pure_code_passes() {
        for text in [
            "use std::time::Duration;",
            "use std::{fmt, sync::Mutex};",
            "use chrono::{DateTime, Utc};",
            "fn f(rand: u8, env: u8) -> u8 { rand + env }",
            "/// Never calls `std::fs::read`.\nfn f() -> &'static str { \"Utc::now\" }",
            "#[cfg(test)]\nmod tests {\n    use std::fs;\n}",
        ] {
            assert_eq!(lines("spro-core/src/a.rs", text), [0; 0], "{text}");
        }
    }

    #[test]
    fn other_crates_may_reach_outside() {
        assert_eq!(lines("spro-store-fs/src/lib.rs", "use std::fs::File;"), [0; 0]);
        assert_eq!(lines("spro-core/examples/embed.rs", "fn f() { Utc::now(); }"), [0; 0]);
    }

    #[test]
    fn the_contract_suite_may_measure_time_and_nothing_else() {
        let path = "spro-core/src/kernel/contract/clauses/concurrency.rs";
        let measures = "use std::time::{Duration, Instant};\nfn f() { Instant::now(); }";
        assert_eq!(lines(path, measures), [0; 0]);
        assert_eq!(lines(path, "use std::time::SystemTime;\nuse std::fs;"), [1, 2]);
    }
}
