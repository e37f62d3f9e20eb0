//! Tables drawn with lines of `+---+`, or set in columns under `====`.

use crate::input::flow::{Kind, Piece};
use crate::input::table::Grid;

/// A table has no more lines than this.
const MOST: usize = 1000;

/// Writes the tables as Markdown's, in as many lines.
pub(super) fn tables(lines: &mut [String]) {
    let mut at = 0;
    while at < lines.len() {
        let rest = lines.get_mut(at..).unwrap_or_default();
        let length = drawn(rest).or_else(|| set(rest)).unwrap_or(1);
        at += length;
    }
}

/// A table with lines around its cells; how many lines it takes.
fn drawn(lines: &mut [String]) -> Option<usize> {
    let border = |line: &str| {
        line.len() > 2
            && line.starts_with('+')
            && line.ends_with('+')
            && line.chars().all(|c| matches!(c, '+' | '-' | '='))
    };
    lines.first().filter(|line| border(line.trim()))?;
    let of_it = |line: &&String| line.trim_start().starts_with(['+', '|']);
    let length = lines.iter().take_while(of_it).count();
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    let mut fresh = true;
    for line in lines.iter().take(length).skip(1) {
        let line = line.trim();
        if border(line) {
            fresh = true;
            continue;
        }
        let inner = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
        let Some(inner) = inner else {
            return Some(length);
        };
        if fresh {
            rows.push(Vec::new());
            fresh = false;
        }
        add(rows.last_mut()?, inner.split('|').map(str::trim));
    }
    (length > 2).then(|| replace(lines, length, &rows))
}

/// A table whose columns are under lines of `=`; how many lines it takes.
fn set(lines: &mut [String]) -> Option<usize> {
    let columns = columns(lines.first()?)?;
    let is_rule = |line: &str| self::columns(line).is_some_and(|it| it.len() == columns.len());
    let last =
        lines.iter().enumerate().take(MOST).skip(1).take_while(|(_, line)| !line.trim().is_empty());
    let length = last.filter(|(_, line)| is_rule(line)).last().map(|(at, _)| at + 1)?;
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    for line in lines.iter().take(length).filter(|line| !is_rule(line)) {
        let letters: Vec<char> = line.chars().collect();
        let cells: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(at, start)| {
                let end = columns.get(at + 1).copied().unwrap_or(letters.len()).min(letters.len());
                let cell: String = letters.get(*start..end).unwrap_or_default().iter().collect();
                cell.trim().to_owned()
            })
            .collect();
        // A line whose first cell is empty goes on the row above.
        if cells.first().is_none_or(|cell| !cell.is_empty()) || rows.is_empty() {
            rows.push(Vec::new());
        }
        add(rows.last_mut()?, cells.iter().map(String::as_str));
    }
    Some(replace(lines, length, &rows))
}

/// Where the columns begin that a line of `==== ===` rules off, two at least.
fn columns(line: &str) -> Option<Vec<usize>> {
    let line = line.trim_end();
    if line.is_empty() || !line.chars().all(|c| matches!(c, '=' | ' ')) {
        return None;
    }
    let begins = |(at, c): (usize, char)| {
        c == '=' && (at == 0 || line.as_bytes().get(at - 1) == Some(&b' '))
    };
    let starts: Vec<_> = line.char_indices().filter(|it| begins(*it)).map(|(at, _)| at).collect();
    (starts.len() > 1).then_some(starts)
}

fn add<'c>(row: &mut Vec<Vec<String>>, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if row.len() <= at {
            row.push(Vec::new());
        }
        if let Some(lines) = row.get_mut(at).filter(|_| !cell.is_empty()) {
            lines.push(cell.to_owned());
        }
    }
}

fn replace(lines: &mut [String], length: usize, rows: &[Vec<Vec<String>>]) -> usize {
    let mut grid = Grid::default();
    for row in rows {
        grid.begin_row();
        for cell in row {
            grid.begin_cell();
            if !cell.is_empty() {
                grid.put(Piece::Block(Kind::Paragraph, cell.join(" ")));
            }
        }
    }
    let mut written = grid.lines().into_iter();
    for line in lines.iter_mut().take(length) {
        *line = written.next().unwrap_or_default();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        tables(&mut lines);
        lines
    }

    #[test]
    fn a_drawn_table_keeps_its_lines() {
        let table = "+-----+------+\n| Nom | Lieu |\n+=====+======+\n| Ana | Lac  |\n|     | haut |\n\
            +-----+------+\naprès";
        let expected = ["| Nom | Lieu |", "|---|---|", "| Ana | Lac haut |", "", "", "", "après"];
        assert_eq!(read(table), expected);
    }

    #[test]
    fn a_set_table_keeps_its_lines() {
        let table = "===== ====\nNom   Lieu\n===== ====\nAna B Lac\nLéo   Val\n===== ====\naprès";
        let expected =
            ["| Nom | Lieu |", "|---|---|", "| Ana B | Lac |", "| Léo | Val |", "", "", "après"];
        assert_eq!(read(table), expected);
    }
}
