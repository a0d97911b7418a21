//! What may be done to a visit, and what is written when it is done. Knows no SQL and no clock.
