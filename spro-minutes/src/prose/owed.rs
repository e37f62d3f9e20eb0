//! Actions in running text.

use super::unowned::{has_to_be_done, has_to_be_planned, is_task};
use crate::fold::fold;
use crate::names::Names;
use crate::owner::{does_now, head, is_infinitive, promises};

/// Who is asked (perhaps nobody named), and the clause that asks.
pub(super) fn owed<'a>(
    sentence: &'a str,
    key: &str,
    opens_idea: bool,
    names: &Names,
) -> Option<(Vec<String>, &'a str)> {
    let asks = sentence.trim_end_matches(['»', '"', ')', ' ']).ends_with('?');
    if !asks && let Some(found) = speaks_for_self(sentence, names) {
        return Some(found);
    }
    if !asks && let Some(owner) = said_to_do(sentence, names) {
        return Some((owner, sentence));
    }
    if !asks && let Some(found) = promised(sentence, names) {
        return Some(found);
    }
    if !asks && let Some(body) = of_body(sentence) {
        return Some((vec![body.to_owned()], sentence));
    }
    if has_to_be_planned(key) {
        let said = sentence.rsplit(", ").find(|clause| fold(clause).contains("a prevoir"));
        return said.map(|said| (Vec::new(), said));
    }
    if !asks && let Some(owner) = asked_of(sentence, names) {
        return Some((owner, sentence));
    }
    if !asks && is_task(key) {
        let by = sentence.rsplit_once(" par ").and_then(|(_, who)| head(who, names));
        let by = by.filter(|(_, rest)| rest.trim_matches(['.', ' ', ';']).is_empty());
        return Some((by.map(|(owners, _)| owners).unwrap_or_default(), sentence));
    }
    if let Some(clause) = has_to_be_done(sentence).filter(|_| !asks) {
        return Some((Vec::new(), clause));
    }
    (opens_idea && is_infinitive(sentence, names)).then(|| (Vec::new(), sentence))
}

/// `AB: I will write to them`: what a known speaker takes upon themselves.
fn speaks_for_self<'a>(sentence: &'a str, names: &Names) -> Option<(Vec<String>, &'a str)> {
    let (owners, rest) = head(sentence, names)?;
    let said = rest.strip_prefix(':')?.trim_start();
    let does = ["I will ", "I'll ", "I’ll ", "I shall ", "I can take ", "will "];
    let does = does.iter().find_map(|does| said.strip_prefix(does))?;
    let first = fold(does.split_whitespace().next()?);
    let only_says = [
        "be", "have", "not", "never", "say", "note", "add", "probably", "likely", "see", "need",
        "just", "admit", "always", "also", "still", "that", "this", "we", "the", "it",
    ];
    (!only_says.contains(&first.as_str())).then_some((owners, sentence))
}

/// `Mr Bel said that he would ask the school`: a deed that somebody promised, as others report it.
fn said_to_do(sentence: &str, names: &Names) -> Option<Vec<String>> {
    let (owners, rest) = head(sentence, names)?;
    let said = rest.trim_start();
    let told = ["said ", "confirmed ", "stated ", "advised ", "added ", "offered ", "replied "];
    if owners.len() != 1 || !told.iter().any(|verb| said.starts_with(verb)) {
        return None;
    }
    let promises = ["he would ", "she would ", "they would ", "he will ", "she will "];
    let deeds = [
        "arrange",
        "ask",
        "bring",
        "buy",
        "chase",
        "check",
        "circulate",
        "collect",
        "contact",
        "draft",
        "email",
        "find",
        "follow",
        "forward",
        "investigate",
        "liaise",
        "look",
        "obtain",
        "order",
        "organise",
        "organize",
        "pass",
        "post",
        "prepare",
        "provide",
        "publish",
        "raise",
        "report",
        "send",
        "speak",
        "talk",
        "update",
        "write",
    ];
    let does = promises.iter().any(|promise| {
        said.match_indices(promise).any(|(at, _)| {
            let before = said.get(..at).unwrap_or("");
            let verb =
                said.get(at + promise.len()..).and_then(|it| it.split([' ', '.', ',']).next());
            before.ends_with(' ')
                && !before.ends_with("if ")
                && verb.is_some_and(|verb| deeds.contains(&verb))
        })
    });
    does.then_some(owners)
}

/// `Ana would approach the school`, behind what was agreed.
pub(super) fn would<'a>(clause: &'a str, names: &Names) -> Option<(Vec<String>, &'a str)> {
    let (owners, rest) = head(clause, names)?;
    let does = rest.trim_start().strip_prefix("would ").or_else(|| rest.strip_prefix("should "))?;
    let state = ["be ", "have ", "not ", "like ", "need "];
    (!state.iter().any(|cue| does.starts_with(cue))).then_some((owners, clause))
}

/// The first clause whose subject is somebody known and whose verb promises.
fn promised<'a>(sentence: &'a str, names: &Names) -> Option<(Vec<String>, &'a str)> {
    let mut before = "";
    let mut at = 0;
    for word in sentence.split_inclusive(char::is_whitespace) {
        let begins = word.starts_with(char::is_uppercase)
            || word.starts_with(['@', '*', '`', '[', '('])
            || at == 0
            || matches!(fold(word).as_str(), "chacun" | "chacune");
        let supposed = matches!(
            fold(before).as_str(),
            "si" | "s"
                | "if"
                | "whether"
                | "when"
                | "quand"
                | "lorsque"
                | "until"
                | "unless"
                | "once"
                | "after"
                // "Helpers outside of the Council to dig": who stands behind these is no subject.
                | "of"
                | "with"
                | "from"
                | "by"
                | "at"
                | "avec"
                | "par"
                | "chez"
        );
        let clause = sentence.get(at..)?;
        if begins
            && !supposed
            && let Some((owners, rest)) = head(clause, names)
            && (promises(rest) || at == 0 && does_now(rest))
            && !(names.structure(clause).is_some() && holds_an_event(rest))
        {
            let told =
                ["doit le ", "doit la ", "doit les ", "will do it", "will do this", "to do it"];
            let points = told.iter().any(|cue| fold(rest).starts_with(cue));
            return Some((owners, if points { sentence } else { clause }));
        }
        before = word;
        at += word.len();
    }
    strange(sentence).or_else(|| takes_it(sentence))
}

/// `Transfert de la ligne (Léo s'en charge)`: who takes upon them what is told before.
fn takes_it(sentence: &str) -> Option<(Vec<String>, &str)> {
    let cues = ["s'en charge", "s’en charge", "s'en occupe", "s’en occupe"];
    let at = cues.iter().filter_map(|cue| sentence.find(cue)).min()?;
    let before = sentence.get(..at)?.trim_end();
    let start = before.rfind(['(', ',', ';', ':']).map_or(0, |mark| mark + 1);
    let who = before.get(start..)?.trim();
    let word = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let known = !matches!(fold(who).as_str(), "il" | "elle" | "on" | "qui" | "personne" | "nous");
    let named = (1..=3).contains(&who.split(' ').count()) && who.split(' ').all(word);
    (known && named).then(|| (vec![who.to_owned()], sentence))
}

/// `The board will send an e-mail`: what those who met will do, and no rule of theirs.
fn of_body(sentence: &str) -> Option<&str> {
    let rest = sentence.strip_prefix("The ")?;
    let (body, deed) = rest.split_once(" will ")?;
    let bodies = ["board", "committee", "council", "group", "team", "working group"];
    let verb = deed.split(' ').next().unwrap_or("");
    let deeds = [
        "arrange",
        "circulate",
        "contact",
        "draft",
        "email",
        "inform",
        "invite",
        "notify",
        "order",
        "organise",
        "organize",
        "post",
        "prepare",
        "publish",
        "purchase",
        "send",
        "write",
    ];
    (bodies.contains(&body.to_lowercase().as_str()) && deeds.contains(&verb)).then_some(body)
}

/// What a structure does as its own: "L'agence tiendra sa conférence" is no task of this meeting.
fn holds_an_event(rest: &str) -> bool {
    let key = fold(rest);
    let verbs = [
        "tiendra",
        "tiendront",
        "accueillera",
        "ouvrira",
        "fermera",
        "fetera",
        "recevra",
        "organisera sa",
        "organisera son",
        "organisera ses",
        "will hold",
        "will host",
        "will open",
        "will close",
        "will receive",
    ];
    verbs.iter().any(|verb| key.starts_with(verb))
}

/// `Ask Ana to …`, `Demander à Ana de …`: whom an order asks, who is known by name.
fn asked_of(sentence: &str, names: &Names) -> Option<Vec<String>> {
    let cues = ["Ask ", "ask ", "Demander à ", "demander à "];
    let rest = cues.iter().find_map(|cue| sentence.strip_prefix(cue))?;
    let (owners, rest) = head(rest, names)?;
    let does = ["to ", "de ", "d'", "d’", "if ", "whether ", "s'il ", "si "];
    does.iter().any(|cue| rest.starts_with(cue)).then_some(owners)
}

/// `Organiser une collecte (Fabrice)`, `Relancer la mairie : Ana, avant mars`: a task with who does it
/// behind, in a list that nothing announces.
pub(super) fn listed(text: &str, names: &Names) -> Option<Vec<String>> {
    if !is_infinitive(text, names) || text.ends_with(['?', ':']) {
        return None;
    }
    let end = text.trim_end_matches(['.', ';', ' ']);
    let bracketed = end.strip_suffix(')').and_then(|inner| inner.rsplit_once('('));
    let behind = text.split_once(" : ").or_else(|| text.split_once(" – "));
    let said = bracketed.or(behind)?.1;
    let (owners, rest) = head(said, names)?;
    (rest.is_empty() || rest.starts_with([',', ';', '.'])).then_some(owners)
}

/// `Ana se charge de …`: who takes a task upon them is a person, known or not.
fn strange(sentence: &str) -> Option<(Vec<String>, &str)> {
    let mut words = sentence.split_inclusive(' ');
    let name = words.next()?;
    let rest = sentence.get(name.len()..)?;
    let name = name.trim_end();
    let key = fold(rest);
    let takes = [
        "se charge d",
        "se chargera d",
        "s occupe d",
        "s occupera d",
        "est charge d",
        "est chargee d",
        "sera charge d",
        "sera chargee d",
        "sera responsable d",
        "prend en charge ",
        "se propose pour ",
        "se propose de ",
        "se propose d ",
    ];
    let person = name.starts_with(char::is_uppercase)
        && name.chars().count() > 2
        && name.chars().all(|c| c.is_alphabetic() || "-'’".contains(c))
        && name.chars().skip(1).any(char::is_lowercase)
        && !matches!(
            fold(name).as_str(),
            "il" | "elle"
                | "on"
                | "qui"
                | "cela"
                | "celui"
                | "celle"
                | "personne"
                | "quelqu"
                | "nous"
                | "ce"
                | "tout"
                | "ils"
                | "elles"
                | "aucun"
                | "aucune"
                | "chacun"
                | "rien"
                | "ca"
                | "l"
        );
    let takes = takes.iter().any(|cue| key.starts_with(cue));
    (person && takes).then(|| (vec![name.to_owned()], sentence))
}
