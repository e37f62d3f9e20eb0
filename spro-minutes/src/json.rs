//! A draft as JSON, and back.

use serde::{Deserialize, Serialize};

use crate::draft::Draft;

/// The name of the shape.
pub const SCHEMA: &str = "spro/minutes-proposal/1";

/// Why a text is no proposal.
#[derive(Debug, thiserror::Error)]
pub enum InvalidProposal {
    /// No JSON, or a field that is missing or wrong; names the line and column.
    #[error("the proposal cannot be read: {0}; correct it there or import the minutes again")]
    Shape(#[from] serde_json::Error),
    /// Written for another schema.
    #[error("the proposal's schema is {0:?}, and this version reads {SCHEMA:?}")]
    Schema(String),
}

#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    #[serde(flatten)]
    draft: &'a Draft,
}

#[derive(Deserialize)]
struct Named {
    schema: String,
}

/// Writes `draft`, indented, with a line end at the end.
///
/// # Errors
/// [`InvalidProposal::Shape`] when a value has no JSON; drafts made by [`read`](crate::read) have.
pub fn to_json(draft: &Draft) -> Result<String, InvalidProposal> {
    let written = Written { schema: SCHEMA, draft };
    let mut text = serde_json::to_string_pretty(&written)?;
    text.push('\n');
    Ok(text)
}

/// Reads what [`to_json`] wrote, or what a person made of it.
///
/// # Errors
/// [`InvalidProposal`].
pub fn from_json(text: &str) -> Result<Draft, InvalidProposal> {
    let named: Named = serde_json::from_str(text)?;
    if named.schema != SCHEMA {
        return Err(InvalidProposal::Schema(named.schema));
    }
    Ok(serde_json::from_str(text)?)
}
