//! XML as the two kinds of office documents use it: elements, attributes, text. A document's own
//! entities are not expanded.

use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// The prefixes under which the elements are known here, and what their namespaces contain.
const SPACES: [(&str, &[&str]); 9] = [
    ("w", &["/wordprocessingml/2006/main", "/ooxml/wordprocessingml/main"]),
    ("mc", &["/markup-compatibility/2006"]),
    ("pic", &["/drawingml/2006/picture", "/ooxml/drawingml/picture"]),
    ("v", &["schemas-microsoft-com:vml"]),
    ("office", &["opendocument:xmlns:office:"]),
    ("style", &["opendocument:xmlns:style:"]),
    ("text", &["opendocument:xmlns:text:"]),
    ("table", &["opendocument:xmlns:table:"]),
    ("draw", &["opendocument:xmlns:drawing:"]),
];

/// Something in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'x> {
    /// An element begins.
    Start(Element<'x>),
    /// An element ends: its name.
    End(String),
    Text(String),
}

/// An element's name and attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element<'x> {
    /// With the prefix known here.
    pub(super) name: String,
    tag: BytesStart<'x>,
}

impl Element<'_> {
    /// The attribute of this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.attributes();
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.unwrap_or(found.value).into_owned())
    }

    /// Whether an element that switches something on does so: `<w:b/>`, and not `<w:b w:val="0"/>`.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// What a document holds, in its order.
pub(super) struct Tokens<'x> {
    reader: Reader<&'x [u8]>,
    /// The document's own prefixes, from its root.
    prefixes: Option<HashMap<String, &'static str>>,
    /// The end of an element that began empty.
    ended: Option<String>,
}

impl<'x> Tokens<'x> {
    pub(super) fn of(text: &'x str) -> Self {
        Self { reader: Reader::from_str(text), prefixes: None, ended: None }
    }

    /// The next token, `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'x>>, String> {
        if let Some(name) = self.ended.take() {
            return Ok(Some(Token::End(name)));
        }
        loop {
            let event = self.reader.read_event().map_err(|error| error.to_string())?;
            return Ok(Some(match event {
                Event::Start(tag) => Token::Start(self.element(tag)),
                Event::Empty(tag) => {
                    let element = self.element(tag);
                    self.ended = Some(element.name.clone());
                    Token::Start(element)
                }
                Event::End(tag) => Token::End(self.name(tag.name().into_inner())),
                Event::Text(text) => Token::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Token::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => Token::Text(meant(&entity.into_inner())),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// Passes over the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), String> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some(Token::Start(_)) => depth += 1,
                Some(Token::End(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Looks at each element within the one that has just begun; what a tracked change of looks had
    /// before is none of them.
    pub(super) fn each(&mut self, mut look: impl FnMut(&Element<'x>)) -> Result<(), String> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some(Token::Start(element)) if element.name.ends_with("Change") => self.skip()?,
                Some(Token::Start(element)) => {
                    depth += 1;
                    look(&element);
                }
                Some(Token::End(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// The text within the element that has just begun.
    pub(super) fn text(&mut self) -> Result<String, String> {
        let (mut depth, mut text) = (1_usize, String::new());
        while depth > 0 {
            match self.next()? {
                Some(Token::Start(_)) => depth += 1,
                Some(Token::End(_)) => depth -= 1,
                Some(Token::Text(part)) => text.push_str(&part),
                None => break,
            }
        }
        Ok(text)
    }

    fn element(&mut self, tag: BytesStart<'x>) -> Element<'x> {
        let _ = self.prefixes.get_or_insert_with(|| declared(&tag));
        Element { name: self.name(tag.name().into_inner()), tag }
    }

    fn name(&self, name: &str) -> String {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.prefixes.as_ref().and_then(|prefixes| prefixes.get(prefix)) {
            Some(known) => format!("{known}:{local}"),
            None => name.to_owned(),
        }
    }
}

fn declared(root: &BytesStart<'_>) -> HashMap<String, &'static str> {
    let mut attributes = root.attributes();
    let declared = attributes.with_checks(false).filter_map(Result::ok).filter_map(|attribute| {
        let key = attribute.key.into_inner();
        let prefix = key.strip_prefix("xmlns:").or_else(|| key.strip_prefix("xmlns"))?;
        let known =
            SPACES.iter().find(|(_, uris)| uris.iter().any(|uri| attribute.value.contains(uri)))?;
        Some((prefix.to_owned(), known.0))
    });
    declared.collect()
}

/// What a reference stands for: a character, or itself where only the document's own entities would
/// say.
fn meant(entity: &str) -> String {
    let code = match entity.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => code.parse().ok(),
        },
        None => None,
    };
    let named = quick_xml::escape::resolve_predefined_entity(entity).map(str::to_owned);
    let character = code.and_then(char::from_u32).map(String::from);
    character.or(named).unwrap_or_else(|| format!("&{entity};"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<Token<'_>>, String> {
        let mut tokens = Tokens::of(text);
        std::iter::from_fn(|| tokens.next().transpose()).collect()
    }

    #[test]
    fn entities_of_the_document_s_own_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;&amp;&#233;</a>";
        let texts: String = all(bomb)
            .unwrap()
            .into_iter()
            .filter_map(|token| if let Token::Text(text) = token { Some(text) } else { None })
            .collect();
        assert_eq!(texts, "&c;&é");
    }

    #[test]
    fn a_namespace_goes_by_its_address_and_not_by_its_prefix() {
        let uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text = format!("<n:p xmlns:n='{uri}'><n:t n:val='0'/></n:p>");
        let tokens = all(&text).unwrap();
        let Token::Start(t) = &tokens[1] else { panic!("{tokens:?}") };
        assert_eq!((t.name.as_str(), t.is_on()), ("w:t", false));
        assert_eq!(tokens[3], Token::End("w:p".to_owned()));
    }
}
