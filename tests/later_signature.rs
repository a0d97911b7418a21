//! The promise: whoever signs a sealed PDF again, as a head of clinic does with a certified signature, leaves our seal
//! valid and is named; whoever adds anything else is refused.

use loket::seal::{Fault, Input, Later, Mark, Report, Seal, Subject, Verdict, make, verify};
use lopdf::{
    Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, StringFormat, dictionary,
    text_string,
};

use crate::every_byte_counts::{Files, files, position, signing_time};

/// Room for the other's signature.
const HOLE: usize = 8 * 1024;
const PLACEHOLDER: i64 = 9_999_999_999;

/// What another program adds, and its parts.
struct Update<'a> {
    new: &'a mut Document,
    root: ObjectId,
    page: ObjectId,
    field: ObjectId,
    signature: ObjectId,
}

impl Update<'_> {
    fn dictionary(&mut self, id: ObjectId) -> &mut Dictionary {
        self.new.get_object_mut(id).unwrap().as_dict_mut().unwrap()
    }

    fn catalog(&mut self) -> &mut Dictionary {
        let root = self.root;
        self.dictionary(root)
    }

    fn form(&mut self) -> &mut Dictionary {
        self.catalog().get_mut(b"AcroForm").unwrap().as_dict_mut().unwrap()
    }

    fn field(&mut self) -> &mut Dictionary {
        let field = self.field;
        self.dictionary(field)
    }

    fn signature(&mut self) -> &mut Dictionary {
        let signature = self.signature;
        self.dictionary(signature)
    }

    fn page(&mut self) -> &mut Dictionary {
        let page = self.page;
        self.dictionary(page)
    }

    /// A widget with a size, and what it shows.
    fn show(&mut self, rectangle: [i64; 4]) {
        let shown = Stream::new(
            dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 100.into()] },
            b"1 0 0 rg 0 0 100 100 re f".to_vec(),
        );
        let shown = self.new.add_object(shown);
        let field = self.field();
        field.set("Rect", rectangle.map(Object::Integer).to_vec());
        field.set("F", 4);
        field.set("AP", dictionary! { "N" => shown });
    }

    /// An object of before, copied so that it can be changed.
    fn replace(&mut self, before: &Document, id: ObjectId) -> &mut Object {
        let object = before.get_object(id).unwrap().clone();
        self.new.set_object(id, object);
        self.new.get_object_mut(id).unwrap()
    }
}

fn head() -> Seal {
    let subject = Subject { common_name: "dr. Sri Wahyuni".into(), organisation: "Puskesmas Contoh".into() };
    make(&subject, signing_time() - chrono::Duration::days(1), signing_time() + chrono::Duration::days(1))
        .unwrap()
}

/// Signs a PDF as other programs do, with whatever else `change` adds.
fn signed_again(pdf: &[u8], signer: &Seal, change: impl FnOnce(&mut Update<'_>, &Document)) -> Vec<u8> {
    let before = Document::load_mem(pdf).unwrap();
    let root = before.trailer.get(b"Root").unwrap().as_reference().unwrap();
    let page = before.page_iter().next().unwrap();
    let known = before.clone();
    let mut update = IncrementalDocument::create_from(pdf.to_vec(), before);
    let signature = update.new_document.add_object(dictionary! {
        "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "adbe.pkcs7.detached",
        "Name" => text_string("dr. Sri Wahyuni"),
        "Contents" => Object::String(vec![0; HOLE], StringFormat::Hexadecimal),
        "ByteRange" => vec![0.into(), PLACEHOLDER.into(), PLACEHOLDER.into(), PLACEHOLDER.into()],
    });
    let field = update.new_document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "T" => Object::string_literal(format!("Kepala{}", signature.0)),
        "F" => 132, "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()],
        "P" => Object::Reference(page), "V" => Object::Reference(signature),
    });
    for id in [root, page] {
        update.opt_clone_object_to_new_document(id).unwrap();
    }
    let mut update_of = Update { new: &mut update.new_document, root, page, field, signature };
    update_of.page().get_mut(b"Annots").unwrap().as_array_mut().unwrap().push(Object::Reference(field));
    update_of.form().get_mut(b"Fields").unwrap().as_array_mut().unwrap().push(Object::Reference(field));
    change(&mut update_of, &known);
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).unwrap();
    fill(bytes, pdf.len(), signer)
}

/// Writes the byte range and the signature into the last revision.
fn fill(mut bytes: Vec<u8>, from: usize, signer: &Seal) -> Vec<u8> {
    let hole = from + position(&bytes[from..], b"/Contents<0") + b"/Contents".len();
    let after = hole + 2 * HOLE + 2;
    let range = from + position(&bytes[from..], b"/ByteRange") + b"/ByteRange".len();
    let placeholder = format!("[0 {PLACEHOLDER} {PLACEHOLDER} {PLACEHOLDER}]");
    let said = format!("[0 {hole} {after} {}", bytes.len() - after);
    let said = format!("{said:<width$}]", width = placeholder.len() - 1);
    bytes[range..range + placeholder.len()].copy_from_slice(said.as_bytes());
    let covered = [&bytes[..hole], &bytes[after..]].concat();
    let der = signer.sign_detached(&covered, signing_time()).unwrap();
    for (place, byte) in (hole + 1..).step_by(2).zip(der) {
        bytes[place..place + 2].copy_from_slice(format!("{byte:02X}").as_bytes());
    }
    bytes
}

fn report(files: &Files, pdf: &[u8]) -> Report {
    verify(Input::Pdf(pdf), &[files.seal.fingerprint()])
}

/// The document was revised, and that is all that is wrong.
fn is_refused(files: &Files, pdf: &[u8], what: &str) {
    let bytes = pdf.len() - files.pdf.len();
    assert_eq!(report(files, pdf).faults, [Fault::AddedAfterSigning { bytes, revision: true }], "{what}");
}

fn later(files: &Files, pdf: &[u8]) -> Vec<Later> {
    let report = report(files, pdf);
    assert_eq!(report.faults, []);
    assert_eq!(report.verdict(), Verdict::Holds);
    assert_eq!(report.signer().unwrap().subject.common_name, "Puskesmas Contoh");
    report.later
}

#[test]
fn another_signature_leaves_ours_valid_and_is_named_with_its_signer() {
    let (files, head) = (files(), head());
    let expected = |mark| Later { subject: head.certificate().subject().clone(), holds: true, mark };
    let once = signed_again(&files.pdf, &head, |_, _| {});
    assert_eq!(later(&files, &once), [expected(None)]);
    let twice = signed_again(&once, &head, |_, _| {});
    assert_eq!(later(&files, &twice), [expected(None), expected(None)]);
    assert_eq!(later(&files, &files.pdf), []);
    // Its entries in the catalog as other programs write them.
    let spoken = signed_again(&files.pdf, &head, |update, before| {
        update.signature().set("SubFilter", "ETSI.CAdES.detached");
        let extension =
            dictionary! { "ESIC" => dictionary! { "BaseVersion" => "1.7", "ExtensionLevel" => 1 } };
        update.catalog().set("Extensions", extension);
        update.catalog().set("Version", "2.0");
        update.form().set("DA", Object::string_literal("/Helv 0 Tf 0 g"));
        update.form().set("DR", dictionary! {});
        let info = before.trailer.get(b"Info").unwrap().as_reference().unwrap();
        let info = update.replace(before, info).as_dict_mut().unwrap();
        info.set("ModDate", Object::string_literal("D:20261122090000+07'00'"));
        // The form and the list of annotations become objects of their own.
        let form = update.form().clone();
        let form = update.new.add_object(form);
        update.catalog().set("AcroForm", form);
        let list = update.page().get(b"Annots").unwrap().clone();
        let list = update.new.add_object(list);
        update.page().set("Annots", list);
    });
    assert_eq!(later(&files, &spoken), [expected(None)]);
}

#[test]
fn a_visible_signature_is_named_with_its_page_and_how_much_of_it_lies_under_it() {
    let (files, head) = (files(), head());
    let mark = |rectangle| {
        let signed = signed_again(&files.pdf, &head, |update, _| update.show(rectangle));
        later(&files, &signed)[0].mark
    };
    assert_eq!(mark([100, 100, 259, 184]), Some(Mark { page: 1, percent: 3 }));
    assert_eq!(mark([0, 0, 596, 842]), Some(Mark { page: 1, percent: 100 }), "it overlays the whole page");
    assert_eq!(mark([300, 300, 100, 100]), Some(Mark { page: 1, percent: 8 }), "corners the other way round");
    assert_eq!(mark([100, 100, 100, 200]), None);
    let hidden = signed_again(&files.pdf, &head, |update, _| {
        update.show([0, 0, 300, 300]);
        update.field().set("F", 2);
    });
    assert_eq!(later(&files, &hidden)[0].mark, None);
    let printed = signed_again(&files.pdf, &head, |update, _| {
        update.show([0, 0, 300, 300]);
        update.field().set("F", 4 | 32);
    });
    assert!(later(&files, &printed)[0].mark.is_some(), "not on the screen, but on paper");
}

type Change = fn(&mut Update<'_>, &Document);

/// What a revision may not do beside signing, each with its name.
const HOSTILE: [(&str, Change); 32] = [
    ("another content", |update, before| {
        let content = before.get_page_contents(update.page)[0];
        *update.replace(before, content) = Stream::new(dictionary! {}, b"0 0 m".to_vec()).into();
    }),
    ("the page names another content", |update, _| {
        let other = update.new.add_object(Stream::new(dictionary! {}, b"0 0 m".to_vec()));
        update.page().set("Contents", other);
    }),
    ("a turned page", |update, _| update.page().set("Rotate", 180)),
    ("another sheet", |update, _| {
        update.page().set("MediaBox", vec![0.into(), 0.into(), 10.into(), 10.into()])
    }),
    ("an annotation", |update, _| {
        let note = update.new.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "FreeText", "Rect" => vec![0.into(), 0.into(), 90.into(), 90.into()],
            "Contents" => Object::string_literal("4711"),
        });
        update.page().get_mut(b"Annots").unwrap().as_array_mut().unwrap().push(note.into());
    }),
    ("an annotation instead of the widget", |update, _| {
        let note = update.new.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Square" });
        let list = update.page().get_mut(b"Annots").unwrap().as_array_mut().unwrap();
        *list.last_mut().unwrap() = note.into();
    }),
    ("our widget taken away", |update, _| {
        update.page().get_mut(b"Annots").unwrap().as_array_mut().unwrap().remove(0);
    }),
    ("a second page", |update, before| {
        let pages = before.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
        let page = update.page().clone();
        let page = update.new.add_object(page);
        let pages = update.replace(before, pages).as_dict_mut().unwrap();
        pages.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(page.into());
        pages.set("Count", 2);
    }),
    ("other pages", |update, _| {
        let pages = update
            .new
            .add_object(dictionary! { "Type" => "Pages", "Count" => 0, "Kids" => Vec::<Object>::new() });
        update.catalog().set("Pages", pages);
    }),
    ("an action on opening", |update, _| {
        update
            .catalog()
            .set("OpenAction", dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("1") });
    }),
    ("names", |update, _| update.catalog().set("Names", dictionary! {})),
    ("permissions", |update, _| {
        let signature = update.signature;
        update.catalog().set("Perms", dictionary! { "DocMDP" => signature });
    }),
    ("metadata", |update, _| {
        let said = update.new.add_object(Stream::new(dictionary! { "Type" => "Metadata" }, b"<x/>".to_vec()));
        update.catalog().set("Metadata", said);
    }),
    ("validation data", |update, _| update.catalog().set("DSS", dictionary! {})),
    ("an extension that leads somewhere", |update, _| {
        let page = update.page;
        update.catalog().set("Extensions", dictionary! { "X" => page });
    }),
    ("a document time-stamp", |update, _| {
        update.signature().set("Type", "DocTimeStamp");
        update.signature().set("SubFilter", "ETSI.RFC3161");
    }),
    ("a signature that calls itself a time-stamp", |update, _| {
        update.signature().set("Type", "DocTimeStamp")
    }),
    ("a time-stamp that calls itself a signature", |update, _| {
        update.signature().set("SubFilter", "ETSI.RFC3161")
    }),
    ("a dynamic form", |update, _| update.form().set("XFA", Object::string_literal("x"))),
    ("appearances made by the reader", |update, _| update.form().set("NeedAppearances", true)),
    ("an order of calculation", |update, _| update.form().set("CO", Vec::<Object>::new())),
    ("our field taken away", |update, _| {
        update.form().get_mut(b"Fields").unwrap().as_array_mut().unwrap().remove(0);
    }),
    ("two fields", |update, _| {
        let other = update.new.add_object(dictionary! { "FT" => "Tx", "T" => Object::string_literal("x") });
        update.form().get_mut(b"Fields").unwrap().as_array_mut().unwrap().push(other.into());
    }),
    ("a field of our field's name", |update, _| update.field().set("T", Object::string_literal("Loket"))),
    ("a field that holds text", |update, _| update.field().set("FT", "Tx")),
    ("a field with an action", |update, _| {
        update.field().set("AA", dictionary! { "E" => dictionary! { "S" => "Launch" } })
    }),
    ("a field with children", |update, _| update.field().set("Kids", Vec::<Object>::new())),
    ("a widget that does not zoom", |update, _| {
        update.show([0, 0, 10, 10]);
        update.field().set("F", 4 | 8);
    }),
    ("our signature again", |update, before| {
        let form = before.catalog().unwrap().get(b"AcroForm").unwrap().as_dict().unwrap();
        let field = form.get(b"Fields").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        let ours = before.get_object(field).unwrap().as_dict().unwrap().get(b"V").unwrap().clone();
        update.field().set("V", ours);
    }),
    ("our widget changed", |update, before| {
        let form = before.catalog().unwrap().get(b"AcroForm").unwrap().as_dict().unwrap();
        let field = form.get(b"Fields").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        update.replace(before, field).as_dict_mut().unwrap().set("F", 4);
    }),
    ("another title", |update, before| {
        let info = before.trailer.get(b"Info").unwrap().as_reference().unwrap();
        update.replace(before, info).as_dict_mut().unwrap().set("Title", Object::string_literal("x"));
    }),
    ("another summary", |update, before| {
        let info = before.trailer.get(b"Info").unwrap().as_reference().unwrap();
        let other = Object::string_literal("0".repeat(64));
        update.replace(before, info).as_dict_mut().unwrap().set("LoketSummarySHA256", other);
    }),
];

#[test]
fn a_revision_that_does_anything_beside_signing_is_refused() {
    let (files, head) = (files(), head());
    let once = signed_again(&files.pdf, &head, |_, _| {});
    for (what, change) in HOSTILE {
        is_refused(&files, &signed_again(&files.pdf, &head, change), what);
        is_refused(&files, &signed_again(&once, &head, change), &format!("{what}, after a signature"));
    }
}

/// What stands in the last revision under `found` written as `other`, and signed again.
fn rewritten(files: &Files, found: &str, other: &str) -> Vec<u8> {
    let signed = signed_again(&files.pdf, &head(), |_, _| {});
    let from = files.pdf.len();
    let place = from + position(&signed[from..], found.as_bytes());
    assert_eq!(found.len(), other.len());
    let mut bytes = signed;
    bytes[place..place + found.len()].copy_from_slice(other.as_bytes());
    let hole = from + position(&bytes[from..], b"/Contents<") + b"/Contents<".len();
    bytes[hole..hole + 2 * HOLE].fill(b'0');
    let range = from + position(&bytes[from..], b"/ByteRange") + b"/ByteRange".len();
    let placeholder = format!("[0 {PLACEHOLDER} {PLACEHOLDER} {PLACEHOLDER}]");
    bytes[range..range + placeholder.len()].copy_from_slice(placeholder.as_bytes());
    fill(bytes, from, &head())
}

#[test]
fn a_signature_that_does_not_hold_or_covers_something_else_is_refused() {
    let (files, head) = (files(), head());
    let signed = signed_again(&files.pdf, &head, |_, _| {});
    // The same bytes, signed anew: how the others below are made.
    assert_eq!(later(&files, &rewritten(&files, "(Kepala", "(Kepala")).len(), 1);
    let spoiled = |found: &[u8], step: usize| {
        let place = files.pdf.len() + position(&signed[files.pdf.len()..], found) + step;
        let mut other = signed.clone();
        other[place] ^= 1;
        other
    };
    is_refused(&files, &spoiled(b"dr. Sri", 0), "a byte that it covers");
    is_refused(&files, &spoiled(b"/Contents<", 2000), "the signature itself");
    is_refused(&files, &spoiled(b"/ByteRange[0 ", 14), "its byte range");
    for (what, added) in [
        ("junk", &b"\n\njunk"[..]),
        ("an empty line", b"\n"),
        ("a revision without a signature", b"\n1 0 obj\nnull\nendobj\n"),
    ] {
        is_refused(&files, &[&signed, added].concat(), what);
    }
    // The signature of another document.
    let other = signed_again(&signed_again(&files.pdf, &head, |_, _| {}), &head, |_, _| {});
    let (from, to) = (
        position(&signed[files.pdf.len()..], b"/Contents<"),
        position(&other[signed.len()..], b"/Contents<"),
    );
    let mut pasted = signed.clone();
    pasted[files.pdf.len() + from..][..2 * HOLE].copy_from_slice(&other[signed.len() + to..][..2 * HOLE]);
    is_refused(&files, &pasted, "a signature of another document");
}

#[test]
fn what_stands_between_the_objects_of_a_revision_is_refused() {
    let files = files();
    is_refused(&files, &rewritten(&files, "trailer\n<<", "trailer\n<>"), "no trailer");
    is_refused(&files, &rewritten(&files, "/Prev ", "/Wrev "), "no table before it");
    is_refused(&files, &rewritten(&files, "/Prev ", "/Encr "), "a trailer with something else");
    is_refused(&files, &rewritten(&files, "endobj\nxref", "endobx\nxref"), "an object without an end");
    let revision =
        String::from_utf8_lossy(&rewritten(&files, "(Kepala", "(Kepala")[files.pdf.len()..]).into_owned();
    is_refused(&files, &rewritten(&files, "%PDF-", "(PDF-"), "something between the objects");
    is_refused(&files, &rewritten(&files, "/Info ", "/Infx "), "a trailer without its information");
    // Another catalog, which says the same: readers begin there.
    let number = revision.split("/Root ").nth(1).unwrap().split(' ').next().unwrap();
    let root = format!("/Root {number} ");
    let other = format!("/Root {} ", number.parse::<u32>().unwrap() ^ 1);
    is_refused(&files, &rewritten(&files, &root, &other), "another catalog");
    let line = revision.lines().find(|line| line.ends_with(" 00000 n ")).unwrap().to_owned();
    is_refused(&files, &rewritten(&files, &line, "0000000000 00001 f "), "an object taken away");
    is_refused(&files, &rewritten(&files, &line, "0000000015 00000 n "), "an object that is elsewhere");
}

#[test]
fn a_container_holds_the_paper_as_it_was_sealed() {
    let files = files();
    let signed = signed_again(&files.pdf, &head(), |_, _| {});
    let contents = loket::seal::Contents { name: "r", json: &files.json, p7s: &files.p7s, pdf: &signed };
    let container = files.seal.container(&contents, signing_time()).unwrap();
    let bytes = signed.len() - files.pdf.len();
    let report = verify(Input::Container(&container), &[files.seal.fingerprint()]);
    assert_eq!(report.faults, [Fault::AddedAfterSigning { bytes, revision: true }]);
}
