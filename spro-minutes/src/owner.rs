//! Who owes an action, by the grammar of its sentence.

mod promise;

use crate::called::{without_article, without_title};
use crate::fold::fold;
use crate::names::Names;
use crate::sentence::sentences;

use promise::does;
pub(crate) use promise::{does_now, is_future, promises};

/// A subject has no more words.
const LONGEST: usize = 14;

/// Marks that set a name off.
const SET_OFF: [char; 7] = ['*', '_', '`', '[', ']', '(', ')'];

/// The owners as printed: who is named at the head or the end, by a handle, or as the subject of a
/// verb that promises. An infinitive names nobody.
pub(crate) fn owners(text: &str, names: &Names) -> Vec<String> {
    let mut told = sentences(text).into_iter();
    let first = told.next().map(|said| of_sentence(said, names)).unwrap_or_default();
    if !first.is_empty() {
        return first;
    }
    let promised = |said| head(said, names).filter(|(_, rest)| promises(rest));
    let mut later = told.filter_map(promised).map(|(named, _)| named);
    later.next().or_else(|| tail(text, names)).unwrap_or_default()
}

fn of_sentence(text: &str, names: &Names) -> Vec<String> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"@[(*`?".contains(c));
    if let Some((named, rest)) = head(text, names) {
        let set_off = text.starts_with(['@', '[', '(', '`', '*']);
        let rest = rest.trim_start();
        let told = rest.starts_with([':', '-', '–', '—']) || rest.is_empty();
        if set_off || told || promises(rest) || fold(rest).starts_with("to ") {
            return named;
        }
    }
    if let Some(name) = first_name(text) {
        return vec![name.to_owned()];
    }
    if let Some(subject) = subject(text, names) {
        let articles = ["La ", "Le ", "Les ", "L'", "L’", "The "];
        let bare = articles.iter().find_map(|article| subject.strip_prefix(article));
        return listed(bare.unwrap_or(subject)).map(str::to_owned).collect();
    }
    tail(text, names).unwrap_or_default()
}

/// Who is named at the end: `(Ana, Léo)`, `=> Ana`, `@ana`, `par @ana`.
fn tail(text: &str, names: &Names) -> Option<Vec<String>> {
    let end = text.trim_end().trim_end_matches(['.', ';']);
    let brackets = [(')', '('), (']', '[')];
    let bracket = brackets.iter().find_map(|(close, open)| {
        let inner = end.strip_suffix(*close)?;
        Some(inner.rsplit_once(*open)?.1)
    });
    let arrow = ["=> ", "-> ", "→ "].iter().find_map(|mark| Some(end.rsplit_once(mark)?.1));
    for said in bracket.into_iter().chain(arrow) {
        if let Some((named, rest)) = head(said, names)
            && (rest.is_empty() || rest.starts_with("via "))
        {
            return Some(named);
        }
    }
    let mention = end.match_indices('@').map(|(at, _)| at).filter(|at| {
        let before = end.get(..*at).unwrap_or("");
        before.is_empty() || before.ends_with([' ', '(', '*', '`', '['])
    });
    let all = mention.filter_map(|at| handle(end.get(at..)?));
    let all = all.map(|said| names.handle(said).to_owned());
    Some(all.collect::<Vec<_>>()).filter(|all| !all.is_empty())
}

/// The handle with which `text` begins, with its mark.
fn handle(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('@')?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && !"_-.".contains(c));
    let bare = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', '-']);
    bare.starts_with(char::is_alphanumeric).then(|| text.get(..=bare.len())).flatten()
}

/// The names with which `text` begins, and what follows them.
pub(crate) fn head<'a>(text: &'a str, names: &Names) -> Option<(Vec<String>, &'a str)> {
    let mut owners = Vec::new();
    let mut rest = text;
    loop {
        let bare = rest.trim_start().trim_start_matches(SET_OFF);
        let Some((name, after)) = one(bare, names) else { break };
        owners.extend(name);
        rest = after.trim_start_matches(SET_OFF);
        let joins = [", and ", ", et ", ",", "/", "&", "+", "et ", "and ", "(et ", "(and "];
        let spaced = rest.trim_start();
        let next = joins.iter().find_map(|join| spaced.strip_prefix(join));
        let next =
            next.filter(|next| one(next.trim_start().trim_start_matches(SET_OFF), names).is_some());
        match next {
            Some(next) => rest = next,
            None => break,
        }
    }
    (!owners.is_empty()).then(|| (owners, rest.trim_start_matches(SET_OFF).trim_start()))
}

/// One name, none where a mark says that nobody is named, and what follows it.
fn one<'a>(text: &'a str, names: &Names) -> Option<(Option<String>, &'a str)> {
    if let Some(said) = handle(text) {
        return Some((Some(names.handle(said).to_owned()), text.get(said.len()..)?));
    }
    let untitled = without_title(text);
    if untitled.len() < text.len()
        && let Some((name, rest)) = titled(untitled, names)
    {
        return Some((Some(name.to_owned()), rest));
    }
    let unknown = text.trim_start_matches('?');
    if unknown.len() < text.len() {
        return Some((None, unknown));
    }
    if let Some(known) = names.opening(text) {
        let name = text.get(known.bytes.clone())?.to_owned();
        return Some((Some(name), text.get(known.bytes.end..)?));
    }
    if let Some((structure, rest)) = names.structure(text).or_else(|| office(text)) {
        return Some((Some(structure.to_owned()), rest));
    }
    let ends = |c: char| !c.is_alphanumeric() && !"'’-".contains(c);
    let word = text.split(ends).next().filter(|word| !word.is_empty())?;
    let after = text.get(word.len()..)?;
    if word.chars().count() == 1 && word.starts_with(char::is_uppercase) {
        // J. Surname, J Surname.
        let bare = after.strip_prefix(' ').filter(|_| !matches!(word, "A" | "À" | "L" | "D" | "Y"));
        let surname = after.strip_prefix('.').or(bare)?.trim_start();
        let last = surname.split(ends).next()?;
        let is = last.starts_with(char::is_uppercase) && last.len() > 2;
        let end = text.len() - surname.len() + last.len();
        return is.then(|| Some((Some(text.get(..end)?.to_owned()), text.get(end..)?)))?;
    }
    let all = ["tous", "toutes", "chacun", "chacune", "all", "everyone", "everybody"];
    let everyone = all.contains(&fold(word).as_str());
    // "Ana V.": the letter that tells her from another Ana.
    let mut letters = after.strip_prefix(' ').unwrap_or("").chars();
    let letter = letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.');
    let end = word.len() + if letter { after.len() - letters.as_str().len() } else { 0 };
    let (name, after) = text.split_at_checked(end)?;
    (everyone || names.calls(word)).then(|| (Some(name.to_owned()), after))
}

/// The last name that a title makes sure to be one, of somebody known.
fn titled<'a>(text: &'a str, names: &Names) -> Option<(&'a str, &'a str)> {
    let ends = |c: char| !c.is_alphanumeric() && !"'’-".contains(c);
    let word = text.split(ends).next().filter(|word| names.is_person(word))?;
    let whole = names.opening(text).map_or(word.len(), |known| known.bytes.end);
    text.split_at_checked(whole)
}

/// The office of the body with which `text` begins, after an article: `Le syndic`, `The clerk`.
fn office(text: &str) -> Option<(&str, &str)> {
    let bare = without_article(text);
    let end = bare.find(|c: char| !c.is_alphanumeric()).unwrap_or(bare.len());
    let (office, rest) = bare.split_at_checked(end)?;
    let article = bare.len() < text.trim().len() || office.starts_with(char::is_uppercase);
    (article && OFFICES.contains(&fold(office).as_str())).then_some((office, rest))
}

/// Offices that every body of its kind has.
const OFFICES: &[&str] = &[
    "president",
    "presidente",
    "secretaire",
    "tresorier",
    "tresoriere",
    "syndic",
    "bureau",
    "direction",
    "directeur",
    "directrice",
    "maire",
    "gestionnaire",
    "animatrice",
    "animateur",
    "coordinatrice",
    "coordinateur",
    "secretariat",
    "clerk",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "secretary",
    "treasurer",
    "ceo",
];

/// The elements of `Ana, Léo et Zoé`.
pub(crate) fn listed(list: &str) -> impl Iterator<Item = &str> {
    let parts = list.split(" et ").flat_map(|part| part.split(" and "));
    parts.flat_map(|part| part.split(", ")).map(str::trim).filter(|part| !part.is_empty())
}
/// What stands before the verb that promises.
fn subject<'a>(text: &'a str, names: &Names) -> Option<&'a str> {
    if is_infinitive(text, names) {
        return None;
    }
    let mut end = 0;
    for (word, place) in text.split_inclusive(char::is_whitespace).zip(0_usize..) {
        let bare = word.trim_end();
        let joins = ["qui", "que", "dont", "afin", "si", "who", "which", "if"].contains(&bare);
        let ends = bare.ends_with(['.', '!', '?', ':', ';']) || bare.starts_with(['[', '"', '«']);
        if joins || ends || place > LONGEST {
            return None;
        }
        let after = text.get(end + word.len()..).unwrap_or("");
        let passive = ["be ", "être ", "not "].iter().any(|cue| after.starts_with(cue));
        let verb = is_future(bare) && does(bare) || matches!(bare, "will" | "shall" | "doit");
        let promises = place > 0 && verb && !passive;
        let asks = bare == "to" && (1..=5).contains(&place) && asked(text.get(..end)?, names);
        if promises || asks {
            return text.get(..end).map(str::trim);
        }
        end += word.len();
    }
    None
}

/// Whether `text` begins with a French infinitive, and not with a name like Olivier or Claire.
pub(crate) fn is_infinitive(text: &str, names: &Names) -> bool {
    let mut words = text.split_whitespace();
    let mut first = words.next().unwrap_or("");
    let reflexive = matches!(first, "Se" | "se");
    if reflexive {
        first = words.next().unwrap_or("");
    } else if let Some(verb) = first.strip_prefix("S'").or_else(|| first.strip_prefix("S’")) {
        first = verb;
    }
    let key = fold(first);
    let ends = ["er", "ir", "re"].iter().any(|end| key.ends_with(end));
    let capitals = words.next().is_some_and(|second| second.starts_with(char::is_uppercase));
    ends && key.len() > 3
        && first.chars().skip(1).all(char::is_lowercase)
        && (reflexive || !capitals && names.opening(text).is_none())
}

/// `Ingo to follow up`: an entry of a list of tasks whose first word can only be a name.
fn first_name(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once(" to ")?;
    let verb = rest.split(' ').next().unwrap_or("");
    let is = name.chars().count() > 2
        && name.starts_with(char::is_uppercase)
        && name.chars().skip(1).all(char::is_lowercase)
        && verb.len() > 2
        && verb.chars().all(char::is_lowercase)
        && !matches!(verb, "the" | "our" | "all" | "this" | "that" | "their" | "each");
    let key = fold(name);
    // A name that is a word of the tongue too may be either.
    let word = OPENINGS.contains(&key.as_str()) || ORDERS.contains(&key.as_str());
    (is && !word).then_some(name)
}

/// Words before "to" with which tasks and remarks begin, and no names.
const OPENINGS: &[&str] = &[
    "able",
    "according",
    "action",
    "actions",
    "add",
    "agreed",
    "aim",
    "aiming",
    "anybody",
    "anyone",
    "back",
    "best",
    "come",
    "comes",
    "committed",
    "continue",
    "continuing",
    "decided",
    "decision",
    "due",
    "easier",
    "easy",
    "everybody",
    "everyone",
    "expected",
    "follow",
    "free",
    "going",
    "goal",
    "good",
    "happy",
    "hard",
    "help",
    "helpful",
    "here",
    "hope",
    "hoping",
    "how",
    "idea",
    "important",
    "intend",
    "intends",
    "link",
    "links",
    "listen",
    "look",
    "looking",
    "need",
    "needed",
    "needs",
    "nice",
    "nothing",
    "offer",
    "offered",
    "option",
    "ought",
    "plan",
    "planned",
    "planning",
    "plans",
    "prefer",
    "prepare",
    "proposal",
    "ready",
    "refer",
    "related",
    "reminder",
    "remember",
    "reply",
    "respond",
    "return",
    "similar",
    "someone",
    "somebody",
    "something",
    "speak",
    "start",
    "still",
    "talk",
    "thanks",
    "them",
    "they",
    "things",
    "time",
    "try",
    "trying",
    "unable",
    "up",
    "use",
    "used",
    "want",
    "wants",
    "way",
    "ways",
    "what",
    "when",
    "where",
    "who",
    "willing",
    "wish",
    "work",
    "working",
    "would",
];

/// Whether `list` names who is asked: people, or structures of several words.
fn asked(list: &str, names: &Names) -> bool {
    listed(list).all(|name| {
        let mut words = name.split_whitespace();
        let capitals = words.clone().all(|word| word.starts_with(char::is_uppercase));
        let order = words.clone().next().is_some_and(|it| ORDERS.contains(&fold(it).as_str()));
        capitals && !order && (words.nth(1).is_some() || names.is_person(name))
    })
}

/// Verbs with which English tasks begin: "Create PR to …" names nobody.
const ORDERS: &[&str] = &[
    "add", "ask", "close", "create", "file", "get", "invite", "make", "merge", "move", "open",
    "post", "propose", "publish", "remove", "request", "review", "schedule", "send", "set",
    "submit", "update", "write",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_who_the_grammar_says() {
        let names = Names::of(["Ana BEL", "Léo NOUR"].into_iter());
        for (text, want) in [
            ("Ana BEL fera le plan.", vec!["Ana BEL"]),
            ("Ana B. fera le plan.", vec!["Ana B."]),
            ("Ana BEL et Léo NOUR feront le plan.", vec!["Ana BEL", "Léo NOUR"]),
            ("La CCI DU LAC fournira les panneaux.", vec!["CCI DU LAC"]),
            ("Chaque partenaire enverra sa liste.", vec!["Chaque partenaire"]),
            ("Écrire à la Région, qui répondra.", vec![]),
            ("Claire Noir enverra le plan.", vec!["Claire Noir"]),
            ("Contacter Ana Bel, qui dira si elle vient.", vec![]),
            ("Ana Bel will write the plan.", vec!["Ana Bel"]),
            ("Ana Bel and Léo Nour to write to the Region", vec!["Ana Bel", "Léo Nour"]),
            ("@ana_b: write the plan", vec!["@ana_b"]),
            ("**@ana_b** and `@leo` to write", vec!["@ana_b", "@leo"]),
            ("Léo/?? : appeler l'imprimeur", vec!["Léo"]),
            ("Léo, Ana (et Léo Nour) : appeler l'imprimeur", vec!["Léo", "Ana", "Léo Nour"]),
            ("Appeler l'imprimeur (L. Nour, A. Bel)", vec!["L. Nour", "A. Bel"]),
            ("Appeler l'imprimeur (devis de l'an passé)", vec![]),
            ("Appeler l'imprimeur => Ana", vec!["Ana"]),
            ("AB to call the printer", vec!["AB"]),
            ("The plan will be sent", vec![]),
            ("Léo Nour : appeler l'imprimeur", vec!["Léo Nour"]),
            ("appeler l'imprimeur (Léo Nour, Ana Bel)", vec!["Léo Nour", "Ana Bel"]),
            ("Book a room to meet in", vec![]),
            ("Link to the plan, which will be late", vec![]),
            ("Done. The rest will follow", vec![]),
        ] {
            assert_eq!(owners(text, &names), want, "{text}");
        }
    }
}
