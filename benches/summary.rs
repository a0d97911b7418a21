//! A month's summary at 100,000 visits, from the button to four files on the disk: figures, JSON, seal, PDF,
//! container, storing, writing. Each run finds other data, so that nothing is taken from the one before.
//!
//! `cargo bench --bench summary`; `VISITS=20000` for a small one; `LOKET_BENCH_DIR` chooses the disk.
//!
//! Around the month stand 60,000 people, 200,000 earlier visits (each new visit must be compared with them), two
//! stops a ticket, a diagnosis a visit, and every child under five measured.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench that fails may panic")]

use std::time::{Duration, Instant};

use loket::clinic::{Beginning, Clinic, Clock, Made, StandingClock};
use loket::setup::{self, Measures, Profile, Standing, UnitDraft, UnitKind, Village};
use loket::staff::{NewAccount, Role, SecretHash};
use loket::store::{Options, database_file};
use loket::summary::{Despite, Period};
use loket::terms::{AreaCode, TimeZone};
use loket::words::Language;
use rusqlite::Connection;

const PEOPLE: u32 = 60_000;
const RUNS: usize = 9;

fn main() {
    let visits: u32 = std::env::var("VISITS").ok().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let base = std::env::var_os("LOKET_BENCH_DIR").map_or_else(std::env::temp_dir, Into::into);
    let folder = tempfile::tempdir_in(base).unwrap();
    let clock = StandingClock::at("2026-12-01T01:00:00Z".parse().unwrap());
    let options = Options { role: "bench".into(), ..Options::default() };
    let clinic = Clinic::open(folder.path(), Clock::Standing(clock), &options).unwrap();
    clinic.begin(beginning()).unwrap();
    let db = Connection::open(database_file(folder.path())).unwrap();
    let began = Instant::now();
    db.execute_batch(&month(visits)).unwrap();
    println!("filled with {visits} visits in {:.1} s", began.elapsed().as_secs_f64());

    let period: Period = "2026-11".parse().unwrap();
    let out = folder.path().join("out");
    let mut times: Vec<(Duration, Duration)> = Vec::new();
    let mut sizes = String::new();
    for run in 1..=RUNS {
        // One visit more is well: another summary.
        db.execute("UPDATE visit SET kind = 'well' WHERE id = 200000 + ?1", [run as i64]).unwrap();
        let began = Instant::now();
        let made =
            clinic.make_summary(&clinic.system(), period, Language::Indonesian, &Despite::Whatever).unwrap();
        let sealed = began.elapsed();
        let Made::New(files) = made else { unreachable!("the data have changed") };
        files.write(&out).unwrap();
        times.push((began.elapsed(), sealed));
        sizes = files.each().map(|(_, bytes)| format!("{} kB", bytes.len() / 1000)).join(", ");
    }
    times.sort_unstable();
    let seconds = |place: usize| times.get(place).map_or(0.0, |(all, _)| all.as_secs_f64());
    let sealed = times.get(RUNS / 2).map_or(0.0, |(_, sealed)| sealed.as_secs_f64());
    println!("summary of a month, {visits} visits, {RUNS} runs (json, p7s, pdf, asice: {sizes})");
    println!("  median {:.3} s (of it until stored {sealed:.3} s)", seconds(RUNS / 2));
    println!("  least  {:.3} s", seconds(0));
    println!("  most   {:.3} s", seconds(RUNS - 1));
    println!("  wanted: at most 1 s");
}

fn beginning() -> Beginning {
    let unit = |name: &str, prefix: &str, kind| UnitDraft {
        name: name.into(),
        prefix: prefix.into(),
        kind,
        measures: Measures::Nobody,
        counters: vec![format!("Ruang {name}")],
        standing: Standing::Open,
    };
    let village = |area: u32| Village {
        code: AreaCode(format!("35100720{area:02}")),
        name: format!("Desa {area}"),
        area,
        target_under_five: (area == 3).then_some(700),
        posyandu: 4,
        standing: Standing::Open,
    };
    let password = SecretHash::of_password("padi menguning").unwrap();
    Beginning {
        clinic: setup::Beginning {
            profile: Profile::named(
                "Puskesmas Tirtasari",
                "P3510070101",
                TimeZone::Wib,
                AreaCode("351007".into()),
            ),
            villages: (1..=12).map(village).collect(),
            units: vec![
                unit("Pendaftaran", "R", UnitKind::Registration),
                unit("Umum", "A", UnitKind::Service),
                unit("Gigi", "B", UnitKind::Service),
                unit("KIA", "C", UnitKind::Service),
            ],
        },
        administrator: NewAccount {
            name: "Wahyu".into(),
            username: "wahyu".into(),
            role: Role::Administrator,
            password: password.clone(),
            pin: None,
        },
        recovery: password.into(),
        seal: Vec::new(),
        key_copy: None,
    }
}

/// The rows, written by SQLite itself.
fn month(visits: u32) -> String {
    let numbers = |most: u32| {
        format!("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {most}) ")
    };
    let (people, month) = (numbers(PEOPLE), numbers(visits));
    let earlier = numbers(200_000);
    let day = format!("date('2026-11-01', '+' || ((n - 1) * 30 / {visits}) || ' days')");
    let at = format!("(strftime('%s', {day}) * 1000 + 3600000 + n % 20000000)");
    let who = format!("(n * 7919) % {PEOPLE} + 1");
    format!(
        "BEGIN;
         {people} INSERT INTO family (id, area, serial, format)
         SELECT n, 1, n, '{{area:2}}-{{family:6}}-{{member:2}}' FROM c WHERE n % 4 = 0;
         {people} INSERT INTO person (id, name, sex, birth_date, birth_precision, no_nik, village_code, address, phone,
             disability, family_id, family_role, member, record_number, record_key, registered_at)
         SELECT n, 'Orang ' || n, iif(n % 2, 'male', 'female'),
             date('2026-11-25', '-' || iif(n % 10 = 0, n % 2000, 1900 + n % 26000) || ' days'), 'exact', 'not_brought',
             printf('35100720%02d', 1 + n % 12), '', '', 'none', 4 * ((n + 3) / 4), 'other', n % 4, 'R' || n, 'r' || n,
             1700000000000 FROM c;
         {earlier} INSERT INTO visit (id, person_id, service_day, unit_id, payer, kind, state, opened_at, recorded_at,
             closed_at, close_recorded_at)
         SELECT n, {who}, date('2025-01-01', '+' || (n * 660 / 200000) || ' days'), 2 + n % 3, 'bpjs', 'sick', 'closed',
             1735689600000 + n, 1735689600000 + n, 1735689600000 + n, 1735689600000 + n FROM c;
         {month} INSERT INTO ticket (id, service_day, prefix, number, unit_id, person_id, urgency, source, issued_at,
             recorded_at)
         SELECT n, {day}, 'A', n, 2 + n % 3, {who}, 'ordinary', 'desk', {at}, {at} FROM c;
         {month} INSERT INTO stop (id, ticket_id, sequence, unit_id, service_day, class, paper, state, opened_at,
             first_called_at, called_at, call_count, ended_at, since)
         SELECT n, n, 1, 1, {day}, 'ordinary', 0, 'done', {at}, {at} + n % 900000, {at} + n % 900000, 1,
             {at} + 1000000, {at} FROM c;
         {month} INSERT INTO stop (id, ticket_id, sequence, unit_id, service_day, class, paper, state, opened_at,
             first_called_at, called_at, call_count, ended_at, since)
         SELECT {visits} + n, n, 2, 2 + n % 3, {day}, 'ordinary', 0, 'done', {at} + 1000000,
             {at} + 1000000 + n % 3600000, {at} + 1000000 + n % 3600000, 1, {at} + 5000000, {at} FROM c;
         {month} INSERT INTO visit (id, person_id, service_day, ticket_id, stop_id, unit_id, payer, kind, state,
             opened_at, recorded_at, closed_at, close_recorded_at)
         SELECT 200000 + n, {who}, {day}, n, {visits} + n, 2 + n % 3, iif(n % 3, 'bpjs', 'cash'), 'sick',
             'closed', {at}, {at}, {at}, {at} FROM c;
         {month} INSERT INTO diagnosis (visit_id, code, name, case_kind, rank, at, recorded_at)
         SELECT 200000 + n, printf('%c%02d', 65 + n % 20, n % 97), 'Diagnosis ' || n % 97, iif(n % 4, 'new', 'old'),
             'primary', {at}, {at} FROM c;
         INSERT INTO measurement (id, person_id, measured_on, weight_g, length_mm, posture, oedema, at, recorded_at)
         SELECT id, id, '2026-11-' || printf('%02d', 1 + id % 24), 11000, 850, 'standing', id % 500 = 0, 1795000000000,
             1795000000000 FROM person WHERE birth_date > '2021-12-01' AND birth_date < '2026-11-01';
         INSERT INTO measurement_z (measurement_id, sex, birth_date, age_days, z_weight_for_age, z_length_for_age,
             z_weight_for_length, z_bmi_for_age)
         SELECT m.id, sex, birth_date, julianday(measured_on) - julianday(birth_date), m.id % 900 - 450,
             m.id % 1300 - 650, m.id % 1000 - 500, m.id % 700 - 350
         FROM measurement m JOIN person ON person.id = person_id;
         COMMIT;
         ANALYZE;"
    )
}
