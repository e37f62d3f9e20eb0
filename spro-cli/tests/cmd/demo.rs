//! The demonstration: it runs, and its ledger can be asked.

use snapbox::{assert_data_eq, str};

use crate::desk::Desk;

#[test]
fn the_demo_runs_and_its_ledger_can_be_asked() {
    let desk = Desk::french();
    let demo = desk.run("demo d");
    assert_eq!(demo.code, 0, "{}", demo.err);
    for heading in ["Présences par personne", "Présences par structure", "Actions", "Décisions"]
    {
        assert!(demo.out.contains(heading), "{heading}");
    }
    let late = desk.items("--ledger d action list --late --on 2024-12-31");
    let late: Vec<_> = late.iter().map(|item| (&item["number"], &item["days"])).collect();
    assert_eq!(
        format!("{late:?}"),
        "[(String(\"A6\"), Number(214)), (String(\"A18\"), Number(11))]"
    );
    let decisions = desk.items("--ledger d decision list --on 2024-12-31");
    let status = |number: &str| {
        let found = decisions.iter().find(|item| item["number"] == number).unwrap();
        found["status"].as_str().unwrap().to_owned()
    };
    assert_eq!((status("D2"), status("D4")), ("superseded".into(), "standing".into()));
    assert_data_eq!(
        desk.table("--ledger d position list --on 2024-04-30"),
        str![[r#"
ID     POSITION  PAR                SUR  TEXTE                                                                                                         REMARQUE
[ID].  réserve   Odile MERCANTEL    D2   le samedi n'entre pas dans le temps de travail de son équipe et cette présence a un coût pour l'association.
[ID].  réserve   Ghislain PORTEVIN  D6   la Région ne peut pas verser de participation à un partenaire du territoire.

au 2024-04-30 · empreinte 499:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger d document list --on 2024-04-30"),
        str![[r#"
ID     ÉTAT     DOCUMENT                                          RÉUNION
[ID].  lu       2024-01-18-compte-rendu.md
[ID].  adresse  https://orientation.deux-vals.example/guide-2024  2024-01-18
[ID].  lu       2024-03-14-compte-rendu.md
[ID].  adresse  https://ateliers-mobiles.example/presse/orvaine   2024-03-14

au 2024-04-30 · empreinte 499:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger d occasion list --on 2024-03-20"),
        str![[r#"
ID     MANIFESTATION                         QUAND                           ÉTAT       LIEU                                                                                                                                                            REMARQUE
[ID].  Demi-journée « Métiers du soin »      jeudi 28 mars 2024, après-midi  confirmée  à la clinique de Montorgeau                                                                                                                                     pour professionnels de l'orientation
[ID].  Bus des métiers 2024                  du 15 au 19 avril 2024          confirmée  Aubrelieu, place des Tanneurs ; Saint-Merlan, parking du gymnase ; Verney-le-Bois, halle au blé ; Crèvecombe, cour du collège ; Montorgeau, place de la Mairie  5 étapes · pour scolaires, demandeurs d'emploi, grand public · 60 visiteurs attendus
[ID].  Demi-journée « Métiers du bâtiment »  jeudi 13 juin 2024, matin       en projet                                                                                                                                                                  pour professionnels de l'orientation
[ID].  Forum de l'orientation 2024           à l'automne 2024                en projet  à Aubrelieu

au 2024-03-20 · empreinte 499:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger d question list --on 2024-03-20"),
        str![[r#"
N°  ID     QUESTION                                                                    PAR              ÉTAT      RÉPONSE
Q1  [ID].  Rémi CASTAGNOU demande quelles classes seront accueillies dans le bus.      Rémi CASTAGNOU   répondue  Clotilde VASSEREAU: le bus accueille les classes de quatrième et de troisième le matin, le grand public l'après-midi.
Q2  [ID].  Odile MERCANTEL demande si les heures du samedi pourront être compensées.   Odile MERCANTEL  ouverte
Q3  [ID].  Hakim BELLOUNIS demande qui conserve les coordonnées des visiteurs du bus.  Hakim BELLOUNIS  ouverte

au 2024-03-20 · empreinte 499:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger d idea list --on 2024-07-10"),
        str![[r#"
N°  ID     IDÉE                                                                                             PAR                ÉTAT     REMARQUE
I1  [ID].  Bertrand OZANNEAU propose de créer un site internet consacré aux métiers du territoire.          Bertrand OZANNEAU  écartée
I2  [ID].  Yasmina TERRAFI propose une visite d'entreprise adaptée aux personnes en situation de handicap.  Yasmina TERRAFI    émise
I3  [ID].  Nolwenn SAUGRAIN propose de tenir un livre d'or à chaque étape du bus.                           Nolwenn SAUGRAIN   retenue
I4  [ID].  Samir KHELLOUFI propose un guide des financements de la formation, mis à jour chaque trimestre.  Samir KHELLOUFI    émise

au 2024-07-10 · empreinte 499:[DIGEST]

"#]]
    );
    assert_data_eq!(
        desk.table("--ledger d note list --on 2024-02-01"),
        str![[r#"
ID     GENRE        DEPUIS      TEXTE
[ID].  projet       2024-01-18  La MAISON DE L'EMPLOI D'AUBRELIEU porte une étude sur les besoins de recrutement dans le bâtiment ; les résultats sont attendus au printemps 2024.
[ID].  canevas      2024-01-18  Canevas des demi-journées d'information Portrait du secteur sur le territoire Témoignages de professionnels Formations accessibles et financements
[ID].  échange      2024-01-18  Le bus est attendu comme un point de départ : les participants souhaitent qu'un temps d'échange suive chaque étape.
[ID].  information  2024-01-18  Le guide régional de l'orientation est en ligne : <https://orientation.deux-vals.example/guide-2024>
[ID].  ailleurs     2024-01-18  Sur le territoire voisin de la Sarlonne, un atelier thématique par trimestre serait proposé aux équipes d'accueil.
[ID].  note         2024-01-18  Première réunion de la coordination dans sa nouvelle composition : aucun compte rendu n'est à approuver.

au 2024-02-01 · empreinte 499:[DIGEST]

"#]]
    );
    desk.run("--ledger d verify").good();
}
