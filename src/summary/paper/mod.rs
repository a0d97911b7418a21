//! The summary on paper: the same figures as its JSON, with rates beside the counts they come from.

mod care;
mod screening;
mod service;

pub(super) use screening::index_name;

use super::{Document, Error, Hash, Kind, Period};
use crate::paper::{About, Align, Document as Pdf, Furniture, Ink, Line, Place, Sheet, Type, mm, wrap};
use crate::terms::{Instant, TimeZone};
use crate::words::{Arg, Words};

/// What is printed.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a> {
    pub document: &'a Document,
    /// When it was made.
    pub created_at: Instant,
    /// For the times on paper.
    pub zone: TimeZone,
    /// SHA-256 of the JSON that says the same.
    pub json_hash: Hash,
}

/// The paper, not yet sealed.
pub fn pdf(printed: &Printed<'_>, words: &Words) -> Result<Vec<u8>, Error> {
    Ok(draw(printed, words)?.bytes()?)
}

fn draw(printed: &Printed<'_>, words: &Words) -> Result<Pdf, Error> {
    let document = printed.document;
    let title = title(document.period, words);
    let furniture = Furniture {
        running: format!("{} · {title}", document.facility.name),
        foot: words.text("paper-seal-note").into_owned(),
    };
    let mut sheet = Sheet::new(furniture);
    head(&mut sheet, printed, &title, words);
    service::key_figures(&mut sheet, &document.data, words);
    service::queue(&mut sheet, &document.data.queue, words);
    care::visits(&mut sheet, &document.data.visits, document.period, words);
    care::diagnoses(&mut sheet, &document.data.diagnoses, words);
    screening::screening(&mut sheet, &document.data.screening, document.kind, words);
    seal(&mut sheet, printed, words);
    let about = About {
        title: format!("{title}, {}", document.facility.name),
        author: document.facility.name.clone(),
        made_at: printed.created_at,
        keys: vec![
            ("LoketSummarySHA256", crate::terms::hex(&printed.json_hash)),
            (crate::seal::SAYS_KEY, super::About::line(document)?),
        ],
    };
    Ok(sheet.finish(about, words))
}

/// `Laporan bulanan November 2026`
pub fn title(period: Period, words: &Words) -> String {
    let first = period.first().0;
    match period.kind() {
        Kind::Monthly => words.with("paper-summary-title-month", &[("month", words.month(first))]),
        Kind::Daily => words.with("paper-summary-title-day", &[("date", words.date_full(first))]),
    }
}

fn head(sheet: &mut Sheet, printed: &Printed<'_>, title: &str, words: &Words) {
    let (document, facility) = (printed.document, &printed.document.facility);
    sheet.paragraph(&facility.name, Type::semi_bold(11.0).ink(Ink::ACCENT));
    let parts = [
        (!facility.district.is_empty())
            .then(|| words.with("paper-summary-district", &[("name", &facility.district)])),
        (!facility.regency.is_empty()).then(|| facility.regency.clone()),
        Some(words.with("paper-summary-code", &[("code", &facility.code)])),
    ];
    let place: Vec<String> = parts.into_iter().flatten().collect();
    sheet.paragraph(&place.join(" · "), Type::regular(8.5).ink(Ink::QUIET));
    sheet.space(3.0);
    sheet.paragraph(title, Type::semi_bold(18.0));
    sheet.space(0.5);
    let local = printed.zone.local(printed.created_at);
    let made = words.with(
        "paper-summary-made",
        &[
            ("date", Arg::from(words.date_words(local.date()))),
            ("time", Arg::from(words.time(local.time()))),
            ("zone", Arg::from(printed.zone.as_str().to_uppercase())),
        ],
    );
    let mut said = vec![words.with("paper-summary-sequence", &[("number", document.seq)]), made];
    said.extend(document.supersedes.map(|seq| words.with("paper-summary-supersedes", &[("number", seq)])));
    sheet.paragraph(&said.join(" · "), Type::regular(9.0));
    if !facility.regency.is_empty() {
        let to = words.with("paper-summary-to", &[("regency", &facility.regency)]);
        sheet.paragraph(&to, Type::regular(9.0));
    }
    incomplete(sheet, document, words);
    sheet.space(2.0);
    let (top, right) = (sheet.top(), Sheet::MARGIN + Sheet::WIDTH);
    sheet.page().line(&[Place::at(Sheet::MARGIN, top), Place::at(right, top)], Line::solid(1.2, Ink::ACCENT));
    sheet.space(4.0);
}

/// That the period was not over, and what was missing.
fn incomplete(sheet: &mut Sheet, document: &Document, words: &Words) {
    if let Some(running) = document.running {
        sheet.space(1.0);
        sheet.paragraph(&running.said(document.period, words), Type::semi_bold(10.0));
    }
    if !document.missing.is_empty() {
        let all: Vec<String> = document.missing.iter().map(|missing| missing.line(words)).collect();
        let said = words.with("paper-summary-missing", &[("missing", all.join("; "))]);
        sheet.paragraph(&said, Type::regular(8.5));
    }
}

/// Whose seal it is and how anybody checks it; beside it the head's name on a line.
fn seal(sheet: &mut Sheet, printed: &Printed<'_>, words: &Words) {
    const TEXT: f32 = 116.0;
    let (document, small) = (printed.document, Type::regular(7.0));
    let head = &document.journal_head;
    let said = |key: &str, value: String| (format!("{}: {value}", words.text(key)), small);
    let texts = [
        (words.text("paper-seal-note").into_owned(), Type::medium(8.0)),
        said("paper-seal-fingerprint", grouped(&document.seal.fingerprint)),
        said("paper-seal-json", crate::terms::hex(&printed.json_hash)),
        said("paper-seal-journal", format!("{} · {}", head.seq, head.hash)),
        (words.text("paper-seal-check").into_owned(), small.ink(Ink::QUIET)),
    ];
    sheet.heading(&words.text("paper-seal-title"), 32.0);
    let (top, right) = (sheet.top(), Sheet::MARGIN + Sheet::WIDTH);
    let mut y = top;
    for (text, set) in &texts {
        for line in wrap(text, set.weight, set.points, TEXT) {
            y += mm(set.points * 1.35);
            sheet.page().text(Place::at(Sheet::MARGIN, y), Align::Left, &line, *set);
        }
    }
    let (left, set) = (right - 48.0, Type::regular(8.5));
    let role = words.text("paper-summary-head-of-clinic");
    let page = sheet.page();
    page.text(Place::at(left, top + 3.0), Align::Left, &words.text("paper-acknowledged"), set);
    page.line(&[Place::at(left, top + 22.0), Place::at(right, top + 22.0)], Line::solid(0.6, Ink::BLACK));
    page.text(Place::at(left, top + 26.0), Align::Left, &role, set.ink(Ink::QUIET));
    sheet.space((y - top).max(27.0));
}

/// Groups of four, as they are read over the telephone.
fn grouped(hexadecimal: &str) -> String {
    let letters: Vec<char> = hexadecimal.to_uppercase().chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::Category;
    use crate::growth::kms::{Letter, Said};
    use crate::summary::figures::{
        ChildRow, DiagnosisRow, Home, Rows, StopEnd, StopRow, UnitRow, Verdict, VillageRow, VisitRow, count,
    };
    use crate::summary::{Facility, JournalHead, Missing, Running, SealNote};
    use crate::terms::{Age, AreaCode, Sex};
    use crate::words::Language;

    /// A large clinic: twenty-two villages with long names, nine units, ten diagnoses.
    fn large(period: &str) -> Document {
        let period: Period = period.parse().unwrap();
        let day = period.first();
        let rows = Rows {
            period,
            through: day,
            units: (0..9_u8)
                .map(|unit| UnitRow {
                    letter: char::from(b'A' + unit).into(),
                    name: format!("Pelayanan kesehatan nomor {unit} dengan nama panjang"),
                })
                .collect(),
            stops: (0..24_i64)
                .map(|ticket| StopRow {
                    ticket,
                    unit: (ticket % 9) as usize,
                    end: StopEnd::Served,
                    wait_seconds: Some(123_456),
                })
                .collect(),
            tickets_per_hour: [3; 24],
            visits: (0..60)
                .map(|visit| VisitRow {
                    day,
                    unit: visit % 9,
                    payer: ["bpjs", "cash", "free", "jamkesda", "other"][visit % 5],
                    well: visit % 2 == 0,
                    first_ever: visit % 3 == 0,
                    sex: Sex::Female,
                    age: Age::between(day.0 - chrono::Days::new(visit as u64 * 400), day.0),
                })
                .collect(),
            diagnoses: (0..14_u32)
                .map(|place| DiagnosisRow {
                    code: format!("A{place:02}"),
                    name: "Infeksi saluran pernapasan atas akut, tidak spesifik, dengan keterangan panjang"
                        .into(),
                    new_cases: 20_000 - place,
                    old_cases: 7,
                })
                .collect(),
            villages: (0..22)
                .map(|place| VillageRow {
                    code: AreaCode(format!("35100720{place:02}")),
                    name: format!("Karangharjo Sumberagung {place}"),
                    set_target: (place % 2 == 0).then_some(1_250),
                    residents: 1_100,
                    residents_not_measured: 900,
                })
                .collect(),
            children: (0..300)
                .map(|child| ChildRow {
                    home: if child % 23 == 22 { Home::Elsewhere } else { Home::Village(child % 23) },
                    verdicts: [
                        Verdict::In(Category::NormalWeight),
                        Verdict::In(Category::Stunted),
                        Verdict::Implausible,
                        Verdict::NotMeasured,
                    ],
                    card: Some(Said {
                        letter: Letter::NotWeighedBefore,
                        twice_not_gained: false,
                        lost: None,
                        under_birth_weight: None,
                        below_red_line: child % 3 == 0,
                    }),
                })
                .collect(),
        };
        Document {
            schema: crate::summary::SCHEMA.into(),
            facility: Facility {
                code: "P3510070201".into(),
                name: "UPTD Puskesmas Rawat Inap Tegalwaru Kidul".into(),
                district: "Tegalwaru Kidul".into(),
                regency: "Kabupaten Bondowoso".into(),
            },
            stream: "summary".into(),
            period,
            kind: period.kind(),
            running: Some(Running { through: day, days: 1, of: 31 }),
            missing: vec![
                Missing::NotOver { days: 30 },
                Missing::NotMeasured {
                    villages: vec!["Karangharjo Sumberagung".into(); 9],
                    children: 12_345,
                },
                Missing::NoDistrict,
            ],
            seq: 1_234,
            prev: Some("ab".repeat(32)),
            supersedes: Some(1_233),
            created_at: "2026-12-01T01:00:00Z".into(),
            journal_head: JournalHead { seq: 1_234_567, hash: "cd".repeat(32) },
            seal: SealNote { fingerprint: "ef".repeat(32), statement: String::new() },
            definitions: std::collections::BTreeMap::new(),
            data: count(&rows),
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]

        #[test]
        fn no_paper_has_a_part_above_its_whole_or_of_nothing(
            rows in crate::summary::figures::any::rows(), english in proptest::prelude::any::<bool>(),
        ) {
            let language = if english { Language::English } else { Language::Indonesian };
            let document = Document { period: rows.period, kind: rows.period.kind(), data: count(&rows), ..large("2026-10") };
            let printed = Printed {
                document: &document,
                created_at: "2026-12-01T01:00:00Z".parse().unwrap(),
                zone: TimeZone::Wita,
                json_hash: [7; 32],
            };
            let paper = draw(&printed, &Words::new(language)).unwrap();
            let texts = paper.pages.iter().flat_map(crate::paper::Page::texts);
            crate::summary::figures::any::assert_shares(texts.map(|(_, text, _)| text.to_owned()));
        }
    }

    #[test]
    fn a_large_clinic_stays_on_four_pages_and_nothing_leaves_them() {
        for (period, language) in [
            ("2026-10", Language::Indonesian),
            ("2026-10", Language::English),
            ("2026-10-03", Language::English),
        ] {
            let document = large(period);
            let printed = Printed {
                document: &document,
                created_at: "2026-12-01T01:00:00Z".parse().unwrap(),
                zone: TimeZone::Wita,
                json_hash: [7; 32],
            };
            let paper = draw(&printed, &Words::new(language)).unwrap();
            if std::env::var_os("LOKET_KEEP_PAPERS").is_some() {
                let name = format!("loket-large-{period}-{}.pdf", language.as_str());
                std::fs::write(std::env::temp_dir().join(name), paper.bytes().unwrap()).unwrap();
            }
            assert!((1..=4).contains(&paper.pages.len()), "{period}: {} pages", paper.pages.len());
            for (at, text, set) in paper.pages.iter().flat_map(crate::paper::Page::texts) {
                let right = at.x + set.width(text);
                assert!(at.x >= Sheet::MARGIN - 0.1 && right <= 210.0 - Sheet::MARGIN + 0.1, "{text}");
                assert!((8.0..=290.0).contains(&at.y), "{text}");
                assert!(!text.contains('⟦'), "{text}");
            }
        }
    }
}
