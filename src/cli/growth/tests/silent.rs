//! What would be a silent wrong answer is understood, or said loudly.

use super::*;

/// Which of the z of a row are there: length, weight, weight for length, mass index, head, arm.
fn there(out: &str, row: usize, separator: char) -> [bool; 6] {
    let line = out.lines().nth(row).unwrap();
    let values: Vec<&str> = line.rsplitn(15, separator).take(14).collect();
    std::array::from_fn(|at| !values[11 - at].is_empty())
}

fn doubts(text: &str) -> Vec<Doubt> {
    reported(text.as_bytes(), Unit::Days).1.doubts()
}

#[test]
fn ages_in_whole_years_give_no_z_by_age_and_are_said() {
    for text in [
        "JK;Umur (tahun);BB;TB;LK\nL;2;9,2;80;47\nP;3;12,5;93;48\n",
        "JK;Umur;BB;TB;LK\nL;2 tahun;9,2;80;47\nP;3 th;12,5;93;48\n",
        "JK;Umur (tahun);BB;TB;LK\nL;2.0;9,2;80;47\nP;3.0;12,5;93;48\n",
    ] {
        let (out, report, _) = reported(text.as_bytes(), Unit::Days);
        for row in [1, 2] {
            assert_eq!(there(&out, row, ';'), [false, false, true, false, false, false], "{out}");
        }
        assert_eq!(report.doubts(), [Doubt::WholeYears], "{text}");
        assert!(said(&report).contains("ATTENTION: ages are in whole years only"));
    }
    // Where somebody tells it finer, a whole number is one too; and dates say it exactly.
    let finer = "JK;Umur (tahun);BB;TB\nL;2,5;9,2;80\nP;3;12,5;93\n";
    let dated = "JK;Umur (tahun);Tgl Lahir;Tgl Ukur;BB;TB\nL;2;2024-05-17;2026-11-20;9,2;80\n";
    for text in [finer, dated] {
        let (out, report, _) = reported(text.as_bytes(), Unit::Days);
        assert_eq!((there(&out, 1, ';')[1], report.doubts()), (true, Vec::new()), "{out}");
    }
    let mixed = "JK;Umur (tahun);umur (bulan);BB\nL;2;30;9,2\nP;3;;12,5\n";
    let (out, ..) = reported(mixed.as_bytes(), Unit::Days);
    assert_eq!([there(&out, 1, ';')[1], there(&out, 2, ';')[1]], [true, false], "{out}");
}

#[test]
fn what_one_column_does_not_say_is_taken_from_the_other_of_its_meaning() {
    let (out, report, _) = reported(b"sex,age,PB,TB,weight\n1,400,75,,9\n1,900,,88,12\n", Unit::Days);
    for row in [1, 2] {
        assert_eq!(there(&out, row, ',')[..3], [true; 3], "{out}");
    }
    assert_eq!(report.doubts(), []);
    for text in [
        "sex,JK,age,weight,BB\n,L,731,12,\n1,,731,,12\n",
        "sex,dob,Tgl Lahir,dov,Tgl Ukur,weight\n1,,2024-10-17,2026-11-20,,12\n1,2024-10-17,,,2026-11-20,12\n",
    ] {
        let (out, report, _) = reported(text.as_bytes(), Unit::Days);
        assert_eq!([there(&out, 1, ',')[1], there(&out, 2, ',')[1]], [true; 2], "{out}");
        assert_eq!(report.doubts(), []);
    }
    // What both say is compared.
    let (_, report, _) = reported(b"sex,age,PB,TB\n1,900,80,88\n", Unit::Days);
    assert_eq!(report.doubts(), [Doubt::Differ(Column::Length)]);
}

#[test]
fn a_known_name_with_another_unit_is_understood_or_said_loudly() {
    let (metres, report, _) = reported(b"sex,age,TB (m)\n1,731,0.885\n2,764,0.798\n", Unit::Days);
    assert_eq!(report.doubts(), []);
    assert!(said(&report).contains("from metres"), "{}", said(&report));
    let (centimetres, ..) = reported(b"sex,age,TB (m)\n1,731,88.5\n2,764,79.8\n".as_slice(), Unit::Days);
    assert_ne!(metres, centimetres);
    let (centimetres, ..) = reported(b"sex,age,TB (cm)\n1,731,88.5\n2,764,79.8\n".as_slice(), Unit::Days);
    let values = |out: &str| -> Vec<String> {
        out.lines().skip(1).map(|line| line.splitn(4, ',').nth(3).unwrap().to_owned()).collect()
    };
    assert_eq!(values(&metres), values(&centimetres), "the same to the last digit");
    for (name, column) in [
        ("BB (ons)", Column::Weight),
        ("weight_lbs", Column::Weight),
        ("LK (inci)", Column::Head),
        ("head circumference (inch)", Column::Head),
        ("LiLA (m)", Column::Arm),
    ] {
        let text = format!("sex,age,{name},TB\n1,731,120,87\n");
        assert_eq!(doubts(&text), [Doubt::Resembles(name.into(), column)], "{name}");
    }
    for name in ["TB (ft)", "height (in)", "TB dalam inci"] {
        let text = format!("sex,age,weight,{name}\n1,731,12,34\n");
        assert_eq!(doubts(&text), [Doubt::Resembles(name.into(), Column::Length)], "{name}");
    }
    // An index is none.
    assert_eq!(doubts("sex,age,weight,TB/U,BB/TB\n1,731,12,-1,0\n"), []);
}

#[test]
fn swelling_by_any_name_is_not_passed_over() {
    for name in
        ["Swelling", "Swollen feet", "kwashiorkor", "Sembab", "Kaki bengkak", "œdème bilatéral", "Œdeme x"]
    {
        let text = format!("sex,age,weight,{name}\n1,731,12,y\n");
        assert_eq!(doubts(&text), [Doubt::Resembles(name.into(), Column::Oedema)], "{name}");
    }
    for name in ["œdèmes", "OEDÈME", "Édema"] {
        let text = format!("sex,age,weight,{name}\n1,731,12,y\n1,731,12,n\n");
        let (out, report, _) = reported(text.as_bytes(), Unit::Days);
        assert_eq!([there(&out, 1, ',')[1], there(&out, 2, ',')[1]], [false, true], "{name}: {out}");
        assert_eq!(report.doubts(), [], "{name}");
    }
}

#[test]
fn rows_that_give_nothing_are_counted_and_most_of_them_are_a_doubt() {
    let text = |blank: usize| format!("sex,age,weight\n1,731,12\n1,731,12\n{}", ",731,12\n".repeat(blank));
    let (_, few, _) = reported(text(2).as_bytes(), Unit::Days);
    assert!(said(&few).contains("no z-score: 2 of 4 rows"), "{}", said(&few));
    assert_eq!(few.doubts(), []);
    let (_, most, _) = reported(text(3).as_bytes(), Unit::Days);
    assert_eq!(most.doubts(), [Doubt::FewScores]);
    assert!(said(&most).contains("ATTENTION: most rows have no z-score"), "{}", said(&most));
    let (_, all, _) = reported(text(0).as_bytes(), Unit::Days);
    assert!(!said(&all).contains("no z-score"), "{}", said(&all));
}

#[test]
fn dates_of_an_open_order_are_a_doubt_where_ages_differ_by_it() {
    assert_eq!(doubts("sex,dob,dov,weight\n2,10/05/2024,06/11/2026,9.2\n"), [Doubt::OpenOrder]);
    assert_eq!(doubts("sex,dob,dov,weight\n2,10/05/2024,2026-11-06,9.2\n"), [Doubt::OpenOrder]);
    // Both turned, the age is the same within days; and one date that reads one way proves all.
    assert_eq!(doubts("sex,dob,dov,weight\n2,10/05/2024,11/06/2026,9.2\n"), []);
    let proven = "sex,dob,dov,weight\n2,10/05/2024,06/11/2026,9.2\n2,17/10/2024,06/11/2026,9.2\n";
    assert_eq!(doubts(proven), []);
}

#[test]
fn ages_that_may_be_days_or_months_are_asked_about() {
    let babies = "L,3,4.5,55\nP,2,3.6,51.5\nL,1,4.0,53\nP,0,3.2,49\n";
    let text = format!("jk,umur,bb,pb\n{babies}");
    let (_, report, _) = reported(text.as_bytes(), Unit::Days);
    assert_eq!(report.doubts(), [Doubt::DaysOrMonths]);
    assert!(said(&report).contains("days or months? Name the column age_days, or use --months"));
    let (out, report, _) = reported(text.as_bytes(), Unit::Months);
    assert!(out.lines().nth(1).unwrap().contains(",-3.13,") && report.doubts().is_empty(), "{out}");
    assert_eq!(doubts(&format!("jk,age_days,bb,pb\n{babies}")), [], "the name says it");
    assert_eq!(doubts("jk,umur,bb\nL,2.5,5\nP,3.25,6\n"), [Doubt::DaysOrMonths], "nor are fractions days");
    // The whole file is looked at; one slip among many ages does not tell what the others are.
    let many = "L,3,5.9,61\n".repeat(3000);
    assert_eq!(doubts(&format!("jk,umur,bb,pb\n{many}L,61,5.9,61\n")), [Doubt::DaysOrMonths]);
    let older = "L,731,12,87\n".repeat(3000);
    assert_eq!(doubts(&format!("jk,umur,bb,pb\n{many}{older}")), [], "these are days");
    // Dates say it; where they are missing nobody does.
    let dated = "jk,umur,dob,dov,bb,pb\nL,2,2026-09-20,2026-11-20,5.5,58\n";
    assert_eq!(doubts(dated), [Doubt::Differ(Column::Age)]);
    let some = "L,2,2026-09-20,2026-09-22,3.4,50\n".repeat(20);
    assert_eq!(doubts(&format!("jk,umur,dob,dov,bb,pb\n{some}")), []);
    assert_eq!(doubts(&format!("jk,umur,dob,dov,bb,pb\n{some}L,2,,,5.5,58\n")), [Doubt::DaysOrMonths]);
    // Read from a second column, too.
    assert_eq!(doubts("jk,age_days,umur,bb\nL,,2,5.5\nL,,3,5.9\n"), [Doubt::DaysOrMonths]);
}

#[test]
fn many_swollen_by_a_digit_are_asked_about() {
    let text = |one: &str, many: usize, other: &str, few: usize| {
        let rows = |code: &str, count: usize| format!("1,731,12,87,{code}\n").repeat(count);
        format!("sex,age,weight,lenhei,oedema\n{}{}", rows(one, many), rows(other, few))
    };
    let (_, report, _) = reported(text("1", 99, "2", 1).as_bytes(), Unit::Days);
    assert_eq!(report.doubts(), [Doubt::ManySwollen]);
    assert!(said(&report).contains("Write y and n"), "{}", said(&report));
    assert_eq!(doubts(&text("2", 9, "1.0", 1)), [], "a tenth is not more than a tenth");
    assert_eq!(doubts(&text("2", 8, "1", 1)), [Doubt::ManySwollen]);
    assert_eq!(doubts(&text("1", 2, "", 98)), [Doubt::ManySwollen], "an empty cell speaks for neither");
    assert_eq!(doubts(&text("0", 8, "1", 1)), [Doubt::ManySwollen]);
    assert_eq!(doubts(&text("0", 9, "1", 1)), []);
    assert_eq!(doubts(&text("y", 99, "n", 1)), [], "words leave no question");
}

#[test]
fn a_time_of_a_named_zone_is_no_day_of_ours() {
    for cell in [
        "2025-11-29T17:00:00.000Z",
        "2025-11-29T17:00Z",
        "2025-11-29T17:00:00+00:00",
        "2025-11-29 20:00:00-0500",
        "2025-11-29 17:00:00 UTC",
        "29/11/2025 17:00 GMT",
    ] {
        let plain = "2,2024-10-17,2026-11-20,9.2\n".repeat(3);
        let text = format!("sex,dob,dov,weight\n{plain}2,2024-10-17,{cell},9.2\n");
        let (out, report, heard) = reported(text.as_bytes(), Unit::Days);
        assert_eq!([there(&out, 1, ',')[1], there(&out, 4, ',')[1]], [true, false], "{cell}");
        let problem = Problem::Cell { row: 5, column: Column::Visit, text: cell.into() };
        assert_eq!(heard.problems, [problem]);
        assert!(said(&report).contains("not understood and left empty: date of measuring 1"), "{cell}");
    }
    for cell in ["2026-11-20T17:00:00.000", "2026-11-20 07:30", "20/11/2026 7:30 PM", "2026-11-20 07:30 WIB"]
    {
        let text = format!("sex,dob,dov,weight\n2,2024-10-17,{cell},9.2\n");
        let (out, ..) = reported(text.as_bytes(), Unit::Days);
        assert!(out.contains(",-2.01,"), "{cell}: {out}");
    }
}

#[test]
fn whole_numbers_between_semicolons_are_answered_with_commas() {
    let answer = |text: &str| {
        let (out, ..) = reported(text.as_bytes(), Unit::Days);
        let line = out.lines().last().unwrap().to_owned();
        (line.contains("-0,11"), line.contains("-0.11"))
    };
    assert_eq!(answer("sex;age;weight\n1;731;12\n"), (true, false));
    assert_eq!(answer("sex;age;weight\n1;731;12.0\n"), (false, true), "a point is the mark here");
    assert_eq!(answer("sex;age;weight\n1;731;\"12,0\"\n"), (true, false));
    for separator in [",", "\t", "|"] {
        let text = "sex;age;weight\n1;731;12\n".replace(';', separator);
        assert_eq!(answer(&text), (false, true), "{separator}");
    }
}

#[test]
fn a_letter_that_is_one_sex_in_one_language_and_the_other_in_another_is_not_guessed_at() {
    let sexes = |name: &str, letters: &[&str]| {
        let rows: Vec<String> = letters.iter().map(|letter| format!("{letter},731,12\n")).collect();
        let rows = rows.concat();
        let (out, report, _) = reported(format!("{name},age,weight\n{rows}").as_bytes(), Unit::Days);
        let z: Vec<String> = out.lines().skip(1).map(|row| row.split(',').nth(6).unwrap().into()).collect();
        (z, report)
    };
    let (boy, girl) = ("-0.11", "0.35");
    for (name, letters, how) in [
        ("JK", ["P", "w"], "P is pria (male), W is wanita (female)"),
        ("JK (P/W)", ["P", "P"], "P is pria (male), W is wanita (female)"),
        ("sexo (H/M)", ["h", "M"], "H is hombre (male), M is mujer (female)"),
        ("sex", ["H", "m"], "H is hombre (male), M is mujer (female)"),
    ] {
        let (z, report) = sexes(name, &letters);
        let second = if letters[1] == "P" { boy } else { girl };
        assert_eq!(z, [boy, second], "{name} {letters:?}");
        assert!(said(&report).contains(how), "{}", said(&report));
        assert_eq!(report.doubts(), [], "{name}");
    }
    // With an L the P is perempuan and the W a slip; with an F the M is male.
    assert_eq!(sexes("JK", &["L", "P", "W"]).0, [boy, girl, ""]);
    assert_eq!(sexes("JK (L/P)", &["P", "P", "W"]).0, [girl, girl, ""]);
    assert_eq!(sexes("sex", &["M", "F", "H"]).0, [boy, girl, ""]);
    // What is only seen far below the first rows is said loudly.
    for (first, later) in [(vec!["P"], "W"), (vec!["M"], "H"), (vec!["P", "W"], "L"), (vec!["H", "M"], "F")] {
        let mut letters = first.repeat(3000);
        let before = sexes("JK", &letters).1.doubts();
        assert_eq!(before, [], "{first:?}");
        letters.push(later);
        let (_, report) = sexes("JK", &letters);
        assert_eq!(report.doubts(), [Doubt::SexLetters], "{first:?} {later}");
    }
    // Pria or perempuan? Masculin or mujer? Varón or vrouw?
    for letters in [["P", "wanita"], ["Pria", "P"], ["M", "mujer"], ["hombre", "M"], ["V", "M"]] {
        let (z, report) = sexes("JK", &letters);
        assert_eq!((z, report.doubts()), (vec![String::new(); 2], vec![Doubt::SexLetters]), "{letters:?}");
    }
    let (z, report) = sexes("JK (P/W)", &["Laki-laki", "Perempuan"]);
    assert_eq!((z, report.doubts()), (vec![boy.into(), girl.into()], Vec::new()), "words leave no question");
}

#[test]
fn y_and_t_are_ya_and_tidak() {
    let swollen = |name: &str, cells: &[&str]| {
        let rows: Vec<String> = cells.iter().map(|cell| format!("1,731,12,{cell}\n")).collect();
        let rows = rows.concat();
        let (out, report, _) = reported(format!("sex,age,weight,{name}\n{rows}").as_bytes(), Unit::Days);
        let swollen: Vec<bool> = (1..=cells.len()).map(|row| !there(&out, row, ',')[1]).collect();
        (swollen, report)
    };
    for (name, cells) in [
        ("Edema", ["Y", "T", "T"]),
        ("Edema", ["ya", "t", "T"]),
        ("Edema (Y/T)", ["Y", "T", "t"]),
        ("Edema (Ya/Tidak)", ["Ya", "Tidak", "T"]),
    ] {
        let (swollen, report) = swollen(name, &cells);
        assert_eq!(swollen, [true, false, false], "{name} {cells:?}");
        assert!(said(&report).contains("T is tidak (no)"), "{}", said(&report));
        assert_eq!(report.doubts(), [], "{name}");
    }
    let (all, report) = swollen("Edema (Y/T)", &["T", "T"]);
    assert_eq!((all, report.doubts()), (vec![false, false], Vec::new()), "nobody is swollen");
    // Beside N or F a T may be true; alone nobody knows.
    assert_eq!(swollen("Edema", &["Y", "T", "N"]).0, [true, true, false]);
    assert_eq!(swollen("Edema", &["Y", "T", "F"]).0, [true, true, true]);
    assert!(swollen("Edema", &["T", "T"]).1.doubts().contains(&Doubt::Unread(Column::Oedema)));
    let (two, report) = swollen("Edema (Y/N)", &["Y", "N", "N"]);
    assert_eq!((two, report.doubts()), (vec![true, false, false], Vec::new()));
}

#[test]
fn an_oedema_that_is_not_understood_is_never_told_as_none() {
    let text = "sex,age,weight,oedema\n1,731,12,n\n1,731,12,y\n1,731,12,bengkak sekali\n";
    let (out, report, _) = reported(text.as_bytes(), Unit::Days);
    let weighed = |row| there(&out, row, ',')[1];
    assert_eq!((weighed(1), weighed(2), weighed(3)), (true, false, false), "{out}");
    let problem = Problem::Cell { row: 4, column: Column::Oedema, text: "bengkak sekali".to_owned() };
    for (language, empty, none) in [
        (Language::Indonesian, "dikosongkan, dan z-score dengan berat di baris ini juga", "tidak ada"),
        (Language::English, "left empty, and so are the z-scores of weight in this row", "missing"),
    ] {
        let voice = Voice::new(language);
        let said = voice.problem(&problem);
        assert!(said.ends_with(empty) && !said.contains(none), "{said}");
        let notes = voice.notes(&report).join("\n");
        assert!(!notes.contains(none) && notes.contains("z-score"), "{notes}");
    }
}

#[test]
fn names_behind_the_group_of_a_form_are_known() {
    let text = "group/sex,group_ab12/age,anthro/child/weight,child/TB,section_1/oedema\n1,731,12,87,n\n";
    let (out, report, _) = reported(text.as_bytes(), Unit::Days);
    assert_eq!((there(&out, 1, ',')[..3].to_vec(), report.doubts()), (vec![true; 3], vec![]), "{out}");
    // An index is no measure, nor is the mother's weight the child's.
    let (_, report, _) =
        reported(b"sex,age,weight,zBB/TB,group BB/TB,mother/height\n1,731,12,1,1,1\n", Unit::Days);
    assert!(!report.findings.has(Column::Length), "{}", said(&report));
}

#[test]
fn a_file_without_rows_is_said_loudly() {
    for text in ["sex,age,weight\n", "sex,age,weight", "sex,age,weight\n\n,,\n", "sex;age;weight\nJumlah;;\n"]
    {
        let (_, report, _) = reported(text.as_bytes(), Unit::Days);
        assert_eq!(report.doubts(), [Doubt::NoRows], "{text}");
        assert!(said(&report).contains("ATTENTION: there are no rows of children"), "{}", said(&report));
    }
}

#[test]
fn what_is_written_is_utf8_whatever_was_read() {
    let rows = "x,1,731,12\n".repeat(100_000);
    for front in ["", &rows] {
        let old = [b"nama,sex,age,weight\n", front.as_bytes(), b"Andr\xe9,1,731,12\n"].concat();
        let (out, report, _) = reported(&old, Unit::Days);
        assert!(out.ends_with("André,1,731,12,,,,-0.11,,,,,,0,,,,\n"));
        assert!(said(&report).contains("not UTF-8; it was read as Windows-1252"), "{}", said(&report));
        assert_eq!(report.doubts(), []);
    }
    // A name of a column, too; and in the midst of UTF-8 these places alone.
    let (_, report, _) = reported(b"sex,age,weight,Oed\xe8me\n1,731,12,n\n", Unit::Days);
    assert!(report.findings.has(Column::Oedema), "{}", said(&report));
    let mixed = ["nama,sex,age,weight\nZoë,1,731,12\n".as_bytes(), b"Andr\xe9,1,731,12\n"].concat();
    let (out, report, _) = reported(&mixed, Unit::Days);
    assert!(out.contains("\nZoë,1") && out.contains("\nAndré,1"), "{out}");
    assert!(said(&report).contains("1 places of the file are not UTF-8"), "{}", said(&report));
    let (_, report, _) = reported("nama,sex,age,weight\nZoë,1,731,12\n".as_bytes(), Unit::Days);
    assert!(!said(&report).contains("UTF-8"));
}

#[test]
fn who_is_under_pb_lay_and_who_is_under_tb_stood() {
    let lengths = |text: &str, count: usize| -> Vec<String> {
        let (out, ..) = reported(text.as_bytes(), Unit::Days);
        out.lines().skip(1).map(|row| row.rsplit(',').nth(13).unwrap().to_owned()).take(count).collect()
    };
    for (lying, standing) in [("PB", "TB"), ("Panjang Badan (cm)", "Tinggi Badan (cm)"), ("length", "height")]
    {
        for (one, other) in [(lying, standing), (standing, lying)] {
            for none in ["", "0", "-"] {
                let cells = |under: &str, cm: &str| {
                    if under == one { format!("{cm},{none}") } else { format!("{none},{cm}") }
                };
                let text = format!(
                    "sex,age,{one},{other}\n2,764,{}\n2,764,{}\n2,500,{}\n2,500,{}\n2,764,80,80\n",
                    cells(lying, "79.8"),
                    cells(standing, "79.8"),
                    cells(lying, "79.8"),
                    cells(standing, "79.8"),
                );
                assert_eq!(lengths(&text, 5), ["79.10", "79.80", "79.80", "80.50", "80.00"], "{text}");
            }
        }
    }
    // What a column of positions says counts more; one column alone says nothing, for `TB` may stand for either.
    let told = "sex,age,PB,TB,measure\n2,764,79.8,,h\n2,764,79.8,,\n2,500,79.8,,h\n";
    assert_eq!(lengths(told, 3), ["79.80", "79.10", "80.50"]);
    for alone in ["PB", "TB", "PB/TB", "lenhei"] {
        assert_eq!(
            lengths(&format!("sex,age,{alone}\n2,764,79.8\n2,500,79.8\n"), 2),
            ["79.80"; 2],
            "{alone}"
        );
    }
    let (_, report, _) = reported(b"sex,age,PB,TB\n2,764,79.8,\n2,764,,79.8\n", Unit::Days);
    let said = said(&report);
    assert!(said.contains("PB = length/height, lying where no position is given"), "{said}");
    assert!(said.contains("TB = length/height, standing where no position is given"), "{said}");
    assert_eq!(report.doubts(), []);
}

#[test]
fn hard_spaces_and_units_in_cells_are_understood() {
    let plain = reported(b"sex;age;weight;lenhei;armc\n2;764;9,2;79,8;13,4\n", Unit::Days).0;
    let values = |out: &str| out.lines().nth(1).unwrap().splitn(6, ';').nth(5).unwrap().to_owned();
    for row in [
        "\u{a0}2;764\u{a0};\u{a0}9,2\u{a0};\"79,8\u{a0}\";13,4",
        "P\u{a0};764;9,2 kg;79,8 cm;13,4cm",
        "2;764;9,2\u{a0}Kg.;798 mm;134 mm",
        "2;764;9200 gram;0,798 m;13,4 cm",
    ] {
        let text = format!("sex;age;weight;lenhei;armc\n{row}\n");
        let (out, report, heard) = reported(text.as_bytes(), Unit::Days);
        assert_eq!((values(&out), heard.problems.len()), (values(&plain), 0), "{row}");
        assert_eq!(report.doubts(), [], "{row}");
    }
    let (_, report, _) = reported("sex,age,weight\n1,731,\u{a0}\n1,731,12\n".as_bytes(), Unit::Days);
    assert_eq!(report.tally.odd.iter().sum::<u64>(), 0, "a hard space alone is an empty cell");
    // A unit of something else is none.
    let (_, _, heard) = reported(b"sex,age,weight,lenhei\n1,731,12 cm,87 kg\n1,731,12,87\n", Unit::Days);
    assert_eq!(heard.problems.len(), 2);
}
