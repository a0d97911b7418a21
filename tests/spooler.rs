//! Pages and slips through the system's spooler: a private CUPS that an ordinary user runs, and printers that the test
//! plays.

use std::io::Read as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use loket::printing::{Knife, Outcome, Printer, Road, Width, print, spooler};

use crate::printing::paper;
use loket::queue::slip::Roll;

/// Where Debian keeps the daemon: outside an ordinary user's path.
const DAEMON: &str = "/usr/sbin/cupsd";

/// A spooler of its own, ended with the test.
struct Cups {
    daemon: Child,
    folder: tempfile::TempDir,
}

impl Drop for Cups {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

impl Cups {
    fn start() -> Option<Self> {
        if !Path::new(DAEMON).exists() {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        // Run by root, it hands its jobs to another user.
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(at, open).unwrap();
        let names = ["root", "requests", "cache", "state", "temp", "log"];
        names.iter().for_each(|name| std::fs::create_dir(at.join(name)).unwrap());
        let line = |key: &str, name: &str| format!("{key} {}\n", at.join(name).display());
        let files = [
            line("ServerRoot", "root"),
            line("RequestRoot", "requests"),
            line("CacheDir", "cache"),
            line("StateDir", "state"),
            line("TempDir", "temp"),
            line("AccessLog", "log/access"),
            line("ErrorLog", "log/error"),
            line("PageLog", "log/page"),
        ];
        std::fs::write(at.join("cups-files.conf"), files.concat()).unwrap();
        let rules = "Browsing No\nDefaultAuthType None\n<Location />\nAllow all\n</Location>\n\
                     <Policy default>\n<Limit All>\nAllow all\n</Limit>\n</Policy>\n";
        let configuration = format!("Listen {}\n{rules}", at.join("sock").display());
        std::fs::write(at.join("root/cupsd.conf"), configuration).unwrap();
        let daemon = Command::new(DAEMON)
            .arg("-f")
            .args([
                Path::new("-c"),
                &at.join("root/cupsd.conf"),
                Path::new("-s"),
                &at.join("cups-files.conf"),
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let cups = Self { daemon, folder };
        let since = Instant::now();
        while !cups.socket().exists() {
            assert!(since.elapsed() < Duration::from_secs(20), "the spooler does not start");
            std::thread::yield_now();
        }
        Some(cups)
    }

    fn socket(&self) -> std::path::PathBuf {
        self.folder.path().join("sock")
    }
}

/// A queue to a printer at this port.
fn queue(name: &str, port: u16) {
    let device = format!("socket://127.0.0.1:{port}");
    let done = Command::new("/usr/sbin/lpadmin")
        .args(["-p", name, "-E", "-v", device.as_str(), "-m", "raw"])
        .stderr(Stdio::null())
        .status();
    assert!(done.unwrap().success(), "no queue");
}

/// Everything that the next client of a port sends.
fn received(listener: TcpListener) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

#[test]
fn what_goes_through_the_spooler_arrives_whole_and_a_printer_that_is_off_is_said() {
    // The spooler's address is a variable of the whole process: the test runs once more in one of its own.
    const INSIDE: &str = "LOKET_PRIVATE_SPOOLER";
    if std::env::var_os(INSIDE).is_some() {
        return through_the_spooler();
    }
    let Some(cups) = Cups::start() else {
        assert!(std::env::var_os("LOKET_REQUIRE_TOOLS").is_none(), "cupsd is missing");
        eprintln!("cupsd is missing: the spooler was not tried");
        return;
    };
    let name = "spooler::what_goes_through_the_spooler_arrives_whole_and_a_printer_that_is_off_is_said";
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(INSIDE, "yes")
        .env("CUPS_SERVER", cups.socket())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.contains("1 passed"), "{said}");
}

fn through_the_spooler() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    queue("Uji", listener.local_addr().unwrap().port());
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    queue("Mati", closed);
    let found = spooler::find().unwrap();
    assert_eq!(found.names, ["Mati", "Uji"]);

    // Pages: the PDF itself, as it was sealed.
    let pdf = paper(Roll::Wide);
    let port = listener.try_clone().unwrap();
    let arrives = received(port);
    let outcome = print(&Printer::Sheets { name: "Uji".into() }, "Laporan", pdf.clone());
    assert_eq!(arrives.join().unwrap(), pdf);
    assert!(matches!(outcome, Outcome::Printed | Outcome::Taken), "{outcome:?}");

    // A slip: its bytes as they are.
    let arrives = received(listener);
    let road = Road::Spooler("Uji".into());
    let thermal = Printer::Thermal { road, width: Width::Mm80, knife: Knife::Cuts };
    let outcome = print(&thermal, "A-001", pdf.clone());
    let bytes = arrives.join().unwrap();
    assert!(bytes.starts_with(&[0x1b, 0x40, 0x1d, 0x76]) && bytes.ends_with(&[0x1d, 0x56, 0x42, 0x00]));
    assert!(matches!(outcome, Outcome::Printed | Outcome::Taken), "{outcome:?}");

    let outcome = print(&Printer::Sheets { name: "Mati".into() }, "Laporan", pdf.clone());
    assert_eq!(outcome, Outcome::Offline);
    let left = Command::new("lpstat").args(["-o", "Mati"]).output().unwrap().stdout;
    assert!(left.is_empty(), "nothing comes out later by itself: {}", String::from_utf8_lossy(&left));
    let outcome = print(&Printer::Sheets { name: "Entah".into() }, "Laporan", pdf);
    assert!(matches!(outcome, Outcome::Failed(_)), "{outcome:?}");
}
