//! Where the binary `spro` lies; it is built where that is missing or older than its sources.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::SystemTime;

use crate::folder;

/// What `spro` is made from.
const SOURCES: [&str; 6] =
    ["Cargo.toml", "spro-core", "spro-minutes", "spro-store-fs", "spro-cli", "examples/demo"];

/// The binary, of the profile that these tests were built with.
pub(crate) fn spro() -> &'static Path {
    static SPRO: OnceLock<PathBuf> = OnceLock::new();
    SPRO.get_or_init(|| {
        // target/<profile>/deps/<this test>
        let own = env::current_exe().unwrap();
        let profile = own.ancestors().nth(2).unwrap();
        let spro = profile.join(format!("spro{}", env::consts::EXE_SUFFIX));
        if !is_fresh(&spro) {
            build(profile.ends_with("release"));
        }
        spro
    })
}

fn is_fresh(spro: &Path) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let changed = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified());
    let Ok(built) = changed(spro) else {
        return false;
    };
    let newest = SOURCES
        .iter()
        .flat_map(|source| folder::files(&root.join(source)))
        // Their tests are not in it.
        .filter(|path| path.strip_prefix(root).unwrap().iter().all(|part| part != "tests"))
        .filter_map(|path| changed(&path).ok())
        .max();
    newest.unwrap_or(SystemTime::UNIX_EPOCH) <= built
}

fn build(release: bool) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--package", "spro-cli", "--bin", "spro"]);
    if release {
        cargo.arg("--release");
    }
    let status = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap();
    assert!(status.success(), "spro does not build");
}
