//! The words by which somebody takes a task.

use crate::fold::{fold, start};

/// Whether `rest`, which follows a name, says that the named one will do something.
pub(crate) fn promises(rest: &str) -> bool {
    let printed = start(rest.trim_start(), 80);
    let printed = printed.strip_prefix("also ").unwrap_or(printed);
    let key = fold(printed);
    let mut words = key.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let infinitive = ["er", "ir", "re"].iter().any(|end| second.ends_with(end));
    // Somebody may be called Will.
    let small = printed.trim_start().starts_with(char::is_lowercase);
    match first {
        "will" | "shall" | "must" if small => {
            !matches!(second, "be" | "not" | "have" | "never" | "likely" | "probably")
                || key.starts_with("will be responsible")
        }
        "to" => {
            // "Ana: To clarify, the fee stays" tells how the sentence is meant.
            let mut printed = printed.split_whitespace().filter(|word| word.len() > 1);
            let aside = printed.nth(1).is_some_and(|word| word.ends_with(','));
            second.len() > 1 && !aside && !matches!(second, "the" | "be" | "a" | "an" | "us" | "me")
        }
        "doit" | "devra" | "doivent" | "devront" => !matches!(second, "etre" | "avoir" | "pas"),
        "va" | "vont" => infinitive && second != "etre",
        _ => {
            let takes = [
                "se charge ",
                "se chargera ",
                "se chargent ",
                "s occupe ",
                "s occupera ",
                "s occupent ",
                "est charge de",
                "est chargee de",
                "est charge d",
                "est chargee d",
                "sont charges d",
                "sera charge d",
                "sera chargee d",
                "sera responsable d",
                "prend en charge",
                "se propose de ",
                "se propose pour ",
                "se propose d ",
                "volunteers to ",
                "volunteered to ",
                "is going to ",
                "has to ",
                "needs to ",
                "agreed to ",
                "offered to ",
                "undertook to ",
                "was asked to ",
                "were asked to ",
                "was requested to ",
                "was tasked with ",
                "was tasked to ",
                "taking action",
                "takes the action",
                "taking the action",
                "aura soin d",
            ];
            let takes = takes.iter().any(|cue| key.starts_with(cue));
            takes || is_future(printed.split_whitespace().next().unwrap_or("")) && does(first)
        }
    }
}

/// Whether `rest`, which follows a name, tells in the present tense of a task that the named one has.
pub(crate) fn does_now(rest: &str) -> bool {
    let key = fold(start(rest.trim_start(), 80));
    let mut words = key.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let third = words.next().unwrap_or("");
    let verb = first.strip_suffix("nt").filter(|verb| verb.ends_with('e')).unwrap_or(first);
    let habit = ["deja", "actuellement", "regulierement", "toujours", "chaque", "souvent", "que"];
    let told = matches!(third, "debat" | "discussion" | "sujet" | "question" | "que");
    let phrase = ["prend contact", "prend rendez", "reprend contact", "se renseigne", "met a jour"];
    let does = TASKS.contains(&verb) || phrase.iter().any(|phrase| key.starts_with(phrase));
    let lower = rest.trim_start().starts_with(char::is_lowercase);
    does && lower && !habit.contains(&second) && !told && !second.is_empty()
}

/// Verbs in the present tense by which French notes give a task to whom they name.
const TASKS: &[&str] = &[
    "achete",
    "appelle",
    "centralise",
    "commande",
    "complete",
    "contacte",
    "demarche",
    "diffuse",
    "envoie",
    "finalise",
    "imprime",
    "prepare",
    "recontacte",
    "redige",
    "relance",
    "renvoie",
    "reserve",
    "revoit",
    "transmet",
    "verifie",
];

/// Whether a verb in the future tense tells of a deed rather than of a state.
pub(super) fn does(verb: &str) -> bool {
    let states = [
        "sera",
        "seront",
        "aura",
        "auront",
        "pourra",
        "pourront",
        "faudra",
        "viendra",
        "viendront",
        "participera",
        "participeront",
        "restera",
        "resteront",
        "voudra",
        "voudront",
        "deviendra",
    ];
    !states.contains(&verb)
}

/// Whether `word` looks like a French verb in the future tense, third person.
pub(crate) fn is_future(word: &str) -> bool {
    let lower = word.chars().all(|c| !c.is_uppercase());
    lower && word.len() > 3 && (word.ends_with("ra") || word.ends_with("ront"))
}
