//! Minutes as word processors write them: words split into runs, tables of people and of tasks with
//! merged cells, changes that are tracked. What is read of both is the same.

#![allow(
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "test documents are small, and tests fail by panicking"
)]

#[path = "input/office.rs"]
mod office;

use office::{docx, odt};
use spro_minutes::draft::{ActionState, Status};
use spro_minutes::input::{InputError, Remark, read};

#[test]
fn a_word_document_of_tables_and_split_words_tells_who_came_and_who_owes_what() {
    let read = read("cr.docx", &docx(&word(), &[])).unwrap();
    assert_eq!(read.remarks, [Remark::Tracked { inserted: 1, deleted: 1 }]);
    claims(&read.text);
}

#[test]
fn a_libreoffice_document_of_tables_and_split_words_tells_the_same() {
    let bold = "<style:style style:name=\"T1\" style:family=\"text\">\
        <style:text-properties fo:font-weight=\"bold\"/></style:style>";
    let read = read("cr.odt", &odt(bold, &writer())).unwrap();
    assert_eq!(read.remarks, []);
    claims(&read.text);
}

#[test]
fn a_cell_merged_over_thousands_of_rows_is_refused_or_read_in_bounded_room() {
    let long = "mot ".repeat(100_000);
    let first =
        row(&[cell("<w:vMerge w:val=\"restart\"/>", &[run(&long)]), cell("", &[run("un")])]);
    let rows = row(&[cell("<w:vMerge/>", &[]), cell("", &[run("x")])]).repeat(20_000);
    let document = docx(&table(&[first, rows]), &[]);
    assert!(matches!(read("cr.docx", &document), Err(InputError::LongText)));
}

fn claims(text: &str) {
    let (draft, problems) = spro_minutes::read(text);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(draft.date.map(|date| date.to_string()).as_deref(), Some("2024-03-14"));
    let people = draft.attendance.iter().map(|it| {
        (it.person.as_deref().unwrap(), it.organisation.as_deref().unwrap(), it.status.unwrap())
    });
    let expected = [
        ("Ana BEL", "ATELIER DU VAL", Status::Present),
        ("Éric NOIR", "ATELIER DU VAL", Status::Excused),
        ("Léo NOUR", "MISSION LOCALE", Status::Present),
    ];
    assert_eq!(people.collect::<Vec<_>>(), expected, "{text}");
    let actions = draft.actions.iter().map(|it| {
        let due = it.due.as_ref().map(ToString::to_string).unwrap_or_default();
        (it.number.as_deref().unwrap(), it.source.text.as_str(), it.owner.concat(), due, it.state)
    });
    let expected = [
        ("A1", "Réserver la salle des fêtes", "Ana BEL", "2024-04-30", ActionState::Started),
        ("A2", "Envoyer le plan aux voisins", "Léo NOUR", "2024-05-05", ActionState::Completed),
    ];
    let expected = expected.map(|it| (it.0, it.1, it.2.to_owned(), it.3.to_owned(), it.4));
    assert_eq!(actions.collect::<Vec<_>>(), expected, "{text}");
    assert!(draft.decisions.is_empty() && draft.notes.is_empty(), "{text}");
    assert_eq!(draft.unplaced, [], "{text}");
}

/// A run as Word writes it, with the marks of its revision and its proofing language.
fn run(text: &str) -> String {
    format!(
        "<w:r w:rsidRPr=\"00A41C2E\"><w:rPr><w:lang w:val=\"fr-FR\"/></w:rPr>\
         <w:t xml:space=\"preserve\">{text}</w:t></w:r>"
    )
}

fn line(runs: &[String]) -> String {
    let runs = runs.join("<w:proofErr w:type=\"spellStart\"/>");
    format!("<w:p w:rsidR=\"00A41C2E\" w:rsidRDefault=\"00B52D3F\">{runs}</w:p>")
}

fn title(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Titre2\"/></w:pPr><w:bookmarkStart w:id=\"0\" w:name=\"_Toc1\"/>\
         {}<w:bookmarkEnd w:id=\"0\"/></w:p>",
        run(text)
    )
}

fn cell(properties: &str, runs: &[String]) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"2400\" w:type=\"dxa\"/>{properties}</w:tcPr>{}</w:tc>",
        line(runs)
    )
}

fn row(cells: &[String]) -> String {
    format!("<w:tr w:rsidR=\"00A41C2E\"><w:trPr><w:cantSplit/></w:trPr>{}</w:tr>", cells.concat())
}

fn plain_row(cells: &[&str]) -> String {
    row(&cells.iter().map(|it| cell("", &[run(it)])).collect::<Vec<_>>())
}

fn table(rows: &[String]) -> String {
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grilledutableau\"/></w:tblPr>\
         <w:tblGrid><w:gridCol w:w=\"2400\"/></w:tblGrid>{}</w:tbl>",
        rows.concat()
    )
}

fn word() -> String {
    let merged = |value: &str| format!("<w:vMerge{value}/>");
    [
        line(&[run("Compte rendu de la réu"), run("nion du 14 m"), run("ars 2024")]),
        title("Participants"),
        table(&[
            plain_row(&["Nom", "Structure", "Présent", "Excusé"]),
            row(&[
                cell("", &[run("Ana "), run("BEL")]),
                cell(&merged(" w:val=\"restart\""), &[run("ATELIER DU VAL")]),
                cell("", &[run("X")]),
                cell("", &[]),
            ]),
            row(&[
                cell("", &[run("Éric NOIR")]),
                cell(&merged(""), &[]),
                cell("", &[]),
                cell("", &[run("X")]),
            ]),
            row(&[
                cell("", &[run("Léo NOUR")]),
                cell("", &[run("MISSION LOCALE")]),
                cell("", &[run("X")]),
                cell("", &[]),
            ]),
        ]),
        title("Actions"),
        table(&[
            plain_row(&["N°", "Action", "Responsable", "Échéance", "État"]),
            row(&[
                cell("", &[run("A1")]),
                cell("", &[run("Réserver la salle des "), "<w:ins w:id=\"4\" w:author=\"x\">".to_owned()
                    + &run("fêtes") + "</w:ins>", "<w:del w:id=\"5\" w:author=\"x\"><w:r><w:delText>sports</w:delText></w:r></w:del>".to_owned()]),
                cell("", &[format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", run("Ana BEL"))]),
                cell("", &[run("30 avril 2024")]),
                cell("", &[run("En cours")]),
            ]),
            plain_row(&["A2", "Envoyer le plan aux voisins", "Léo NOUR", "5 mai 2024", "Fait"]),
            plain_row(&["", "", "", "", ""]),
        ]),
    ]
    .concat()
}

fn writer() -> String {
    let p = |text: &str| format!("<text:p text:style-name=\"P1\">{text}</text:p>");
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\">{}</table:table-cell>", p(text))
    };
    let row = |cells: &[&str]| {
        let cells = cells.iter().map(|it| cell(it)).collect::<String>();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let head = |rows: &str| format!("<table:table-header-rows>{rows}</table:table-header-rows>");
    let table = |name: &str, columns: usize, rows: &[String]| {
        format!(
            "<table:table table:name=\"{name}\"><table:table-column \
             table:number-columns-repeated=\"{columns}\"/>{}</table:table>",
            rows.concat()
        )
    };
    let title = |text: &str| format!("<text:h text:outline-level=\"2\">{text}</text:h>");
    [
        p("Compte rendu de la réu<text:span text:style-name=\"T1\">nion</text:span> du<text:s/>14 \
           m<text:soft-page-break/>ars<text:s/>2024"),
        title("Participants"),
        table("Tableau1", 4, &[
            head(&row(&["Nom", "Structure", "Présent", "Excusé"])),
            format!(
                "<table:table-row>{}<table:table-cell table:number-rows-spanned=\"2\">{}\
                 </table:table-cell>{}{}</table:table-row>",
                cell("Ana <text:span text:style-name=\"T1\">BEL</text:span>"),
                p("ATELIER DU VAL"),
                cell("X"),
                cell("")
            ),
            format!(
                "<table:table-row>{}<table:covered-table-cell/>{}{}</table:table-row>",
                cell("Éric NOIR"),
                cell(""),
                cell("X")
            ),
            row(&["Léo NOUR", "MISSION LOCALE", "X", ""]),
        ]),
        title("Actions"),
        table("Tableau2", 5, &[
            head(&row(&["N°", "Action", "Responsable", "Échéance", "État"])),
            row(&["A1", "Réserver la salle des fêtes", "Ana BEL", "30 avril 2024", "En cours"]),
            row(&["A2", "Envoyer le plan aux voisins", "Léo NOUR", "5 mai 2024", "Fait"]),
            row(&["", "", "", "", ""]),
        ]),
    ]
    .concat()
}
