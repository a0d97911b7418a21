//! What `loket growth` says to people, in their language.

use super::pipeline::Tally;
use super::sheet::{Column, Failure, Problem};

/// What a column holds, for the message that something else stands there.
const fn holds(column: Column) -> &'static str {
    match column {
        Column::Sex => "m, f, 1 atau 2",
        Column::Posture => "l (terlentang) atau h (berdiri)",
        Column::Oedema => "y, n, 1 atau 2",
        Column::Age | Column::Weight | Column::Length | Column::Head | Column::Arm => {
            "angka dengan titik desimal"
        }
    }
}

pub(super) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Cell { row, column, text } => {
            let name = column.name();
            format!(
                "baris {row}, kolom {name}: \"{text}\" bukan {}; nilai baris ini dikosongkan",
                holds(*column)
            )
        }
        Problem::OpenQuote { row } => {
            format!("baris {row}: tanda kutip tidak ditutup; nilai baris ini dan sesudahnya dikosongkan")
        }
        Problem::TooManyCells { row, cells, header } => {
            format!("baris {row}: ada {cells} sel, judulnya {header} kolom; nilai baris ini dikosongkan")
        }
    }
}

pub(super) fn progress(rows: u64, bytes: u64, size: Option<u64>) -> String {
    match size.filter(|size| *size > 0) {
        Some(size) => format!("{} baris, {} %", grouped(rows), (bytes * 100 / size).min(100)),
        None => format!("{} baris", grouped(rows)),
    }
}

pub(super) fn notes(tally: &Tally) -> Vec<String> {
    let mut notes = Vec::new();
    let not_positive: Vec<String> = tally
        .not_positive
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(column, count)| format!("{} {}", column.name(), grouped(*count)))
        .collect();
    if !not_positive.is_empty() {
        notes.push(format!("catatan: nilai ≤ 0, z-score dikosongkan: {}", not_positive.join(", ")));
    }
    let outside: Vec<String> = [
        ("age (di bawah 0 atau mulai 60 bulan)", tally.outside_age),
        ("lenhei (45–110 cm terlentang, 65–120 cm berdiri)", tally.outside_length),
        ("armc (mulai hari ke-91)", tally.outside_arm),
    ]
    .iter()
    .filter(|(_, count)| *count > 0)
    .map(|(what, count)| format!("{what} {}", grouped(*count)))
    .collect();
    if !outside.is_empty() {
        notes.push(format!("catatan: di luar tabel WHO, z-score dikosongkan: {}", outside.join(", ")));
    }
    if tally.bad_rows > 0 {
        let (bad, rows) = (grouped(tally.bad_rows), grouped(tally.rows));
        notes.push(format!(
            "catatan: {bad} dari {rows} baris tidak dapat dibaca seluruhnya; lihat pesan di atas"
        ));
    }
    notes
}

pub(super) fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Open(path, error) => format!("Berkas {} tidak dapat dibuka: {error}.", path.display()),
        Failure::Create(path, error) => format!("Berkas {} tidak dapat dibuat: {error}.", path.display()),
        Failure::Read(error) => format!("Membaca terhenti: {error}."),
        Failure::Write(error) => format!("Menulis terhenti: {error}."),
        Failure::NoHeader => "Berkas kosong: baris pertama harus berisi nama kolom.".to_owned(),
        Failure::NoKnownColumn => {
            let names = Column::ALL.map(Column::name).join(", ");
            format!(
                "Tidak ada kolom yang dikenal; baris pertama harus berisi nama kolom, dipisah koma: {names}."
            )
        }
        Failure::Twice(column) => format!("Kolom {} ada dua kali.", column.name()),
        Failure::EndlessRow(row) => {
            format!("Baris {row} tidak berakhir; mungkin ada tanda kutip yang tidak ditutup.")
        }
        Failure::Worker => "Perhitungan terhenti sebelum selesai.".to_owned(),
    }
}

/// A count with points between thousands.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}
