//! What every scenario needs: an account of its own, at a fixed moment, and the patience until its work stands
//! where it should.

use crate::accounts::Account;
use crate::error::AppError;
use crate::faults::{Faults, ProviderFault, RenderFault};
use crate::lab::clock::{self, Advance};
use crate::lab::endpoints::LabError;
use crate::lab::fault_store::FaultChange;
use crate::lab::personas::{self, Persona, Wanted};
use crate::server::App;
use std::time::Duration;
use tokio::time::{Instant, sleep};
use tower_sessions::Session;

/// Every scenario plays at this moment, so that its pictures show the same dates whenever they are taken.
const NOW: &str = "2026-06-12T14:32:00Z";
/// How often is looked whether work stands where it should.
const LOOK: Duration = Duration::from_millis(100);
/// Work that takes longer than this is stuck, and the scenario says so.
const PATIENCE: Duration = Duration::from_secs(150);

/// Sets one scene: the account it is about, and the session that will look at it.
pub struct Stagehand<'a> {
    pub app: &'a App,
    pub session: &'a Session,
    pub account: Account,
}

impl<'a> Stagehand<'a> {
    /// With an account of this persona, signed in.
    pub async fn with(
        app: &'a App,
        session: &'a Session,
        persona: Persona,
    ) -> Result<Self, LabError> {
        Self::wanted(app, session, Wanted::plain(persona)).await
    }

    /// With an account made to order, signed in.
    pub async fn wanted(
        app: &'a App,
        session: &'a Session,
        wanted: Wanted,
    ) -> Result<Self, LabError> {
        let wanted = Wanted {
            clock: Some(NOW.to_owned()),
            ..wanted
        };
        let made = personas::make(app, wanted).await?;
        crate::accounts::logic::begin(session, &made.account).await?;
        Ok(Self {
            app,
            session,
            account: made.account,
        })
    }

    /// Moves the account's time on; what falls due on the way is done.
    pub async fn later(&mut self, span: &str) -> Result<(), LabError> {
        let wanted = clock::Wanted::Advance(Advance {
            advance: span.to_owned(),
        });
        clock::advance(self.app, &self.account, wanted).await?;
        let account = self.app.accounts.by_id(&self.account.id).await?;
        self.account = account.ok_or(AppError::NotFound)?;
        Ok(())
    }

    /// Disturbs what is made from now on.
    pub async fn disturb(&self, change: FaultChange) -> Result<Faults, LabError> {
        Ok(self.app.faults.change(&self.account.id, change).await?)
    }

    pub async fn disturb_render(&self, fault: RenderFault) -> Result<Faults, LabError> {
        let render = Some(Some(fault));
        self.disturb(FaultChange {
            render,
            ..FaultChange::default()
        })
        .await
    }

    /// Disturbs the animator, or leaves it alone again.
    pub async fn disturb_animator(&self, fault: Option<ProviderFault>) -> Result<Faults, LabError> {
        let provider = Some(fault);
        self.disturb(FaultChange {
            provider,
            ..FaultChange::default()
        })
        .await
    }
}

/// Looks again and again until work stands where it should, but not for ever.
pub struct Patience {
    what: &'static str,
    end: Instant,
}

impl Patience {
    pub fn with(what: &'static str) -> Self {
        Self {
            what,
            end: Instant::now() + PATIENCE,
        }
    }

    /// Waits until it is time to look again.
    ///
    /// # Errors
    /// An internal one when it has taken too long.
    pub async fn wait(&self) -> Result<(), LabError> {
        if Instant::now() > self.end {
            let what = self.what;
            return Err(
                AppError::internal(format!("a scenario waited too long for {what}")).into(),
            );
        }
        sleep(LOOK).await;
        Ok(())
    }
}
