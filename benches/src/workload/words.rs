//! Sentences of invented minutes.

const WORDS: [&str; 64] = [
    "le",
    "calendrier",
    "des",
    "visites",
    "est",
    "transmis",
    "aux",
    "partenaires",
    "avant",
    "la",
    "prochaine",
    "séance",
    "un",
    "bilan",
    "chiffré",
    "sera",
    "présenté",
    "par",
    "chaque",
    "structure",
    "avec",
    "les",
    "ateliers",
    "découverte",
    "prévus",
    "au",
    "printemps",
    "une",
    "convention",
    "doit",
    "être",
    "signée",
    "pour",
    "accueillir",
    "jeunes",
    "sur",
    "le",
    "site",
    "du",
    "lycée",
    "et",
    "relancer",
    "communes",
    "qui",
    "n'ont",
    "pas",
    "répondu",
    "à",
    "l'enquête",
    "sous",
    "réserve",
    "d'un",
    "financement",
    "complémentaire",
    "confirmé",
    "dans",
    "l'année",
    "scolaire",
    "en",
    "cours",
    "ainsi",
    "que",
    "leurs",
    "familles",
];

/// A sentence of so many words, chosen by `chance`.
pub(super) fn sentence(mut chance: u64, words: usize) -> String {
    let mut sentence = String::new();
    for _ in 0..words {
        let at = usize::try_from(chance % WORDS.len() as u64).unwrap_or_default();
        chance = chance.rotate_right(7).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(WORDS.get(at).copied().unwrap_or_default());
    }
    sentence
}
