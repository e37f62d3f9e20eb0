//! The examples of the house format are imported without a question, and nothing of them is left.

use std::fs;

use serde_json::Value;

use crate::desk::Desk;

/// The examples of the page: the English one, the French one.
fn examples() -> Vec<String> {
    let page = include_str!("../../../docs/house-format.md");
    let blocks = page.split("```markdown\n").skip(1);
    blocks.filter_map(|block| block.split("```").next()).map(str::to_owned).collect()
}

/// A ledger of the body whose minutes they are, and what an import of them answers.
fn imported(example: &str) -> (Desk, Value) {
    let desk = Desk::english();
    let body =
        example.lines().find_map(|line| line.strip_prefix("**")?.strip_suffix("**")).unwrap();
    desk.run(&format!("--ledger r --as 'Iris ROY' init --body '{body}'")).good();
    fs::write(desk.file("m.md"), example).unwrap();
    let look = desk.run("--ledger r import -n m.md");
    assert!(!look.out.contains("question"), "{}", look.out);
    assert_eq!(look.err, "");
    let items = desk.items("--ledger r --as 'Iris ROY' import --yes=all m.md");
    (desk, items.into_iter().next().unwrap())
}

#[test]
fn both_examples_are_read_whole_and_nothing_is_asked() {
    let examples = examples();
    assert_eq!(examples.len(), 2);
    for example in &examples {
        let (desk, item) = imported(example);
        assert_eq!(item["outcome"], "recorded");
        assert_eq!(item["left"], serde_json::json!([]), "{example}");
        let marks = |status: &str| {
            let rows = desk.items("--ledger r attendance");
            rows.iter().filter(|row| row["meetings"][0]["mark"] == status).count()
        };
        assert_eq!((marks("present"), marks("proxied")), (3, 1));
        let decisions = desk.items("--ledger r decision list");
        let statuses: Vec<_> = decisions.iter().map(|it| it["status"].as_str().unwrap()).collect();
        assert_eq!(statuses, ["standing", "deferred"]);
        let actions = desk.items("--ledger r action list --all");
        let owed: Vec<_> =
            actions.iter().map(|it| it["owners"].as_array().map_or(0, Vec::len)).collect();
        assert_eq!(owed, [1, 2, 0], "{actions:?}");
        assert_eq!(actions[2]["status"], "completed");
        assert_eq!(desk.items("--ledger r note list"), Vec::<Value>::new());
        assert_eq!(desk.items("--ledger r meeting list").len(), 3);
    }
}
