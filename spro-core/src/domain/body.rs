//! The body whose register this is: a committee, a board, a territorial partnership.

use serde::{Deserialize, Serialize};

use super::basis::Basis;
use super::event::RegisterEvent;
use super::recorded::{payload, recorded};
use super::rejection::Rejection;
use super::stated::Times;
use crate::kernel::event::Fact;

payload! {
    /// A register was begun for a body.
    pub struct Founded {
        /// Its name.
        pub name: String,
        /// The language in which it writes its minutes.
        pub language: Language,
    }
}

payload! {
    /// The body took another name.
    pub struct Renamed {
        /// The new name.
        pub name: String,
    }
}

recorded! {
    /// What happens to the body.
    pub enum BodyEvent {
        /// The register was begun.
        Founded = "spro.body.founded",
        /// Another name.
        Renamed = "spro.body.renamed",
    }
}

/// A language of minutes, by its ISO 639-1 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

/// What is known of the body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Its names, in the order in which it bore them.
    pub names: Vec<BodyName>,
    /// The language in which it writes its minutes.
    pub language: Option<Language>,
}

/// A name of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyName {
    /// The name.
    pub name: String,
    /// Since when.
    pub basis: Basis,
}

impl Body {
    /// The name that it bears now.
    pub fn name(&self) -> Option<&str> {
        self.names.last().map(|borne| borne.name.as_str())
    }

    /// Folds one fact in. Total: the fact has happened already.
    pub fn evolve(&mut self, event: &BodyEvent, fact: &Fact<RegisterEvent>) {
        let name = match event {
            BodyEvent::Founded(founded) => {
                self.language = Some(founded.language);
                &founded.name
            }
            BodyEvent::Renamed(renamed) => &renamed.name,
        };
        self.names.push(BodyName { name: name.clone(), basis: Basis::of(fact) });
    }
}

/// Gives the body another name.
///
/// # Errors
/// [`Rejection::Unchanged`] when it bears that name now, [`Rejection::Overtaken`] when it took that
/// one after that day.
pub fn rename(body: &Body, name: &str, at: &Times) -> Result<Renamed, Rejection> {
    if let Some(borne) = body.names.last() {
        if borne.name == name {
            return Err(Rejection::Unchanged);
        }
        at.follow(&borne.basis.at)?;
    }
    Ok(Renamed { name: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::given::{fact, folded, on};

    #[test]
    fn a_body_takes_another_name_and_keeps_those_that_it_bore() {
        let founded = Founded { name: "Comité du Val".into(), language: Language::Fr };
        let founded = fact(founded, &on("2024-01-18"));
        let named = |facts| {
            folded(facts, |body: &mut Body, fact| match &fact.event {
                RegisterEvent::Body(event) => body.evolve(event, fact),
                other => panic!("{other:?}"),
            })
        };
        let body = named(vec![founded.clone()]);
        let later = on("2025-01-01");
        assert_eq!(rename(&body, "Comité du Val", &later), Err(Rejection::Unchanged));
        let early = Rejection::Overtaken { since: on("2024-01-18").since };
        assert_eq!(rename(&body, "Comité des Vals", &on("2024-01-17")), Err(early));
        let renamed = rename(&body, "Comité des Vals", &later).unwrap();
        let body = named(vec![founded, fact(renamed, &later)]);
        assert_eq!(body.name(), Some("Comité des Vals"));
        assert_eq!(body.names.len(), 2);
        assert!(
            rename(&body, "Comité du Val", &on("2026-01-01")).is_ok(),
            "an earlier name may come back"
        );
    }
}
