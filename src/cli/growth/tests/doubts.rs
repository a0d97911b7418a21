//! What ends the command with 2: the result is doubtful as a whole, and that is said loudly.

use super::*;

fn doubts(text: &str, unit: Unit) -> (Vec<Doubt>, String) {
    let (_, report, _) = reported(text.as_bytes(), unit);
    (report.doubts(), said(&report))
}

#[test]
fn what_is_missing_as_a_whole_is_said_loudly() {
    let only = |text: &str| {
        let (doubts, said) = doubts(text, Unit::Days);
        assert_eq!(doubts.len(), 1, "{said}");
        assert!(said.contains("ATTENTION"), "{said}");
        doubts.into_iter().next().unwrap()
    };
    assert_eq!(only("sex,weight,lenhei\n1,12,87\n"), Doubt::No(Column::Age));
    assert_eq!(only("age,weight\n731,12\n"), Doubt::No(Column::Sex));
    assert_eq!(only("sex,age\n1,731\n"), Doubt::NoMeasure);
    assert_eq!(only("sex,dob,weight\n1,2024-10-17,12\n"), Doubt::NoVisit);
    assert_eq!(only("sex,age,weight\n1,731,\n"), Doubt::NoScore);
}

#[test]
fn a_column_that_only_looks_like_oedema_is_not_passed_over() {
    let (doubts, said) = doubts("sex,age,weight,odem_x\n1,731,12,y\n", Unit::Days);
    assert_eq!(doubts, [Doubt::Resembles("odem_x".into(), Column::Oedema)]);
    assert!(said.contains("“odem_x” looks like oedema but was not read"), "{said}");
    // Nor another one; but what is there already is missed by nobody.
    let (doubts, _) = self::doubts("sex,age,weight,lenhie\n1,731,12,87\n", Unit::Days);
    assert_eq!(doubts, [Doubt::Resembles("lenhie".into(), Column::Length)]);
    let (doubts, _) = self::doubts("sex,age,weight,visit_no,birth order\n1,731,12,1,2\n", Unit::Days);
    assert_eq!(doubts, [], "an age is there");
    let (doubts, _) = self::doubts("sex,age,weight,weight_x,Berat Lahir\n1,731,12,1,3\n", Unit::Days);
    assert_eq!(doubts, []);
}

#[test]
fn wrong_units_are_asked_about() {
    let asked = |text: &str, why: Why| {
        let (doubts, said) = doubts(text, Unit::Days);
        assert_eq!(doubts, [Doubt::Implausible(vec![why])], "{said}");
    };
    asked("sex,age,weight\n1,731,12000\n2,764,9200\n", Why::Grams);
    asked("sex,age,lenhei\n1,731,0.885\n2,764,0.798\n", Why::Metres);
    asked("sex,age,lenhei\n1,731,885\n2,764,798\n", Why::Millimetres);
    asked("sex,age,armc\n1,731,154\n2,764,134\n", Why::ArmMillimetres);
    asked("sex,age,weight,lenhei\n1,24,12,87\n2,36,14,95\n", Why::Months);
    // Also of a measure that few have, and have it far below the first rows.
    let many = "1,731,12,\n".repeat(60_000);
    asked(&format!("sex,age,weight,muac\n{many}1,731,12,154\n2,764,9.2,134\n"), Why::ArmMillimetres);
    // Where the name says days, months are not asked about.
    let (doubts, _) = doubts("sex,agedays,weight\n1,24,12\n", Unit::Days);
    assert_eq!(doubts, [Doubt::Implausible(Vec::new())]);
    let (doubts, _) = self::doubts("sex,age,weight\n1,731,12\n1,764,12\n", Unit::Months);
    assert_eq!(doubts, [Doubt::OutsideAge]);
}

#[test]
fn a_unit_in_the_name_is_believed() {
    for text in [
        "sex,age (months),weight_g,height_mm,muac_mm\n2,25.1,9200,798,134\n",
        "sex,Umur (bulan),Berat (gram),PB/TB (mm),LiLA (mm)\n2,25.1,9200,798,134\n",
        "sex,age_days,weight_kg,height_cm,muac_cm\n2,764,9.2,79.8,13.4\n",
    ] {
        let (out, report, _) = reported(text.as_bytes(), Unit::Days);
        assert!(out.contains(",79.80,14.45,-2.09,-2.01,-1.17,-0.97,,-1.37,"), "{out}");
        assert_eq!(report.doubts(), []);
    }
}

#[test]
fn one_meaning_in_two_columns_is_said_and_compared() {
    let (out, report, _) = reported(b"sex,age,berat,weight\n1,731,9.9,12\n1,731,12,12\n", Unit::Days);
    assert!(out.lines().nth(1).unwrap().contains(",-0.11,"), "ours by name is read: {out}");
    assert_eq!(report.doubts(), [Doubt::Differ(Column::Weight)]);
    let said = said(&report);
    assert!(said.contains("weight = weight") && said.contains("compared only"), "{said}");
    assert!(said.contains("two sources differ, rows: weight 1"), "{said}");
    let (_, report, _) = reported(b"sex,age,weight,berat\n1,731,12,12\n", Unit::Days);
    assert_eq!(report.doubts(), []);
}

#[test]
fn dates_are_believed_before_an_age_and_an_age_where_a_date_is_missing() {
    let text = "sex,dob,dov,months,weight\n2,2024-10-17,2026-11-20,25,9.2\n2,,2026-11-20,25.1,9.2\n2,2024-10-17,2026-11-20,,9.2\n";
    let (out, report, _) = reported(text.as_bytes(), Unit::Days);
    assert!(out.lines().skip(1).all(|line| line.contains(",-2.01,")), "{out}");
    assert_eq!(report.doubts(), []);
    let text = "sex,dob,dov,age,weight\n2,2024-10-17,2026-11-20,25,9.2\n";
    let (out, report, _) = reported(text.as_bytes(), Unit::Days);
    assert!(out.contains(",-2.01,"), "{out}");
    assert_eq!(report.doubts(), [Doubt::Differ(Column::Age)], "764 days are not 25");
}

#[test]
fn the_order_of_dates_is_decided_for_the_column_and_said() {
    let (out, report, _) = reported(
        b"sex,dob,dov,weight\n2,10/05/2024,11/20/2026,9.2\n2,10/17/2024,11/20/2026,9.2\n",
        Unit::Days,
    );
    assert!(out.lines().nth(2).unwrap().contains(",-2.01,"), "{out}");
    assert!(said(&report).contains("dob = date of birth, month/day/year"));
    assert_eq!(report.doubts(), []);
    // Nothing proves it: day first, and said.
    let (_, report, _) = reported(b"sex,dob,dov,weight\n2,10/05/2024,11/06/2026,9.2\n", Unit::Days);
    assert!(said(&report).contains("it could be month/day: please check"));
    assert_eq!(report.doubts(), []);
    // What is only seen far below is said loudly.
    let many = "2,10/05/2024,11/06/2026,9.2\n".repeat(20_000);
    let text = format!("sex,dob,dov,weight\n{many}2,10/17/2024,11/06/2026,9.2\n");
    let (_, report, _) = reported(text.as_bytes(), Unit::Days);
    assert_eq!(report.doubts(), [Doubt::BothOrders(Column::Birth)]);
    // One slip among proven dates costs one age.
    let many = "2,17/10/2024,20/11/2026,9.2\n".repeat(30);
    let text = format!("sex,dob,dov,weight\n{many}2,10/17/2024,20/11/2026,9.2\n");
    let (_, report, _) = reported(text.as_bytes(), Unit::Days);
    assert_eq!((report.doubts(), report.tally.odd.iter().sum()), (Vec::new(), 1));
}

#[test]
fn every_sentence_is_there_in_both_languages() {
    let all = [
        Doubt::No(Column::Age),
        Doubt::No(Column::Sex),
        Doubt::NoMeasure,
        Doubt::NoVisit,
        Doubt::NoRows,
        Doubt::NoScore,
        Doubt::FewScores,
        Doubt::WholeYears,
        Doubt::OpenOrder,
        Doubt::Resembles("odem_x".into(), Column::Oedema),
        Doubt::Unread(Column::Weight),
        Doubt::Differ(Column::Visit),
        Doubt::SexZeros,
        Doubt::SexLetters,
        Doubt::OedemaCodes,
        Doubt::ManySwollen,
        Doubt::DaysOrMonths,
        Doubt::BothOrders(Column::Birth),
        Doubt::Implausible(vec![Why::Months, Why::Grams, Why::Metres, Why::Millimetres, Why::ArmMillimetres]),
        Doubt::OutsideAge,
    ];
    let (_, mut report, _) = reported(b"title\n\nsex,age,weight,note\n1,731,12,x\n", Unit::Days);
    report.tally.odd = [1; 10];
    report.tally.sentinels = [1; 10];
    report.tally.differ = [1; 10];
    report.tally.not_positive = [1; 10];
    report.tally.scored = 0;
    report.tally.stood_early = 1;
    report.tally.not_children = 1;
    report.tally.bad_rows = 1;
    report.tally.outside_age = 1;
    report.tally.outside_length = 1;
    report.tally.outside_arm = 1;
    for language in Language::ALL {
        let voice = Voice::new(language);
        let mut lines = voice.columns(&report);
        lines.extend(voice.notes(&report));
        lines.extend(all.iter().map(|doubt| voice.doubt(doubt, &report)));
        assert_eq!(lines.len(), 3 + 10 + 20);
        assert!(lines.iter().all(|line| !line.contains('⟦')), "{lines:?}");
    }
}

#[test]
fn only_the_first_odd_cells_are_told_and_all_are_counted() {
    let text = format!("sex,age,weight\n{}", "1,731,x\n".repeat(100_000));
    let (_, report, heard) = reported(text.as_bytes(), Unit::Days);
    assert!(heard.problems.len() < 1000, "memory does not grow with the mistakes");
    assert_eq!(report.tally.odd.iter().sum::<u64>(), 100_000);
    assert_eq!(report.doubts(), [Doubt::Unread(Column::Weight)]);
}
