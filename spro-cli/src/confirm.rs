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

/// What was answered to the question whether to record.
pub(crate) enum Said {
    /// What was shown.
    Yes,
    /// That, and what the reader is not sure of.
    All,
}

/// Asks whether to record what was shown, or all of it where something was left.
///
/// # Errors
/// As [`confirm`].
pub(crate) fn record(console: &mut Console, something_left: bool) -> Result<Said, Failure> {
    let key = if something_left { "ask-record-or-all" } else { "ask-record" };
    let question = console.locale.text(key);
    console.ask(&question);
    let answer = line()?.to_lowercase();
    let is = |key| console.locale.text(key).split_whitespace().any(|word| word == answer);
    if is("ask-yes") {
        Ok(Said::Yes)
    } else if something_left && is("ask-all") {
        Ok(Said::All)
    } else {
        Err(Failure::new(Exit::Refused, "error-declined"))
    }
}

/// Asks which of the options is meant; `None` where none is chosen.
pub(crate) fn choose(
    console: &mut Console,
    question: &str,
    options: &[String],
) -> Result<Option<usize>, Failure> {
    console.say(question);
    for (option, number) in options.iter().zip(1..) {
        console.say(&format!("  {number}  {option}"));
    }
    let prompt = console.locale.text("ask-number");
    console.ask(&prompt);
    let chosen = line()?.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    Ok(chosen.filter(|index| *index < options.len()))
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
