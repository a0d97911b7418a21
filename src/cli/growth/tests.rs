//! What a file may look like, and what comes out of it.

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
    let mut heard = Heard::default();
    let mut out = Vec::new();
    let tally = convert(text.as_bytes(), &mut out, unit, &mut heard).unwrap();
    (String::from_utf8(out).unwrap(), tally, heard)
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
fn a_bad_cell_is_named_and_only_its_row_is_empty() {
    let (out, tally, heard) =
        done("id,sex,age,weight\n1,1,731,12\n2,1,731,\"12,5\"\n3,x,abc,12\n4,1,731,12\n", Unit::Days);
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!(rows[0], "1,1,731,12,,,,-0.11,,,,,,0,,,,");
    assert_eq!(rows[1], "2,1,731,\"12,5\",,,,,,,,,,,,,,");
    assert_eq!(rows[2], "3,x,abc,12,,,,,,,,,,,,,,");
    assert_eq!(rows[3], "4,1,731,12,,,,-0.11,,,,,,0,,,,");
    assert_eq!((tally.rows, tally.bad_rows), (4, 2));
    let cell = |row, column, text: &str| Problem::Cell { row, column, text: text.to_owned() };
    let expected =
        [cell(3, Column::Weight, "\"12,5\""), cell(4, Column::Sex, "x"), cell(4, Column::Age, "abc")];
    assert_eq!(heard.problems, expected);
    assert!(Voice::new(Language::Indonesian).problem(&expected[1]).contains("baris 4, kolom sex: “x”"));
}

#[test]
fn every_column_refuses_what_it_does_not_hold() {
    for (column, cell) in [
        ("sex", "3"),
        ("age", "1e"),
        ("weight", "12kg"),
        ("lenhei", "inf"),
        ("measure", "x"),
        ("headc", "--"),
        ("armc", "0x1"),
        ("oedema", "maybe"),
    ] {
        let (_, tally, heard) = done(&format!("{column}\n{cell}\n"), Unit::Days);
        assert_eq!((tally.bad_rows, heard.problems.len()), (1, 1), "{column} {cell}");
    }
}

#[test]
fn missing_is_empty_or_na_and_is_no_mistake() {
    let (out, tally, _) =
        done("sex,age,weight,lenhei,measure,headc,armc,oedema\nNA,,NA,,NA,,NA,\n1,731,NA,,,,,\n", Unit::Days);
    assert!(out.lines().skip(1).all(|line| line.ends_with(",,,,,,,,,,,,,,")));
    assert_eq!(tally, Tally { rows: 2, ..Tally::default() });
    assert!(Voice::new(Language::Indonesian).notes(&tally).is_empty());
}

#[test]
fn zero_and_outside_the_tables_are_counted_and_said() {
    let (out, tally, _) = done(
        "sex,age,weight,lenhei,headc,armc\n1,731,0,-5,0,13\n1,1827,12,90,48,13\n1,-1,3,50,34,9\n1,30,3,40,34,9\n",
        Unit::Days,
    );
    assert_eq!(out.lines().nth(1).unwrap(), "1,731,0,-5,0,13,,,,,,,,-1.99,,,,,,0");
    assert_eq!(tally.not_positive.map(|(_, count)| count), [1, 1, 1, 0]);
    assert_eq!((tally.outside_age, tally.outside_length, tally.outside_arm, tally.bad_rows), (2, 1, 1, 0));
    let notes = Voice::new(Language::Indonesian).notes(&tally).join("\n");
    assert!(notes.contains("weight 1, lenhei 1, headc 1") && notes.contains("armc (mulai hari ke-91) 1"));
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
    assert!(matches!(refused("a;b;c\n1;2;3\n"), Failure::NoKnownColumn));
    assert!(matches!(refused("sex,age,Sex\n1,2,3\n"), Failure::Twice(Column::Sex)));
    let endless = format!("sex,age\n1,5\n1,\"{}", "x\n".repeat(5 << 20));
    assert!(matches!(refused(&endless), Failure::EndlessRow(_)));
    for failure in [refused(""), refused("a\n"), refused("sex,sex\n")] {
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
    let tally = convert(input, &mut out, Unit::Days, &mut heard).unwrap();
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
    fs::write(&input, "sex,age,weight\n1,731,12\n1,731,x\n").unwrap();
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
    assert!(out.lines().nth(1).unwrap().ends_with("48,,,,,,,,,,,,,,"), "{out}");
    let problem = Problem::Cell { row: 2, column: Column::Weight, text: "1000000000".into() };
    assert_eq!(heard.problems, [problem]);
    assert_eq!((tally.rows, tally.bad_rows, tally.outside_length), (2, 1, 0));
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
