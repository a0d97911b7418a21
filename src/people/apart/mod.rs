//! Two records that look like one person and are two people, because somebody who knows them said so: they are not asked
//! about again.

pub mod table;
