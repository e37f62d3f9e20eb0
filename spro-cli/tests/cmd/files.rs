//! Files of every kind, folders, and standard input.

use std::fs;
use std::io::{Cursor, Write};
use std::process::Stdio;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::desk::Desk;

const LINES: [&str; 5] = [
    "Compte rendu de la réunion du 18 janvier 2024",
    "## Présents",
    "- Ana BEL – ATELIER DU VAL",
    "## Décisions",
    "- **Décision D1** – La salle est louée. Adoptée.",
];

fn desk() -> Desk {
    let desk = Desk::french();
    desk.run("--ledger r --as 'Iris ROY' init --body 'Coordination du Val'").good();
    desk
}

/// A Word document of these paragraphs, with a tracked deletion.
fn docx(lines: &[&str]) -> Vec<u8> {
    let paragraph = |line: &&str| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>");
    let paragraphs = lines.iter().map(paragraph).collect::<Vec<_>>().concat();
    let main = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{paragraphs}<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:body>\
         </w:document>"
    );
    let types = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/\
        vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", types), ("word/document.xml", main.as_str())] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_word_document_is_recorded_and_its_lines_are_shown_from_the_original() {
    let desk = desk();
    fs::write(desk.file("cr.docx"), docx(&LINES)).unwrap();
    let run = desk.run("--ledger r --as 'Iris ROY' import --yes cr.docx");
    assert!(run.err.contains("cr.docx: les modifications suivies ont été lues comme acceptées"));
    run.good();
    let shown = desk.run("--ledger r show D1").good();
    assert!(shown.contains("cr.docx:9  - **Décision D1** – La salle est louée."), "{shown}");
    let again = desk.run("--ledger r --as 'Iris ROY' import --yes cr.docx").good();
    assert!(again.contains("rien à enregistrer"), "{again}");
}

/// The story: the search for the name looked at the bytes of an original, which a zip packs.
#[test]
fn an_erasure_destroys_a_word_document_that_names_the_person() {
    let desk = desk();
    fs::write(desk.file("cr.docx"), docx(&LINES)).unwrap();
    desk.run("--ledger r --as 'Iris ROY' import --yes cr.docx").good();
    let erase = "--ledger r --as 'Iris ROY' person erase 'Ana BEL' --ground objection --yes";
    let run = desk.run(erase);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("original"), "{}", run.err);
    let shown = desk.run("--ledger r show D1").good();
    assert!(!shown.contains("cr.docx:9"), "{shown}");
    assert!(shown.contains("La salle est louée."), "{shown}");
}

#[test]
fn a_folder_is_read_to_its_end_and_the_refused_are_told_with_what_to_do() {
    let desk = desk();
    fs::create_dir_all(desk.file("crs/2024")).unwrap();
    fs::write(desk.file("crs/2024/b.docx"), docx(&LINES)).unwrap();
    fs::write(desk.file("crs/a.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old").unwrap();
    fs::write(desk.file("crs/c.md"), "a".repeat(300_000)).unwrap();
    fs::write(desk.file("crs/.hidden.md"), "x").unwrap();
    fs::write(desk.file("crs/photo.jpg"), "x").unwrap();
    let run = desk.run("--ledger r --as 'Iris ROY' import --yes crs");
    assert_eq!(run.code, 10);
    assert!(run.err.contains("a.doc est au format de Word d’avant 2007"), "{}", run.err);
    assert!(run.err.contains("enregistrez-le en .docx"), "{}", run.err);
    assert!(run.err.contains("c.md : la ligne 1 est plus longue"), "{}", run.err);
    assert!(
        run.out.contains("lus : 3 · enregistrés : 1 · inchangés : 0 · laissés : 0 · refusés : 2"),
        "{}",
        run.out
    );
}

#[test]
fn standard_input_is_read_and_an_encoding_is_said() {
    let desk = desk();
    let mut command = desk.command("--ledger r import -n -");
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let latin: Vec<u8> = LINES.join("\n").replace('–', "-").chars().map(|c| c as u8).collect();
    child.stdin.take().unwrap().write_all(&latin).unwrap();
    let output = child.wait_with_output().unwrap();
    let (out, err) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(err.contains("-: il est écrit en ISO-8859-1"), "{err}");
    assert!(out.contains("présence : Ana BEL · pour ATELIER DU VAL"), "{out}");
}

#[test]
fn a_pdf_without_its_program_says_how_to_get_it() {
    let desk = desk();
    fs::write(desk.file("cr.pdf"), "%PDF-1.4 x").unwrap();
    let run = desk.run_with("--ledger r import -n cr.pdf", &[("PATH", "none")]);
    assert_eq!(run.code, 10);
    assert!(run.err.contains("pdftotext n’est pas installé"), "{}", run.err);
    assert!(run.err.contains("poppler-utils"), "{}", run.err);
}

/// With a program of the same name that gives the text.
#[cfg(unix)]
#[test]
fn a_pdf_is_read_through_its_program() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = desk();
    fs::create_dir(desk.file("bin")).unwrap();
    let program = desk.file("bin/pdftotext");
    fs::write(&program, "#!/bin/sh\n/bin/cat >/dev/null\n/bin/cat \"$HOME/../text\"\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    fs::create_dir_all(desk.file("home")).unwrap();
    fs::write(desk.file("text"), LINES.join("\n")).unwrap();
    fs::write(desk.file("cr.pdf"), "%PDF-1.4 x").unwrap();
    let bin = desk.file("bin");
    let path = [("PATH", bin.to_str().unwrap())];
    let run = desk.run_with("--ledger r --as 'Iris ROY' import --yes cr.pdf", &path);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(desk.run_with("--ledger r show D1", &path).good().contains("cr.pdf:5"));
    let none = [("PATH", "none")];
    let without = desk.run_with("--ledger r show D1", &none).good();
    assert!(without.contains("pdftotext n’est pas installé"), "{without}");
    let erase = "--ledger r --as 'Iris ROY' person erase 'Ana BEL' --ground objection --yes";
    let refused = desk.run_with(erase, &none);
    assert_eq!(refused.code, 10, "{}", refused.err);
    fs::write(desk.file("text"), " \n").unwrap();
    fs::write(desk.file("scan.pdf"), "%PDF-1.4 y").unwrap();
    let scan = desk.run_with("--ledger r import -n scan.pdf", &path);
    assert!(scan.err.contains("ses pages sont des images"), "{}", scan.err);
}

#[test]
fn what_would_act_on_a_terminal_is_shown_and_not_sent() {
    let desk = desk();
    let text = LINES
        .join("\n")
        .replace("Ana BEL", "Ana \u{1b}]0;x\u{7}BEL")
        .replace("louée", "lou\u{9b}2Jée");
    fs::write(desk.file("\u{1b}[31mcr.md"), &text).unwrap();
    fs::create_dir(desk.file("d")).unwrap();
    fs::rename(desk.file("\u{1b}[31mcr.md"), desk.file("d/\u{1b}[31mcr.md")).unwrap();
    for more in ["-n", "-n --json", "--yes"] {
        let run = desk.run(&format!("--ledger r --as 'Iris ROY' import {more} d"));
        for said in [&run.out, &run.err] {
            assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{7}']), "{said:?}");
        }
    }
}
