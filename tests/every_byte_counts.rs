//! The promise: of everything that a seal signs, any single changed byte is refused, and what is wrong is said
//! exactly.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "the helpers of these tests fail as tests do")]

use chrono::{DateTime, Utc};
use loket::seal::{
    self, Contents, Fault, Fingerprint, Input, Kind, Part, PdfNote, Report, Seal, Subject, Verdict, verify,
};
use printpdf::{
    BuiltinFont, Mm, Op, ParsedFont, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, TextItem,
};
use proptest::prelude::*;
use serde_json::json;

pub const NAME: &str = "laporan-3510072001-2026-11-21-0001";

/// Everything that one summary consists of, signed by one seal.
pub struct Files {
    pub seal: Seal,
    pub json: Vec<u8>,
    pub p7s: Vec<u8>,
    pub pdf: Vec<u8>,
    pub asice: Vec<u8>,
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn signing_time() -> DateTime<Utc> {
    at("2026-11-21T08:15:42Z")
}

fn some_seal(common_name: &str) -> Seal {
    let subject = Subject {
        common_name: common_name.into(),
        organisation: "Dinas Kesehatan Kabupaten Banyuwangi".into(),
    };
    seal::make(&subject, at("2026-01-01T00:00:00Z"), at("2036-01-01T00:00:00Z")).unwrap()
}

pub fn some_json(served: u32) -> Vec<u8> {
    seal::canonical(&json!({
        "schema": "loket.summary/1", "facility": "P3510070201", "period": "2026-11-21", "seq": 1,
        "units": [{"unit": "KIA", "tickets": 47, "served": served, "noShow": 3}],
    }))
    .unwrap()
}

/// A page as printpdf writes it, in a font that every reader has: small, so that every byte can be tried.
fn plain_pdf() -> Vec<u8> {
    let document = PdfDocument::new("Laporan layanan");
    page(document, PdfFontHandle::Builtin(BuiltinFont::Helvetica))
}

/// A page with its font embedded, as a summary has it.
pub fn pdf_with_font() -> Vec<u8> {
    let font = include_bytes!("../assets/fonts/IBMPlexSans-Regular.ttf");
    let font = ParsedFont::from_bytes(font, 0, &mut Vec::new()).unwrap();
    let mut document = PdfDocument::new("Laporan layanan");
    let font = document.add_font(&font);
    page(document, PdfFontHandle::External(font))
}

fn page(mut document: PdfDocument, font: PdfFontHandle) -> Vec<u8> {
    let ops = vec![
        Op::StartTextSection,
        Op::SetTextCursor { pos: Point::new(Mm(20.0), Mm(270.0)) },
        Op::SetFont { font, size: Pt(14.0) },
        Op::ShowText { items: vec![TextItem::Text("Laporan layanan 21 November 2026".into())] },
        Op::EndTextSection,
    ];
    document.with_pages(vec![PdfPage::new(Mm(210.0), Mm(297.0), ops)]);
    document.save(&PdfSaveOptions::default(), &mut Vec::new())
}

pub fn note(json: &[u8]) -> PdfNote<'static> {
    PdfNote {
        name: "Puskesmas Contoh",
        reason: "Segel puskesmas (bukan tanda tangan elektronik tersertifikasi) – „ringkas“",
        location: "Kecamatan Glagah",
        summary: Some(hash(json)),
    }
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    ring::digest::digest(&ring::digest::SHA256, bytes).as_ref().try_into().unwrap()
}

pub fn files() -> Files {
    let seal = some_seal("Puskesmas Contoh");
    let json = some_json(41);
    let p7s = seal.sign_detached(&json, signing_time()).unwrap();
    let pdf = seal.sign_pdf(&plain_pdf(), signing_time(), &note(&json)).unwrap();
    let contents = Contents { name: NAME, json: &json, p7s: &p7s, pdf: &pdf };
    let asice = seal.container(&contents, signing_time()).unwrap();
    Files { seal, json, p7s, pdf, asice }
}

impl Files {
    fn known(&self) -> [Fingerprint; 1] {
        [self.seal.fingerprint()]
    }

    fn json_report(&self, json: &[u8], p7s: &[u8]) -> Report {
        verify(Input::Json { json, p7s }, &self.known())
    }

    fn pdf_report(&self, pdf: &[u8]) -> Report {
        verify(Input::Pdf(pdf), &self.known())
    }

    fn container_report(&self, asice: &[u8]) -> Report {
        verify(Input::Container(asice), &self.known())
    }
}

#[test]
fn all_four_files_hold_and_say_who_and_when() {
    let files = files();
    let reports = [
        files.json_report(&files.json, &files.p7s),
        files.pdf_report(&files.pdf),
        files.container_report(&files.asice),
    ];
    for report in &reports {
        assert_eq!(report.faults, [], "{report:?}");
        assert_eq!(report.verdict(), Verdict::Holds);
        for signature in &report.signatures {
            assert_eq!(signature.subject.common_name, "Puskesmas Contoh");
            assert_eq!(signature.signed_at, Some(signing_time()));
            assert_eq!(signature.fingerprint, files.seal.fingerprint());
        }
    }
    assert_eq!(reports.map(|report| report.signatures.len()), [1, 1, 3]);
    assert_eq!(seal::pdf_names(&files.pdf), Some(hash(&files.json)));
    assert_eq!(seal::pdf_names(&plain_pdf()), None);
}

#[test]
fn an_unknown_seal_is_its_own_verdict() {
    let files = files();
    let stranger = [some_seal("Puskesmas Contoh").fingerprint()];
    for input in [
        Input::Json { json: &files.json, p7s: &files.p7s },
        Input::Pdf(&files.pdf),
        Input::Container(&files.asice),
    ] {
        let report = verify(input, &stranger);
        assert_eq!((report.verdict(), report.faults.len()), (Verdict::UnknownSeal, 0));
    }
}

/// Several changes of one byte: the lowest bit, the case of a letter, the highest bit, a digit for another.
const CHANGES: [u8; 4] = [0x01, 0x20, 0x80, 0x03];

#[test]
fn every_changed_byte_of_the_json_and_its_signature_is_refused() {
    let files = files();
    for change in CHANGES {
        for place in 0..files.json.len() {
            let mut json = files.json.clone();
            json[place] ^= change;
            let report = files.json_report(&json, &files.p7s);
            assert_eq!(report.faults, [Fault::ContentChanged(Part::Json)], "byte {place}");
        }
        for place in 0..files.p7s.len() {
            let mut p7s = files.p7s.clone();
            p7s[place] ^= change;
            let report = files.json_report(&files.json, &p7s);
            assert_eq!(report.verdict(), Verdict::Broken, "byte {place} ^ {change:#x}");
        }
    }
}

#[test]
fn a_changed_byte_of_the_pdf_is_refused() {
    let files = files();
    let pdf = &files.pdf;
    let hole = position(pdf, b"/Contents<3") + 10;
    let dense = (0..pdf.len()).filter(|place| {
        // The long run of zeros in the hole: a sample; everything else: each byte.
        let zeros = hole + 2000..hole + 32_000;
        if zeros.contains(place) { place % 251 == 0 } else { true }
    });
    for (turn, place) in dense.enumerate() {
        let mut other = pdf.clone();
        other[place] ^= CHANGES[turn % CHANGES.len()];
        let report = files.pdf_report(&other);
        assert_eq!(report.verdict(), Verdict::Broken, "byte {place} of {}", pdf.len());
    }
    // The zeros after the signature, and the case of its digits.
    let mut other = pdf.clone();
    other[hole + 20_000] = b'1';
    assert_eq!(files.pdf_report(&other).faults, [Fault::HoleChanged]);
    let mut other = pdf.clone();
    let letter = (hole + 1..hole + 500).find(|&place| other[place].is_ascii_lowercase()).unwrap();
    other[letter].make_ascii_uppercase();
    assert_eq!(files.pdf_report(&other).faults, [Fault::HoleChanged]);
}

#[test]
fn a_pdf_with_its_own_font_is_sealed_the_same_way() {
    let files = files();
    let pdf = files.seal.sign_pdf(&pdf_with_font(), signing_time(), &note(&files.json)).unwrap();
    assert!(pdf.len() > 100_000, "the font is embedded");
    assert_eq!(files.pdf_report(&pdf).verdict(), Verdict::Holds);
    for place in (0..pdf.len()).step_by(401) {
        let mut other = pdf.clone();
        other[place] ^= 0x10;
        assert_eq!(files.pdf_report(&other).verdict(), Verdict::Broken, "byte {place}");
    }
}

#[test]
fn a_changed_byte_of_the_container_is_refused() {
    let files = files();
    let asice = &files.asice;
    let hole = position(asice, b"/Contents<3") + 10;
    let directory = position(asice, b"PK\x01\x02");
    let zeros = hole + 2000..hole + 32_000;
    for (turn, place) in (0..asice.len()).enumerate() {
        let dense = place >= directory || !zeros.contains(&place) && place % 11 == 0 || place % 211 == 0;
        let header = asice[place.saturating_sub(40)..=place].windows(4).any(|four| four == b"PK\x03\x04");
        if !dense && !header {
            continue;
        }
        let mut other = asice.clone();
        other[place] ^= CHANGES[turn % CHANGES.len()];
        let report = files.container_report(&other);
        assert_eq!(report.verdict(), Verdict::Broken, "byte {place} of {}", asice.len());
    }
}

#[test]
fn what_is_wrong_is_said_exactly() {
    let files = files();
    let other_json = some_json(42);
    assert_eq!(files.json_report(&other_json, &files.p7s).faults, [Fault::ContentChanged(Part::Json)]);
    assert_eq!(files.json_report(&files.json, b"").faults, [Fault::NotReadable(Part::JsonSignature)]);
    let cut = &files.p7s[..files.p7s.len() - 1];
    assert_eq!(files.json_report(&files.json, cut).faults, [Fault::NotReadable(Part::JsonSignature)]);

    // JSON that says the same in another spelling, changed after and before signing.
    let spaced =
        serde_json::to_vec_pretty(&serde_json::from_slice::<serde_json::Value>(&files.json).unwrap());
    let spaced = spaced.unwrap();
    assert_eq!(files.json_report(&spaced, &files.p7s).faults, [Fault::ContentChanged(Part::Json)]);
    let signed = files.seal.sign_detached(&spaced, signing_time()).unwrap();
    assert_eq!(files.json_report(&spaced, &signed).faults, [Fault::NotCanonical(Part::Json)]);

    assert_eq!(files.pdf_report(&plain_pdf()).faults, [Fault::NoSignature(Part::Pdf)]);
    let cut = &files.pdf[..files.pdf.len() - 5];
    assert_eq!(files.pdf_report(cut).faults, [Fault::CutShort { bytes: 5 }]);
    let mut junk = files.pdf.clone();
    junk.extend_from_slice(b"\njunk");
    assert_eq!(files.pdf_report(&junk).faults, [Fault::AddedAfterSigning { bytes: 5, revision: false }]);
    assert_eq!(files.container_report(b"PK").faults, [Fault::NotReadable(Part::Container)]);
    // What ZIP readers overlook: a byte of the directory, something after the end.
    let mut dated = files.asice.clone();
    dated[position(&files.asice, b"PK\x01\x02") + 12] ^= 1;
    let mut longer = files.asice.clone();
    longer.push(0);
    for other in [dated, longer] {
        assert_eq!(files.container_report(&other).faults, [Fault::NotCanonical(Part::Container)]);
    }
}

#[test]
fn a_container_holds_the_files_of_one_name_in_their_order_and_no_others() {
    let files = files();
    let renamed = |changes: &[(usize, u8)]| {
        let mut other = files.asice.clone();
        changes.iter().for_each(|(place, byte)| other[*place] = *byte);
        files.container_report(&other).faults
    };
    let names = [format!("{NAME}.json"), format!("{NAME}.json.p7s"), format!("{NAME}.pdf")];
    // In the local headers, which come before the directory's.
    let [json, p7s, pdf] = names.map(|name| {
        let header = [&(name.len() as u16).to_le_bytes()[..], &[0, 0], name.as_bytes()].concat();
        position(&files.asice, &header) + 4
    });
    let wrong = [Fault::WrongMembers];
    assert_eq!(renamed(&[(30, b'M')]), wrong, "the type's name");
    assert_eq!(renamed(&[(38, b'A')]), wrong, "the type");
    assert_eq!(renamed(&[(json, b'x')]), wrong);
    assert_eq!(renamed(&[(p7s, b'x')]), wrong);
    assert_eq!(renamed(&[(pdf, b'x')]), wrong);
    // All three alike, but into another folder.
    assert_eq!(renamed(&[(json + 3, b'/'), (p7s + 3, b'/'), (pdf + 3, b'/')]), wrong);
}

#[test]
fn a_later_revision_of_the_pdf_is_refused() {
    let files = files();
    let before = lopdf::Document::load_mem(&files.pdf).unwrap();
    let page = before.page_iter().next().unwrap();
    let mut update = lopdf::IncrementalDocument::create_from(files.pdf.clone(), before);
    update.opt_clone_object_to_new_document(page).unwrap();
    let page = update.new_document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
    page.set("Rotate", 180);
    let mut revised = Vec::new();
    update.save_to(&mut revised).unwrap();
    let bytes = revised.len() - files.pdf.len();
    assert_eq!(files.pdf_report(&revised).faults, [Fault::AddedAfterSigning { bytes, revision: true }]);
}

#[test]
fn a_stranger_cannot_lend_his_certificate_or_swap_a_part() {
    let files = files();
    let stranger = some_seal("Puskesmas Contoh");
    let contents = Contents { name: NAME, json: &files.json, p7s: &files.p7s, pdf: &files.pdf };
    let wrapped = stranger.container(&contents, signing_time()).unwrap();
    let report = files.container_report(&wrapped);
    assert_eq!(report.faults, [Fault::OtherSigner(Part::ManifestSignature)]);
    let both = [files.seal.fingerprint(), stranger.fingerprint()];
    assert_eq!(verify(Input::Container(&wrapped), &both).verdict(), Verdict::Broken);

    // A PDF of another summary, sealed by the same seal.
    let other_json = some_json(42);
    let pdf = files.seal.sign_pdf(&plain_pdf(), signing_time(), &note(&other_json)).unwrap();
    let mixed = Contents { pdf: &pdf, ..contents };
    let mixed = files.seal.container(&mixed, signing_time()).unwrap();
    assert_eq!(files.container_report(&mixed).faults, [Fault::PdfNamesAnother]);

    let silent = PdfNote { summary: None, ..note(&files.json) };
    let pdf = files.seal.sign_pdf(&plain_pdf(), signing_time(), &silent).unwrap();
    let silent = files.seal.container(&Contents { pdf: &pdf, ..contents }, signing_time()).unwrap();
    assert_eq!(files.container_report(&silent).faults, [Fault::PdfNamesNone]);

    // The JSON swapped with its own valid signature, the manifest left as it was.
    let swapped = files.asice.clone();
    let place = position(&swapped, &files.json);
    let mut swapped = swapped;
    swapped[place..place + files.json.len()].copy_from_slice(&other_json);
    let report = files.container_report(&swapped);
    assert_eq!(report.faults, [Fault::ContentChanged(Part::Json)]);

    // His certificate in place of ours inside the signature: same length, other key.
    let ours = files.seal.certificate().der();
    let mut p7s = files.p7s.clone();
    let place = position(&p7s, ours);
    p7s.splice(place..place + ours.len(), stranger.certificate().der().iter().copied());
    if ours.len() == stranger.certificate().der().len() {
        let report = files.json_report(&files.json, &p7s);
        assert_eq!(report.faults, [Fault::CertificateSwapped(Part::JsonSignature)]);
    }
}

#[test]
fn a_seal_counts_at_the_time_of_signing_only() {
    let subject = Subject { common_name: "Pustu".into(), organisation: String::new() };
    let short = seal::make(&subject, at("2026-01-01T00:00:00Z"), at("2026-02-01T00:00:00Z")).unwrap();
    let json = some_json(1);
    assert!(short.sign_detached(&json, signing_time()).is_err());
    // Expired long since, but valid when it was used.
    let p7s = short.sign_detached(&json, at("2026-01-15T00:00:00Z")).unwrap();
    let report = verify(Input::Json { json: &json, p7s: &p7s }, &[short.fingerprint()]);
    assert_eq!(report.verdict(), Verdict::Holds);
}

#[test]
fn the_kind_is_told_by_name_and_else_by_content() {
    assert_eq!(Kind::detect("a.json", b""), Some(Kind::Json));
    assert_eq!(Kind::detect("a.JSON.p7s", b""), Some(Kind::Json));
    assert_eq!(Kind::detect("a.pdf", b"{"), Some(Kind::Pdf));
    assert_eq!(Kind::detect("a.asice", b""), Some(Kind::Container));
    assert_eq!(Kind::detect("a", b"%PDF-1.7"), Some(Kind::Pdf));
    assert_eq!(Kind::detect("a", b"PK\x03\x04"), Some(Kind::Container));
    assert_eq!(Kind::detect("a", b" {}"), Some(Kind::Json));
    assert_eq!(Kind::detect("a.txt", b"hello"), None);
}

#[test]
fn containers_are_the_same_bytes_but_for_their_signature() {
    let files = files();
    let contents = Contents { name: NAME, json: &files.json, p7s: &files.p7s, pdf: &files.pdf };
    let again = files.seal.container(&contents, signing_time()).unwrap();
    let until = position(&files.asice, b"META-INF/signature.p7s\x30") - 26;
    let manifest_end = position(&files.asice, b"</asic:ASiCManifest>");
    assert!(until > 0 && manifest_end > 0);
    assert_eq!(files.asice[..manifest_end], again[..manifest_end]);
    for bad in ["", "a/b", "../a", ".a", "é", "a b", &"a".repeat(101)] {
        assert!(files.seal.container(&Contents { name: bad, ..contents }, signing_time()).is_err(), "{bad}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_judged_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for input in [
            Input::Json { json: &bytes, p7s: &bytes },
            Input::Pdf(&bytes),
            Input::Container(&bytes),
        ] {
            prop_assert_eq!(verify(input, &[]).verdict(), Verdict::Broken);
        }
        let _ = seal::pdf_names(&bytes);
        let _ = seal::Certificate::from_file_bytes(&bytes);
    }
}

#[test]
fn cut_doubled_and_shuffled_files_are_judged_without_panic() {
    let files = files();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = (0usize..1_000_000, 0usize..1_000_000, 0usize..1_000_000, any::<u8>());
    runner
        .run(&strategy, |(from, to, into, byte)| {
            for (which, original) in
                [&files.p7s, &files.pdf, &files.asice, &files.json].into_iter().enumerate()
            {
                let (from, to) = (from % original.len(), to % original.len());
                let piece = original[from.min(to)..from.max(to)].to_vec();
                let mut other = original.clone();
                let into = into % other.len();
                other.splice(into..into, piece.into_iter().chain([byte]));
                let report = match which {
                    0 => files.json_report(&files.json, &other),
                    1 => files.pdf_report(&other),
                    2 => files.container_report(&other),
                    _ => files.json_report(&other, &files.p7s),
                };
                if which == 1 {
                    let _ = seal::pdf_names(&other);
                }
                prop_assert_eq!(report.verdict(), Verdict::Broken);
                let report = match which {
                    0 => files.json_report(&files.json, &original[..from]),
                    1 => files.pdf_report(&original[..from]),
                    2 => files.container_report(&original[..from]),
                    _ => files.json_report(&original[..from], &files.p7s),
                };
                prop_assert_eq!(report.verdict(), Verdict::Broken);
            }
            Ok(())
        })
        .unwrap();
}

pub fn position(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).position(|window| window == needle).expect("it is there")
}
