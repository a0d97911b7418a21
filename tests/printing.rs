//! Paper that comes out: a thermal printer that the test plays itself, and a spooler of its own.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

use loket::printing::raster::{self, Picture};
use loket::printing::{Knife, Outcome, Printer, Road, Width, print};
use loket::queue::slip::{Ahead, Roll, Slip, pdf};

fn slip() -> Slip {
    Slip {
        clinic: "Puskesmas Tirtasari".into(),
        issued: "Senin, 23 November 2026 · 09.12".into(),
        heading: "Nomor antrean Anda".into(),
        number: "P-005".into(),
        mark: Some("Prioritas: ibu hamil".into()),
        unit: "Ibu dan anak (KIA)".into(),
        ahead: Some(Ahead { label: "Di depan Anda".into(), count: "4 orang".into() }),
        notes: vec![
            "Simpan tiket ini sampai selesai dilayani.".into(),
            "Nomor terlewat? Lapor ke pendaftaran.".into(),
        ],
    }
}

/// The slip as a PDF.
pub fn paper(roll: Roll) -> Vec<u8> {
    pdf(&slip(), roll, "2026-11-23T02:12:00Z".parse().unwrap()).unwrap()
}

/// How the printer that is played stands.
#[derive(Clone, Copy, PartialEq)]
pub enum Stands {
    Well,
    PaperOut,
    CoverOpen,
    /// Answers no question.
    Silent,
    /// Its paper ends while it prints.
    Ends,
}

/// What a printer did: rows of dots, and whether the paper was cut.
#[derive(Debug, Default, PartialEq)]
pub struct Receipt {
    pub width: usize,
    rows: Vec<Vec<bool>>,
    pub cut: bool,
    /// Bytes of the receipt itself.
    pub bytes: usize,
}

fn next(stream: &mut TcpStream) -> Option<u8> {
    let mut byte = [0];
    (stream.read(&mut byte).unwrap_or(0) == 1).then_some(byte[0])
}

/// Reads a stream as a printer does, byte by byte: whatever it does not know fails.
fn interpret(stream: &mut TcpStream, stands: Stands) -> Receipt {
    let mut receipt = Receipt::default();
    while let Some(first) = next(stream) {
        let second = next(stream).expect("a command of one byte");
        let mut argument = || next(stream).expect("a command that is not whole");
        match (first, second) {
            (0x10, 0x04) => {
                let question = argument();
                if stands != Stands::Silent {
                    let ended = stands == Stands::Ends && !receipt.rows.is_empty();
                    stream
                        .write_all(&[answer(question, if ended { Stands::PaperOut } else { stands })])
                        .unwrap();
                }
                continue;
            }
            (0x1b, 0x40) => receipt.bytes += 2,
            (0x1d, 0x76) => {
                assert_eq!([argument(), argument()], [0x30, 0], "another kind of picture");
                let stride = usize::from(argument()) + 256 * usize::from(argument());
                let rows = usize::from(argument()) + 256 * usize::from(argument());
                assert!(rows <= 128, "more than a cheap printer keeps");
                assert!(receipt.width == 0 || receipt.width == stride * 8, "bands of two widths");
                receipt.width = stride * 8;
                for _ in 0..rows {
                    let bytes: Vec<u8> = (0..stride).map(|_| argument()).collect();
                    let dots = bytes.iter().flat_map(|byte| (0..8).map(move |bit| byte & (0x80 >> bit) != 0));
                    receipt.rows.push(dots.collect());
                }
                receipt.bytes += 8 + stride * rows;
            }
            (0x1d, 0x56) => {
                assert_eq!([argument(), argument()], [0x42, 0]);
                receipt.cut = true;
                receipt.bytes += 4;
            }
            (0x1b, 0x64) => {
                argument();
                receipt.bytes += 3;
            }
            (first, second) => panic!("{first:02x} {second:02x} is not known"),
        }
    }
    receipt
}

fn answer(question: u8, stands: Stands) -> u8 {
    match (stands, question) {
        (Stands::PaperOut, 1) | (Stands::CoverOpen, 1) => 0x1a,
        (Stands::PaperOut, 2) => 0x32,
        (Stands::CoverOpen, 2) => 0x16,
        (Stands::PaperOut, 4) => 0x7e,
        _ => 0x12,
    }
}

/// A printer in the network that serves one client: its address, and what it printed once that one has gone.
pub fn printer(stands: Stands) -> (String, mpsc::Receiver<Receipt>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let _ = sender.send(interpret(&mut stream, stands));
    });
    (address, receiver)
}

fn send(stands: Stands, width: Width, knife: Knife) -> (Outcome, Receipt) {
    let (address, printed) = printer(stands);
    let printer = Printer::Thermal { road: Road::Network(address), width, knife };
    let roll = if width == Width::Mm58 { Roll::Narrow } else { Roll::Wide };
    let outcome = print(&printer, "P-005", paper(roll));
    (outcome, printed.recv_timeout(Duration::from_secs(30)).unwrap())
}

/// A page in grey, of which each dot is the mean of what lies around it.
struct Grey {
    width: usize,
    dots: Vec<f32>,
}

impl Grey {
    fn of_receipt(receipt: &Receipt) -> Self {
        let dots = receipt.rows.iter().flatten().map(|black| if *black { 0.0 } else { 1.0 }).collect();
        Self { width: receipt.width, dots }
    }

    /// The slip as somebody else draws it.
    fn of_poppler(pdf: &[u8], width: usize) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("slip.pdf");
        std::fs::write(&file, pdf).unwrap();
        let picture = folder.path().join("slip");
        let done = std::process::Command::new("pdftoppm")
            .args(["-r", "203.2", "-gray", "-singlefile"])
            .args([&file, &picture])
            .status();
        if !done.is_ok_and(|status| status.success()) {
            return None;
        }
        let bytes = std::fs::read(picture.with_extension("pgm")).unwrap();
        let head: Vec<&[u8]> = bytes.splitn(4, |byte| byte.is_ascii_whitespace()).collect();
        assert_eq!(head[0], b"P5");
        let wide: usize = std::str::from_utf8(head[1]).unwrap().parse().unwrap();
        assert!(wide == width || wide == width + 1, "it rounds up: {wide}");
        let start = bytes.windows(5).position(|end| end == b"\n255\n").unwrap() + 5;
        let rows = bytes[start..].chunks_exact(wide).flat_map(|row| &row[..width]);
        Some(Self { width, dots: rows.map(|grey| f32::from(*grey) / 255.0).collect() })
    }

    fn height(&self) -> usize {
        self.dots.len() / self.width
    }

    fn soft(&self) -> Self {
        let at = |x: isize, y: isize| {
            let x = x.clamp(0, self.width as isize - 1) as usize;
            let y = y.clamp(0, self.height() as isize - 1) as usize;
            self.dots[y * self.width + x]
        };
        let around = |x: usize, y: usize| {
            let near = (-2..=2).flat_map(|down| (-2..=2).map(move |right| (right, down)));
            near.map(|(right, down)| at(x as isize + right, y as isize + down)).sum::<f32>() / 25.0
        };
        let places = (0..self.height()).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        Self { width: self.width, dots: places.map(|(x, y)| around(x, y)).collect() }
    }

    /// The tile of 24 × 24 dots in which the two differ most.
    fn worst_tile(&self, other: &Self) -> f32 {
        let (one, other) = (self.soft(), other.soft());
        assert_eq!(one.width, other.width);
        assert!(one.height().abs_diff(other.height()) <= 1, "{} and {}", one.height(), other.height());
        let height = one.height().min(other.height());
        let tile = |left: usize, top: usize| {
            let places = (top..(top + 24).min(height))
                .flat_map(|y| (left..(left + 24).min(one.width)).map(move |x| y * one.width + x));
            let squares: Vec<f32> = places.map(|at| (one.dots[at] - other.dots[at]).powi(2)).collect();
            (squares.iter().sum::<f32>() / squares.len() as f32).sqrt()
        };
        (0..height)
            .step_by(24)
            .flat_map(|top| (0..one.width).step_by(24).map(move |left| (left, top)))
            .map(|(left, top)| tile(left, top))
            .fold(0.0, f32::max)
    }
}

/// Of a right slip 0.05 to 0.08; with a millimetre of shift 0.19.
const WORST: f32 = 0.12;

#[test]
fn a_slip_comes_out_of_a_printer_in_the_network_as_it_was_drawn() {
    for (width, roll, dots) in [(Width::Mm80, Roll::Wide, 576), (Width::Mm58, Roll::Narrow, 384)] {
        let (outcome, receipt) = send(Stands::Well, width, Knife::Cuts);
        assert_eq!(outcome, Outcome::Printed);
        assert_eq!((receipt.width, receipt.cut), (dots, true));
        if let Some(drawn) = Grey::of_poppler(&paper(roll), dots) {
            let printed = Grey::of_receipt(&receipt);
            let worst = printed.worst_tile(&drawn);
            assert!(worst < WORST, "{width:?}: {worst}");
            // The measure sees a slip that is a millimetre off.
            let mut shifted = receipt;
            shifted.rows.rotate_right(8);
            assert!(Grey::of_receipt(&shifted).worst_tile(&drawn) > WORST);
        } else {
            assert!(std::env::var_os("LOKET_REQUIRE_TOOLS").is_none(), "pdftoppm is missing");
        }
    }
}

#[test]
fn a_printer_without_a_knife_gets_no_cut() {
    let (outcome, receipt) = send(Stands::Well, Width::Mm58, Knife::Tears);
    assert_eq!((outcome, receipt.cut), (Outcome::Printed, false));
}

#[test]
fn a_printer_that_says_it_cannot_print_gets_nothing() {
    for (stands, said) in [(Stands::PaperOut, Outcome::PaperOut), (Stands::CoverOpen, Outcome::CoverOpen)] {
        let (outcome, receipt) = send(stands, Width::Mm80, Knife::Cuts);
        assert_eq!((outcome, receipt.bytes), (said, 0));
    }
}

#[test]
fn paper_that_ends_in_the_middle_is_said_and_silence_is_not_called_printed() {
    let (outcome, receipt) = send(Stands::Ends, Width::Mm80, Knife::Cuts);
    assert!(outcome == Outcome::PaperOut && receipt.bytes > 0, "{outcome:?}");
    let (outcome, receipt) = send(Stands::Silent, Width::Mm80, Knife::Cuts);
    assert!(outcome == Outcome::Unknown && receipt.cut, "{outcome:?}");
}

#[test]
fn a_printer_that_is_off_is_said_to_be_off() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let road = Road::Network(closed);
    let printer = Printer::Thermal { road, width: Width::Mm80, knife: Knife::Cuts };
    assert_eq!(print(&printer, "P-005", paper(Roll::Wide)), Outcome::Offline);
}

#[test]
fn bands_join_without_a_seam() {
    // Drawn in bands or row by row from a page as high as one band, the dots are the same.
    let whole = Picture::of_pdf(paper(Roll::Wide), 576).unwrap();
    assert!(whole.bits.len() / whole.stride() > usize::from(raster::BAND), "more than one band");
    let mut rows = 0;
    raster::draw(paper(Roll::Wide), raster::THERMAL_DPI, |band| {
        assert!(band.rows <= raster::BAND && band.top == rows);
        rows += band.rows;
        assert_eq!(band.rgba.len(), usize::from(band.of.width) * usize::from(band.rows) * 4);
        assert_eq!(band.is_last(), rows == band.of.height);
        Ok(())
    })
    .unwrap();
    assert_eq!(usize::from(rows), whole.bits.len() / whole.stride());
}
