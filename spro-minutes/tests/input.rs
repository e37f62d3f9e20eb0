//! Files of every kind that is read, what is refused, and that nothing takes long.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "test documents are small, and tests fail by panicking"
)]
#![allow(clippy::format_push_string, reason = "test documents are small")]

#[path = "input/hostile.rs"]
mod hostile;
#[path = "input/office.rs"]
mod office;

use office::{docx, odt};
use proptest::prelude::*;
use spro_minutes::input::{Format, InputError, Remark, converted, read};

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn item(list: u8, depth: u8, text: &str) -> String {
    let run = format!("<w:r><w:t>{text}</w:t></w:r>");
    let list = format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    format!("<w:p><w:pPr>{list}</w:pPr>{run}</w:p>")
}

fn text_of(bytes: &[u8]) -> String {
    read("cr", bytes).unwrap().text
}

#[test]
fn a_word_document_is_read_with_its_headings_lists_and_tables() {
    let row = |cells: [&str; 2]| {
        let cells = cells.map(|cell| format!("<w:tc>{}</w:tc>", p(cell)));
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    let body = [
        "<w:p><w:pPr><w:pStyle w:val=\"Sous\"/></w:pPr><w:r><w:t>Présents</w:t></w:r></w:p>".into(),
        item(1, 0, "Ana BEL"),
        item(1, 1, "jusqu’à 11 h"),
        item(2, 0, "un"),
        item(2, 1, "deux"),
        item(2, 0, "trois"),
        "<w:p><w:r><w:rPr><w:rStyle w:val=\"Fort\"/></w:rPr><w:t>Lieu :</w:t></w:r>\
         <w:r><w:t xml:space=\"preserve\"> Lac</w:t><w:br/><w:t>salle</w:t><w:tab/><w:t>2</w:t></w:r></w:p>"
            .into(),
        format!("<w:tbl>{}{}</w:tbl>", row(["Nom", "Structure"]), row(["Léo NOUR", "ATELIER &amp; FILS"])),
        "<w:p><w:hyperlink r:id=\"rId9\"><w:r><w:t>le plan</w:t></w:r></w:hyperlink></w:p>".into(),
    ];
    let expected = "## Présents\n\n- Ana BEL\n    - jusqu’à 11 h\n1. un\n    - a) deux\n2. trois\n\n\
        **Lieu :** Lac  \nsalle\t2\n\n| Nom | Structure |\n|---|---|\n| Léo NOUR | ATELIER & FILS |\n\n\
        [le plan](https://val.example/plan)\n";
    let read = read("cr.docx", &docx(&body.concat(), &[])).unwrap();
    assert_eq!(read.text, expected);
    assert_eq!((read.format, read.remarks), (Format::Docx, vec![]));
}

#[test]
fn tracked_changes_are_read_as_accepted_and_comments_left_out_and_both_are_said() {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr></w:pPr>\
         {}<w:del><w:r><w:delText>dix</w:delText></w:r></w:del><w:ins>{}</w:ins>\
         <w:commentRangeStart/>{}<w:commentRangeEnd/></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}\
         <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>\
         <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r></w:p>",
        run("Le prix est de "),
        run("douze"),
        run(" euros."),
        run("La salle "),
        p("est libre."),
        p("gone"),
    );
    let comments = format!("<w:comment>{}</w:comment>", p("vraiment ?"));
    let read = read("cr.docx", &docx(&body, &[("comments", &comments)])).unwrap();
    assert_eq!(read.text, "Le prix est de douze euros.\n\nLa salle est libre.\n");
    let said =
        [Remark::Tracked { inserted: 1, deleted: 3 }, Remark::Comments(1), Remark::Hidden(1)];
    assert_eq!(read.remarks, said);
}

#[test]
fn notes_stand_at_the_end_and_text_boxes_before_their_paragraph_once() {
    let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
         </mc:AlternateContent><w:t>Le bus</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"TM1\"/></w:pPr><w:r><w:t>Présents 3</w:t></w:r></w:p>\
         <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        boxed("Cadre"),
        boxed("Cadre"),
        p("Cliquez ici"),
    );
    let notes = format!(
        "<w:footnote w:id=\"0\" w:type=\"separator\">{}</w:footnote><w:footnote w:id=\"2\">{}</w:footnote>",
        p("---"),
        p("Celui du Val."),
    );
    let header = p("Association du Val");
    let read =
        read("cr.docx", &docx(&body, &[("footnotes", &notes), ("header", &header)])).unwrap();
    assert_eq!(read.text, "Cadre\n\nLe bus[^1]\n\n[^1]: Celui du Val.\n");
    assert_eq!(read.remarks, [Remark::PageMargins(1), Remark::Contents(1)]);
}

#[test]
fn a_text_document_is_read_with_its_headings_lists_and_tables() {
    let styles = "<style:style style:name=\"B\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
        <text:list-style style:name=\"N\"><text:list-level-style-number text:level=\"1\" \
         style:num-format=\"1\" style:num-suffix=\".\"/></text:list-style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>parti</text:p>\
        </text:deletion></text:changed-region></text:tracked-changes>\
        <text:h text:outline-level=\"2\">Présents</text:h>\
        <text:list><text:list-item><text:p>Ana  BEL</text:p><text:list><text:list-item>\
        <text:p>jusqu’à 11<text:s text:c=\"2\"/>h</text:p></text:list-item></text:list></text:list-item></text:list>\
        <text:list text:style-name=\"N\"><text:list-item><text:p>un</text:p></text:list-item>\
        <text:list-item><text:p>deux</text:p></text:list-item></text:list>\
        <text:p><text:span text:style-name=\"B\">Lieu :</text:span> com\u{ad}mune<text:line-break/>Lac\
        <office:annotation><text:p>non</text:p></office:annotation><text:note><text:note-citation>1\
        </text:note-citation><text:note-body><text:p>Du Val.</text:p></text:note-body></text:note></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>Nom</text:p></table:table-cell>\
        <table:table-cell><text:p>Lieu</text:p></table:table-cell></table:table-row></table:table>\
        <text:p><text:a xlink:href=\"https://val.example/a\">le plan</text:a></text:p>";
    let expected = "## Présents\n\n- Ana BEL\n    - jusqu’à 11  h\n1. un\n2. deux\n\n\
        **Lieu :** commune  \nLac[^1]\n\n| Nom | Lieu |\n|---|---|\n\n[le plan](https://val.example/a)\n\n\
        [^1]: Du Val.\n";
    let read = read("cr.odt", &odt(styles, body)).unwrap();
    assert_eq!(read.text, expected);
    assert_eq!(read.remarks, [Remark::Tracked { inserted: 0, deleted: 1 }, Remark::Comments(1)]);
}

#[test]
fn lines_of_text_keep_their_numbers_and_their_letters() {
    let text = "# Titre\r\n\r\n- *Ana* \u{1b}[31m\r\nsoft\u{ad}hyphen\r\n";
    assert_eq!(text_of(text.as_bytes()), text);
}

#[test]
fn a_pdf_is_to_be_converted_and_one_of_pictures_has_no_text() {
    assert_eq!(read("cr.pdf", b"%PDF-1.4 ..."), Err(InputError::Pdf));
    assert_eq!(converted(b" \n\x0c\n"), Err(InputError::PdfWithoutText));
    assert_eq!(converted("été\u{c}suite".as_bytes()).unwrap().text, "été\nsuite");
}

fn words() -> impl Strategy<Value = Vec<String>> {
    let word = "[a-zéèA-Z0-9<>&'\"|*_#à-]{1,9}";
    let words = prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "));
    prop::collection::vec(words, 1..9)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

proptest! {
    #[test]
    fn what_a_writer_puts_in_paragraphs_is_read_back(lines in words()) {
        let expected = lines.join("\n\n") + "\n";
        let body: String = lines.iter().map(|line| p(&escaped(line))).collect();
        prop_assert_eq!(&text_of(&docx(&body, &[])), &expected);
        let body: String =
            lines.iter().map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
        prop_assert_eq!(&text_of(&odt("", &body)), &expected);
        let body: String = lines.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect();
        prop_assert_eq!(&text_of(format!("<html>{body}").as_bytes()), &expected);
    }
}
