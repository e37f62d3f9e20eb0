//! Text documents of `LibreOffice` and its kin.

mod styles;

use std::collections::HashMap;

use self::styles::Styles;
use super::archive::Archive;
use super::flow::{Flow, Kind, Look};
use super::left_out::LeftOut;
use super::numbering::{Counter, mark};
use super::xml::{Element, Token, Tokens};
use super::{Format, InputError, Remark, limits};

/// The text of a document, and what was left out of it.
pub(super) fn read(bytes: &[u8]) -> Result<(String, Vec<Remark>), InputError> {
    let mut archive = Archive::open(bytes)?;
    let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(InputError::Encrypted);
    }
    let content = archive.part("content.xml")?;
    let content = content.ok_or_else(|| damaged("content.xml is missing".to_owned()))?;
    let styles = archive.part("styles.xml")?.unwrap_or_default();
    let mut reading = Reading {
        styles: Styles::of(&[&styles, &content]).map_err(damaged)?,
        ..Reading::default()
    };
    reading.content(&content).map_err(damaged)?;
    reading.left_out.margins = reading.styles.margins;
    let remarks = reading.left_out.remarks();
    Ok((reading.flow.finish()?, remarks))
}

fn damaged(what: String) -> InputError {
    InputError::Damaged { format: Format::Odt, what }
}

#[derive(Default)]
struct Reading {
    flow: Flow,
    styles: Styles,
    /// Paragraphs that have begun, a text box's within that which it hangs on.
    paragraphs: Vec<Paragraph>,
    /// Lists that have begun, one in another.
    lists: Vec<List>,
    /// The lists that the notes and text boxes that have begun stand in.
    around: Vec<Vec<List>>,
    /// Where lists of a style, and the headings, stand.
    counters: HashMap<String, Counter>,
    /// Of each cell that has begun, its columns.
    cells: Vec<usize>,
    addresses: Vec<Option<String>>,
    notes: usize,
    left_out: LeftOut,
}

struct Paragraph {
    /// Its level as a heading, from 1.
    level: Option<usize>,
    /// How its letters look, and those of the spans that have begun, and whether they are hidden.
    looks: Vec<(Look, bool)>,
}

struct List {
    style: String,
    /// Whether an item has begun that holds nothing yet.
    fresh: bool,
}

impl Reading {
    fn content(&mut self, xml: &str) -> Result<(), String> {
        let mut tokens = Tokens::of(xml);
        while let Some(token) = tokens.next()? {
            match token {
                Token::Start(element) => self.begin(&element, &mut tokens)?,
                Token::End(name) => self.end(&name),
                Token::Text(text) => self.words(&text),
            }
        }
        Ok(())
    }

    fn begin(&mut self, element: &Element<'_>, tokens: &mut Tokens<'_>) -> Result<(), String> {
        match element.name.as_str() {
            "text:p" | "text:h" => self.paragraph(element),
            "text:span" => {
                let style = element.attribute("style-name");
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let above = paragraph.looks.last().copied().unwrap_or_default();
                    paragraph.looks.push(self.styles.look(style.as_deref(), above));
                }
            }
            "text:s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                self.letters(&" ".repeat(count.unwrap_or(1).min(limits::COLUMNS)));
            }
            "text:tab" => self.letters("\t"),
            "text:line-break" => self.letters("\n"),
            "text:a" => {
                self.addresses.push(element.attribute("href"));
                self.flow.begin_link();
            }
            "text:list" => self.list(element),
            "text:list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.fresh = true;
                }
            }
            "text:note" => {
                self.notes += 1;
                self.letters(&format!("[^{}]", self.notes));
            }
            "text:note-body" | "draw:text-box" => {
                self.flow.begin_aside();
                self.around.push(std::mem::take(&mut self.lists));
            }
            "table:table" => self.flow.begin_table(),
            "table:table-row" => self.flow.begin_row(),
            "table:table-cell" | "table:covered-table-cell" => {
                let columns = element.attribute("number-columns-repeated");
                self.cells.push(columns.and_then(|count| count.parse().ok()).unwrap_or(1));
                self.flow.begin_cell();
                if element.name == "table:covered-table-cell" {
                    self.flow.cover_cell();
                }
                let rows = element.attribute("number-rows-spanned");
                if let Some(rows) = rows.and_then(|count| count.parse().ok()) {
                    self.flow.span_rows(rows);
                }
            }
            "text:tracked-changes" => {
                let (mut inserted, mut deleted) = (0, 0);
                tokens.each(|it| match it.name.as_str() {
                    "text:insertion" => inserted += 1,
                    "text:deletion" => deleted += 1,
                    _ => {}
                })?;
                self.left_out.inserted += inserted;
                self.left_out.deleted += deleted;
            }
            "office:annotation" => {
                self.left_out.comments += 1;
                tokens.skip()?;
            }
            "text:table-of-content"
            | "text:illustration-index"
            | "text:table-index"
            | "text:alphabetical-index"
            | "text:user-index"
            | "text:object-index" => {
                self.left_out.contents += 1;
                tokens.skip()?;
            }
            "text:hidden-text" | "text:hidden-paragraph" => {
                self.left_out.hidden += 1;
                tokens.skip()?;
            }
            "draw:image" => {
                self.left_out.pictures += 1;
                tokens.skip()?;
            }
            "text:note-citation"
            | "text:sequence-decls"
            | "text:variable-decls"
            | "text:user-field-decls"
            | "text:ruby-text"
            | "office:forms"
            | "office:font-face-decls"
            | "office:automatic-styles"
            | "svg:title"
            | "svg:desc" => {
                tokens.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "text:p" | "text:h" => self.end_paragraph(),
            "text:span" => {
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|it| it.looks.len() > 1)
                {
                    paragraph.looks.pop();
                }
            }
            "text:a" => {
                let address = self.addresses.pop().flatten();
                self.flow.end_link(address.as_deref());
            }
            "text:list" => {
                self.lists.pop();
            }
            "text:list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.fresh = false;
                }
            }
            "text:note-body" => {
                self.flow.end_note(&format!("[^{}]", self.notes));
                self.lists = self.around.pop().unwrap_or_default();
            }
            "draw:text-box" => {
                self.flow.end_box();
                self.lists = self.around.pop().unwrap_or_default();
            }
            "table:table" => self.flow.end_table(),
            "table:table-cell" | "table:covered-table-cell" => {
                let columns = self.cells.pop().unwrap_or(1);
                self.flow.end_cell(columns);
            }
            _ => {}
        }
    }

    fn paragraph(&mut self, element: &Element<'_>) {
        let style = element.attribute("style-name");
        let style = style.as_deref();
        let level = if element.name == "text:h" {
            let level = element.attribute("outline-level").and_then(|level| level.parse().ok());
            Some(level.unwrap_or(1))
        } else {
            self.styles.title(style)
        };
        let look = self.styles.look(style, <(Look, bool)>::default());
        self.paragraphs.push(Paragraph { level, looks: vec![look] });
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let depth = self.lists.len().checked_sub(1);
        let item = self.lists.last_mut().filter(|list| list.fresh && self.flow.has_text());
        let kind = match (paragraph.level, item, depth) {
            (Some(level), _, _) => {
                let counter = self.counters.entry("heading".to_owned()).or_default();
                let label = counter.next(self.styles.outline(), level.saturating_sub(1));
                if label != "-" && self.flow.has_text() {
                    self.flow.prefix(&label);
                }
                Kind::Heading(level)
            }
            (None, Some(list), Some(depth)) => {
                list.fresh = false;
                let levels = self.styles.levels(&list.style);
                let counter = self.counters.entry(format!("list {}", list.style)).or_default();
                Kind::Item { depth, label: mark(&counter.next(levels, depth)) }
            }
            _ => Kind::Paragraph,
        };
        self.flow.end(kind);
    }

    fn list(&mut self, element: &Element<'_>) {
        let above = self.lists.last().map(|list| list.style.clone());
        let style = element.attribute("style-name").or(above).unwrap_or_default();
        let goes_on = element.attribute("continue-numbering").as_deref() == Some("true")
            || element.attribute("continue-list").is_some();
        if self.lists.is_empty() && !goes_on {
            self.counters.remove(&format!("list {style}"));
        }
        self.lists.push(List { style, fresh: false });
    }

    /// Text between the marks: white space of whatever length is one space.
    fn words(&mut self, text: &str) {
        if self.paragraphs.is_empty() {
            return;
        }
        let mut said = String::with_capacity(text.len());
        let mut last = self.flow.last_letter().unwrap_or(' ');
        for c in text.chars() {
            let c = if matches!(c, ' ' | '\t' | '\n' | '\r') { ' ' } else { c };
            if c != ' ' || !matches!(last, ' ' | '\n') {
                said.push(c);
            }
            last = c;
        }
        self.letters(&said);
    }

    fn letters(&mut self, text: &str) {
        let look = self.paragraphs.last().and_then(|it| it.looks.last()).copied();
        let (look, hidden) = look.unwrap_or_default();
        if hidden {
            self.left_out.hidden += usize::from(!text.trim().is_empty());
        } else {
            self.flow.text(text, look);
        }
    }
}
