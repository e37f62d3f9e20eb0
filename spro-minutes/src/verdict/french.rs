//! How French minutes say that a meeting decides.

use super::is_form;
use crate::fold::says;
use crate::vote;

/// `Le budget est adopté`.
pub(super) fn passive(words: &[&str], key: &str) -> Option<usize> {
    let at = words.iter().enumerate().position(|(at, word)| {
        let near = words.get(at.saturating_sub(4)..at).unwrap_or(&[]);
        let near = || near.iter().rev();
        let aux = near().any(|word| matches!(*word, "est" | "sont" | "fut" | "ete"));
        let deciding = near().any(|word| matches!(*word, "il"));
        let not =
            near().any(|word| matches!(*word, "pas" | "non" | "n" | "ne" | "avait" | "avaient"));
        let solemn = ["adopte", "approuve", "ratifie", "enterine", "vote", "rejete"];
        let noun = at.checked_sub(1).and_then(|before| words.get(before));
        let noun = noun.is_some_and(|it| matches!(*it, "au" | "un" | "le" | "du" | "de" | "a"));
        let solemn = is_form(word, &solemn) && !noun;
        let plain = ["valide", "accepte", "refuse", "ecarte", "retenu"];
        let plain = is_form(word, &plain) && has_matter(key);
        let agreed = deciding && is_form(word, &["decide", "convenu", "acte", "entendu"]);
        aux && !not && (solemn || plain || agreed)
    })?;
    // "Est votée à 16 h et approuvée": the outcome is what follows.
    let end =
        words.iter().enumerate().skip(at + 1).take(8).find(|(_, word)| {
            is_form(word, &["adopte", "approuve", "accepte", "rejete", "refuse"])
        });
    Some(end.map_or(at, |(end, _)| end))
}

/// What a meeting decides on.
fn has_matter(key: &str) -> bool {
    says(
        key,
        &[
            "proposition",
            "compte rendu",
            "proces verbal",
            "pv ",
            "bilan",
            "budget",
            "rapport",
            "statut",
            "modification",
            "projet",
            "candidature",
            "demande",
            "ordre du jour",
            "motion",
            "resolution",
            "deliberation",
            "convention",
            "charte",
            "reglement",
            "principe",
            "montant",
            "composition",
            "adhesion",
            "calendrier",
            "plan d",
            "devis",
            "preconisation",
            "releve",
            "methode",
            "methodologie",
            "option",
            "solution",
            "scenario",
            "eventualite",
            "hypothese",
            "tarif",
            "cotisation",
            "date",
            "choix",
            "idee",
            "avenant",
            "programme",
            "programmation",
            "depense",
        ],
    )
}

/// Verbs by which a meeting decides.
const VERBS: &str = "decide vote valide adopte approuve designe nomme accepte refuse rejette elit mandate \
    autorise ratifie enterine retient convient decident votent valident adoptent approuvent designent \
    nomment acceptent refusent elisent autorisent ratifient decidons votons convenons adoptons \
    approuvons validons conviennent";

/// What those who meet are called.
const OURS: &str = "ca conseil comite assemblee bureau ag ago commission groupe membres participants \
    partenaires college instance copil elus cse";

/// Words after these that make it another body.
const OTHERS: &str = "municipal regional departemental general communautaire nationale constitutionnel economique superieur";

/// Words that end the search for a verb.
const STOPS: &str = "qui que puis avant doit devra pourra peut va pas ne n de pour";

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// `Le CSE rend un avis favorable`, `sont élus au conseil : …`, where the opinion or election is stated.
pub(super) fn opinion(words: &[&str]) -> Option<usize> {
    let elected = matches!(words, ["sont" | "est", done, ..] if is_form(done, &["elu", "reelu"]));
    let given = words.windows(4).position(|four| {
        matches!(four, [gives, "un", "avis", way]
            if matches!(*gives, "rend" | "emet" | "donne" | "rendent" | "emettent" | "donnent")
                && is_form(way, &["favorable", "defavorable"]))
    });
    elected.then_some(0).or(given)
}

/// `Le conseil désigne …`, `nous avons voté que …`, `on décide de …`.
pub(super) fn collective(words: &[&str], body: &str) -> Option<usize> {
    words.iter().enumerate().take(14).find_map(|(at, noun)| {
        let article = at.checked_sub(1).and_then(|before| words.get(before));
        let article = article.is_some_and(|word| matches!(*word, "le" | "la" | "l" | "les"));
        let next = words.get(at + 1).filter(|next| among(OTHERS, next));
        // A council that calls itself so is no other body.
        let other = next.is_some_and(|next| !says(body, &[&format!("{noun} {next}")]));
        let we = matches!(*noun, "nous" | "on") && at < 8;
        let ours = article && among(OURS, noun) && !other;
        (we || ours).then(|| verb_of(words, at, we)).flatten()
    })
}

/// The verb by which the subject at `at` decides; what "we" vote on or accept is no decision yet.
fn verb_of(words: &[&str], at: usize, we: bool) -> Option<usize> {
    // "Par 6 voix pour, 1 contre et 1 abstention, décide": the count stands before the verb.
    let counted = vote::is_counted(words.get(at..).unwrap_or(&[]));
    let reach = if we { 5 } else { 7 } + if counted { 10 } else { 0 };
    for (verb, word) in words.iter().enumerate().skip(at + 1).take(reach) {
        let of_count = *word == "pour" && counted;
        if among(STOPS, word) && !of_count && !(*word == "de" && verb == at + 1) {
            return None;
        }
        let noun = matches!(words.get(verb - 1), Some(&("de" | "du" | "le" | "un" | "au")));
        let has = words.get(verb.saturating_sub(4)..verb).unwrap_or(&[]);
        let has = has.iter().any(|word| matches!(*word, "a" | "ont" | "avons"));
        let open =
            we && !has && matches!(*word, "vote" | "accepte" | "designe" | "nomme" | "refuse");
        let done = has && is_form(word, &["convenu", "elu", "vote", "decide"]);
        if !noun && (among(VERBS, word) && !open || done) {
            return Some(verb);
        }
    }
    None
}
