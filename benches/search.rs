//! Search over 1,000,000 people: p50, p95, p99 of each kind of question, beside an unlimited
//! `LIKE '%x%'` over the same names in the same run. `PEOPLE=50000 cargo bench --bench search` for a small one.
//!
//! Every time is shown twice: as it came, and of a question that was asked again until nothing else on the
//! machine took the processor away meanwhile (Linux tells how long a thread waited for one). The ratio is that
//! of the quickest scan to this p99.
//!
//! The people are made up: the names of the bundled lists, the first ones far more common than the last
//! (Zipf), and one word in eight from a long tail of words that hardly anybody has.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use chrono::{Datelike, Duration, NaiveDate, TimeZone as _, Utc};
use fastrand::Rng;
use loket::clinic::MIGRATIONS;
use loket::people::{self, AreaStanding, Config, Draft, MemberCodes, RecordFormat, query, table};
use loket::reference::names;
use loket::store::{Connection, Done, Options, Store, StoreError};
use loket::terms::{AreaCode, Moment, ServiceDay};
use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::sync::mpsc::channel;
use std::time::{Duration as Span, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Questions of each kind.
const ROUNDS: usize = 500;
/// Scans of each kind; each reads every name.
const SCANS: usize = 5;

/// Seeded: the same people in every run.
struct Dice(Rng);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    fn below(&mut self, most: usize) -> usize {
        self.0.usize(..most)
    }

    /// The first far more often than the last.
    fn skewed<'a>(&mut self, list: &'a [&'a str]) -> &'a str {
        let share = self.0.f64();
        let rank = ((list.len() as f64 + 1.0).powf(share) - 1.0) as usize;
        list[rank.min(list.len() - 1)]
    }

    fn rare(&mut self) -> String {
        const PARTS: [&str; 20] = [
            "wi", "ra", "ning", "sa", "ku", "mar", "di", "tun", "yo", "les", "gan", "ta", "bi", "pur", "no",
            "hes", "ri", "mul", "ja", "sri",
        ];
        let mut word: String = (0..3 + self.below(2)).map(|_| PARTS[self.below(PARTS.len())]).collect();
        word[..1].make_ascii_uppercase();
        word
    }
}

struct Somebody {
    name: String,
    birth: NaiveDate,
    nik: Option<String>,
    bpjs: Option<String>,
    phone: String,
}

fn somebody(dice: &mut Dice, at: usize) -> Somebody {
    let female = dice.below(2) == 0;
    let (first, later) = if female {
        (names::female(), names::second_female())
    } else {
        (names::male(), names::second_male())
    };
    // A quarter has one word, half two, a quarter three.
    let words = [1, 2, 2, 3][dice.below(4)];
    let mut name = String::new();
    for place in 0..words {
        let word = if dice.below(8) == 0 {
            dice.rare()
        } else {
            dice.skewed(if place == 0 { first } else { later }).to_owned()
        };
        if place > 0 {
            name.push(' ');
        }
        name.push_str(&word);
    }
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
    let mut birth = today - Duration::days(dice.below(29_000) as i64);
    if dice.below(7) == 0 {
        // An estimated age.
        birth = NaiveDate::from_ymd_opt(birth.year(), 1, 1).unwrap_or(birth);
    }
    let shown = birth.day() + if female { 40 } else { 0 };
    let nik = (dice.below(20) > 0).then(|| {
        let (month, year) = (birth.month(), birth.year() % 100);
        format!("3510{:02}{shown:02}{month:02}{year:02}{:04}", 1 + dice.below(25), 1 + at % 9999)
    });
    let bpjs = (dice.below(5) > 0).then(|| format!("000{:010}", dice.below(10_000_000_000)));
    let phone =
        if dice.below(3) == 0 { String::new() } else { format!("08{:010}", dice.below(9_999_999_999)) };
    Somebody { name, birth, nik, bpjs, phone }
}

fn fill(db: &Connection, count: usize) -> Outcome<(Span, Span)> {
    let began = Instant::now();
    let format = RecordFormat::default();
    let mut dice = Dice::new(3);
    let mut add_family =
        db.prepare("INSERT INTO family (id, area, serial, format) VALUES (?1, ?2, ?3, ?4)")?;
    let mut add = db.prepare(
        "INSERT INTO person (id, name, sex, birth_date, birth_precision, nik, no_nik, bpjs, address, phone,
             phone_key, disability, family_id, family_role, member, record_number, record_key, registered_at)
         VALUES (?1, ?2, 'female', ?3, 'exact', ?4, ?5, ?6, '', ?7, ?8, 'none', ?9, 'other', ?10, ?11, ?12, 0)",
    )?;
    for at in 0..count {
        let (family, member) = (at as i64 / 4, at as i64 % 4);
        let (area, serial) = (family % 8 + 1, family / 8 + 1);
        if member == 0 {
            add_family.execute((family + 1, area, serial, format.pattern()))?;
        }
        let person = somebody(&mut dice, at);
        let number = format!("{area:02}-{serial:06}-{member:02}");
        let no_nik = person.nik.is_none().then_some("not_brought");
        let key = Some(person.phone.trim_start_matches('0')).filter(|key| !key.is_empty());
        let record_key = number.replace('-', "");
        let birth = person.birth.to_string();
        add.execute((
            at as i64 + 1,
            person.name,
            birth,
            person.nik,
            no_nik,
            person.bpjs,
            &person.phone,
            key,
            family + 1,
            member,
            number,
            record_key,
        ))?;
    }
    db.execute_batch("INSERT INTO family_serial SELECT area, max(serial) FROM family GROUP BY area")?;
    let people = began.elapsed();
    let began = Instant::now();
    people::table::rebuild_search(db)?;
    Ok((people, began.elapsed()))
}

fn config() -> Config {
    Config {
        record_format: RecordFormat::default(),
        member_codes: MemberCodes::default(),
        villages: BTreeMap::new(),
        nik_area: |_: &AreaCode| AreaStanding::Known,
        today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default(),
    }
}

/// The first letters of a word, at least three, as somebody types.
fn typed(dice: &mut Dice, word: &str) -> String {
    let letters = word.chars().count();
    let shown = 3 + dice.below(letters.saturating_sub(2).max(1));
    word.chars().take(shown).collect::<String>().to_lowercase()
}

struct Kind {
    label: &'static str,
    texts: Vec<String>,
    like: bool,
}

fn kinds(dice: &mut Dice, count: usize) -> Vec<Kind> {
    let common: Vec<&str> = names::female()[..8].iter().chain(&names::male()[..8]).copied().collect();
    let second: Vec<&str> =
        names::second_female()[..8].iter().chain(&names::second_male()[..8]).copied().collect();
    let mut kinds = Vec::new();
    let mut add = |label, like, make: &mut dyn FnMut(&mut Dice) -> String| {
        kinds.push(Kind { label, like, texts: (0..ROUNDS).map(|_| make(dice)).collect() });
    };
    add("common, 3 letters", true, &mut |dice| {
        common[dice.below(16)].chars().take(3).collect::<String>().to_lowercase()
    });
    add("common, 3 letters and up", true, &mut |dice| {
        let word = common[dice.below(16)];
        typed(dice, word)
    });
    add("rare, 3 letters and up", true, &mut |dice| {
        let word = dice.rare();
        typed(dice, &word)
    });
    add("nobody", true, &mut |dice| format!("xw{}", dice.rare().to_lowercase()));
    add("two common words", false, &mut |dice| {
        let (one, other) = (common[dice.below(16)], second[dice.below(16)]);
        format!("{one} {}", typed(dice, other))
    });
    add("two common words, hardly anybody with both", false, &mut |dice| {
        let (one, other) = (names::female()[dice.below(4)], names::male()[dice.below(4)]);
        format!("{one} {}", typed(dice, other))
    });
    add("a common and a rare word", false, &mut |dice| {
        let rare = dice.rare();
        format!("{} {}", common[dice.below(16)], typed(dice, &rare))
    });
    add("three words", false, &mut |dice| {
        let (one, other) = (common[dice.below(16)], second[dice.below(16)]);
        let third = second[dice.below(16)];
        format!("{} {other} {}", typed(dice, one), typed(dice, third))
    });
    add("a common name and a year", false, &mut |dice| {
        format!("{} {}", common[dice.below(16)], 1950 + dice.below(60))
    });
    add("a rare word with a slip", false, &mut |dice| {
        let mut word = dice.rare().to_lowercase();
        word.remove(2);
        word
    });
    add("two words, one with a slip", false, &mut |dice| {
        let mut word = second[dice.below(16)].to_lowercase();
        word.remove(3);
        format!("{} {word}", common[dice.below(16)])
    });
    let people: Vec<Somebody> = (0..ROUNDS).map(|at| somebody(dice, at * (count / ROUNDS).max(1))).collect();
    let mut add_number = |label, number: &dyn Fn(&Somebody) -> Option<String>, dice: &mut Dice| {
        let texts = people.iter().filter_map(number).map(|text| {
            let shown = 3 + dice.below(text.len() - 2);
            text[..shown].to_owned()
        });
        kinds.push(Kind { label, like: false, texts: texts.collect() });
    };
    add_number("NIK, 3 digits and up", &|person| person.nik.clone(), dice);
    add_number("BPJS, 3 digits and up", &|person| person.bpjs.clone(), dice);
    add_number(
        "telephone, 3 digits and up",
        &|person| Some(person.phone.clone()).filter(|it| !it.is_empty()),
        dice,
    );
    let records =
        (0..ROUNDS).map(|_| format!("{:02}-{:06}", 1 + dice.below(8), 1 + dice.below(count / 32 + 1)));
    kinds.push(Kind { label: "record number", like: false, texts: records.collect() });
    kinds
}

fn percentile(sorted: &[Span], share: f64) -> f64 {
    if sorted.is_empty() {
        return f64::NAN;
    }
    let at = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len()) - 1;
    sorted[at].as_secs_f64() * 1000.0
}

/// How often a question is asked again when the processor was taken away meanwhile.
const AGAIN: usize = 30;

/// Times as they came, and undisturbed.
#[derive(Default)]
struct Times {
    came: Vec<Span>,
    calm: Vec<Span>,
}

/// Nanoseconds for which this thread was ready but had no processor; `None` where the system does not tell.
fn waited() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').nth(1)?.parse().ok()
}

impl Times {
    fn ask<T>(&mut self, ask: impl Fn() -> Result<T, StoreError>) -> Outcome<()> {
        for attempt in 0..AGAIN {
            let before = waited();
            let began = Instant::now();
            let answer = ask()?;
            let took = began.elapsed();
            black_box(answer);
            if attempt == 0 {
                self.came.push(took);
            }
            if before == waited() {
                self.calm.push(took);
                break;
            }
        }
        Ok(())
    }

    fn show(mut self, label: &str, scan: Option<f64>) -> (f64, f64) {
        self.came.sort_unstable();
        self.calm.sort_unstable();
        let (came, calm) = (percentile(&self.came, 0.99), percentile(&self.calm, 0.99));
        let beside = scan.map_or(String::new(), |scan| format!("{scan:>10.1} {:>8.0}×", scan / calm));
        println!(
            "{label:<44} {:>8.3} {:>8.3} {came:>8.3}   {:>8.3} {:>8.3} {calm:>8.3} {:>8.3} {beside}",
            percentile(&self.came, 0.5),
            percentile(&self.came, 0.95),
            percentile(&self.calm, 0.5),
            percentile(&self.calm, 0.95),
            percentile(&self.calm, 1.0),
        );
        (came, calm)
    }
}

fn measure(db: &Connection, kinds: &[Kind]) -> Outcome<(f64, f64)> {
    let config = config();
    println!("{:<44} {:<28} undisturbed", "milliseconds", "as it came");
    println!(
        "{:<44} {:>8} {:>8} {:>8}   {:>8} {:>8} {:>8} {:>8} {:>10} {:>9}",
        "", "p50", "p95", "p99", "p50", "p95", "p99", "most", "LIKE", "LIKE/p99"
    );
    let mut worst: (f64, f64) = (0.0, 0.0);
    for kind in kinds {
        let mut times = Times::default();
        for text in &kind.texts {
            let asked = query::Search { text: text.clone(), limit: 20, skip: 0 };
            times.ask(|| table::search(db, &asked, &config))?;
        }
        let scan = if kind.like { Some(scan(db, &kind.texts)?) } else { None };
        let (came, calm) = times.show(kind.label, scan);
        worst = (worst.0.max(came), worst.1.max(calm));
    }
    Ok(worst)
}

/// The quickest of a few unlimited LIKEs over all names.
fn scan(db: &Connection, texts: &[String]) -> Outcome<f64> {
    let mut statement = db.prepare("SELECT id FROM person WHERE name LIKE '%' || ?1 || '%'")?;
    let mut quickest = f64::INFINITY;
    for text in texts.iter().take(SCANS) {
        let began = Instant::now();
        let mut found = 0u64;
        let mut rows = statement.query([text])?;
        while let Some(row) = rows.next()? {
            found += u64::from(row.get::<_, i64>(0)? > 0);
        }
        black_box(found);
        quickest = quickest.min(began.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(quickest)
}

fn duplicates(db: &Connection) -> Outcome<()> {
    let config = config();
    let mut dice = Dice::new(11);
    let mut times = Times::default();
    for at in 0..ROUNDS {
        let person = somebody(&mut dice, at);
        let draft = Draft {
            name: person.name,
            birth_date: Some(person.birth),
            phone: person.phone,
            ..Draft::default()
        };
        let asked = query::Similar(draft);
        times.ask(|| table::similar(db, &asked, &config))?;
    }
    times.show("likely duplicates of a form", None);
    Ok(())
}

/// Registrations through the subject's own door, without the fsync that the writer shares among many.
fn registrations(db: &Connection) -> Outcome<()> {
    use people::table::Run as _;
    use people::{Birth, Details, FamilyChoice, Identity, NoNik, Registration};
    let config = config();
    let at = Utc.with_ymd_and_hms(2026, 11, 21, 1, 0, 0).single().ok_or("no such instant")?;
    let moment =
        Moment { now: at, day: ServiceDay(config.today), date: config.today, by: None, entered_at: None };
    let mut dice = Dice::new(12);
    let mut times = Times::default();
    for at in 0..ROUNDS {
        let person = somebody(&mut dice, at);
        let birth = Birth { date: person.birth, precision: people::Precision::Exact };
        let identity = Identity::Without(NoNik::NotBrought);
        let registration = Registration {
            details: Details::new(person.name, loket::terms::Sex::Female, birth, identity),
            family: FamilyChoice::New { area: 1 },
            role: people::Role::Head,
            confirmed: Vec::new(),
        };
        let before = waited();
        let began = Instant::now();
        // Some are refused as likely duplicates, which takes the longer part.
        let done = registration.run(db, &moment, &config);
        let took = began.elapsed();
        let _ = black_box(done);
        times.came.push(took);
        if before == waited() {
            times.calm.push(took);
        }
    }
    times.show("a registration, without its fsync", None);
    Ok(())
}

fn on_the_writer<T: Send + 'static>(
    store: &Store,
    mut work: impl FnMut(&Connection) -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let (tell, told) = channel();
    store.writer().submit(
        move |db| Done::Keep(work(db).map_err(|error| error.to_string())),
        move |answer| {
            let _ = tell.send(answer);
        },
    );
    Ok(told.recv()???)
}

fn main() -> Outcome<()> {
    let count: usize = std::env::var("PEOPLE").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path(), MIGRATIONS, &Options::default())?;
    let (people, index) = on_the_writer(&store, move |db| fill(db, count))?;
    // Closing folds the log into the file.
    drop(store);
    let size = std::fs::metadata(loket::store::database_file(folder.path()))?.len();
    println!(
        "{count} people written in {:.1} s, index made in {:.1} s, {} MB\n",
        people.as_secs_f64(),
        index.as_secs_f64(),
        size / 1_000_000
    );
    let store = Store::open(folder.path(), MIGRATIONS, &Options::default())?;
    let sets: i64 = store.readers().read(|db| -> Outcome<i64> {
        Ok(db.query_row("SELECT sum(length(people) + 12) FROM name_set", [], |row| row.get(0))?)
    })?;
    println!("of which the name index about {} MB\n", sets / 1_000_000);
    let kinds = kinds(&mut Dice::new(7), count);
    let (came, calm) = store.readers().read(|db| -> Outcome<(f64, f64)> {
        let worst = measure(db, &kinds)?;
        duplicates(db)?;
        Ok(worst)
    })?;
    on_the_writer(&store, registrations)?;
    println!("\nslowest p99 of a search: {calm:.3} ms undisturbed, {came:.3} ms as it came (at most 5)");
    Ok(())
}
