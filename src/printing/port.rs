//! A printer that is spoken to itself: port 9100 in the network, or a device's file. What it can say of itself is asked
//! before anything is sent, and after.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::path::Path;
use std::time::{Duration, Instant};

use super::Outcome;
use super::escpos::{QUESTIONS, Status, question};

/// Where thermal printers listen.
const PORT: u16 = 9100;
/// A printer that is off does not answer for longer than this.
const CONNECT: Duration = Duration::from_secs(3);
/// One that stands still takes nothing for longer than this.
const WRITE: Duration = Duration::from_secs(5);
/// A status is answered at once, or never.
const ANSWER: Duration = Duration::from_millis(800);
/// It serves one client at a time: another PC's slip takes this long at most.
const BUSY: Duration = Duration::from_secs(4);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// Sends to a name or address in the network.
pub(super) fn network(address: &str, bytes: &[u8]) -> Outcome {
    match connect(address) {
        Ok(mut stream) => converse(&mut stream, bytes),
        Err(error) if is_away(&error) => Outcome::Offline,
        Err(error) => error.into(),
    }
}

fn is_away(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::TimedOut
            | ErrorKind::WouldBlock
            | ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
    )
}

fn connect(address: &str) -> io::Result<TcpStream> {
    let address = address.trim();
    let has_port = address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let whole = if has_port { address.to_owned() } else { format!("{address}:{PORT}") };
    let place = whole.to_socket_addrs()?.next();
    let place = place.ok_or_else(|| io::Error::from(ErrorKind::HostUnreachable))?;
    let since = Instant::now();
    loop {
        match TcpStream::connect_timeout(&place, CONNECT) {
            Ok(stream) => {
                stream.set_read_timeout(Some(ANSWER))?;
                stream.set_write_timeout(Some(WRITE))?;
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            // Somebody else prints just now, or it is off: a moment tells.
            Err(error) if error.kind() == ErrorKind::ConnectionRefused && since.elapsed() < BUSY => {
                std::thread::sleep(PAUSE);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Sends to a device's file.
pub(super) fn device(path: &Path, bytes: &[u8]) -> Outcome {
    match Device::open(path) {
        Ok(mut device) => converse(&mut device, bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => Outcome::Offline,
        Err(error) => error.into(),
    }
}

/// Asks, sends unless it cannot print, and asks again.
fn converse(port: &mut (impl Read + Write), bytes: &[u8]) -> Outcome {
    let before = match ask(port) {
        Ok(status) => status,
        Err(error) => return broken(error),
    };
    // What is sent to a printer without paper comes out once there is some, when nobody wants it any more.
    if let Some(trouble) = before.trouble() {
        return trouble;
    }
    if let Err(error) = port.write_all(bytes).and_then(|()| port.flush()) {
        return broken(error);
    }
    // Who said nothing before says nothing now.
    if !before.is_well() {
        return Outcome::Unknown;
    }
    match ask(port) {
        Ok(status) => match status.trouble() {
            Some(trouble) => trouble,
            None if status.is_well() => Outcome::Printed,
            None => Outcome::Unknown,
        },
        Err(_) => Outcome::Unknown,
    }
}

fn broken(error: io::Error) -> Outcome {
    if is_away(&error) || error.kind() == ErrorKind::WriteZero { Outcome::Offline } else { error.into() }
}

/// How the printer stands. After the first silence it is asked no more.
fn ask(port: &mut (impl Read + Write)) -> io::Result<Status> {
    let mut status = Status::default();
    for number in QUESTIONS {
        port.write_all(&question(number))?;
        port.flush()?;
        let mut answer = [0];
        match port.read(&mut answer) {
            Ok(1) => status.hear(number, answer.first().copied().unwrap_or_default()),
            Ok(_) => break,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(status)
}

/// A device's file that is never waited for longer than the limits.
struct Device(File);

impl Device {
    /// Opens what is a device, and nothing else: a file that was named by mistake keeps its content.
    fn open(path: &Path) -> io::Result<Self> {
        let what = std::fs::metadata(path)?.file_type();
        if what.is_file() || what.is_dir() {
            return Err(io::Error::new(ErrorKind::InvalidInput, "not a device"));
        }
        let mut options = File::options();
        options.read(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, NO_WAITING);
        options.open(path).map(Self)
    }
}

/// `O_NONBLOCK`: a printer that stands still must not hold a thread for ever.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const NO_WAITING: i32 = libc::O_NONBLOCK;
#[cfg(all(unix, not(all(target_os = "linux", target_env = "gnu"))))]
const NO_WAITING: i32 = 0;

/// Tries until it is done or the limit is over.
fn within(limit: Duration, mut work: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    let since = Instant::now();
    loop {
        match work() {
            Err(error) if error.kind() == ErrorKind::WouldBlock && since.elapsed() < limit => {
                std::thread::sleep(PAUSE / 5);
            }
            done => return done,
        }
    }
}

impl Read for Device {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        within(ANSWER, || self.0.read(buffer))
    }
}

impl Write for Device {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        within(WRITE, || self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_device_keeps_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("loket.db");
        std::fs::write(&file, "the clinic").unwrap();
        assert!(matches!(device(&file, b"a slip"), Outcome::Failed(_)));
        assert_eq!(std::fs::read(&file).unwrap(), b"the clinic");
        assert_eq!(device(&folder.path().join("lp0"), b"a slip"), Outcome::Offline);
    }
}
