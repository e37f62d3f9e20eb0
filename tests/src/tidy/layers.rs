//! Which way imports go: `when` ← `kernel` ← `domain` ← `views`, and from crate to crate.

use super::Finding;
use super::code::{Code, NamedPath};

/// The layers of `spro-core`, lowest first: each may name itself and those before it.
const LAYERS: [&str; 4] = ["when", "kernel", "domain", "views"];

/// The crates of the workspace that a crate's code must not name.
const FORBIDDEN_CRATES: [(&str, &[&str]); 3] = [
    ("spro-core", &["spro_minutes", "spro_store_fs", "spro_cli"]),
    ("spro-minutes", &["spro_store_fs", "spro_cli"]),
    ("spro-store-fs", &["spro_minutes", "spro_cli"]),
];

pub(super) fn check(path: &str, code: &Code) -> Vec<Finding> {
    let crate_name = path.split('/').next().unwrap_or_default();
    let forbidden = FORBIDDEN_CRATES
        .iter()
        .find_map(|(name, forbidden)| (*name == crate_name).then_some(*forbidden))
        .unwrap_or_default();
    let module = path.strip_prefix("spro-core/src/").map(Module::of);
    let mut findings = Vec::new();
    for named in code.paths() {
        let mut report = |advice: String| {
            findings.push(Finding { path: path.into(), line: named.line, advice });
        };
        if let Some(other) = named.segments.iter().find(|name| forbidden.contains(&name.as_str())) {
            report(format!(
                "{crate_name} names `{other}`, which depends on it or stands beside it: \
                 move the shared part down, or pass it as an argument"
            ));
        }
        if let Some(advice) = module
            .as_ref()
            .and_then(|module| module.objection(&named, code.is_in_tests(named.line)))
        {
            report(advice);
        }
        if crate_name == "spro-store-fs"
            && beyond_the_kernel(&named, code.is_in_tests(named.line), path)
        {
            report(
                "a store names only `spro_core::kernel` and `spro_core::when`, each by its full path: \
                 keep what it needs of meetings out of it"
                    .into(),
            );
        }
    }
    findings
}

/// A module of `spro-core` as its layer and its depth below the crate's root.
struct Module {
    layer: Option<usize>,
    depth: usize,
}

impl Module {
    fn of(path_in_src: &str) -> Self {
        let stem = path_in_src.trim_end_matches(".rs");
        let first = stem.split('/').next().unwrap_or_default();
        let layer = LAYERS.iter().position(|layer| *layer == first);
        Self { layer, depth: stem.split('/').count() }
    }

    fn objection(&self, named: &NamedPath, in_tests: bool) -> Option<String> {
        let own = LAYERS.get(self.layer?)?;
        let ups = named.segments.iter().take_while(|name| *name == "super").count();
        // Tests in the file itself lie one module deeper.
        let depth = self.depth + usize::from(in_tests);
        let target = match named.segments.first()?.as_str() {
            "crate" => named.segments.get(1)?,
            "super" if ups >= depth => named.segments.get(ups)?,
            _ => return None,
        };
        let above = LAYERS
            .iter()
            .position(|layer| layer == target)
            .is_some_and(|other| Some(other) > self.layer);
        if above {
            return Some(format!(
                "`{own}` names `{target}`, a layer above it: move the code up, or what it needs down"
            ));
        }
        let hides_its_layer = target == "*" || target.starts_with(char::is_uppercase);
        hides_its_layer.then(|| {
            format!(
                "`{own}` names `crate::{target}`, which hides its layer: name it by its own module"
            )
        })
    }
}

fn beyond_the_kernel(named: &NamedPath, in_tests: bool, path: &str) -> bool {
    let is_test = in_tests || path.starts_with("spro-store-fs/tests/");
    let mut after = named.segments.iter().skip_while(|name| *name != "spro_core").skip(1);
    named.segments.iter().any(|name| name == "spro_core")
        && match after.next().map(String::as_str) {
            Some("kernel" | "when") => false,
            Some("testing") => !is_test,
            _ => true,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(path, &Code::read(text)).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_layer_that_names_one_above_it_is_found() {
        for (path, text) in [
            ("spro-core/src/kernel.rs", "use crate::domain::Person;"),
            ("spro-core/src/kernel/store.rs", "use crate::{when::When, views};"),
            ("spro-core/src/kernel/store.rs", "fn f() { crate::domain::x(); }"),
            ("spro-core/src/kernel/store.rs", "use super::super::domain::Person;"),
            ("spro-core/src/kernel.rs", "use super::{when, domain as d};"),
            ("spro-core/src/when.rs", "#[cfg(test)] mod tests { use super::super::kernel; }"),
            ("spro-core/src/when/part.rs", "use crate::kernel::Position;"),
            ("spro-core/src/when.rs", "use crate::views::Row;"),
            ("spro-core/src/domain/action.rs", "use crate::views::Row;"),
        ] {
            assert_eq!(lines(path, text), [1], "{path}: {text}");
        }
    }

    #[test]
    fn a_layer_may_name_itself_and_those_below() {
        for (path, text) in [
            ("spro-core/src/kernel/store.rs", "use crate::{kernel::Position, when::When};"),
            ("spro-core/src/kernel/store.rs", "use super::{domain, views}; pub(crate) fn f() {}"),
            (
                "spro-core/src/domain/action.rs",
                "use crate::kernel::Position; use crate::when::When;",
            ),
            ("spro-core/src/views.rs", "use crate::domain::Person; use super::kernel::Position;"),
            ("spro-core/src/lib.rs", "pub use crate::domain::Person; pub mod views;"),
            (
                "spro-core/src/kernel.rs",
                "// crate::domain\n/// [`crate::views`]\nconst A: &str = \"crate::domain\";",
            ),
        ] {
            assert_eq!(lines(path, text), [0; 0], "{path}: {text}");
        }
    }

    #[test]
    fn a_name_at_the_root_that_hides_its_layer_is_found() {
        assert_eq!(lines("spro-core/src/kernel.rs", "use crate::Person;"), [1]);
        assert_eq!(lines("spro-core/src/kernel.rs", "use crate::*;"), [1]);
    }

    #[test]
    fn a_crate_that_names_one_above_or_beside_it_is_found() {
        for (path, text) in [
            ("spro-core/src/lib.rs", "use spro_minutes::Draft;"),
            ("spro-core/tests/a.rs", "use spro_store_fs::FileStore;"),
            ("spro-minutes/src/lib.rs", "use spro_store_fs::FileStore;"),
            ("spro-minutes/src/lib.rs", "fn f() { spro_cli::run() }"),
            ("spro-store-fs/src/lib.rs", "use spro_minutes as m;"),
        ] {
            assert_eq!(lines(path, text), [1], "{path}: {text}");
        }
        assert_eq!(lines("spro-minutes/src/lib.rs", "use spro_core::domain::Person;"), [0; 0]);
        assert_eq!(
            lines("spro-cli/src/main.rs", "use spro_store_fs::A; use spro_minutes::B;"),
            [0; 0]
        );
    }

    #[test]
    fn a_store_that_names_more_than_the_kernel_is_found() {
        let path = "spro-store-fs/src/log.rs";
        for text in [
            "use spro_core::domain::Person;",
            "use spro_core::{kernel::Position, views};",
            "use spro_core::{self};",
            "use spro_core as core;",
            "use spro_core::*;",
            "use spro_core::testing::run;",
        ] {
            assert_eq!(lines(path, text), [1], "{text}");
        }
        assert_eq!(lines(path, "use spro_core::{kernel::{Position, Store}, when::When};"), [0; 0]);
        assert_eq!(
            lines("spro-store-fs/tests/contract.rs", "use spro_core::testing::run;"),
            [0; 0]
        );
    }
}
