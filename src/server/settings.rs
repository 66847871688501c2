//! What an operator can set, read once from the environment.

use crate::billing::gateways::StripeSettings;
use crate::mail::{Addresses, MailSettings};
use crate::media::uploads::CutOutProgram;
use crate::studio::providers::ProviderSettings;
use crate::studio::providers::comfyui::ComfySettings;
use crate::studio::providers::fal::FalSettings;
use crate::studio::providers::videos::VideosSettings;
use engine::video::Limits;
use lettre::message::Mailbox;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

/// Who the installation is for: the demo prints its accounts and serves the Lab, production does neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Demo,
    Production,
}

/// Which of the two jobs of the program this process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Web,
    Worker,
    Both,
}

/// Every setting, with its default, as `.env.example` lists them.
#[derive(Debug, Clone)]
pub struct Settings {
    pub mode: Mode,
    pub role: Role,
    pub address: SocketAddr,
    pub data_dir: PathBuf,
    /// `postgres:` URL, `sqlite:` URL or path; by default a SQLite file under `data_dir`.
    pub database_url: Option<String>,
    /// Folder of the media store; by default one under `data_dir`.
    pub media_url: Option<String>,
    /// File of plans and bundles; by default the ones the program comes with.
    pub plans_file: Option<PathBuf>,
    /// Folder that holds the built wasm, css and public files.
    pub site_root: PathBuf,
    /// How many jobs run at once.
    pub worker_slots: usize,
    /// What each render may take of time and memory.
    pub render_limits: Limits,
    /// Stripe takes the payments; without it the embedded test gateway does.
    pub stripe: Option<StripeSettings>,
    /// How letters leave; without it they are kept and not mailed.
    pub mail: Option<MailSettings>,
    /// The e-mail addresses of those who may see how the installation is.
    pub operators: Vec<String>,
    /// Who animates beside the embedded animator.
    pub providers: ProviderSettings,
    /// What cuts photos out before the engine does; without it the engine does alone.
    pub cut_out_program: Option<CutOutProgram>,
}

/// A setting that cannot be understood, named so that an operator finds it.
#[derive(Debug, thiserror::Error)]
#[error("{name}={value:?} is not valid: {expected}")]
pub struct InvalidSetting {
    name: &'static str,
    value: String,
    expected: &'static str,
}

impl Settings {
    /// Reads the environment; a setting that is absent takes its default, one that is wrong is an error.
    pub fn from_env() -> Result<Self, InvalidSetting> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let data_dir = PathBuf::from(text("DATA_DIR").unwrap_or_else(|| "data".to_owned()));
        let mode = choice(
            "MODE",
            Mode::Demo,
            &[("demo", Mode::Demo), ("production", Mode::Production)],
            "demo or production",
        )?;
        let stripe = stripe()?;
        no_money_in_demos(mode, stripe.as_ref())?;
        Ok(Self {
            mode,
            role: choice(
                "ROLE",
                Role::Both,
                &[
                    ("web", Role::Web),
                    ("worker", Role::Worker),
                    ("both", Role::Both),
                ],
                "web, worker or both",
            )?,
            address: parsed(
                "LEPTOS_SITE_ADDR",
                SocketAddr::from(([127, 0, 0, 1], 3000)),
                "an address such as 127.0.0.1:3000",
            )?,
            database_url: text("DATABASE_URL"),
            media_url: text("MEDIA_URL"),
            plans_file: text("PLANS_FILE").map(PathBuf::from),
            site_root: PathBuf::from(
                text("LEPTOS_SITE_ROOT").unwrap_or_else(|| "target/site".to_owned()),
            ),
            worker_slots: parsed("WORKER_SLOTS", cores, "a number of jobs such as 2")?,
            render_limits: render_limits()?,
            stripe,
            mail: mail()?,
            operators: operators(),
            providers: providers()?,
            cut_out_program: cut_out_program()?,
            data_dir,
        })
    }
}

/// An hour is several times what the slowest video takes on two slow cores that do other work as well (15 s in 4K with a
/// caption); a render that takes longer is stuck, or the machine is. Two gigabytes are enough for three threads of such a video.
fn render_limits() -> Result<Limits, InvalidSetting> {
    const MINUTES: NonZeroU32 = NonZeroU32::new(60).unwrap();
    const MEGABYTES: NonZeroU32 = NonZeroU32::new(2_000).unwrap();
    let minutes = parsed("RENDER_MINUTES", MINUTES, "a number of minutes such as 60")?;
    let megabytes = parsed("RENDER_MEMORY_MB", MEGABYTES, "a number such as 2000")?;
    Ok(Limits {
        time: Some(Duration::from_secs(u64::from(minutes.get()) * 60)),
        memory: Some(u64::from(megabytes.get()) * 1_000_000),
    })
}

/// Where the Lab is open anybody may grant credits and move clocks: no real money may be near.
fn no_money_in_demos(mode: Mode, stripe: Option<&StripeSettings>) -> Result<(), InvalidSetting> {
    match stripe {
        Some(stripe) if mode == Mode::Demo && !stripe.takes_test_payments() => {
            Err(InvalidSetting {
                name: "MODE",
                value: "demo".to_owned(),
                expected: "production, because STRIPE_SECRET_KEY takes real money; demo mode wants a key of Stripe's test mode",
            })
        }
        _ => Ok(()),
    }
}

/// Stripe is asked for by its secret key, and then needs the rest too.
fn stripe() -> Result<Option<StripeSettings>, InvalidSetting> {
    let Some(secret_key) = text("STRIPE_SECRET_KEY") else {
        return Ok(None);
    };
    Ok(Some(StripeSettings {
        secret_key,
        webhook_secret: needed(
            "STRIPE_WEBHOOK_SECRET",
            "the signing secret of the endpoint /billing/stripe/events, whsec_…",
        )?,
        api_base: text("STRIPE_API_BASE"),
        public_url: public_url()?,
    }))
}

/// Mail is asked for by the server's address, and then needs the rest too.
fn mail() -> Result<Option<MailSettings>, InvalidSetting> {
    let Some(url) = text("SMTP_URL") else {
        return Ok(None);
    };
    let mut server = MailSettings::server(&url).ok_or(InvalidSetting {
        name: "SMTP_URL",
        // There may be a password in it.
        value: "…".to_owned(),
        expected: "smtps://user:password@host:465, or smtp://user:password@host:587?tls=required; smtp://host sends no password",
    })?;
    if let Some(file) = text("MAIL_CA_FILE") {
        let wrong = |expected| InvalidSetting {
            name: "MAIL_CA_FILE",
            value: file.clone(),
            expected,
        };
        let authority = std::fs::read(&file).map_err(|_| wrong("a file that can be read"))?;
        server = server.tls(MailSettings::trusting(&url, &authority).ok_or_else(|| {
            wrong(
                "a file with a certificate in PEM, beside an SMTP_URL with smtps: or ?tls=required",
            )
        })?);
    }
    Ok(Some(MailSettings {
        server,
        addresses: Addresses {
            from: mailbox("MAIL_FROM", "Breakout Clips <clips@example.com>")?,
            support: mailbox("SUPPORT_ADDRESS", "help@example.com")?,
            public_url: public_url()?,
        },
    }))
}

/// An address that mail programs understand.
fn mailbox(name: &'static str, expected: &'static str) -> Result<Mailbox, InvalidSetting> {
    let value = needed(name, expected)?;
    value.parse().map_err(|_| InvalidSetting {
        name,
        value,
        expected,
    })
}

/// Where people reach this installation, without a slash at the end.
fn public_url() -> Result<String, InvalidSetting> {
    let url = needed(
        "PUBLIC_URL",
        "where people reach this installation, such as https://clips.example.com",
    )?;
    Ok(url.trim_end_matches('/').to_owned())
}

/// What has to be there once something else is.
fn needed(name: &'static str, expected: &'static str) -> Result<String, InvalidSetting> {
    text(name).ok_or(InvalidSetting {
        name,
        value: String::new(),
        expected,
    })
}

/// "a@example.com, b@example.com".
fn operators() -> Vec<String> {
    let all = text("OPERATORS").unwrap_or_default();
    let each = all.split(',').map(str::trim);
    each.filter(|one| !one.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A provider is asked for by its address or key, and then needs its file too.
fn providers() -> Result<ProviderSettings, InvalidSetting> {
    let file = |name, expected| {
        text(name).map(PathBuf::from).ok_or(InvalidSetting {
            name,
            value: String::new(),
            expected,
        })
    };
    let comfyui = match text("COMFYUI_URL") {
        None => None,
        Some(url) => Some(ComfySettings::new(
            url,
            file(
                "COMFYUI_WORKFLOW",
                "a file such as docs/providers/comfyui.toml",
            )?,
        )),
    };
    let fal = match text("FAL_KEY") {
        None => None,
        Some(key) => {
            let model = file("FAL_MODEL", "a file such as docs/providers/fal.toml")?;
            let public_url = text("PUBLIC_URL").map(|url| url.trim_end_matches('/').to_owned());
            let plain = FalSettings::new(key, model);
            Some(FalSettings {
                queue: text("FAL_QUEUE_URL").unwrap_or(plain.queue),
                jwks: text("FAL_JWKS_URL").unwrap_or(plain.jwks),
                public_url,
                ..plain
            })
        }
    };
    let videos = match text("VIDEOS_URL") {
        None => None,
        Some(url) => {
            let model = file("VIDEOS_MODEL", "a file such as docs/providers/videos.toml")?;
            Some(VideosSettings::new(url, text("VIDEOS_KEY"), model))
        }
    };
    Ok(ProviderSettings {
        comfyui,
        fal,
        videos,
        embedded: None,
    })
}

/// A program and its arguments. Whether it is there shows when it is first asked: a photo never waits for an operator.
fn cut_out_program() -> Result<Option<CutOutProgram>, InvalidSetting> {
    let Some(command) = text("CUT_OUT_COMMAND") else {
        return Ok(None);
    };
    match CutOutProgram::from_command(&command) {
        Some(program) => Ok(Some(program)),
        None => Err(InvalidSetting {
            name: "CUT_OUT_COMMAND",
            // A secret may be among the arguments.
            value: "…".to_owned(),
            expected: "a program and its arguments, quoted as for a shell, such as /opt/matting/cut --model fine",
        }),
    }
}

fn text(name: &'static str) -> Option<String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.trim().is_empty())
}

fn parsed<T: std::str::FromStr>(
    name: &'static str,
    default: T,
    expected: &'static str,
) -> Result<T, InvalidSetting> {
    match text(name) {
        None => Ok(default),
        Some(value) => value.parse().map_err(|_| InvalidSetting {
            name,
            value,
            expected,
        }),
    }
}

fn choice<T: Copy>(
    name: &'static str,
    default: T,
    choices: &[(&str, T)],
    expected: &'static str,
) -> Result<T, InvalidSetting> {
    match text(name) {
        None => Ok(default),
        Some(value) => choices
            .iter()
            .find(|(word, _)| *word == value)
            .map(|(_, choice)| *choice)
            .ok_or(InvalidSetting {
                name,
                value,
                expected,
            }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lab_and_real_money_do_not_meet() {
        let stripe = |key: &str| StripeSettings {
            secret_key: key.to_owned(),
            webhook_secret: "whsec_x".to_owned(),
            api_base: None,
            public_url: "https://clips.example.com".to_owned(),
        };
        let (live, test) = (stripe("sk_live_1"), stripe("rk_test_1"));
        assert!(no_money_in_demos(Mode::Demo, Some(&live)).is_err());
        assert!(no_money_in_demos(Mode::Demo, Some(&test)).is_ok());
        assert!(no_money_in_demos(Mode::Demo, None).is_ok());
        assert!(no_money_in_demos(Mode::Production, Some(&live)).is_ok());
    }
}
