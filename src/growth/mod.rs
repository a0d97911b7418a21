//! Pure growth arithmetic over the WHO tables.
