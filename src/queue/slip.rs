//! The slip that a person takes along: one page as wide as a thermal printer prints, as PDF. Number large, name never.
//!
//! Everything is measured in the printer's dots, eight in a millimetre, and black only. Words come ready in the reader's
//! language, the time is handed in; nothing here knows a clock or a file.

use crate::paper::{
    About, Align, Document, Ink, POINTS_PER_MM, Page, PaperError, Place, Type, Weight, width, wrap,
};
use crate::terms::Instant;

/// The roll of paper: each has its own layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Roll {
    /// 80 mm, of which 72 are printed.
    #[default]
    Wide,
    /// 58 mm, of which 48 are printed.
    Narrow,
}

/// Where things stand and how large they are on a roll, in dots.
struct Layout {
    width: f32,
    /// Left and right of everything.
    edge: f32,
    clinic: f32,
    small: f32,
    heading: f32,
    number: f32,
    mark: f32,
    unit: f32,
    count: f32,
    notes: f32,
    rule: f32,
    space: f32,
}

impl Roll {
    const fn layout(self) -> Layout {
        match self {
            Self::Wide => Layout {
                width: 576.0,
                edge: 28.0,
                clinic: 36.0,
                small: 24.0,
                heading: 28.0,
                number: 180.0,
                mark: 28.0,
                unit: 44.0,
                count: 36.0,
                notes: 26.0,
                rule: 3.0,
                space: 20.0,
            },
            Self::Narrow => Layout {
                width: 384.0,
                edge: 12.0,
                clinic: 30.0,
                small: 20.0,
                heading: 24.0,
                number: 128.0,
                mark: 24.0,
                unit: 36.0,
                count: 32.0,
                notes: 22.0,
                rule: 3.0,
                space: 14.0,
            },
        }
    }
}

/// How many go before, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// `Di depan Anda`.
    pub label: String,
    /// `4 orang`.
    pub count: String,
}

/// What stands on the slip, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The clinic's name.
    pub clinic: String,
    /// When the ticket was given: `Senin, 23 November 2026 · 09.12`.
    pub issued: String,
    /// Above the number: `Nomor antrean Anda`.
    pub heading: String,
    /// `A-021`; for an emergency its label, `Gawat darurat`.
    pub number: String,
    /// The priority mark, behind a diamond: `Prioritas: lansia`.
    pub mark: Option<String>,
    /// Where to: `KIA`.
    pub unit: String,
    pub ahead: Option<Ahead>,
    /// Small print: keep the slip, whom to ask when the number was missed.
    pub notes: Vec<String>,
}

/// The slip as a PDF of one page.
pub fn pdf(slip: &Slip, roll: Roll, made_at: Instant) -> Result<Vec<u8>, PaperError> {
    let page = page(slip, roll);
    let about = About { title: slip.number.clone(), author: slip.clinic.clone(), made_at, keys: Vec::new() };
    Document { about, pages: vec![page] }.bytes()
}

fn page(slip: &Slip, roll: Roll) -> Page {
    let layout = roll.layout();
    let (regular, bold) = (Weight::Regular, Weight::SemiBold);
    let mut pen = Pen { page: Page::new(mm(layout.width), 0.0), top: layout.space, layout };
    let Layout { clinic, small, heading, number, mark, unit, count, notes, .. } = pen.layout;
    pen.text(&slip.clinic, bold, Size::of(clinic, 2));
    pen.text(&slip.issued, regular, Size::of(small, 2));
    pen.rule();
    pen.text(&slip.heading, regular, Size::of(heading, 1));
    pen.text(&slip.number, bold, Size { wanted: number, least: number * 0.35, lines: 2 });
    if let Some(said) = &slip.mark {
        pen.marked(said, bold, mark);
    }
    pen.text(&slip.unit, bold, Size::of(unit, 2));
    pen.rule();
    if let Some(ahead) = &slip.ahead {
        pen.text(&ahead.label, regular, Size::of(small, 2));
        pen.text(&ahead.count, bold, Size::of(count, 1));
        pen.rule();
    }
    for note in &slip.notes {
        pen.text(note, regular, Size::of(notes, 3));
    }
    // A long name makes the paper longer, never the last line invisible; the printer gets whole dots.
    let length = (pen.top + pen.layout.space).ceil();
    pen.page.set_height(mm(length));
    pen.page
}

/// Dots as millimetres.
const fn mm(dots: f32) -> f32 {
    dots / 8.0
}

/// Dots as points.
const fn points(dots: f32) -> f32 {
    mm(dots) * POINTS_PER_MM
}

/// A size in dots that gives way: down to `least`, in at most so many lines.
#[derive(Clone, Copy)]
struct Size {
    wanted: f32,
    least: f32,
    lines: usize,
}

impl Size {
    /// Down to seven tenths.
    const fn of(wanted: f32, lines: usize) -> Self {
        Self { wanted, least: wanted * 0.7, lines }
    }
}

/// Writes from the top down; `top` is the distance from the upper edge in dots.
struct Pen {
    page: Page,
    top: f32,
    layout: Layout,
}

/// A thermal printer knows black only.
const BLACK: Ink = Ink(0, 0, 0);

impl Pen {
    const fn room(&self) -> f32 {
        self.layout.width - 2.0 * self.layout.edge
    }

    /// A line across, with room above and below. It lies on whole dots.
    fn rule(&mut self) {
        let Layout { width, edge, rule, space, .. } = self.layout;
        let top = (self.top + space / 2.0).round();
        self.page.rectangle(Place::at(mm(edge), mm(top)), mm(width - 2.0 * edge), mm(rule), BLACK);
        self.top = top + rule + space / 2.0;
    }

    /// Centred text, as large as wanted where it fits.
    fn text(&mut self, text: &str, weight: Weight, size: Size) {
        let room = self.room();
        // A little smaller on one line reads better than large on two.
        let one_line = (size.wanted * room / wide(text, weight, size.wanted).max(1.0)).min(size.wanted);
        let shrinks = one_line >= size.wanted * 0.8;
        let mut dots = if shrinks { one_line * 0.999 } else { size.wanted };
        let broken = |dots: f32| wrap(text, weight, points(dots), mm(room));
        let mut lines = broken(dots);
        let fits = |lines: &[String], dots: f32| {
            lines.len() <= size.lines && lines.iter().all(|line| wide(line, weight, dots) <= room)
        };
        while !fits(&lines, dots) && dots > size.least {
            dots = (dots - 1.0).max(size.least);
            lines = broken(dots);
        }
        for line in lines {
            let left = (self.layout.width - wide(&line, weight, dots)) / 2.0;
            self.line(&line, left, weight, dots);
        }
    }

    /// Centred text behind a diamond, which the typeface does not have.
    fn marked(&mut self, text: &str, weight: Weight, wanted: f32) {
        let (half, gap) = (wanted * 0.45, wanted * 0.45);
        let room = self.room() - 2.0 * half - gap;
        let dots = (wanted * room / wide(text, weight, wanted).max(1.0)).clamp(wanted * 0.6, wanted);
        let whole = wide(text, weight, dots) + 2.0 * half + gap;
        let left = (self.layout.width - whole) / 2.0;
        let (x, y) = (left + half, self.top + dots * 0.62);
        let corners = [(x - half, y), (x, y - half), (x + half, y), (x, y + half)];
        self.page.area(&corners.map(|(x, y)| Place::at(mm(x), mm(y))), BLACK);
        self.line(text, left + 2.0 * half + gap, weight, dots);
    }

    fn line(&mut self, text: &str, left: f32, weight: Weight, dots: f32) {
        let at = Place::at(mm(left), mm(self.top + dots * 0.95));
        self.page.text(at, Align::Left, text, Type { weight, points: points(dots), ink: BLACK });
        self.top += dots * 1.28;
    }
}

/// Width of a text in dots.
fn wide(text: &str, weight: Weight, dots: f32) -> f32 {
    width(text, weight, points(dots)) * 8.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(slip: &Slip) -> Vec<u8> {
        pdf(slip, Roll::Wide, "2026-11-23T02:12:00Z".parse().unwrap()).unwrap()
    }

    fn slip() -> Slip {
        Slip {
            clinic: "Puskesmas Tirtasari".into(),
            heading: "Nomor antrean Anda".into(),
            number: "P-004".into(),
            mark: Some("Prioritas: ibu hamil".into()),
            unit: "Kesehatan Ibu dan Anak".into(),
            ahead: Some(Ahead { label: "Di depan Anda".into(), count: "4 orang".into() }),
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
    fn the_slip_says_everything_on_one_page_as_wide_as_80_millimetre_paper_is_printed() {
        let bytes = made(&slip());
        let (text, size) = read(&bytes);
        for part in ["Puskesmas Tirtasari", "P-004", "ibu hamil", "Ibu dan Anak", "4 orang", "09.12", "Lapor"]
        {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!((size[2] - 204.09).abs() < 0.01 && size[3] < 300.0, "{size:?}");
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
        assert!(size[3] > read(&made(&slip())).1[3], "{size:?}");
        assert_eq!(made(&slip()), made(&slip()), "the same slip is the same file");
    }

    #[test]
    fn no_line_leaves_the_paper_on_either_roll_and_everything_is_black() {
        for (roll, number) in [Roll::Wide, Roll::Narrow]
            .into_iter()
            .flat_map(|roll| ["A-021", "P-12040", "Gawat darurat"].map(|number| (roll, number)))
        {
            let page = page(&Slip { number: number.into(), ..slip() }, roll);
            let (edge, mut texts) = (mm(roll.layout().edge), 0);
            for (at, text, set) in page.texts() {
                let right = at.x + set.width(text);
                assert!(at.x >= edge - 0.05 && right <= page.width - edge + 0.05, "{text}");
                assert!(at.y < page.height && set.ink == BLACK, "{text}");
                texts += 1;
            }
            assert!(texts >= 8, "{texts}");
        }
        assert_eq!([Roll::Wide, Roll::Narrow].map(|roll| page(&slip(), roll).width), [72.0, 48.0]);
    }
}
