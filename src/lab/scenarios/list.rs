//! Every state of every flow by its name. The Lab shows them, tests open them, and the flow map draws them.

/// A flow: a group of states that a person moves between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Gallery,
    Editor,
    Balance,
    Studio,
    Library,
    Statement,
    Billing,
    Doors,
    Elsewhere,
}

impl Flow {
    pub const ALL: [Self; 9] = [
        Self::Gallery,
        Self::Editor,
        Self::Balance,
        Self::Studio,
        Self::Library,
        Self::Statement,
        Self::Billing,
        Self::Doors,
        Self::Elsewhere,
    ];

    /// How it is called, and under which word addresses name it.
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Gallery => ("Gallery", "gallery"),
            Self::Editor => ("Template editor", "editor"),
            Self::Balance => ("Balance menu", "balance"),
            Self::Studio => ("AI Studio", "studio"),
            Self::Library => ("My videos", "library"),
            Self::Statement => ("Usage history", "statement"),
            Self::Billing => ("Billing", "billing"),
            Self::Doors => ("Signing in and up", "doors"),
            Self::Elsewhere => ("Help, settings, errors", "elsewhere"),
        }
    }

    /// States of the flow that cannot be opened, and why not.
    pub const fn absent(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Studio => &[(
                "Waiting for a turn",
                "A take waits only while every worker is busy or its plan’s limit is reached. The plans on sale set \
                 none, and a stalled take gives its worker back, so the state cannot be held.",
            )],
            _ => &[],
        }
    }
}

/// What a scenario is, apart from how it comes about.
#[derive(Debug, Clone, Copy)]
pub struct About {
    pub name: &'static str,
    pub flow: Flow,
    pub title: &'static str,
    pub sentence: &'static str,
    /// Where a person goes from here within the flow.
    pub next: &'static [Scenario],
}

macro_rules! scenarios {
    ($($variant:ident = $name:literal in $flow:ident: $title:literal, $sentence:literal, [$($next:ident),*];)+) => {
        /// One state of one flow.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Scenario { $($variant),+ }

        impl Scenario {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub const fn about(self) -> About {
                match self {
                    $(Self::$variant => About {
                        name: $name,
                        flow: Flow::$flow,
                        title: $title,
                        sentence: $sentence,
                        next: &[$(Self::$next),*],
                    }),+
                }
            }
        }
    };
}

scenarios! {
    GalleryVisitor = "gallery-visitor" in Gallery: "Visitor",
        "Somebody without an account looks at the templates.", [Gallery];
    Gallery = "gallery" in Gallery: "Signed in",
        "The templates, with Starter’s balance in the header.", [];

    EditorDraft = "editor-draft" in Editor: "Draft",
        "A kept draft; its preview was never asked for.", [EditorUploadRefused, EditorRendering];
    EditorUploadRefused = "editor-upload-refused" in Editor: "Photo refused",
        "A text was uploaded as a photo; the draft stays as it was.", [];
    EditorRendering = "editor-rendering" in Editor: "Rendering",
        "The preview is being rendered and is held at 40 %.", [EditorRenderFailed, EditorReady];
    EditorRenderFailed = "editor-render-failed" in Editor: "Render failed",
        "The preview could not be rendered; 0 credits were taken.", [];
    EditorReady = "editor-ready" in Editor: "Ready",
        "The finished preview; the first download costs 1 credit.", [EditorDownloaded];
    EditorIncluded = "editor-included" in Editor: "Ready, included",
        "The same on Pro, where downloads are included.", [];
    EditorOutOfCredits = "editor-out-of-credits" in Editor: "Out of credits",
        "The finished preview, and no download credit left.", [];
    EditorDownloaded = "editor-downloaded" in Editor: "Downloaded",
        "Version 1 was paid for and downloads again free.", [EditorEdited];
    EditorEdited = "editor-edited" in Editor: "Edited after download",
        "A changed headline made a new video; version 1 stays.", [];

    BalanceStarter = "balance-starter" in Balance: "Starter",
        "Both wallets as the first period brought them.", [BalanceHold, BalanceEmpty];
    BalanceHold = "balance-hold" in Balance: "With a hold",
        "AI credits are on hold for videos that are being made.", [];
    BalanceUnlimited = "balance-unlimited" in Balance: "Unlimited downloads",
        "Pro includes downloads; AI credits are counted.", [];
    BalanceEmpty = "balance-empty" in Balance: "Nothing left",
        "Everything of the period is spent.", [];
    BalanceDebt = "balance-debt" in Balance: "Debt",
        "The payment went back after its credits had been spent.", [];
    BalancePastDue = "balance-past-due" in Balance: "Payment missing",
        "The period’s payment was declined, so its credits have not come.", [];

    StudioFresh = "studio-fresh" in Studio: "Fresh scene",
        "Nothing is described yet.", [StudioScene];
    StudioScene = "studio-scene" in Studio: "Scene",
        "A described scene with its free still and the quote.", [StudioHeld];
    StudioShort = "studio-short" in Studio: "Too few credits",
        "The quote is more than there is, and says what is missing.", [];
    StudioHeld = "studio-held" in Studio: "Animating",
        "Four videos are being made and are held at 40 %.", [StudioCancelled, StudioAllFailed, StudioOneFailed, StudioResults];
    StudioCancelled = "studio-cancelled" in Studio: "Cancelled",
        "All four were called off; what was on hold came back.", [];
    StudioAllFailed = "studio-all-failed" in Studio: "All failed",
        "No video could be made; 0 credits were taken.", [];
    StudioOneFailed = "studio-one-failed" in Studio: "One failed",
        "One of two videos is done, the other’s share came back.", [];
    StudioResults = "studio-results" in Studio: "Results",
        "Two finished videos, each with its free regeneration.", [StudioRegeneratingFree, StudioEdit];
    StudioRegeneratingFree = "studio-regenerating-free" in Studio: "Regenerating, free",
        "The free regeneration of a video is being made.", [StudioRegenerated];
    StudioRegenerated = "studio-regenerated" in Studio: "Regenerated",
        "The free regeneration is used; a further one shows its price.", [StudioRegeneratingPaid];
    StudioRegeneratingPaid = "studio-regenerating-paid" in Studio: "Regenerating, paid",
        "One more take was ordered; its price is on hold.", [];
    StudioEdit = "studio-edit" in Studio: "Edit of a take",
        "Caption, trim and format of a finished video, free.", [StudioEdited];
    StudioEdited = "studio-edited" in Studio: "Edited",
        "Another caption was saved as a version beside the original.", [];

    LibraryEmpty = "library-empty" in Library: "Empty",
        "Nothing was made yet.", [LibraryFull];
    LibraryFull = "library-full" in Library: "Full",
        "Clips, a scene, finished and failed videos.", [LibraryDeleted];
    LibraryDeleted = "library-deleted" in Library: "Just deleted",
        "A clip was deleted a moment ago and can be brought back.", [];

    StatementEmpty = "statement-empty" in Statement: "Empty",
        "No credit has ever moved.", [StatementFull];
    StatementFull = "statement-full" in Statement: "Full",
        "Two periods, a bundle, videos that were made and one that failed.", [];

    BillingNoPlan = "billing-no-plan" in Billing: "No plan",
        "The plans to choose from.", [BillingDeclined, BillingStarter];
    BillingDeclined = "billing-declined" in Billing: "Declined",
        "The first payment was declined; nothing was granted, and the page says how to pay.", [];
    BillingStarter = "billing-starter" in Billing: "Starter",
        "Starter’s first period is paid.", [BillingPastDue, BillingPro];
    BillingPastDue = "billing-past-due" in Billing: "Past due",
        "The payment of the running period was declined.", [];
    BillingPro = "billing-pro" in Billing: "Pro",
        "Pro’s first period is paid.", [BillingDowngrade, BillingStudio];
    BillingDowngrade = "billing-downgrade" in Billing: "Downgrade scheduled",
        "Starter begins when Pro’s period ends.", [];
    BillingStudio = "billing-studio" in Billing: "Studio",
        "Studio’s first period is paid.", [BillingCancelled];
    BillingYearly = "billing-yearly" in Billing: "Yearly",
        "Pro, paid for a year at once.", [];
    BillingCancelled = "billing-cancelled" in Billing: "Cancelled",
        "The plan ends with its period, and can still be kept.", [BillingEnded];
    BillingEnded = "billing-ended" in Billing: "Ended",
        "The cancelled plan is over; bundles stay usable.", [];
    BillingPaused = "billing-paused" in Billing: "Paused",
        "The plan rests: nothing is granted and nothing expires.", [];
    BillingRefunded = "billing-refunded" in Billing: "Refunded",
        "The newest payment went back.", [];

    SignIn = "sign-in" in Doors: "Sign in",
        "The door for those who have an account.", [SignInRefused];
    SignInRefused = "sign-in-refused" in Doors: "Sign in refused",
        "Address and password do not match.", [Forgot];
    Forgot = "forgot" in Doors: "Password forgotten",
        "Asks where the link to a new password goes.", [ForgotAsked];
    ForgotAsked = "forgot-asked" in Doors: "Link on its way",
        "The same answer, whether the address has an account.", [NewPassword, LinkSpent];
    NewPassword = "new-password" in Doors: "New password",
        "Behind a link that works.", [];
    LinkSpent = "link-spent" in Doors: "Link used up",
        "Behind a link that has been used, or is too old.", [];
    SignUp = "sign-up" in Doors: "Sign up",
        "The door for those who have none.", [SignUpRefused];
    SignUpRefused = "sign-up-refused" in Doors: "Sign up refused",
        "The password is too short.", [];

    HelpOpen = "help-open" in Elsewhere: "Help open",
        "The help corner, opened on the gallery.", [HelpPage];
    HelpPage = "help" in Elsewhere: "Help page",
        "Every question with its answer.", [];
    Settings = "settings" in Elsewhere: "Account settings",
        "Address, password, browsers, time zone.", [SettingsWaiting, DeleteAccount];
    SettingsWaiting = "settings-waiting" in Elsewhere: "New address waits",
        "Another address was asked for; until it is confirmed the old one counts.", [];
    DeleteAccount = "delete-account" in Elsewhere: "Delete account",
        "What ends with the account and what stays, before anything does.", [Goodbye];
    Goodbye = "goodbye" in Elsewhere: "Account deleted",
        "What somebody sees whose account is gone.", [];
    Operators = "operators" in Elsewhere: "Animators",
        "How each animator is, for those who run the installation.", [];
    NotFound = "not-found" in Elsewhere: "Not found",
        "An address that leads nowhere.", [];
    ServerBroke = "server-broke" in Elsewhere: "Broken on our side",
        "A page could not be made; the reference finds the reason in the log.", [];
}

impl Scenario {
    /// The scenario of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|one| one.about().name == name)
    }

    /// What has to be done on the page itself once it is awake.
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::BalanceStarter
            | Self::BalanceHold
            | Self::BalanceUnlimited
            | Self::BalanceEmpty
            | Self::BalanceDebt
            | Self::BalancePastDue => Some(Step::OpenBalance),
            Self::HelpOpen => Some(Step::OpenHelp),
            Self::EditorUploadRefused => Some(Step::UploadText),
            _ => None,
        }
    }
}

/// What the Lab does on a page the way a person would: some states exist in the browser alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    OpenBalance,
    OpenHelp,
    UploadText,
}

impl Step {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenBalance => "open-balance",
            Self::OpenHelp => "open-help",
            Self::UploadText => "upload-text",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_scenario_has_a_name_of_its_own_and_stays_within_its_flow() {
        let names: HashSet<_> = Scenario::ALL.iter().map(|one| one.about().name).collect();
        assert_eq!(names.len(), Scenario::ALL.len());
        for one in Scenario::ALL {
            let about = one.about();
            assert_eq!(Scenario::named(about.name), Some(*one));
            for next in about.next {
                assert_eq!(next.about().flow, about.flow, "{}", about.name);
            }
        }
    }

    #[test]
    fn no_flow_is_empty() {
        for flow in Flow::ALL {
            assert!(Scenario::ALL.iter().any(|one| one.about().flow == flow));
        }
    }
}
