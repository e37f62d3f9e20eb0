//! Files of minutes, as bytes.

use std::io::{Cursor, Write as _};

use spro_minutes::input::{self, limits};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const DECLARED: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"";

/// A file is refused, or read as lines within the limits that are themselves read.
///
/// The first line is the file's name. Of a name that ends with `.docx.xml` or `.odt.xml`, the rest
/// is the body of such a document, put into a zip that is whole; else it is the file.
pub fn office(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let name = String::from_utf8_lossy(&bytes[..end]);
    let rest = bytes.get(end + 1..).unwrap_or_default();
    let read = if name.ends_with(".docx.xml") {
        input::read("a.docx", &docx(rest))
    } else if name.ends_with(".odt.xml") {
        input::read("a.odt", &odt(rest))
    } else {
        input::read(&name, rest)
    };
    let Ok(read) = read else { return };
    assert!(!read.text.trim().is_empty());
    assert!(read.text.len() <= limits::TEXT);
    assert!(read.text.lines().all(|line| line.len() <= limits::LINE));
    let _ = spro_minutes::read(&read.text);
}

fn docx(body: &[u8]) -> Vec<u8> {
    let part = |name: &str, kind: &str| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}{kind}+xml\"/>")
    };
    let types = format!("<Types>{}</Types>", part("document", "document.main"));
    let open = format!("<w:document {DECLARED}><w:body>");
    let document = [open.as_bytes(), body, b"</w:body></w:document>"].concat();
    zipped(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", &document)])
}

fn odt(body: &[u8]) -> Vec<u8> {
    let open = format!("<office:document-content {DECLARED}><office:body><office:text>");
    let close = b"</office:text></office:body></office:document-content>";
    let content = [open.as_bytes(), body, close].concat();
    let media_type = b"application/vnd.oasis.opendocument.text";
    zipped(&[("mimetype", media_type), ("content.xml", &content)])
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
