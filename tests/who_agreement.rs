//! The promise: z-scores are WHO's, to the last of two decimals.

#![expect(clippy::unwrap_used, reason = "a test file that cannot be read is a failed test")]

use loket::growth::{
    Age, Assessment, Category, Child, Empty, Index, Measures, Scores, assess, score_all, unrounded,
};
use loket::terms::{Grams, Millimetres, Posture, Sex};

/// A small reader for the files in `tests/data`: column names to cells.
struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn read(text: &str) -> Self {
        let mut lines =
            text.lines().map(|line| line.trim_end().split(',').map(str::to_owned).collect::<Vec<_>>());
        Self { header: lines.next().unwrap(), rows: lines.collect() }
    }

    fn cell<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        &row[self.header.iter().position(|name| name == column).unwrap()]
    }

    fn number(&self, row: &[String], column: &str) -> f64 {
        let cell = self.cell(row, column);
        if cell.is_empty() { f64::NAN } else { cell.parse().unwrap() }
    }

    fn child(&self, row: &[String], age: Age) -> Child {
        Child {
            sex: Some(if self.cell(row, "sex") == "1" { Sex::Male } else { Sex::Female }),
            age,
            weight: self.number(row, "weight"),
            length: self.number(row, "lenhei"),
            posture: match self.cell(row, "measure") {
                "l" => Some(Posture::Lying),
                "h" => Some(Posture::Standing),
                _ => None,
            },
            head: self.number(row, "headc"),
            arm: self.number(row, "armc"),
            oedema: self.cell(row, "oedema") == "y",
        }
    }
}

const COLUMNS: [(Index, &str); 6] = [
    (Index::LengthForAge, "zlen"),
    (Index::WeightForAge, "zwei"),
    (Index::WeightForLength, "zwfl"),
    (Index::BmiForAge, "zbmi"),
    (Index::HeadForAge, "zhc"),
    (Index::ArmForAge, "zac"),
];

/// Compares every cell and says how many there were.
fn compare(sheet: &Sheet, prefix: &str, age: impl Fn(&[String]) -> Option<Age>) -> usize {
    let mut cells = 0;
    for (line, row) in sheet.rows.iter().enumerate() {
        let Some(age) = age(row) else { continue };
        let mut scores = [Scores::EMPTY];
        score_all(&[sheet.child(row, age)], &mut scores);
        for (index, column) in COLUMNS {
            let want = sheet.cell(row, &format!("{prefix}{column}"));
            let want = (!want.is_empty()).then(|| (want.parse::<f64>().unwrap() * 100.0).round() as i32);
            assert_eq!(scores[0].z(index).map(|z| z.0), want, "row {} {column}: {row:?}", line + 2);
            cells += 1;
        }
    }
    cells
}

#[test]
fn whos_own_survey_agrees_in_every_cell_under_sixty_months() {
    let sheet = Sheet::read(include_str!("data/who_survey_498.csv"));
    let cells = compare(&sheet, "who_", |row| {
        let months = sheet.number(row, "age");
        (months < 60.0).then(|| Age::from_months(months))
    });
    assert_eq!(cells, 494 * 6);
}

#[test]
fn the_command_writes_whos_own_numbers_and_flags_beside_each_row() {
    let survey = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/who_survey_498.csv");
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_loket"))
        .args(["growth", survey, "--months"])
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let (given, made) = (
        Sheet::read(include_str!("data/who_survey_498.csv")),
        Sheet::read(std::str::from_utf8(&done.stdout).unwrap()),
    );
    assert_eq!(made.rows.len(), given.rows.len());
    let flags = ["flen", "fwei", "fwfl", "fbmi", "fhc", "fac"];
    let limits = [(-6.0, 6.0), (-6.0, 5.0), (-5.0, 5.0), (-5.0, 5.0), (-5.0, 5.0), (-5.0, 5.0)];
    let mut cells = 0;
    for (line, (made_row, given_row)) in made.rows.iter().zip(&given.rows).enumerate() {
        assert_eq!(made_row[..given_row.len()], given_row[..], "row {}", line + 2);
        for (((_, column), flag), (low, high)) in COLUMNS.iter().zip(flags).zip(limits) {
            let z = made.cell(made_row, column);
            if given.number(given_row, "age") < 60.0 {
                // WHO's file drops a last zero; a number is written with two decimals here.
                let who: Option<f64> = given.cell(given_row, &format!("who_{column}")).parse().ok();
                let who = who.map_or(String::new(), |z| format!("{z:.2}").replace("-0.00", "0.00"));
                assert_eq!(z, who, "row {} {column}", line + 2);
                cells += 1;
            } else {
                assert_eq!(z, "", "row {} {column}", line + 2);
            }
            let wild = z.parse().map_or("", |z: f64| if z < low || z > high { "1" } else { "0" });
            assert_eq!(made.cell(made_row, flag), wild, "row {} {flag}", line + 2);
        }
    }
    assert_eq!(cells, 494 * 6);
}

#[test]
fn forty_digits_agree_in_every_cell() {
    let sheet = Sheet::read(include_str!("data/who_oracle.csv"));
    let cells = compare(&sheet, "", |row| Some(Age::from_days(sheet.number(row, "age"))));
    assert!(cells >= 20_000);
}

#[test]
fn a_block_gives_the_same_as_one_by_one() {
    let sheet = Sheet::read(include_str!("data/who_oracle.csv"));
    let children: Vec<Child> =
        sheet.rows.iter().map(|row| sheet.child(row, Age::from_days(sheet.number(row, "age")))).collect();
    let mut together = vec![Scores::EMPTY; children.len()];
    score_all(&children, &mut together);
    for (child, together) in children.iter().zip(&together) {
        let mut alone = [Scores::EMPTY];
        score_all(std::slice::from_ref(child), &mut alone);
        for index in Index::ALL {
            assert_eq!(alone[0].z(index), together.z(index));
        }
    }
}

/// sex, day, kg, cm, posture, and the z of weight, length, weight-for-length and BMI, unrounded.
type Vector = (Sex, f64, f64, f64, Option<Posture>, [f64; 4]);

#[test]
fn reference_children_agree_to_four_places() {
    use Posture::{Lying, Standing};
    use Sex::{Female, Male};
    let vectors: [Vector; 11] = [
        (Male, 0.0, 2.5, 48.0, None, [-1.8988, -0.9953, -1.8842, -2.2858]),
        (Female, 0.0, 2.4, 45.4, None, [-1.9860, -2.0120, -0.5842, -1.4699]),
        (Male, 180.0, 6.0, 63.0, None, [-2.4659, -2.0972, -1.5102, -1.6870]),
        (Female, 365.0, 7.0, 69.0, None, [-2.0503, -1.9439, -1.4450, -1.2366]),
        (Male, 365.0, 5.5, 68.0, None, [-4.7503, -3.2573, -4.5785, -4.4275]),
        (Female, 730.0, 9.0, 79.0, Some(Lying), [-2.0320, -2.2946, -1.0744, -0.7883]),
        (Male, 730.0, 8.0, 78.0, Some(Lying), [-3.6055, -3.2088, -2.8981, -2.4503]),
        (Male, 731.0, 8.0, 78.0, Some(Standing), [-3.6092, -2.9871, -3.0597, -2.6971]),
        (Female, 1096.0, 11.0, 88.0, None, [-1.8517, -1.8528, -1.1368, -0.9661]),
        (Male, 1826.0, 30.0, 100.0, None, [3.5782, -2.1493, 8.9930, 7.9443]),
        (Female, 1500.0, 12.0, 92.0, None, [-2.3072, -2.6360, -1.0354, -0.8086]),
    ];
    for (sex, day, weight, length, posture, want) in vectors {
        let child =
            Child { sex: Some(sex), age: Age::from_days(day), weight, length, posture, ..Child::UNMEASURED };
        let z = unrounded(&child);
        let indices = [Index::WeightForAge, Index::LengthForAge, Index::WeightForLength, Index::BmiForAge];
        for (index, want) in indices.into_iter().zip(want) {
            let got = *z.get(index);
            assert!((got - want).abs() < 0.000_051, "{sex:?} {day} {index:?}: {got}, not {want}");
        }
    }
}

#[test]
fn position_is_corrected_as_who_does() {
    let z = |sex, day, length, posture| {
        let child = Child {
            sex: Some(sex),
            age: Age::from_days(day),
            length,
            posture: Some(posture),
            ..Child::UNMEASURED
        };
        *unrounded(&child).get(Index::LengthForAge)
    };
    let near = |got: f64, want: f64| assert!((got - want).abs() < 0.000_051, "{got}, not {want}");
    near(z(Sex::Male, 730.0, 82.0, Posture::Standing), -1.6702);
    near(z(Sex::Male, 731.0, 82.0, Posture::Lying), -1.9075);
    near(z(Sex::Female, 600.0, 75.3, Posture::Standing), -2.1432);
    near(z(Sex::Female, 900.0, 80.0, Posture::Lying), -3.1477);
    let far = z(Sex::Male, 987.0, 72.86, Posture::Lying);
    assert!((far + 6.09).abs() < 0.005);
    let head = Child { sex: Some(Sex::Male), age: Age::from_days(365.0), head: 42.0, ..Child::UNMEASURED };
    near(*unrounded(&head).get(Index::HeadForAge), -3.1631);
}

fn girl(age_days: u32, measures: Measures) -> Assessment {
    assess(Sex::Female, age_days, &measures)
}

#[test]
fn the_child_of_the_picture_is_labelled_as_in_the_picture() {
    let measures = Measures {
        weight: Some(Grams(9200)),
        length: Some(Millimetres(798)),
        posture: Some(Posture::Lying),
        head: Some(Millimetres(462)),
        arm: Some(Millimetres(134)),
        oedema: false,
    };
    let said = girl(764, measures);
    assert_eq!(said.corrected.unwrap().length, Millimetres(791));
    assert_eq!(said.z(Index::LengthForAge).unwrap().to_string(), "-2.31");
    assert_eq!(said.category(Index::LengthForAge), Some(Category::Stunted));
    assert_eq!(said.z(Index::WeightForAge).unwrap().to_string(), "-2.01");
    assert_eq!(said.z(Index::WeightForLength).unwrap().to_string(), "-1.00");
    assert_eq!(said.z(Index::HeadForAge).unwrap().to_string(), "-0.81");
    assert_eq!(said.category(Index::ArmForAge), Some(Category::NormalArm));
    assert!(said.scores.iter().any(|(_, score)| score.category.is_some_and(Category::needs_referral)));
}

#[test]
fn a_child_with_oedema_is_labelled_without_weight() {
    for weight in [None, Some(Grams(9200))] {
        let said = girl(
            764,
            Measures { weight, length: Some(Millimetres(798)), oedema: true, ..Measures::default() },
        );
        assert_eq!(said.category(Index::WeightForLength), Some(Category::SeverelyWastedOedema));
        assert_eq!(said.category(Index::WeightForAge), None);
        assert!(said.score(Index::WeightForLength).z.is_err());
        assert!(said.z(Index::LengthForAge).is_some());
        assert!(said.scores.iter().any(|(_, score)| score.category.is_some_and(Category::needs_referral)));
    }
    let weighed = Measures { weight: Some(Grams(9200)), oedema: true, ..Measures::default() };
    assert_eq!(girl(764, weighed).score(Index::WeightForAge).z, Err(Empty::Oedema));
}

#[test]
fn from_sixty_months_everything_is_empty_with_its_reason() {
    let measures =
        Measures { weight: Some(Grams(15000)), length: Some(Millimetres(1000)), ..Measures::default() };
    assert!(girl(1826, measures).z(Index::LengthForAge).is_some());
    for index in Index::ALL {
        assert_eq!(girl(1827, measures).score(index).z, Err(Empty::OutsideAge));
        assert_eq!(girl(1827, measures).category(index), None);
    }
}
