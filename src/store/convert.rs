//! Between stored values and the words of the house.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::str::FromStr;

use super::StoreError;
use crate::terms::{self, Stamp};

/// Milliseconds since 1970, as instants are stored.
pub fn millis(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// Back from milliseconds; an impossible value becomes 1970, which `doctor` reports.
pub fn instant_from_millis(value: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(value).unwrap_or_default()
}

/// Who wrote a row and when, from these columns.
pub fn stamp(row: &Row<'_>, at: &str, recorded_at: &str, by: &str) -> rusqlite::Result<Stamp> {
    let instant = |column| row.get(column).map(instant_from_millis);
    Ok(Stamp { at: instant(at)?, recorded_at: instant(recorded_at)?, by: row.get(by)? })
}

/// Who wrote a row and when, where the columns have their usual names.
pub fn written(row: &Row<'_>) -> rusqlite::Result<Stamp> {
    stamp(row, "at", "recorded_at", "written_by")
}

pub fn to_json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// A value from stored JSON.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// A value stored as its stable word: `row.get::<_, StoredText<Sex>>(0)?.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredText<T>(pub T);

impl<T> FromSql for StoredText<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(|error: T::Err| FromSqlError::Other(Box::new(error)))
    }
}

macro_rules! id_columns {
    ($($name:ident),+ $(,)?) => {$(
        impl ToSql for terms::$name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl FromSql for terms::$name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }
    )+};
}

id_columns!(
    AccountId,
    CounterId,
    DiagnosisId,
    FamilyId,
    MeasurementId,
    NoteId,
    PersonId,
    Revision,
    StopId,
    MergeId,
    MoveId,
    SummaryId,
    TicketId,
    UnitId,
    VisitId,
    VitalId,
);

impl ToSql for terms::ServiceDay {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for terms::ServiceDay {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

impl ToSql for terms::AreaCode {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_str().into())
    }
}

impl FromSql for terms::AreaCode {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(|text| Self(text.to_owned()))
    }
}
