//! Z-scores per second: six indices, one core, rows already in memory (reading is measured by `growth_vs_numpy.sh`).
//!
//! `cargo bench --bench growth` makes a million children; `-- --write FILE` writes them as CSV for another program,
//! `-- --rows N` makes another number of them.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench speaks on the terminal and may stop")]

use fastrand::Rng;
use loket::growth::{Age, Child, Index, Scores, score_all};
use loket::terms::{Posture, Sex};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

/// Roughly normal: the sum of twelve, mean 0, SD 1.
fn normal(random: &mut Rng) -> f64 {
    (0..12).map(|_| random.f64()).sum::<f64>() - 6.0
}

/// One child with measures as a posyandu writes them: kilograms and centimetres with one decimal.
fn child(random: &mut Rng) -> Child {
    let sex = if random.f64() < 0.5 { Sex::Male } else { Sex::Female };
    let day = (random.f64() * 1826.0).floor();
    let at = loket::growth::At::Day(day as u32);
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    let near = |index, at, spread: f64, z: f64| {
        loket::growth::value_at(index, sex, at, z * spread).map_or(f64::NAN, tenth)
    };
    let length = near(Index::LengthForAge, at, 1.3, normal(random) - 0.8);
    let weight = near(Index::WeightForAge, at, 1.2, normal(random) - 0.7);
    let head = near(Index::HeadForAge, at, 1.1, normal(random));
    let arm = near(Index::ArmForAge, at, 1.1, normal(random));
    let lying = (day < 731.0) != (random.f64() < 0.05);
    Child {
        sex: Some(sex),
        age: Age::from_days(day),
        weight,
        length,
        posture: Some(if lying { Posture::Lying } else { Posture::Standing }),
        head,
        arm,
        oedema: random.f64() < 0.005,
    }
}

fn csv(children: &[Child]) -> String {
    let mut out = String::from("sex,age,weight,lenhei,measure,headc,armc,oedema\n");
    let cell = |value: f64| if value.is_nan() { String::new() } else { format!("{value:.1}") };
    for child in children {
        let sex = if child.sex == Some(Sex::Male) { 1 } else { 2 };
        let measure = if child.posture == Some(Posture::Standing) { 'h' } else { 'l' };
        let oedema = if child.oedema { 'y' } else { 'n' };
        let (weight, length) = (cell(child.weight), cell(child.length));
        let (head, arm) = (cell(child.head), cell(child.arm));
        let day = child.age.day().unwrap_or_default();
        writeln!(out, "{sex},{day},{weight},{length},{measure},{head},{arm},{oedema}").unwrap();
    }
    out
}

/// Seconds that this thread has been on a core, where the system counts them: what numpy's figure counts too, and what
/// others on the machine do not change much. Elsewhere the clock on the wall.
fn seconds(start: Instant) -> f64 {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = counted.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let after = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let rows = after("--rows").and_then(|rows| rows.parse().ok()).unwrap_or(1_000_000u32);

    let start = Instant::now();
    let _ = loket::growth::value_at(Index::LengthForAge, Sex::Male, loket::growth::At::Day(0), 0.0);
    println!("tables read in {:.2} ms", start.elapsed().as_secs_f64() * 1e3);

    // Seeded: the same rows in every run.
    let mut random = Rng::with_seed(2006);
    let children: Vec<Child> = (0..rows).map(|_| child(&mut random)).collect();
    if let Some(path) = after("--write") {
        std::fs::write(path, csv(&children)).unwrap();
    }
    let mut scores = vec![Scores::EMPTY; children.len()];
    let mut best = f64::INFINITY;
    for _ in 0..7 {
        let before = seconds(start);
        score_all(black_box(&children), black_box(&mut scores));
        best = best.min(seconds(start) - before);
    }
    let filled: usize = scores
        .iter()
        .map(|scores| Index::ALL.into_iter().filter(|index| scores.z(*index).is_some()).count())
        .sum();
    println!(
        "loket 6 indices, {rows} rows: {:.0} rows/s on one core ({filled} z-scores)",
        f64::from(rows) / best
    );
}
