//! What is measured, and on what.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;

/// File systems in memory, by the numbers of statfs(2): tmpfs and ramfs.
const IN_MEMORY: [u64; 2] = [0x0102_1994, 0x8584_58f6];

/// A folder on a disk, for stores that are removed when the work is done.
#[derive(Debug)]
pub struct Ground {
    folder: TempDir,
}

impl Ground {
    /// Makes a folder in `dir`; where that is not given, beside this program.
    ///
    /// # Errors
    /// When that lies in memory, where a sync costs nothing and the figures would be of no use.
    pub fn new(dir: Option<&Path>) -> Result<Self> {
        let beside = std::env::current_exe()?.parent().map(Path::to_owned);
        let dir = dir.map(Path::to_owned).or(beside).context("this program lies nowhere")?;
        #[allow(clippy::unnecessary_cast, clippy::cast_sign_loss, reason = "differs by platform")]
        let kind = rustix::fs::statfs(&dir)?.f_type as u64;
        ensure!(
            !IN_MEMORY.contains(&kind),
            "{} lies in memory, where nothing is ever synced: name a folder on a disk with --dir",
            dir.display()
        );
        let folder = tempfile::Builder::new().prefix("spro-benches-").tempdir_in(dir)?;
        Ok(Self { folder })
    }

    /// The place of one store; what lay there is removed.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn clear(&self, name: &str) -> Result<PathBuf> {
        let place = self.folder.path().join(name.replace(|c: char| !c.is_alphanumeric(), "-"));
        if place.exists() {
            fs::remove_dir_all(&place)?;
        }
        Ok(place)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// How many bytes the files in a folder take of the disk.
///
/// # Errors
/// Those of the file system.
pub fn bytes_on_disk(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let (path, metadata) = entry.and_then(|it| Ok((it.path(), it.metadata()?)))?;
        bytes += if metadata.is_dir() { bytes_on_disk(&path)? } else { metadata.blocks() * 512 };
    }
    Ok(bytes)
}

/// The most memory that this process had so far, in MiB.
///
/// # Errors
/// Where `/proc` is not that of Linux.
pub fn peak_memory() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).context("VmHWM is missing")?;
    Ok(kib.parse::<f64>()? / 1024.0)
}

/// The machine, in a line: processors, kernel, and the file system of `ground`.
///
/// What cannot be told is left out.
pub fn machine(ground: &Ground) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown");
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!(
        "{cores} × {}; Linux {}; {}; load at the start {load}",
        model.map_or("processor", |(_, model)| model),
        kernel.trim(),
        file_system(ground.path()).as_deref().unwrap_or("unknown file system"),
    )
}

/// The type of the mount that a path lies in: the one with the longest name before it.
fn file_system(path: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mounts").ok()?;
    let mounts = mounts.lines().filter_map(|line| {
        let mut words = line.split_whitespace().skip(1);
        Some((words.next()?, words.next()?))
    });
    let of_path = mounts.filter(|(mount, _)| path.starts_with(mount));
    let longest = of_path.max_by_key(|(mount, _)| mount.len());
    longest.map(|(_, kind)| kind.to_owned())
}
