//! What a summary must say, found out again the slow way: plain SQL over the raw tables, one question at a time.
//! Shares nothing with the program but the tables.

use rusqlite::{Connection, Params};
use serde_json::{Value, json};

/// The clinic's day in these tests: of days to come nothing is said.
const TODAY: &str = "2026-11-23";

/// The `data` of a summary from `first` to `last`.
pub fn data(db: &Connection, first: &str, last: &str) -> Value {
    let daily = first == last;
    json!({
        "queue": queue(db, first, last, daily),
        "visits": visits(db, first, last, daily),
        "diagnoses": diagnoses(db, first, last, daily),
        "screening": screening(db, first, last, daily),
    })
}

fn number(db: &Connection, sql: &str, params: impl Params) -> i64 {
    db.query_row(sql, params, |row| row.get::<_, Option<i64>>(0)).unwrap().unwrap_or(0)
}

fn texts(db: &Connection, sql: &str, params: impl Params) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map(params, |row| row.get::<_, String>(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn numbers(db: &Connection, sql: &str, params: impl Params) -> Vec<i64> {
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map(params, |row| row.get::<_, i64>(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Median and 90th percentile by their definitions.
fn wait(mut waits: Vec<i64>) -> Value {
    waits.sort_unstable();
    let n = waits.len();
    if n == 0 {
        return json!({"n": 0});
    }
    let median = if n % 2 == 1 { waits[n / 2] } else { waits[n / 2 - 1].midpoint(waits[n / 2]) };
    // The smallest value that at least nine tenths do not exceed.
    let ninetieth = *waits
        .iter()
        .find(|value| waits.iter().filter(|other| other <= value).count() * 10 >= n * 9)
        .unwrap();
    json!({"n": n, "medianSeconds": median, "ninetiethSeconds": ninetieth})
}

const WAITS: &str = "SELECT max((first_called_at - opened_at) / 1000, 0) FROM stop
    WHERE service_day BETWEEN ?1 AND ?2 AND first_called_at IS NOT NULL";

fn service(ends: &[&str], waits: Vec<i64>) -> Value {
    let count = |end: &[&str]| ends.iter().filter(|one| end.contains(one)).count();
    json!({
        "tickets": ends.len(),
        "served": count(&["done"]),
        "noShow": count(&["no_show"]),
        "cancelled": count(&["cancelled"]),
        "moved": count(&["moved"]),
        "open": count(&["waiting", "called", "serving"]),
        "wait": wait(waits),
    })
}

fn queue(db: &Connection, first: &str, last: &str, daily: bool) -> Value {
    let all = texts(
        db,
        "SELECT (SELECT state FROM stop WHERE ticket_id = ticket.id ORDER BY sequence DESC LIMIT 1)
         FROM ticket WHERE service_day BETWEEN ?1 AND ?2",
        [first, last],
    );
    let ends: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut units = Vec::new();
    for unit in numbers(db, "SELECT id FROM unit ORDER BY rowid", []) {
        let tickets = numbers(
            db,
            "SELECT DISTINCT ticket_id FROM stop WHERE unit_id = ?1 AND service_day BETWEEN ?2 AND ?3",
            (unit, first, last),
        );
        if tickets.is_empty() {
            continue;
        }
        let states: Vec<String> = tickets
            .iter()
            .map(|ticket| {
                let states = texts(
                    db,
                    "SELECT state FROM stop WHERE unit_id = ?1 AND ticket_id = ?2 ORDER BY sequence",
                    [unit, *ticket],
                );
                if states.iter().any(|state| state == "done") {
                    "done".into()
                } else {
                    states.last().unwrap().clone()
                }
            })
            .collect();
        let states: Vec<&str> = states.iter().map(String::as_str).collect();
        let waits = numbers(db, &format!("{WAITS} AND unit_id = ?3"), (first, last, unit));
        units.push(json!({
            "unit": {
                "letter": texts(db, "SELECT prefix FROM unit WHERE id = ?1", [unit])[0],
                "name": texts(db, "SELECT name FROM unit WHERE id = ?1", [unit])[0],
            },
            "service": service(&states, waits),
        }));
    }
    let mut queue = json!({"total": service(&ends, numbers(db, WAITS, [first, last])), "units": units});
    if daily {
        let hours: Vec<i64> = numbers(
            db,
            "SELECT CAST(strftime('%H', (issued_at + 7 * 3600000) / 1000, 'unixepoch') AS INTEGER)
             FROM ticket WHERE service_day BETWEEN ?1 AND ?2",
            [first, last],
        );
        if let (Some(least), Some(most)) = (hours.iter().min(), hours.iter().max()) {
            let each = (*least..=*most).map(
                |hour| json!({"hour": hour, "tickets": hours.iter().filter(|one| **one == hour).count()}),
            );
            queue["perHour"] = each.collect();
        }
    }
    queue
}

/// The key of the LB1 band of somebody born on ?1 on day ?2.
const BAND: &str = "SELECT CASE
    WHEN julianday(?2) - julianday(?1) <= 7 THEN '0-7-days'
    WHEN julianday(?2) - julianday(?1) <= 28 THEN '8-28-days'
    WHEN years < 1 THEN '1-11-months' WHEN years <= 4 THEN '1-4-years' WHEN years <= 9 THEN '5-9-years'
    WHEN years <= 14 THEN '10-14-years' WHEN years <= 19 THEN '15-19-years' WHEN years <= 44 THEN '20-44-years'
    WHEN years <= 59 THEN '45-59-years' ELSE 'over-59-years' END
    FROM (SELECT strftime('%Y', ?2) - strftime('%Y', ?1) - (strftime('%m-%d', ?2) < strftime('%m-%d', ?1)) AS years)";

fn visits(db: &Connection, first: &str, last: &str, daily: bool) -> Value {
    let counted = "SELECT id FROM visit WHERE state <> 'voided' AND service_day BETWEEN ?1 AND ?2";
    let ids = numbers(db, counted, [first, last]);
    let mut bands: Vec<Value> = [
        "0-7-days",
        "8-28-days",
        "1-11-months",
        "1-4-years",
        "5-9-years",
        "10-14-years",
        "15-19-years",
        "20-44-years",
        "45-59-years",
        "over-59-years",
    ]
    .into_iter()
    .map(|band| json!({"band": band, "maleNew": 0, "maleReturning": 0, "femaleNew": 0, "femaleReturning": 0}))
    .collect();
    let mut new = 0;
    for id in &ids {
        let earlier = number(
            db,
            "SELECT count(*) FROM visit this JOIN visit other ON other.person_id = this.person_id
             WHERE this.id = ?1 AND other.id <> this.id AND other.state <> 'voided'
               AND (other.service_day, other.opened_at, other.id) < (this.service_day, this.opened_at, this.id)",
            [id],
        );
        new += i64::from(earlier == 0);
        let who = "FROM visit JOIN person ON person.id = visit.person_id WHERE visit.id = ?1";
        let one = |column: &str| texts(db, &format!("SELECT {column} {who}"), [id]).remove(0);
        let band = texts(db, BAND, [one("person.birth_date"), one("visit.service_day")]).remove(0);
        let cell = match (one("person.sex").as_str(), earlier) {
            ("male", 0) => "maleNew",
            ("male", _) => "maleReturning",
            (_, 0) => "femaleNew",
            _ => "femaleReturning",
        };
        let band = bands.iter_mut().find(|value| value["band"] == band.as_str()).unwrap();
        band[cell] = json!(band[cell].as_i64().unwrap() + 1);
    }
    let of = |column: &str, value: &str| {
        number(
            db,
            &format!(
                "SELECT count(*) FROM visit WHERE state <> 'voided' AND service_day BETWEEN ?1 AND ?2 AND {column} = ?3"
            ),
            (first, last, value),
        )
    };
    let payers = ["bpjs", "cash", "free", "jamkesda", "other"];
    let by_payer: Vec<Value> = payers
        .iter()
        .filter(|payer| of("payer", payer) > 0)
        .map(|payer| json!({"payer": payer, "visits": of("payer", payer)}))
        .collect();
    let mut by_unit = Vec::new();
    for unit in numbers(db, "SELECT id FROM unit ORDER BY rowid", []) {
        let count = number(
            db,
            "SELECT count(*) FROM visit WHERE state <> 'voided' AND service_day BETWEEN ?1 AND ?2 AND unit_id = ?3",
            (first, last, unit),
        );
        if count > 0 {
            let name = |column: &str| {
                texts(db, &format!("SELECT {column} FROM unit WHERE id = ?1"), [unit]).remove(0)
            };
            by_unit.push(json!({"unit": {"letter": name("prefix"), "name": name("name")}, "visits": count}));
        }
    }
    let mut visits = json!({
        "total": ids.len(), "new": new, "returning": ids.len() as i64 - new,
        "sick": of("kind", "sick"), "well": of("kind", "well"),
        "byAgeAndSex": bands, "byPayer": by_payer, "byUnit": by_unit,
    });
    if !daily {
        let days = texts(
            db,
            "WITH RECURSIVE day(d) AS (SELECT ?1 UNION ALL SELECT date(d, '+1 day') FROM day WHERE d < ?2) SELECT d FROM day WHERE d <= ?3",
            [first, last, TODAY],
        );
        visits["perDay"] =
            days.iter().map(|day| json!({"day": day, "visits": of("service_day", day)})).collect();
    }
    visits
}

fn diagnoses(db: &Connection, first: &str, last: &str, daily: bool) -> Value {
    let least = if daily { 5 } else { 1 };
    let standing = "FROM diagnosis WHERE voided_at IS NULL AND replaced_at IS NULL AND visit_id IN
        (SELECT id FROM visit WHERE state <> 'voided' AND service_day BETWEEN ?1 AND ?2)";
    let total = number(db, &format!("SELECT count(*) {standing}"), [first, last]);
    let mut found = Vec::new();
    for code in texts(db, &format!("SELECT DISTINCT code {standing} ORDER BY code"), [first, last]) {
        let cases = |kind: &str| {
            number(
                db,
                &format!("SELECT count(*) {standing} AND code = ?3 AND case_kind = ?4"),
                (first, last, &code, kind),
            )
        };
        let name =
            texts(db, &format!("SELECT max(name) {standing} AND code = ?3"), (first, last, &code)).remove(0);
        found.push((cases("new"), cases("old"), code.clone(), name));
    }
    found.retain(|(new, old, ..)| new + old >= least);
    found.sort_by(|one, next| (next.0 + next.1).cmp(&(one.0 + one.1)).then(one.2.cmp(&next.2)));
    found.truncate(10);
    let listed: i64 = found.iter().map(|(new, old, ..)| new + old).sum();
    let top: Vec<Value> = found
        .iter()
        .map(|(new, old, code, name)| json!({"code": code, "name": name, "newCases": new, "oldCases": old}))
        .collect();
    json!({"total": total, "least": least, "top": top, "unlisted": total - listed})
}

type Index = (&'static str, &'static str, i64, i64, &'static [(&'static str, i64)]);

/// z in hundredths: its column, where it stops being plausible, and the categories by their lower edges.
const INDICES: [Index; 4] = [
    (
        "weight_for_age",
        "z_weight_for_age",
        -600,
        500,
        &[
            ("severely_underweight", -9_999),
            ("underweight", -300),
            ("normal_weight", -200),
            ("risk_of_overweight", 101),
        ],
    ),
    (
        "length_for_age",
        "z_length_for_age",
        -600,
        600,
        &[("severely_stunted", -9_999), ("stunted", -300), ("normal_length", -200), ("tall", 301)],
    ),
    ("weight_for_length", "z_weight_for_length", -500, 500, NUTRITION),
    ("bmi_for_age", "z_bmi_for_age", -500, 500, NUTRITION),
];
const NUTRITION: &[(&str, i64)] = &[
    ("severely_wasted", -9_999),
    ("wasted", -300),
    ("well_nourished", -200),
    ("possible_risk_of_overweight", 101),
    ("overweight", 201),
    ("obese", 301),
];

/// Measurements that count of a child under five on the day, newest first.
const MEASURED: &str = "FROM measurement m JOIN measurement_z z ON z.measurement_id = m.id
    JOIN person p ON p.id = m.person_id
    WHERE m.voided_at IS NULL AND m.measured_on BETWEEN ?1 AND ?2 AND p.birth_date > date(m.measured_on, '-60 months')";

fn area(db: &Connection, first: &str, last: &str, children: &[i64]) -> Value {
    let mut indices = Vec::new();
    let mut swollen = std::collections::BTreeSet::new();
    for (index, column, low, high, categories) in INDICES {
        let mut counts: Vec<(&str, i64)> = categories.iter().map(|(name, _)| (*name, 0)).collect();
        let (mut implausible, mut without) = (0, 0);
        for child in children {
            let mut statement = db
                .prepare(&format!(
                    "SELECT z.{column}, m.oedema {MEASURED} AND m.person_id = ?3 ORDER BY m.measured_on DESC, m.at DESC, m.id DESC"
                ))
                .unwrap();
            let rows: Vec<(Option<i64>, bool)> = statement
                .query_map((first, last, child), |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let by_weight = index != "length_for_age";
            let good = rows
                .iter()
                .find(|(z, oedema)| (*oedema && by_weight) || z.is_some_and(|z| (low..=high).contains(&z)));
            match good {
                Some((_, true)) if by_weight => {
                    swollen.insert(*child);
                    counts[0].1 += 1;
                }
                Some((Some(z), _)) => {
                    let place = categories.iter().rposition(|(_, edge)| z >= edge).unwrap();
                    counts[place].1 += 1;
                }
                _ if rows.iter().any(|(z, _)| z.is_some()) => implausible += 1,
                _ => without += 1,
            }
        }
        let categories: Vec<Value> = counts
            .iter()
            .map(|(category, children)| json!({"category": category, "children": children}))
            .collect();
        indices.push(json!({
            "index": index, "of": children.len(), "categories": categories,
            "implausible": implausible, "notMeasured": without,
        }));
    }
    json!({"measured": children.len(), "oedema": swollen.len(), "indices": indices})
}

fn screening(db: &Connection, first: &str, last: &str, daily: bool) -> Value {
    let measured = |filter: &str| {
        numbers(db, &format!("SELECT DISTINCT m.person_id {MEASURED} AND {filter} ORDER BY 1"), [first, last])
    };
    let mut total = area(db, first, last, &measured("1"));
    if daily {
        return json!({"total": total});
    }
    let (mut villages, mut sources) = (Vec::new(), std::collections::BTreeSet::new());
    let (mut targets, mut missing) = (0, 0);
    for code in texts(db, "SELECT code FROM village ORDER BY code", []) {
        let mut one = area(db, first, last, &measured(&format!("p.village_code = '{code}'")));
        let set = number(db, "SELECT coalesce(target_under_five, -1) FROM village WHERE code = ?1", [&code]);
        let residents = numbers(
            db,
            "SELECT id FROM person WHERE village_code = ?1 AND birth_date <= ?2 AND birth_date > date(?2, '-60 months')
               AND (deceased_on IS NULL OR deceased_on > ?2)
               AND date(registered_at / 1000 + 7 * 3600, 'unixepoch') <= ?2",
            [&code, last],
        );
        let (target, source, not_measured) = if set >= 0 {
            (set, "set", (set - one["measured"].as_i64().unwrap()).max(0))
        } else {
            let seen = measured("1");
            let unseen = residents.iter().filter(|person| !seen.contains(person)).count();
            (residents.len() as i64, "registered", unseen as i64)
        };
        sources.insert(source);
        (targets, missing) = (targets + target, missing + not_measured);
        one["target"] = json!({"children": target, "source": source});
        one["notMeasured"] = json!(not_measured);
        let name = texts(db, "SELECT name FROM village WHERE code = ?1", [&code]).remove(0);
        villages.push(json!({"code": code, "name": name, "area": one}));
    }
    let source = if sources.len() == 1 { sources.first().copied().unwrap() } else { "mixed" };
    total["target"] = json!({"children": targets, "source": source});
    total["notMeasured"] = json!(missing);
    let elsewhere = area(db, first, last, &measured("p.village_code IS NULL AND p.area_code IS NOT NULL"));
    let unknown = area(db, first, last, &measured("p.village_code IS NULL AND p.area_code IS NULL"));
    let mut all = json!({"total": total, "villages": villages, "elsewhere": elsewhere});
    if unknown["measured"] != 0 {
        all["villageUnknown"] = unknown;
    }
    all
}
