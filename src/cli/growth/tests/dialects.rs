//! The promise: however its cells are separated, marked and coded, a file gives the same z as the plain one.

use super::*;
use proptest::prelude::*;

/// How a program writes a table.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one habit of some program")]
struct Dialect {
    separator: char,
    comma: bool,
    quoted: bool,
    line_end: &'static str,
    coding: u8,
    sep_line: bool,
    title: bool,
    blank: bool,
    spare: bool,
}

prop_compose! {
    fn dialect()(
        separator in prop::sample::select(vec![',', ';', '\t', '|']), comma: bool, quoted: bool, windows: bool,
        coding in 0u8..5, sep_line: bool, title: bool, blank: bool, spare: bool,
    ) -> Dialect {
        let line_end = if windows { "\r\n" } else { "\n" };
        // A comma inside a cell needs its quotes.
        let quoted = quoted || (comma && separator == ',');
        let title = title && !sep_line;
        Dialect { separator, comma, quoted, line_end, coding, sep_line, title, blank, spare }
    }
}

impl Dialect {
    fn write(&self, rows: &[Vec<String>]) -> Vec<u8> {
        let mut text = String::new();
        if self.sep_line {
            text = format!("sep={}{}", self.separator, self.line_end);
        }
        if self.title {
            text = format!("Data balita Posyandu Melati{}{}", self.line_end, self.line_end);
        }
        for (at, row) in rows.iter().enumerate() {
            let cell = |cell: &String| {
                let number = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                    && cell.matches('.').count() < 2;
                let cell = if number && self.comma { cell.replace('.', ",") } else { cell.clone() };
                if self.quoted { format!("\"{cell}\"") } else { cell }
            };
            let cells: Vec<String> = row.iter().map(cell).collect();
            text.push_str(&cells.join(&self.separator.to_string()));
            if self.spare && at > 0 {
                text.push(self.separator);
            }
            text.push_str(self.line_end);
            if self.blank && at > 0 {
                text.push_str(&self.separator.to_string().repeat(4));
                text.push_str(self.line_end);
            }
        }
        let units = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        match self.coding {
            0 => text.into_bytes(),
            1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            2 => [&b"\xff\xfe"[..], &units(u16::to_le_bytes)].concat(),
            3 => [&b"\xfe\xff"[..], &units(u16::to_be_bytes)].concat(),
            _ => units(u16::to_le_bytes),
        }
    }
}

/// The fourteen values of every row, with points.
fn values(out: &str, separator: char) -> Vec<Vec<String>> {
    let header = out.lines().position(|line| line.contains("clenhei")).unwrap();
    let cells =
        |line: &str| line.rsplitn(15, separator).take(14).map(|cell| cell.replace(',', ".")).collect();
    out.lines().skip(header + 1).map(cells).collect()
}

/// What is measured, as its cell is written.
fn measure(low: u32, high: u32) -> impl Strategy<Value = String> {
    prop_oneof![9 => (low..high).prop_map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)), 1 => Just(String::new())]
}

prop_compose! {
    fn child()(
        sex in 1u8..3, day in 0u32..1900, weight in measure(20, 250), length in measure(440, 1210),
        standing in 0u8..3, head in measure(280, 560), arm in measure(80, 240), oedema in 0u8..4,
    ) -> Vec<String> {
        let posture = ["", "l", "h"][usize::from(standing)];
        let oedema = if oedema == 0 { "y" } else { "n" };
        let cells = [&sex.to_string(), &day.to_string(), &weight, &length, posture, &head, &arm, oedema];
        cells.map(str::to_owned).to_vec()
    }
}

const NAMES: [&str; 8] = ["sex", "age", "weight", "lenhei", "measure", "headc", "armc", "oedema"];

fn with_names(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut all = vec![NAMES.map(str::to_owned).to_vec()];
    all.extend_from_slice(rows);
    all
}

fn plain(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let text: String = with_names(rows).iter().map(|row| row.join(",") + "\n").collect();
    values(&reported(text.as_bytes(), Unit::Days).0, ',')
}

/// The same child as a posyandu program or a survey writes it: words, dates, other names, millimetres.
fn in_words(row: &[String], born: chrono::NaiveDate, form: &str) -> Vec<String> {
    let day: i64 = row[1].parse().unwrap();
    let visit = born + chrono::Duration::days(day);
    let sex = if row[0] == "1" { "Laki-laki" } else { "Perempuan" };
    let posture = match row[4].as_str() {
        "l" => "Terlentang",
        "h" => "BERDIRI",
        _ => "-",
    };
    let oedema = if row[7] == "y" { "Ya" } else { "Tidak" };
    let arm = row[6].parse::<f64>().map_or(String::new(), |arm| format!("{:.0}", arm * 10.0));
    let date = |date: chrono::NaiveDate| date.format(form).to_string();
    let cells = [sex, &date(born), &date(visit), &row[2], &row[3], posture, &row[5], &arm, oedema];
    cells.map(str::to_owned).to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_dialect_gives_the_same_z_as_the_plain_file(
        dialect in dialect(), rows in prop::collection::vec(child(), 2..12),
    ) {
        let (out, report, _) = reported(&dialect.write(&with_names(&rows)), Unit::Days);
        prop_assert_eq!(values(&out, dialect.separator), plain(&rows), "{:?}\n{}", dialect, out);
        prop_assert_eq!(report.tally.odd.iter().sum::<u64>(), 0);
        // What was written is read again.
        let (again, ..) = reported(out.as_bytes(), Unit::Days);
        prop_assert_eq!(values(&again, dialect.separator), plain(&rows));
    }

    #[test]
    fn words_dates_and_other_names_give_the_same_z(
        dialect in dialect(), rows in prop::collection::vec(child(), 12..30), from in 0i64..2000,
        form in prop::sample::select(vec!["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%Y%m%d", "%d.%m.%Y"]),
    ) {
        let born = chrono::NaiveDate::from_ymd_opt(2018, 1, 13).unwrap() + chrono::Duration::days(from);
        let names = ["Jenis Kelamin", "Tgl Lahir", "Tanggal Pengukuran", "BB (kg)", "PB/TB", "Cara Ukur", "LK", "LiLA", "Edema"];
        let mut table = vec![names.map(str::to_owned).to_vec()];
        table.extend(rows.iter().map(|row| in_words(row, born, form)));
        // A birth on the 13th proves the order of its column for all.
        let born_on_13 = chrono::NaiveDate::from_ymd_opt(2018, 1, 13).unwrap();
        let extra = in_words(&rows[0], born_on_13, form);
        table.push(extra);
        let mut expected = rows.clone();
        expected.push(rows[0].clone());
        let arms = rows.iter().any(|row| !row[6].is_empty());
        prop_assume!(arms);
        let (out, report, _) = reported(&dialect.write(&table), Unit::Days);
        prop_assert_eq!(values(&out, dialect.separator), plain(&expected), "{:?} {}\n{}", dialect, form, out);
        prop_assert_eq!(report.tally.odd.iter().sum::<u64>(), 0);
    }

    #[test]
    fn any_bytes_are_done_or_refused(bytes: Vec<u8>, text in "[a-z0-9,;\t|\"\r\n./ -]{0,200}") {
        for bytes in [bytes.as_slice(), text.as_bytes(), format!("sex,age,dob,dov,oedema\n{text}").as_bytes()] {
            let _ = convert(bytes, Vec::new(), Unit::Days, &mut Heard::default());
        }
    }
}
