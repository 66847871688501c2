//! The last step to a state that exists in the browser alone: what is open, what is typed, what the page has just lost.

use super::list::Scenario;

/// What the Lab's script (`step.js`) does on the page the way a person, or bad luck, would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    OpenBalance,
    OpenHelp,
    SearchHelp,
    OpenLetter,
    OpenShortcuts,
    OpenComparison,
    OpenFirstPlan,
    OpenUpgrade,
    OpenSmallerPlan,
    OpenBundle,
    OpenEnd,
    UploadText,
    BreakPreview,
    GoOffline,
    SilenceServer,
    EndSession,
}

impl Step {
    /// Its name in addresses and in the script.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenBalance => "open-balance",
            Self::OpenHelp => "open-help",
            Self::SearchHelp => "search-help",
            Self::OpenLetter => "open-letter",
            Self::OpenShortcuts => "open-shortcuts",
            Self::OpenComparison => "open-comparison",
            Self::OpenFirstPlan => "open-first-plan",
            Self::OpenUpgrade => "open-upgrade",
            Self::OpenSmallerPlan => "open-smaller-plan",
            Self::OpenBundle => "open-bundle",
            Self::OpenEnd => "open-end",
            Self::UploadText => "upload-text",
            Self::BreakPreview => "break-preview",
            Self::GoOffline => "go-offline",
            Self::SilenceServer => "silence-server",
            Self::EndSession => "end-session",
        }
    }
}

impl Scenario {
    /// What has to be done on the page itself once it is awake.
    pub const fn step(self) -> Option<Step> {
        Some(match self {
            Self::BalanceStarter
            | Self::BalanceHold
            | Self::BalanceUnlimited
            | Self::BalanceEmpty
            | Self::BalanceDebt
            | Self::BalancePastDue => Step::OpenBalance,
            Self::HelpOpen => Step::OpenHelp,
            Self::HelpNothingFound => Step::SearchHelp,
            Self::HelpWrite => Step::OpenLetter,
            Self::EditorShortcuts | Self::StudioShortcuts => Step::OpenShortcuts,
            Self::StudioCompare => Step::OpenComparison,
            Self::BillingFirstPlan => Step::OpenFirstPlan,
            Self::BillingUpgrade => Step::OpenUpgrade,
            Self::BillingChange => Step::OpenSmallerPlan,
            Self::BillingBundle => Step::OpenBundle,
            Self::BillingEndPaused => Step::OpenEnd,
            Self::EditorUploadRefused => Step::UploadText,
            Self::EditorPreviewBroken => Step::BreakPreview,
            Self::EditorOffline | Self::StudioOffline => Step::GoOffline,
            Self::EditorSilent | Self::StudioOutOfDate => Step::SilenceServer,
            Self::EditorSignedOut | Self::StudioSignedOut => Step::EndSession,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_knows_every_step_that_a_scenario_takes() {
        let script = include_str!("../step.js");
        let steps: Vec<Step> = Scenario::ALL.iter().filter_map(|one| one.step()).collect();
        assert!(!steps.is_empty());
        for step in steps {
            let entry = format!("  '{}': ", step.as_str());
            assert!(script.contains(&entry), "{step:?}");
        }
    }
}
