//! Real minutes, from the folder that `SPRO_TEST_MINUTES` names; skipped aloud without it.

use std::path::{Path, PathBuf};

use spro_minutes::draft::Confidence;

use crate::desk::Desk;

/// The texts below a folder, at most so many of each folder.
fn texts(folder: &Path, of_each: usize, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    entries.sort();
    let is_text = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "md" || extension == "txt")
    };
    found.extend(entries.iter().filter(|path| is_text(path)).take(of_each).cloned());
    for folder in entries.iter().filter(|path| path.is_dir()) {
        texts(folder, of_each, found);
    }
}

#[test]
fn real_minutes_recorded_whole_and_again_add_nothing() {
    let Some(folder) = std::env::var_os("SPRO_TEST_MINUTES") else {
        println!("skipped: SPRO_TEST_MINUTES names no folder of real minutes");
        return;
    };
    let mut found = Vec::new();
    texts(Path::new(&folder), 12, &mut found);
    let mut imported = 0;
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let (draft, _) = spro_minutes::read(&text);
        if draft.date.is_none() {
            continue;
        }
        let mut desk = Desk::in_the_clear();
        desk.at_least = Confidence::Unsure;
        let plan = desk.plan_draft(&draft, Some(&text));
        desk.record_plan(&plan);
        let again = desk.plan_draft(&draft, Some(&text));
        let kinds: Vec<_> = again.items.iter().map(|item| (&item.change, &item.event)).collect();
        assert!(again.is_empty(), "{}: {kinds:#?}", path.display());
        imported += 1;
    }
    assert!(imported > 0, "no text in the folder states its day");
    println!("{imported} real minutes recorded twice");
}
