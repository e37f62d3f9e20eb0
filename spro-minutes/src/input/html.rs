//! HTML: what a browser would show of it, without its looks.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::flow::{Flow, Kind, Look};
use super::{InputError, Remark, limits};

/// Elements whose content is no text of the document.
const UNSEEN: [&str; 14] = [
    "script", "style", "head", "template", "svg", "math", "iframe", "object", "canvas", "audio",
    "video", "select", "noscript", "textarea",
];

/// The text of a page, and what was left out of it.
pub(super) fn read(text: &str) -> Result<(String, Vec<Remark>), InputError> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reading = Reading::default();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reading.begin(&tag),
            Token::EndTag(tag) => reading.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => reading.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let remark = Some(Remark::Pictures(reading.pictures)).filter(|_| reading.pictures > 0);
    Ok((reading.flow.finish()?, remark.into_iter().collect()))
}

#[derive(Default)]
struct Reading {
    flow: Flow,
    /// The unseen element that has begun, and how often within itself.
    unseen: Option<(String, usize)>,
    /// Lists that have begun: the number of their next item, `None` for bullets.
    lists: Vec<Option<usize>>,
    /// The label of the item that has begun, until its first words end.
    item: Option<String>,
    heading: Option<usize>,
    bold: usize,
    struck: usize,
    verbatim: usize,
    /// The cell that has begun in each table: its columns.
    cells: Vec<Option<usize>>,
    address: Option<String>,
    pictures: usize,
}

impl Reading {
    fn begin(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name);
        if let Some((unseen, depth)) = &mut self.unseen {
            // A page without the end of its head has a body all the same.
            if unseen == "head" && name == "body" {
                self.unseen = None;
            } else {
                *depth += usize::from(*unseen == name && !tag.self_closing);
            }
            return;
        }
        if UNSEEN.contains(&name.as_ref()) {
            if !tag.self_closing {
                self.unseen = Some((name.into_owned(), 1));
            }
            return;
        }
        match name.as_ref() {
            "br" => self.letters("\n"),
            "b" | "strong" => self.bold += 1,
            "s" | "del" | "strike" => self.struck += 1,
            "a" => {
                self.address = attribute(tag, "href");
                self.flow.begin_link();
            }
            "img" => {
                self.pictures += 1;
                if let Some(words) = attribute(tag, "alt") {
                    self.text(&words);
                }
            }
            "input" if attribute(tag, "type").as_deref() == Some("checkbox") => {
                let ticked = attribute(tag, "checked").is_some();
                self.letters(if ticked { "[x] " } else { "[ ] " });
            }
            "ul" | "menu" => self.list(None),
            "ol" => {
                let start = attribute(tag, "start").and_then(|start| start.parse().ok());
                self.list(Some(start.unwrap_or(1)));
            }
            "li" => {
                self.paragraph();
                let label = match self.lists.last_mut() {
                    Some(Some(next)) => {
                        let label = format!("{next}.");
                        *next = next.saturating_add(1);
                        label
                    }
                    _ => "-".to_owned(),
                };
                self.item = Some(label);
            }
            "table" => {
                self.paragraph();
                self.cells.push(None);
                self.flow.begin_table();
            }
            "tr" => {
                self.end_cell();
                if !self.cells.is_empty() {
                    self.flow.begin_row();
                }
            }
            "td" | "th" => {
                self.end_cell();
                if let Some(cell) = self.cells.last_mut() {
                    let columns = attribute(tag, "colspan").and_then(|count| count.parse().ok());
                    *cell = Some(columns.unwrap_or(1));
                    self.flow.begin_cell();
                }
            }
            "pre" => {
                self.paragraph();
                self.verbatim += 1;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paragraph();
                self.heading = name.trim_start_matches('h').parse().ok();
            }
            _ if is_block(&name) => self.paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((unseen, depth)) = &mut self.unseen {
            if unseen == name {
                *depth -= 1;
            }
            if *depth == 0 {
                self.unseen = None;
            }
            return;
        }
        match name {
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            "s" | "del" | "strike" => self.struck = self.struck.saturating_sub(1),
            "a" => {
                let address = self.address.take();
                self.flow.end_link(address.as_deref());
            }
            "ul" | "ol" | "menu" => {
                self.paragraph();
                self.item = None;
                self.lists.pop();
            }
            "li" => {
                self.paragraph();
                self.item = None;
            }
            "table" => {
                self.end_cell();
                if self.cells.pop().is_some() {
                    self.flow.end_table();
                }
            }
            "td" | "th" | "tr" => self.end_cell(),
            "pre" => {
                self.paragraph();
                self.verbatim = self.verbatim.saturating_sub(1);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paragraph();
                self.heading = None;
            }
            _ if is_block(name) => self.paragraph(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.verbatim > 0 {
            self.letters(text);
            return;
        }
        let mut said = String::with_capacity(text.len());
        let mut last = self.flow.last_letter().unwrap_or(' ');
        for c in text.chars() {
            let c = if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') { ' ' } else { c };
            if c != ' ' || !matches!(last, ' ' | '\n') {
                said.push(c);
            }
            last = c;
        }
        self.letters(&said);
    }

    fn letters(&mut self, text: &str) {
        let look = Look { bold: self.bold > 0, struck: self.struck > 0 };
        self.flow.text(text, look);
    }

    fn list(&mut self, next: Option<usize>) {
        self.paragraph();
        self.item = None;
        self.lists.push(next);
    }

    fn end_cell(&mut self) {
        self.paragraph();
        if let Some(columns) = self.cells.last_mut().and_then(Option::take) {
            self.flow.end_cell(columns.min(limits::COLUMNS));
        }
    }

    /// Ends the words that have begun, as what they are.
    fn paragraph(&mut self) {
        if !self.flow.has_text() {
            self.flow.drop_text();
            return;
        }
        let kind = match (self.heading, self.item.take()) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some(label)) => Kind::Item { depth: self.lists.len().saturating_sub(1), label },
            (None, None) => Kind::Paragraph,
        };
        self.flow.end(kind);
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "address"
            | "blockquote"
            | "fieldset"
            | "form"
            | "figure"
            | "figcaption"
            | "dl"
            | "dt"
            | "dd"
            | "details"
            | "summary"
            | "hr"
            | "caption"
            | "body"
            | "thead"
            | "tbody"
            | "tfoot"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        read(html).unwrap().0
    }

    #[test]
    fn headings_lists_and_labels_are_markdown_s() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><h2>Présents</h2>
            <ul><li>Ana <b>BEL</b><ol start=3><li>un<li>deux</ol></li><li><p>Léo</p></ul>
            <p><strong>Lieu&nbsp;:</strong> Lac<br>salle 2<!-- non --><script>non()</script></p>";
        let expected = "## Présents\n\n- Ana BEL\n    3. un\n    4. deux\n- Léo\n\n\
            **Lieu\u{a0}:** Lac  \nsalle 2\n";
        assert_eq!(text(page), expected);
    }

    #[test]
    fn a_table_without_the_ends_of_its_cells_is_a_table() {
        let page = "<table><tr><th>Nom<th>Structure<tr><td>Ana<td>ATELIER</table>après";
        assert_eq!(text(page), "| Nom | Structure |\n|---|---|\n| Ana | ATELIER |\n\naprès\n");
    }

    #[test]
    fn an_address_is_written_where_its_words_do_not_say_it() {
        let page = "<p>Voir <a href='https://a.example/b'>le plan</a> et \
            <a href='https://c.example/'>c.example</a>.";
        assert_eq!(text(page), "Voir [le plan](https://a.example/b) et c.example.\n");
    }

    #[test]
    fn boxes_and_struck_words_say_what_is_done() {
        let page = "<ul><li><input type=checkbox checked>Plan<li><del>Devis</del></ul>";
        assert_eq!(text(page), "- [x] Plan\n- ~~Devis~~\n");
    }
}
