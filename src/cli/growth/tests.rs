//! What a file may look like, and what comes out of it.

mod dialects;
mod doubts;
mod files;
mod names;
mod shapes;
mod silent;

use super::*;
use crate::words::Language;

fn run(args: &GrowthArgs) -> ExitCode {
    super::run(args, Language::Indonesian)
}

/// Keeps what it hears.
#[derive(Default)]
struct Heard {
    problems: Vec<Problem>,
    progress: usize,
}

impl Listener for Heard {
    fn problem(&mut self, problem: &Problem) {
        self.problems.push(problem.clone());
    }

    fn progress(&mut self, _rows: u64, _bytes: u64) {
        self.progress += 1;
    }
}

fn done(text: &str, unit: Unit) -> (String, Tally, Heard) {
    let (out, report, heard) = reported(text.as_bytes(), unit);
    (out, report.tally, heard)
}

fn reported(bytes: &[u8], unit: Unit) -> (String, Report, Heard) {
    let mut heard = Heard::default();
    let mut out = Vec::new();
    let report = convert(bytes, &mut out, unit, &mut heard).unwrap();
    (String::from_utf8(out).unwrap(), report, heard)
}

/// Everything that is said at the end, in English.
fn said(report: &Report) -> String {
    let voice = Voice::new(Language::English);
    let mut lines = voice.columns(report);
    lines.extend(voice.notes(report));
    lines.extend(report.doubts().iter().map(|doubt| voice.doubt(doubt, report)));
    lines.join("\n")
}

const TITLES: &str = "clenhei,cbmi,zlen,zwei,zwfl,zbmi,zhc,zac,flen,fwei,fwfl,fbmi,fhc,fac";

#[test]
fn a_child_gets_its_values_behind_its_own_cells() {
    let (out, tally, heard) = done(
        "name,sex,age,weight,lenhei,measure,headc,armc,oedema\nKirana,f,764,9.2,79.8,l,46.2,13.4,n\n",
        Unit::Days,
    );
    let mut lines = out.lines();
    assert_eq!(
        lines.next().unwrap(),
        format!("name,sex,age,weight,lenhei,measure,headc,armc,oedema,{TITLES}")
    );
    assert_eq!(
        lines.next().unwrap(),
        "Kirana,f,764,9.2,79.8,l,46.2,13.4,n,79.10,14.70,-2.31,-2.01,-1.00,-0.76,-0.81,-1.37,0,0,0,0,0,0"
    );
    assert_eq!((tally.rows, tally.bad_rows, heard.problems.len()), (1, 0, 0));
}

#[test]
fn columns_come_in_any_order_some_not_at_all_and_others_are_carried() {
    let (out, ..) = done("lenhei,id,SEX , age\n79.1,\"a,b\",2,764\n", Unit::Days);
    assert_eq!(out, format!("lenhei,id,SEX , age,{TITLES}\n79.1,\"a,b\",2,764,79.10,,-2.31,,,,,,0,,,,,\n"));
}

#[test]
fn months_are_days_of_thirty_and_a_half() {
    let (days, ..) = done("sex,age,weight\n1,731,12\n", Unit::Days);
    let (months, ..) = done("sex,age,weight\n1,24,12\n", Unit::Months);
    assert_eq!(days.replace("731", "24"), months);
}

#[test]
fn windows_line_ends_a_mark_at_the_beginning_and_quotes_are_understood() {
    let plain = done("sex,age,weight\n1,731,12\n2,400,8.5\n", Unit::Days).0;
    let windows = done("\u{feff}sex,age,weight\r\n1,731,12\r\n2,400,8.5\r\n", Unit::Days).0;
    assert_eq!(windows, plain.replace('\n', "\r\n"));
    let (quoted, ..) =
        done("\"sex\",\"age\",weight,note\n\"1\",\"731\",\"12\",\"a\nb \"\"c\"\"\"\n", Unit::Days);
    assert!(quoted.ends_with("\"a\nb \"\"c\"\"\",,,,-0.11,,,,,,0,,,,\n"), "{quoted}");
    let unfinished = done("sex,age,weight\n1,731,12\n2,400,8.5", Unit::Days).0;
    assert_eq!(unfinished, plain);
}

#[test]
fn one_odd_cell_costs_its_measure_and_not_the_row() {
    let text = "id,sex,age,weight,lenhei\n1,1,731,12,87\n2,1,731,\"12 5\",87\n3,1,abc,12,87\n4,x,731,12,87\n";
    let (out, report, heard) = reported(text.as_bytes(), Unit::Days);
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(rows[0], "1,1,731,12,87,87.00,15.85,-0.04,-0.11,-0.17,-0.13,,,0,0,0,0,,");
    assert_eq!(rows[1], "2,1,731,\"12 5\",87,87.00,,-0.04,,,,,,0,,,,,");
    assert_eq!(rows[2], "3,1,abc,12,87,87.00,15.85,,,-0.17,,,,,,0,,,", "weight for length needs no age");
    assert_eq!(rows[3], "4,x,731,12,87,,,,,,,,,,,,,,", "nothing is known without a sex");
    let cell = |row, column, text: &str| Problem::Cell { row, column, text: text.to_owned() };
    let expected =
        [cell(3, Column::Weight, "\"12 5\""), cell(4, Column::Age, "abc"), cell(5, Column::Sex, "x")];
    assert_eq!(heard.problems, expected);
    assert_eq!((report.tally.rows, report.tally.bad_rows, report.doubts().len()), (4, 1, 0));
    let voice = Voice::new(Language::Indonesian);
    assert!(voice.problem(&expected[2]).contains("baris 5, jenis kelamin: “x”"));
    assert!(said(&report).contains("left empty: sex 1, age 1, weight 1"), "{}", said(&report));
}

#[test]
fn an_odd_cell_is_counted_and_no_reason_for_exit_2() {
    let folder = tempfile::tempdir().unwrap();
    let ends = |text: &str| {
        let input = folder.path().join("in.csv");
        fs::write(&input, text).unwrap();
        run(&GrowthArgs { input, months: false, out: Some(folder.path().join("out.csv")) })
    };
    let many = "1,731,12\n".repeat(5);
    assert_eq!(ends(&format!("sex,age,weight\n{many}1,731,x\n")), ExitCode::SUCCESS);
    assert_eq!(ends(&format!("sex,age,weight\n{many}x,731,12\n")), ExitCode::from(2), "a row is lost");
    assert_eq!(ends("sex,age,weight\n1,731,x\n1,731,y\n1,731,12\n"), ExitCode::from(2), "a column is lost");
}

#[test]
fn every_column_refuses_what_it_does_not_hold() {
    for (column, cell) in [
        ("sex", "3"),
        ("age", "1e"),
        ("dob", "31/04/2025"),
        ("dov", "kemarin"),
        ("weight", "12 lbs"),
        ("lenhei", "inf"),
        ("measure", "x"),
        ("headc", "--"),
        ("armc", "0x1"),
        ("oedema", "maybe"),
    ] {
        let (_, report, heard) = reported(format!("{column}\n{cell}\n").as_bytes(), Unit::Days);
        let odd: u64 = report.tally.odd.iter().sum();
        assert_eq!((odd, heard.problems.len()), (1, 1), "{column} {cell}");
        assert!(!report.doubts().is_empty());
    }
}

#[test]
fn missing_has_many_spellings_and_is_no_mistake() {
    for missing in
        ["", "NA", "N/A", "#N/A", "NULL", "nan", "NaN", ".", ".a", "-", "<NA>", "tidak diukur", " "]
    {
        let row = [missing; 6].join(",");
        let text = format!("sex,age,weight,lenhei,headc,armc,oedema,measure\n1,731,{row}\n1,731,12,,,,,\n");
        let (out, report, heard) = reported(text.as_bytes(), Unit::Days);
        assert!(out.lines().nth(1).unwrap().ends_with(",,,,,,,,,,,,,,"), "{missing}");
        assert_eq!((heard.problems.len(), report.tally.odd.iter().sum::<u64>()), (0, 0), "{missing}");
        let notes = Voice::new(Language::Indonesian).notes(&report);
        assert_eq!(notes, ["tanpa z-score: 1 dari 2 baris"], "nothing but that a row gives none");
        assert!(report.doubts().is_empty());
    }
}

#[test]
fn zero_and_outside_the_tables_are_counted_and_said() {
    let (out, report, _) = reported(
        b"sex,age,weight,lenhei,headc,armc\n1,731,0,-5,0,13\n1,1827,12,90,48,13\n1,-1,3,50,34,9\n1,30,3,40,34,9\n",
        Unit::Days,
    );
    assert_eq!(out.lines().nth(1).unwrap(), "1,731,0,-5,0,13,,,,,,,,-1.99,,,,,,0");
    let tally = &report.tally;
    assert_eq!(tally.not_positive, [0, 0, 0, 0, 1, 1, 0, 1, 0, 0]);
    assert_eq!((tally.outside_age, tally.outside_length, tally.outside_arm, tally.bad_rows), (2, 1, 1, 0));
    let notes = Voice::new(Language::Indonesian).notes(&report).join("\n");
    assert!(
        notes.contains("berat 1, panjang/tinggi 1, lingkar kepala 1")
            && notes.contains("LiLA (mulai hari ke-91) 1")
    );
}

#[test]
fn flags_show_what_is_implausible() {
    let (out, ..) = done("sex,age,weight,lenhei\n1,1826,30,100\n", Unit::Days);
    assert!(out.lines().nth(1).unwrap().ends_with(",-2.15,3.58,8.99,7.94,,,0,0,1,1,,"), "{out}");
}

#[test]
fn rows_with_too_few_or_too_many_cells_stay_in_their_columns() {
    let (out, tally, heard) = done("sex,age,weight,note\n1,731,12\n1,731,12,a,b\n\n1,731,12,c\n", Unit::Days);
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(rows[0], "1,731,12,,,,,-0.11,,,,,,0,,,,");
    assert_eq!(rows[2], "1,731,12,c,,,,-0.11,,,,,,0,,,,");
    assert_eq!((rows.len(), tally.rows, tally.bad_rows), (3, 3, 1), "a blank line is no row");
    assert_eq!(heard.problems, [Problem::TooManyCells { row: 3, cells: 5, header: 4 }]);
}

#[test]
fn done_twice_gives_the_same_once() {
    let (once, ..) = done("id,sex,age,weight,lenhei\n7,1,731,12,87\n", Unit::Days);
    let (twice, ..) = done(&once, Unit::Days);
    assert_eq!(once, twice);

    // A row that ends early keeps its values under their names, whatever the header held before.
    let (short, ..) = done("sex,age,weight,zlen,zwfl\n1,731,12\n", Unit::Days);
    let (plain, ..) = done("sex,age,weight\n1,731,12\n", Unit::Days);
    assert_eq!(short, plain);
}

#[test]
fn a_file_that_is_none_is_refused_in_a_sentence() {
    let refused = |text: &str| {
        convert(text.as_bytes(), Vec::new(), Unit::Days, &mut Heard::default()).map(|_| ()).unwrap_err()
    };
    assert!(matches!(refused(""), Failure::NoHeader));
    assert!(matches!(refused("a;b;c\n1;2;3\n"), Failure::NoKnownColumn(line) if line == "a;b;c"));
    assert!(matches!(refused("\n\n"), Failure::NoHeader));
    assert!(matches!(refused("PK\u{3}\u{4}"), Failure::NotText(NotText::Workbook)));
    assert!(matches!(refused("<html><table><tr><td>sex"), Failure::NotText(NotText::WebPage)));
    assert!(matches!(refused(&format!("sex,age{}", ",x".repeat(20_000))), Failure::TooManyColumns));
    let endless = format!("sex,age\n1,5\n1,\"{}", "x\n".repeat(5 << 20));
    assert!(matches!(refused(&endless), Failure::EndlessRow(_)));
    for failure in [refused(""), refused("a\n"), refused("<html>"), refused("a\0")] {
        for language in Language::ALL {
            let said = Voice::new(language).failure(&failure);
            assert!(said.ends_with('.') && !said.contains('⟦'), "{said}");
        }
    }
}

#[test]
fn a_quote_left_open_ends_with_the_file() {
    let (out, tally, heard) = done("sex,age,note\n1,5,a\n1,6,\"b\n1,7,c\n", Unit::Days);
    assert_eq!(heard.problems, [Problem::OpenQuote { row: 3 }]);
    assert_eq!((tally.rows, tally.bad_rows), (2, 1));
    assert!(out.ends_with("1,6,\"b\n1,7,c\",,,,,,,,,,,,,,\n"), "{out}");
}

/// A file made while it is read: nothing of it is ever whole in memory.
struct Endless {
    line: Vec<u8>,
    left: usize,
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Odd pieces, so that rows are cut at every place.
        let room = buffer.len().min(4093);
        let mut written = 0;
        while written < room && self.left > 0 {
            let part = &self.line[self.at..];
            let length = part.len().min(room - written);
            buffer[written..written + length].copy_from_slice(&part[..length]);
            written += length;
            self.at += length;
            if self.at == self.line.len() {
                self.at = 0;
                self.left -= 1;
            }
        }
        Ok(written)
    }
}

/// Checks every row as it is written, and keeps none.
struct Checked {
    wanted: Vec<u8>,
    at: usize,
    rows: usize,
}

impl Write for Checked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            assert_eq!(*byte, self.wanted[self.at]);
            self.at = (self.at + 1) % self.wanted.len();
            self.rows += usize::from(self.at == 0);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Keeps the header, then checks rows.
struct HeaderThen {
    header: Vec<u8>,
    left: usize,
    rows: Checked,
}

impl Write for HeaderThen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left > 0 {
            let length = bytes.len().min(self.left);
            self.header.extend_from_slice(&bytes[..length]);
            self.left -= length;
            return Ok(length);
        }
        self.rows.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_long_file_streams_through_in_order() {
    const ROWS: usize = 100_000;
    let head = b"sex,age,weight,note\n".to_vec();
    let input = head.as_slice().chain(Endless { line: b"1,731,12,\"a\nb\"\n".to_vec(), left: ROWS, at: 0 });
    let titles = format!("sex,age,weight,note,{TITLES}\n");
    let wanted = b"1,731,12,\"a\nb\",,,,-0.11,,,,,,0,,,,\n".to_vec();
    let rows = Checked { wanted, at: 0, rows: 0 };
    let mut out = HeaderThen { header: Vec::new(), left: titles.len(), rows };
    let mut heard = Heard::default();
    let tally = convert(input, &mut out, Unit::Days, &mut heard).unwrap().tally;
    assert_eq!((tally.rows as usize, out.rows.rows, out.rows.at), (ROWS, ROWS, 0));
    assert_eq!(out.header, titles.into_bytes());
}

#[test]
fn the_result_takes_its_place_only_when_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("in.csv"), folder.path().join("out.csv"));
    fs::write(&input, "sex,age,weight\n1,731,12\n").unwrap();
    let args = |input: &Path, out: &Path| GrowthArgs {
        input: input.to_owned(),
        months: false,
        out: Some(out.to_owned()),
    };
    assert_eq!(run(&args(&input, &out)), ExitCode::SUCCESS);
    let whole = fs::read_to_string(&out).unwrap();
    assert!(whole.ends_with("1,731,12,,,,-0.11,,,,,,0,,,,\n"));
    fs::write(&input, "").unwrap();
    assert_eq!(run(&args(&input, &out)), ExitCode::from(1));
    assert_eq!(fs::read_to_string(&out).unwrap(), whole, "a failed run leaves the old result");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing half-written stays");
    fs::write(&input, "sex,age,weight\n1,731,12\nx,731,12\n").unwrap();
    assert_eq!(run(&args(&input, &input)), ExitCode::from(2), "onto itself is fine");
    assert_eq!(fs::read_to_string(&input).unwrap().lines().count(), 3);
    assert_eq!(run(&args(&folder.path().join("none.csv"), &out)), ExitCode::from(1));
}

#[test]
fn rows_that_end_with_cr_alone_are_refused_with_a_way_out() {
    let refused = |text: &str| convert(text.as_bytes(), Vec::new(), Unit::Days, &mut Heard::default());
    let failure = refused("sex,age,weight\r1,731,12\r").unwrap_err();
    assert!(matches!(failure, Failure::OldLineEnds));
    for language in Language::ALL {
        assert!(Voice::new(language).failure(&failure).contains("CSV"));
    }
    // A line end inside a quoted title is text.
    assert!(refused("sex,\"a\rb\",weight\n1,2,3\n").is_ok());
}

#[test]
fn a_measure_that_no_scale_shows_is_no_measure() {
    let (out, tally, heard) = done("sex,age,weight,headc\n1,731,1000000000,48\n1,731,12,48\n", Unit::Days);
    assert!(out.lines().nth(1).unwrap().ends_with("48,,,,,,,-0.19,,,,,,0,"), "{out}");
    let problem = Problem::Cell { row: 2, column: Column::Weight, text: "1000000000".into() };
    assert_eq!(heard.problems, [problem]);
    assert_eq!((tally.rows, tally.bad_rows, tally.outside_length), (2, 0, 0));
}

#[cfg(unix)]
#[test]
fn a_link_keeps_pointing_and_a_pipe_is_written_into() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("in.csv"), "sex,age,weight\n1,731,12\n").unwrap();
    let run = |out: PathBuf| run(&GrowthArgs { input: at("in.csv"), months: false, out: Some(out) });
    fs::write(at("real.csv"), "old").unwrap();
    std::os::unix::fs::symlink(at("real.csv"), at("link.csv")).unwrap();
    // Somebody's own file of that name is not ours to write over.
    fs::write(at("real.csv.part"), "theirs").unwrap();
    assert_eq!(run(at("link.csv")), ExitCode::SUCCESS);
    assert!(fs::symlink_metadata(at("link.csv")).unwrap().is_symlink());
    let whole = fs::read_to_string(at("real.csv")).unwrap();
    assert!(whole.ends_with("1,731,12,,,,-0.11,,,,,,0,,,,\n"), "{whole}");
    assert_eq!(fs::read_to_string(at("real.csv.part")).unwrap(), "theirs");

    let pipe = at("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    assert_eq!(run(pipe.clone()), ExitCode::SUCCESS);
    assert_eq!(reader.join().unwrap(), whole);
    assert!(!fs::metadata(&pipe).unwrap().is_file());
}
