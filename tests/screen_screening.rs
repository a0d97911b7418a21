//! Growth screening by keyboard.
