//! Who records: on the command line, in the environment, in the settings, or asked once.

use spro_core::domain::event::RegisterEvent;
use spro_core::domain::person::{Name, Named};
use spro_core::kernel::id::EventId;
use spro_core::kernel::ledger::{Entry, NewFact};
use spro_core::kernel::seal::text::Text;
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;

use crate::config::{self, Config};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::names::Names;
use crate::output::Console;
use crate::parties::Parties;
use crate::{clock, confirm};

/// The name of who records.
///
/// # Errors
/// [`Exit::Usage`] when nobody says it: the register has no fact without somebody who recorded it.
pub(crate) fn name(console: &mut Console, given: Option<&str>) -> Result<String, Failure> {
    let said = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    if let Some(name) = given.and_then(said) {
        return Ok(name);
    }
    if let Some(name) = Config::read()?.actor.as_deref().and_then(said) {
        return Ok(name);
    }
    if Console::is_interactive() {
        let question = console.locale.text("ask-actor");
        let answer = confirm::answer(console, &question)?.unwrap_or_default();
        if let Some(name) = said(&answer) {
            let path = config::save_actor(&name)?;
            let path = path.display().to_string();
            let text = console.locale.text_with("say-actor-saved", &[("path", path)]);
            console.say(&text);
            return Ok(name);
        }
    }
    Err(Failure::new(Exit::Usage, "error-no-actor"))
}

/// Who records, as the log holds it: an opaque id.
pub(crate) struct Actor {
    /// The id.
    pub(crate) subject: Subject,
    /// The fact that names the person, where the register did not know the name.
    pub(crate) named: Option<Entry<RegisterEvent>>,
}

/// Finds the person of a name, or makes one.
pub(crate) fn find(register: &Register, names: &Names<'_>, name: &str) -> Result<Actor, Failure> {
    if let Some(subject) = Parties::new(register, names)?.person(name)? {
        return Ok(Actor { subject, named: None });
    }
    fresh(name)
}

/// Makes a person of this name.
pub(crate) fn fresh(name: &str) -> Result<Actor, Failure> {
    let subject = new_subject("person")?;
    let event = Named { name: Name(Text::plain(name)) }.into();
    let id = EventId::from_bytes(clock::new_id());
    let named = Entry::Fact(NewFact::new(id, subject.clone(), event, clock::today()));
    Ok(Actor { subject, named: Some(named) })
}

/// A subject that nobody made before.
pub(crate) fn new_subject(kind: &str) -> Result<Subject, Failure> {
    Subject::with_key(kind, &clock::new_id())
        .map_err(|error| Failure::new(Exit::Refused, "error-append").because(&error))
}
