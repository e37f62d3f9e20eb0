//! What holds of every text.

use proptest::prelude::*;
use spro_minutes::json::{from_json, to_json};

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("## Présents".to_owned()),
        Just("## Ordre du jour".to_owned()),
        Just("## Décisions".to_owned()),
        Just("## Manifestations".to_owned()),
        Just("## Approbation".to_owned()),
        Just("- **Bus** – 12 mai 2024 (en projet). Public : tous.".to_owned()),
        Just("  - lundi : place haute".to_owned()),
        Just("Voir [ici](www.a b.fr) et <https://a.example/b>.".to_owned()),
        Just("## Actions".to_owned()),
        Just("- Ana BEL – ATELIER (invitée)".to_owned()),
        Just("- **Action A1** – Ana BEL fera le plan, avant le 31/02/2024.".to_owned()),
        Just("- **Décision D1** – Le plan est fait. Adoptée sous condition : oui.".to_owned()),
        Just("Ana BEL doit venir si elle peut. Ce projet reçoit l'approbation.  ".to_owned()),
        "\\PC{0,40}",
        "[-#*•1.)(/<>A-Zé –]{0,20}",
    ]
}

proptest! {
    #[test]
    fn every_line_is_held_and_every_text_stands_in_its_lines(
        lines in prop::collection::vec(line(), 0..30)
    ) {
        let text = lines.join("\n");
        let (draft, _) = spro_minutes::read(&text);
        let lines: Vec<_> = text.lines().collect();
        let mut held = vec![false; lines.len() + 1];
        for source in draft.sources() {
            let mut printed = String::new();
            for [first, last] in &source.lines {
                for number in *first..=*last {
                    held[number as usize] = true;
                    printed.push_str(lines[number as usize - 1]);
                    printed.push(' ');
                }
            }
            prop_assert!(squeeze(&printed).contains(&squeeze(&source.text)), "{source:?}");
        }
        for (line, number) in lines.iter().zip(1_usize..) {
            let here = [u32::try_from(number).unwrap(); 2];
            let unplaced = draft.unplaced.iter().any(|source| source.lines == [here]);
            prop_assert_eq!(!line.trim().is_empty(), held[number] || unplaced);
        }
        prop_assert_eq!(from_json(&to_json(&draft)).unwrap(), draft);
    }
}
