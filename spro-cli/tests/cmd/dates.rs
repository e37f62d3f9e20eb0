//! Days that minutes do not print in full: inferred and marked, asked, or a problem.

use std::fs;

use crate::desk::Desk;

const MINUTES: &str = "# Compte rendu de la réunion du mardi 6 février\n\n## Présents\n\n- Ana BEL – ATELIER DU VAL\n";

const ENGLISH: &str = "# Minutes of the meeting of 4/5/2020\n\n## Present\n\n- Ana BEL – VAL WORKSHOP\n\n## Actions\n\n- **Action A1** – Ana BEL will write to the mayor of the town, by 1/6/2020.\n";

fn desk(desk: Desk) -> Desk {
    desk.run("--ledger r --as 'Iris ROY' init --body 'Coordination du Val' --lang fr").good();
    desk
}

#[test]
fn a_year_that_is_not_printed_is_inferred_marked_and_stays_so() {
    let desk = desk(Desk::french());
    fs::create_dir(desk.file("2024")).unwrap();
    fs::write(desk.file("2024/cr.md"), MINUTES).unwrap();
    let look = desk.run("--ledger r import -n 2024/cr.md").good();
    assert!(look.contains("le jour, 2024-02-06, est déduit du nom du dossier"), "{look}");
    let proposal = &desk.items("--ledger r import -n 2024/cr.md")[0];
    assert_eq!(proposal["date"], "2024-02-06");
    assert_eq!(proposal["date_inferred_from"], "folder");
    desk.run("--ledger r --as 'Iris ROY' import --yes 2024/cr.md").good();
    let facts = desk.items("--ledger r replay");
    let held = facts.iter().find(|fact| fact["type"] == "spro.meeting.held").unwrap();
    assert_eq!(held["since"]["inferred"], true, "{held}");
    let again = desk.run("--ledger r --as 'Iris ROY' import --yes 2024/cr.md").good();
    assert!(again.contains("rien à enregistrer"), "{again}");
    // The same minutes from elsewhere are told by the register.
    fs::write(desk.file("cr.md"), MINUTES).unwrap();
    let look = desk.run("--ledger r import -n cr.md").good();
    assert!(look.contains("déduit des réunions que le registre connaît"), "{look}");
    // The next edition prints it: the mark alone is put right.
    fs::write(desk.file("cr.md"), MINUTES.replace("février", "février 2024")).unwrap();
    let look = desk.run("--ledger r import -n cr.md").good();
    assert!(look.contains("  ~ réunion tenue le 2024-02-06"), "{look}");
}

#[test]
fn a_year_comes_from_the_minutes_beside_and_nothing_is_guessed_without() {
    let desk = desk(Desk::french());
    fs::create_dir(desk.file("crs")).unwrap();
    let of = |day: &str| MINUTES.replace("mardi 6 février", day);
    fs::write(desk.file("crs/a.md"), of("5 décembre 2023")).unwrap();
    fs::write(desk.file("crs/b.md"), of("6 février")).unwrap();
    fs::write(desk.file("crs/c.md"), of("7 mars 2024")).unwrap();
    let look = desk.run("--ledger r import -n crs").good();
    assert!(look.contains("2024-02-06, est déduit des comptes rendus voisins"), "{look}");
    assert!(look.contains("lus : 3 · proposés : 3 · inchangés : 0 · laissés : 0 · refusés : 0"));
    fs::write(desk.file("seul.md"), of("6 février")).unwrap();
    let run = desk.run("--ledger r import -n seul.md");
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.err.contains("ne donne pas le jour"), "{}", run.err);
}

#[test]
fn days_that_contradict_each_other_are_a_problem_and_no_choice() {
    let desk = desk(Desk::french());
    let of = |day: &str| MINUTES.replace("mardi 6 février", day);
    fs::write(desk.file("2024-02-06.md"), of("6 février 2023")).unwrap();
    let run = desk.run("--ledger r import -n 2024-02-06.md");
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.err.contains("dite de plusieurs jours : 2023-02-06 / 2024-02-06"), "{}", run.err);
    fs::write(desk.file("cr.md"), of("lundi 6 février 2024")).unwrap();
    let run = desk.run("--ledger r import -n cr.md");
    assert!(run.err.contains("tombait un autre jour de la semaine"), "{}", run.err);
}

#[test]
fn the_order_of_day_and_month_is_asked_once_for_the_body() {
    let desk = desk(Desk::english());
    fs::write(desk.file("one.md"), ENGLISH).unwrap();
    fs::write(desk.file("two.md"), ENGLISH.replace("4/5/2020", "7/6/2020")).unwrap();
    let run = desk.run("--ledger r --as 'Iris ROY' import --yes one.md");
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.err.contains("4/5/2020 has the day first, or the month"), "{}", run.err);
    let run = desk.run_on("--ledger r --as 'Iris ROY' import --review one.md two.md", "2\ny\ny\n");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(run.err.matches("which number is the day?").count(), 1, "{}", run.err);
    let meetings = desk.run("--ledger r meeting list").good();
    assert!(meetings.contains("2020-04-05") && meetings.contains("2020-07-06"), "{meetings}");
    let actions = desk.run("--ledger r action list").good();
    assert!(actions.contains("2020-01-06"), "{actions}");
    // The next import asks no more, and says by what it reads.
    fs::write(desk.file("three.md"), ENGLISH.replace("4/5/2020", "9/8/2020")).unwrap();
    let run = desk.run("--ledger r --as 'Iris ROY' import --yes three.md").good();
    assert!(run.contains("read with the month first, inferred from what was answered"), "{run}");
    assert!(desk.run("--ledger r meeting list").good().contains("2020-09-08"));
    // What was said of the body is a fact, and nothing of the first changes.
    let again = desk.run("--ledger r --as 'Iris ROY' import --yes one.md").good();
    assert!(again.contains("nothing to record"), "{again}");
}

#[test]
fn another_date_of_the_document_tells_which_number_is_the_day() {
    let desk = desk(Desk::english());
    fs::write(desk.file("one.md"), ENGLISH.replace("1/6/2020", "25/6/2020")).unwrap();
    let look = desk.run("--ledger r import -n one.md").good();
    assert!(look.contains("meeting of 2020-05-04"), "{look}");
    assert!(look.contains("read with the day first, inferred from other dates"), "{look}");
    let said = desk.run("--ledger r import -n --order month-first one.md").good();
    assert!(said.contains("meeting of 2020-05-04"), "{said}");
}
