//! What a ticket costs: from the key to the disk and to the display's window, beside a bare write and fsync of the
//! same disk in the same run; also while summaries and backups are made; and what fifty callers at once get done.
//!
//! `cargo bench --bench tickets`; `LOKET_BENCH_DIR` chooses the disk, else the system's folder for temporary files.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench that fails may panic")]

use loket::clinic::{Beginning, Clinic, Clock, Envelope, Session, SignIn, StandingClock};
use loket::desk::Desk;
use loket::setup::{self, Measures, Profile, Standing, UnitDraft, UnitKind, Village};
use loket::staff::{NewAccount, Role, SecretHash};
use loket::store::Options;
use loket::summary::{Despite, Period};
use loket::terms::{AreaCode, TimeZone, UnitId};
use loket::words::Language;
use loket::{clinic, queue};
use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const ROUNDS: usize = 1500;
const CALLERS: usize = 50;
const SPAN: Duration = Duration::from_secs(2);
/// One caller and fifty take turns this often; the middle one counts.
const TURNS: usize = 7;

/// As many tickets as a busy clinic gives in a day; then the next day begins.
const DAY: usize = 300;
const SERVICES: usize = 4;

/// The clinic's clock, moved on by the tickets themselves.
struct Days {
    clock: StandingClock,
    tickets: AtomicUsize,
}

fn ticket(days: &Days) -> Envelope<queue::Issue> {
    let nth = days.tickets.fetch_add(1, Ordering::Relaxed);
    if nth.is_multiple_of(DAY) {
        days.clock.set(days.clock.now() + chrono::Duration::days(1));
    }
    Envelope::new(queue::Issue {
        unit: UnitId(2 + (nth % SERVICES) as i64),
        first_stop: queue::FirstStop::Unit,
        person: None,
        priority: None,
        urgency: queue::Urgency::Ordinary,
        source: queue::Source::Desk,
        payer: None,
    })
}

/// A clinic with one unit, and its administrator at the desk.
fn begin(clinic: &Clinic) -> Session {
    const PASSWORD: &str = "padi menguning";
    let password = SecretHash::of_password(PASSWORD).unwrap();
    let area = AreaCode("351007".into());
    let unit = |name: &str, prefix: &str, kind| UnitDraft {
        name: name.into(),
        prefix: prefix.into(),
        kind,
        measures: Measures::Nobody,
        counters: vec![format!("Loket {prefix}")],
        standing: Standing::Open,
    };
    let beginning = Beginning {
        clinic: setup::Beginning {
            profile: Profile::named("Puskesmas Tirtasari", "P3510070101", TimeZone::Wib, area),
            villages: vec![Village {
                code: AreaCode("3510072001".into()),
                name: "Sukorejo".into(),
                area: 1,
                target_under_five: None,
                posyandu: 4,
                standing: Standing::Open,
            }],
            units: vec![
                unit("Pendaftaran", "R", UnitKind::Registration),
                unit("Umum", "A", UnitKind::Service),
                unit("Gigi", "B", UnitKind::Service),
                unit("KIA", "C", UnitKind::Service),
                unit("Lansia", "D", UnitKind::Service),
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
    };
    clinic.begin(beginning).unwrap();
    match clinic.sign_in("wahyu", PASSWORD, "Loket 1").unwrap() {
        SignIn::Welcome(clinic::Welcome { session, .. }) => session,
        other => unreachable!("{other:?}"),
    }
}

/// A bare 4 kB write and its fsync, in place as the log is written.
struct Bare(File, u64);

impl Bare {
    fn new(folder: &Path) -> Self {
        let mut file = File::create(folder.join("bare")).unwrap();
        file.write_all(&vec![0; 4 << 20]).unwrap();
        file.sync_all().unwrap();
        Self(file, 0)
    }

    fn once(&mut self) -> Duration {
        let start = Instant::now();
        self.0.seek(SeekFrom::Start(self.1 * 4096 % (4 << 20))).unwrap();
        self.0.write_all(&[self.1 as u8; 4096]).unwrap();
        self.0.sync_all().unwrap();
        self.1 += 1;
        start.elapsed()
    }
}

/// When each ticket's event reached somebody who listens, as the display's window does.
fn listen(clinic: &Clinic) -> Receiver<Instant> {
    let (sender, heard) = channel();
    let mut events = clinic.events();
    std::thread::spawn(move || {
        while let Ok(published) = events.blocking_recv() {
            let ticket = matches!(published.event, clinic::Event::Queue(queue::Event::Issued { .. }));
            if ticket && sender.send(Instant::now()).is_err() {
                break;
            }
        }
    });
    heard
}

/// A month's summary with all its files, of data that changed since the one before.
fn summary(clinic: &Clinic) {
    let period = Period::month_of(clinic.today().unwrap());
    clinic.make_summary(&clinic.system(), period, Language::Indonesian, &Despite::Whatever).unwrap();
}

struct Spread(Vec<Duration>);

impl Spread {
    fn at(&mut self, percent: usize) -> f64 {
        self.0.sort_unstable();
        self.0[(self.0.len() * percent / 100).min(self.0.len() - 1)].as_secs_f64() * 1000.0
    }
}

/// Tickets and bare writes in turn; says whether the aim is met.
fn one_by_one(clinic: &Clinic, session: &Session, days: &Days, bare: &mut Bare, what: &str) -> bool {
    let heard = listen(clinic);
    let (mut tickets, mut writes) = (Spread(Vec::new()), Spread(Vec::new()));
    for _ in 0..ROUNDS {
        let start = Instant::now();
        clinic.run(session, ticket(days)).unwrap();
        tickets.0.push(heard.recv().unwrap() - start);
        writes.0.push(bare.once());
    }
    let aim = 2.0 * writes.at(99) + 10.0;
    println!(
        "{what:<38} ticket p50 {:7.2} ms  p99 {:7.2} ms   bare fsync p50 {:7.2} ms  p99 {:7.2} ms   aim p99 ≤ {aim:.2} ms",
        tickets.at(50),
        tickets.at(99),
        writes.at(50),
        writes.at(99),
    );
    tickets.at(99) <= aim
}

/// Tickets per second with so many callers, and COMMITs per ticket. A caller is a task that asks by the handle that
/// screens and stations hold, and asks again when it is answered.
fn throughput(clinic: &Clinic, session: &Session, days: &Arc<Days>, callers: usize) -> (f64, f64) {
    let stop = Arc::new(AtomicBool::new(false));
    let ledger = clinic.store().writer().ledger();
    let commits = ledger.commits.load(Ordering::Relaxed);
    let program = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let start = Instant::now();
    let tasks: Vec<_> = (0..callers)
        .map(|_| {
            let (desk, session) = (Desk::Here(clinic.clone()), session.clone());
            let (days, stop) = (Arc::clone(days), Arc::clone(&stop));
            program.spawn(async move {
                let mut done = 0_usize;
                while !stop.load(Ordering::Relaxed) {
                    desk.clone().run(session.clone(), ticket(&days)).await.unwrap();
                    done += 1;
                }
                done
            })
        })
        .collect();
    std::thread::sleep(SPAN);
    stop.store(true, Ordering::Relaxed);
    let done: usize = tasks.into_iter().map(|task| program.block_on(task).unwrap()).sum();
    let commits = ledger.commits.load(Ordering::Relaxed) - commits;
    (done as f64 / start.elapsed().as_secs_f64(), commits as f64 / done as f64)
}

fn main() {
    let place = std::env::var_os("LOKET_BENCH_DIR").map_or_else(std::env::temp_dir, Into::into);
    let folder = tempfile::tempdir_in(place).unwrap();
    let options = Options { role: "bench".into(), ..Options::default() };
    let clock = StandingClock::at(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap());
    let days = Arc::new(Days { clock: clock.clone(), tickets: AtomicUsize::new(0) });
    let clinic = Clinic::open(folder.path(), Clock::Standing(clock), &options).unwrap();
    let session = begin(&clinic);
    let mut bare = Bare::new(folder.path());

    // Once through for warmth.
    throughput(&clinic, &session, &days, CALLERS);
    let mut met = one_by_one(&clinic, &session, &days, &mut bare, "one ticket");
    let stop = AtomicBool::new(false);
    let busy = |work: &dyn Fn()| {
        let mut count = 0;
        while !stop.load(Ordering::Relaxed) {
            work();
            count += 1;
        }
        count
    };
    std::thread::scope(|scope| {
        let backups =
            scope.spawn(|| busy(&|| drop(clinic.store().back_up(&folder.path().join("copy.db")).unwrap())));
        let summaries = scope.spawn(|| busy(&|| summary(&clinic)));
        met &= one_by_one(&clinic, &session, &days, &mut bare, "one ticket, summaries and backups made");
        stop.store(true, Ordering::Relaxed);
        println!(
            "{:<38} {} backups, {} summaries of a month",
            "  meanwhile",
            backups.join().unwrap(),
            summaries.join().unwrap()
        );
    });
    let mut turns: Vec<(f64, f64, f64, f64)> = (0..TURNS)
        .map(|_| {
            let (one, _) = throughput(&clinic, &session, &days, 1);
            let (fifty, commits) = throughput(&clinic, &session, &days, CALLERS);
            (fifty / one, one, fifty, commits)
        })
        .collect();
    turns.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (times, one, fifty, commits) = turns[TURNS / 2];
    println!(
        "{:<38} one caller {one:.0}/s, {CALLERS} callers {fifty:.0}/s: {times:.1} × ({:.1}–{:.1}; aim ≥ 10), {commits:.3} COMMITs a ticket (aim ≤ 0.1)",
        "many tickets",
        turns[0].0,
        turns[TURNS - 1].0,
    );
    met &= times >= 10.0 && commits <= 0.1;
    println!("{}", if met { "all aims met" } else { "an aim was missed" });
}
