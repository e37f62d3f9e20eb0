//! Tables: rows of cells as Markdown's, or what stands in them one after the other where the table is
//! a means of layout.

use super::flow::{Kind, Piece};

/// From so many lines on, a cell holds more than a row of a list can.
const LONG: usize = 3;

/// Rows of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
    /// Of each column, into how many rows below its last cell goes on.
    spans: Vec<usize>,
}

type Cell = Vec<Piece>;

impl Grid {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn drop_row(&mut self) {
        self.rows.pop();
    }

    pub(super) fn begin_cell(&mut self) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.rows.iter().flatten().flatten().map(Piece::bytes).sum()
    }

    /// The cell that has begun goes on below, and spans so many rows.
    pub(super) fn span(&mut self, rows: usize) {
        let Some(column) = self.rows.last().and_then(|row| row.len().checked_sub(1)) else {
            return;
        };
        if self.spans.len() <= column {
            self.spans.resize(column + 1, 0);
        }
        if let Some(left) = self.spans.get_mut(column) {
            *left = rows.saturating_sub(1);
        }
    }

    /// The cell that has begun is covered by another: says again what goes on from above, for what is
    /// said of several rows is said of each. Returns how long that is, in bytes.
    pub(super) fn cover(&mut self) -> usize {
        let Some(column) = self.rows.last().and_then(|row| row.len().checked_sub(1)) else {
            return 0;
        };
        match self.spans.get_mut(column) {
            Some(left) if *left > 0 => *left -= 1,
            _ => return 0,
        }
        self.repeat()
    }

    /// Says again what stands above the cell that has begun, unless it is long: then it is a frame, and
    /// stands once. Returns how long that is, in bytes.
    pub(super) fn repeat(&mut self) -> usize {
        let [.., above, row] = self.rows.as_mut_slice() else {
            return 0;
        };
        let column = row.len().saturating_sub(1);
        let (Some(said), Some(cell)) = (above.get(column), row.last_mut()) else {
            return 0;
        };
        if !cell.is_empty() || is_long(said) {
            return 0;
        }
        cell.clone_from(said);
        cell.iter().map(Piece::bytes).sum()
    }

    /// Adds to the cell that has begun.
    pub(super) fn put(&mut self, piece: Piece) {
        if self.rows.last().is_none_or(Vec::is_empty) {
            self.begin_cell();
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(piece);
        }
    }

    /// The table, or, where it is a means of layout, what stands in it.
    pub(super) fn pieces(mut self) -> Vec<Piece> {
        for row in &mut self.rows {
            while row.last().is_some_and(Vec::is_empty) && row.len() > 1 {
                row.pop();
            }
        }
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let cells = || self.rows.iter().flatten();
        if columns < 2 {
            return self.rows.into_iter().flatten().flatten().collect();
        }
        if !cells().any(is_long) {
            return vec![Piece::Table(self)];
        }
        let first = self.rows.first();
        let headed = first.is_some_and(|row| row.len() == columns && row.iter().all(is_title));
        let below = || self.rows.iter().skip(1);
        if headed && below().any(|row| row.first().is_some_and(is_long)) {
            return by_columns(self.rows, columns);
        }
        by_rows(self.rows, headed && columns > 2)
    }

    /// As the lines of a table of Markdown.
    pub(super) fn lines(&self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = Vec::new();
        for row in &self.rows {
            let mut line = String::from("|");
            for cell in row {
                line.push(' ');
                line.push_str(&one_line(cell));
                line.push_str(" |");
            }
            line.push_str(&"  |".repeat(columns - row.len()));
            lines.push(line);
            if lines.len() == 1 {
                lines.push(format!("|{}", "---|".repeat(columns)));
            }
        }
        lines
    }
}

/// Column by column: each title, and what stands below it.
fn by_columns(rows: Vec<Vec<Cell>>, columns: usize) -> Vec<Piece> {
    let mut rows: Vec<_> = rows.into_iter().map(Vec::into_iter).collect();
    let mut pieces = Vec::new();
    for _ in 0..columns {
        for (at, row) in rows.iter_mut().enumerate() {
            let cell = row.next().unwrap_or_default();
            if at == 0 {
                pieces.extend(label(&cell));
            } else {
                pieces.extend(cell);
            }
        }
    }
    pieces
}

/// Row by row: the first cell is a title where it is short; further ones have the titles above them.
fn by_rows(rows: Vec<Vec<Cell>>, headed: bool) -> Vec<Piece> {
    let mut rows = rows.into_iter();
    let heads: Vec<_> = if headed { rows.next().unwrap_or_default() } else { Vec::new() };
    let mut pieces = Vec::new();
    for row in rows {
        for (at, cell) in row.into_iter().enumerate() {
            if at == 0 && is_title(&cell) {
                pieces.extend(label(&cell));
                continue;
            }
            if at > 0 && !cell.is_empty() {
                pieces.extend(heads.get(at).and_then(label));
            }
            pieces.extend(cell);
        }
    }
    pieces
}

fn label(cell: &Cell) -> Option<Piece> {
    let text = one_line(cell);
    (!text.is_empty()).then(|| Piece::Block(Kind::Paragraph, format!("**{text}**")))
}

fn is_title(cell: &Cell) -> bool {
    matches!(cell.as_slice(), [Piece::Block(Kind::Paragraph | Kind::Heading(_), text)]
        if !text.contains('\n') && text.chars().count() <= 80)
}

fn is_long(cell: &Cell) -> bool {
    let lines = cell.iter().map(|piece| match piece {
        Piece::Block(Kind::Paragraph | Kind::Heading(_), text) => text.lines().count(),
        _ => LONG,
    });
    lines.sum::<usize>() >= LONG
}

/// What a cell holds, on one line; bold letters throughout say nothing in a cell.
fn one_line(cell: &Cell) -> String {
    let mut line = String::new();
    for piece in cell {
        let Piece::Block(_, text) = piece else { continue };
        for part in text.lines() {
            if !line.is_empty() {
                line.push_str("<br>");
            }
            line.push_str(part.trim());
        }
    }
    let line = line.replace('|', "\\|");
    let inner = line.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    inner.filter(|inner| !inner.contains("**")).map_or(line.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let cell = |text: &&str| -> Cell {
            text.lines().map(|line| Piece::Block(Kind::Paragraph, line.to_owned())).collect()
        };
        let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        Grid { rows, ..Grid::default() }
    }

    fn texts(pieces: Vec<Piece>) -> Vec<String> {
        let text = |piece| match piece {
            Piece::Block(_, text) => vec![text],
            Piece::Table(grid) => grid.lines(),
        };
        pieces.into_iter().flat_map(text).collect()
    }

    #[test]
    fn short_cells_are_a_table() {
        let table = grid(&[&["**Nom**", "Présent"], &["Ana|Bel", "oui\n9 h", "x"], &["Léo"]]);
        let expected = [
            "| Nom | Présent |  |",
            "|---|---|---|",
            "| Ana\\|Bel | oui<br>9 h | x |",
            "| Léo |  |  |",
        ];
        assert_eq!(texts(table.pieces()), expected);
    }

    #[test]
    fn one_column_is_a_frame() {
        assert_eq!(texts(grid(&[&["a"], &["b", ""]]).pieces()), ["a", "b"]);
    }

    #[test]
    fn lists_below_titles_are_read_down_the_columns() {
        let table = grid(&[&["Présents", "Excusés"], &["Ana\nLéo\nZoé", "Max"]]);
        let expected = ["**Présents**", "Ana", "Léo", "Zoé", "**Excusés**", "Max"];
        assert_eq!(texts(table.pieces()), expected);
    }

    #[test]
    fn long_cells_beside_titles_are_read_along_the_rows() {
        let table = grid(&[&["Présents", "Ana\nLéo\nZoé"], &["Lieu", "Lac"]]);
        let expected = ["**Présents**", "Ana", "Léo", "Zoé", "**Lieu**", "Lac"];
        assert_eq!(texts(table.pieces()), expected);
        let table = grid(&[&["Sujet", "Dit", "Suite"], &["Bus", "a\nb\nc", "Ana"]]);
        assert_eq!(
            texts(table.pieces()),
            ["**Bus**", "**Dit**", "a", "b", "c", "**Suite**", "Ana"]
        );
    }
}
