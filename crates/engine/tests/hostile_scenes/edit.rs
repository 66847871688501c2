//! Edits of a JSON value, blind to what it means.

use serde_json::{Value, json};

/// One edit: which of the places of the JSON, what to do there, and with what.
pub type Edit = (u64, u8, u64);

/// The number of places in a value, itself among them.
fn places(value: &Value) -> u64 {
    1 + match value {
        Value::Array(items) => items.iter().map(places).sum(),
        Value::Object(fields) => fields.values().map(places).sum(),
        _ => 0,
    }
}

/// The place of this number and its path.
fn place(value: &mut Value, mut at: u64, path: String) -> (&mut Value, String) {
    if at == 0 {
        return (value, path);
    }
    at -= 1;
    let inner: Vec<(String, &mut Value)> = match value {
        Value::Array(items) => {
            let numbered = items.iter_mut().enumerate();
            numbered
                .map(|(index, item)| (format!("{path}[{index}]"), item))
                .collect()
        }
        Value::Object(fields) => {
            let joint = if path.is_empty() { "" } else { "." };
            let named = fields.iter_mut();
            named
                .map(|(name, field)| (format!("{path}{joint}{name}"), field))
                .collect()
        }
        _ => vec![],
    };
    for (path, item) in inner {
        let count = places(item);
        if at < count {
            return place(item, at, path);
        }
        at -= count;
    }
    unreachable!("there are as many places as were counted")
}

/// How many places a list may have once it is repeated.
const MOST: usize = 200_000;

/// What numbers are replaced by.
const NUMBERS: [f64; 24] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    0.01,
    1e-9,
    1e-300,
    100.0,
    -100.0,
    200.0,
    1_000.0,
    3_600.0,
    -3_600.0,
    10_000.0,
    20_000.0,
    -20_000.0,
    100_000.0,
    4_294_967_295.0,
    1e9,
    -1e9,
    1e300,
    -1e300,
    1.8e19,
];

/// Makes one edit, and tells where.
pub fn edit(whole: &mut Value, (at, what, with): Edit) -> String {
    let at = at % places(whole);
    let (value, path) = place(whole, at, String::new());
    let (size, with) = (places(value), with as usize);
    match value {
        Value::Number(_) => {
            let number = NUMBERS[with % NUMBERS.len()];
            let is_whole = number.fract() == 0.0 && number.abs() < 1e15 && what.is_multiple_of(2);
            *value = if is_whole {
                json!(number as i64)
            } else {
                json!(number)
            };
        }
        Value::String(text) => match what % 4 {
            0 => text.clear(),
            1 => *text = text.repeat(with % 3_000),
            2 => *text = "\u{202e}👩‍👩‍👧 ﷽ \u{0}".repeat(with % 12),
            _ => text.push('x'),
        },
        Value::Array(items) => match what % 4 {
            0 => items.clear(),
            1 => items.reverse(),
            2 => items.truncate(with % (items.len() + 1)),
            _ => {
                let times = (with % 300).min(MOST / size as usize);
                *items = std::iter::repeat_n(items.clone(), times)
                    .flatten()
                    .collect();
            }
        },
        Value::Object(fields) => {
            let name = fields.keys().nth(with % fields.len().max(1)).cloned();
            match (what % 3, name) {
                (0, Some(name)) => drop(fields.remove(&name)),
                (1, Some(name)) => drop(fields.insert(name, Value::Null)),
                _ => drop(fields.insert("extra".to_owned(), json!(with))),
            }
        }
        Value::Null | Value::Bool(_) => *value = json!(NUMBERS[with % NUMBERS.len()]),
    }
    path
}
