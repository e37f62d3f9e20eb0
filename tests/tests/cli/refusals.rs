//! Bad input: a clear message with the next step in both languages, the documented status, and
//! nothing written.

use std::fs;
use std::path::PathBuf;

use crate::desk::Desk;
use crate::folder::{self, Bytes};

/// A command line that is refused.
struct Refused {
    line: &'static str,
    code: i32,
    /// What is told in English, the next step among it.
    english: &'static [&'static str],
    /// The same in French.
    french: &'static [&'static str],
}

/// Two that a title and a last name do not tell apart.
const FIRST: &str = "\
# Compte rendu de la réunion du 18 janvier 2024

**Coordination du Val**

## Présents

- Ana BEL – ATELIER DU VAL
- Anne BEL – MISSION DU VAL
- Zoé MARIN – MISSION DU VAL

## Actions

- **Action A1** – Zoé MARIN réservera la salle, avant le 15 avril 2024.
";

const UNDATED: &str = "\
# Compte rendu de la réunion du 30 février 2024

**Coordination du Val**

## Présents

- Ana BEL – ATELIER DU VAL
";

const AMBIGUOUS: &str = "\
# Compte rendu de la réunion du 14 mars 2024

**Coordination du Val**

## Présents

- Mme BEL
- Zoé MARIN – MISSION DU VAL

## Actions

- **Action A2** – Mme BEL apportera les clés, avant le 15 avril 2024.
";

/// A ledger of one meeting in `r`.
fn desk() -> Desk {
    let desk = Desk::with_ledger();
    fs::write(desk.file("first.md"), FIRST).unwrap();
    desk.good("--ledger r --as 'Iris ROY' import --yes first.md");
    desk
}

/// The folder that commands run in, without what is remembered in the user's home.
fn written(desk: &Desk) -> Bytes {
    let mut all = folder::bytes(&desk.file("."));
    all.retain(|path, _| !path.starts_with(desk.file("./home")));
    all
}

fn assert_nothing_written(desk: &Desk, before: &Bytes) {
    assert_eq!(folder::changed(before, &written(desk)), Vec::<PathBuf>::new());
}

fn assert_refused(desk: &Desk, cases: &[Refused]) {
    let before = written(desk);
    for Refused { line, code, english, french } in cases {
        for (lang, told) in [("en", english), ("fr", french)] {
            let run = desk.run(&format!("--lang {lang} {line}"));
            assert_eq!((run.code, run.out.as_str()), (*code, ""), "{run:?}");
            for words in *told {
                assert!(run.err.contains(words), "“{words}” is not said: {run:?}");
            }
        }
    }
    assert_nothing_written(desk, &before);
}

#[test]
fn a_folder_that_is_no_ledger_is_left_as_it_is() {
    let desk = desk();
    fs::create_dir(desk.file("photos")).unwrap();
    fs::write(desk.file("photos/one.txt"), "mine").unwrap();
    let english = &["photos holds no ledger", "make one there: spro --ledger DIR init"][..];
    let french = &["photos", "pas de registre", "spro --ledger DOSSIER init"][..];
    let lines = [
        "--ledger photos action list",
        "--ledger photos verify",
        "--ledger photos --as Iris import --yes first.md",
        "--ledger photos --as Iris action done A1",
        "--ledger photos --as Iris person erase 'Ana BEL' --ground objection --yes",
    ];
    assert_refused(&desk, &lines.map(|line| Refused { line, code: 3, english, french }));
    assert_refused(
        &desk,
        &[Refused {
            line: "--ledger photos --as Iris init --body Val",
            code: 1,
            english: &["photos is not empty", "a new or an empty folder"],
            french: &["photos n’est pas vide", "un dossier nouveau ou vide"],
        }],
    );
}

#[test]
fn a_newer_format_is_neither_read_nor_written() {
    let desk = desk();
    let manifest = desk.file("r/spro.json");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(text.contains("\"format\":1"), "{text}");
    fs::write(&manifest, text.replace("\"format\":1", "\"format\":2")).unwrap();
    let english = &["a newer version of spro wrote", "format 2", "Install that version"][..];
    let french = &["une version plus récente", "format 2", "Installez cette version"][..];
    let lines = [
        "--ledger r action list",
        "--ledger r verify",
        "--ledger r --as Iris import --yes first.md",
        "--ledger r --as Iris action done A1",
        "--ledger r --as Iris person erase 'Ana BEL' --ground objection --yes",
    ];
    assert_refused(&desk, &lines.map(|line| Refused { line, code: 4, english, french }));
}

#[test]
fn a_busy_ledger_is_read_and_refuses_the_second_writer() {
    let desk = desk();
    let lock = fs::File::options().write(true).open(desk.file("r/LOCK")).unwrap();
    lock.lock().unwrap();
    let before = written(&desk);
    assert_eq!(desk.items("--ledger r person list").len(), 4, "readers do not wait");
    let write = "--ledger r --as 'Iris ROY' action done A1";
    let runs = desk.run_all(&["en", "fr"].map(|lang| format!("--lang {lang} {write}")));
    for run in &runs {
        assert_eq!((run.code, run.out.as_str()), (7, ""), "{run:?}");
    }
    let said = runs.iter().map(|run| run.err.as_str()).collect::<String>();
    for told in [
        "another process is recording in",
        "Wait for it to end",
        "un autre processus enregistre dans",
        "Attendez",
    ] {
        assert!(said.contains(told), "{said}");
    }
    assert_nothing_written(&desk, &before);
    drop(lock);
    desk.good(write);
}

#[test]
fn a_document_that_cannot_be_read_is_told_with_what_to_do() {
    let desk = desk();
    fs::write(desk.file("binary.md"), b"# Compte rendu\n\x00\x01\x02\xff\xfe\n").unwrap();
    fs::write(desk.file("empty.md"), "").unwrap();
    fs::write(desk.file("undated.md"), UNDATED).unwrap();
    let import = |line, code, english, french| Refused { line, code, english, french };
    assert_refused(
        &desk,
        &[
            import(
                "--ledger r --as Iris import --yes binary.md",
                10,
                &["binary.md"],
                &["binary.md"],
            ),
            import(
                "--ledger r --as Iris import --yes empty.md",
                10,
                &["empty.md is empty", "Is it the right file?"],
                &["empty.md est vide", "Est-ce le bon fichier"],
            ),
            import(
                "--ledger r --as Iris import --yes undated.md",
                1,
                &["undated.md:1:33: ", "30 février 2024", "--save-proposal FILE"],
                &["undated.md:1:33: ", "30 février 2024", "--save-proposal FICHIER"],
            ),
            import(
                "--ledger r --as Iris import --yes gone.md",
                8,
                &["gone.md", "Look at the path"],
                &["gone.md n’existe pas", "Vérifiez le chemin"],
            ),
        ],
    );
}

#[test]
fn a_date_that_no_calendar_has_is_refused_wherever_it_is_typed() {
    let desk = desk();
    let english = &["“2024-02-30” is a day that no calendar has", "the day and the month"][..];
    let french = &["« 2024-02-30 » est un jour qu’aucun calendrier n’a", "le jour et le mois"][..];
    let lines = [
        "--ledger r --as Iris action due A1 2024-02-30",
        "--ledger r --as Iris action done A1 --since 2024-02-30",
        "--ledger r --as Iris action done A1 --learned 2024-02-30",
        "--ledger r --as Iris import --yes --approved 2024-02-30 first.md",
        "--ledger r action list --on 2024-02-30",
        "--ledger r action list --known-at 2024-02-30",
    ];
    assert_refused(&desk, &lines.map(|line| Refused { line, code: 2, english, french }));
    let instant = Refused {
        line: "--ledger r action list --recorded-at 2024-02-30",
        code: 2,
        english: &["2024-02-30"],
        french: &["2024-02-30"],
    };
    assert_refused(&desk, &[instant]);
}

#[test]
fn a_person_who_cannot_be_told_from_another_is_left_out_aloud_and_not_guessed() {
    let desk = desk();
    fs::write(desk.file("second.md"), AMBIGUOUS).unwrap();
    for (lang, told) in [
        ("en", ["Whom does “BEL” mean?", "hangs on a question", "2 things are left"]),
        ("fr", ["Qui est « BEL » ?", "dépend d’une question", "2 choses sont laissées"]),
    ] {
        let told_of = desk.good(&format!("--ledger r --lang {lang} import -n second.md"));
        for words in told {
            assert!(told_of.contains(words), "“{words}” is not said: {told_of}");
        }
    }
    let seen = desk.good("--ledger r --lang en import -n second.md");
    let (ana, anne) = (seen.find("Ana BEL (person/"), seen.find("Anne BEL (person/"));
    assert!(ana.is_some() && ana < anne, "by name: {seen}");
    assert!(seen.contains("write the whole name in the proposal"), "{seen}");
    let settled = desk.items("--ledger r --as 'Iris ROY' import --yes second.md");
    let left = settled[0]["left"].as_array().unwrap();
    let told: Vec<_> = left.iter().map(|left| (&left["text"], &left["why"])).collect();
    assert_eq!(left.len(), 2, "{told:?}");
    assert!(left.iter().all(|left| left["lines"][0][0].is_u64()), "{left:?}");
    assert!(told[0].0.as_str().unwrap().contains("Mme BEL"), "{told:?}");
    assert!(told.iter().all(|(_, why)| why.as_str().unwrap().starts_with("asked")), "{told:?}");
    let persons = desk.items("--ledger r person list");
    assert_eq!(persons.len(), 4, "nobody was made of her: {persons:?}");
    let rows = desk.items("--ledger r attendance");
    let second = |name: &str| {
        let row = rows.iter().find(|row| row["person"]["name"] == name).unwrap();
        row["meetings"][1]["mark"].as_str().unwrap()
    };
    assert_eq!(second("Zoé MARIN"), "present");
    assert_eq!([second("Ana BEL"), second("Anne BEL")], ["unlisted"; 2], "neither was guessed");
    let actions = desk.items("--ledger r action list");
    let a2 = actions.iter().find(|action| action["number"] == "A2").unwrap();
    assert_eq!(a2["owners"].as_array().map(Vec::len), Some(0), "{a2}");
    assert_eq!(a2["due"], "2024-04-15");
}

#[test]
fn what_nothing_or_more_than_one_thing_is_called_is_refused() {
    let desk = desk();
    for name in ["Ana BEL", "Anne BEL"] {
        desk.good(&format!("--ledger r --as 'Iris ROY' person alias '{name}' Bel"));
    }
    assert_refused(
        &desk,
        &[
            Refused {
                line: "--ledger r --as Iris action done A7",
                code: 11,
                english: &["nothing here is called “A7”", "the end of its id"],
                french: &["rien ici ne s’appelle « A7 »", "la fin de l’identifiant"],
            },
            Refused {
                line: "--ledger r show zzzzz",
                code: 11,
                english: &["nothing here is called “zzzzz”", "the end of its id"],
                french: &["rien ici ne s’appelle « zzzzz »", "la fin de l’identifiant"],
            },
            Refused {
                line: "--ledger r --as Iris action assign A1 bel",
                code: 11,
                english: &[
                    "several are called “bel”: ",
                    "Give the whole name, or one of these ids",
                    "Ana BEL (person/",
                    "Anne BEL (person/",
                ],
                french: &["« bel »", "Ana BEL (person/", "Anne BEL (person/"],
            },
            Refused {
                line: "--ledger r --as Iris person erase Bel --ground objection --yes",
                code: 11,
                english: &["several are called “Bel”: ", "Ana BEL (person/"],
                french: &["« Bel »", "Ana BEL (person/"],
            },
            Refused {
                line: "--ledger r action list --owner zzz",
                code: 11,
                english: &["nobody called “zzz”", "spro person list"],
                french: &["personne nommé « zzz »", "spro person list"],
            },
            Refused {
                line: "--ledger r --as Iris person erase Nobody --ground objection --yes",
                code: 11,
                english: &["“Nobody”"],
                french: &["« Nobody »"],
            },
        ],
    );
}

/// The keys of a ledger are random: tails of four characters that two of its ids share are looked
/// for in ever more actions that minutes bring, and the longest shared tail is typed.
#[test]
fn a_tail_that_several_ids_have_is_refused_and_a_longer_one_taken() {
    let desk = desk();
    let tail = |id: &str, length: usize| id[id.len() - length..].to_owned();
    let mut meeting = 1;
    let (short, long, number) = loop {
        let action = |n| format!("- **Action A{}** – Demander un devis.\n", meeting * 1000 + n);
        let actions = (0..400).map(action).collect::<Vec<_>>().concat();
        let text = format!(
            "# Compte rendu de la réunion du {meeting} juin 2024\n\n**Coordination du Val**\n\n## Actions\n\n{actions}"
        );
        fs::write(desk.file("many.md"), text).unwrap();
        desk.good("--ledger r --as 'Iris ROY' import --yes many.md");
        let items = desk.items("--ledger r action list");
        let ids: Vec<_> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        let shared = items.iter().find(|item| {
            let id = item["id"].as_str().unwrap();
            ids.iter().filter(|other| tail(other, 4) == tail(id, 4)).count() == 2
                && ids.iter().filter(|other| tail(other, 8) == tail(id, 8)).count() == 1
        });
        if let Some(item) = shared {
            let id = item["id"].as_str().unwrap();
            break (tail(id, 4), tail(id, 8), item["number"].as_str().unwrap().to_owned());
        }
        meeting += 1;
    };
    let before = written(&desk);
    for (lang, told) in [("en", "several things are called"), ("fr", "plusieurs choses")] {
        let run = desk.run(&format!("--ledger r --as Iris --lang {lang} action done {short}"));
        assert_eq!((run.code, run.out.as_str()), (11, ""), "{run:?}");
        assert!(run.err.contains(told) && run.err.matches("action/").count() == 2, "{run:?}");
    }
    assert_nothing_written(&desk, &before);
    desk.good(&format!("--ledger r --as 'Iris ROY' action done {long}"));
    let items = desk.items("--ledger r action list");
    let done: Vec<_> = items.iter().filter(|item| item["status"] == "completed").collect();
    assert!(matches!(done[..], [item] if item["number"] == number.as_str()), "{done:?}");
}

#[test]
fn every_item_of_a_proposal_that_cannot_be_read_is_said_with_its_line_and_column() {
    let desk = desk();
    desk.good("--ledger r import first.md --save-proposal p.json");
    let text = fs::read_to_string(desk.file("p.json")).unwrap();
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    let mut places = Vec::new();
    for (from, to) in [
        ("\"date\": \"2024-01-18\"", "\"date\": \"2024-01-32\""),
        ("\"status\": \"present\"", "\"status\": \"there\""),
        ("\"owner\": [", "\"owner\": 7, \"x\": ["),
    ] {
        let at = lines.iter().position(|line| line.contains(from)).unwrap();
        lines[at] = lines[at].replace(from, to);
        places.push(at + 1);
    }
    fs::write(desk.file("p.json"), lines.join("\n")).unwrap();
    let before = written(&desk);
    for lang in ["en", "fr"] {
        let import = "--ledger r --as Iris import --yes --from-proposal p.json";
        let run = desk.run(&format!("--lang {lang} {import}"));
        assert_eq!((run.code, run.out.as_str()), (10, ""), "{run:?}");
        for line in &places {
            let place = match lang {
                "en" => format!("line {line}, column "),
                _ => format!("ligne {line}, colonne "),
            };
            assert!(run.err.contains(&place), "{place} is not said: {run:?}");
        }
        let next = if lang == "en" { "Correct it there" } else { "Corrigez-la à cet endroit" };
        assert!(run.err.contains(next), "{run:?}");
    }
    assert_nothing_written(&desk, &before);
}

#[test]
fn who_records_is_to_be_said_where_nobody_can_be_asked() {
    let desk = desk();
    let english = &["who records is not said", "--as NAME, or set SPRO_ACTOR"][..];
    let french = &["il n’est pas dit qui enregistre", "--as NOM, ou réglez SPRO_ACTOR"][..];
    let lines = [
        "--ledger s init --body Val",
        "--ledger r import --yes first.md",
        "--ledger r action done A1",
        "--ledger r member end 'Ana BEL'",
        "--ledger r person erase 'Ana BEL' --ground objection --yes",
    ];
    assert_refused(&desk, &lines.map(|line| Refused { line, code: 2, english, french }));
}
