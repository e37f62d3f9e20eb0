//! Rows under their columns, as wide as the terminal and no wider.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::visible;
use crate::locale::Locale;

/// How much of the terminal's width long texts have at least, in percent.
const WIDE: u16 = 35;

/// How a row's cell is made.
pub(crate) struct Column<T> {
    /// The message above it.
    pub(crate) title: &'static str,
    /// The cell's text.
    pub(crate) cell: fn(&T, &Locale) -> String,
    /// Whether it holds numbers, which stand to the right.
    pub(crate) number: bool,
    /// Whether it holds long texts, and has the larger part of the terminal's width.
    pub(crate) wide: bool,
}

impl<T> Column<T> {
    /// A column of texts.
    pub(crate) const fn text(title: &'static str, cell: fn(&T, &Locale) -> String) -> Self {
        Self { title, cell, number: false, wide: false }
    }

    /// A column of long texts.
    pub(crate) const fn long(title: &'static str, cell: fn(&T, &Locale) -> String) -> Self {
        Self { title, cell, number: false, wide: true }
    }

    /// A column of numbers.
    pub(crate) const fn number(title: &'static str, cell: fn(&T, &Locale) -> String) -> Self {
        Self { title, cell, number: true, wide: false }
    }
}

/// The cells of a table.
pub(crate) struct Grid {
    /// What stands above each column.
    pub(crate) titles: Vec<String>,
    /// The rows.
    pub(crate) rows: Vec<Vec<String>>,
    /// Which columns hold numbers.
    pub(crate) numbers: Vec<usize>,
    /// Which column holds long texts.
    pub(crate) wide: Option<usize>,
}

impl Grid {
    /// The cells that `columns` make of `rows`.
    pub(super) fn of<T>(rows: &[T], columns: &[Column<T>], locale: &Locale) -> Self {
        let cells = |row| columns.iter().map(|column| (column.cell)(row, locale)).collect();
        let numbers = columns.iter().zip(0..).filter(|(column, _)| column.number);
        Self {
            titles: columns.iter().map(|column| locale.text(column.title)).collect(),
            rows: rows.iter().map(cells).collect(),
            numbers: numbers.map(|(_, index)| index).collect(),
            wide: columns.iter().position(|column| column.wide),
        }
    }

    /// The table's lines; without a width, each row is one line.
    pub(super) fn lines(&self, width: Option<u16>) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        if let Some(width) = width {
            table.set_width(width).set_content_arrangement(ContentArrangement::Dynamic);
        } else {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
        table.set_header(&self.titles);
        for row in &self.rows {
            table.add_row(row.iter().map(|cell| visible::line(cell)));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        for index in &self.numbers {
            if let Some(column) = table.column_mut(*index) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        if let Some(column) = self.wide.and_then(|index| table.column_mut(index)) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Percentage(WIDE)));
        }
        let lines: Vec<_> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    const COLUMNS: [Column<(String, u8)>; 2] = [
        Column::text("column-text", |row, _| row.0.clone()),
        Column::number("column-number", |row, _| row.1.to_string()),
    ];

    #[test]
    fn without_a_terminal_a_row_is_one_line() {
        let long = "mot ".repeat(100);
        let rows = [(long, 3), ("a\nb".to_owned(), 12)];
        let text = Grid::of(&rows, &COLUMNS, &Locale::new(Language::English)).lines(None);
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().all(|line| !line.ends_with(' ')));
    }

    #[test]
    fn in_a_terminal_no_line_is_wider() {
        let long = "mot ".repeat(100);
        let text = Grid::of(&[(long, 3)], &COLUMNS, &Locale::new(Language::French)).lines(Some(40));
        assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
    }
}
