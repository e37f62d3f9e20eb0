//! What holds of minutes with any lines.

use proptest::prelude::*;
use spro_minutes::draft::Confidence;
use spro_minutes::reconcile::MeetingAnswer;

use crate::desk::{Desk, demo, on};

fn line() -> impl Strategy<Value = String> {
    let headings = prop::sample::select(vec![
        "## Présents",
        "## Excusés",
        "## Décisions",
        "## Actions",
        "## Questions",
        "## Manifestations",
        "## Suivi des actions",
        "## Suivi des décisions",
        "## Informations",
        "## Idées / Échanges",
        "## Approbation du compte rendu",
    ]);
    let entries = prop::sample::select(vec![
        "- Ana BEL – ATELIER/CCI",
        "- Ana BEL – CCI (pouvoir à Léo NOUR)",
        "- BEL Ana – L'ATELIER",
        "- Léo NOUR – CCI",
        "- Léo – CCI",
        "- **Action A1** – Ana BEL fera le plan, avant le 2 mars 2024.",
        "- **Action A1** – Léo fera le plan, avant le 2 mars 2024.",
        "- **Action A1** – La Région fera le plan.",
        "- **A1** – fait le 3 mars 2024.",
        "- **A1** – réattribuée à Léo, avant le 3 mars 2024.",
        "- **Décision D1** – Le plan est fait. Adoptée sous condition : oui.",
        "- **Décision D2** – Le plan est refait. Adoptée. Cette décision remplace la décision D1.",
        "- **D1** – condition remplie le 2 mars 2024.",
        "- **Question Q1** – Ana BEL demande où.",
        "- **Réponse à Q1** – Léo NOUR : là.",
        "- **Idée I1** – Léo propose un bal.",
        "- **I1** – écartée : trop cher.",
        "- **Réserve** – Ana, sur D1 : c'est cher.",
        "- **Bus** – 12 mai 2024 (en projet), à Lac : cinq étapes. Public : tous.",
        "- **Bus** – 12 mai 2024 (a eu lieu) : 12 visiteurs.",
        "- Le lac est gelé.",
        "- Le lac est encore gelé : <https://lac.example>",
        "Le compte rendu du 2 février 2024 est approuvé.",
        "- **Rectification** – Compte rendu du 2 février 2024 : Ana BEL, notée absente, était présente.",
        "Compte rendu rédigé par Ana BEL et diffusé le 3 mai 2024.",
    ]);
    prop_oneof![1 => headings, 4 => entries].prop_map(str::to_owned)
}

fn minutes(lines: &[String]) -> String {
    let title = "# Compte rendu de la réunion du 14 mars 2024\n\n## Présents\n\n";
    format!("{title}{}\n", lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..<_>::default() })]

    #[test]
    fn minutes_recorded_again_after_another_edition_of_them_change_nothing(
        before in prop::collection::vec(line(), 0..16),
        after in prop::collection::vec(line(), 0..16),
        others_first: bool,
    ) {
        let mut desk = Desk::in_the_clear();
        desk.at_least = Confidence::Unsure;
        if others_first {
            desk.import(&demo()[0]);
        }
        let (before, after) = (minutes(&before), minutes(&after));
        let meeting = desk.import(&before).meeting;
        let again = desk.plan(&before);
        prop_assert!(again.is_empty(), "{:#?}", again.items);
        desk.answers.meetings.insert(on("2024-03-14"), MeetingAnswer::Is(meeting));
        desk.import(&after);
        let again = desk.plan(&after);
        prop_assert!(again.is_empty(), "{:#?}", again.items);
        desk.import(&before);
        let again = desk.plan(&before);
        prop_assert!(again.is_empty(), "{:#?}", again.items);
    }
}
