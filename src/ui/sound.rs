//! The chime of the waiting room.
//!
//! On Linux the WAV is piped into whichever player is there: `pw-play`, `paplay` or `aplay`. No player, no device or a
//! player that fails is no error: the number is on the screen. Nothing here waits; a chime that is still sounding when
//! the next call comes lets that one pass in silence rather than pile up.
//!
//! On Windows `rodio` plays it on the default device.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Two tones, 1.9 seconds.
const CHIME: &[u8] = include_bytes!("../../assets/sounds/chime.wav");

/// The chime of one display. Clones are the same chime.
#[derive(Debug, Clone, Default)]
pub struct Chime {
    /// True while it sounds: a second one would only make noise.
    sounding: Arc<AtomicBool>,
}

impl Chime {
    /// Sounds and returns at once.
    pub fn ring(&self) {
        if self.sounding.swap(true, Ordering::AcqRel) {
            return;
        }
        let sounding = Arc::clone(&self.sounding);
        let spawned = std::thread::Builder::new().name("chime".into()).spawn(move || {
            player::play(CHIME);
            sounding.store(false, Ordering::Release);
        });
        if spawned.is_err() {
            self.sounding.store(false, Ordering::Release);
        }
    }
}

#[cfg(target_os = "linux")]
mod player {
    use std::io::Write;
    use std::process::{Child, Command, Stdio};
    use std::thread;
    use std::time::{Duration, Instant};

    /// The players, best first, with what makes them read a WAV from standard input.
    const PLAYERS: [(&str, &[&str]); 3] = [("pw-play", &["-"]), ("paplay", &["-"]), ("aplay", &["-q", "-"])];
    /// A player that has not ended by then hangs on its device.
    const LONGEST: Duration = Duration::from_secs(6);

    /// Plays on the first player that ends well.
    pub(super) fn play(wav: &[u8]) {
        for (program, arguments) in PLAYERS {
            if play_with(program, arguments, wav) {
                return;
            }
        }
        tracing::debug!("No player for the chime");
    }

    fn play_with(program: &str, arguments: &[&str], wav: &[u8]) -> bool {
        let started = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = started else { return false };
        let written = child.stdin.take().is_some_and(|mut stdin| stdin.write_all(wav).is_ok());
        written & ended_well(&mut child)
    }

    /// Waits for the player, and ends it when it takes too long: then it was the device, not the player.
    fn ended_well(child: &mut Child) -> bool {
        let start = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return status.success(),
                Ok(None) if start.elapsed() < LONGEST => thread::sleep(Duration::from_millis(50)),
                Ok(None) | Err(_) => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return true;
                }
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_player_that_is_not_there_is_no_error() {
            assert!(!play_with("no-such-player-anywhere", &[], b"RIFF"));
        }

        #[test]
        fn a_player_that_fails_lets_the_next_one_try() {
            assert!(!play_with("false", &[], b"RIFF"));
            assert!(play_with("cat", &["-"], b"RIFF"));
        }
    }
}

#[cfg(windows)]
mod player {
    /// Plays to its end; without a device it is silent.
    pub(super) fn play(wav: &'static [u8]) {
        let played = rodio::DeviceSinkBuilder::open_default_sink()
            .map_err(|error| error.to_string())
            .and_then(|mut device| {
                device.log_on_drop(false);
                let player = rodio::play(device.mixer(), std::io::Cursor::new(wav));
                player.map(|player| player.sleep_until_end()).map_err(|error| error.to_string())
            });
        if let Err(error) = played {
            tracing::debug!(%error, "No sound for the chime");
        }
    }
}

#[cfg(not(any(target_os = "linux", windows)))]
mod player {
    pub(super) fn play(_wav: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chime_is_a_small_wav() {
        assert!(CHIME.starts_with(b"RIFF") && CHIME.get(8..12) == Some(b"WAVE".as_slice()));
        assert!(CHIME.len() < 128 * 1024);
    }

    #[test]
    fn a_chime_does_not_hold_up_the_screen() {
        let start = std::time::Instant::now();
        let chime = Chime::default();
        chime.ring();
        chime.ring();
        assert!(start.elapsed() < std::time::Duration::from_millis(200));
    }
}
