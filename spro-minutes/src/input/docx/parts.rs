//! The parts of a Word document, by what the list of contents says that they are.

use std::collections::HashMap;

use super::damaged;
use super::styles::Styles;
use crate::input::InputError;
use crate::input::archive::{Archive, MAIN};
use crate::input::xml::{Token, Tokens};

/// The parts that are read.
pub(super) struct Parts {
    pub(super) main: String,
    pub(super) notes: Vec<String>,
    styles: Option<String>,
    numbering: Option<String>,
    relations: Option<String>,
    /// How many comments there are.
    pub(super) comments: usize,
    /// How many headers and footers of pages say something.
    pub(super) margins: usize,
}

impl Parts {
    pub(super) fn of(archive: &mut Archive<'_>) -> Result<Self, InputError> {
        let types = archive.part("[Content_Types].xml")?.unwrap_or_default();
        let mut listed = Vec::new();
        let mut tokens = Tokens::of(&types);
        while let Some(token) = tokens.next().map_err(damaged)? {
            if let Token::Start(element) = token
                && let Some(name) = element.attribute("PartName")
                && let Some(kind) = element.attribute("ContentType")
            {
                listed.push((name.trim_start_matches('/').to_owned(), kind));
            }
        }
        let named = |ends: &str| {
            let ends = format!("wordprocessingml.{ends}+xml");
            listed.iter().filter(move |(_, kind)| kind.ends_with(&ends)).map(|(name, _)| name)
        };
        let main = listed.iter().find(|(_, kind)| MAIN.contains(&kind.as_str()));
        let (main, _) = main.ok_or_else(|| damaged("no main part is listed".to_owned()))?;
        let mut one = |name: Option<&String>| name.map_or(Ok(None), |name| archive.part(name));
        let mut parts = Self {
            main: one(Some(main))?.ok_or_else(|| damaged(format!("{main} is missing")))?,
            notes: Vec::new(),
            styles: one(named("styles").next())?,
            numbering: one(named("numbering").next())?,
            relations: None,
            comments: 0,
            margins: 0,
        };
        for kind in ["footnotes", "endnotes"] {
            parts.notes.extend(one(named(kind).next())?);
        }
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
        parts.relations = one(Some(&format!("{folder}/_rels/{file}.rels")))?;
        if let Some(comments) = one(named("comments").next())? {
            parts.comments = count(&comments, "w:comment").map_err(damaged)?;
        }
        for name in named("header").chain(named("footer")) {
            let said = one(Some(name))?.map(|part| says(&part)).transpose().map_err(damaged)?;
            parts.margins += usize::from(said == Some(true));
        }
        Ok(parts)
    }

    pub(super) fn styles(&self) -> Result<Styles, InputError> {
        let empty = String::new();
        let (styles, numbering) =
            (self.styles.as_ref().unwrap_or(&empty), self.numbering.as_ref().unwrap_or(&empty));
        Styles::of(styles, numbering).map_err(damaged)
    }

    /// The addresses that links lead to, by their ids.
    pub(super) fn links(&self) -> Result<HashMap<String, String>, InputError> {
        let mut links = HashMap::new();
        let mut tokens = Tokens::of(self.relations.as_deref().unwrap_or_default());
        while let Some(token) = tokens.next().map_err(damaged)? {
            if let Token::Start(element) = token
                && element.attribute("TargetMode").as_deref() == Some("External")
                && element.attribute("Type").is_some_and(|kind| kind.ends_with("/hyperlink"))
                && let Some(id) = element.attribute("Id")
                && let Some(target) = element.attribute("Target")
            {
                links.insert(id, target);
            }
        }
        Ok(links)
    }
}

fn count(xml: &str, name: &str) -> Result<usize, String> {
    let (mut tokens, mut count) = (Tokens::of(xml), 0);
    while let Some(token) = tokens.next()? {
        count += usize::from(matches!(token, Token::Start(element) if element.name == name));
    }
    Ok(count)
}

/// Whether there is a letter in it: a number alone is the page's.
fn says(xml: &str) -> Result<bool, String> {
    let mut tokens = Tokens::of(xml);
    while let Some(token) = tokens.next()? {
        if let Token::Start(element) = token
            && element.name == "w:t"
            && tokens.text()?.chars().any(char::is_alphabetic)
        {
            return Ok(true);
        }
    }
    Ok(false)
}
