//! The file of plans that operators edit, read and checked when the server starts.

use super::rules::{Bundle, Catalogue, Cents, Downloads, Plan, PlanKey};
use super::store::BillingStore;
use crate::server::Settings;
use ::credits::Credits;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// What is for sale where nobody says otherwise.
const DEFAULT: &str = include_str!("../../plans.toml");

/// The most a price or an amount may be, far from every limit of a number.
const MOST: i64 = 1_000_000_000;

/// A file of plans that cannot be used, with the line to look at.
#[derive(Debug, thiserror::Error)]
pub enum InvalidPlans {
    #[error("{path}: {cause}")]
    Unreadable {
        path: PathBuf,
        cause: std::io::Error,
    },
    #[error("{file}, line {line}: {problem}")]
    Wrong {
        file: String,
        line: usize,
        problem: String,
    },
    #[error(
        "{file} has no plan {plan:?}, which accounts still have: add it again, they cannot be left without"
    )]
    InUse { file: String, plan: String },
}

/// Where a problem is, before it is known in which file.
struct Problem {
    at: usize,
    text: String,
}

fn problem<T>(at: &Spanned<T>, text: impl Into<String>) -> Problem {
    Problem {
        at: at.span().start,
        text: text.into(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    yearly_costs_months: Spanned<i64>,
    #[serde(default)]
    plan: Vec<Spanned<PlanEntry>>,
    #[serde(default)]
    bundle: Vec<Spanned<BundleEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanEntry {
    id: Spanned<String>,
    name: Spanned<String>,
    monthly_cents: Spanned<i64>,
    downloads: Spanned<DownloadsEntry>,
    ai_credits: Spanned<i64>,
    download_cap: Option<Spanned<i64>>,
    ai_cap: Option<Spanned<i64>>,
    takes_at_once: Option<Spanned<i64>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum DownloadsEntry {
    Credits(i64),
    Word(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BundleEntry {
    ai_credits: Spanned<i64>,
    cents: Spanned<i64>,
}

/// Reads the plans the settings ask for, and refuses ones that would leave somebody without theirs.
pub async fn open_catalogue(
    settings: &Settings,
    store: &dyn BillingStore,
) -> Result<Catalogue, Box<dyn std::error::Error + Send + Sync>> {
    let path = settings.plans_file.as_deref();
    let catalogue = load(path)?;
    check_in_use(path, &catalogue, &store.plans_in_use().await?)?;
    Ok(catalogue)
}

/// Reads the file, or the plans the program comes with when there is none.
fn load(path: Option<&Path>) -> Result<Catalogue, InvalidPlans> {
    match path {
        None => parse("plans.toml", DEFAULT),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|cause| InvalidPlans::Unreadable {
                path: path.to_owned(),
                cause,
            })?;
            parse(&path.to_string_lossy(), &text)
        }
    }
}

/// Refuses a catalogue that lacks a plan somebody has.
fn check_in_use(
    path: Option<&Path>,
    catalogue: &Catalogue,
    in_use: &[PlanKey],
) -> Result<(), InvalidPlans> {
    match in_use.iter().find(|key| catalogue.plan(key).is_none()) {
        None => Ok(()),
        Some(plan) => Err(InvalidPlans::InUse {
            file: path.map_or_else(
                || "plans.toml".to_owned(),
                |path| path.to_string_lossy().into_owned(),
            ),
            plan: plan.as_str().to_owned(),
        }),
    }
}

fn parse(file: &str, text: &str) -> Result<Catalogue, InvalidPlans> {
    let wrong = |at: usize, problem: String| InvalidPlans::Wrong {
        file: file.to_owned(),
        line: text
            .as_bytes()
            .iter()
            .take(at)
            .filter(|byte| **byte == b'\n')
            .count()
            + 1,
        problem,
    };
    let entries: File = toml::from_str(text).map_err(|error| {
        wrong(
            error.span().map_or(0, |span| span.start),
            error.message().to_owned(),
        )
    })?;
    catalogue(entries).map_err(|problem| wrong(problem.at, problem.text))
}

fn catalogue(file: File) -> Result<Catalogue, Problem> {
    let yearly_costs_months = within(
        &file.yearly_costs_months,
        1..=12,
        "a year costs 1 to 12 months",
    )?;
    let mut plans: Vec<Plan> = Vec::with_capacity(file.plan.len());
    for entry in file.plan {
        let at = entry.span().start;
        let plan = plan(entry.into_inner())?;
        if plans
            .iter()
            .any(|other| other.key == plan.key || other.name == plan.name)
        {
            return Err(Problem {
                at,
                text: "another plan has this id or name".to_owned(),
            });
        }
        if plans
            .last()
            .is_some_and(|cheaper| cheaper.monthly >= plan.monthly)
        {
            return Err(Problem {
                at,
                text: "plans stand by rising price, the cheapest first".to_owned(),
            });
        }
        plans.push(plan);
    }
    let mut bundles: Vec<Bundle> = Vec::with_capacity(file.bundle.len());
    for entry in file.bundle {
        let at = entry.span().start;
        let bundle = bundle(entry.into_inner())?;
        if bundles.iter().any(|other| other.ai == bundle.ai) {
            return Err(Problem {
                at,
                text: "another bundle has as many AI credits".to_owned(),
            });
        }
        bundles.push(bundle);
    }
    if plans.is_empty() {
        return Err(Problem {
            at: 0,
            text: "there is no [[plan]], and nobody could start".to_owned(),
        });
    }
    Ok(Catalogue {
        plans,
        bundles,
        yearly_costs_months,
    })
}

fn bundle(entry: BundleEntry) -> Result<Bundle, Problem> {
    Ok(Bundle {
        ai: Credits::new(within(
            &entry.ai_credits,
            1..=MOST,
            "a bundle has at least 1 AI credit",
        )?),
        price: Cents::new(within(
            &entry.cents,
            1..=MOST,
            "a bundle costs at least 1 cent",
        )?),
    })
}

fn plan(entry: PlanEntry) -> Result<Plan, Problem> {
    let id = entry.id.as_ref();
    let is_word = !id.is_empty()
        && id.len() <= 40
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_word {
        return Err(problem(
            &entry.id,
            "an id is 1 to 40 lower-case letters, digits and hyphens",
        ));
    }
    let name = entry.name.as_ref().trim();
    if name.is_empty() || name.chars().count() > 40 {
        return Err(problem(&entry.name, "a name has 1 to 40 characters"));
    }
    let downloads = match entry.downloads.as_ref() {
        DownloadsEntry::Word(word) if word == "unlimited" => Downloads::Unlimited,
        DownloadsEntry::Credits(credits) if (0..=MOST).contains(credits) => {
            Downloads::Monthly(Credits::new(*credits))
        }
        _ => {
            return Err(problem(
                &entry.downloads,
                "downloads is a number of credits a month, or \"unlimited\"",
            ));
        }
    };
    let cap = |cap: &Option<Spanned<i64>>| {
        cap.as_ref()
            .map(|cap| within(cap, 0..=MOST, "a cap is 0 or more credits").map(Credits::new))
            .transpose()
    };
    let takes_at_once = entry
        .takes_at_once
        .as_ref()
        .map(|most| within(most, 1..=1_000, "at least 1 video is made at once"))
        .transpose()?;
    Ok(Plan {
        key: PlanKey::new(id.clone()),
        name: name.to_owned(),
        monthly: Cents::new(within(
            &entry.monthly_cents,
            1..=MOST,
            "a plan costs at least 1 cent a month",
        )?),
        downloads,
        ai: Credits::new(within(
            &entry.ai_credits,
            0..=MOST,
            "a plan adds 0 AI credits a month or more",
        )?),
        download_cap: cap(&entry.download_cap)?,
        ai_cap: cap(&entry.ai_cap)?,
        takes_at_once: takes_at_once.and_then(|most| u32::try_from(most).ok()),
    })
}

fn within(
    value: &Spanned<i64>,
    range: std::ops::RangeInclusive<i64>,
    otherwise: &str,
) -> Result<i64, Problem> {
    if range.contains(value.as_ref()) {
        Ok(*value.as_ref())
    } else {
        Err(problem(value, otherwise))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(text: &str) -> String {
        parse("plans.toml", text)
            .map(|_| String::new())
            .unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn the_plans_the_program_comes_with_are_the_documented_ones() -> Result<(), InvalidPlans> {
        let catalogue = load(None)?;
        let facts: Vec<_> = catalogue
            .plans
            .iter()
            .map(|plan| {
                (
                    plan.name.as_str(),
                    plan.monthly.get(),
                    plan.downloads,
                    plan.ai.get(),
                )
            })
            .collect();
        assert_eq!(
            facts,
            [
                ("Starter", 1_900, Downloads::Monthly(Credits::new(10)), 60),
                ("Pro", 4_900, Downloads::Unlimited, 300),
                ("Studio", 9_900, Downloads::Unlimited, 1_000),
            ]
        );
        let bundles: Vec<_> = catalogue
            .bundles
            .iter()
            .map(|bundle| (bundle.ai.get(), bundle.price.get()))
            .collect();
        assert_eq!(bundles, [(150, 1_500), (400, 3_600), (1_000, 8_000)]);
        assert_eq!(catalogue.yearly_costs_months, 10);
        Ok(())
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let cheap = "yearly_costs_months = 10\n[[plan]]\nid = \"a\"\nname = \"A\"\nmonthly_cents = 0\ndownloads = 1\nai_credits = 1\n";
        assert_eq!(
            complaint(cheap),
            "plans.toml, line 5: a plan costs at least 1 cent a month"
        );
        let word = cheap
            .replace("monthly_cents = 0", "monthly_cents = 5")
            .replace("downloads = 1", "downloads = \"many\"");
        assert_eq!(
            complaint(&word),
            "plans.toml, line 6: downloads is a number of credits a month, or \"unlimited\""
        );
        assert!(
            complaint("yearly_costs_months = 10\nplans = 3\n")
                .starts_with("plans.toml, line 2: unknown field")
        );
        assert!(complaint("yearly_costs_months = \n").starts_with("plans.toml, line 1"));
        assert_eq!(
            complaint("yearly_costs_months = 10\n"),
            "plans.toml, line 1: there is no [[plan]], and nobody could start"
        );
    }

    #[test]
    fn a_plan_in_use_cannot_vanish() -> Result<(), InvalidPlans> {
        let catalogue = load(None)?;
        assert!(check_in_use(None, &catalogue, &[PlanKey::new("pro")]).is_ok());
        assert!(check_in_use(None, &catalogue, &[PlanKey::new("gold")]).is_err());
        Ok(())
    }
}
