//! How well real minutes are read, by the scorer that stands beside them:
//! `SPRO_TEST_MINUTES=… cargo test -p spro-minutes --test scores -- --nocapture`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// The least that each kind may score: what is measured, which figure, how much.
const BARS: &[(&str, &str, f64)] = &[
    ("attendance", "f1", 0.97),
    ("attendance", "precision", 0.97),
    ("status", "f1", 0.95),
    ("organisation", "f1", 0.90),
    ("date", "f1", 0.95),
    ("agenda", "f1", 0.75),
];

#[test]
fn real_minutes_are_read_as_their_truth_says() {
    let Some(folder) = env::var_os("SPRO_TEST_MINUTES").map(PathBuf::from) else {
        eprintln!("skipped: SPRO_TEST_MINUTES names no folder of real minutes");
        return;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let drafts = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drafts");
    fs::create_dir_all(&drafts).unwrap();
    for entry in fs::read_dir(folder.join("truth")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext != "json") {
            let (draft, _) = spro_minutes::read(&fs::read_to_string(&path).unwrap());
            let name = Path::new(path.file_stem().unwrap()).with_extension("json");
            fs::write(drafts.join(name), spro_minutes::json::to_json(&draft)).unwrap();
        }
    }
    let score = |more: &[&str]| {
        let mut command = Command::new("python3");
        command.arg(folder.join("score.py")).arg(folder.join("truth")).arg(&drafts).args(more);
        let output = command.output().expect("python3 runs the scorer");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    println!("{}", score(&[]));
    let figures: Value = serde_json::from_str(&score(&["--json"])).unwrap();
    for (kind, figure, least) in BARS {
        let got = figures[kind][figure].as_f64().unwrap();
        assert!(got >= *least, "{kind}: {figure} {got} is under {least}");
    }
}
