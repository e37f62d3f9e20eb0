//! Headings, paragraphs, lists and tables as they come, written as Markdown.

use super::table::Grid;
use super::{InputError, limits};

/// How letters look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) struck: bool,
}

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// Its level, from 1.
    Heading(usize),
    Item {
        /// From 0.
        depth: usize,
        /// `-`, or its number with the mark behind it.
        label: String,
    },
}

/// A paragraph, or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Block(Kind, String),
    Table(Grid),
}

impl Piece {
    /// How long its text is.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Block(_, text) => text.len(),
            Self::Table(grid) => grid.bytes(),
        }
    }
}

/// A document as it is read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    base: Frame,
    /// Text boxes and notes that have begun, inside one another.
    asides: Vec<Frame>,
    /// How many more have begun that are not told apart.
    deeper_asides: usize,
    notes: Vec<(String, Vec<Piece>)>,
    size: usize,
}

/// A column of text: the page, a text box, or a note.
#[derive(Debug, Default)]
struct Frame {
    pieces: Vec<Piece>,
    /// Tables that have begun, inside one another.
    tables: Vec<Grid>,
    /// How many more have begun that are not told apart.
    deeper_tables: usize,
    /// The paragraph that has begun.
    spans: Spans,
    /// What stood in it before a link began.
    before_link: Option<Spans>,
}

type Spans = Vec<(Look, String)>;

impl Flow {
    /// Letters of the paragraph that has begun.
    pub(super) fn text(&mut self, text: &str, look: Look) {
        self.size = self.size.saturating_add(text.len());
        if self.size > limits::TEXT {
            return;
        }
        let spans = &mut self.frame().spans;
        if spans.last().is_none_or(|(last, _)| *last != look) {
            spans.push((look, String::new()));
        }
        if let Some((_, last)) = spans.last_mut() {
            // Where a word may be parted at the end of a line.
            last.extend(text.chars().filter(|c| *c != '\u{ad}'));
        }
    }

    /// Whether the paragraph that has begun holds anything.
    pub(super) fn has_text(&mut self) -> bool {
        self.frame().spans.iter().any(|(_, text)| !text.trim().is_empty())
    }

    /// The last letter of the paragraph that has begun.
    pub(super) fn last_letter(&mut self) -> Option<char> {
        self.frame().spans.iter().rev().find_map(|(_, text)| text.chars().next_back())
    }

    /// Leaves out what the paragraph that has begun holds.
    pub(super) fn drop_text(&mut self) {
        let frame = self.frame();
        frame.spans.clear();
        frame.before_link = None;
    }

    /// Puts `label` before the paragraph that has begun.
    pub(super) fn prefix(&mut self, label: &str) {
        self.frame().spans.insert(0, (Look::default(), format!("{label} ")));
    }

    /// A link begins within the paragraph.
    pub(super) fn begin_link(&mut self) {
        self.end_link(None);
        let frame = self.frame();
        frame.before_link = Some(std::mem::take(&mut frame.spans));
    }

    /// The link ends; its address is written where its letters do not say it.
    pub(super) fn end_link(&mut self, address: Option<&str>) {
        let frame = self.frame();
        let Some(before) = frame.before_link.take() else {
            return;
        };
        let mut link = std::mem::replace(&mut frame.spans, before);
        let words: String = link.iter().map(|(_, text)| text.as_str()).collect();
        let words = words.trim().trim_end_matches('/');
        let bare = |address: &str| {
            let address = address.trim_end_matches('/');
            let schemes = ["mailto:", "https://", "http://"];
            let rest = schemes.iter().find_map(|scheme| address.strip_prefix(scheme));
            words == address || Some(words) == rest
        };
        let address = address.filter(|address| {
            !words.is_empty() && !bare(address) && !address.contains([' ', '\n', '(', ')'])
        });
        match address {
            Some(address) => {
                self.size = self.size.saturating_add(address.len());
                let frame = self.frame();
                let look = link.first().map(|(look, _)| *look).unwrap_or_default();
                frame.spans.push((look, "[".to_owned()));
                frame.spans.append(&mut link);
                frame.spans.push((look, format!("]({address})")));
            }
            None => frame.spans.append(&mut link),
        }
    }

    /// Ends the paragraph that has begun; one that holds nothing is none.
    pub(super) fn end(&mut self, kind: Kind) {
        self.end_link(None);
        let spans = std::mem::take(&mut self.frame().spans);
        let text = written(&spans, !matches!(kind, Kind::Heading(_)));
        if !text.is_empty() {
            let kind = match kind {
                Kind::Item { depth, label } => {
                    Kind::Item { depth: depth.min(limits::DEPTH), label }
                }
                kind => kind,
            };
            self.put(Piece::Block(kind, text));
        }
    }

    pub(super) fn begin_table(&mut self) {
        self.end(Kind::Paragraph);
        let frame = self.frame();
        if frame.tables.len() < limits::DEPTH {
            frame.tables.push(Grid::default());
        } else {
            frame.deeper_tables += 1;
        }
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(table) = self.table() {
            table.begin_row();
        }
    }

    /// Leaves out the row that has begun.
    pub(super) fn drop_row(&mut self) {
        if let Some(table) = self.table() {
            table.drop_row();
        }
    }

    /// A cell, after as many empty ones as `columns` is more than one.
    pub(super) fn begin_cell(&mut self) {
        if let Some(table) = self.table() {
            table.begin_cell();
        }
    }

    /// Ends the cell, which spans so many columns.
    pub(super) fn end_cell(&mut self, columns: usize) {
        self.end(Kind::Paragraph);
        for _ in 1..columns.min(limits::COLUMNS) {
            self.size = self.size.saturating_add(4);
            self.begin_cell();
        }
    }

    /// The cell that has begun spans so many rows.
    pub(super) fn span_rows(&mut self, rows: usize) {
        if let Some(table) = self.table() {
            table.span(rows);
        }
    }

    /// The cell that has begun is covered by one before it or above it.
    pub(super) fn cover_cell(&mut self) {
        self.say_again(Grid::cover);
    }

    /// The cell that has begun goes on from the one above.
    pub(super) fn repeat_above(&mut self) {
        self.say_again(Grid::repeat);
    }

    /// Few bytes of a file can ask for much of this.
    fn say_again(&mut self, again: impl FnOnce(&mut Grid) -> usize) {
        if self.size <= limits::TEXT {
            let bytes = self.table().map_or(0, again);
            self.size = self.size.saturating_add(bytes);
        }
    }

    /// The innermost table that has begun, unless it is too deep to be one.
    fn table(&mut self) -> Option<&mut Grid> {
        let frame = self.frame();
        frame.tables.last_mut().filter(|_| frame.deeper_tables == 0)
    }

    pub(super) fn end_table(&mut self) {
        self.end(Kind::Paragraph);
        let frame = self.frame();
        if frame.deeper_tables > 0 {
            frame.deeper_tables -= 1;
        } else if let Some(table) = frame.tables.pop() {
            for piece in table.pieces() {
                self.put(piece);
            }
        }
    }

    /// A text box or a note begins, in the midst of a paragraph.
    pub(super) fn begin_aside(&mut self) {
        if self.asides.len() < limits::DEPTH {
            self.asides.push(Frame::default());
        } else {
            self.deeper_asides += 1;
        }
    }

    /// A text box ends: it stands before the paragraph that it hangs on.
    pub(super) fn end_box(&mut self) {
        for piece in self.end_aside() {
            self.put(piece);
        }
    }

    /// A note ends: it stands at the end, and `label` where it began.
    pub(super) fn end_note(&mut self, label: &str) {
        let pieces = self.end_aside();
        self.notes.push((label.to_owned(), pieces));
    }

    fn end_aside(&mut self) -> Vec<Piece> {
        self.end(Kind::Paragraph);
        if self.deeper_asides > 0 {
            self.deeper_asides -= 1;
            return Vec::new();
        }
        while self.asides.last().is_some_and(|aside| !aside.tables.is_empty()) {
            self.end_table();
        }
        self.asides.pop().map(|aside| aside.pieces).unwrap_or_default()
    }

    /// The whole as Markdown.
    ///
    /// # Errors
    /// [`InputError::LongText`].
    pub(super) fn finish(mut self) -> Result<String, InputError> {
        while !self.asides.is_empty() {
            self.end_box();
        }
        while !self.base.tables.is_empty() {
            self.end_table();
        }
        self.end(Kind::Paragraph);
        if self.size > limits::TEXT {
            return Err(InputError::LongText);
        }
        let mut page = Page::default();
        for piece in &self.base.pieces {
            page.piece(piece);
        }
        for (label, pieces) in &self.notes {
            page.blank();
            page.text.push_str(label);
            page.text.push_str(": ");
            for piece in pieces {
                page.piece(piece);
            }
        }
        Ok(page.text)
    }

    fn frame(&mut self) -> &mut Frame {
        self.asides.last_mut().unwrap_or(&mut self.base)
    }

    fn put(&mut self, piece: Piece) {
        let frame = self.frame();
        match frame.tables.last_mut() {
            Some(table) => table.put(piece),
            None => frame.pieces.push(piece),
        }
    }
}

/// A paragraph's letters. Bold ones are marked where they begin a line: there they are a label.
fn written(spans: &[(Look, String)], bold: bool) -> String {
    let mut text = String::new();
    let mut begins = true;
    for (look, span) in spans {
        for (at, line) in span.split('\n').enumerate() {
            if at > 0 {
                let end = text.trim_end_matches([' ', '\t']).len();
                text.truncate(end);
                text.push_str("  \n");
                begins = true;
            }
            let mark = match (look.bold && bold && begins, look.struck) {
                (true, true) => "**~~",
                (true, false) => "**",
                (false, true) => "~~",
                (false, false) => "",
            };
            let word = line.trim();
            begins &= word.is_empty();
            if word.is_empty() || mark.is_empty() {
                text.push_str(line);
                continue;
            }
            let (before, after) = line.split_once(word).unwrap_or_default();
            text.push_str(before);
            text.push_str(mark);
            text.push_str(word);
            text.extend(mark.chars().rev());
            text.push_str(after);
        }
    }
    text.trim().to_owned()
}

/// Markdown, a piece after the other.
#[derive(Debug, Default)]
struct Page {
    text: String,
    in_list: bool,
}

impl Page {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Block(Kind::Item { depth, label }, text) => {
                if !self.in_list {
                    self.blank();
                }
                let indent = " ".repeat(depth * 4);
                let text = text.replace('\n', &format!("\n{indent}  "));
                self.line(&format!("{indent}{label} {text}"));
                self.in_list = true;
            }
            Piece::Block(Kind::Heading(level), text) => {
                self.blank();
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.line(&format!("{} {text}", "#".repeat((*level).clamp(1, 6))));
            }
            Piece::Block(Kind::Paragraph, text) => {
                self.blank();
                self.line(text);
            }
            Piece::Table(grid) => {
                self.blank();
                for line in grid.lines() {
                    self.line(&line);
                }
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Parts what follows from what stands before.
    fn blank(&mut self) {
        self.in_list = false;
        if !self.text.is_empty() && !self.text.ends_with("\n\n") && !self.text.ends_with("]: ") {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Look = Look { bold: true, struck: false };
    const PLAIN: Look = Look { bold: false, struck: false };

    #[test]
    fn bold_letters_are_marked_where_they_are_a_label() {
        let mut flow = Flow::default();
        flow.text("Présents :", BOLD);
        flow.text(" Ana ", PLAIN);
        flow.text("BEL", BOLD);
        flow.text("\n", PLAIN);
        flow.text(" Excusés ", BOLD);
        flow.text(": personne", PLAIN);
        assert_eq!(flow.finish().unwrap(), "**Présents :** Ana BEL  \n **Excusés** : personne\n");
    }

    #[test]
    fn struck_letters_are_marked_wherever_they_stand() {
        let mut flow = Flow::default();
        flow.text("à faire : ", PLAIN);
        flow.text("le plan", Look { bold: false, struck: true });
        assert_eq!(flow.finish().unwrap(), "à faire : ~~le plan~~\n");
    }

    #[test]
    fn where_a_word_may_be_parted_is_no_letter() {
        let mut flow = Flow::default();
        flow.text("com\u{ad}mune", PLAIN);
        assert_eq!(flow.finish().unwrap(), "commune\n");
    }

    #[test]
    fn a_text_box_stands_before_its_paragraph_and_a_note_at_the_end() {
        let mut flow = Flow::default();
        flow.text("Texte[^1]", PLAIN);
        flow.begin_aside();
        flow.text("Note", PLAIN);
        flow.end_note("[^1]");
        flow.begin_aside();
        flow.text("Cadre", PLAIN);
        flow.end_box();
        assert_eq!(flow.finish().unwrap(), "Cadre\n\nTexte[^1]\n\n[^1]: Note\n");
    }
}
