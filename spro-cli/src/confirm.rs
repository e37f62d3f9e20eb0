//! Asks before something is recorded.

use std::io::{self, BufRead, IsTerminal as _};

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
    let answer = answer(console, question)?.unwrap_or_default();
    let yes = console.locale.text("ask-yes");
    if yes.split_whitespace().any(|yes| answer.to_lowercase() == yes) {
        Ok(())
    } else {
        Err(Failure::new(Exit::Refused, "error-declined"))
    }
}

/// Asks until one of the words is answered that the messages `keys` list; `None` at the end of the
/// input.
pub(crate) fn pick(
    console: &mut Console,
    question: &str,
    keys: &[&'static str],
) -> Result<Option<usize>, Failure> {
    let offered = |key: &&str| console.locale.attribute(key, "label", &[]).unwrap_or_default();
    let offered: Vec<_> = keys.iter().map(offered).collect();
    let prompt = format!("{question} {}:", offered.join(", "));
    loop {
        let Some(answer) = answer(console, &prompt)? else {
            return Ok(None);
        };
        let answer = answer.to_lowercase();
        let is = |key: &&str| console.locale.text(key).split_whitespace().any(|it| it == answer);
        if let Some(picked) = keys.iter().position(is) {
            return Ok(Some(picked));
        }
        help(console, &answer, keys);
    }
}

/// Tells what each key does, to who answered something else.
fn help(console: &mut Console, answer: &str, keys: &[&'static str]) {
    if !answer.is_empty() && answer != "?" {
        let text = console.locale.text_with("say-no-such-answer", &[("answer", answer.to_owned())]);
        console.say(&text);
    }
    for key in keys {
        let letter = console.locale.text(key);
        let letter = letter.split_whitespace().next().unwrap_or_default();
        let does = console.locale.attribute(key, "help", &[]).unwrap_or_default();
        let line = format!("  {letter}  {does}");
        console.say(&line);
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
    let chosen = answer(console, &prompt)?.unwrap_or_default();
    let chosen = chosen.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    Ok(chosen.filter(|index| *index < options.len()))
}

/// Asks, and reads a line; `None` at the end of the input. Where no terminal shows what is typed, it is
/// written behind the question.
pub(crate) fn answer(console: &mut Console, question: &str) -> Result<Option<String>, Failure> {
    console.ask(question);
    let mut line = String::new();
    let read = io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| Failure::new(Exit::Io, "error-input").because(&error))?;
    let answer = (read > 0).then(|| line.trim().to_owned());
    if !io::stdin().is_terminal() || answer.is_none() {
        console.say(answer.as_deref().unwrap_or_default());
    }
    Ok(answer)
}
