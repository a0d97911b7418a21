//! The slip that a person takes along: one page of 80 mm paper as PDF. Number large, name never.
//!
//! Words come ready in the reader's language, the time is handed in; nothing here knows a clock or a file.

use crate::paper::{
    About, Align, Document, Ink, Line, Page, PaperError, Place, Type, Weight, mm, width, wrap,
};
use crate::terms::Instant;

/// Width of the paper, in millimetres.
pub const WIDTH: f32 = 80.0;
/// Length of the paper, in millimetres.
pub const HEIGHT: f32 = 100.0;
/// Thermal printers leave an edge of 4 mm.
const MARGIN: f32 = 4.0;

/// What stands on the slip, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The clinic's name.
    pub clinic: String,
    /// Above the number: `Nomor antrean Anda`.
    pub heading: String,
    /// `A-021`; for an emergency its label, `Gawat darurat`.
    pub number: String,
    /// The priority mark, behind a diamond: `Prioritas: lansia`.
    pub mark: Option<String>,
    /// Where to: `KIA`.
    pub unit: String,
    /// `Di depan Anda 4 orang`.
    pub ahead: Option<String>,
    /// When the ticket was given: `Senin, 23 November 2026 · 09.12`.
    pub issued: String,
    /// Small print: keep the slip, whom to ask when the number was missed.
    pub notes: Vec<String>,
}

/// The slip as a PDF of one page.
pub fn pdf(slip: &Slip, made_at: Instant) -> Result<Vec<u8>, PaperError> {
    let mut pen = Pen { page: Page::new(WIDTH, HEIGHT), top: MARGIN };
    let (regular, bold) = (Weight::Regular, Weight::SemiBold);
    pen.text(&slip.clinic, bold, Size { wanted: 13.0, least: 9.0, lines: 2 });
    pen.space(1.0);
    pen.rule();
    pen.space(2.5);
    pen.text(&slip.heading, regular, Size { wanted: 10.0, least: 8.0, lines: 1 });
    pen.text(&slip.number, bold, Size { wanted: 62.0, least: 24.0, lines: 2 });
    if let Some(mark) = &slip.mark {
        pen.marked(mark, bold, 12.0);
    }
    pen.space(1.0);
    pen.text(&slip.unit, bold, Size { wanted: 18.0, least: 11.0, lines: 2 });
    if let Some(ahead) = &slip.ahead {
        pen.text(ahead, regular, Size { wanted: 12.0, least: 9.0, lines: 1 });
    }
    pen.space(1.5);
    pen.text(&slip.issued, regular, Size { wanted: 9.0, least: 7.0, lines: 1 });
    pen.space(1.5);
    pen.rule();
    pen.space(1.5);
    for note in &slip.notes {
        pen.text(note, regular, Size { wanted: 8.5, least: 7.0, lines: 3 });
    }
    // A long name makes the paper longer, never the last line invisible.
    pen.page.set_height(HEIGHT.max(pen.top + MARGIN));
    let about = About { title: slip.number.clone(), author: slip.clinic.clone(), made_at, keys: Vec::new() };
    Document { about, pages: vec![pen.page] }.bytes()
}

/// A size in points that gives way: down to `least`, in at most so many lines.
#[derive(Clone, Copy)]
struct Size {
    wanted: f32,
    least: f32,
    lines: usize,
}

/// Writes from the top down; `top` is the distance from the upper edge in millimetres.
struct Pen {
    page: Page,
    top: f32,
}

/// A thermal printer knows black only.
const BLACK: Ink = Ink(0, 0, 0);

impl Pen {
    fn space(&mut self, millimetres: f32) {
        self.top += millimetres;
    }

    fn rule(&mut self) {
        let ends = [Place::at(MARGIN, self.top), Place::at(WIDTH - MARGIN, self.top)];
        self.page.line(&ends, Line::solid(0.7, BLACK));
    }

    /// Centred text, as large as wanted where it fits.
    fn text(&mut self, text: &str, weight: Weight, size: Size) {
        let room = WIDTH - 2.0 * MARGIN;
        // A little smaller on one line reads better than large on two.
        let one_line = (size.wanted * room / width(text, weight, size.wanted).max(1.0)).min(size.wanted);
        let shrinks = one_line >= size.wanted * 0.8;
        let mut points = if shrinks { one_line * 0.999 } else { size.wanted };
        let mut lines = wrap(text, weight, points, room);
        let fits = |lines: &[String], points: f32| {
            lines.len() <= size.lines && lines.iter().all(|line| width(line, weight, points) <= room)
        };
        while !fits(&lines, points) && points > size.least {
            points = (points - 0.5).max(size.least);
            lines = wrap(text, weight, points, room);
        }
        for line in lines {
            let x = (WIDTH - width(&line, weight, points)) / 2.0;
            self.line(&line, x, weight, points);
        }
    }

    /// Centred text behind a diamond, which the typeface does not have.
    fn marked(&mut self, text: &str, weight: Weight, wanted: f32) {
        let (half, gap) = (1.6, 1.6);
        let room = WIDTH - 2.0 * MARGIN - 2.0 * half - gap;
        let points = (wanted * room / width(text, weight, wanted).max(1.0)).clamp(7.0, wanted);
        let width = width(text, weight, points) + 2.0 * half + gap;
        let left = (WIDTH - width) / 2.0;
        let middle = self.top + mm(points * 0.62);
        let (x, y) = (left + half, middle);
        let corners = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)];
        self.page.area(&corners.map(|(x, y)| Place::at(x, y)), BLACK);
        self.line(text, left + 2.0 * half + gap, weight, points);
    }

    fn line(&mut self, text: &str, x: f32, weight: Weight, points: f32) {
        let at = Place::at(x, self.top + mm(points * 0.95));
        self.page.text(at, Align::Left, text, Type { weight, points, ink: BLACK });
        self.top += mm(points * 1.25);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(slip: &Slip) -> Vec<u8> {
        pdf(slip, "2026-11-23T02:12:00Z".parse().unwrap()).unwrap()
    }

    fn slip() -> Slip {
        Slip {
            clinic: "Puskesmas Tirtasari".into(),
            heading: "Nomor antrean Anda".into(),
            number: "P-004".into(),
            mark: Some("Prioritas: ibu hamil".into()),
            unit: "Kesehatan Ibu dan Anak".into(),
            ahead: Some("Di depan Anda 4 orang".into()),
            issued: "Senin, 23 November 2026 · 09.12".into(),
            notes: vec![
                "Simpan tiket ini sampai selesai dilayani.".into(),
                "Nomor terlewat? Lapor ke pendaftaran.".into(),
            ],
        }
    }

    /// The page's text in reading order and its box in points.
    fn read(bytes: &[u8]) -> (String, Vec<f32>) {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        let pages = document.get_pages();
        assert_eq!(pages.len(), 1);
        let page = document.get_dictionary(pages[&1]).unwrap();
        let size = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let size = size.iter().map(|side| side.as_float().unwrap()).collect();
        (document.extract_text(&[1]).unwrap().replace('\n', " "), size)
    }

    #[test]
    fn the_slip_says_everything_on_one_page_of_80_millimetres() {
        let bytes = made(&slip());
        let (text, size) = read(&bytes);
        for part in ["Puskesmas Tirtasari", "P-004", "ibu hamil", "Ibu dan Anak", "4 orang", "09.12", "Lapor"]
        {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!((size[2] - 226.77).abs() < 0.1 && (size[3] - 283.46).abs() < 0.1, "{size:?}");
        assert!(bytes.len() < 60_000, "two typefaces, cut down: {}", bytes.len());
    }

    #[test]
    fn long_names_shrink_and_wrap_and_the_paper_grows_rather_than_cutting_off() {
        let long = Slip {
            clinic: "UPTD Puskesmas Rawat Inap Kecamatan Tegalwaru Kidul Kabupaten Bondowoso".into(),
            number: "Gawat darurat".into(),
            unit: "Pelayanan Kesehatan Peduli Remaja dan Konseling Gizi Terpadu".into(),
            notes: vec!["Simpan tiket ini sampai selesai dilayani. ".repeat(8)],
            ..slip()
        };
        let (text, size) = read(&made(&long));
        assert!(text.contains("Bondowoso") && text.contains("darurat") && text.contains("Terpadu"), "{text}");
        assert!(size[3] > 283.46, "{size:?}");
        assert_eq!(made(&slip()), made(&slip()), "the same slip is the same file");
    }

    #[test]
    fn no_line_leaves_the_paper() {
        for text in ["A-021", "P-12040", "Gawat darurat", "Puskesmas Tirtasari"] {
            let size = Size { wanted: 62.0, least: 20.0, lines: 2 };
            let mut pen = Pen { page: Page::new(WIDTH, HEIGHT), top: 0.0 };
            pen.text(text, Weight::SemiBold, size);
            for (at, text, set) in pen.page.texts() {
                let right = at.x + set.width(text);
                assert!(at.x >= MARGIN - 0.01 && right <= WIDTH - MARGIN + 0.01, "{text}");
            }
        }
    }
}
