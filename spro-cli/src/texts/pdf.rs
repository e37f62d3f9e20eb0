//! The text of a PDF, by the program `pdftotext`, where it is installed.

use std::io::{self, ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use spro_minutes::input::limits;

use crate::exit::Exit;
use crate::failure::Failure;

const PROGRAM: &str = "pdftotext";

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often it is looked at meanwhile.
const LOOK: Duration = Duration::from_millis(5);

/// What the program makes of a PDF, its layout kept. The bytes go through pipes: no copy of a
/// sealed document is left on a disk.
pub(super) fn convert(name: &str, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let failed = |key| Failure::new(Exit::Unreadable, key).with("name", name);
    let spawned = Command::new(PROGRAM)
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(failed("error-pdf-program"));
        }
        Err(error) => return Err(failed("error-pdf").because(&error)),
    };
    match run(&mut child, bytes) {
        Ok(Some(text)) => Ok(text),
        Ok(None) => Err(failed("error-pdf")),
        Err(error) => Err(failed("error-pdf").because(&error)),
    }
}

/// Feeds the child and takes what it gives; `None` where it gives up, or takes too long.
fn run(child: &mut Child, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let (Some(mut feed), Some(given)) = (child.stdin.take(), child.stdout.take()) else {
        return Ok(None);
    };
    // More than a text may have, so that one that is cut is not taken for whole.
    let most = u64::try_from(limits::TEXT).unwrap_or(u64::MAX).saturating_add(1);
    thread::scope(|scope| {
        // A program that has read enough closes the pipe; what it says then counts.
        scope.spawn(move || feed.write_all(bytes));
        let taken = scope.spawn(move || {
            let mut text = Vec::new();
            given.take(most).read_to_end(&mut text).map(|_| text)
        });
        let begun = Instant::now();
        let status = loop {
            match child.try_wait()? {
                None if begun.elapsed() > PATIENCE => break None,
                None => thread::sleep(LOOK),
                ended => break ended,
            }
        };
        if status.is_none() {
            child.kill()?;
            child.wait()?;
        }
        let text = taken.join().unwrap_or_else(|_| Ok(Vec::new()))?;
        let whole = status.is_some_and(|status| status.success()) || text.len() as u64 >= most;
        Ok(whole.then_some(text))
    })
}
