//! Tables of actions and of decisions, by the titles of their columns: `Action | Qui | Quand | État`.

use std::ops::Range;

use spro_core::when::When;

use crate::blocks::Block;
use crate::called::without_title;
use crate::dates::{self, Calendar};
use crate::draft::{Action, ActionState, Confidence, Draft, Source};
use crate::due;
use crate::fold::fold;
use crate::labelled::{decide, is_nothing, is_number};
use crate::owner::listed;
use crate::progress;
use crate::section::Section;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Number,
    Task,
    Decision,
    Owner,
    Due,
    State,
    /// A mark where it is done.
    Done,
    Other,
}

fn column(title: &str) -> Column {
    let key = fold(title);
    match key.as_str() {
        "" if title.contains(['#', '№']) => Column::Number,
        "n" | "no" | "num" | "numero" | "ref" | "reference" | "id" | "number" => Column::Number,
        "action" | "actions" | "action a mener" | "actions a mener" | "action item"
        | "action items" | "tache" | "taches" | "task" | "tasks" | "quoi" | "what" | "a faire"
        | "to do" | "todo" | "action a realiser" | "actions a realiser" | "description"
        | "action required" | "intitule" | "libelle" | "actions a faire" | "action a faire"
        | "suites a donner" | "prochaines etapes" | "next steps" | "next step" => Column::Task,
        "decision" | "decisions" | "decision prise" | "decisions prises" | "resolution"
        | "resolutions" => Column::Decision,
        "qui"
        | "par qui"
        | "responsable"
        | "responsables"
        | "pilote"
        | "pilotes"
        | "porteur"
        | "porteurs"
        | "who"
        | "owner"
        | "owners"
        | "assignee"
        | "assigned to"
        | "assigne a"
        | "attribue a"
        | "attribuee a"
        | "en charge"
        | "charge de"
        | "personne en charge"
        | "responsible"
        | "lead"
        | "acteur"
        | "acteurs"
        | "resp"
        | "by whom"
        | "referent"
        | "responsible person"
        | "person responsible"
        | "action owner"
        | "personne responsable" => Column::Owner,
        "quand" | "echeance" | "echeances" | "delai" | "delais" | "date limite" | "pour le"
        | "due" | "due date" | "when" | "by when" | "deadline" | "date" | "date butoir"
        | "target date" | "date d echeance" | "avant le" | "date cible" | "pour quand"
        | "date prevue" | "echeancier" | "calendrier" | "due by" => Column::Due,
        "etat" | "statut" | "status" | "state" | "avancement" | "progress"
        | "etat d avancement" | "suivi" => Column::State,
        "fait" | "fait ?" | "done" | "realise" | "realisee" | "termine" | "completed" | "faite" => {
            Column::Done
        }
        _ => Column::Other,
    }
}

/// Places the rows of `block` where it is such a table; tells whether it was.
pub(crate) fn place(block: &Block, at: Section, draft: &mut Draft) -> bool {
    let lines = block.by_line();
    let [titles, rule, rows @ ..] = lines.as_slice() else {
        return false;
    };
    let ruled = rule.text.contains('-') && rule.text.chars().all(|c| "|-: +".contains(c));
    if !titles.text.starts_with('|') || !ruled {
        return false;
    }
    let columns: Vec<_> = cells(&titles.text)
        .into_iter()
        .map(|cell| column(titles.text.get(cell).unwrap_or("")))
        .collect();
    let has = |kind: Column| columns.contains(&kind);
    let owed = has(Column::Owner) || has(Column::Due) || has(Column::State) || has(Column::Done);
    // Anything with an owner may be a table of roles; what is to be done must be titled so.
    let tasks = has(Column::Task) && (owed || at == Section::Actions);
    if !tasks && !has(Column::Decision) {
        return false;
    }
    draft.headings.extend([titles.whole(), rule.whole()]);
    for row in rows {
        let read = Row { row, columns: &columns };
        if !read.place(draft) {
            draft.headings.push(row.whole());
        }
    }
    true
}

/// The cells of a row, each without white space at its ends.
fn cells(row: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, _) in row.match_indices('|').filter(|(at, _)| !escaped(row, *at)) {
        found.extend(start.map(|start| trimmed(row, start..at)));
        start = Some(at + 1);
    }
    let last = start.map(|start| trimmed(row, start..row.len()));
    found.extend(last.filter(|cell| !cell.is_empty()));
    found
}

fn escaped(row: &str, at: usize) -> bool {
    row.get(..at).is_some_and(|before| before.ends_with('\\'))
}

fn trimmed(row: &str, cell: Range<usize>) -> Range<usize> {
    let text = row.get(cell.clone()).unwrap_or("");
    let start = cell.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

struct Row<'a> {
    row: &'a Block,
    columns: &'a [Column],
}

impl Row<'_> {
    fn cell(&self, kind: Column) -> Option<&str> {
        let row = self.row.text.as_str();
        let told = self.columns.iter().zip(cells(row)).filter(|(column, _)| **column == kind);
        let mut told = told.filter_map(|(_, cell)| row.get(cell));
        told.find(|cell| says_something(cell))
    }

    fn place(&self, draft: &mut Draft) -> bool {
        let mut any = false;
        if let Some(said) = self.cell(Column::Decision).filter(|said| said.contains(' ')) {
            decide(self.row, said, Confidence::Sure, draft);
            any = true;
        }
        let Some(task) = self.cell(Column::Task) else {
            return any;
        };
        let entry = progress::entry(task);
        if !says_something(entry.text) {
            return any;
        }
        let number = self.cell(Column::Number).filter(|it| is_number(it)).map(str::to_owned);
        // The row tells whose it is, the cell what it is.
        let text = entry.text.to_owned();
        let source = Source { text, ..self.row.whole() };
        let owner = self.cell(Column::Owner).map(owners).unwrap_or_default();
        let told = self.cell(Column::Due);
        let state = self.state().or_else(|| told.and_then(progress::in_words));
        let state = state.unwrap_or(entry.state);
        let due = told.filter(|it| progress::in_words(it).is_none());
        let due = due.and_then(|it| by_when(it, draft.calendar())).or_else(|| {
            let led = self.columns.contains(&Column::Due);
            due::due(entry.text, draft.calendar()).filter(|_| !led)
        });
        draft.actions.push(Action { source, number, owner, due, state });
        true
    }

    fn state(&self) -> Option<ActionState> {
        let ticked = |cell: &str| {
            let yes = matches!(fold(cell).as_str(), "x" | "oui" | "yes" | "1");
            yes.then_some(ActionState::Completed).or_else(|| progress::in_words(cell))
        };
        let said = self.cell(Column::State).and_then(progress::in_words);
        said.or_else(|| self.cell(Column::Done).and_then(ticked))
    }
}

/// Whether a cell is filled in.
fn says_something(cell: &str) -> bool {
    let marked = cell.contains(['✓', '✔', '☑', '✅', '☒']);
    marked || !is_nothing(cell.trim_matches(['*', '_', '?', '.', '…', ' ']))
}

/// `A. Bel, L. Nour et la CCI`, as printed but for titles and marks.
fn owners(cell: &str) -> Vec<String> {
    let pieces = cell.split("<br>").flat_map(|it| it.split([';', '/', '&', '+'])).flat_map(listed);
    let names = pieces.flat_map(|piece| piece.split(',')).map(|name| {
        let bare = name.trim().trim_matches(['*', '_', '`', '(', ')', '[', ']', '.', ' ', '?']);
        // The full stop of an initial is part of a name, that of a sentence is none.
        without_title(bare).to_owned()
    });
    let open = ["a definir", "a determiner", "tbd", "tbc", "a preciser", "to be confirmed"];
    names.filter(|name| !is_nothing(name) && !open.contains(&fold(name).as_str())).collect()
}

/// The day that a cell names, else its words.
fn by_when(cell: &str, calendar: Calendar) -> Option<When> {
    let bare = cell.trim_matches(['*', '_', ' ', '.']);
    let dated = due::dated(bare, calendar);
    let within = || dates::find(bare, calendar).into_iter().find_map(|found| found.when);
    dated.or_else(within).or_else(|| When::words(bare).ok())
}

#[cfg(test)]
mod tests {
    use crate::draft::{Action, ActionState};

    fn read(rows: &str) -> Vec<Action> {
        crate::read(&format!("# Réunion du 4 mai 2024\n\n## Suivi\n\n{rows}")).0.actions
    }

    #[test]
    fn a_row_says_what_who_when_and_how_far() {
        let found = read(
            "| N° | Action | Qui | Échéance | État |\n|---|---|---|---|---|\n| A1 | Écrire le plan | Mme A. Bel et L. Nour | 15/06/2024 | Fait |\n| | Appeler la mairie | tous | fin mai | en cours |\n| | | | | |\n",
        );
        let [plan, call] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(plan.source.text, "Écrire le plan");
        assert_eq!(plan.source.lines, [[7, 7]]);
        assert_eq!(plan.number.as_deref(), Some("A1"));
        assert_eq!(plan.owner, ["A. Bel", "L. Nour"]);
        assert_eq!(plan.due.as_ref().unwrap().to_string(), "2024-06-15");
        assert_eq!(plan.state, ActionState::Completed);
        assert_eq!(
            (call.owner.as_slice(), call.state),
            (&["tous".into()][..], ActionState::Started)
        );
        assert_eq!(call.due.as_ref().unwrap().to_string(), "fin mai");
    }

    #[test]
    fn a_table_that_owes_nothing_is_left() {
        for rows in [
            "| Nom | Responsable |\n|---|---|\n| Budget | Ana |\n",
            "| Action | Budget |\n|---|---|\n| Salon | 300 € |\n",
            "| Action | Qui |\n|---|---|\n| <action> | <nom> |\n| - | - |\n",
        ] {
            assert_eq!(read(rows), [], "{rows}");
        }
    }

    #[test]
    fn struck_rows_and_ticks_are_done() {
        let found = read(
            "| To do | Who | Done |\n|---|---|---|\n| ~~Call~~ | Ana | |\n| Write to Léo | Zoé | ✓ |\n| Read | Max | |\n",
        );
        let states: Vec<_> = found.iter().map(|it| it.state).collect();
        let done = ActionState::Completed;
        assert_eq!(states, [done, done, ActionState::Open]);
    }
}
