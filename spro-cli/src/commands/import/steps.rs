//! Going through what a plan would do, one by one.

use std::collections::HashSet;

use spro_core::kernel::seal::keyring::Keyring;
use spro_minutes::draft::Confidence;
use spro_minutes::reconcile::{Answers, Plan};

use super::change;
use super::document::Document;
use super::entries::{About, Entry};
use super::shown;
use crate::confirm;
use crate::failure::Failure;
use crate::ledger::Vault;
use crate::output::Console;

/// How many lines around those of an item are shown.
const AROUND: usize = 2;

/// What was said so far of one document.
#[derive(Debug, Default)]
pub(super) struct Steps {
    settled: HashSet<About>,
}

/// What follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Something changed: compare anew, and go on.
    Again,
    /// There is nothing more to ask.
    Done,
    /// Whoever reviews wants to stop without recording.
    Quit,
}

const KEYS: [&str; 7] = [
    "ask-key-take",
    "ask-key-leave",
    "ask-key-change",
    "ask-key-lines",
    "ask-key-take-rest",
    "ask-key-leave-rest",
    "ask-key-quit",
];

impl Steps {
    /// Shows each entry that nothing was said of, and asks.
    pub(super) fn go(
        &mut self,
        console: &mut Console,
        keyring: &Keyring<Vault>,
        document: &mut Document,
        plan: &Plan,
        answers: &mut Answers,
    ) -> Result<Next, Failure> {
        let entries = Entry::all(plan);
        let open: Vec<_> =
            entries.iter().filter(|entry| !self.settled.contains(&entry.about)).collect();
        let before = self.settled.len();
        let mut again = false;
        for (entry, at) in open.iter().zip(1_usize..) {
            let place =
                [("at", (before + at).to_string()), ("of", (before + open.len()).to_string())];
            let place = console.locale.text_with("ask-step", &place);
            shown::entry(console, keyring, plan, entry, &place)?;
            loop {
                let question = console.locale.text("ask-step-take");
                match confirm::pick(console, &question, &KEYS)? {
                    Some(0) => again |= self.take(document, entry)?,
                    Some(1) if entry.about == About::Meeting => {
                        // Without it there would be no meeting for the rest.
                        let text = console.locale.text("say-step-meeting");
                        console.say(&text);
                        continue;
                    }
                    Some(1) => again |= self.leave(entry, answers),
                    Some(2) => {
                        if entry.is_gone() {
                            let text = console.locale.text("say-step-gone");
                            console.say(&text);
                            continue;
                        }
                        if change::one(console, &mut document.draft, &entry.about)? {
                            // It is shown anew, and asked about.
                            return Ok(Next::Again);
                        }
                        continue;
                    }
                    Some(3) => {
                        shown::source(console, document, &entry.lines(), AROUND);
                        continue;
                    }
                    Some(4) => {
                        for entry in open.iter().skip(at - 1) {
                            again |= self.take(document, entry)?;
                        }
                        return Ok(if again { Next::Again } else { Next::Done });
                    }
                    Some(5) => {
                        for entry in open.iter().skip(at - 1) {
                            again |= self.leave(entry, answers);
                        }
                        return Ok(if again { Next::Again } else { Next::Done });
                    }
                    _ => return Ok(Next::Quit),
                }
                break;
            }
        }
        Ok(if again { Next::Again } else { Next::Done })
    }

    /// Takes an entry; tells whether the draft is surer of something now.
    fn take(&mut self, document: &mut Document, entry: &Entry<'_>) -> Result<bool, Failure> {
        self.settled.insert(entry.about.clone());
        let About::Item(of) = &entry.about else {
            return Ok(false);
        };
        if entry.left.is_empty() {
            return Ok(false);
        }
        change::confidence(&mut document.draft, *of, Confidence::Sure)?;
        Ok(true)
    }

    /// Leaves an entry out; tells whether that changes the plan.
    fn leave(&mut self, entry: &Entry<'_>, answers: &mut Answers) -> bool {
        self.settled.insert(entry.about.clone());
        match &entry.about {
            About::Meeting => return false,
            About::Item(of) => {
                answers.left_out.insert(*of);
            }
            About::Gone(positions) => answers.kept.extend(positions),
        }
        true
    }
}
