//! Rows under their columns, as wide as the terminal and no wider.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::visible;
use crate::locale::Locale;

/// How a row's cell is made.
pub(crate) struct Column<T> {
    /// The message above it.
    pub(crate) title: &'static str,
    /// The cell's text.
    pub(crate) cell: fn(&T, &Locale) -> String,
    /// Whether it holds numbers, which stand to the right.
    pub(crate) number: bool,
}

impl<T> Column<T> {
    /// A column of texts.
    pub(crate) const fn text(title: &'static str, cell: fn(&T, &Locale) -> String) -> Self {
        Self { title, cell, number: false }
    }

    /// A column of numbers.
    pub(crate) const fn number(title: &'static str, cell: fn(&T, &Locale) -> String) -> Self {
        Self { title, cell, number: true }
    }
}

/// The table's lines; without a width, each row is one line.
pub(super) fn render<T>(
    rows: &[T],
    columns: &[Column<T>],
    locale: &Locale,
    width: Option<u16>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    if let Some(width) = width {
        table.set_width(width).set_content_arrangement(ContentArrangement::Dynamic);
    } else {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    table.set_header(columns.iter().map(|column| locale.text(column.title)));
    for row in rows {
        table.add_row(columns.iter().map(|column| visible::line(&(column.cell)(row, locale))));
    }
    for (index, column) in columns.iter().enumerate() {
        if let Some(laid) = table.column_mut(index) {
            laid.set_padding((0, 2));
            if column.number {
                laid.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    let lines: Vec<_> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
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
        let text = render(&rows, &COLUMNS, &Locale::new(Language::English), None);
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().all(|line| !line.ends_with(' ')));
    }

    #[test]
    fn in_a_terminal_no_line_is_wider() {
        let long = "mot ".repeat(100);
        let text = render(&[(long, 3)], &COLUMNS, &Locale::new(Language::French), Some(40));
        assert!(text.lines().all(|line| line.chars().count() <= 40), "{text}");
    }
}
