//! What the fuzz targets hold, held of their seeds on every run.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::fs;
use std::path::Path;

use spro_tests::fuzzed::TARGETS;

#[test]
fn what_holds_of_any_bytes_holds_of_every_seed() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    for (name, holds) in TARGETS {
        let target = fuzz.join(format!("fuzz_targets/{name}.rs"));
        assert!(target.is_file(), "no fuzz target calls {name}");
        let mut count = 0;
        for entry in fs::read_dir(fuzz.join("seeds").join(name)).unwrap() {
            let path = entry.unwrap().path();
            println!("{}", path.display());
            holds(&fs::read(&path).unwrap());
            count += 1;
        }
        assert!(count > 1, "there are no seeds of {name}");
    }
    let targets = fs::read_dir(fuzz.join("fuzz_targets")).unwrap().count();
    assert_eq!(targets, TARGETS.len(), "a fuzz target is not replayed");
}
