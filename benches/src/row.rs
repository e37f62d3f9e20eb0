//! Rows of a table: a figure a run and contender, their medians, and the ledger's ratio to each.

use std::fmt::Write as _;

/// The ledger's name in the tables.
pub const OWN: &str = "spro";

/// Which figure is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// A rate.
    Higher,
    /// A time, or a size.
    Lower,
}

/// One work, as every contender did it.
#[derive(Debug)]
pub struct Row {
    /// The work.
    pub work: String,
    /// The unit of its figures.
    pub unit: &'static str,
    /// Which of two is the better.
    pub better: Better,
    /// What each reached.
    pub columns: Vec<Column>,
}

/// What one contender reached.
#[derive(Debug)]
pub struct Column {
    /// Who.
    pub name: &'static str,
    /// A figure a run, in the order of the runs; none where it cannot do the work.
    pub runs: Vec<f64>,
}

/// The middle of some figures; the mean of the two in the middle where their number is even.
pub fn median(figures: &[f64]) -> Option<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// The median of the ratios of runs that followed each other: what drifts on a machine, drifts for
/// both.
pub fn ratio(one: &[f64], other: &[f64]) -> Option<f64> {
    let ratios: Vec<_> = one.iter().zip(other).map(|(one, other)| one / other).collect();
    median(&ratios)
}

impl Row {
    /// The row in Markdown: who, the median with the least and the greatest figure, and the ratio
    /// of the ledger's figures to theirs.
    pub fn markdown(&self) -> String {
        let better = match self.better {
            Better::Higher => "more is better",
            Better::Lower => "less is better",
        };
        let mut text = format!("### {}\n\n", self.work);
        let _ =
            writeln!(text, "| {}, {better} | median | least – most | spro's to it |", self.unit);
        text.push_str("|---|---:|---:|---:|\n");
        let own = self.columns.iter().find(|column| column.name == OWN);
        let own = own.map_or(&[][..], |own| own.runs.as_slice());
        for column in &self.columns {
            let Some(median) = median(&column.runs) else {
                let _ = writeln!(text, "| {} | – | – | – |", column.name);
                continue;
            };
            let least = column.runs.iter().copied().fold(f64::INFINITY, f64::min);
            let most = column.runs.iter().copied().fold(0.0, f64::max);
            let ratio = ratio(own, &column.runs).map(|ratio| match ratio {
                0.1.. => format!("{ratio:.2}×"),
                _ => format!("{ratio:.5}×"),
            });
            let _ = writeln!(
                text,
                "| {} | {} | {} – {} | {} |",
                column.name,
                figure(median),
                figure(least),
                figure(most),
                ratio.unwrap_or_else(|| "–".into())
            );
        }
        text
    }
}

/// A figure with three digits or more.
pub fn figure(value: f64) -> String {
    if value >= 100.0 {
        let digits = format!("{value:.0}");
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        grouped
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_cmp, reason = "the figures are exact")]
    fn a_ratio_is_that_of_runs_that_followed_each_other() {
        // The machine was twice as slow in the second run, for both.
        assert_eq!(ratio(&[10.0, 5.0, 10.0], &[20.0, 10.0, 20.0]), Some(0.5));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn a_contender_that_cannot_do_the_work_has_no_figure() {
        let columns = vec![
            Column { name: OWN, runs: vec![2000.0] },
            Column { name: "floor", runs: Vec::new() },
        ];
        let row = Row { work: "x".into(), unit: "events/s", better: Better::Higher, columns };
        let text = row.markdown();
        assert!(text.contains("| spro | 2 000 | 2 000 – 2 000 | 1.00× |"), "{text}");
        assert!(text.contains("| floor | – | – | – |"), "{text}");
    }
}
