//! What the styles of a text document say of its paragraphs, letters and lists.

use std::collections::HashMap;

use crate::input::flow::Look;
use crate::input::limits;
use crate::input::numbering::{Count, Level};
use crate::input::xml::{Element, Token, Tokens};

/// A style rests on another at most so many times over.
const CHAIN: usize = 16;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    named: HashMap<String, Style>,
    lists: HashMap<String, Vec<Level>>,
    outline: Vec<Level>,
    /// How many headers and footers of pages say something.
    pub(super) margins: usize,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
}

impl Styles {
    /// Those of the parts of a document.
    pub(super) fn of(parts: &[&str]) -> Result<Self, String> {
        let mut all = Self::default();
        for part in parts {
            let mut tokens = Tokens::of(part);
            while let Some(token) = tokens.next()? {
                let Token::Start(element) = token else { continue };
                let name = element.attribute("name").unwrap_or_default();
                match element.name.as_str() {
                    "style:style" => {
                        all.named.insert(name, style(&element, &mut tokens)?);
                    }
                    "text:list-style" => {
                        all.lists.insert(name, levels(&mut tokens)?);
                    }
                    "text:outline-style" => all.outline = levels(&mut tokens)?,
                    "style:header" | "style:footer" | "style:header-first"
                    | "style:footer-first" | "style:header-left" | "style:footer-left" => {
                        let said = tokens.text()?.chars().any(char::is_alphabetic);
                        all.margins += usize::from(said);
                    }
                    "office:text" => tokens.skip()?,
                    _ => {}
                }
            }
        }
        Ok(all)
    }

    /// The level of the heading that a paragraph's style makes though it is none by its mark.
    pub(super) fn title(&self, style: Option<&str>) -> Option<usize> {
        self.names(style).any(|name| name == "Title").then_some(1)
    }

    /// How letters of a style look, and whether they are hidden, within others that are so.
    pub(super) fn look(&self, style: Option<&str>, above: (Look, bool)) -> (Look, bool) {
        let chain = || self.names(style).filter_map(|name| self.named.get(name));
        let look = Look {
            bold: chain().find_map(|style| style.bold).unwrap_or(above.0.bold),
            struck: chain().find_map(|style| style.struck).unwrap_or(above.0.struck),
        };
        (look, chain().find_map(|style| style.hidden).unwrap_or(above.1))
    }

    /// The levels of a list.
    pub(super) fn levels(&self, list: &str) -> &[Level] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// The levels of the headings' numbers.
    pub(super) fn outline(&self) -> &[Level] {
        &self.outline
    }

    /// A style's name, and those of the styles that it rests on.
    fn names<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        let parent = |name: &&'a str| self.named.get(*name)?.parent.as_deref();
        std::iter::successors(style, parent).take(CHAIN)
    }
}

fn style(element: &Element<'_>, tokens: &mut Tokens<'_>) -> Result<Style, String> {
    let mut style = Style { parent: element.attribute("parent-style-name"), ..Style::default() };
    tokens.each(|it| {
        if it.name == "style:text-properties" {
            let bold = |weight: String| weight == "bold" || matches!(weight.parse(), Ok(600..=900));
            style.bold = it.attribute("font-weight").map(bold).or(style.bold);
            let line = it.attribute("text-line-through-style");
            style.struck = line.map(|line| line != "none").or(style.struck);
            let display = it.attribute("display");
            style.hidden = display.map(|display| display == "none").or(style.hidden);
        }
    })?;
    Ok(style)
}

fn levels(tokens: &mut Tokens<'_>) -> Result<Vec<Level>, String> {
    let mut levels = Vec::new();
    tokens.each(|it| {
        let numbered =
            matches!(it.name.as_str(), "text:list-level-style-number" | "text:outline-level-style");
        let is_level = it.attribute("level").is_some();
        if is_level && levels.len() <= limits::DEPTH {
            levels.push(level(it, numbered));
        }
    })?;
    Ok(levels)
}

fn level(element: &Element<'_>, numbered: bool) -> Level {
    let number = |name| element.attribute(name).and_then(|number| number.parse::<usize>().ok());
    let format = match element.attribute("num-format").as_deref() {
        Some("1") if numbered => Count::Decimal,
        Some("a") if numbered => Count::Letter,
        Some("A") if numbered => Count::Upper,
        Some("i") if numbered => Count::Roman,
        Some("I") if numbered => Count::UpperRoman,
        _ => Count::Bullet,
    };
    let level = number("level").unwrap_or(1);
    let shown = number("display-levels").unwrap_or(1).clamp(1, level.max(1));
    let first = (level + 1).saturating_sub(shown).max(1);
    let places: Vec<_> =
        (first..=level.min(limits::DEPTH + 1)).map(|level| format!("%{level}")).collect();
    let around = |name| element.attribute(name).unwrap_or_default();
    let pattern = format!("{}{}{}", around("num-prefix"), places.join("."), around("num-suffix"));
    Level { format, start: number("start-value").unwrap_or(1), pattern }
}
