//! Actions that one text states twice, such as in its course and in the list at its end.

use crate::draft::{Action, Confidence};
use crate::fold::fold;
use crate::task::{Likeness, Task};

/// How far back an action is looked for, in actions: no list of a meeting is longer.
const REACH: usize = 100;

/// Makes one of the actions that are the same: the same task, of the same people as far as both say.
pub(crate) fn merge(actions: &mut Vec<Action>) {
    let mut kept: Vec<(Action, Task)> = Vec::with_capacity(actions.len());
    for action in std::mem::take(actions) {
        let task = Task::of(&action.source.text, action.owner.iter().map(String::as_str));
        let same = |(before, known): &&mut (Action, Task)| {
            let alike = known.likeness(&task) == Likeness::Same
                || known.is_within(&task)
                || task.is_within(known);
            alike && agree(before, &action)
        };
        match kept.iter_mut().rev().take(REACH).find(same) {
            Some((before, known)) => {
                // A list says what is owed more surely than the course of the talk.
                let listed = action.source.confidence == Confidence::Sure;
                if listed && before.source.confidence != Confidence::Sure {
                    before.source.text.clone_from(&action.source.text);
                    *known = task;
                }
                take(before, action);
            }
            None => kept.push((action, task)),
        }
    }
    actions.extend(kept.into_iter().map(|(action, _)| action));
}

/// Whether nothing tells two actions apart but where they stand.
fn agree(one: &Action, two: &Action) -> bool {
    let numbers = one.number.is_none() || two.number.is_none() || one.number == two.number;
    let days = match (&one.due, &two.due) {
        (Some(one), Some(two)) => one.extent() == two.extent(),
        _ => true,
    };
    numbers && days && same_people(&one.owner, &two.owner)
}

/// Whether two lists name the same people, one of them perhaps with fewer words of each name.
pub(crate) fn same_people(one: &[String], two: &[String]) -> bool {
    if one.is_empty() || two.is_empty() {
        return true;
    }
    let within = |few: &String, many: &String| {
        let (few, many) = (fold(few), fold(many));
        few.split(' ').all(|word| many.split(' ').any(|it| it == word))
    };
    let each = |one: &[String], two: &[String]| {
        one.iter().all(|name| two.iter().any(|it| within(name, it) || within(it, name)))
    };
    each(one, two) && each(two, one)
}

/// Adds to `before` what `later` says besides. Of two states the one said last holds.
fn take(before: &mut Action, later: Action) {
    before.source.lines.extend(later.source.lines);
    before.source.confidence = before.source.confidence.max(later.source.confidence);
    before.number = before.number.take().or(later.number);
    before.due = before.due.take().or(later.due);
    if before.owner.is_empty() {
        before.owner = later.owner;
    }
    before.state = later.state;
}

#[cfg(test)]
mod tests {
    use crate::draft::{Action, ActionState};

    fn read(text: &str) -> Vec<Action> {
        crate::read(&format!(
            "# Réunion du 4 mai 2024\n\n**Présents :** Ana BEL, Léo NOUR\n\n{text}"
        ))
        .0
        .actions
    }

    #[test]
    fn a_task_in_the_course_and_in_the_closing_list_is_one_action_with_both_lines() {
        let found = read(
            "## Budget\n\nAna BEL est chargée d'écrire le plan.\n\n## Actions\n\n- Écrire le plan (Ana BEL), avant le 3 juin 2024\n- Lire le plan (Léo NOUR)\n",
        );
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].source.lines, [[7, 7], [11, 11]]);
        assert_eq!(found[0].due.as_ref().unwrap().to_string(), "2024-06-03");
    }

    #[test]
    fn the_same_task_of_two_people_or_of_two_days_is_two() {
        let found = read("## Actions\n\n- Écrire le plan (Ana BEL)\n- Écrire le plan (Léo NOUR)\n");
        assert_eq!(found.len(), 2);
        let found = read(
            "## Actions\n\n- Relancer la mairie avant le 3 mai 2024\n- Relancer la mairie avant le 7 juin 2024\n",
        );
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn the_state_that_is_said_last_holds() {
        let found = read(
            "## Actions\n\n- [ ] Écrire le plan (Ana BEL)\n\n## Divers\n\n### Actions\n\n- [x] Écrire le plan (Ana BEL)\n",
        );
        assert_eq!(found.iter().map(|it| it.state).collect::<Vec<_>>(), [ActionState::Completed]);
    }
}
