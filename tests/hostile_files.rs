//! The promise: whatever file somebody hands to `loket verify`, it answers within two seconds and 300 MB.
//!
//! The files are made here, all of them by somebody who has a key of their own: what they signed themselves holds, and is
//! read. With `LOKET_KEEP_CORPUS=DIR` they stay there, to be measured. That the work is counted and bounded is tested
//! beside the code that counts it (`src/seal/limits.rs`, `src/seal/pdf/objects.rs`).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use der::Encode as _;
use loket::seal::{Contents, Input, LARGEST_FILE, Seal, Verdict, verify};
use lopdf::{Dictionary, Stream};
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

use crate::command_line::loket;
use crate::every_byte_counts::{Files, files, signing_time};

/// What the program may have of memory.
const MOST_KILOBYTES: u64 = 300_000;
/// How long it may take as it is built for tests; two seconds as it is released.
const LONGEST: Duration = Duration::from_secs(10);
const HOLE: usize = 16 * 1024;

/// An element of DER.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = match content.len() {
        short @ ..128 => vec![short as u8],
        long => [&[0x83], &(long as u32).to_be_bytes()[1..]].concat(),
    };
    let length = if let (256..=0xffff, [0x83, 0, rest @ ..]) = (content.len(), &length[..]) {
        [&[0x82], rest].concat()
    } else if let (128..=255, [0x83, 0, 0, rest]) = (content.len(), &length[..]) {
        vec![0x81, *rest]
    } else {
        length
    };
    [&[tag], &length[..], content].concat()
}

/// A signature without a time, as a PDF carries it.
fn signature(seal: &Seal, bytes: &[&[u8]]) -> Vec<u8> {
    const SHA_256: &[u8] = &[0x30, 0x0b, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
    let id = |tail: &[u8]| element(6, &[&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1], tail].concat());
    let attribute = |tail: &[u8], value: &[u8]| element(0x30, &[id(tail), element(0x31, value)].concat());
    let digest = ring::digest::digest(&ring::digest::SHA256, &bytes.concat());
    let named = element(0x30, &element(0x30, &element(0x30, &element(4, &seal.fingerprint().0))));
    let attributes = [
        attribute(&[9, 3], &id(&[7, 1])),
        attribute(&[9, 4], &element(4, digest.as_ref())),
        attribute(&[9, 16, 2, 47], &named),
    ]
    .concat();
    let random = ring::rand::SystemRandom::new();
    let key =
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, seal.private_key(), &random).unwrap();
    let raw = std::iter::repeat_with(|| key.sign(&random, &element(0x31, &attributes)).unwrap())
        .find(|raw| raw.as_ref()[32] < 0x7f)
        .unwrap();
    let number =
        |half: &[u8]| element(2, der::asn1::UintRef::new(half).unwrap().to_der().unwrap().get(2..).unwrap());
    let (r, s) = raw.as_ref().split_at(32);
    let tbs: x509_cert::Certificate = der::Decode::from_der(seal.certificate().der()).unwrap();
    let tbs = tbs.tbs_certificate;
    let signer = [
        vec![2, 1, 1],
        element(0x30, &[tbs.issuer.to_der().unwrap(), tbs.serial_number.to_der().unwrap()].concat()),
        SHA_256.to_vec(),
        element(0xa0, &attributes),
        vec![0x30, 0x0a, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2],
        element(4, &element(0x30, &[number(r), number(s)].concat())),
    ]
    .concat();
    let data = [
        vec![2, 1, 1],
        element(0x31, SHA_256),
        element(0x30, &id(&[7, 1])),
        element(0xa0, seal.certificate().der()),
        element(0x31, &element(0x30, &signer)),
    ]
    .concat();
    element(0x30, &[id(&[7, 2]), element(0xa0, &element(0x30, &data))].concat())
}

/// A PDF of these objects, of which the first is its catalog, sealed over all its bytes. `@` in an object is its room for
/// the signature.
fn sealed(seal: &Seal, objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let (mut places, mut hole) = (Vec::new(), 0);
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n").bytes());
        match object.iter().position(|byte| *byte == b'@') {
            Some(at) if hole == 0 => {
                bytes.extend(&object[..at]);
                hole = bytes.len();
                bytes.push(b'<');
                bytes.resize(hole + 2 * HOLE + 1, b'0');
                bytes.extend(b">/ByteRange[0 0000000000 0000000000 0000000000]");
                bytes.extend(&object[at + 1..]);
            }
            _ => bytes.extend(object),
        }
        bytes.extend(b"\nendobj\n");
    }
    let at = bytes.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    places.iter().for_each(|place| writeln!(end, "{place:010} 00000 n ").unwrap());
    write!(end, "trailer\n<</Root 1 0 R>>\nstartxref\n{at}\n%%EOF").unwrap();
    bytes.extend(end.bytes());
    let after = hole + 2 * HOLE + 2;
    let range = format!("[0 {hole:<10} {after:<10} {:<10}]", bytes.len() - after);
    bytes[after + 10..after + 10 + range.len()].copy_from_slice(range.as_bytes());
    let der = signature(seal, &[&bytes[..hole], &bytes[after..]]);
    for (place, byte) in (hole + 1..).step_by(2).zip(der) {
        bytes[place..place + 2].copy_from_slice(format!("{byte:02x}").as_bytes());
    }
    bytes
}

/// The objects of a small sealed paper, with whatever else stands in its catalog, and behind them.
fn paper(catalog: &str, more: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let first = format!("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]/SigFlags 3>>{catalog}>>");
    let mut objects = vec![
        first.into_bytes(),
        b"<</Type/Pages/Count 0/Kids[]>>".to_vec(),
        b"<</FT/Sig/T(Loket)/V 4 0 R>>".to_vec(),
        b"<</Type/Sig/SubFilter/ETSI.CAdES.detached/M(D:20261121080000Z)/Contents@>>".to_vec(),
    ];
    objects.extend(more);
    objects
}

/// What a few hundred bytes become 48 MB of.
fn bomb() -> Vec<u8> {
    let compressed = |bytes: Vec<u8>| {
        let mut stream = Stream::new(Dictionary::new(), bytes);
        stream.compress().unwrap();
        stream.content
    };
    compressed(compressed(vec![b' '; 48 * 1024 * 1024]))
}

/// It as a stream.
fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Filter[/FlateDecode/FlateDecode]/Length {}>>stream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// Every hostile PDF, each with its name.
fn papers(seal: &Seal) -> Vec<(&'static str, Vec<u8>)> {
    let room = LARGEST_FILE - 4 * HOLE;
    let filled = |text: &str| text.repeat(room / text.len()).into_bytes();
    let around =
        |open: &str, text: &str, close: &str| [open.as_bytes(), &filled(text), close.as_bytes()].concat();
    let of = |catalog: &str, more| sealed(seal, &paper(catalog, more));
    let in_catalog = |open: &str, text: &str, close: &str| {
        of(&String::from_utf8(around(open, text, close)).unwrap(), vec![])
    };
    let bomb = bomb();
    let bombs = |dictionary| vec![stream(dictionary, &bomb); 40];
    let own =
        || seal.sign_pdf(&sealed_less(), signing_time(), &crate::every_byte_counts::note(b"{}")).unwrap();
    vec![
        ("objects-in-a-stream", of("", bombs("/Type/ObjStm/N 1000000/First 10"))),
        ("table-in-a-stream", of("", bombs("/Type/XRef/Size 9/W[1 8 8]"))),
        ("many-objects", of("", vec![b"<<>>".to_vec(); 150_000])),
        ("array", in_catalog("/X[", "0 ", "]")),
        ("dictionaries", in_catalog("/X[", "<</A 1>>", "]")),
        ("deep", in_catalog("/X", "[", "")),
        ("deep-dictionaries", in_catalog("/X", "<</A", "")),
        ("text", in_catalog("/X(", "a", ")")),
        ("comment", in_catalog("%", "a", "\n")),
        ("fields", in_catalog("/X[", "3 0 R ", "]")),
        ("names", in_catalog("/", "#41", " 1")),
        ("ranges", around("%PDF-1.7", "/ByteRange[0 1 2 3", "]")),
        ("ranges-that-fit", around("%PDF-1.7", "/ByteRange[0 1 32771 9]", "")),
        ("slashes", around("%PDF-1.7", "/", "")),
        ("references", of("", vec![around("[", "5 0 R ", "]")])),
        ("revisions", [own(), filled("\nstartxref\n0\n%%EOF")].concat()),
        ("revision-of-numbers", [own(), filled("\nxref 0 1 trailer<</Prev 0>>startxref 0 %%EOF")].concat()),
    ]
}

/// A page that can be sealed.
fn sealed_less() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R>>",
    ];
    let mut bytes = "%PDF-1.7\n".to_owned();
    let mut table = "xref\n0 4\n0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        write!(bytes, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let at = bytes.len();
    format!("{bytes}{table}trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n{at}\n%%EOF").into_bytes()
}

/// A file with its signature beside it, both by somebody's own key.
fn signed(seal: &Seal, json: Vec<u8>) -> (Vec<u8>, Vec<u8>) {
    let p7s = seal.sign_detached(&json, signing_time()).unwrap();
    (json, p7s)
}

/// Algorithms in the wrong order: each is moved past all before it.
fn reversed(many: u32) -> Vec<u8> {
    let digits = |number: u32| [number >> 14, number >> 7, number].map(|digit| (digit & 0x7f) as u8 | 0x80);
    let id = |number: u32| [&[0x2a], &digits(number)[..], &[1]].concat();
    let each: Vec<u8> = (0..many).rev().flat_map(|number| element(0x30, &element(6, &id(number)))).collect();
    let data = element(0x30, &[vec![2, 1, 1], element(0x31, &each)].concat());
    let id = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
    element(0x30, &[element(6, &id), element(0xa0, &data)].concat())
}

fn json(seal: &Seal) -> Vec<(&'static str, (Vec<u8>, Vec<u8>))> {
    let list = |text: &str, bytes: usize| {
        format!("[{}0]", format!("{text},").repeat(bytes / (text.len() + 1))).into_bytes()
    };
    let nested = |text: &str| text.repeat(LARGEST_FILE / text.len()).into_bytes();
    let most = 4 * 1024 * 1024 - 8;
    vec![
        ("objects", signed(seal, list("{\"a\":0}", most))),
        ("numbers", signed(seal, list("0", most))),
        ("numbers-that-fit", signed(seal, list("0", 199_000))),
        ("objects-that-fit", signed(seal, list("{\"a\":0}", 390_000))),
        ("text", signed(seal, format!("\"{}\"", "\\u0041".repeat(most / 6)).into_bytes())),
        ("deep", signed(seal, nested("["))),
        ("deep-keys", signed(seal, nested("{\"a\":"))),
        ("large", signed(seal, list("{\"a\":0}", LARGEST_FILE - 8))),
        ("attributes", (b"{}".to_vec(), reversed(7_000))),
        ("attributes-many", (b"{}".to_vec(), reversed(1_000_000))),
    ]
}

fn containers(files: &Files) -> Vec<(&'static str, Vec<u8>)> {
    let large = vec![b'['; LARGEST_FILE - 200_000];
    let of = |json: &[u8], p7s: &[u8], pdf: &[u8]| {
        files.seal.container(&Contents { name: "r", json, p7s, pdf }, signing_time()).unwrap()
    };
    let mut beyond = files.asice.clone();
    beyond[18..22].fill(0xff);
    vec![
        ("json", of(&large, &files.p7s, &files.pdf)),
        ("signature", of(&files.json, &large, &files.pdf)),
        ("paper", of(&files.json, &files.p7s, &large)),
        ("beyond", beyond),
        ("zip", b"PK\x03\x04".repeat(LARGEST_FILE / 4)),
    ]
}

/// All of them as files, in this folder.
fn corpus(folder: &Path) -> Vec<PathBuf> {
    let files = files();
    let mut all = Vec::new();
    let keep = |name: String, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    for (name, pdf) in papers(&files.seal) {
        all.push(keep(format!("{name}.pdf"), &pdf));
    }
    for (name, (json, p7s)) in json(&files.seal) {
        keep(format!("{name}.json.p7s"), &p7s);
        all.push(keep(format!("{name}.json"), &json));
    }
    for (name, container) in containers(&files) {
        all.push(keep(format!("{name}.asice"), &container));
    }
    all.push(keep("too-large.pdf".to_owned(), &vec![b'%'; LARGEST_FILE + 1]));
    all
}

/// Runs `loket verify` with no more memory than it may have.
fn bounded(home: &Path, file: &Path, more: &[&str]) -> (Option<i32>, String, Duration) {
    let verify = loket(home);
    let mut shell = Command::new("sh");
    let limits = format!("ulimit -d {MOST_KILOBYTES}; exec \"$0\" \"$@\"");
    shell.args(["-c", &limits]).arg(verify.get_program()).arg("verify").arg(file).args(more);
    shell.env_clear().env("HOME", home).current_dir(home).stdin(Stdio::null());
    let begun = Instant::now();
    let output = shell.output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said, begun.elapsed())
}

#[test]
#[cfg(target_os = "linux")]
fn every_hostile_file_is_answered_in_bounded_time_and_memory() {
    let home = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("LOKET_KEEP_CORPUS").map(PathBuf::from);
    for file in corpus(kept.as_deref().unwrap_or(home.path())) {
        let (code, said, took) = bounded(home.path(), &file, &[]);
        assert!(matches!(code, Some(1 | 4)), "{}: {code:?} {said}", file.display());
        assert!(took < LONGEST, "{}: {took:?}", file.display());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_no_file_is_refused_at_once_with_a_sentence() {
    let home = tempfile::tempdir().unwrap();
    let pipe = home.path().join("laporan.pdf");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for none in [pipe.as_path(), Path::new("/dev/zero"), Path::new("/dev/tty"), home.path()] {
        let (code, said, _) = bounded(home.path(), none, &[]);
        assert_eq!((code, said.lines().count()), (Some(1), 1), "{said}");
        let seal = none.to_string_lossy().into_owned();
        let whole = home.path().join("r.json");
        std::fs::write(&whole, "{}").unwrap();
        assert_eq!(bounded(home.path(), &whole, &["--seal", &seal]).0, Some(1));
        assert!(said.contains("bukan berkas") || none == Path::new("/dev/tty"), "{said}");
    }
}

#[test]
fn the_hostile_papers_are_sealed_as_well_as_an_honest_one() {
    let files = files();
    let honest = sealed(&files.seal, &paper("", vec![]));
    assert_eq!(verify(Input::Pdf(&honest), &[files.seal.fingerprint()]).verdict(), Verdict::Holds);
}
