//! Minutes that are made up by the dozen.

use std::fs;
use std::path::PathBuf;

use crate::desk::Desk;

const PEOPLE: [(&str, &str); 10] = [
    ("Ana BEL", "ATELIER DU VAL"),
    ("Éric NOIR", "ATELIER DU VAL"),
    ("Zoé MARIN", "MISSION DU VAL"),
    ("Hugo SERPOLLET", "CAP VALLÉE"),
    ("Lise VAUCANSON", "CAP VALLÉE"),
    ("Noé TRACANEL", "ÉCOLE DES QUAIS"),
    ("Inès DORVALLE", "MAISON DES MÉTIERS"),
    ("Paul ESTRIVEAU", "MAISON DES MÉTIERS"),
    ("Rose QUILLAN", "CHAMBRE DU VAL"),
    ("Tom HARDOUEL", "CHAMBRE DU VAL"),
];

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// The day of a meeting, in words and as ISO; eight meetings a month.
pub(crate) fn day(number: usize) -> (String, String) {
    let (year, month, day) = (2015 + number / 96, number / 8 % 12, 1 + number % 8 * 3);
    let printed = if day == 1 { "1er".to_owned() } else { day.to_string() };
    (format!("{printed} {} {year}", MONTHS[month]), format!("{year}-{:02}-{day:02}", month + 1))
}

/// The minutes of one meeting: who was there and who was excused, two decisions, three actions, and
/// how some of those of the meeting before came along.
pub(crate) fn minutes(number: usize) -> String {
    let (day, _) = day(number);
    let line = |(person, organisation): &(&str, &str)| format!("- {person} – {organisation}\n");
    let excused = [number % PEOPLE.len(), (number * 7 + 3) % PEOPLE.len()];
    let is_excused = |at: usize| excused.contains(&at);
    let list = |wanted: bool| -> String {
        let people = PEOPLE.iter().enumerate().filter(|(at, _)| is_excused(*at) == wanted);
        people.map(|(_, person)| line(person)).collect::<Vec<_>>().concat()
    };
    let (d, a) = (2 * number + 1, 3 * number + 1);
    let owner = |at: usize| PEOPLE[(number + at) % PEOPLE.len()].0;
    let followed = if number == 0 {
        String::new()
    } else {
        format!(
            "## Suivi des actions\n\n- **A{}** – fait le {day}.\n- **A{}** – en cours.\n\n",
            a - 3,
            a - 2
        )
    };
    format!(
        "# Compte rendu de la réunion du {day}\n\n**Coordination du Val**\n\n\
        ## Présents\n\n{}\n## Excusés\n\n{}\n{followed}\
        ## Décisions\n\n\
        - **Décision D{d}** – La salle {number} est retenue. Adoptée à l'unanimité.\n\
        - **Décision D{}** – Le car {number} est loué. Adoptée sous condition : le devis est signé.\n\n\
        ## Actions\n\n\
        - **Action A{a}** – {} écrira au comité, avant le 15 mars 2030.\n\
        - **Action A{}** – {} relira la charte, en mai 2030.\n\
        - **Action A{}** – Demander un devis.\n",
        list(false),
        list(true),
        d + 1,
        owner(1),
        a + 1,
        owner(2),
        a + 2,
    )
}

/// Writes the minutes of so many meetings, and gives their names.
pub(crate) fn write(desk: &Desk, count: usize) -> Vec<String> {
    let names: Vec<_> = (0..count).map(|number| format!("{number:03}.md")).collect();
    for (number, name) in names.iter().enumerate() {
        let path: PathBuf = desk.file(name);
        fs::write(path, minutes(number)).unwrap();
    }
    names
}
