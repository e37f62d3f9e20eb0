//! Documents of Word.

mod parts;
mod styles;

use std::collections::HashMap;

use self::parts::Parts;
use self::styles::Styles;
use super::archive::Archive;
use super::flow::{Flow, Kind, Look};
use super::left_out::LeftOut;
use super::numbering::mark;
use super::xml::{Element, Token, Tokens};
use super::{Format, InputError, Remark};

/// The text of a document, and what was left out of it.
pub(super) fn read(bytes: &[u8]) -> Result<(String, Vec<Remark>), InputError> {
    let mut archive = Archive::open(bytes)?;
    let parts = Parts::of(&mut archive)?;
    let mut reading = Reading { styles: parts.styles()?, links: parts.links()?, ..Reading::new() };
    reading.part(&parts.main).map_err(damaged)?;
    for notes in &parts.notes {
        reading.part(notes).map_err(damaged)?;
    }
    reading.left_out.comments = parts.comments;
    reading.left_out.margins = parts.margins;
    let remarks = reading.left_out.remarks();
    Ok((reading.flow.finish()?, remarks))
}

fn damaged(what: String) -> InputError {
    InputError::Damaged { format: Format::Docx, what }
}

struct Reading {
    flow: Flow,
    styles: Styles,
    /// Addresses by the ids that links name them by.
    links: HashMap<String, String>,
    /// Paragraphs that have begun, a text box's within that which it hangs on.
    paragraphs: Vec<Paragraph>,
    /// Of each cell that has begun, its columns; of each row, whether it is deleted.
    cells: Vec<usize>,
    rows: Vec<bool>,
    /// Notes by their kind and id, in the order in which the text names them.
    notes: HashMap<(String, String), usize>,
    /// The notes that have begun; `None` for what is none.
    open_notes: Vec<Option<usize>>,
    address: Option<String>,
    /// Whether the content control that has begun holds the document's own words.
    own_words: bool,
    left_out: LeftOut,
}

/// What is known of a paragraph before it ends.
#[derive(Debug, Clone, Default)]
struct Paragraph {
    style: Option<String>,
    /// Its level as a heading, from 0; 9 for none.
    outline: Option<usize>,
    /// Its list, and its depth there.
    list: (Option<String>, Option<usize>),
    /// Whether its end is deleted, so that the next goes on.
    joined: bool,
    look: Look,
    hidden: bool,
}

impl Reading {
    fn new() -> Self {
        Self {
            flow: Flow::default(),
            styles: Styles::default(),
            links: HashMap::new(),
            paragraphs: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            notes: HashMap::new(),
            open_notes: Vec::new(),
            address: None,
            own_words: true,
            left_out: LeftOut::default(),
        }
    }

    fn part(&mut self, xml: &str) -> Result<(), String> {
        let mut tokens = Tokens::of(xml);
        while let Some(token) = tokens.next()? {
            match token {
                Token::Start(element) => self.begin(&element, &mut tokens)?,
                Token::End(name) => self.end(&name),
                Token::Text(_) => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, element: &Element<'_>, tokens: &mut Tokens<'_>) -> Result<(), String> {
        match element.name.as_str() {
            "w:p" => self.paragraphs.push(Paragraph::default()),
            "w:pPr" => self.paragraph(tokens)?,
            "w:r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let style = paragraph.style.as_deref();
                    paragraph.look = self.styles.look(style, Look::default());
                    paragraph.hidden = false;
                }
            }
            "w:rPr" => self.run(tokens)?,
            "w:t" => {
                let text = tokens.text()?.replace(['\n', '\r'], " ");
                self.text(&text);
            }
            "w:tab" | "w:ptab" => self.text("\t"),
            "w:br" if element.attribute("type").is_some_and(|it| it != "textWrapping") => {}
            "w:br" | "w:cr" => self.text("\n"),
            "w:noBreakHyphen" => self.text("-"),
            "w:sym" => self.text(symbol(element)),
            "w:ins" | "w:moveTo" => self.left_out.inserted += 1,
            "w:del" | "w:moveFrom" => {
                self.left_out.deleted += 1;
                tokens.skip()?;
            }
            "w:tbl" => self.flow.begin_table(),
            "w:tr" => {
                self.flow.begin_row();
                self.rows.push(false);
            }
            "w:trPr" => self.row(tokens)?,
            "w:tc" => {
                self.flow.begin_cell();
                self.cells.push(1);
            }
            "w:tcPr" => {
                let (mut columns, mut goes_on) = (1, false);
                tokens.each(|it| match it.name.as_str() {
                    "w:gridSpan" => columns = number(it).unwrap_or(1),
                    "w:vMerge" => goes_on = it.attribute("val").as_deref() != Some("restart"),
                    _ => {}
                })?;
                if goes_on {
                    self.flow.repeat_above();
                }
                if let Some(cell) = self.cells.last_mut() {
                    *cell = columns;
                }
            }
            "w:hyperlink" => {
                let id = element.attribute("id");
                self.address = id.and_then(|id| self.links.get(&id).cloned());
                self.flow.begin_link();
            }
            "w:txbxContent" => {
                self.flow.begin_aside();
                // Its paragraphs stand between the two parts of the one that it hangs on.
                self.paragraphs.push(Paragraph::default());
            }
            "w:footnoteReference" | "w:endnoteReference" => self.note(element),
            "w:footnote" | "w:endnote" => {
                let key = note_key(&element.name, element);
                let number = self.notes.get(&key).copied();
                if number.is_none() {
                    return tokens.skip();
                }
                self.flow.begin_aside();
                self.open_notes.push(number);
            }
            "w:sdtPr" => self.control(tokens)?,
            "w:sdtContent" if !self.own_words => {
                self.own_words = true;
                tokens.skip()?;
            }
            "pic:pic" | "v:imagedata" => self.left_out.pictures += 1,
            "mc:Fallback" | "w:instrText" | "w:delText" | "w:sectPr" | "w:tblPr" | "w:tblPrEx"
            | "w:tblGrid" => tokens.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:p" => self.end_paragraph(),
            "w:tbl" => self.flow.end_table(),
            "w:tr" => {
                let deleted = self.rows.pop() == Some(true);
                if deleted {
                    self.flow.drop_row();
                }
            }
            "w:tc" => {
                let columns = self.cells.pop().unwrap_or(1);
                self.flow.end_cell(columns);
            }
            "w:hyperlink" => {
                let address = self.address.take();
                self.flow.end_link(address.as_deref());
            }
            "w:txbxContent" => {
                self.paragraphs.pop();
                self.flow.end_box();
            }
            "w:footnote" | "w:endnote" => {
                if let Some(Some(number)) = self.open_notes.pop() {
                    self.flow.end_note(&format!("[^{number}]"));
                }
            }
            _ => {}
        }
    }

    /// Letters, as the run that they stand in looks.
    fn text(&mut self, text: &str) {
        let (look, hidden) =
            self.paragraphs.last().map_or_else(Default::default, |it| (it.look, it.hidden));
        if hidden {
            self.left_out.hidden += usize::from(!text.trim().is_empty());
        } else {
            self.flow.text(text, look);
        }
    }

    fn paragraph(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let mut unknown = Paragraph::default();
        let paragraph = self.paragraphs.last_mut().unwrap_or(&mut unknown);
        let (mut inserted, mut deleted) = (0, 0);
        tokens.each(|it| match it.name.as_str() {
            "w:pStyle" => paragraph.style = it.attribute("val"),
            "w:outlineLvl" => paragraph.outline = number(it),
            "w:numId" => paragraph.list.0 = it.attribute("val"),
            "w:ilvl" => paragraph.list.1 = number(it),
            // Of the paragraph's end.
            "w:ins" | "w:moveTo" => inserted += 1,
            "w:del" | "w:moveFrom" => {
                deleted += 1;
                paragraph.joined = true;
            }
            _ => {}
        })?;
        self.left_out.inserted += inserted;
        self.left_out.deleted += deleted;
        Ok(())
    }

    fn run(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let mut unknown = Paragraph::default();
        let paragraph = self.paragraphs.last_mut().unwrap_or(&mut unknown);
        let styles = &self.styles;
        tokens.each(|it| match it.name.as_str() {
            "w:rStyle" => {
                let style = it.attribute("val");
                paragraph.look = styles.look(style.as_deref(), paragraph.look);
            }
            "w:b" => paragraph.look.bold = it.is_on(),
            "w:strike" | "w:dstrike" => paragraph.look.struck = it.is_on(),
            "w:vanish" => paragraph.hidden = it.is_on(),
            _ => {}
        })
    }

    fn row(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let (mut inserted, mut deleted) = (0, 0);
        tokens.each(|it| match it.name.as_str() {
            "w:ins" => inserted += 1,
            "w:del" => deleted += 1,
            _ => {}
        })?;
        self.left_out.inserted += inserted;
        self.left_out.deleted += deleted;
        if let Some(row) = self.rows.last_mut() {
            *row = deleted > 0;
        }
        Ok(())
    }

    /// Placeholders are the template's words, and a table of contents repeats the headings.
    fn control(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let (mut placeholder, mut contents) = (false, false);
        tokens.each(|it| match it.name.as_str() {
            "w:showingPlcHdr" => placeholder = it.is_on(),
            "w:docPartGallery" => {
                contents = it.attribute("val").as_deref() == Some("Table of Contents");
            }
            _ => {}
        })?;
        self.left_out.contents += usize::from(contents);
        self.own_words = !placeholder && !contents;
        Ok(())
    }

    fn note(&mut self, element: &Element<'_>) {
        let name = element.name.trim_end_matches("Reference").to_owned();
        let key = note_key(&name, element);
        let next = self.notes.len() + 1;
        let number = *self.notes.entry(key).or_insert(next);
        self.text(&format!("[^{number}]"));
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        if paragraph.joined {
            return;
        }
        let style = paragraph.style.as_deref();
        if self.styles.is_contents(style) {
            self.left_out.contents +=
                usize::from(self.flow.has_text() && self.left_out.contents == 0);
            self.flow.drop_text();
            return;
        }
        let level = match paragraph.outline {
            Some(outline) => (outline < 9).then_some(outline + 1),
            None => self.styles.heading(style),
        };
        let label = self.styles.label(&paragraph.list, style);
        let kind = match (level, label) {
            (Some(level), label) => {
                if let Some((_, label)) = label.filter(|(_, label)| label != "-")
                    && self.flow.has_text()
                {
                    self.flow.prefix(&label);
                }
                Kind::Heading(level)
            }
            (None, Some((depth, label))) => Kind::Item { depth, label: mark(&label) },
            (None, None) => Kind::Paragraph,
        };
        self.flow.end(kind);
    }
}

fn note_key(name: &str, element: &Element<'_>) -> (String, String) {
    (name.to_owned(), element.attribute("id").unwrap_or_default())
}

fn number(element: &Element<'_>) -> Option<usize> {
    element.attribute("val")?.parse().ok()
}

/// The letter of a font of symbols that boxes are ticked with.
fn symbol(element: &Element<'_>) -> &'static str {
    let font = element.attribute("font").unwrap_or_default();
    let code = element.attribute("char").unwrap_or_default().to_ascii_uppercase();
    match (font.as_str(), code.trim_start_matches("F0").trim_start_matches("00")) {
        ("Wingdings", "A8" | "6F" | "71" | "72") => "☐",
        ("Wingdings", "FE") | ("Wingdings 2", "52") => "☑",
        ("Wingdings", "FD" | "78") | ("Wingdings 2", "53" | "54") => "☒",
        ("Wingdings", "FC") | ("Wingdings 2", "50") => "✓",
        ("Wingdings", "FB") | ("Wingdings 2", "4F") => "✗",
        ("Wingdings", "E0") => "→",
        _ => "\u{fffd}",
    }
}
