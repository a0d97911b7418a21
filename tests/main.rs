//! The promises of the program, one module each, in one binary.

mod words;
