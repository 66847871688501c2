//! Days as people read them, UTC.

use ::credits::{Timestamp, civil_date};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "1 July".
pub fn date(at: Timestamp) -> String {
    let day = civil_date(at);
    format!("{} {}", day.day, MONTHS[(day.month as usize + 11) % 12])
}

/// "1 July 2026".
pub fn date_with_year(at: Timestamp) -> String {
    format!("{} {}", date(at), civil_date(at).year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_in_the_statement() {
        let july = Timestamp::from_ms(1_782_864_000_000);
        assert_eq!(date(july), "1 July");
        assert_eq!(date_with_year(july), "1 July 2026");
    }
}
