//! What an import reads does not grow with what other documents recorded.

use chrono::{Days, NaiveDate};

use crate::desk::Desk;

/// Minutes of one of many meetings of the same people, who do what they said the time before.
fn minutes(number: u32) -> String {
    let first = NaiveDate::from_ymd_opt(2020, 1, 9).unwrap();
    let day = first.checked_add_days(Days::new(28 * u64::from(number))).unwrap();
    let (day, next) = (day.format("%-d %B %Y"), number + 1);
    let done =
        if number > 0 { format!("- **A{number}** – done on {day}.\n") } else { String::new() };
    format!(
        "# Minutes of the meeting of {day}\n\n**Two Banks Committee**\n\n## Present\n\n\
         - Nora FIELD – Fairholm Job Centre\n- Paul OAKES – Chamber of Crafts\n\n\
         ## 1. Careers fair\n\n\
         - **Decision D{next}** – The fair of month {next} takes place in Fairholm. Adopted.\n\
         - **Action A{next}** – Nora FIELD will write to the schools of month {next}.\n{done}"
    )
}

/// How many records are read to compare a recorded document anew, and to import another one, in a
/// ledger of so many.
fn read_in_a_ledger_of(documents: u32) -> (usize, usize) {
    let mut desk = Desk::sealed();
    for number in 0..documents {
        assert!(!desk.import(&minutes(number)).is_empty());
    }
    let before = desk.visited();
    let again = desk.plan(&minutes(2));
    assert!(again.is_empty(), "{:?}", again.items);
    let compared = desk.visited();
    assert!(!desk.import(&minutes(documents)).is_empty());
    (compared - before, desk.visited() - compared)
}

/// Each document of a folder that was imported before once read the whole log: the second import of a hundred
/// files took three times as long as the first.
#[test]
fn what_is_read_for_a_document_does_not_grow_with_the_ledger() {
    let (again, new) = read_in_a_ledger_of(4);
    assert!(again > 4, "{again} records were read");
    assert_eq!(read_in_a_ledger_of(40), (again, new));
}
