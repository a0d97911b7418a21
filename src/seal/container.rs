//! The ASiC-E container with CAdES (ETSI EN 319 162-1): a ZIP of stored files, the same bytes every time.
//!
//! The ZIP is written here and not by a library on purpose: a container is checked by writing it again, so its
//! layout must not change with a crate's next version.

use base64ct::{Base64, Encoding};

use super::report::Fault;
use super::report::Part;
use crate::terms::sha256;

const MIMETYPE: &[u8] = b"application/vnd.etsi.asic-e+zip";
const MIMETYPE_NAME: &str = "mimetype";
const MANIFEST_NAME: &str = "META-INF/ASiCManifest.xml";
const SIGNATURE_NAME: &str = "META-INF/signature.p7s";

/// 1 January 1980, the first day a ZIP can write: the container carries no time of its own.
const ZIP_DATE: u16 = 0x0021;

/// What goes into a container.
#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    /// The files' common name without ending: ASCII letters, digits, `.`, `_` and `-`.
    pub name: &'a str,
    /// The summary in canonical JSON.
    pub json: &'a [u8],
    /// Its detached signature.
    pub p7s: &'a [u8],
    /// The sealed PDF.
    pub pdf: &'a [u8],
}

/// A name or size that the container cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// Only ASCII letters, digits, `.`, `_` and `-`, at most 100, not starting with a dot.
    #[error("a name inside a container has 1 to 100 of the letters A-Z, a-z, 0-9, . _ -")]
    Letters,
    /// A file of 4 GiB or more.
    #[error("a file is too large for a container")]
    Size,
}

/// A container that was taken apart.
pub(super) struct Opened<'a> {
    pub contents: Contents<'a>,
    pub manifest: &'a [u8],
    pub signature: &'a [u8],
}

/// The manifest that names the three files and their SHA-256.
pub(super) fn manifest(contents: &Contents<'_>) -> Result<String, BadName> {
    check_name(contents.name)?;
    let references: String = members(contents).iter().map(|(_, reference)| reference.as_str()).collect();
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\" \
         xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n\
         <asic:SigReference URI=\"{SIGNATURE_NAME}\" MimeType=\"application/pkcs7-signature\"/>\n\
         {references}</asic:ASiCManifest>\n"
    ))
}

/// Each file's part of the manifest.
pub(super) fn members(contents: &Contents<'_>) -> [(Part, String); 3] {
    let name = contents.name;
    [
        (Part::Json, reference(&format!("{name}.json"), "application/json", contents.json)),
        (
            Part::JsonSignature,
            reference(&format!("{name}.json.p7s"), "application/pkcs7-signature", contents.p7s),
        ),
        (Part::Pdf, reference(&format!("{name}.pdf"), "application/pdf", contents.pdf)),
    ]
}

fn reference(file: &str, mime: &str, bytes: &[u8]) -> String {
    let digest = Base64::encode_string(&sha256(bytes));
    format!(
        "<asic:DataObjectReference URI=\"{file}\" MimeType=\"{mime}\">\
         <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\
         <ds:DigestValue>{digest}</ds:DigestValue></asic:DataObjectReference>\n"
    )
}

fn check_name(name: &str) -> Result<(), BadName> {
    let fine = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'.' | b'_' | b'-');
    if (1..=100).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(fine) {
        Ok(())
    } else {
        Err(BadName::Letters)
    }
}

pub(super) fn write(contents: &Contents<'_>, manifest: &[u8], signature: &[u8]) -> Result<Vec<u8>, BadName> {
    check_name(contents.name)?;
    let name = contents.name;
    let files: [(String, &[u8]); 6] = [
        (MIMETYPE_NAME.to_owned(), MIMETYPE),
        (format!("{name}.json"), contents.json),
        (format!("{name}.json.p7s"), contents.p7s),
        (format!("{name}.pdf"), contents.pdf),
        (MANIFEST_NAME.to_owned(), manifest),
        (SIGNATURE_NAME.to_owned(), signature),
    ];
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in &files {
        let header = header(name, bytes)?;
        let offset = four(out.len())?;
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&header);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(bytes);

        directory.extend_from_slice(b"PK\x01\x02");
        // Made by version 2.0 on no particular system.
        directory.extend_from_slice(&20u16.to_le_bytes());
        directory.extend_from_slice(&header);
        // No comment, disk 0, no attributes.
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset);
        directory.extend_from_slice(name.as_bytes());
    }
    let start = four(out.len())?;
    let count = u16::try_from(files.len()).map_err(|_| BadName::Size)?.to_le_bytes();
    let length = four(directory.len())?;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count);
    out.extend_from_slice(&count);
    out.extend_from_slice(&length);
    out.extend_from_slice(&start);
    out.extend_from_slice(&[0; 2]);
    Ok(out)
}

/// The 26 bytes that a file's two headers share: version 2.0, no flags, stored, no time, CRC, sizes, lengths.
fn header(name: &str, bytes: &[u8]) -> Result<Vec<u8>, BadName> {
    let size = four(bytes.len())?;
    let mut out = Vec::with_capacity(26);
    out.extend_from_slice(&20u16.to_le_bytes());
    out.extend_from_slice(&[0; 6]);
    out.extend_from_slice(&ZIP_DATE.to_le_bytes());
    out.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
    out.extend_from_slice(&size);
    out.extend_from_slice(&size);
    out.extend_from_slice(&u16::try_from(name.len()).map_err(|_| BadName::Size)?.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    Ok(out)
}

fn four(number: usize) -> Result<[u8; 4], BadName> {
    u32::try_from(number).map(u32::to_le_bytes).map_err(|_| BadName::Size)
}

/// Takes a container apart, file after file; that it is spelled as [`fn@write`] spells it is checked by the caller.
pub(super) fn open(bytes: &[u8]) -> Result<Opened<'_>, Fault> {
    let mut rest = bytes;
    let mut next = || {
        let (file, after) = read_file(rest).ok_or(Fault::NotReadable(Part::Container))?;
        rest = after;
        Ok::<_, Fault>(file)
    };
    let (mimetype_name, mimetype) = next()?;
    let (json_name, json) = next()?;
    let (p7s_name, p7s) = next()?;
    let (pdf_name, pdf) = next()?;
    let (manifest_name, manifest) = next()?;
    let (signature_name, signature) = next()?;
    let name = json_name.strip_suffix(".json").ok_or(Fault::WrongMembers)?;
    let names_fit = check_name(name).is_ok()
        && p7s_name.strip_suffix(".json.p7s") == Some(name)
        && pdf_name.strip_suffix(".pdf") == Some(name)
        && mimetype_name == MIMETYPE_NAME
        && manifest_name == MANIFEST_NAME
        && signature_name == SIGNATURE_NAME;
    if !names_fit || mimetype != MIMETYPE {
        return Err(Fault::WrongMembers);
    }
    Ok(Opened { contents: Contents { name, json, p7s, pdf }, manifest, signature })
}

type NamedFile<'a> = (&'a str, &'a [u8]);

fn read_file(bytes: &[u8]) -> Option<(NamedFile<'_>, &[u8])> {
    let rest = bytes.strip_prefix(b"PK\x03\x04")?;
    let (header, rest) = rest.split_at_checked(26)?;
    let size = u32::from_le_bytes(header.get(14..18)?.try_into().ok()?);
    let name = u16::from_le_bytes(header.get(22..24)?.try_into().ok()?);
    let (name, rest) = rest.split_at_checked(usize::from(name))?;
    let (file, rest) = rest.split_at_checked(usize::try_from(size).ok()?)?;
    Some(((std::str::from_utf8(name).ok()?, file), rest))
}
