//! Shapes of files that public bug reports, templates and survey documentation show, and over which other programs
//! stumble. Where each comes from stands beside it.

use super::*;

/// Values of every row below the header.
fn rows(out: &str) -> Vec<String> {
    let header = out.lines().position(|line| line.contains("clenhei")).unwrap();
    out.lines().skip(header + 1).map(str::to_owned).collect()
}

fn read(text: &str) -> (Vec<String>, Report) {
    let (out, report, _) = reported(text.as_bytes(), Unit::Days);
    (rows(&out), report)
}

/// The z of a row: everything behind its own cells.
fn values(row: &str, own: usize) -> String {
    let separator = if row.contains(';') { ';' } else { ',' };
    row.splitn(own + 1, separator).last().unwrap().to_owned()
}

const GIRL: &str = "79.80,14.45,-2.09,-2.01,-1.17,-0.97,,-1.37,0,0,0,0,,0";

#[test]
fn a_smart_survey_has_muac_in_millimetres_and_codes_for_oedema() {
    // nipnTK's example data: muac in mm, oedema 1 yes and 2 no. Its age in months is named `age`.
    let others = "1,25.1,2,9.2,79.8,134,2\n".repeat(8);
    let text = format!(
        "psu,age,sex,weight,height,muac,oedema\n1,25.1,2,9.2,79.8,134,2\n1,25.1,2,9.2,79.8,134,1\n{others}"
    );
    let (out, report, _) = reported(text.as_bytes(), Unit::Months);
    assert_eq!(values(&rows(&out)[0], 7), GIRL);
    assert_eq!(values(&rows(&out)[1], 7), "79.80,14.45,-2.09,,,,,-1.37,0,,,,,0");
    assert!(report.doubts().is_empty() && said(&report).contains("muac = arm circumference, from mm"));
}

#[test]
fn words_of_another_survey_are_understood() {
    // R4EPI/sitrep #140: "M"/"F", "Yes"/"No"; healthyr: length 1, height 2, edema and oedema side by side.
    let text =
        "sex,age_months,measure,weight,height,edema,oedema\nF,25.1,2,9.2,79.8,0,0\nF,25.1,2,9.2,79.8,0,1\n";
    let (rows, report) = read(text);
    assert_eq!(values(&rows[0], 7), "79.80,14.45,-2.09,-2.01,-1.17,-0.97,,,0,0,0,0,,");
    assert_eq!(values(&rows[1], 7), "79.80,14.45,-2.09,,,,,,0,,,,,", "swollen in one of two is swollen");
    assert!(report.doubts().contains(&Doubt::Differ(Column::Oedema)));
    let (rows, _) =
        read("sex,agedays,weight,oedema\nboy,731,12,No\nGirl,764,9.2,Yes\nlaki-laki,731,12,tidak ada\n");
    assert_eq!(
        rows.iter().map(|row| values(row, 4)).collect::<Vec<_>>(),
        [",,,-0.11,,,,,,0,,,,", ",,,,,,,,,,,,,", ",,,-0.11,,,,,,0,,,,"]
    );
}

#[test]
fn a_file_of_the_dhs_has_tenths_and_codes_for_nobody() {
    // DHS recode manual: hc2 and hc3 with one implied decimal, 9994 not present, 9996 other; hc15 lying 1, standing 2.
    let text = "hv001,hc1,hc2,hc3,hc15,hc27\n1,25,92,798,2,2\n1,25,9994,9994,0,2\n1,25,92,9996,2,2\n";
    let (rows, report) = read(text);
    assert!(values(&rows[0], 6).starts_with("79.80,14.45,-2.07,-2.00,-1.17"), "{}", rows[0]);
    assert_eq!(values(&rows[1], 6), ",,,,,,,,,,,,,");
    assert_eq!(values(&rows[2], 6), ",,,-2.00,,,,,,0,,,,");
    let said = said(&report);
    assert!(said.contains("hc3 = length/height, from tenths"), "{said}");
    assert!(said.contains("such as 9999, left empty: weight 1, length/height 2"), "{said}");
    assert!(report.doubts().is_empty(), "{said}");
    // As some exports have them, with their decimals.
    let (rows, _) = read("hc1,hc2,hc3,hc15,hc27\n25,9.2,79.8,2,2\n");
    assert!(values(&rows[0], 5).starts_with("79.80,14.45,"), "{}", rows[0]);
}

#[test]
fn an_eppgbm_export_with_title_totals_and_ages_in_words_is_read() {
    // Columns of the e-PPGBM export; sikades-lite and sitracks-stunting templates ("Telentang").
    let text = "DATA BALITA;;;;;;;;\nPuskesmas X;;;;;;;;\n\n\
        No;NIK;Nama;JK;Tgl Lahir;Berat Lahir;Usia Saat Ukur;Berat;Tinggi;Cara Ukur;LiLA;ZS BB/U\n\
        1;2;3;4;5;6;7;8;9;10;11;12\n\
        1;'320;Anak Satu;P;2024-10-17;3,1;2 Tahun - 1 Bulan - 3 Hari;9,2;79,8;Berdiri;13,4;x\n\
        2;'320;Anak Dua;L;2025-11-20;;12 bln;8,9;74,0;Telentang;;\n\
        3;'320;Anak Tiga;L;2025-11-20;;12;8,9;74,0;Telentang;;\n\
        ;;;;;;;;;;;\n\
        Jumlah;;3;L=2;;;;27,0;227,8;;13,4;\n\
        Mengetahui;;;;;;;;;;;\n";
    let (rows, report) = read(text);
    assert_eq!(values(&rows[0], 12), ";;;;;;;;;;;;;", "the numbering of the form is no child");
    assert_eq!(values(&rows[1], 12), GIRL.replace(',', ";").replace('.', ","));
    assert!(values(&rows[2], 12).starts_with("74,00;16,25;-0,7"), "{}", rows[2]);
    assert_eq!(values(&rows[3], 12), "74,00;16,25;;;-0,53;;;;;;0;;;");
    assert_eq!((rows.len(), report.tally.rows, report.tally.not_children), (6, 3, 2));
    let said = said(&report);
    assert!(said.contains("Usia Saat Ukur = age, in words") && said.contains("3 rows above"), "{said}");
    assert!(
        said.contains("age 1") && report.doubts().is_empty(),
        "12 alone is neither days nor months: {said}"
    );
}

#[test]
fn one_month_a_column_is_not_guessed_at() {
    // azizpekik/sitracks-stunting: a group of columns for each month.
    let (_, report) = read(
        "NIK,TANGGAL LAHIR,JENIS_KELAMIN,JANUARI_TANGGALUKUR,JANUARI_BERAT,JANUARI_TINGGI\n1,2023-01-15,L,2023-02-15,3.5,51.2\n",
    );
    let doubts = report.doubts();
    assert!(doubts.contains(&Doubt::Resembles("JANUARI_BERAT".into(), Column::Weight)), "{doubts:?}");
    assert!(doubts.contains(&Doubt::NoVisit) && doubts.contains(&Doubt::NoMeasure));
}

#[test]
fn a_missing_sex_gives_no_z_and_sixty_months_is_outside() {
    // ki-tools/growthstandards #8 gave a fixed z; WorldHealthOrganization/anthro #37.
    let (out, report, _) = reported(b"sex,age,weight\n,12,9\n1,60,16\n1,59.99,16\n", Unit::Months);
    assert_eq!(rows(&out)[..2], [",12,9,,,,,,,,,,,,,,", "1,60,16,,,,,,,,,,,,,,"]);
    assert!(!rows(&out)[2].ends_with(",,,,,,,,,,,,,,"));
    assert_eq!(report.doubts(), [Doubt::FewScores], "two of three rows give nothing");
}

#[test]
fn a_head_is_known_by_its_other_names() {
    // WorldHealthOrganization/anthro #51: a head circumference that gave no z.
    for name in ["headc", "hc", "headcirc", "Head Circumference (cm)", "Lingkar Kepala", "LK"] {
        let (rows, report) = read(&format!("sex,agedays,{name}\n1,731,47.2\n"));
        assert_eq!(values(&rows[0], 3), ",,,,,,-0.77,,,,,,0,", "{name}");
        assert!(report.doubts().is_empty());
    }
}

#[test]
fn sex_as_nought_and_one_is_not_guessed_at() {
    let (rows, report) = read("sex,age,weight\n0,731,12\n1,731,12\n");
    assert!(
        rows.iter().all(|row| row.ends_with(",,,,,,,,,,,,,,")),
        "whether 1 is a boy nobody knows: {rows:?}"
    );
    assert!(report.doubts().contains(&Doubt::SexZeros));
}

#[test]
fn oedema_in_grades_is_swollen_from_one_on() {
    let (rows, report) = read("sex,age,weight,oedema\n1,731,12,0\n1,731,12,2\n1,731,12,3\n1,731,12,+\n");
    assert!(rows[0].contains("-0.11"));
    assert!(rows[1..].iter().all(|row| row.ends_with(",,,,,,,,,,,,,,")), "{rows:?}");
    assert!(said(&report).contains("oedema = oedema, 0 is none, 1 and more is oedema"));
    // A 3 far below the first rows, where 2 was read as "no" as WHO does.
    let many = "1,731,12,2\n".repeat(60_000);
    let (_, report) = read(&format!("sex,age,weight,oedema\n{many}1,731,12,3\n"));
    assert!(report.doubts().contains(&Doubt::OedemaCodes));
}

#[test]
fn a_cell_of_oedema_that_nobody_understands_leaves_no_weight_z() {
    let (rows, report) =
        read("sex,age,weight,lenhei,oedema\n1,731,12,87,n\n1,731,12,87,n\n1,731,12,87,mungkin\n");
    assert_eq!(values(&rows[2], 5), "87.00,15.85,-0.04,,,,,,0,,,,,");
    assert!(said(&report).contains("where oedema was not understood, z-scores of weight are left empty"));
    assert!(report.doubts().is_empty());
}

#[test]
fn dates_that_a_spreadsheet_turned_into_numbers_are_days() {
    let (rows, report) = read("sex,dob,dov,weight\n2,45582,46346,9.2\n");
    assert_eq!(values(&rows[0], 4), ",,,-2.01,,,,,,0,,,,");
    assert!(said(&report).contains("from Excel's numbers for days"));
}

#[test]
fn the_header_again_and_page_after_page_of_blank_rows_are_no_children() {
    let blank = ",,\r\n".repeat(3000);
    let (rows, report) =
        read(&format!("sex,age,weight\r\n1,731,12\r\nsex,age,weight\r\n2,764,9.2\r\n{blank}"));
    assert_eq!((rows.len(), report.tally.rows, report.tally.not_children), (3, 2, 1));
    assert!(report.doubts().is_empty());
}

#[test]
fn a_row_with_a_cell_too_many_is_lost_and_said() {
    // A decimal comma that nobody quoted.
    let (rows, report) = read("sex,age,weight\n1,731,12,5\n");
    assert!(rows[0].ends_with(",,,,,,,,,,,,,,") && report.tally.bad_rows == 1);
}

#[test]
fn a_point_may_be_a_thousand_where_the_comma_is_the_mark() {
    let (rows, report) = read("sex;age;weight\n1;731;12,0\n1;1.234;12,0\n1;731;1.234,5\n");
    assert!(rows[0].contains(";-0,11;"));
    assert!(rows[1].ends_with(";;;;;;;;;;;;;;") && rows[2].ends_with(";;;;;;;;;;;;;;"), "{rows:?}");
    assert_eq!(report.tally.odd.iter().sum::<u64>(), 2);
}

#[test]
fn a_header_in_two_rows_is_read_as_one() {
    // As Excel writes merged cells: the group above, its columns below.
    let lower = "1,Anak,P,2024-10-17,2026-11-20,9.2,79.8";
    let text = format!("No,Nama,JK,Tgl Lahir,Tgl Ukur,Hasil,\n,,,,,BB,TB\n{lower}\n");
    let (out, report, _) = reported(text.as_bytes(), Unit::Days);
    assert!(out.contains("2026-11-20,9.2,79.8,79.80,14.45,-2.09,-2.01,-1.17,"), "{out}");
    assert!(report.doubts().is_empty(), "{}", said(&report));
    let text = format!("No,Nama,JK,Tgl Lahir,Pengukuran,,\n,,,,Tgl Ukur,BB,TB\n{lower}\n");
    let (out, report, _) = reported(text.as_bytes(), Unit::Days);
    assert!(out.contains("79.80,14.45,-2.09,") && report.doubts().is_empty(), "{out}");
    assert!(out.starts_with("No,Nama,JK,"), "the upper row stays: {out}");
    // What was written is read again.
    let (again, report, _) = reported(out.as_bytes(), Unit::Days);
    assert!(again == out && report.doubts().is_empty(), "{again}");
}

#[test]
fn as_many_columns_as_a_sheet_has_are_no_standstill() {
    let header = vec!["weight"; 16_000].join(",");
    let row = vec!["12"; 16_000].join(",");
    let text = format!("sex,age,{header}\n{}", format!("1,731,{row}\n").repeat(40));
    let start = std::time::Instant::now();
    let (_, report, _) = reported(text.as_bytes(), Unit::Days);
    assert!(report.doubts().is_empty());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
