//! The seal inside a PDF: PAdES B-B (ETSI EN 319 142-1), appended as an incremental update.
//!
//! Everything outside one hole of fixed size is signed; inside the hole stand the signature's DER in lower-case
//! hex and zeros. The bytes are checked first, as bytes; only a file whose signature holds is read, within bounds
//! ([`objects`]). What others added since is looked at in [`later`].

mod facts;
mod later;
mod objects;
mod read;

use std::ops::Range;

use chrono::{DateTime, Utc};
use lopdf::{
    Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary, text_string,
};

use super::report::{Fault, Part};
use super::{Error, Seal, cms};
use crate::terms::{hex, sha256_of};

pub(super) use facts::{Facts, names};
pub use later::{Later, Mark};

/// Room for the signature's DER: 16 KiB, enough for a certified signature's whole chain.
const HOLE: usize = 16 * 1024;
/// The Info dictionary's key that names the JSON a PDF shows.
const SUMMARY_KEY: &[u8] = b"LoketSummarySHA256";
/// The Info dictionary's key of the line that says of what a PDF is, in JSON; whoever makes it writes it.
pub const SAYS_KEY: &str = "LoketSummary";
const DATE: &str = "D:%Y%m%d%H%M%SZ";
/// Stands in the byte range until the real offsets are known; wide enough for any.
const PLACEHOLDER: i64 = 9_999_999_999;
const BYTE_RANGE: &[u8] = b"/ByteRange";

/// What a PDF reader shows about the signature, and the summary it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct PdfNote<'a> {
    /// Who seals, as text; the certificate decides.
    pub name: &'a str,
    /// Why, such as "Laporan layanan; segel puskesmas, bukan tanda tangan elektronik tersertifikasi".
    pub reason: &'a str,
    /// Where, such as the district.
    pub location: &'a str,
    /// SHA-256 of the JSON that says the same; written into the Info dictionary as `LoketSummarySHA256`.
    /// `None` leaves whatever the PDF's maker wrote there.
    pub summary: Option<[u8; 32]>,
}

/// Where the signature sits in the bytes.
pub(super) struct Sealed<'a> {
    /// The file as far as it was sealed.
    whole: &'a [u8],
    before: &'a [u8],
    after: &'a [u8],
    range: [i64; 4],
    /// The signature's DER.
    pub der: Vec<u8>,
}

/// Appends the signature. What could not be verified afterwards is not sealed.
pub(super) fn sign(seal: &Seal, pdf: &[u8], at: DateTime<Utc>, note: &PdfNote<'_>) -> Result<Vec<u8>, Error> {
    let sealed = fill(seal, with_empty_hole(pdf, at, note)?)?;
    match locate(&sealed).ok().and_then(|located| located.facts()) {
        Some(_) => Ok(sealed),
        None => Err(Error::Pdf("it is not laid out as papers of this program are")),
    }
}

/// Writes the real byte range over its placeholder and the signature into the last hole.
fn fill(seal: &Seal, mut bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    let range = find(&bytes, BYTE_RANGE).ok_or(Error::Pdf("the byte range was not written"))?;
    let hole = find(bytes.get(..range).unwrap_or_default(), b"/Contents<")
        .map(|start| start + b"/Contents".len())
        .ok_or(Error::Pdf("the room for the signature was not written"))?;
    let hole = hole..hole + 2 * HOLE + 2;
    if bytes.get(hole.end - 1) != Some(&b'>') {
        return Err(Error::Pdf("the room for the signature has another size"));
    }

    let placeholder = format!("[0 {PLACEHOLDER} {PLACEHOLDER} {PLACEHOLDER}]");
    let wanted = format!("[0 {} {} {}", hole.start, hole.end, bytes.len() - hole.end);
    let text = format!("{wanted:<width$}]", width = placeholder.len() - 1);
    let room = range + BYTE_RANGE.len()..range + BYTE_RANGE.len() + placeholder.len();
    let room = bytes.get_mut(room).ok_or(Error::Pdf("the byte range was not written"))?;
    if *room != *placeholder.as_bytes() {
        return Err(Error::Pdf("the byte range was not written"));
    }
    room.copy_from_slice(text.as_bytes());

    let der = cms::sign(seal, digest(&bytes, &hole), None)?;
    let hex = hole_text(&der).ok_or(Error::Pdf("the signature is larger than its room"))?;
    bytes
        .get_mut(hole)
        .ok_or(Error::Pdf("the room for the signature was not written"))?
        .copy_from_slice(&hex);
    Ok(bytes)
}

fn with_empty_hole(pdf: &[u8], at: DateTime<Utc>, note: &PdfNote<'_>) -> Result<Vec<u8>, Error> {
    let before = Document::load_mem(pdf)?;
    if before.is_encrypted() {
        return Err(Error::Pdf("it is encrypted"));
    }
    let root = before.trailer.get(b"Root")?.as_reference()?;
    let page = before.page_iter().next().ok_or(Error::Pdf("it has no page"))?;
    if before.catalog()?.has(b"AcroForm") {
        return Err(Error::Pdf("it has a form or a signature already"));
    }
    let info = before.trailer.get(b"Info").and_then(Object::as_reference).ok();

    let mut update = IncrementalDocument::create_from(pdf.to_vec(), before);
    "1.7".clone_into(&mut update.new_document.version);
    let signature = update.new_document.add_object(dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "Name" => text_string(note.name),
        "Reason" => text_string(note.reason),
        "Location" => text_string(note.location),
        "M" => Object::string_literal(at.format(DATE).to_string()),
        "Contents" => Object::String(vec![0; HOLE], StringFormat::Hexadecimal),
        "ByteRange" => vec![0.into(), PLACEHOLDER.into(), PLACEHOLDER.into(), PLACEHOLDER.into()],
    });
    // An invisible widget: the page itself says in words that it is sealed.
    let widget = update.new_document.add_object(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => Object::string_literal("Loket"),
        "F" => 132,
        "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()],
        "P" => Object::Reference(page),
        "V" => Object::Reference(signature),
    });
    add_annotation(&mut update, page, widget)?;

    update.opt_clone_object_to_new_document(root)?;
    let catalog = update.new_document.get_object_mut(root)?.as_dict_mut()?;
    catalog.set("Version", "1.7");
    catalog.set("AcroForm", dictionary! { "Fields" => vec![Object::Reference(widget)], "SigFlags" => 3 });
    if let Some(summary) = note.summary {
        let info = if let Some(info) = info {
            update.opt_clone_object_to_new_document(info)?;
            info
        } else {
            let info = update.new_document.add_object(Dictionary::new());
            update.new_document.trailer.set("Info", Object::Reference(info));
            info
        };
        let info = update.new_document.get_object_mut(info)?.as_dict_mut()?;
        info.set(SUMMARY_KEY, Object::string_literal(hex(&summary)));
    }
    let mut bytes = Vec::new();
    update.save_to(&mut bytes)?;
    Ok(bytes)
}

fn add_annotation(update: &mut IncrementalDocument, page: ObjectId, widget: ObjectId) -> Result<(), Error> {
    update.opt_clone_object_to_new_document(page)?;
    let list = update.new_document.get_object(page)?.as_dict()?.get(b"Annots").cloned().ok();
    match list {
        Some(Object::Reference(list)) => {
            update.opt_clone_object_to_new_document(list)?;
            update.new_document.get_object_mut(list)?.as_array_mut()?.push(Object::Reference(widget));
        }
        Some(Object::Array(mut list)) => {
            list.push(Object::Reference(widget));
            update.new_document.get_object_mut(page)?.as_dict_mut()?.set("Annots", list);
        }
        _ => {
            let list = vec![Object::Reference(widget)];
            update.new_document.get_object_mut(page)?.as_dict_mut()?.set("Annots", list);
        }
    }
    Ok(())
}

/// Finds the seal by its bytes, and checks that it covers everything before its end but its own room.
///
/// It is the first signature of the file: what is signed already is not sealed.
pub(super) fn locate(pdf: &[u8]) -> Result<Sealed<'_>, Fault> {
    let range = ranges(pdf).find_map(|start| numbers(pdf.get(start..)?));
    let range = range.ok_or(Fault::NoSignature(Part::Pdf))?;
    let [zero, hole_start, hole_end, tail] = range;
    let place = |number: i64| usize::try_from(number).map_err(|_| Fault::HoleChanged);
    let hole = place(hole_start)?..place(hole_end)?;
    let end = hole.end.checked_add(place(tail)?).ok_or(Fault::HoleChanged)?;
    if zero != 0 || hole.end.checked_sub(hole.start) != Some(2 * HOLE + 2) {
        return Err(Fault::HoleChanged);
    }
    let Some(whole) = pdf.get(..end) else { return Err(Fault::CutShort { bytes: end - pdf.len() }) };
    let text = whole.get(hole.clone()).ok_or(Fault::HoleChanged)?;
    let der = hole_der(text).ok_or(Fault::HoleChanged)?;
    let (before, after) =
        (whole.get(..hole.start).unwrap_or_default(), whole.get(hole.end..).unwrap_or_default());
    Ok(Sealed { whole, before, after, range, der })
}

/// What follows each word that begins a byte range, from the file's first byte on.
fn ranges(pdf: &[u8]) -> impl Iterator<Item = usize> {
    let slashes = pdf.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    let starts = slashes.filter(|(at, _)| pdf.get(*at..).is_some_and(|rest| rest.starts_with(BYTE_RANGE)));
    starts.map(|(at, _)| at + BYTE_RANGE.len())
}

impl Sealed<'_> {
    /// SHA-256 of everything outside the hole.
    pub fn digest(&self) -> [u8; 32] {
        sha256_of(&[self.before, self.after])
    }

    /// What a PDF reader would find: the signature field must be the one that was checked.
    pub fn facts(&self) -> Option<Facts> {
        facts::of(self.whole, self.range)
    }

    /// What stands after the end of the sealed bytes: a revision of the document, or just junk.
    pub fn added(&self, pdf: &[u8]) -> Option<Fault> {
        let added = pdf.get(self.whole.len()..).filter(|added| !added.is_empty())?;
        Some(Fault::AddedAfterSigning { bytes: added.len(), revision: find(added, b"startxref").is_some() })
    }

    /// The signatures that were added since, where nothing but signatures was.
    pub fn later(&self, pdf: &[u8]) -> Option<Vec<Later>> {
        later::signatures(pdf, self.whole.len())
    }
}

fn digest(bytes: &[u8], hole: &Range<usize>) -> [u8; 32] {
    let (before, after) = (bytes.get(..hole.start), bytes.get(hole.end..));
    sha256_of(&[before.unwrap_or_default(), after.unwrap_or_default()])
}

/// `<hex 0000…>`, or `None` when the signature is too large.
fn hole_text(der: &[u8]) -> Option<Vec<u8>> {
    if der.len() > HOLE {
        return None;
    }
    let mut text = Vec::with_capacity(2 * HOLE + 2);
    text.push(b'<');
    text.extend_from_slice(hex(der).as_bytes());
    text.resize(2 * HOLE + 1, b'0');
    text.push(b'>');
    Some(text)
}

/// The DER in a hole, if the hole is spelled exactly as [`hole_text`] spells it.
fn hole_der(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_prefix(b"<")?.strip_suffix(b">")?;
    // SEQUENCE with a length in two bytes: every signature of ours has between 256 and 65,535 bytes.
    let head = unhex(digits.get(..8)?)?;
    let &[0x30, 0x82, high, low] = head.as_slice() else { return None };
    let length = 4 + usize::from(u16::from_be_bytes([high, low]));
    let (der, zeros) = digits.split_at_checked(2 * length)?;
    if zeros.iter().any(|digit| *digit != b'0') {
        return None;
    }
    unhex(der)
}

/// Lower-case hex only.
fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some((digit(*high)? << 4) | digit(*low)?)).collect()
}

/// Where `needle` stands for the last time.
fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut end = bytes.len();
    loop {
        let start = bytes.get(..end)?.iter().rposition(|byte| *byte == first)?;
        if bytes.get(start..)?.starts_with(needle) {
            return Some(start);
        }
        end = start;
    }
}

/// `[0 1 2 3   ]` as we write it.
fn numbers(bytes: &[u8]) -> Option<[i64; 4]> {
    let text = bytes.get(..bytes.len().min(64))?.strip_prefix(b"[")?;
    let end = text.iter().position(|byte| *byte == b']')?;
    let text = std::str::from_utf8(text.get(..end)?).ok()?;
    let numbers: Option<Vec<i64>> =
        text.split(' ').filter(|word| !word.is_empty()).map(|word| word.parse().ok()).collect();
    numbers?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::super::report::Verdict;
    use super::super::tests::{at, some_seal};
    use super::super::verify::{Input, verify};
    use super::*;

    /// The smallest PDF with a page.
    fn small_pdf() -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        document.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        document.set_object(
            pages,
            dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::Reference(page)] },
        );
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn note() -> PdfNote<'static> {
        PdfNote { name: "A", reason: "B", location: "C", summary: Some([7; 32]) }
    }

    #[test]
    fn a_pdf_without_info_and_annotations_can_be_sealed_once() {
        let (seal, time) = (some_seal("A"), at("2026-11-21T08:00:00Z"));
        let sealed = sign(&seal, &small_pdf(), time, &note()).unwrap();
        assert_eq!(names(&sealed), Some([7; 32]));
        assert_eq!(verify(Input::Pdf(&sealed), &[seal.fingerprint()]).verdict(), Verdict::Holds);
        assert!(matches!(sign(&seal, &sealed, time, &note()), Err(Error::Pdf(_))));
        assert!(sign(&seal, b"no pdf", time, &note()).is_err());
    }

    #[test]
    fn a_time_among_the_signed_attributes_is_refused_in_a_pdf() {
        let (seal, time) = (some_seal("A"), at("2026-11-21T08:00:00Z"));
        let sealed = sign(&seal, &small_pdf(), time, &note()).unwrap();
        let located = locate(&sealed).unwrap();
        let timed = cms::sign(&seal, located.digest(), Some(time)).unwrap();
        let bytes = [located.before, &hole_text(&timed).unwrap(), located.after].concat();
        let report = verify(Input::Pdf(&bytes), &[seal.fingerprint()]);
        assert_eq!(report.faults, [Fault::SigningTime(Part::PdfSignature)]);
    }

    #[test]
    fn only_lower_case_hex_and_zeros_fill_the_hole() {
        let der = [&[0x30, 0x82, 0x01, 0x00][..], &[0xab; 256]].concat();
        let text = hole_text(&der).unwrap();
        assert_eq!(hole_der(&text), Some(der));
        let mut other = text.clone();
        other.swap_remove(0);
        assert_eq!(hole_der(&other), None);
        assert_eq!(hole_der(&text.to_ascii_uppercase()), None);
        assert_eq!(hole_text(&vec![0; HOLE + 1]), None);
        assert_eq!(hole_der(b"<>"), None);
        assert_eq!(hole_der(b"<3082ffff>"), None);
    }

    #[test]
    fn a_byte_range_is_read_only_as_we_write_it() {
        assert_eq!(numbers(b"[0 12 34 56   ]/X"), Some([0, 12, 34, 56]));
        for other in [&b"[0 12 34]"[..], b"[0 1 2 3 4]", b"0 1 2 3", b"[0 1 2 x]", b"[", b"", b"[0 1 2 3"] {
            assert_eq!(numbers(other), None, "{}", String::from_utf8_lossy(other));
        }
    }

    /// A file of any bytes with a signature of ours over all of it: what only the seal's holder can make.
    fn covered(seal: &Seal, before: &[u8], after: &str) -> Vec<u8> {
        let mut bytes = [before, b"/Contents"].concat();
        let start = bytes.len();
        bytes.extend(hole_text(&[0x30, 0x82, 1, 0]).unwrap());
        let hole = start..bytes.len();
        let tail = |range: &str| format!("/ByteRange[{range:<40}]{after}");
        let length = tail("").len();
        bytes.extend(tail(&format!("0 {} {} {length}", hole.start, hole.end)).into_bytes());
        let der = cms::sign(seal, digest(&bytes, &hole), None).unwrap();
        bytes.splice(hole, hole_text(&der).unwrap());
        bytes
    }

    #[test]
    fn what_is_sealed_whole_but_is_no_pdf_or_hides_its_seal_from_readers_is_refused() {
        let (seal, time) = (some_seal("A"), at("2026-11-21T08:00:00Z"));
        let faults = |bytes: &[u8]| verify(Input::Pdf(bytes), &[seal.fingerprint()]).faults;
        let unreadable = [Fault::NotReadable(Part::Pdf)];
        assert_eq!(faults(&covered(&seal, b"%PDF-1.7 but nothing more ", "%%EOF")), unreadable);
        // A seal in a comment: a reader would show the other one, of whoever sealed the form.
        let in_a_comment = |other: &[u8]| {
            let start = find(other, b"startxref").unwrap();
            let end = format!("\n{}", String::from_utf8_lossy(other.get(start..).unwrap()));
            let hidden = covered(&seal, &[other, b"\n%"].concat(), &end);
            assert!(Document::load_mem(&hidden).is_ok(), "a reader opens it");
            (faults(&hidden), hidden.len() - other.len())
        };
        let mut other = sign(&some_seal("B"), &small_pdf(), time, &note()).unwrap();
        let (found, bytes) = in_a_comment(&other);
        assert_eq!(found, [Fault::AddedAfterSigning { bytes, revision: true }]);
        // The same where the other one is of no form that is known here.
        let place = find(&other, BYTE_RANGE).unwrap() + 1;
        other.splice(place..place + 4, *b"Bite");
        assert_eq!(in_a_comment(&other).0, unreadable);
        // A signature field of another kind says another thing about the same bytes.
        let mut hollow = with_empty_hole(&small_pdf(), time, &note()).unwrap();
        let kind = b"/ETSI.CAdES.detached";
        let place = find(&hollow, kind).unwrap();
        hollow.splice(place..place + kind.len(), *b"/ETSI.RFC3161.stamps");
        assert_eq!(faults(&fill(&seal, hollow).unwrap()), unreadable);
    }

    #[test]
    fn a_pdf_that_others_signed_after_us_is_known_as_one_that_grew() {
        let (seal, time) = (some_seal("A"), at("2026-11-21T08:00:00Z"));
        let sealed = sign(&seal, &small_pdf(), time, &note()).unwrap();
        let faults = |bytes: &[u8]| verify(Input::Pdf(bytes), &[seal.fingerprint()]).faults;
        // Of a form that is not ours.
        let added = b"\n<< /ByteRange [0 12] >>\nstartxref\n0\n%%EOF";
        let grown = Fault::AddedAfterSigning { bytes: added.len(), revision: true };
        assert_eq!(faults(&[&sealed[..], added].concat()), [grown]);
        // Of our form, by somebody who only has our signature to copy.
        let mut copied = covered(&seal, &sealed, "startxref");
        let grown = Fault::AddedAfterSigning { bytes: copied.len() - sealed.len(), revision: true };
        if let Some(byte) = copied.get_mut(10) {
            *byte ^= 1;
        }
        assert_eq!(faults(&copied), [Fault::ContentChanged(Part::Pdf), grown]);
    }

    #[test]
    fn the_byte_range_begins_at_the_files_first_byte() {
        let (seal, time) = (some_seal("A"), at("2026-11-21T08:00:00Z"));
        let mut sealed = sign(&seal, &small_pdf(), time, &note()).unwrap();
        let place =
            find(&sealed, b"/ByteRange[0 ").map_or_else(|| find(&sealed, b"/ByteRange [0 "), Some).unwrap();
        let zero = place + find(sealed.get(place..place + 16).unwrap(), b"0 ").unwrap();
        sealed.splice(zero..=zero, *b"1");
        assert_eq!(verify(Input::Pdf(&sealed), &[]).faults, [Fault::HoleChanged]);
    }
}
