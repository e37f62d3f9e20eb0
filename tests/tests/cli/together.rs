//! Several processes at one ledger.

use std::process::Stdio;

use crate::desk::Desk;
use crate::invented;
use crate::reimport;

#[test]
fn two_that_import_at_once_record_as_one_after_the_other_and_readers_never_fail() {
    let desk = Desk::with_ledger();
    desk.good("--ledger alone --as 'Iris ROY' init --body 'Coordination du Val' --lang fr");
    let files = invented::write(&desk, 30);
    desk.good(&format!("--ledger alone --as 'Iris ROY' import --yes {}", files.join(" ")));

    let every_other = |first: usize| {
        let files: Vec<_> = files.iter().skip(first).step_by(2).map(String::as_str).collect();
        format!("--ledger r --as 'Iris ROY' import --yes {}", files.join(" "))
    };
    let mut writers = [0, 1].map(|first| {
        let mut command = desk.command(&every_other(first));
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    });
    let (mut reads, mut seen) = (0, 0);
    while writers.iter_mut().any(|writer| writer.try_wait().unwrap().is_none()) {
        let list = reimport::LISTS[reads % reimport::LISTS.len()];
        let position = desk.json(&format!("--ledger r {list}"))["position"].as_u64().unwrap();
        assert!(position >= seen, "{list}: {position} after {seen}");
        seen = position;
        reads += 1;
    }
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(reads > 3, "they were read meanwhile");
    let [found, expected] = ["r", "alone"].map(|ledger| reimport::answers(&desk, ledger, &[""]));
    for (line, answer) in &expected {
        assert_eq!(reimport::only_in(answer, &found[line]), "", "lost in {line}");
        assert_eq!(reimport::only_in(&found[line], answer), "", "too much in {line}");
    }
    desk.good("--ledger r verify");
}
