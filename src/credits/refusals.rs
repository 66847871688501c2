//! What people read where the ledger refused.

use crate::words::credits as words;
use ::credits::Refusal;

/// Why nothing was done, in a sentence or two.
pub fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Insufficient { available, needed } => words::refused_short(needed, available),
        Refusal::PriceChanged { now } => words::refused_price(now),
        Refusal::ExceedsHold { held } => words::refused_beyond_hold(held),
        Refusal::UnknownHold => words::refused_no_hold().to_owned(),
        Refusal::HoldExists => words::refused_held_already().to_owned(),
        Refusal::KeyReused => words::refused_reused().to_owned(),
        Refusal::InvalidAmount => words::refused_amount().to_owned(),
        Refusal::InvalidSource => words::refused_source().to_owned(),
        Refusal::UnknownSource => words::refused_nothing_granted().to_owned(),
        Refusal::ExpiryPassed => words::refused_expired().to_owned(),
        Refusal::VerdictGiven => words::refused_settled().to_owned(),
        Refusal::AllTakesSettled => words::refused_all_settled().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::credits::Credits;

    #[test]
    fn a_refusal_says_what_moved_and_its_figures_stand_where_they_belong() {
        let short = Refusal::Insufficient {
            available: Credits::new(3),
            needed: Credits::new(10),
        };
        assert_eq!(
            refused(&short),
            "10 credits are needed and 3 are available. 0 credits taken."
        );
        for one in [
            short,
            Refusal::PriceChanged {
                now: Credits::new(2),
            },
            Refusal::UnknownHold,
            Refusal::ExceedsHold {
                held: Credits::new(4),
            },
            Refusal::KeyReused,
            Refusal::InvalidAmount,
            Refusal::VerdictGiven,
        ] {
            // The log says the same.
            assert_eq!(refused(&one), one.to_string());
        }
    }
}
