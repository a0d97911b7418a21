//! SHA-256: the one hash of the journal, of files and of seals.

use ring::digest::{Context, SHA256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> Hash {
    sha256_of(&[bytes])
}

/// The SHA-256 of pieces as if they were one: nothing marks where one ends.
pub fn sha256_of(pieces: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    for piece in pieces {
        context.update(piece);
    }
    let mut hash = [0; 32];
    hash.iter_mut().zip(context.finish().as_ref()).for_each(|(room, byte)| *room = *byte);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::hex;

    /// Source: FIPS 180-4, the examples of NIST for SHA-256.
    #[test]
    fn the_examples_of_the_standard_come_out() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&sha256(b"abc")), abc);
        assert_eq!(hex(&sha256_of(&[b"a", b"", b"bc"])), abc);
        assert_eq!(
            hex(&sha256(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        );
        assert_eq!(hex(&sha256(b"")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
