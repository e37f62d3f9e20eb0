//! Which way the dependencies in the `Cargo.toml` of each crate go.

use super::Finding;

/// The crates of the workspace that a crate may depend on, for tests too; crates not listed are free.
const ALLOWED: [(&str, &[&str]); 3] =
    [("spro-core", &[]), ("spro-minutes", &["spro-core"]), ("spro-store-fs", &["spro-core"])];

/// The crates that may not depend on anything below.
const PURE: [&str; 2] = ["spro-core", "spro-minutes"];

/// Dependencies that bring the outside in.
const IMPURE: [&str; 12] = [
    "async-std",
    "async-trait",
    "etcetera",
    "futures",
    "getrandom",
    "rand",
    "reqwest",
    "rustix",
    "smol",
    "sys-locale",
    "tempfile",
    "tokio",
];

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    let Some(crate_name) = path.strip_suffix("/Cargo.toml") else {
        return Vec::new();
    };
    let allowed =
        ALLOWED.iter().find_map(|(name, allowed)| (*name == crate_name).then_some(*allowed));
    let mut findings = Vec::new();
    for dependency in dependencies(text) {
        let name = dependency.name;
        let mut report = |advice: String| {
            findings.push(Finding { path: path.into(), line: dependency.line, advice });
        };
        if let Some(allowed) = allowed
            && name.starts_with("spro-")
            && name != crate_name
            && !allowed.contains(&name)
        {
            report(format!(
                "{crate_name} depends on {name}, against the direction: move the shared part down"
            ));
        }
        if PURE.contains(&crate_name) && !dependency.for_tests && IMPURE.contains(&name) {
            report(format!(
                "{crate_name} depends on {name}, which reaches outside: take what it gives as an argument"
            ));
        }
    }
    findings
}

struct Dependency<'a> {
    name: &'a str,
    line: usize,
    for_tests: bool,
}

/// Reads the dependency tables of a manifest line by line; a renamed dependency goes by its package.
fn dependencies(text: &str) -> Vec<Dependency<'_>> {
    let mut found = Vec::new();
    let mut table = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let line_number = index + 1;
        if let Some(header) = line.strip_prefix('[') {
            let header = header.split(']').next().unwrap_or_default();
            table = Table::of(header);
            if let Some(Table { for_tests, dependency: Some(name) }) = table {
                found.push(Dependency { name, line: line_number, for_tests });
            }
        } else if let Some(Table { for_tests, dependency }) = table
            && let Some((key, value)) = line.split_once('=')
            && !line.starts_with('#')
        {
            let renamed = if dependency.is_some() {
                (key.trim() == "package").then(|| value.split('"').nth(1)).flatten()
            } else {
                let key = key.split('.').next().unwrap_or_default().trim().trim_matches('"');
                let package =
                    value.split_once("package").and_then(|(_, rest)| rest.split('"').nth(1));
                Some(package.unwrap_or(key))
            };
            if let Some(name) = renamed {
                found.push(Dependency { name, line: line_number, for_tests });
            }
        }
    }
    found
}

/// A table of dependencies, or of one of them.
#[derive(Clone, Copy)]
struct Table<'a> {
    for_tests: bool,
    dependency: Option<&'a str>,
}

impl<'a> Table<'a> {
    fn of(header: &'a str) -> Option<Self> {
        let (before, after) = header.split_once("dependencies")?;
        if !(after.is_empty() || after.starts_with('.')) {
            return None;
        }
        let for_tests = before.ends_with("dev-");
        Some(Self { for_tests, dependency: after.strip_prefix('.') })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(crate_name: &str, text: &str) -> Vec<usize> {
        let findings = check(&format!("{crate_name}/Cargo.toml"), text);
        findings.into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_dependency_against_the_direction_is_found_for_tests_too() {
        for (crate_name, text) in [
            ("spro-core", "[dependencies]\nspro-minutes.workspace = true\n"),
            ("spro-core", "[dev-dependencies]\nspro-store-fs = { path = \"../spro-store-fs\" }\n"),
            ("spro-minutes", "[dependencies]\nspro-store-fs.workspace = true\n"),
            (
                "spro-store-fs",
                "[dependencies]\ncore = { package = \"spro-cli\", version = \"1\" }\n",
            ),
        ] {
            assert_eq!(lines(crate_name, text), [2], "{crate_name}: {text}");
        }
        assert_eq!(lines("spro-store-fs", "[dependencies.spro-minutes]\nworkspace = true\n"), [1]);
        assert_eq!(lines("spro-minutes", "[dependencies]\nspro-core.workspace = true\n"), [0; 0]);
        assert_eq!(lines("spro-cli", "[dependencies]\nspro-store-fs.workspace = true\n"), [0; 0]);
    }

    #[test]
    fn a_dependency_that_reaches_outside_is_found_in_a_pure_crate() {
        for text in [
            "[dependencies]\ntokio = \"1\"\n",
            "[dependencies]\ngetrandom.workspace = true\n",
            "[target.'cfg(unix)'.dependencies]\nrustix.workspace = true\n",
            "[build-dependencies]\nrand = \"0.9\"\n",
            "[dependencies.chance]\npackage = \"rand\"\n",
        ] {
            assert_eq!(lines("spro-core", text), [2], "{text}");
            assert_eq!(lines("spro-minutes", text), [2], "{text}");
        }
    }

    #[test]
    fn tests_and_other_crates_may_reach_outside() {
        assert_eq!(lines("spro-core", "[dev-dependencies]\ntempfile.workspace = true\n"), [0; 0]);
        assert_eq!(lines("spro-store-fs", "[dependencies]\nrustix.workspace = true\n"), [0; 0]);
        assert_eq!(
            lines("spro-core", "[dependencies]\n# tokio = \"1\"\n[features]\nrand = []\n"),
            [0; 0]
        );
    }
}
