//! What is for sale.

use super::Cents;
use crate::ui::amount;
use crate::words::billing as words;
use ::credits::Credits;
use serde::{Deserialize, Serialize};

/// The word a plan is stored and sent as: lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanKey(String);

impl PlanKey {
    pub fn new(word: impl Into<String>) -> Self {
        Self(word.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How often a plan is paid. Its credits come monthly either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Interval {
    Month,
    Year,
}

impl Interval {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// How many periods one payment covers.
    pub const fn months(self) -> i64 {
        match self {
            Self::Month => 1,
            Self::Year => 12,
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Month, Self::Year]
            .into_iter()
            .find(|interval| interval.as_str() == word)
    }
}

/// What a plan says about downloads of hand-crafted videos.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Downloads {
    /// Each first download is included; download credits that are there wait.
    Unlimited,
    /// This many download credits a month.
    Monthly(Credits),
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub key: PlanKey,
    pub name: String,
    /// The price of a month.
    pub monthly: Cents,
    pub downloads: Downloads,
    /// AI credits a month.
    pub ai: Credits,
    /// The most unused plan credits that roll over into a period; none is no limit.
    pub download_cap: Option<Credits>,
    pub ai_cap: Option<Credits>,
    /// The most AI videos that are made at once; none is no limit.
    pub takes_at_once: Option<u32>,
}

impl Plan {
    pub const fn is_unlimited(&self) -> bool {
        matches!(self.downloads, Downloads::Unlimited)
    }

    /// Download credits a month; none on plans with unlimited downloads.
    pub const fn download_credits(&self) -> Credits {
        match self.downloads {
            Downloads::Unlimited => Credits::ZERO,
            Downloads::Monthly(credits) => credits,
        }
    }
}

/// AI credits that are bought once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundle {
    pub ai: Credits,
    pub price: Cents,
}

impl Bundle {
    /// "10 cents a credit" or "9.5 cents a credit", to a tenth of a cent.
    pub fn price_per_credit(&self) -> String {
        let tenths = (self.price.get() * 20 + self.ai.get()).div_euclid(self.ai.get() * 2);
        words::cents_a_credit(if tenths % 10 == 0 {
            amount::grouped(tenths / 10)
        } else {
            amount::tenths(tenths.unsigned_abs())
        })
    }
}

/// Everything that is for sale, plans by rising price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    pub plans: Vec<Plan>,
    pub bundles: Vec<Bundle>,
    /// How many months a year costs.
    pub yearly_costs_months: i64,
}

impl Catalogue {
    pub fn plan(&self, key: &PlanKey) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.key == *key)
    }

    /// What one payment of the plan costs.
    pub fn price(&self, plan: &Plan, interval: Interval) -> Cents {
        match interval {
            Interval::Month => plan.monthly,
            Interval::Year => plan.monthly.times(self.yearly_costs_months),
        }
    }

    /// The bundle with this many credits.
    pub fn bundle(&self, ai: Credits) -> Option<Bundle> {
        self.bundles.iter().copied().find(|bundle| bundle.ai == ai)
    }

    /// The smallest bundle that covers what is missing, or the largest there is.
    pub fn bundle_covering(&self, missing: Credits) -> Option<Bundle> {
        let covering = self
            .bundles
            .iter()
            .filter(|bundle| bundle.ai >= missing)
            .min_by_key(|bundle| bundle.ai);
        covering
            .or_else(|| self.bundles.iter().max_by_key(|bundle| bundle.ai))
            .copied()
    }
}
