//! Writes the proposal of each text of minutes in a folder: `propose IN_DIR OUT_DIR`.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (folders.next(), folders.next()) else {
        return Err("give a folder of minutes and a folder for the proposals".into());
    };
    fs::create_dir_all(&to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let minutes = path.extension().is_some_and(|ext| ext == "md" || ext == "txt");
        if let (true, Some(stem)) = (minutes, path.file_stem()) {
            let (draft, _) = spro_minutes::read(&fs::read_to_string(&path)?);
            let name = PathBuf::from(stem).with_extension("json");
            fs::write(to.join(name), spro_minutes::json::to_json(&draft))?;
        }
    }
    Ok(())
}
