//! Words that tell a structure, a role and a title from a person's name.

use crate::fold::fold;

/// Words that a structure's name begins with.
const STRUCTURES: &[&str] = &[
    "academie",
    "agence",
    "association",
    "atelier",
    "ateliers",
    "board",
    "bureau",
    "cci",
    "centre",
    "cfa",
    "chambre",
    "cio",
    "club",
    "college",
    "collectif",
    "comite",
    "commission",
    "commune",
    "communaute",
    "conseil",
    "council",
    "departement",
    "department",
    "direction",
    "ecole",
    "entreprise",
    "espace",
    "federation",
    "foundation",
    "fondation",
    "greta",
    "institut",
    "institute",
    "lycee",
    "mairie",
    "maison",
    "metropole",
    "ministere",
    "ministry",
    "mission",
    "office",
    "organisme",
    "pays",
    "pole",
    "prefecture",
    "region",
    "reseau",
    "service",
    "societe",
    "syndicat",
    "union",
    "universite",
    "university",
    "ville",
];

/// Words that stand anywhere in a structure's name and in nobody's.
const OF_STRUCTURES: &[&str] = &[
    "association",
    "board",
    "committee",
    "community",
    "company",
    "conseil",
    "consortium",
    "corporation",
    "council",
    "department",
    "departemental",
    "emploi",
    "federation",
    "foundation",
    "fondation",
    "group",
    "groupe",
    "gmbh",
    "inc",
    "institute",
    "international",
    "llc",
    "ltd",
    "maintainers",
    "metropole",
    "ministere",
    "ministry",
    "municipal",
    "project",
    "regional",
    "territorial",
    "universite",
    "university",
    "team",
];

/// Beginnings of what a person is or does in a body.
const ROLES: &[&str] = &[
    "adherent",
    "adjoint",
    "administrat",
    "animat",
    "assistant",
    "benevole",
    "chair",
    "chairman",
    "charge",
    "chef",
    "chief",
    "clerk",
    "cheffe",
    "co animat",
    "co president",
    "co chair",
    "co secretaire",
    "conseiller",
    "coordinat",
    "coordonnat",
    "copresident",
    "delegue",
    "deputy",
    "direct",
    "editor",
    "elu",
    "facilitator",
    "host",
    "ingenieur",
    "inspect",
    "intervenant",
    "invite",
    "maire",
    "membre",
    "member",
    "minute taker",
    "moderat",
    "nationalite",
    "non membre",
    "note taker",
    "nouveau",
    "observ",
    "ordinateur",
    "president",
    "proviseur",
    "rapporteu",
    "referent",
    "representant",
    "respons",
    "salarie",
    "scribe",
    "secretaire",
    "secretary",
    "seance",
    "stagiaire",
    "suppleant",
    "titulaire",
    "treasurer",
    "trustee",
    "tresorier",
    "vice",
    "volunteer",
    "votant",
];

const TITLES: &[&str] = &[
    "m",
    "m.",
    "mm",
    "mm.",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "cllr",
    "cllr.",
    "councillor",
    "mme",
    "mme.",
    "mmes",
    "mlle",
    "mlles",
    "melle",
    "melles",
    "monsieur",
    "messieurs",
    "madame",
    "mesdames",
    "mademoiselle",
    "dr",
    "dr.",
    "docteur",
    "pr",
    "pr.",
    "prof.",
    "me",
    "maître",
];

/// Offices that English minutes print before a name, as a title: `Secretary Ana Bel`.
const BEFORE_NAMES: &[&str] = &[
    "alderman",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "commissioner",
    "councilman",
    "councilmember",
    "councilwoman",
    "director",
    "mayor",
    "member",
    "president",
    "provost",
    "rev",
    "rev.",
    "reverend",
    "secretary",
    "senator",
    "supervisor",
    "treasurer",
    "trustee",
    "vice",
    "vice-chair",
    "vice-president",
];

/// Whether the first word, past an article, is one that structures are called by.
pub(crate) fn as_structures_are(printed: &str) -> bool {
    let bare = without_article(printed);
    let key = fold(bare);
    let first = key.split(' ').next().unwrap_or("");
    // In small letters it is somebody's first name.
    let greta = first == "greta" && !bare.starts_with("GRETA");
    STRUCTURES.contains(&first) && !greta
}

/// Whether the words may only name a structure: an article before them, a word of structures among
/// them, or capitals throughout with more than two letters in a single word.
pub(crate) fn surely_structure(printed: &str) -> bool {
    let bare = without_article(printed);
    let key = fold(bare);
    // "LE GALL Ana": an article in capitals is that of a last name.
    let small = printed.trim().split(' ').next().is_some_and(|it| it.contains(char::is_lowercase));
    let article = bare.len() < printed.trim().len() && bare.starts_with(char::is_uppercase);
    let article = article && small;
    article && !as_roles_are(bare)
        || as_structures_are(bare)
        || key.split(' ').any(|word| OF_STRUCTURES.contains(&word))
}

/// The acronym in brackets behind a structure's name: `Association des Jardins (ADJ)`.
pub(crate) fn acronym(printed: &str) -> Option<&str> {
    let (name, inner) = printed.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let capitals = inner.chars().filter(|c| c.is_uppercase()).count();
    let is = inner.chars().all(|c| c.is_alphanumeric() || "-.".contains(c)) && capitals > 1;
    (is && name.trim().contains(' ')).then_some(inner)
}

/// Whether one of the words is an acronym, as those of structures are.
pub(crate) fn has_acronym(printed: &str) -> bool {
    printed.split(|c: char| !c.is_alphanumeric()).any(|word| {
        word.chars().count() > 1
            && word.chars().any(char::is_uppercase)
            && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    })
}

/// Whether the words begin as those of a role do.
pub(crate) fn as_roles_are(printed: &str) -> bool {
    let key = fold(printed);
    let last = key.rsplit(' ').next().unwrap_or("");
    ROLES.iter().any(|role| key.starts_with(role))
        || key.starts_with("vp ")
        || key.contains(' ') && OFFICES.contains(&last)
}

/// Words with which the name of an office ends: `Arts Faculty Rep`.
const OFFICES: &[&str] = &[
    "rep",
    "officer",
    "lead",
    "manager",
    "president",
    "chair",
    "secretary",
    "treasurer",
    "director",
    "coordinator",
    "representative",
    "trustee",
    "executive",
    "editor",
    "convenor",
];

/// Whether `word` is a title and no name: `Mmes`, `Messieurs`.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

/// `M.Bel`: what follows a title that is printed without a space behind it.
fn past_tight_title(printed: &str) -> Option<&str> {
    let (title, rest) = printed.split_once('.')?;
    let titles = ["M", "MM", "Mr", "Mme", "Mmes", "Mlle", "Dr", "Pr"];
    let name = rest.chars().take_while(|c| c.is_alphabetic()).count() > 1;
    (titles.contains(&title) && rest.starts_with(char::is_uppercase) && name).then_some(rest)
}

/// `printed` without the titles before it.
pub(crate) fn without_title(printed: &str) -> &str {
    let mut rest = printed.trim();
    rest = past_tight_title(rest).unwrap_or(rest);
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        let lower = first.to_lowercase();
        let after = after.trim_start();
        // "M. et Mme Bel", "County Cllr Venn": the word before or between titles is part of them.
        let title = TITLES.contains(&lower.as_str());
        let joins =
            matches!(lower.as_str(), "et" | "&" | "and") && rest.len() < printed.trim().len();
        let of_title =
            matches!(lower.as_str(), "county" | "district" | "borough" | "parish" | "city");
        let next = after.split(' ').next().unwrap_or("").to_lowercase();
        let office = BEFORE_NAMES.contains(&lower.as_str())
            && first.starts_with(char::is_uppercase)
            && after.starts_with(char::is_uppercase);
        if !(title || office || (joins || of_title) && TITLES.contains(&next.as_str())) {
            break;
        }
        rest = after;
    }
    rest
}

/// The name without the article before it.
pub(crate) fn without_article(printed: &str) -> &str {
    let trimmed = printed.trim();
    let articles = ["la ", "le ", "les ", "l'", "l’", "the "];
    articles
        .iter()
        .find_map(|article| {
            let (head, rest) = trimmed.split_at_checked(article.len())?;
            (head.to_lowercase() == *article && !rest.is_empty()).then_some(rest)
        })
        .unwrap_or(trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_articles_are_taken_off() {
        assert_eq!(without_title("M.Bel"), "Bel");
        assert_eq!(without_title("Mmes et MM. Ana BEL"), "Ana BEL");
        assert_eq!(without_title("M.-C. Bel"), "M.-C. Bel");
        assert_eq!(without_title("Mme Ana BEL"), "Ana BEL");
        assert_eq!(without_title("Ana BEL"), "Ana BEL");
        assert_eq!(without_article("la mairie"), "mairie");
    }

    #[test]
    fn structures_and_roles_are_told_by_their_words() {
        assert!(surely_structure("Chambre d'agriculture"));
        assert!(!surely_structure("Ana Bel"));
        assert!(as_roles_are("présidente"));
        assert!(!as_roles_are("Ana Bel"));
        assert_eq!(acronym("Association des Jardins (ADJ)"), Some("ADJ"));
    }
}
