//! Prints how the ledger compares with its peers.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Parser, Subcommand, ValueEnum};
use spro_benches::clear::Asked;
use spro_benches::contender::{Entrant, Hashes, Manner, entrants};
use spro_benches::measure::{Ground, machine};
use spro_benches::work::read::Loaded;
use spro_benches::work::{Bench, Scale, append, grown};
use spro_store_fs::ReadThreads;

#[derive(Debug, Parser)]
#[command(about = "Compares the ledger with other stores, on the same events and the same disk")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Prints the comparison, in Markdown
    Table(Table),
    /// Prints the peaks of memory of a process that works on a ledger
    #[command(hide = true)]
    Peaks { folder: PathBuf, meetings: u64 },
}

#[derive(Debug, clap::Args)]
struct Table {
    /// The work; may be given several times [default: all of them]
    #[arg(long, value_name = "NAME")]
    work: Vec<Work>,
    /// The contender, by the name it has in the tables; may be given several times [default: all]
    #[arg(long, value_name = "NAME")]
    contender: Vec<String>,
    /// How many times each contender does each work, in turn with the others
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// How much work
    #[arg(long, value_enum, default_value_t = Size::Small)]
    scale: Size,
    /// Leaves out ledgers of more events than this
    #[arg(long, value_name = "EVENTS")]
    longest: Option<u64>,
    /// A folder on the disk that is measured [default: beside this program]
    #[arg(long)]
    dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Work {
    /// Commits of one event, each durable before the next
    Singles,
    /// Commits of one event by 8 threads
    Threads8,
    /// Commits of one event by 64 threads
    Threads64,
    /// Commits of a thousand events
    Bulk,
    /// All events read in order, each typed, hashes checked
    Replay,
    /// The same, hashes not checked
    ReplayUnchecked,
    /// As `replay`, on two threads
    ReplayTwo,
    /// As `replay-unchecked`, on two threads
    ReplayUncheckedTwo,
    /// All events read in order, those typed that are folded
    ReplayFolded,
    /// One meeting's events
    Meeting,
    /// Bytes on disk an event
    Disk,
    /// Open actions, now and as of a day, from ledgers that grow; and the memory that takes
    Answers,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Size {
    /// To see that everything runs; its figures say little
    Small,
    /// What BENCHMARKS.md tells of; takes hours, some 10 GB of disk and of memory
    Full,
}

fn main() -> Result<()> {
    let mut out = io::stdout().lock();
    match Arguments::parse().command {
        Command::Table(table) => print(&table, &mut out),
        Command::Peaks { folder, meetings } => {
            let [opened, read, answered] = grown::peaks(&folder, meetings)?;
            Ok(writeln!(out, "{opened} {read} {answered}")?)
        }
    }
}

fn print(table: &Table, out: &mut impl Write) -> Result<()> {
    let entrants = among(&table.contender)?;
    let ground = Ground::new(table.dir.as_deref())?;
    let mut progress = io::stderr();
    if cfg!(debug_assertions) {
        writeln!(progress, "this is a debug build, whose figures say nothing: add --release")?;
    }
    if !cfg!(feature = "peers") {
        writeln!(
            progress,
            "SQLite, redb, fjall and tephra are left out: add --features peers (minutes to build)"
        )?;
    }
    writeln!(out, "{}\n\nRuns of each contender, in turn: {}.\n", machine(&ground), table.runs)?;
    let mut scale = match table.scale {
        Size::Small => Scale::small(),
        Size::Full => Scale::full(),
    };
    if let Some(longest) = table.longest {
        scale.grown.retain(|events| *events <= longest);
    }
    let mut bench = Bench {
        ground: &ground,
        entrants: &entrants,
        runs: table.runs.into(),
        scale,
        progress: &mut progress,
    };
    let wants = |work| table.work.is_empty() || table.work.contains(&work);
    if wants(Work::Singles) {
        writeln!(out, "{}", append::singles(&mut bench)?.markdown())?;
    }
    for (work, (threads, each)) in
        [Work::Threads8, Work::Threads64].into_iter().zip(bench.scale.by_threads)
    {
        if wants(work) {
            writeln!(out, "{}", append::by_threads(&mut bench, threads, each)?.markdown())?;
        }
    }
    if wants(Work::Bulk) {
        writeln!(out, "{}", append::bulk(&mut bench)?.markdown())?;
    }
    print_reads(&wants, &mut bench, out)?;
    if wants(Work::Answers) {
        writeln!(out, "{}", grown::answers(&mut bench)?)?;
    }
    Ok(())
}

/// The contenders of these names, or all.
fn among(names: &[String]) -> Result<Vec<Entrant>> {
    let mut entrants = entrants();
    let known: Vec<_> = entrants.iter().map(|entrant| entrant.name).collect();
    for name in names {
        ensure!(known.contains(&name.as_str()), "`{name}` is none of: {}", known.join("; "));
    }
    entrants.retain(|entrant| names.is_empty() || names.iter().any(|name| name == entrant.name));
    Ok(entrants)
}

fn print_reads(
    wants: &impl Fn(Work) -> bool,
    bench: &mut Bench<'_>,
    out: &mut impl Write,
) -> Result<()> {
    let reads = [
        Work::Replay,
        Work::ReplayUnchecked,
        Work::ReplayTwo,
        Work::ReplayUncheckedTwo,
        Work::ReplayFolded,
        Work::Meeting,
        Work::Disk,
    ];
    if !reads.into_iter().any(wants) {
        return Ok(());
    }
    let loaded = Loaded::by(bench)?;
    let (one, two) = (ReadThreads::One, ReadThreads::Two);
    for (work, asked, hashes, threads) in [
        (Work::Replay, Asked::All, Hashes::Checked, one),
        (Work::ReplayUnchecked, Asked::All, Hashes::NotChecked, one),
        (Work::ReplayTwo, Asked::All, Hashes::Checked, two),
        (Work::ReplayUncheckedTwo, Asked::All, Hashes::NotChecked, two),
        (Work::ReplayFolded, Asked::Folded, Hashes::Checked, one),
    ] {
        if wants(work) {
            let row = loaded.replay(bench, asked, Manner { hashes, threads })?;
            writeln!(out, "{}", row.markdown())?;
        }
    }
    if wants(Work::Meeting) {
        writeln!(out, "{}", loaded.meetings(bench)?.markdown())?;
    }
    if wants(Work::Disk) {
        writeln!(out, "{}", loaded.bytes(bench).markdown())?;
    }
    loaded.close(bench)
}
