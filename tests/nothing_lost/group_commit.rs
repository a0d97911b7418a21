//! Group commit changes nothing but the speed: whatever many desks do at once, the clinic is as if the journal's
//! commands had come one after the other, each in a transaction of its own.

use super::{By, Deed, begin, hash, open_on, quick_folder, times};
use crate::support::disk::{Disk, Fault};
use loket::clinic::{Clinic, Command, Envelope, Refusal, Replied};
use loket::queue;
use loket::queue::command::{CallAgain, CallNext, Finish, NoShow, Restore, Serve};
use loket::staff::command::{Change, Employ, SetPin, SetRecovery};
use loket::staff::{self, Employment, Role};
use loket::store::{Connection, Done, Durability, StoreError};
use loket::terms::{AccountId, CounterId, StopId, UnitId};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::Mutex;
use uuid::Uuid;

/// What a desk does next.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "a few at a time, in a test")]
enum Act {
    /// A command; some are refused, depending on what others did before.
    Command(Deed),
    /// The same command as the desk's last, as after a lost answer.
    Again,
    /// Work that panics.
    Panic,
    /// From here on the disk will refuse one fsync.
    BreakDisk,
}

fn of_staff() -> impl Strategy<Value = Command> {
    let account = (1i64..6).prop_map(AccountId);
    prop_oneof![
        3 => (0u8..8).prop_map(|who| Command::from(staff::NewAccount {
            name: format!("Orang {who}"),
            username: format!("orang.{who}"),
            role: Role::ALL[usize::from(who) % Role::ALL.len()],
            password: hash(),
            pin: None,
        })),
        2 => account.clone().prop_map(|account| Command::from(SetPin { account, pin: Some(hash()) })),
        2 => (account.clone(), 0usize..7, 0usize..7).prop_map(|(account, shown, new)| {
            let role = Some(loket::terms::Change { shown: Role::ALL[shown], new: Role::ALL[new] });
            Command::from(Change { account, changes: staff::AccountChanges { role, ..Default::default() } })
        }),
        2 => (account, any::<bool>()).prop_map(|(account, ended)| Command::from(Employ {
            account, employment: if ended { Employment::Ended } else { Employment::Active },
        })),
        1 => Just(Command::from(SetRecovery(hash()))),
    ]
}

fn of_queue() -> impl Strategy<Value = Command> {
    let on = || (1i64..12).prop_map(|stop| queue::OnStop { stop: StopId(stop), seen: None });
    prop_oneof![
        6 => (2i64..5, any::<bool>()).prop_map(|(unit, elderly)| {
            Command::from(super::ticket(UnitId(unit), elderly.then_some(queue::Priority::Elderly)))
        }),
        4 => (2i64..5).prop_map(|unit| Command::from(CallNext {
            // The registration has two counters, every other unit one.
            unit: UnitId(unit), counter: CounterId(unit + 1),
        })),
        1 => on().prop_map(|on| Command::from(CallAgain(on))),
        1 => on().prop_map(|on| Command::from(NoShow(on))),
        1 => on().prop_map(|on| Command::from(Restore(on))),
        2 => on().prop_map(|on| Command::from(Serve(on))),
        2 => (on(), prop::option::of((2i64..5).prop_map(UnitId))).prop_map(|(on, next)| {
            Command::from(Finish { stop: on.stop, next, seen: None })
        }),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![1 => of_staff(), 2 => of_queue()]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => command().prop_map(|command| Act::Command(Deed { by: By::System, envelope: Envelope::new(command) })),
        2 => Just(Act::Again),
        1 => Just(Act::Panic),
        1 => Just(Act::BreakDisk),
    ]
}

type Replies = BTreeMap<Uuid, Replied>;

/// One desk works through its acts; what was answered goes into the book.
fn work(clinic: &Clinic, disk: &Disk, acts: &[Act], book: &Mutex<Replies>) {
    let mut last = None;
    for act in acts {
        let deed = match act {
            Act::Command(deed) => deed,
            Act::Again => match last {
                Some(deed) => deed,
                None => continue,
            },
            Act::Panic => {
                let quietly = || resume_unwind(Box::new("on purpose"));
                clinic.store().writer().submit(move |_| -> Done<()> { quietly() }, |_| ());
                continue;
            }
            Act::BreakDisk => {
                disk.break_once(Fault::Sync("-wal"));
                continue;
            }
        };
        last = Some(deed);
        loop {
            match clinic.run_any(&deed.session(clinic), deed.envelope.clone()) {
                Ok(reply) => {
                    let before = book.lock().unwrap().insert(deed.envelope.id, reply.clone());
                    assert!(
                        before.is_none_or(|before| before == reply),
                        "another answer to the same command"
                    );
                }
                // As a person would: press again.
                Err(Refusal::Failure(_)) => continue,
                Err(_) => {}
            }
            break;
        }
    }
}

/// Every row of every table.
fn everything(clinic: &Clinic) -> Vec<String> {
    clinic
        .store()
        .readers()
        .read(|db: &Connection| {
            let mut all = Vec::new();
            let mut tables =
                db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")?;
            for table in tables.query_map([], |row| row.get::<_, String>(0))? {
                let table = table?;
                let mut rows = db.prepare(&format!("SELECT * FROM \"{table}\""))?;
                let columns = rows.column_count();
                let mut rows = rows.query([])?;
                while let Some(row) = rows.next()? {
                    let values: Vec<_> =
                        (0..columns).map(|column| row.get_ref(column)).collect::<Result<_, _>>()?;
                    all.push(format!("{table}: {values:?}"));
                }
            }
            Ok::<_, StoreError>(all)
        })
        .unwrap()
}

/// The journal's commands in its order.
fn in_order(clinic: &Clinic) -> Vec<Uuid> {
    clinic
        .store()
        .readers()
        .read(|db| {
            let mut ids = db.prepare("SELECT command FROM journal ORDER BY seq")?;
            let ids = ids.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
            Ok::<_, StoreError>(ids.iter().map(|id| Uuid::parse_str(id).unwrap()).collect())
        })
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: times(300, 16) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_interleaving_leaves_the_state_of_one_after_the_other(
        desks in prop::collection::vec(prop::collection::vec(act(), 0..14), 1..6),
    ) {
        let (disk, folder) = (Disk::new(1), quick_folder());
        let clinic = open_on(&disk, &folder, Durability::Full);
        let begin = begin();
        let book = Mutex::new(BTreeMap::from([(begin.envelope.id, begin.run(&clinic))]));
        std::thread::scope(|scope| {
            for acts in &desks {
                scope.spawn(|| work(&clinic, &disk, acts, &book));
            }
        });
        let deeds: BTreeMap<Uuid, &Deed> = desks
            .iter()
            .flatten()
            .filter_map(|act| if let Act::Command(deed) = act { Some(deed) } else { None })
            .chain([&begin])
            .map(|deed| (deed.envelope.id, deed))
            .collect();
        let order = in_order(&clinic);
        let book = book.into_inner().unwrap();
        prop_assert_eq!(order.len(), book.len(), "journalled and answered are the same commands");

        let (second_disk, second_folder) = (Disk::new(2), quick_folder());
        let alone = open_on(&second_disk, &second_folder, Durability::Off);
        for id in &order {
            prop_assert_eq!(&deeds[id].run(&alone), &book[id]);
        }
        prop_assert_eq!(everything(&clinic), everything(&alone));
    }
}

/// SQLite compiles a statement anew when it thinks that a bound value could change the plan: four times a ticket,
/// before the writer forbade it.
#[test]
#[expect(unsafe_code, reason = "only SQLite itself can list a connection's statements")]
fn a_ticket_compiles_no_statement_anew() {
    use rusqlite::ffi;
    let (disk, folder) = (Disk::new(1), quick_folder());
    let clinic = open_on(&disk, &folder, Durability::Full);
    begin().run(&clinic);
    for deed in super::morning_of(0, 30) {
        deed.run(&clinic);
    }
    let (sender, counted) = std::sync::mpsc::channel();
    clinic.store().writer().submit(
        |db| {
            let (mut runs, mut anew) = (0, 0);
            // SAFETY: the writer's own thread walks over its own connection's statements.
            unsafe {
                let mut statement = ffi::sqlite3_next_stmt(db.handle(), std::ptr::null_mut());
                while !statement.is_null() {
                    runs += ffi::sqlite3_stmt_status(statement, ffi::SQLITE_STMTSTATUS_RUN, 0);
                    anew += ffi::sqlite3_stmt_status(statement, ffi::SQLITE_STMTSTATUS_REPREPARE, 0);
                    statement = ffi::sqlite3_next_stmt(db.handle(), statement);
                }
            }
            Done::Undo((runs, anew))
        },
        move |said| sender.send(said.unwrap()).unwrap(),
    );
    let (runs, anew) = counted.recv().unwrap();
    assert!(runs > 200 && anew < 10, "{anew} of {runs} runs");
}
