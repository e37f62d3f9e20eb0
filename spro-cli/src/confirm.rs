//! Asks before something is recorded.

use std::io::{self, BufRead};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Console;

/// Asks, and goes on when the answer is yes.
///
/// # Errors
/// [`Exit::Refused`] when it is not, or when nobody sits there: a program that is asked would hang.
pub(crate) fn confirm(console: &mut Console, question: &str) -> Result<(), Failure> {
    if !Console::is_interactive() {
        return Err(Failure::new(Exit::Refused, "error-needs-yes"));
    }
    console.ask(question);
    let answer = line()?;
    let yes = console.locale.text("ask-yes");
    if yes.split_whitespace().any(|yes| answer.to_lowercase() == yes) {
        Ok(())
    } else {
        Err(Failure::new(Exit::Refused, "error-declined"))
    }
}

/// Reads a line of the user's; an end of the input is an empty one.
pub(crate) fn line() -> Result<String, Failure> {
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| Failure::new(Exit::Io, "error-input").because(&error))?;
    Ok(line.trim().to_owned())
}
