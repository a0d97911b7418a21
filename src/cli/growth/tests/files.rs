//! Files as people bring them (`tests/data/growth`), and the right answer to each.

use super::*;

/// The values of one row under their names; a decimal comma is read as a point.
struct Values(Vec<(String, String)>);

impl Values {
    fn of(out: &str, row: usize, separator: char) -> Self {
        let mut lines = out.lines();
        let names: Vec<&str> = lines.next().unwrap().split(separator).collect();
        let line = lines.nth(row - 1).unwrap();
        // What stands before the values may be quoted; the values never are.
        let cells: Vec<&str> = line.rsplitn(15, separator).collect();
        let names: Vec<&str> = names.into_iter().rev().take(14).collect();
        Self(
            names
                .iter()
                .zip(cells)
                .map(|(name, cell)| ((*name).to_owned(), cell.replace(',', ".")))
                .collect(),
        )
    }

    fn is(&self, wanted: &[(&str, &str)]) {
        for (name, value) in wanted {
            let found = &self.0.iter().find(|(found, _)| found == name).unwrap().1;
            assert_eq!(found, value, "{name} in {:?}", self.0);
        }
    }
}

fn file(name: &str, unit: Unit) -> (String, Report) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/growth").join(name);
    let (out, report, _) = reported(&fs::read(path).unwrap(), unit);
    (out, report)
}

const GIRL: [(&str, &str); 4] = [("zlen", "-2.31"), ("zwei", "-2.01"), ("zwfl", "-1.00"), ("zbmi", "-0.76")];
const BOY: [(&str, &str); 4] = [("zlen", "0.45"), ("zwei", "-0.11"), ("zwfl", "-0.54"), ("zbmi", "-0.58")];

#[test]
fn semicolons_and_decimal_commas_are_read_and_written() {
    let (out, report) = file("f01_semicolon_decimal_comma.csv", Unit::Days);
    Values::of(&out, 1, ';').is(&GIRL);
    Values::of(&out, 2, ';').is(&BOY);
    assert!(out.contains(";-2,31;") && !out.contains("-2.31"), "in the same dialect: {out}");
    assert!(report.doubts().is_empty());
    let (out, report) = file("f02_quoted_decimal_comma.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&GIRL);
    Values::of(&out, 2, ',').is(&BOY);
    assert!(report.doubts().is_empty());
}

#[test]
fn a_line_that_names_the_separator_is_understood() {
    let (out, report) = file("f05_sep_line.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&GIRL);
    assert!(report.doubts().is_empty() && out.starts_with("sex,"));
}

#[test]
fn a_file_of_ena_is_read_with_its_names_dates_and_millimetres() {
    let (out, report) = file("f06_ena_smart.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&[("zlen", "-2.09"), ("zwei", "-2.01"), ("zwfl", "-1.17"), ("zac", "-1.37")]);
    Values::of(&out, 2, ',').is(&[("zlen", "-3.38"), ("zwei", ""), ("zwfl", ""), ("zbmi", "")]);
    let said = said(&report);
    for part in [
        "EDEMA = oedema",
        "MUAC = arm circumference, from mm",
        "MONTHS = age, in months",
        "BIRTHDAT = date of birth",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(report.doubts().is_empty(), "{said}");
}

#[test]
fn a_point_for_missing_costs_one_measure() {
    let (out, report) = file("f09_stata_dot.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&GIRL);
    Values::of(&out, 1, ',').is(&[("zhc", ""), ("zac", "-1.37")]);
    Values::of(&out, 2, ',').is(&[("zhc", "-0.81"), ("zac", "")]);
    assert!(report.doubts().is_empty() && report.tally.odd.iter().all(|count| *count == 0));
}

#[test]
fn a_posyandu_template_is_read_by_its_dates_and_names() {
    let (out, report) = file("f13_sikades_template.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&[
        ("zlen", "-1.98"),
        ("zwei", "-0.53"),
        ("zwfl", "0.78"),
        ("zbmi", "1.08"),
        ("zhc", "-1.75"),
        ("zac", "-0.41"),
    ]);
    assert!(report.doubts().is_empty());
}

#[test]
fn dates_of_birth_and_visit_are_an_age() {
    let (out, report) = file("f15_dob_dov.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&GIRL);
    assert!(report.doubts().is_empty());
    assert!(said(&report).contains("dob = date of birth, day/month/year"));
}

#[test]
fn sex_is_l_or_p_and_codes_are_floats() {
    let (out, report) = file("f16_sex_LP.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&[("zwei", "-0.11")]);
    Values::of(&out, 2, ',').is(&[("zwei", "0.35")]);
    assert!(report.doubts().is_empty());
    let (out, report) = file("f17_pandas_float_codes.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&BOY);
    Values::of(&out, 2, ',').is(&GIRL);
    Values::of(&out, 3, ',').is(&[("zlen", ""), ("zwei", "")]);
    assert!(report.doubts().is_empty());
}

#[test]
fn an_empty_cell_too_many_is_left_out() {
    let (out, report) = file("f18_trailing_comma_rows.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&[("zwei", "-0.11")]);
    Values::of(&out, 2, ',').is(&[("zwei", "-2.01")]);
    assert!(out.lines().all(|line| line.split(',').count() == 17), "values stand under their names: {out}");
    assert!(report.doubts().is_empty());
}

#[test]
fn months_are_known_by_the_name_of_their_column() {
    let (out, report) = file("f26_agemons_header.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&[("zlen", "-2.09"), ("zwei", "-2.01")]);
    assert!(report.doubts().is_empty() && said(&report).contains("agemons = age, in months"));
}

#[test]
fn months_that_are_taken_for_days_are_asked_about() {
    let (_, report) = file("f29_months_forgotten.csv", Unit::Days);
    let said = said(&report);
    assert!(said.contains("5 of 5 rows are implausible. Are the ages in months? Use --months."), "{said}");
    let (out, report) = file("f29_months_forgotten.csv", Unit::Months);
    assert!(report.doubts().is_empty());
    for row in 1..=5 {
        for (name, value) in Values::of(&out, row, ',').0 {
            let small =
                !name.starts_with('z') || value.is_empty() || value.parse::<f64>().unwrap().abs() < 0.2;
            assert!(small, "row {row} {name} {value}");
        }
    }
}

#[test]
fn standing_below_nine_months_is_doubted_and_said() {
    let (out, report) = file("f34_h_under_9_months.csv", Unit::Days);
    Values::of(&out, 1, ',').is(&[("clenhei", "60.00"), ("zlen", "-4.80")]);
    Values::of(&out, 2, ',').is(&[("clenhei", "60.70")]);
    assert_eq!((report.tally.stood_early, report.tally.first_stood_early), (1, 2));
    assert!(said(&report).contains("1 children under 9 months are said to have stood (first in row 2)"));
}
