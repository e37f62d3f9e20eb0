//! What holds of every text.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proptest::prelude::*;
use spro_minutes::draft::{Draft, Source};
use spro_minutes::json::{from_json, to_json};

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first item whose text does not stand in its lines, or line that nothing holds.
fn broken(text: &str, draft: &Draft) -> Option<String> {
    let lines: Vec<_> = text.lines().collect();
    let mut held = vec![false; lines.len() + 1];
    let mut stands = |source: &Source| {
        let mut printed = String::new();
        for [first, last] in &source.lines {
            for number in *first..=*last {
                let line = lines.get((number as usize).wrapping_sub(1))?;
                *held.get_mut(number as usize)? = true;
                printed.push_str(line);
                printed.push(' ');
            }
        }
        squeeze(&printed).contains(&squeeze(&source.text)).then_some(())
    };
    let mut all = draft.sources().chain(&draft.unplaced);
    if let Some(source) = all.find(|source| stands(source).is_none()) {
        return Some(format!("{source:?} does not stand in its lines"));
    }
    let mut numbered = lines.iter().zip(1_usize..);
    let lost =
        numbered.find(|(line, number)| !line.trim().is_empty() && held.get(*number) != Some(&true));
    lost.map(|(line, number)| format!("line {number} is lost: {line}"))
}

fn line() -> impl Strategy<Value = String> {
    let headings = prop::sample::select(vec![
        "## Présents",
        "## Excusés",
        "## Ordre du jour",
        "## Décisions",
        "## Actions",
        "## Manifestations",
        "## Approbation",
        "## Suivi des actions",
        "## Canevas",
        "## Groupes de travail",
        "## Pièces jointes",
        "## Prochaine réunion",
        "Idées / Echanges",
        "- **ACTUALITES**",
        "### Bus",
    ]);
    let entries = prop::sample::select(vec![
        "",
        "- **Bus** – 12 mai 2024 (en projet), à Lac : cinq étapes. Public : tous.",
        "  - lundi : place haute, une place à pourvoir",
        "Voir [ici](www.a b.fr) et <https://a.example/b>.",
        "- Ana BEL – ATELIER/CCI (invitée)",
        "Ana BEL – ATELIER",
        "- **Action A1** – Ana BEL fera le plan, avant le 31/02/2024.",
        "- **Décision D1** – Le plan est fait. Adoptée sous condition : oui.",
        "Ana BEL doit venir si elle peut. Ce projet reçoit l'approbation.  ",
        "**Rectification** – Compte rendu du 2 mai 2024 : Ana BEL, notée absente, était présente.",
        "Le compte rendu du 2 mai 2024 est approuvé. Une suite.",
        "- du 9 au 14 avril 2024 : « le Bus » fera étape dans 5 villes. On attend 100 visiteurs.",
        "Visite du lac le 3 mai par Ana BEL, Léo NOUR",
        "- **Forum du 3 mai 2024** (à Lac) : Ana BEL viendra. Les autres ne peuvent pas venir.",
        "Peut-on venir, Ana BEL ? L'idée de partir est bonne. Un canevas est prêt :",
        "1) Un pas",
        "Une fête serait donnée par Lac ; documents joints. L'analyse de résultats en mars 2024.",
        "Compte rendu rédigé par Ana BEL et diffusé le 3 mai 2024.",
        "AI: Ana Bel to write the plan, by May 3rd, 2024",
        "@ana: write",
        "action: none",
    ]);
    prop_oneof![
        2 => headings.prop_map(str::to_owned),
        4 => entries.prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => "[-#*•1.)(/<>A-Zé –:;,?@\\[\\]]{0,20}",
    ]
}

proptest! {
    #[test]
    fn every_line_is_held_and_every_text_stands_in_its_lines(
        lines in prop::collection::vec(line(), 0..30)
    ) {
        let text = lines.join("\n");
        let (draft, _) = spro_minutes::read(&text);
        prop_assert_eq!(broken(&text, &draft), None);
        prop_assert_eq!(from_json(&to_json(&draft)).unwrap(), draft);
    }
}

#[test]
fn every_line_of_real_minutes_is_held_and_every_text_stands_in_its_lines() {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders =
        vec![crate_folder.join("../examples/demo"), crate_folder.join("tests/fixtures")];
    match env::var_os("SPRO_TEST_MINUTES").map(PathBuf::from) {
        Some(folder) => folders.push(crate_folder.join("..").join(folder).join("truth")),
        None => eprintln!("skipped in part: SPRO_TEST_MINUTES names no folder of real minutes"),
    }
    let mut count = 0;
    for path in folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()) {
        let path = path.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "md" || ext == "txt") {
            let text = fs::read_to_string(&path).unwrap();
            let (draft, _) = spro_minutes::read(&text);
            assert_eq!(broken(&text, &draft), None, "{}", path.display());
            assert_eq!(from_json(&to_json(&draft)).unwrap(), draft, "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 7);
}
