//! `spro.json`, which says what ledger it is, and the folder around it.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use spro_core::kernel::id::LedgerId;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::LedgerIdentity;

use crate::disk::{Disk, DiskFile};
use crate::error::FsError;
use crate::log::{Folder, Log, first_line, span};
use crate::slots::{self, Published};

const FORMAT: u64 = 1;
const NAME: &str = "spro.json";
/// Copied into every ledger, so that it explains itself.
const DESCRIPTION: &str = include_str!("../../docs/format.md");
/// Longer than any that was ever written.
const MAX_LEN: u64 = 64 * 1024;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    format: u64,
    ledger: LedgerId,
    nonce: String,
    created: Stamp,
}

/// The one key that every format has.
#[derive(Deserialize)]
struct AnyFormat {
    format: u64,
}

/// Makes the folder of an empty ledger, `spro.json` last.
pub(crate) fn create(
    disk: &Arc<dyn Disk>,
    root: &Path,
    identity: &LedgerIdentity,
    created: Stamp,
) -> Result<(), FsError> {
    match disk.create_dir(root) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let names = disk.names(root).map_err(FsError::io("list", root))?;
            if !names.is_empty() {
                return Err(FsError::NotEmpty { path: root.to_owned() });
            }
        }
        made => made.map_err(FsError::io("create", root))?,
    }
    let folder = Folder::new(Arc::clone(disk), root);
    let log = root.join("log");
    for path in [&log, &folder.quarantine] {
        disk.create_dir(path).map_err(FsError::io("create", path))?;
    }
    let place = Log::empty(identity).place;
    let published = Published { generation: 0, head: place.head, bytes: place.bytes, clean: true };
    let mut head = published.write();
    head.resize(slots::FILE, b'\n');
    let manifest = format!(
        "{{\"format\":{FORMAT},\"ledger\":\"{}\",\"nonce\":\"{}\",\"created\":\"{created}\"}}\n",
        identity.id,
        BASE64URL_NOPAD.encode(&identity.nonce),
    );
    write(disk, &folder.log, first_line(identity).as_bytes())?;
    write(disk, &folder.lock, b"")?;
    write(disk, &root.join("FORMAT.md"), DESCRIPTION.as_bytes())?;
    write(disk, &folder.head, &head)?;
    sync_dir(disk, &log)?;
    sync_dir(disk, root)?;
    write(disk, &root.join(NAME), manifest.as_bytes())?;
    sync_dir(disk, root)?;
    match root.parent() {
        Some(parent) if parent.as_os_str().is_empty() => sync_dir(disk, Path::new(".")),
        Some(parent) => sync_dir(disk, parent),
        None => Ok(()),
    }
}

fn write(disk: &Arc<dyn Disk>, path: &Path, bytes: &[u8]) -> Result<(), FsError> {
    let file = disk.create(path).map_err(FsError::io("create", path))?;
    file.write_at(bytes, 0).map_err(FsError::io("write", path))?;
    file.sync().map_err(FsError::io("sync", path))
}

fn sync_dir(disk: &Arc<dyn Disk>, path: &Path) -> Result<(), FsError> {
    disk.sync_dir(path).map_err(FsError::io("sync", path))
}

/// Reads which ledger the folder holds.
pub(crate) fn read(folder: &Folder, root: &Path) -> Result<LedgerIdentity, FsError> {
    let path = root.join(NAME);
    let file = folder.open(&path)?;
    let mut bytes = Vec::new();
    span(&*file, 0, MAX_LEN).read_to_end(&mut bytes).map_err(FsError::io("read", &path))?;
    let unreadable = |why: String| FsError::Unreadable { path: path.clone(), why };
    let any: AnyFormat =
        serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
    if any.format > FORMAT {
        return Err(FsError::NewerFormat { path, format: any.format });
    }
    let manifest: Manifest =
        serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
    let nonce = BASE64URL_NOPAD
        .decode(manifest.nonce.as_bytes())
        .ok()
        .and_then(|nonce| <[u8; 32]>::try_from(nonce).ok())
        .ok_or_else(|| unreadable("the nonce is not 32 bytes of base64url".into()))?;
    Ok(LedgerIdentity { id: manifest.ledger, nonce })
}

/// Checks that the log begins as a log of this ledger.
pub(crate) fn check_log(
    folder: &Folder,
    file: &dyn DiskFile,
    identity: &LedgerIdentity,
) -> Result<(), FsError> {
    let expected = first_line(identity);
    let mut found = Vec::new();
    span(file, 0, expected.len() as u64)
        .read_to_end(&mut found)
        .map_err(FsError::io("read", &folder.log))?;
    if found == expected.as_bytes() {
        return Ok(());
    }
    Err(FsError::Altered {
        path: folder.log.clone(),
        line: 1,
        why: "it is not the first line of this ledger's log".into(),
    })
}
