//! The body, persons, organisations, memberships.

use spro_core::domain::body::BodyEvent;
use spro_core::domain::membership::MembershipEvent;
use spro_core::domain::organisation::OrganisationEvent;
use spro_core::domain::person::{Ground, PersonEvent};

use super::Line;
use crate::failure::Failure;
use crate::names::Names;

pub(super) fn body<'n>(event: &BodyEvent, names: &'n Names<'n>) -> Line<'n> {
    match event {
        BodyEvent::Founded(founded) => {
            Line::of(names, "fact-body-founded", "name", founded.name.clone())
        }
        BodyEvent::Renamed(renamed) => {
            Line::of(names, "fact-body-renamed", "name", renamed.name.clone())
        }
    }
}

pub(super) fn person<'n>(event: &PersonEvent, names: &'n Names<'n>) -> Result<Line<'n>, Failure> {
    Ok(match event {
        PersonEvent::Named(it) => {
            Line::of(names, "fact-person-named", "name", names.text(&it.name.0)?)
        }
        PersonEvent::Aliased(aliased) => {
            Line::of(names, "fact-aliased", "name", names.text(&aliased.alias.0)?)
        }
        PersonEvent::Merged(merged) => {
            Line::of(names, "fact-person-merged", "name", names.of(&merged.into)?)
        }
        PersonEvent::Erased(erased) => {
            let ground = names.locale().text(ground(erased.ground));
            Line::of(names, "fact-person-erased", "ground", ground)
        }
    })
}

/// The message for a ground of erasure.
pub(crate) const fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::NoLongerNeeded => "value-ground-no-longer-needed",
        Ground::ConsentWithdrawn => "value-ground-consent-withdrawn",
        Ground::Objection => "value-ground-objection",
        Ground::Unlawful => "value-ground-unlawful",
        Ground::LegalObligation => "value-ground-legal-obligation",
    }
}

pub(super) fn organisation<'n>(
    event: &OrganisationEvent,
    names: &'n Names<'n>,
) -> Result<Line<'n>, Failure> {
    Ok(match event {
        OrganisationEvent::Named(it) => {
            Line::of(names, "fact-organisation-named", "name", it.name.clone())
        }
        OrganisationEvent::Aliased(aliased) => {
            Line::of(names, "fact-aliased", "name", aliased.alias.clone())
        }
        OrganisationEvent::PartOf(part) => {
            Line::of(names, "fact-organisation-part-of", "name", names.of(&part.whole)?)
        }
        OrganisationEvent::Merged(merged) => {
            Line::of(names, "fact-organisation-merged", "name", names.of(&merged.into)?)
        }
    })
}

pub(super) fn membership<'n>(
    event: &MembershipEvent,
    names: &'n Names<'n>,
) -> Result<Line<'n>, Failure> {
    match event {
        MembershipEvent::Began(began) => {
            let line = Line::of(names, "fact-membership-began", "name", names.of(&began.person)?)
                .subject("label-on-behalf-of", began.on_behalf_of.as_ref())?
                .subject("label-instead-of", began.instead_of.as_ref())?;
            Ok(match &began.role {
                Some(role) => line.add("label-role", "role", role.clone()),
                None => line,
            })
        }
        MembershipEvent::Ended(_) => Ok(Line::new(names, "fact-membership-ended")),
    }
}
