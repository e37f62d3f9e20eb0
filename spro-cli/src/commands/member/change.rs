//! Changes of memberships by hand.

use spro_core::domain::membership::{self, Began, Membership};
use spro_core::kernel::subject::Subject;
use spro_core::views::register::Register;

use crate::actor;
use crate::args::General;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Console;
use crate::recording::{self, Dated};
use crate::rejected;

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long = "for", value_name = "NAME")]
    on_behalf_of: Option<String>,
    #[arg(long, value_name = "NAME")]
    instead_of: Option<String>,
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl Add {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let subject = actor::new_subject("membership")?;
        recording::change(console, general, &self.dated, |grounds| {
            let organisation = |name: &Option<String>| {
                name.as_deref().map(|name| grounds.organisation(name)).transpose()
            };
            let person = grounds.person(&self.name)?;
            let began = Began {
                person: person.clone(),
                on_behalf_of: organisation(&self.on_behalf_of)?,
                instead_of: organisation(&self.instead_of)?,
                role: self.role.clone(),
            };
            let register = grounds.register;
            let own = of_person(register, &person).map(|(_, membership)| membership);
            let staying = |subject: &Subject| register.staying(subject).clone();
            let event = membership::begin(began, own, staying)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject.clone(), event.into()))
        })
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct End {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long = "for", value_name = "NAME")]
    on_behalf_of: Option<String>,
    #[command(flatten)]
    dated: Dated,
}

impl End {
    pub(super) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        recording::change(console, general, &self.dated, |grounds| {
            let person = grounds.person(&self.name)?;
            let wanted =
                self.on_behalf_of.as_deref().map(|name| grounds.organisation(name)).transpose()?;
            let register = grounds.register;
            let open = of_person(register, &person).filter(|(_, membership)| {
                let acts_for = membership.began.as_ref().and_then(|began| {
                    began.recorded.on_behalf_of.as_ref().map(|it| register.staying(it))
                });
                membership.ended.is_none() && (wanted.is_none() || wanted.as_ref() == acts_for)
            });
            let open: Vec<_> = open.collect();
            let (subject, found) = match open.as_slice() {
                [one] => *one,
                [] => return Err(Failure::new(Exit::NotFound, "error-no-membership")),
                _ => return Err(Failure::new(Exit::NotFound, "error-several-memberships")),
            };
            let event = membership::end(subject, Some(found), &grounds.times.since)
                .map_err(|refused| rejected::failure(&refused, grounds.names))?;
            Ok((subject.clone(), event.into()))
        })
    }
}

/// The recorded memberships of a person.
fn of_person<'r>(
    register: &'r Register,
    person: &Subject,
) -> impl Iterator<Item = (&'r Subject, &'r Membership)> {
    register.memberships().filter_map(move |(subject, membership, _)| {
        let began = membership.began.as_ref()?;
        (register.staying(&began.recorded.person) == person).then_some((subject, membership))
    })
}
