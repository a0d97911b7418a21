//! The promise: what the seal signs is accepted by tools that are not ours: openssl, poppler's pdfsig, unzip.
//!
//! Tools that are missing are skipped with a printed reason; with `LOKET_REQUIRE_TOOLS=1` (CI) that is a failure.

#![expect(
    clippy::panic,
    clippy::print_stdout,
    reason = "the helpers of these tests fail and speak as tests do"
)]

use std::path::Path;
use std::process::{Command, Output};

use loket::seal::Fingerprint;

use crate::every_byte_counts::{NAME, files, note, pdf_with_font, position, signing_time, some_json};

/// Runs somebody else's tool; `None` when it is not installed and nobody demands it.
fn tool(program: &str, arguments: &[&str], folder: &Path) -> Option<Output> {
    match Command::new(program).args(arguments).current_dir(folder).output() {
        Ok(output) => Some(output),
        Err(reason) if std::env::var_os("LOKET_REQUIRE_TOOLS").is_none() => {
            println!("skipped: {program} cannot be run here ({reason})");
            None
        }
        Err(reason) => panic!("{program} is required and cannot be run: {reason}"),
    }
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn openssl_verify(folder: &Path, p7s: &str, content: &str) -> Option<Output> {
    #[rustfmt::skip]
    let arguments = [
        "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", p7s, "-content", content,
        "-CAfile", "clinic.pem", "-purpose", "any", "-attime", "1795000000", "-out", "out.bin",
    ];
    tool("openssl", &arguments, folder)
}

#[test]
fn openssl_accepts_the_json_and_refuses_another() {
    let files = files();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("clinic.pem", files.seal.certificate().pem().unwrap().as_bytes());
    write("r.json", &files.json);
    write("r.json.p7s", &files.p7s);
    write("other.json", &some_json(42));
    let Some(output) = openssl_verify(folder.path(), "r.json.p7s", "r.json") else { return };
    assert!(output.status.success(), "{}", text(&output));
    assert_eq!(std::fs::read(folder.path().join("out.bin")).unwrap(), files.json);
    let output = openssl_verify(folder.path(), "r.json.p7s", "other.json").unwrap();
    assert!(!output.status.success());

    // The fingerprint we show is the one that openssl shows.
    let shown =
        tool("openssl", &["x509", "-in", "clinic.pem", "-noout", "-fingerprint", "-sha256"], folder.path());
    let shown = text(&shown.unwrap());
    let (_, print) = shown.trim().split_once('=').unwrap();
    assert_eq!(print.parse::<Fingerprint>().unwrap(), files.seal.fingerprint());
}

#[test]
fn openssl_accepts_the_signature_in_the_pdf() {
    let files = files();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let hole = position(&files.pdf, b"/Contents<3") + 9;
    let end = hole + 2 * 16_384 + 2;
    let hex = std::str::from_utf8(&files.pdf[hole + 1..end - 1]).unwrap();
    let padded: Vec<u8> = (0..hex.len())
        .step_by(2)
        .map(|place| u8::from_str_radix(&hex[place..place + 2], 16).unwrap())
        .collect();
    let length = 4 + usize::from(u16::from_be_bytes([padded[2], padded[3]]));
    write("clinic.pem", files.seal.certificate().pem().unwrap().as_bytes());
    write("signature.der", &padded[..length]);
    write("covered.bin", &[&files.pdf[..hole], &files.pdf[end..]].concat());
    let Some(output) = openssl_verify(folder.path(), "signature.der", "covered.bin") else { return };
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn pdfsig_finds_one_valid_signature_over_the_whole_pdf() {
    let files = files();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("r.pdf"), &files.pdf).unwrap();
    let Some(output) = tool("pdfsig", &["-nocert", "r.pdf"], folder.path()) else { return };
    let said = text(&output);
    assert!(said.contains("Signature Validation: Signature is Valid."), "{said}");
    assert!(said.contains("Total document signed"), "{said}");
    assert!(said.contains("Puskesmas Contoh"), "{said}");
    assert!(said.contains("ETSI.CAdES.detached"), "{said}");
    assert!(!said.contains("Signature #2"), "{said}");

    // pdfinfo reads the new revision: version 1.7 and our key.
    let Some(output) = tool("pdfinfo", &["-custom", "r.pdf"], folder.path()) else { return };
    assert!(text(&output).contains("LoketSummarySHA256"), "{}", text(&output));
    let output = tool("pdfinfo", &["r.pdf"], folder.path()).unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output));
    assert!(text(&output).lines().any(|line| line.starts_with("PDF version:") && line.ends_with("1.7")));
}

#[test]
fn pdfsig_accepts_a_pdf_with_its_own_font() {
    let files = files();
    let pdf = files.seal.sign_pdf(&pdf_with_font(), signing_time(), &note(&files.json)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("r.pdf"), &pdf).unwrap();
    let Some(output) = tool("pdfsig", &["-nocert", "r.pdf"], folder.path()) else { return };
    let said = text(&output);
    assert!(said.contains("Signature is Valid.") && said.contains("Total document signed"), "{said}");
}

#[test]
fn unzip_and_openssl_accept_the_container() {
    let files = files();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("r.asice"), &files.asice).unwrap();
    std::fs::write(folder.path().join("clinic.pem"), files.seal.certificate().pem().unwrap()).unwrap();
    let Some(output) = tool("unzip", &["-t", "r.asice"], folder.path()) else { return };
    assert!(output.status.success() && text(&output).contains("No errors"), "{}", text(&output));
    let output = tool("unzip", &["-q", "r.asice"], folder.path()).unwrap();
    assert!(output.status.success(), "{}", text(&output));
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("mimetype"), b"application/vnd.etsi.asic-e+zip");
    assert_eq!(read(&format!("{NAME}.json")), files.json);
    assert_eq!(read(&format!("{NAME}.json.p7s")), files.p7s);
    assert_eq!(read(&format!("{NAME}.pdf")), files.pdf);
    // `file` and office tools find the type at byte 38 of the ZIP.
    assert_eq!(&files.asice[30..69], b"mimetypeapplication/vnd.etsi.asic-e+zip");

    for (p7s, content) in [
        ("META-INF/signature.p7s", "META-INF/ASiCManifest.xml"),
        (&*format!("{NAME}.json.p7s"), &*format!("{NAME}.json")),
    ] {
        let Some(output) = openssl_verify(folder.path(), p7s, content) else { return };
        assert!(output.status.success(), "{content}: {}", text(&output));
    }
    // The manifest names each file with the digest that openssl computes.
    let manifest = String::from_utf8(read("META-INF/ASiCManifest.xml")).unwrap();
    for ending in ["json", "json.p7s", "pdf"] {
        let file = format!("{NAME}.{ending}");
        let command = format!("openssl dgst -sha256 -binary {file} | openssl base64 -A");
        let output = tool("sh", &["-c", &command], folder.path()).unwrap();
        let digest = String::from_utf8(output.stdout).unwrap();
        assert!(manifest.contains(&format!("URI=\"{file}\"")) && manifest.contains(&digest), "{file}");
    }
}
