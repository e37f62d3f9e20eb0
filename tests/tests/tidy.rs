//! The source tree keeps its own rules: see `spro_tests::tidy`.

use std::fs;
use std::io;
use std::path::Path;

use spro_tests::tidy::{SourceFile, check};

#[test]
fn the_tree_keeps_its_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    collect(root, root, &mut files).unwrap();
    for expected in [
        "Cargo.toml",
        "spro-core/src/kernel.rs",
        "spro-core/src/when.rs",
        "spro-minutes/src/lib.rs",
        "spro-store-fs/src/lib.rs",
        "spro-cli/src/main.rs",
        "tests/tests/tidy.rs",
    ] {
        assert!(files.iter().any(|file| file.path == expected), "{expected} was not read");
    }

    let findings: Vec<String> = check(&files).iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{} broken rule(s):\n{}", findings.len(), findings.join("\n"));
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            if name != "target" && !name.to_string_lossy().starts_with('.') {
                collect(root, &path, files)?;
            }
        } else if name == "Cargo.toml" || path.extension().is_some_and(|it| it == "rs") {
            let below_root = path.iter().skip(root.iter().count());
            let parts: Vec<_> = below_root.map(|part| part.to_string_lossy()).collect();
            files.push(SourceFile { path: parts.join("/"), text: fs::read_to_string(&path)? });
        }
    }
    Ok(())
}
