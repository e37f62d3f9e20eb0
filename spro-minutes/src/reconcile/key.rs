//! Keys under which names as printed are looked up: what two spellings of one name share.

pub(super) use crate::called::without_article;
use crate::called::{acronym, as_structures_are};
use crate::fold::fold;

/// A person's name: case, accents, punctuation, the order of the names and titles do not matter.
pub(super) fn person(printed: &str) -> String {
    const TITLES: [&str; 14] = [
        "m",
        "mm",
        "mr",
        "mme",
        "mmes",
        "mlle",
        "mrs",
        "ms",
        "dr",
        "docteur",
        "pr",
        "monsieur",
        "madame",
        "mademoiselle",
    ];
    let folded = fold(printed);
    let mut words: Vec<_> = folded.split(' ').skip_while(|word| TITLES.contains(word)).collect();
    words.sort_unstable();
    or_as_printed(words.join(" "), printed)
}

/// An organisation's name: case, accents, punctuation and articles do not matter.
///
/// An acronym in brackets behind the name is another name, and no part of it.
pub(super) fn organisation(printed: &str) -> String {
    let whole = acronym(printed).and_then(|_| printed.rsplit_once('(')).map(|(name, _)| name);
    let folded = fold(whole.unwrap_or(printed));
    let words = folded.split(' ').filter_map(|word| match word {
        "l" | "la" | "le" | "les" | "the" => None,
        "d" | "du" | "des" => Some("de"),
        other => Some(other),
    });
    or_as_printed(words.collect::<Vec<_>>().join(" "), printed)
}

/// Names that have nothing but what does not matter are told apart all the same.
fn or_as_printed(key: String, printed: &str) -> String {
    if key.is_empty() { printed.trim().to_lowercase() } else { key }
}

/// Any other name: of an occasion, a group, a body.
pub(super) fn name(printed: &str) -> String {
    fold(printed)
}

/// The words of a text, to compare it with others.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').map(str::to_owned).collect()
}

/// Whether a name has one word only, so that it may be anybody's of that name.
pub(super) fn is_partial(person_key: &str) -> bool {
    !person_key.contains(' ')
}

/// Whether the words have the shape of a structure's name: an article before it, a word that
/// structures are called by, or capitals throughout with more than one word.
pub(super) fn looks_like_organisation(printed: &str) -> bool {
    let bare = without_article(printed);
    let capitals = bare.chars().all(|c| !c.is_lowercase()) && fold(bare).contains(' ');
    bare.len() < printed.trim().len() || as_structures_are(bare) || capitals
}

/// Whether the words have the shape of a person's full name: two to four words, each with a capital
/// first.
pub(super) fn looks_like_person(printed: &str) -> bool {
    let words: Vec<_> = printed.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase))
        && !printed.chars().any(|c| c.is_ascii_digit())
}

/// Whether the words may name somebody at all: few, and a capital first.
pub(super) fn may_be_a_name(printed: &str) -> bool {
    printed.split_whitespace().count() <= 4
        && printed.trim().chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_found_by_the_names_in_any_order_case_and_accents() {
        let key = person("Maëlle TRÉVIDIC");
        for same in ["Trévidic Maëlle", "MAELLE TREVIDIC", "Mme Maëlle Trévidic"] {
            assert_eq!(person(same), key, "{same}");
        }
        assert_ne!(person("Maël TRÉVIDIC"), key);
        assert!(is_partial(&person("M. Trévidic")));
        assert_ne!(person("Ana M. BEL"), person("Ana BEL"));
        assert_ne!(person("Mme"), person("M."));
    }

    #[test]
    fn an_organisation_is_found_without_its_articles() {
        let key = organisation("CCI DE L'ORVAINE");
        for same in ["La CCI de l’Orvaine", "CCI de l'Orvaine"] {
            assert_eq!(organisation(same), key, "{same}");
        }
        assert_ne!(organisation("CCI DU BRAZOIS"), key);
    }

    #[test]
    fn the_shape_of_a_name_tells_a_structure_from_a_person() {
        for structure in ["La RÉGION DES DEUX-VALS", "Mission locale", "PASSERELLE HANDICAP"] {
            assert!(looks_like_organisation(structure), "{structure}");
        }
        for person in ["Ana BEL", "Jean-Luc de BEL"] {
            assert!(!looks_like_organisation(person), "{person}");
        }
        assert!(looks_like_person("Ana BEL"));
        for neither in ["Ana", "les participants", "A4 B5"] {
            assert!(!looks_like_person(neither), "{neither}");
        }
        assert!(may_be_a_name("Ana"));
        for said in ["les participants", "Par ce que nous en savons tous"] {
            assert!(!may_be_a_name(said), "{said}");
        }
        assert_eq!(without_article("L'Atelier"), "Atelier");
        assert_eq!(without_article("Laval"), "Laval");
    }
}
