//! The user's settings: `spro/config.toml` in the folder for them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::ledger::io_failure;

/// What the user has set.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Who records.
    #[serde(rename = "as")]
    pub(crate) actor: Option<String>,
}

/// Where the settings stand; `None` for a user without a home.
pub(crate) fn path() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("spro").join("config.toml"))
}

impl Config {
    /// Reads the settings; without the file, nothing is set.
    pub(crate) fn read() -> Result<Self, Failure> {
        path().map_or_else(|| Ok(Self::default()), |path| Self::read_from(&path))
    }

    fn read_from(path: &Path) -> Result<Self, Failure> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(io_failure(path, &error)),
        };
        toml::from_str(&text).map_err(|error| {
            Failure::new(Exit::Usage, "error-config").with("path", path.display()).because(&error)
        })
    }
}

/// Adds who records to the settings, above what stands there already.
pub(crate) fn save_actor(name: &str) -> Result<PathBuf, Failure> {
    let path = path().ok_or_else(|| Failure::new(Exit::Io, "error-no-home"))?;
    add_actor(&path, name)?;
    Ok(path)
}

fn add_actor(path: &Path, name: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| io_failure(folder, &error))?;
    }
    let before = match fs::read_to_string(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(io_failure(path, &error));
        }
        read => read.unwrap_or_default(),
    };
    let line = toml::Table::from_iter([("as".to_owned(), toml::Value::from(name))]).to_string();
    fs::write(path, format!("{line}{before}")).map_err(|error| io_failure(path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_actor_that_was_saved_is_read_and_comments_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("spro/config.toml");
        assert_eq!(Config::read_from(&path).unwrap().actor, None);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "# mine\n").unwrap();
        add_actor(&path, "Ana \"la\" BEL").unwrap();
        assert_eq!(Config::read_from(&path).unwrap().actor.as_deref(), Some("Ana \"la\" BEL"));
        assert!(fs::read_to_string(&path).unwrap().ends_with("# mine\n"));
    }

    #[test]
    fn a_setting_that_does_not_exist_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "actor = \"Ana\"\n").unwrap();
        assert_eq!(Config::read_from(&path).unwrap_err().exit(), Exit::Usage);
    }
}
