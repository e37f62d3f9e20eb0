//! What the styles and lists of a Word document say of its paragraphs.

use std::collections::HashMap;

use super::number;
use crate::input::flow::Look;
use crate::input::numbering::{Count, Counter, Level};
use crate::input::xml::{Element, Token, Tokens};

/// A style rests on another at most so many times over.
const CHAIN: usize = 16;

/// The styles and lists of a document, and where its lists stand.
#[derive(Debug, Default)]
pub(super) struct Styles {
    named: HashMap<String, Style>,
    /// Levels of lists, by what the lists have in common.
    levels: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    counters: HashMap<String, Counter>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    list: (Option<String>, Option<usize>),
    bold: Option<bool>,
    struck: Option<bool>,
}

#[derive(Debug, Default)]
struct List {
    levels: String,
    /// Whether it counts for itself.
    own: bool,
}

impl Styles {
    pub(super) fn of(styles: &str, numbering: &str) -> Result<Self, String> {
        let mut all = Self::default();
        let mut tokens = Tokens::of(styles);
        while let Some(token) = tokens.next()? {
            if let Token::Start(element) = token
                && element.name == "w:style"
            {
                let id = element.attribute("styleId").unwrap_or_default();
                all.named.insert(id, style(&mut tokens)?);
            }
        }
        let mut tokens = Tokens::of(numbering);
        while let Some(token) = tokens.next()? {
            let Token::Start(element) = token else { continue };
            match element.name.as_str() {
                "w:abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    all.levels.insert(id, levels(&mut tokens)?);
                }
                "w:num" => {
                    let id = element.attribute("numId").unwrap_or_default();
                    let mut list = List::default();
                    tokens.each(|it| match it.name.as_str() {
                        "w:abstractNumId" => list.levels = it.attribute("val").unwrap_or_default(),
                        "w:startOverride" => list.own = true,
                        _ => {}
                    })?;
                    all.lists.insert(id, list);
                }
                _ => {}
            }
        }
        Ok(all)
    }

    /// The level of the heading that a style makes, from 1.
    pub(super) fn heading(&self, style: Option<&str>) -> Option<usize> {
        for style in self.chain(style) {
            let name = style.name.to_ascii_lowercase();
            let level = ["heading ", "titre ", "überschrift "]
                .iter()
                .find_map(|word| name.strip_prefix(word))
                .and_then(|level| level.trim().parse::<usize>().ok());
            if let Some(level) = level.or(style.outline.map(|outline| outline + 1)) {
                return (level < 10).then_some(level);
            }
            if matches!(name.as_str(), "title" | "titre") {
                return Some(1);
            }
        }
        None
    }

    /// Whether a style is that of a table of contents.
    pub(super) fn is_contents(&self, style: Option<&str>) -> bool {
        self.chain(style).any(|style| {
            let rest = style.name.strip_prefix("toc ").or(style.name.strip_prefix("TOC "));
            rest.is_some_and(|level| level.chars().all(|c| c.is_ascii_digit()))
        })
    }

    /// How letters of a style look, where others looked like `look`.
    pub(super) fn look(&self, style: Option<&str>, look: Look) -> Look {
        let bold = self.chain(style).find_map(|style| style.bold);
        let struck = self.chain(style).find_map(|style| style.struck);
        Look { bold: bold.unwrap_or(look.bold), struck: struck.unwrap_or(look.struck) }
    }

    /// The depth and the label of the next item of a list; `None` for what is no item.
    pub(super) fn label(
        &mut self,
        own: &(Option<String>, Option<usize>),
        style: Option<&str>,
    ) -> Option<(usize, String)> {
        let id = own.0.as_ref().or_else(|| self.chain(style).find_map(|it| it.list.0.as_ref()))?;
        let depth = own.1.or_else(|| self.chain(style).find_map(|it| it.list.1)).unwrap_or(0);
        if id == "0" {
            return None;
        }
        let Some(list) = self.lists.get(id) else {
            return Some((depth, "-".to_owned()));
        };
        let counted = if list.own { format!("list {id}") } else { list.levels.clone() };
        let levels = self.levels.get(&list.levels).map_or(&[][..], Vec::as_slice);
        let label = self.counters.entry(counted).or_default().next(levels, depth);
        Some((depth, label))
    }

    /// A style, and those that it rests on.
    fn chain<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let mut next = style;
        let chain = std::iter::from_fn(move || {
            let style = self.named.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        });
        chain.take(CHAIN)
    }
}

fn style(tokens: &mut Tokens<'_>) -> Result<Style, String> {
    let mut style = Style::default();
    tokens.each(|it| match it.name.as_str() {
        "w:name" => style.name = it.attribute("val").unwrap_or_default(),
        "w:basedOn" => style.based_on = it.attribute("val"),
        "w:outlineLvl" => style.outline = number(it),
        "w:numId" => style.list.0 = it.attribute("val"),
        "w:ilvl" => style.list.1 = number(it),
        "w:b" => style.bold = Some(it.is_on()),
        "w:strike" => style.struck = Some(it.is_on()),
        _ => {}
    })?;
    Ok(style)
}

fn levels(tokens: &mut Tokens<'_>) -> Result<Vec<Level>, String> {
    let mut levels: Vec<Level> = Vec::new();
    tokens.each(|it| {
        if it.name == "w:lvl" {
            levels.push(Level { format: Count::Decimal, start: 1, pattern: String::new() });
        }
        let Some(level) = levels.last_mut() else { return };
        match it.name.as_str() {
            "w:start" => level.start = number(it).unwrap_or(1),
            "w:numFmt" => level.format = count(it),
            "w:lvlText" => level.pattern = it.attribute("val").unwrap_or_default(),
            _ => {}
        }
    })?;
    Ok(levels)
}

fn count(element: &Element<'_>) -> Count {
    match element.attribute("val").as_deref() {
        Some("bullet" | "none") => Count::Bullet,
        Some("lowerLetter") => Count::Letter,
        Some("upperLetter") => Count::Upper,
        Some("lowerRoman") => Count::Roman,
        Some("upperRoman") => Count::UpperRoman,
        _ => Count::Decimal,
    }
}
