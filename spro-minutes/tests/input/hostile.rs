//! Files that are made to break the reader.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use spro_minutes::input::{Foreign, InputError, converted, limits, read};

use crate::office::{docx, odt, zipped};
use crate::p;

/// Generous: a test build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn within<T>(work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    done
}

#[test]
fn a_line_of_ten_megabytes_is_refused_in_every_format() {
    let line = "a ".repeat(5_000_000);
    let long = Err(InputError::LongLine { line: 1 });
    within(|| {
        assert_eq!(read("a.md", line.as_bytes()), long);
        assert_eq!(converted(line.as_bytes()), long);
        assert_eq!(read("a.html", format!("<p>{line}").as_bytes()), long);
        assert_eq!(read("a.docx", &docx(&p(&line), &[])), long);
    });
}

#[test]
fn a_line_of_spans_takes_no_longer_than_its_length() {
    let spans = "<b>a</b>b <a href=x>c</a>".repeat(300_000);
    let refused = within(|| read("a.html", format!("<p>{spans}").as_bytes()));
    assert_eq!(refused, Err(InputError::LongLine { line: 1 }));
}

#[test]
fn too_much_text_is_refused() {
    let text = "a\n".repeat(limits::TEXT / 2 + 1);
    within(|| {
        assert_eq!(read("a.md", text.as_bytes()), Err(InputError::LongText));
        assert_eq!(converted(text.as_bytes()), Err(InputError::LongText));
    });
    assert_eq!(read("a.md", &vec![b'a'; limits::FILE + 1]), Err(InputError::LargeFile));
}

#[test]
fn what_unpacks_to_far_more_is_refused() {
    let bomb = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &" ".repeat(limits::FILE + 1)),
    ]);
    assert!(bomb.len() < 200_000);
    assert_eq!(within(|| read("a.odt", &bomb)), Err(InputError::Bomb));
    let names: Vec<_> = (0..10_001).map(|name| name.to_string()).collect();
    let parts: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(within(|| read("a.docx", &zipped(&parts))), Err(InputError::Bomb));
}

#[test]
fn entities_do_not_multiply() {
    let laughs: String = (1..20)
        .map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)))
        .collect();
    let content = format!(
        "<!DOCTYPE x [<!ENTITY a0 \"ha\">{laughs}]><office:x><text:p>&a19;</text:p></office:x>"
    );
    let bomb = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
    ]);
    assert_eq!(within(|| read("a.odt", &bomb)).unwrap().text, "&a19;\n");
}

#[test]
fn deep_nesting_is_flat() {
    let depth = 20_000;
    let nested = |open: &str, close: &str| {
        format!("{}{}{}", open.repeat(depth), p("fond"), close.repeat(depth))
    };
    // Fewer than a bomb's ratio would refuse: the words between are no two alike.
    let varied: String = (0..30_000)
        .map(|n| format!("<w:p><w:r><w:t>{:x}</w:t></w:r></w:p>", n * 7919 % 65_537))
        .collect();
    for (open, close) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:sdt>", "</w:sdt>"),
    ] {
        let text = within(|| read("a.docx", &docx(&(nested(open, close) + &varied), &[])));
        assert!(text.unwrap().text.contains("fond"));
    }
    let lists = format!(
        "{}<text:p>fond</text:p>{}",
        "<text:list><text:list-item>".repeat(5000),
        "</text:list-item></text:list>".repeat(5000)
    );
    assert!(within(|| read("a.odt", &odt("", &lists))).unwrap().text.contains("fond"));
    for tag in ["<div>", "<ul><li>", "<table><tr><td>", "<b>", "<a href=x>"] {
        let page = format!("<html>{}fond", tag.repeat(50_000));
        assert!(within(|| read("a.html", page.as_bytes())).unwrap().text.contains("fond"), "{tag}");
    }
}

#[test]
fn other_files_are_refused_by_what_they_are() {
    let sheet = zipped(&[("[Content_Types].xml", "<Types>spreadsheetml.sheet.main+xml</Types>")]);
    assert_eq!(read("a.docx", &sheet), Err(InputError::Other(Foreign::Spreadsheet)));
    let plain = zipped(&[("../../etc/passwd", "x")]);
    assert_eq!(read("a.docx", &plain), Err(InputError::Other(Foreign::Zip)));
    let half = docx(&p("mot"), &[]);
    assert_eq!(read("a.docx", &half[..half.len() / 2]), Err(InputError::DamagedZip));
    assert_eq!(read("a.txt", b" \n"), Err(InputError::Empty));
    assert_eq!(read("a.txt", b"a\0b"), Err(InputError::Binary));
}

/// Files that are right, to be broken.
fn whole() -> Vec<Vec<u8>> {
    vec![
        docx(&p("Présents : Ana BEL"), &[]),
        odt("", "<text:list><text:list-item><text:p>Ana</text:p></text:list-item></text:list>"),
        b"<html><table><tr><td>a<td>b</table><ul><li>c<pre>d</pre>".to_vec(),
        "======\nBureau\n======\n\n+--+--+\n|a |b |\n+--+--+\n\n== ==\na  b\n== ==\n.. x\n".into(),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        name in "a\\.(md|txt|rst|html|docx|odt|pdf)",
    ) {
        let _ = read(&name, &bytes);
        let _ = converted(&bytes);
    }

    #[test]
    fn broken_files_are_read_or_refused(
        of in 0..4_usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        name in "a\\.(rst|html|docx|odt)",
    ) {
        let mut bytes = whole().swap_remove(of);
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&name, &bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = read(&name, &bytes);
    }

    #[test]
    fn elements_in_any_order_are_read_or_refused(
        parts in prop::collection::vec(0..24_usize, 0..60)
    ) {
        const PARTS: [&str; 24] = [
            "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>mot</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>",
            "</w:tr>", "<w:tc>", "</w:tc>", "<w:txbxContent>", "</w:txbxContent>", "<w:del>x</w:del>",
            "<w:pPr><w:numPr><w:ilvl w:val='9'/><w:numId w:val='2'/></w:numPr></w:pPr>",
            "<w:hyperlink r:id='rId9'>", "</w:hyperlink>", "<w:trPr><w:del/></w:trPr>",
            "<w:footnoteReference w:id='1'/>", "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>",
            "<w:tcPr><w:gridSpan w:val='99999999999'/></w:tcPr>", "<w:br/>", "<li>", "<table><td>",
        ];
        let body: String = parts.iter().filter_map(|at| PARTS.get(*at).copied()).collect();
        let _ = read("a.docx", &docx(&body, &[]));
        let odf = body.replace("w:tbl", "table:table").replace("w:tr", "table:table-row")
            .replace("w:tc", "table:table-cell").replace("w:t>", "text:span>")
            .replace("w:p>", "text:p>").replace("w:txbxContent", "draw:text-box");
        let _ = read("a.odt", &odt("", &odf));
        let html = body.replace("w:", "").replace("tbl", "table").replace("tc", "td");
        let _ = read("a.html", format!("<html>{html}").as_bytes());
    }
}
