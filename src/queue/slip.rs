//! The slip that a person takes along: one page of 80 mm paper as PDF. Number large, name never.
//!
//! Words come ready in the reader's language, fonts come as bytes; nothing here knows a clock or a file.

use printpdf::{
    Color, FontId, Greyscale, Line, LinePoint, Mm, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle,
    PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, TextItem, WindingOrder,
};

/// Width of the paper, in millimetres.
pub const WIDTH: f32 = 80.0;
/// Length of the paper, in millimetres.
pub const HEIGHT: f32 = 100.0;
/// Thermal printers leave an edge of 4 mm.
const MARGIN: f32 = 4.0;
const POINTS_PER_MM: f32 = 72.0 / 25.4;

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

/// The two weights of the typeface, as TrueType bytes.
#[derive(Debug, Clone, Copy)]
pub struct SlipFonts<'a> {
    /// For running text.
    pub regular: &'a [u8],
    /// For number, names and titles.
    pub bold: &'a [u8],
}

/// The slip could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlipError {
    /// The bytes handed in are no font.
    #[error("the typeface of the slip could not be read")]
    Font,
}

/// The slip as a PDF of one page.
pub fn pdf(slip: &Slip, fonts: SlipFonts<'_>) -> Result<Vec<u8>, SlipError> {
    let mut document = PdfDocument::new(&slip.number);
    let mut face = |bytes: &[u8]| {
        let parsed = ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(SlipError::Font)?;
        let id = document.add_font(&parsed);
        Ok(Face { parsed, id })
    };
    let (regular, bold) = (face(fonts.regular)?, face(fonts.bold)?);
    let mut pen = Pen { ops: Vec::new(), top: MARGIN };
    pen.text(&slip.clinic, &bold, Size { wanted: 13.0, least: 9.0, lines: 2 });
    pen.space(1.0);
    pen.rule();
    pen.space(2.5);
    pen.text(&slip.heading, &regular, Size { wanted: 10.0, least: 8.0, lines: 1 });
    pen.text(&slip.number, &bold, Size { wanted: 62.0, least: 24.0, lines: 2 });
    if let Some(mark) = &slip.mark {
        pen.marked(mark, &bold, 12.0);
    }
    pen.space(1.0);
    pen.text(&slip.unit, &bold, Size { wanted: 18.0, least: 11.0, lines: 2 });
    if let Some(ahead) = &slip.ahead {
        pen.text(ahead, &regular, Size { wanted: 12.0, least: 9.0, lines: 1 });
    }
    pen.space(1.5);
    pen.text(&slip.issued, &regular, Size { wanted: 9.0, least: 7.0, lines: 1 });
    pen.space(1.5);
    pen.rule();
    pen.space(1.5);
    for note in &slip.notes {
        pen.text(note, &regular, Size { wanted: 8.5, least: 7.0, lines: 3 });
    }
    // A long name makes the paper longer, never the last line invisible.
    let height = HEIGHT.max(pen.top + MARGIN);
    document.pages.push(PdfPage::new(Mm(WIDTH), Mm(height), pen.placed(height)));
    Ok(document.save(&PdfSaveOptions::default(), &mut Vec::new()))
}

struct Face {
    parsed: ParsedFont,
    id: FontId,
}

impl Face {
    /// Width in millimetres at a size in points.
    fn width(&self, text: &str, size: f32) -> f32 {
        let units: u32 = text
            .chars()
            .filter_map(|letter| self.parsed.lookup_glyph_index(u32::from(letter)))
            .filter_map(|glyph| self.parsed.get_glyph_width(glyph))
            .map(u32::from)
            .sum();
        units as f32 / f32::from(self.parsed.pdf_font_metrics.units_per_em.max(1)) * size / POINTS_PER_MM
    }

    /// The text broken at spaces so that each line is at most `width` wide, where words allow it.
    fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (lines.last_mut(), longer) {
                (Some(line), Some(longer)) if self.width(&longer, size) <= width => *line = longer,
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
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
    ops: Vec<Piece>,
    top: f32,
}

/// Something whose place counts from the upper edge until the paper's length is known.
enum Piece {
    Text { x: f32, baseline: f32, size: f32, font: FontId, text: String },
    Rule { top: f32 },
    Diamond { x: f32, middle: f32, half: f32 },
}

impl Pen {
    fn space(&mut self, millimetres: f32) {
        self.top += millimetres;
    }

    fn rule(&mut self) {
        self.ops.push(Piece::Rule { top: self.top });
    }

    /// Centred text, as large as wanted where it fits.
    fn text(&mut self, text: &str, face: &Face, size: Size) {
        let room = WIDTH - 2.0 * MARGIN;
        // A little smaller on one line reads better than large on two.
        let one_line = (size.wanted * room / face.width(text, size.wanted).max(1.0)).min(size.wanted);
        let shrinks = one_line >= size.wanted * 0.8;
        let mut points = if shrinks { one_line * 0.999 } else { size.wanted };
        let mut lines = face.wrap(text, points, room);
        let fits = |lines: &[String], points: f32| {
            lines.len() <= size.lines && lines.iter().all(|line| face.width(line, points) <= room)
        };
        while !fits(&lines, points) && points > size.least {
            points = (points - 0.5).max(size.least);
            lines = face.wrap(text, points, room);
        }
        for line in lines {
            let x = (WIDTH - face.width(&line, points)) / 2.0;
            self.line(line, x, face, points);
        }
    }

    /// Centred text behind a diamond, which the typeface does not have.
    fn marked(&mut self, text: &str, face: &Face, wanted: f32) {
        let (half, gap) = (1.6, 1.6);
        let room = WIDTH - 2.0 * MARGIN - 2.0 * half - gap;
        let points = (wanted * room / face.width(text, wanted).max(1.0)).clamp(7.0, wanted);
        let width = face.width(text, points) + 2.0 * half + gap;
        let left = (WIDTH - width) / 2.0;
        let middle = self.top + points * 0.62 / POINTS_PER_MM;
        self.ops.push(Piece::Diamond { x: left + half, middle, half });
        self.line(text.to_owned(), left + 2.0 * half + gap, face, points);
    }

    fn line(&mut self, text: String, x: f32, face: &Face, points: f32) {
        let baseline = self.top + points * 0.95 / POINTS_PER_MM;
        self.ops.push(Piece::Text { x, baseline, size: points, font: face.id.clone(), text });
        self.top += points * 1.25 / POINTS_PER_MM;
    }

    /// Everything on paper of this length.
    fn placed(self, height: f32) -> Vec<Op> {
        let black = Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
        let mut ops = vec![
            Op::SetFillColor { col: black.clone() },
            Op::SetOutlineColor { col: black },
            Op::SetOutlineThickness { pt: Pt(0.7) },
        ];
        let point = |x: f32, top: f32| LinePoint { p: Point::new(Mm(x), Mm(height - top)), bezier: false };
        for piece in self.ops {
            match piece {
                Piece::Rule { top } => {
                    let points = vec![point(MARGIN, top), point(WIDTH - MARGIN, top)];
                    ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
                }
                Piece::Diamond { x, middle, half } => {
                    let points = vec![
                        point(x - half, middle),
                        point(x, middle - half),
                        point(x + half, middle),
                        point(x, middle + half),
                    ];
                    let polygon = Polygon {
                        rings: vec![PolygonRing { points }],
                        mode: PaintMode::Fill,
                        winding_order: WindingOrder::NonZero,
                    };
                    ops.push(Op::DrawPolygon { polygon });
                }
                Piece::Text { x, baseline, size, font, text } => ops.extend([
                    Op::StartTextSection,
                    Op::SetTextCursor { pos: Point::new(Mm(x), Mm(height - baseline)) },
                    Op::SetFont { font: PdfFontHandle::External(font), size: Pt(size) },
                    Op::ShowText { items: vec![TextItem::Text(text)] },
                    Op::EndTextSection,
                ]),
            }
        }
        ops
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONTS: SlipFonts<'static> = SlipFonts {
        regular: include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf"),
        bold: include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf"),
    };

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
        let bytes = pdf(&slip(), FONTS).unwrap();
        let (text, size) = read(&bytes);
        for part in ["Puskesmas Tirtasari", "P-004", "ibu hamil", "Ibu dan Anak", "4 orang", "09.12", "Lapor"]
        {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!((size[2] - 226.77).abs() < 0.1 && (size[3] - 283.46).abs() < 0.1, "{size:?}");
        assert!(bytes.len() < 300_000, "two typefaces, packed: {}", bytes.len());
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
        let (text, size) = read(&pdf(&long, FONTS).unwrap());
        assert!(text.contains("Bondowoso") && text.contains("darurat") && text.contains("Terpadu"), "{text}");
        assert!(size[3] > 283.46, "{size:?}");
        assert_eq!(pdf(&slip(), SlipFonts { regular: b"no font", ..FONTS }), Err(SlipError::Font));
    }

    #[test]
    fn no_line_leaves_the_paper() {
        let parsed = ParsedFont::from_bytes(FONTS.bold, 0, &mut Vec::new()).unwrap();
        let face = Face { parsed, id: FontId::new() };
        for text in ["A-021", "P-12040", "Gawat darurat", "Puskesmas Tirtasari"] {
            let mut pen = Pen { ops: Vec::new(), top: 0.0 };
            pen.text(text, &face, Size { wanted: 62.0, least: 20.0, lines: 2 });
            for piece in &pen.ops {
                let Piece::Text { x, size, text, .. } = piece else { panic!() };
                assert!(
                    *x >= MARGIN - 0.01 && x + face.width(text, *size) <= WIDTH - MARGIN + 0.01,
                    "{text}"
                );
            }
        }
    }
}
