//! What may be written down, what must be confirmed, and what a measurement says. Knows no SQL and no clock.
