//! A PostgreSQL cluster that lives as long as the process that asked for it.
//!
//! Tests must not depend on a server somebody has set up, and must leave nothing behind, however they end. So each
//! process that needs PostgreSQL makes a cluster of its own in a temporary folder and starts it under a small shell
//! that waits on a pipe: when the process goes away, even killed, the pipe closes, and the shell ends the server and
//! removes the folder.

use std::ffi::OsStr;
use std::io::{Error, Read};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;

/// Where Debian keeps the server's programs, beside `PATH`.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Ends the server as soon as its standard input ends, and takes the folder with it.
const KEEPER: &str = r#"
"$@" >"$FOLDER/log" 2>&1 </dev/null &
server=$!
trap '' INT TERM HUP
cat >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$FOLDER"
"#;

/// Whether commits reach the disk: tests need not wait for it, benches must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disk {
    /// `fsync = off`: everything but a power failure is as in production.
    Hasty,
    /// The server's own defaults.
    Durable,
}

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    port: u16,
    /// What runs [`KEEPER`]; its standard input is the pipe that this process holds open.
    _keeper: Child,
}

impl Cluster {
    /// The cluster of this process, started when first asked for, with `fsync = off`.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start: a test that needs it must fail, not pass unseen.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| match Self::start(Disk::Hasty) {
            Ok(cluster) => cluster,
            Err(problem) => panic!("PostgreSQL is needed by this test: {problem}"),
        })
    }

    /// Makes and starts a cluster.
    ///
    /// # Errors
    /// When PostgreSQL's programs are missing (Debian: `apt-get install postgresql`) or refuse to run.
    pub fn start(disk: Disk) -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix("postgres-").tempdir()?;
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755))?;
        let data = folder.path().join("data");
        std::fs::create_dir(&data)?;
        let user = Unprivileged::needed()?;
        if let Some(user) = &user {
            chown(folder.path(), Some(user.id), None)?;
            chown(&data, Some(user.id), None)?;
        }
        let mut init = command(user.as_ref(), &program("initdb")?);
        init.args([
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
            "-D",
        ]);
        succeeds(init.arg(&data))?;

        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut server = command(user.as_ref(), &program("postgres")?);
        server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        server.arg("-k").arg(folder.path());
        let mut settings = vec![
            "listen_addresses=127.0.0.1",
            "max_connections=300",
            "max_wal_size=4GB",
            "logging_collector=off",
        ];
        if disk == Disk::Hasty {
            settings.extend(["fsync=off", "full_page_writes=off", "autovacuum=off"]);
        }
        for setting in settings {
            server.args(["-c", setting]);
        }
        let mut keeper = Command::new("sh");
        keeper
            .args(["-c", KEEPER, "keeper"])
            .arg(server.get_program())
            .args(server.get_args());
        let keeper = keeper
            .env("FOLDER", folder.keep())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut cluster = Self {
            port,
            _keeper: keeper,
        };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// The address of one of its databases. `postgres` is always there.
    pub fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres@127.0.0.1:{}/{database}?sslmode=disable",
            self.port
        )
    }

    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Makes a database, as a copy of `template` if one is named, and answers its address.
    ///
    /// # Errors
    /// When the server refuses, for instance because the template is in use.
    pub fn create(&self, database: &str, template: Option<&str>) -> Result<String, Error> {
        let template = template.map_or_else(String::new, |name| format!(" TEMPLATE {name}"));
        self.run(&format!("CREATE DATABASE {database}{template}"))?;
        Ok(self.url(database))
    }

    /// Removes a database, whoever is connected to it still.
    ///
    /// # Errors
    /// When the server refuses, for instance because there is no such database.
    pub fn remove(&self, database: &str) -> Result<(), Error> {
        self.run(&format!("DROP DATABASE {database} WITH (FORCE)"))
    }

    fn run(&self, sql: &str) -> Result<(), Error> {
        let mut psql = Command::new(program("psql")?);
        psql.args(["-q", "-X", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .arg(self.url("postgres"));
        succeeds(&mut psql).map(|_| ())
    }

    fn wait_until_ready(&mut self) -> Result<(), Error> {
        let is_ready = program("pg_isready")?;
        for _ in 0..600 {
            if let Some(status) = self._keeper.try_wait()? {
                return Err(Error::other(format!("the server ended at once: {status}")));
            }
            let mut ask = Command::new(&is_ready);
            ask.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
            if ask
                .status()
                .is_ok_and(|status: ExitStatus| status.success())
            {
                return Ok(());
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Err(Error::other("the server did not answer within 30 seconds"))
    }
}

/// Whom the server runs as where we are root: it refuses to be root itself.
struct Unprivileged {
    id: u32,
}

impl Unprivileged {
    fn needed() -> Result<Option<Self>, Error> {
        if output(Command::new("id").arg("-u"))?.trim() != "0" {
            return Ok(None);
        }
        let of = |name: &str| output(Command::new("id").args(["-u", name]));
        let id = of("postgres").or_else(|_| of("nobody"))?;
        let id = id.trim().parse().map_err(Error::other)?;
        Ok(Some(Self { id }))
    }
}

/// A command that runs as `user`, if it has to.
fn command(user: Option<&Unprivileged>, program: &Path) -> Command {
    let Some(user) = user else {
        return Command::new(program);
    };
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", &user.id.to_string(), "--clear-groups", "--"])
        .arg(program);
    command.current_dir("/");
    command
}

/// Finds one of PostgreSQL's programs: on `PATH`, else the newest release that Debian installed.
pub fn program(name: &str) -> Result<PathBuf, Error> {
    let mut folders: Vec<PathBuf> = std::env::var_os("PATH")
        .iter()
        .flat_map(std::env::split_paths)
        .collect();
    let release = |path: &PathBuf| {
        path.file_name()
            .and_then(OsStr::to_str)
            .and_then(|name| name.parse::<u32>().ok())
    };
    let mut debian: Vec<PathBuf> = std::fs::read_dir(DEBIAN)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    debian.sort_by_key(|path| std::cmp::Reverse(release(path)));
    // Debian's own come first: what stands on PATH may be a wrapper that wants a cluster of its own.
    folders.splice(0..0, debian.into_iter().map(|path| path.join("bin")));
    folders
        .into_iter()
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| {
            Error::other(format!(
                "{name} is not installed (Debian: apt-get install postgresql)"
            ))
        })
}

fn succeeds(command: &mut Command) -> Result<String, Error> {
    output(command.stdin(Stdio::null()))
}

/// What a command prints, or what it complains about.
fn output(command: &mut Command) -> Result<String, Error> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (mut out, mut complaint) = (String::new(), String::new());
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_string(&mut out)?;
    }
    if let Some(mut pipe) = child.stderr.take() {
        pipe.read_to_string(&mut complaint)?;
    }
    if child.wait()?.success() {
        Ok(out)
    } else {
        Err(Error::other(format!(
            "{:?}: {}",
            command.get_program(),
            complaint.trim()
        )))
    }
}
