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

use chrono::{Duration, Utc};
use loket::seal::Fingerprint;

use crate::command_line;
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
    openssl_verify_at(folder, p7s, content, 1_795_000_000)
}

/// The same on another day than that of the small files.
fn openssl_verify_at(folder: &Path, p7s: &str, content: &str, seconds: i64) -> Option<Output> {
    let seconds = seconds.to_string();
    #[rustfmt::skip]
    let arguments = [
        "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", p7s, "-content", content,
        "-CAfile", "clinic.pem", "-purpose", "any", "-attime", &seconds, "-out", "out.bin",
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

/// The files that `loket summary` wrote of a month of the demo, with the clinic's certificate beside them.
struct Written {
    folder: tempfile::TempDir,
    name: String,
    now: i64,
}

fn written() -> Written {
    let folder = tempfile::tempdir().unwrap();
    let data = command_line::demo(folder.path());
    let month = (Utc::now() - Duration::days(1)).format("%Y-%m").to_string();
    let mut summary = command_line::loket(folder.path());
    summary
        .args(["summary", "--running", "--incomplete", "--period", &month, "--out"])
        .arg(folder.path())
        .arg("--data")
        .arg(&data);
    let output = summary.output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    let said = String::from_utf8(output.stdout).unwrap();
    let json = Path::new(said.lines().next().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
    let name = json.strip_suffix(".json").unwrap().to_owned();
    let pem = command_line::certificate(&data).pem().unwrap();
    std::fs::write(folder.path().join("clinic.pem"), pem).unwrap();
    Written { folder, name, now: Utc::now().timestamp() }
}

impl Written {
    fn read(&self, ending: &str) -> Vec<u8> {
        std::fs::read(self.folder.path().join(format!("{}.{ending}", self.name))).unwrap()
    }

    fn accepted(&self, folder: &Path, p7s: &str, content: &str) -> Option<bool> {
        let output = openssl_verify_at(folder, p7s, content, self.now)?;
        if !output.status.success() {
            println!("{content}: {}", text(&output));
        }
        Some(output.status.success())
    }
}

#[test]
fn openssl_accepts_the_json_that_the_program_writes_and_refuses_one_changed_digit() {
    let written = written();
    let (folder, name) = (written.folder.path(), &written.name);
    let (json, p7s) = (format!("{name}.json"), format!("{name}.json.p7s"));
    let Some(accepted) = written.accepted(folder, &p7s, &json) else { return };
    assert!(accepted);
    let mut changed = written.read("json");
    assert_eq!(std::fs::read(folder.join("out.bin")).unwrap(), changed, "what openssl calls signed");
    let digit = changed.iter().rposition(u8::is_ascii_digit).unwrap();
    changed[digit] ^= 1;
    std::fs::write(folder.join("changed.json"), changed).unwrap();
    assert_eq!(written.accepted(folder, &p7s, "changed.json"), Some(false));

    // Detached: the signature's file does not hold the summary a second time.
    let shown =
        tool("openssl", &["cms", "-cmsout", "-print", "-inform", "DER", "-in", &p7s], folder).unwrap();
    let shown = text(&shown);
    assert!(shown.contains("eContent: <ABSENT>"), "{shown}");
    assert!(shown.contains("signingCertificateV2") && shown.contains("ecdsa-with-SHA256"), "{shown}");
}

#[test]
fn pdfsig_finds_one_valid_signature_over_the_whole_paper_that_the_program_writes() {
    let written = written();
    let pdf = format!("{}.pdf", written.name);
    let Some(output) = tool("pdfsig", &["-nocert", &pdf], written.folder.path()) else { return };
    let said = text(&output);
    assert!(said.contains("Signature Validation: Signature is Valid."), "{said}");
    assert!(said.contains("Total document signed") && said.contains("ETSI.CAdES.detached"), "{said}");
    assert!(said.contains("Puskesmas Tirtasari") && !said.contains("Signature #2"), "{said}");
    let info = tool("pdfinfo", &[&pdf], written.folder.path()).unwrap();
    assert!(info.status.success() && info.stderr.is_empty(), "{}", text(&info));

    let mut changed = written.read("pdf");
    let at = position(&changed, b"/Type") + 40;
    changed[at] ^= 1;
    std::fs::write(written.folder.path().join("changed.pdf"), changed).unwrap();
    let said = text(&tool("pdfsig", &["-nocert", "changed.pdf"], written.folder.path()).unwrap());
    assert!(!said.contains("Signature is Valid."), "{said}");
}

#[test]
fn unzip_and_openssl_accept_the_container_that_the_program_writes() {
    let written = written();
    let inside = tempfile::tempdir().unwrap();
    std::fs::write(inside.path().join("r.asice"), written.read("asice")).unwrap();
    std::fs::copy(written.folder.path().join("clinic.pem"), inside.path().join("clinic.pem")).unwrap();
    let Some(output) = tool("unzip", &["-t", "r.asice"], inside.path()) else { return };
    assert!(output.status.success() && text(&output).contains("No errors"), "{}", text(&output));
    assert!(tool("unzip", &["-q", "r.asice"], inside.path()).unwrap().status.success());
    let manifest = std::fs::read_to_string(inside.path().join("META-INF/ASiCManifest.xml")).unwrap();
    for ending in ["json", "json.p7s", "pdf"] {
        let file = format!("{}.{ending}", written.name);
        assert_eq!(std::fs::read(inside.path().join(&file)).unwrap(), written.read(ending), "{file}");
        let command = format!("openssl dgst -sha256 -binary '{file}' | openssl base64 -A");
        let output = tool("sh", &["-c", &command], inside.path()).unwrap();
        let digest = String::from_utf8(output.stdout).unwrap();
        assert!(manifest.contains(&format!("URI=\"{file}\"")) && manifest.contains(&digest), "{file}");
    }
    let of = |p7s: &str, content: &str| written.accepted(inside.path(), p7s, content);
    let Some(accepted) = of("META-INF/signature.p7s", "META-INF/ASiCManifest.xml") else { return };
    assert!(accepted);
    let (json, p7s) = (format!("{}.json", written.name), format!("{}.json.p7s", written.name));
    assert_eq!(of(&p7s, &json), Some(true));
    std::fs::write(inside.path().join("changed.xml"), manifest.replacen(".pdf", ".PDF", 1)).unwrap();
    assert_eq!(of("META-INF/signature.p7s", "changed.xml"), Some(false));
    assert_eq!(
        of(&p7s, "META-INF/ASiCManifest.xml"),
        Some(false),
        "one seal does not stand for another file"
    );
}
