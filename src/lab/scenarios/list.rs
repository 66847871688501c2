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
            Self::Billing => &[(
                "Pause or cancellation, asked",
                "Both begin when the period ends and can be taken back until then, so nothing is asked first. What is asked \
                 first is what nothing brings back: a payment, and the end of a plan that is paused.",
            )],
            Self::Doors => &[(
                "Address not confirmed",
                "An account can be used as soon as it is made. A mailbox is asked only when its address is to take the place \
                 of another, which is among the settings.",
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

    EditorGuest = "editor-guest" in Editor: "Guest",
        "Somebody without an account tries a template with its sample picture.", [EditorSignUp];
    EditorSignUp = "editor-sign-up" in Editor: "Account asked for",
        "The guest wants the video: the draft waits while they sign up or in.", [EditorRendering];
    EditorDraft = "editor-draft" in Editor: "Draft",
        "A kept draft; its preview was never asked for.",
        [EditorShortcuts, EditorPreviewBroken, EditorOffline, EditorSilent, EditorSignedOut, EditorUploadRefused, EditorRendering];
    EditorShortcuts = "editor-shortcuts" in Editor: "Shortcuts",
        "The sheet of what the keyboard does, and whether a key opens it.", [];
    EditorPreviewBroken = "editor-preview-broken" in Editor: "Live preview broken",
        "The engine did not start in this browser; the fields and the rendered preview work all the same.", [];
    EditorOffline = "editor-offline" in Editor: "Offline",
        "The network went away during an edit, which this browser keeps.", [];
    EditorSilent = "editor-silent" in Editor: "Server silent",
        "The server stopped answering during an edit; it is tried again, by itself and by a button.", [];
    EditorSignedOut = "editor-signed-out" in Editor: "Signed out",
        "The session ended during an edit, which waits here for its owner.", [];
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
        "Version 1 was paid for and downloads again free.", [EditorEdited, EditorFilesMaking];
    EditorEdited = "editor-edited" in Editor: "Edited after download",
        "A changed headline made a new video; version 1 stays.", [];
    EditorFilesMaking = "editor-files-making" in Editor: "Other files, on their way",
        "Of a downloaded version one file is held at 40 % and one failed; both take 0 credits.", [EditorFiles];
    EditorFiles = "editor-files" in Editor: "Other files",
        "The GIF and the poster of a downloaded version are there; the others are made when asked for.", [];

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

    StudioVisitor = "studio-visitor" in Studio: "Visitor",
        "What the Studio does and what it takes, for somebody without an account.", [StudioFresh];
    StudioFresh = "studio-fresh" in Studio: "Fresh scene",
        "Nothing is described yet.", [StudioScene];
    StudioScene = "studio-scene" in Studio: "Scene",
        "A described scene with its free still and the quote.", [StudioShortcuts, StudioOffline, StudioSignedOut, StudioHeld];
    StudioShortcuts = "studio-shortcuts" in Studio: "Shortcuts",
        "The sheet of what the keyboard does in a scene.", [];
    StudioOffline = "studio-offline" in Studio: "Offline",
        "The network went away while a scene was described; this browser keeps it.", [];
    StudioSignedOut = "studio-signed-out" in Studio: "Signed out",
        "The session ended while a scene was described; it waits here for its owner.", [];
    StudioShort = "studio-short" in Studio: "Too few credits",
        "The quote is more than there is, and says what is missing.", [];
    StudioHeld = "studio-held" in Studio: "Animating",
        "Four videos are being made and are held at 40 %.",
        [StudioOutOfDate, StudioCancelled, StudioAllFailed, StudioOneFailed, StudioResults];
    StudioOutOfDate = "studio-out-of-date" in Studio: "Out of date",
        "The server stopped answering while four videos are being made; the page says that it may be behind.", [];
    StudioCancelled = "studio-cancelled" in Studio: "Cancelled",
        "All four were called off; what was on hold came back.", [];
    StudioAllFailed = "studio-all-failed" in Studio: "All failed",
        "No video could be made; 0 credits were taken.", [];
    StudioOneFailed = "studio-one-failed" in Studio: "One failed",
        "One of two videos is done, the other’s share came back.", [];
    StudioResults = "studio-results" in Studio: "Results",
        "Two finished videos, each with its free regeneration.", [StudioCompare, StudioRegeneratingFree, StudioEdit];
    StudioCompare = "studio-compare" in Studio: "Side by side",
        "Two finished videos beside each other, which play together.", [];
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
        "Clips, a scene, finished and failed videos.", [LibraryNothingFound, LibraryDeleted];
    LibraryNothingFound = "library-nothing-found" in Library: "Nothing found",
        "No video has the words that were searched for.", [];
    LibraryDeleted = "library-deleted" in Library: "Just deleted",
        "A clip was deleted a moment ago and can be brought back.", [LibraryDeletedList];
    LibraryDeletedList = "library-deleted-list" in Library: "Deleted videos",
        "Everything that was deleted, each to be brought back.", [];

    StatementEmpty = "statement-empty" in Statement: "Empty",
        "No credit has ever moved.", [StatementFull];
    StatementFull = "statement-full" in Statement: "Full",
        "Two periods, a bundle, videos that were made and one that failed.", [StatementNothingMatches];
    StatementNothingMatches = "statement-nothing-matches" in Statement: "Nothing matches",
        "No entry has the wallet and the reason that are chosen together.", [];

    BillingNoPlan = "billing-no-plan" in Billing: "No plan",
        "The plans to choose from.", [BillingFirstPlan];
    BillingFirstPlan = "billing-first-plan" in Billing: "First plan, asked",
        "What Starter costs and brings, before anything is paid.", [BillingDeclined, BillingStarter];
    BillingDeclined = "billing-declined" in Billing: "Declined",
        "The first payment was declined; nothing was granted, and the page says how to pay.", [];
    BillingStarter = "billing-starter" in Billing: "Starter",
        "Starter’s first period is paid.", [BillingBundle, BillingUpgrade, BillingPastDue, BillingDisputed, BillingRefunded];
    BillingBundle = "billing-bundle" in Billing: "Bundle, asked",
        "What a bundle of AI credits costs and brings, before it is paid.", [BillingBundleDeclined, BillingBundleBought];
    BillingBundleDeclined = "billing-bundle-declined" in Billing: "Bundle declined",
        "The bundle’s payment was declined; nothing was taken, and it is offered again.", [];
    BillingBundleBought = "billing-bundle-bought" in Billing: "Bundle bought",
        "The bundle is paid, and its credits are there.", [];
    BillingUpgrade = "billing-upgrade" in Billing: "Upgrade, asked",
        "What Pro costs and brings at once, before the difference is paid.", [BillingPro];
    BillingPastDue = "billing-past-due" in Billing: "Past due",
        "The payment of the running period was declined.", [];
    BillingPro = "billing-pro" in Billing: "Pro",
        "Pro’s first period is paid.", [BillingChange, BillingYearlyScheduled, BillingPauseScheduled, BillingStudio];
    BillingChange = "billing-change" in Billing: "Smaller plan, asked",
        "What Starter costs and brings from the next period on, before it is scheduled.", [BillingDowngrade];
    BillingDowngrade = "billing-downgrade" in Billing: "Downgrade scheduled",
        "Starter begins when Pro’s period ends.", [];
    BillingStudio = "billing-studio" in Billing: "Studio",
        "Studio’s first period is paid.", [BillingCancelled];
    BillingYearly = "billing-yearly" in Billing: "Yearly",
        "Pro, paid for a year at once.", [];
    BillingYearlyScheduled = "billing-yearly-scheduled" in Billing: "Yearly scheduled",
        "Pro is paid by the year from its next period on.", [BillingYearly];
    BillingCancelled = "billing-cancelled" in Billing: "Cancelled",
        "The plan ends with its period, and can still be kept.", [BillingEnded];
    BillingEnded = "billing-ended" in Billing: "Ended",
        "The cancelled plan is over; bundles stay usable.", [];
    BillingPauseScheduled = "billing-pause-scheduled" in Billing: "Pause scheduled",
        "The plan rests from its next period on, and can still be kept.", [BillingPaused];
    BillingPaused = "billing-paused" in Billing: "Paused",
        "The plan rests: nothing is granted and nothing expires.", [BillingEndPaused];
    BillingEndPaused = "billing-end-paused" in Billing: "End of a paused plan, asked",
        "What goes with the plan at once, before it is ended.", [BillingEnded];
    BillingRefunded = "billing-refunded" in Billing: "Refunded",
        "The newest payment went back.", [];
    BillingDisputed = "billing-disputed" in Billing: "Disputed",
        "The payer’s bank took the newest payment back while it looks into it.", [BillingDisputeLost];
    BillingDisputeLost = "billing-dispute-lost" in Billing: "Charged back",
        "The bank decided for the payer: the payment is gone, and its credits with it.", [];

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
        "The help corner, opened on the gallery.", [HelpNothingFound, HelpWrite, HelpPage];
    HelpNothingFound = "help-nothing-found" in Elsewhere: "Help, nothing found",
        "No question has the words that were searched for.", [HelpWrite];
    HelpWrite = "help-write" in Elsewhere: "Write to us",
        "The form in the help corner, before anything is sent.", [HelpSent];
    HelpPage = "help" in Elsewhere: "Help page",
        "Every question with its answer.", [HelpSent];
    HelpSent = "help-sent" in Elsewhere: "Message sent",
        "The help page says that the message has arrived.", [];
    Settings = "settings" in Elsewhere: "Account settings",
        "Address, password, browsers, time zone.", [SettingsWaiting, DeleteAccount];
    SettingsWaiting = "settings-waiting" in Elsewhere: "New address waits",
        "Another address was asked for; until it is confirmed the old one counts.", [ConfirmAddress, ConfirmElsewhere, ConfirmSpent];
    ConfirmAddress = "confirm-address" in Elsewhere: "Confirm the address",
        "Behind the letter’s link, for somebody who is signed in to the account.", [];
    ConfirmElsewhere = "confirm-address-elsewhere" in Elsewhere: "Confirm elsewhere",
        "Behind the same link in another browser, where the account’s password is asked for.", [];
    ConfirmSpent = "confirm-address-spent" in Elsewhere: "Confirmation used up",
        "Behind a link that has confirmed, or is too old.", [];
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
