//! The demo's minutes read as their hand-made truth says.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use spro_minutes::json::to_json;

fn fields(items: &Value, names: &[&str]) -> Value {
    let items = items.as_array().into_iter().flatten();
    let kept = items.filter(|item| item["borderline"] != true).map(|item| {
        let values = names.iter().map(|name| item.get(*name).cloned().unwrap_or_default());
        values.collect::<Vec<_>>()
    });
    json!(kept.collect::<Vec<_>>())
}

#[test]
fn each_demo_document_reads_as_its_truth() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/demo");
    let mut count = 0;
    for entry in fs::read_dir(folder.join("truth")).unwrap() {
        let path = entry.unwrap().path();
        let truth: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let source = truth["source"].as_str().unwrap();
        let text = fs::read_to_string(folder.join(source)).unwrap();
        let (draft, problems) = spro_minutes::read(&text);
        assert!(problems.is_empty(), "{source}: {problems:?}");
        let read: Value = serde_json::from_str(&to_json(&draft)).unwrap();
        for name in ["title", "body", "date", "venue", "language", "agenda"] {
            assert_eq!(read[name], truth[name], "{source}: {name}");
        }
        for (kind, names) in [
            ("attendance", &["person", "organisation", "status", "proxy", "arrived", "left"][..]),
            ("decisions", &["number", "text", "kind", "outcome"]),
            ("approvals", &["minutes_of", "text"]),
            ("errata", &["minutes_of", "text"]),
            ("occasions", &["name", "status", "audience"]),
            ("actions", &["number", "text", "owner", "due"]),
        ] {
            let (got, want) = (fields(&read[kind], names), fields(&truth[kind], names));
            assert_eq!(got, want, "{source}: {kind}");
        }
        let links: Vec<_> = draft.documents.iter().filter_map(|it| it.link.as_deref()).collect();
        assert_eq!(json!(links), truth["links"], "{source}: links");
        for want in truth["status_changes"].as_array().unwrap() {
            let got = read["status_changes"].as_array().unwrap().iter();
            let got = got.clone().find(|got| got["of"] == want["of"]).unwrap();
            for name in ["to", "on", "due", "text"] {
                let want = want.get(name).cloned().unwrap_or_default();
                let want = match want.as_str() {
                    Some("due changed") => json!("due-changed"),
                    Some("conditional") => json!("condition-pending"),
                    Some("set aside") => json!("set-aside"),
                    _ => want,
                };
                assert_eq!(got[name], want, "{source}: {name}");
            }
        }
        count += 1;
    }
    assert!(count >= 5);
}
