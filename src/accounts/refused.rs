//! Where a refused form says what is wrong.

use crate::error::AppError;

/// The problem with one of the fields.
pub fn on(problem: Option<&AppError>, name: &str) -> Option<String> {
    match problem? {
        AppError::Invalid { field, message } if field == name => Some(message.clone()),
        _ => None,
    }
}

/// The problem that belongs to none of these fields, said above them.
pub fn above(problem: Option<&AppError>, fields: &[&str]) -> Option<String> {
    match problem? {
        AppError::Invalid { field, .. } if fields.contains(&field.as_str()) => None,
        problem => Some(problem.to_string()),
    }
}
