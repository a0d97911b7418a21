//! A desk at the end of a line: every value is made into bytes and read back on its way to the clinic and from it.

use loket::clinic::{Clinic, Clock, Published, wire};
use loket::desk::{Carrier, Desk, Incoming, Line, OnTheWay};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio::sync::broadcast::error::RecvError;

use iced_test::futures::futures::executor::block_on;

/// The file in which every desk at the end of a line is counted; where it is named, all desks of the tests are such.
pub const COUNTED: &str = "LOKET_TEST_OVER_A_WIRE";

/// What carries bytes to a clinic in the same process.
pub fn carrier(clinic: &Clinic) -> Carrier {
    let (asked, heard) = (clinic.clone(), clinic.clone());
    Carrier {
        ask: Box::new(move |bytes| -> OnTheWay {
            let clinic = asked.clone();
            Box::pin(async move { Ok(wire::serve(&clinic, &bytes)) })
        }),
        listen: Box::new(move || -> Incoming {
            let receiver = Arc::new(Mutex::new(heard.events()));
            Box::new(move || {
                let receiver = Arc::clone(&receiver);
                Box::pin(async move {
                    let told: Option<Published> = match receiver.lock().await.recv().await {
                        Ok(published) => Some(published),
                        Err(RecvError::Lagged(_)) => None,
                        Err(RecvError::Closed) => return None,
                    };
                    Some(serde_json::to_vec(&told).unwrap())
                })
            })
        }),
    }
}

/// A desk at the end of a line, with a clock of its own.
pub fn far(clinic: &Clinic, clock: Clock) -> Desk {
    Desk::Far(block_on(Line::open(carrier(clinic), clock)).unwrap())
}

/// Whether the tests of the screens run once more, at the end of a line. Pictures were compared in the first run.
pub fn is_second_run() -> bool {
    std::env::var_os(COUNTED).is_some()
}

/// The desk of this run of the tests.
pub fn desk(clinic: &Clinic, clock: Clock) -> Desk {
    let Ok(file) = std::env::var(COUNTED) else { return Desk::Here(clinic.clone()) };
    let mut file = OpenOptions::new().append(true).create(true).open(file).unwrap();
    writeln!(file, "{}", std::thread::current().name().unwrap_or_default()).unwrap();
    far(clinic, clock)
}
