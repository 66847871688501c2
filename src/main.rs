//! Starts what it was asked to be: the web server, the workers, or both.

#[cfg(feature = "lab")]
use breakout_clips::server::Mode;
use breakout_clips::server::settings::Role;
use breakout_clips::server::state::wall_clock_ms;
use breakout_clips::server::{App, Settings, health, log, router};
use breakout_clips::work::{JobKind, Workers};
use breakout_clips::{accounts, clips, mail, reconciler, studio};
use std::net::SocketAddr;
use std::process::ExitCode;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // A wrong setting or a wrong line of the plans reads as a sentence, not as a structure.
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    engine::video::give_back_large_blocks();
    tracing_subscriber::fmt()
        .with_env_filter(log::discreet(
            EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| EnvFilter::new("info,tower_http=warn,sqlx=warn")),
        )?)
        .with_writer(std::io::stderr)
        .init();
    health::install_metrics();
    let settings = Settings::from_env()?;
    let app = App::open(settings).await?;
    match std::env::args().nth(1).as_deref() {
        None => serve(app).await,
        Some("reconcile") => reconcile(&app).await,
        Some(word) => Err(format!("{word:?} is not known. Without a word the server starts; `reconcile` compares the books once.").into()),
    }
}

/// Compares the books once and lists what contradicts; an error if anything does.
async fn reconcile(app: &App) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let report = reconciler::reconcile(app, wall_clock_ms()).await?;
    for finding in &report.findings {
        println!(
            "{}: {} of account {} should be {} and is {}",
            finding.check, finding.subject, finding.account, finding.expected, finding.found
        );
    }
    match report.findings.len() {
        0 => {
            println!("The books contradict nothing.");
            Ok(())
        }
        count => Err(format!("{count} mismatches. Nothing was changed.").into()),
    }
}

/// Runs until it is told to stop.
async fn serve(app: App) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let (role, address) = (app.settings.role, app.settings.address);
    let events = app.events.clone();

    let (stop, stopped) = watch::channel(false);
    #[cfg(feature = "lab")]
    if app.settings.mode == Mode::Demo && role != Role::Worker {
        breakout_clips::lab::demo::prepare(&app).await?;
    }
    let billing = tokio::spawn(breakout_clips::billing::logic::keep_up(
        app.clone(),
        stopped.clone(),
    ));
    let watch = tokio::spawn(reconciler::keep_watch(app.clone(), stopped.clone()));
    let postman = tokio::spawn(mail::keep_sending(app.clone(), stopped.clone()));
    let eraser = tokio::spawn(accounts::closing::keep_erasing(
        app.clone(),
        stopped.clone(),
    ));
    let workers = match role {
        Role::Worker | Role::Both => Workers::new(app.clone())
            .on(JobKind::Render, clips::renders::handler())
            .on(JobKind::Take, studio::logic::handler())
            .on(JobKind::Edit, studio::edits::handler())
            .on(JobKind::Export, clips::exports::renders::handler())
            .start(stopped.clone()),
        Role::Web => Vec::new(),
    };
    let resuming = tokio::spawn(studio::logic::resume_forever(app.clone(), stopped));
    if role != Role::Worker {
        let listener = TcpListener::bind(address).await?;
        println!("Breakout Clips is at http://{address}");
        let heard = stop.clone();
        let service = router::router(app).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service)
            .with_graceful_shutdown(async move {
                signalled(heard).await;
                events.close();
            })
            .await?;
    } else {
        signalled(stop.clone()).await;
    }
    let _workers_may_be_gone = stop.send(true);
    resuming.await?;
    for worker in workers {
        worker.await?;
    }
    billing.await?;
    watch.await?;
    postman.await?;
    eraser.await?;
    Ok(())
}

/// Waits for Ctrl-C or SIGTERM, then tells everybody to stop.
async fn signalled(stop: watch::Sender<bool>) {
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(cause) => {
                tracing::error!(%cause, "SIGTERM cannot be heard; Ctrl-C still works");
                let _unheard = tokio::signal::ctrl_c().await;
                return;
            }
        };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    let _workers_may_be_gone = stop.send(true);
}
