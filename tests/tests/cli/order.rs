//! In which order an import asks the disk: the original first, then the record that names it.

use std::fs;
use std::process::{Command, Stdio};

use crate::desk::Desk;

/// Places in the trace of the calls that name a file so, by the call's name.
fn calls(trace: &str, call: &str, file: &str) -> Vec<usize> {
    let lines = trace.lines().enumerate();
    let asked = |line: &str| line.contains(&format!("{call}(")) && line.contains(file);
    lines.filter(|(_, line)| asked(line)).map(|(place, _)| place).collect()
}

#[test]
fn an_original_is_durable_before_the_commit_that_names_it_and_that_before_it_is_acknowledged() {
    if Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_err() {
        eprintln!("left out: no strace to watch the order of system calls with");
        return;
    }
    let desk = Desk::with_ledger();
    fs::write(desk.file("minutes.md"), include_str!("../../../examples/tour/minutes.md")).unwrap();
    let spro = desk.command("--ledger r --as Iris import --yes minutes.md");
    let mut watched = Command::new("strace");
    watched
        .args(["-f", "-y", "-o", "trace", "-e", "trace=pwrite64,write,fdatasync,fsync,renameat2"])
        .arg(spro.get_program())
        .args(spro.get_args())
        .current_dir(desk.file("."))
        .stdout(Stdio::piped());
    for (name, value) in spro.get_envs() {
        match value {
            Some(value) => watched.env(name, value),
            None => watched.env_remove(name),
        };
    }
    let done = watched.output().unwrap();
    if !done.status.success() {
        // A machine that lets nobody be traced.
        eprintln!("left out: {}", String::from_utf8_lossy(&done.stderr));
        return;
    }
    let trace = fs::read_to_string(desk.file("trace")).unwrap();
    let first = |call, file| calls(&trace, call, file).first().copied().unwrap();
    let in_order = [
        first("pwrite64", "/blobs/"),
        first("fdatasync", "/blobs/"),
        first("renameat2", "/blobs/"),
        first("fsync", "/blobs>"),
        first("pwrite64", "/log/"),
        first("fdatasync", "/log/"),
        first("pwrite64", "/head>"),
    ];
    assert!(in_order.is_sorted(), "{in_order:?}\n{trace}");
    let said = trace.lines().position(|line| line.contains("write(1") && line.contains("recorded"));
    assert!(said.unwrap() > first("fdatasync", "/log/"), "{trace}");
}
