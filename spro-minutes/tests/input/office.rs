//! Small writers of office documents.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip of these parts.
pub(crate) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

const STYLES: &str = r#"<w:style w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>
    <w:style w:styleId="Sous"><w:name w:val="Sous"/><w:basedOn w:val="Titre2"/></w:style>
    <w:style w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:styleId="TM1"><w:name w:val="toc 1"/></w:style>"#;

const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#;

/// A Word document with this body, and these other parts: their kind and content.
pub(crate) fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let open = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
        xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
    let mut parts = vec![("document.main", "document", body), ("styles", "styles", STYLES)];
    parts.push(("numbering", "numbering", NUMBERING));
    parts.extend(others.iter().map(|(kind, content)| (*kind, *kind, *content)));
    let mut types = String::from("<Types>");
    let mut files = Vec::new();
    for (kind, root, content) in parts {
        let name = format!("word/{root}.xml");
        types.push_str(&format!(
            "<Override PartName=\"/{name}\" ContentType=\"{WORD}{kind}+xml\"/>"
        ));
        let body = if root == "document" {
            format!("<w:body>{content}</w:body>")
        } else {
            content.to_owned()
        };
        files.push((name, format!("<?xml version=\"1.0\"?><w:{root} {open}>{body}</w:{root}>")));
    }
    types.push_str("</Types>");
    let relations = "<Relationships><Relationship Id=\"rId9\" TargetMode=\"External\" \
        Type=\"http://x/relationships/hyperlink\" Target=\"https://val.example/plan\"/></Relationships>";
    let mut zip =
        vec![("[Content_Types].xml", types.as_str()), ("word/_rels/document.xml.rels", relations)];
    zip.extend(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    zipped(&zip)
}

/// A text document with this body, after these automatic styles.
pub(crate) fn odt(styles: &str, body: &str) -> Vec<u8> {
    let names = ["office", "style", "text", "table"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let content = format!(
        "<office:document-content {} xmlns:fo=\"urn:x\" xmlns:xlink=\"urn:y\" \
         xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>",
        names.join(" ")
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}
