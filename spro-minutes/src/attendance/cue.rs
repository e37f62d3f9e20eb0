//! What a heading or a label says of the people below or after it.

use crate::called::is_title;
use crate::dates;
use crate::draft::Status;
use crate::fold::fold;

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cue {
    /// People of one status.
    Listed(Status),
    /// Who gave a proxy to whom.
    Proxies,
}

/// Words that may stand beside those that say a status, in a heading that says nothing else.
const BESIDE: &[&str] = &[
    "a",
    "absence",
    "adherents",
    "administrateurs",
    "ainsi",
    "also",
    "and",
    "apologies",
    "assemblee",
    "at",
    "au",
    "aussi",
    "autres",
    "avec",
    "board",
    "bureau",
    "ca",
    "comite",
    "committee",
    "conseil",
    "d",
    "de",
    "des",
    "delegues",
    "deliberative",
    "distance",
    "droit",
    "droits",
    "du",
    "egalement",
    "elus",
    "est",
    "et",
    "etaient",
    "for",
    "from",
    "in",
    "l",
    "la",
    "le",
    "les",
    "leur",
    "mesdames",
    "messieurs",
    "mm",
    "mme",
    "mmes",
    "suppleants",
    "list",
    "liste",
    "meeting",
    "member",
    "members",
    "membre",
    "membres",
    "nom",
    "noms",
    "of",
    "ont",
    "ou",
    "personne",
    "personnes",
    "presence",
    "received",
    "remote",
    "remotely",
    "representants",
    "represente",
    "representes",
    "representees",
    "reunion",
    "seance",
    "sent",
    "sont",
    "the",
    "titulaires",
    "tous",
    "toutes",
    "visio",
    "visioconference",
    "par",
    "voix",
    "votaient",
    "votants",
    "votent",
    "voting",
    "were",
    "councillors",
    "directors",
    "governors",
    "trustees",
    "officers",
    "staff",
    "conseillers",
    "homeowners",
    "call",
    "key",
    "main",
    "public",
    "other",
    "others",
    "councilmembers",
    "coproprietaires",
    "with",
];

/// Words for kinds of people, with which a label begins that ends with their status: `Élus présents`.
const PEOPLE: &[&str] = &[
    "adherents",
    "administrateurs",
    "agents",
    "associes",
    "autres",
    "benevoles",
    "conseillers",
    "conseilleres",
    "coproprietaires",
    "chercheurs",
    "citoyens",
    "delegues",
    "doctorants",
    "elus",
    "elues",
    "eleves",
    "enseignants",
    "enseignantes",
    "etudiants",
    "habitants",
    "instituteurs",
    "membre",
    "membres",
    "parents",
    "participants",
    "partenaires",
    "personnes",
    "personnels",
    "producteurs",
    "professeurs",
    "representants",
    "representantes",
    "salaries",
    "salariees",
    "societaires",
    "suppleants",
    "suppleantes",
    "titulaires",
    "usagers",
];

/// Longer texts are no labels.
const LONGEST: usize = 220;

/// What `text`, a heading or a line that labels what follows, announces of people.
pub(crate) fn cue(text: &str) -> Option<Cue> {
    let text = text.trim().trim_matches(['*', '_', '#', ' ', '•']);
    if text.len() > LONGEST {
        return None;
    }
    let introduces = text.trim_end_matches(['*', '_', ' ']).ends_with(':');
    let mut words = words(text);
    // "Attendees, 15 February": the day says nothing of them.
    let day = |word: &String| {
        dates::month(word).is_some()
            || dates::is_weekday(word)
            || word.starts_with(|c: char| c.is_ascii_digit()) && word.len() < 5
    };
    if words.len() > 1 && words.iter().any(|word| dates::month(word).is_some()) {
        words.retain(|word| !day(word));
    }
    if words == ["roll", "call"] {
        return Some(Cue::Listed(Status::Present));
    }
    let said: Vec<_> = words.iter().map(|word| said(word)).collect();
    let kind = kind(&words, &said)?;
    // "Absents (excusés)".
    let excused = kind == Cue::Listed(Status::Absent) && fold(text).contains("absents excus");
    let kind = if excused { Cue::Listed(Status::Excused) } else { kind };
    let nothing_else = words
        .iter()
        .zip(&said)
        .all(|(word, said)| said.is_some() || BESIDE.contains(&word.as_str()));
    let brief = words.len() <= 9 && nothing_else;
    let sentence = introduces && tells_presence(&words);
    let of_a_kind = introduces && words.len() < 7 && is_kind_of_people(&words, &said);
    (brief || sentence || of_a_kind).then_some(kind)
}

/// Whether `text` names a kind of people, as the label of a group of them does.
pub(super) fn is_group_of_people(text: &str) -> bool {
    let words = words(text);
    let first = words.first().map_or("", String::as_str);
    words.len() < 6 && (PEOPLE.contains(&first) || words.iter().all(|word| is_title(word)))
}

/// `Conseillers municipaux présents`: a kind of people, and how they are concerned.
fn is_kind_of_people(words: &[String], said: &[Option<Said>]) -> bool {
    let first = words.first().map_or("", String::as_str);
    PEOPLE.contains(&first) && said.last().is_some_and(Option::is_some)
}

/// Whether a title names the members, and says nothing of who came.
pub(super) fn is_of_members(text: &str) -> bool {
    matches!(words(text).as_slice(), [word] if word == "members" || word == "membres")
}

/// The words of `text` but for what stands in brackets, and without the ends that make them of
/// either gender.
fn words(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut bare = String::new();
    let mut before = ' ';
    for c in text.chars() {
        match c {
            // `Présent(e)s` is one word.
            '(' if before.is_whitespace() => depth += 1,
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
        before = c;
    }
    let ends = ["e", "s", "es", "ne", "nes", "te", "tes", "ee", "ees"];
    // "TSC members present": how the body is called says nothing of who came.
    let acronym =
        |word: &&str| (2..=6).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let small = bare.chars().any(char::is_lowercase);
    let kept: Vec<_> = bare.split_whitespace().filter(|word| !(small && acronym(word))).collect();
    let folded = fold(&kept.join(" "));
    folded
        .split(' ')
        .filter(|word| !word.is_empty() && !ends.contains(word))
        .map(str::to_owned)
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Present,
    Excused,
    Absent,
    Guest,
    Proxies,
    Not,
}

fn said(word: &str) -> Option<Said> {
    Some(match word {
        "present" | "presents" | "presente" | "presentes" | "participant" | "participants"
        | "participante" | "participantes" | "participaient" | "attendee" | "attendees"
        | "attended" | "attendance" | "attending" | "assistaient" | "assistait" | "assistent"
        | "assiste" | "participent" | "presences" => Said::Present,
        "excuse" | "excuses" | "excusee" | "excusees" | "excused" | "apologies" | "regrets"
        | "empeches" => Said::Excused,
        "absent" | "absents" | "absente" | "absentes" | "absences" | "absentees" => Said::Absent,
        "invite" | "invites" | "invitee" | "invitees" | "guest" | "guests" | "observers"
        | "observateur" | "observateurs" | "observatrices" | "visitors" => Said::Guest,
        "procuration" | "procurations" | "pouvoir" | "pouvoirs" | "proxy" | "proxies"
        | "represente" | "representee" | "representes" | "representees" => Said::Proxies,
        "non" | "not" | "no" => Said::Not,
        _ => return None,
    })
}

/// Words that list those who met where they stand alone.
const ALONE: &[&str] =
    &["members", "membres", "titulaires", "suppleants", "suppleantes", "presence"];

/// The status that outweighs the others where several are said.
fn kind(words: &[String], said: &[Option<Said>]) -> Option<Cue> {
    let says = |what: Said| said.contains(&Some(what));
    let status = if says(Said::Excused) {
        Status::Excused
    } else if says(Said::Absent)
        || said.windows(2).any(|pair| pair == [Some(Said::Not), Some(Said::Present)])
    {
        Status::Absent
    } else if says(Said::Guest) {
        Status::Guest
    } else if says(Said::Present) {
        Status::Present
    } else if says(Said::Proxies) {
        return Some(Cue::Proxies);
    } else {
        // `Membres :` alone is a list of those who met, and so are the two kinds of them.
        let alone = matches!(words, [word] if ALONE.contains(&word.as_str()));
        return alone.then_some(Cue::Listed(Status::Present));
    };
    Some(Cue::Listed(status))
}

/// Whether a sentence says of those whom it lists that they were there, or were not.
fn tells_presence(words: &[String]) -> bool {
    let verb =
        |word: &String| matches!(word.as_str(), "etaient" | "sont" | "etait" | "were" | "ont");
    let verbs = words.iter().filter(|word| verb(word)).count();
    let after = words.iter().skip_while(|word| !verb(word)).skip(1).take(3);
    verbs > 0 && after.into_iter().any(|word| said(word).is_some_and(|it| it != Said::Not))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_both_languages_and_of_either_gender_say_a_status() {
        for (label, status) in [
            ("Présents", Status::Present),
            ("Présent(e)s", Status::Present),
            ("**Présent·e·s :**", Status::Present),
            (
                "Étaient présentes les personnes suivantes (physiquement ou à distance) :",
                Status::Present,
            ),
            ("Début à 18 h, tous les membres du CA sont présents :", Status::Present),
            ("Membres présents ou représentés", Status::Present),
            ("Present", Status::Present),
            ("Attendees:", Status::Present),
            ("Élus municipaux présents :", Status::Present),
            ("Membres de droit présents (au siège) :", Status::Present),
            ("Assistent également :", Status::Present),
            ("Titulaires :", Status::Present),
            ("### Présences", Status::Present),
            ("February 15, Meeting Attendees:", Status::Present),
            ("Key participants", Status::Present),
            ("Roll call", Status::Present),
            ("TSC members present:", Status::Present),
            ("Other attendees", Status::Present),
            ("Absents excusés", Status::Excused),
            ("Absents (excusés) :", Status::Excused),
            ("Apologies for absence", Status::Excused),
            ("Absent.e.s", Status::Absent),
            ("Not present", Status::Absent),
            ("Invité(e)s", Status::Guest),
            ("**Visitors:**", Status::Guest),
        ] {
            assert_eq!(cue(label), Some(Cue::Listed(status)), "{label}");
        }
        assert_eq!(cue("Pouvoirs :"), Some(Cue::Proxies));
        for other in [
            "Présentation du projet",
            "Present the plan to the board",
            "Les absents ont tort, dit-on",
            "Les défauts présents :",
            "Total des présents :",
        ] {
            assert_eq!(cue(other), None, "{other}");
        }
    }
}
