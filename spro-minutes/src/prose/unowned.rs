//! Tasks that name nobody: `Le wiki sera mis à jour`, `il faudra affiner la date`, `Prévoir un pot`.

use crate::fold::{fold, says};

/// `Un temps de travail est à prévoir`, and no cost, risk or wish.
pub(super) fn has_to_be_planned(key: &str) -> bool {
    let planned = ["est a prevoir", "sont a prevoir", "sera a prevoir", "seront a prevoir"];
    let other =
        ["peut etre", "hausse", "augmentation", "baisse", "retard", "surcout", "risque", "perte"];
    says(key, &planned) && !says(key, &other)
}

/// `Le wiki sera mis à jour`, `un planning doit être fait`: a task that names nobody.
pub(super) fn is_task(key: &str) -> bool {
    if says(key, &["il sera demande a", "il sera demande aux", "il est demande a chacun de"]) {
        return true;
    }
    let words: Vec<_> = key.split(' ').collect();
    let passive = words.windows(2).position(|pair| {
        matches!(pair, ["sera" | "seront", done] if is_deed(done, &[]))
            || matches!(pair, ["etre", done] if is_deed(done, &["fait"]))
    });
    let Some(at) = passive else { return false };
    let before = words.get(..at).unwrap_or(&[]);
    let must = words.get(at) == Some(&"sera")
        || words.get(at) == Some(&"seront")
        || before.last().is_some_and(|word| {
            matches!(*word, "doit" | "doivent" | "devra" | "devront" | "va" | "vont")
        });
    let article =
        matches!(before.first(), Some(&("le" | "la" | "les" | "l" | "un" | "une" | "des")));
    let made = words.get(at + 1).is_some_and(|done| !is_deed(done, &[]));
    let article =
        article && !(made && matches!(before.first(), Some(&("le" | "la" | "les" | "l"))));
    let supposed = before.iter().any(|word| {
        matches!(
            *word,
            "si" | "quand"
                | "lorsque"
                | "qui"
                | "que"
                | "qu"
                | "dit"
                | "precise"
                | "indique"
                | "chaque"
                | "pas"
                | "n"
                | "ne"
                | "toujours"
                | "systematiquement"
                | "article"
        )
    });
    // What another body does is none of theirs.
    let by = words.get(at + 2..at + 4).is_some_and(
        |next| matches!(next, ["par", who] if matches!(*who, "le" | "la" | "l" | "les")),
    );
    must && article && before.len() <= 12 && !supposed && !by
}

/// Whether `word` is the participle of something that somebody does to get a task done.
fn is_deed(word: &str, more: &[&str]) -> bool {
    let deeds = [
        "actualise",
        "adapte",
        "affiche",
        "commande",
        "communique",
        "corrige",
        "demande",
        "depose",
        "distribue",
        "etabli",
        "fourni",
        "imprime",
        "mis",
        "modifie",
        "prepare",
        "publie",
        "contacte",
        "relance",
        "envoye",
        "transmis",
        "redige",
        "diffuse",
        "lance",
        "sollicite",
        "recontacte",
        "adresse",
        "complete",
    ];
    let ends = ["", "e", "s", "es"];
    deeds
        .iter()
        .chain(more)
        .any(|deed| word.strip_prefix(deed).is_some_and(|end| ends.contains(&end)))
}

/// `Il faudra affiner la date`, perhaps behind a few words: the clause from there on.
pub(super) fn has_to_be_done(sentence: &str) -> Option<&str> {
    let at = ["Il faudra ", "il faudra "].iter().filter_map(|cue| sentence.find(cue)).min()?;
    let clause = sentence.get(at..)?;
    let before = fold(sentence.get(..at)?);
    let supposes =
        before.split(' ').any(|word| matches!(word, "si" | "s" | "quand" | "ou" | "que"));
    let key = fold(clause);
    let mut words = key.split(' ').skip(2).skip_while(|word| {
        matches!(*word, "donc" | "aussi" | "egalement" | "cependant" | "encore" | "bien" | "alors")
    });
    let verb = words.next()?;
    let infinitive = ["er", "ir", "re"].iter().any(|end| verb.ends_with(end)) && verb.len() > 4;
    let waits = matches!(verb, "attendre" | "compter" | "entre" | "savoir");
    // What recurs is a rule.
    let rule = says(&key, &["chaque", "systematiquement", "toujours", "desormais"]);
    (infinitive && !waits && !supposes && !rule && before.len() < 60).then_some(clause)
}

/// `Rappeler aux familles …`, `Prévoir un pot`: an order of the kind that notes hold.
pub(super) fn is_order(sentence: &str) -> bool {
    let key = fold(sentence);
    let brief = key.split(' ').count();
    let orders = [
        "prevoir ",
        "penser a ",
        "penser aux ",
        "contacter ",
        "recontacter ",
        "relancer ",
        "verifier ",
        "envoyer ",
        "transmettre ",
        "se renseigner ",
        "se rapprocher ",
        "prendre contact ",
        "prendre rendez ",
        "rappeler ",
        "finaliser ",
        "rediger ",
        "mettre a jour ",
        "mettre en ligne ",
        "reserver ",
        "commander ",
        "acheter ",
        "modifier ",
        "imprimer ",
    ];
    let begins = sentence.starts_with(char::is_uppercase);
    let order = orders.iter().any(|order| key.starts_with(order));
    let noted = sentence.split_once(" : ").is_some_and(|(label, order)| {
        // "Le mur : voir si on a assez de volontaires".
        let order = fold(order);
        let more = ["voir si ", "voir avec ", "demander a ", "s assurer "];
        label.split(' ').count() < 8 && orders.iter().chain(&more).any(|cue| order.starts_with(cue))
    });
    let order = order || noted;
    let done = key.ends_with(" fait") || key.ends_with(" ok") || key.ends_with(" done");
    begins
        && order
        && !done
        && (3..60).contains(&brief)
        && !sentence.contains('?')
        && !sentence.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_that_names_nobody_is_told_by_its_verb() {
        for sentence in [
            "Le wiki sera mis à jour.",
            "Un courrier va être envoyé aux familles.",
            "Les statuts doivent être publiés.",
            "Le dossier devra être adapté au nouveau règlement.",
        ] {
            assert!(is_task(&fold(sentence)), "{sentence}");
        }
        for sentence in [
            "Le wiki est mis à jour.",
            "La liste sera publiée par la préfecture.",
            "Si le wiki doit être mis à jour, on le dira.",
            "Le concert sera beau.",
        ] {
            assert!(!is_task(&fold(sentence)), "{sentence}");
        }
    }

    #[test]
    fn what_will_have_to_be_done_is_a_task_and_what_must_be_awaited_is_none() {
        let text = "L'an prochain, il faudra affiner la date.";
        assert_eq!(has_to_be_done(text), Some("il faudra affiner la date."));
        for text in
            ["Il faudra du temps.", "Il faudra attendre mai.", "Si besoin, il faudra voter."]
        {
            assert_eq!(has_to_be_done(text), None, "{text}");
        }
        assert!(is_order("Prévoir un pot de rentrée."));
        assert!(!is_order("Prévoir un pot de rentrée ?"));
        assert!(!is_order("Prévenir vaut mieux que guérir."));
    }
}
