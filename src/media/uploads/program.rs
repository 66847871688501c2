//! A program of the operator's that tells the subject of a photo from its ground, such as one around a matting model.
//!
//! It reads a PNG from its standard input and writes a mask to its standard output: a PNG of the same size, white or opaque
//! where the subject is. No shell is between us and it, and it sees none of our settings, as there are secrets among them.

use std::fmt;
use std::io;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

/// How long a photo waits for its mask.
const PATIENCE: Duration = Duration::from_secs(20);

/// The largest answer that is read, in bytes; the largest photo that is kept needs less even as plain pixels.
const ANSWER_MAX: u64 = 16 * 1024 * 1024;

/// What a program needs of our environment to run at all. More is given to it with `env NAME=VALUE PROGRAM` as the command.
const ENVIRONMENT: [&str; 5] = ["PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH"];

/// How to ask it.
#[derive(Clone, PartialEq, Eq)]
pub struct CutOutProgram {
    program: String,
    arguments: Vec<String>,
    patience: Duration,
}

/// Why there is no answer. Its words are for logs.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    #[error("the program could not be started: {0}")]
    NotStarted(io::Error),
    #[error("its answer could not be read: {0}")]
    Unreadable(#[from] io::Error),
    #[error("it ended with {0}")]
    Failed(ExitStatus),
    #[error("it answered more than {ANSWER_MAX} bytes")]
    TooLong,
    #[error("it is busy with other photos")]
    Busy,
    #[error("it took longer than {0:?} and was ended")]
    TooSlow(Duration),
}

impl fmt::Debug for CutOutProgram {
    /// Without its arguments: there may be a secret among them.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("CutOutProgram")
            .field("program", &self.program)
            .finish_non_exhaustive()
    }
}

impl CutOutProgram {
    /// A program and its arguments, quoted as for a shell. `None` if nothing is named or a quote stays open.
    pub fn from_command(command: &str) -> Option<Self> {
        let mut words = shlex::split(command)?.into_iter();
        Some(Self {
            program: words.next().filter(|program| !program.is_empty())?,
            arguments: words.collect(),
            patience: PATIENCE,
        })
    }

    /// What it answers to this PNG, unread. It is ended with all that it started when it takes too long, and when nobody
    /// waits for it any more.
    ///
    /// # Errors
    /// If it does not answer, or says by its end that its answer is none.
    pub async fn mask(&self, png: &[u8]) -> Result<Vec<u8>, NoAnswer> {
        let mut running = Running::start(self)?;
        tokio::time::timeout(self.patience, running.exchange(png))
            .await
            .map_err(|_| NoAnswer::TooSlow(self.patience))?
    }
}

/// The program at work, in a process group of its own. What it complains about goes where our own log goes.
struct Running(Child);

impl Running {
    fn start(asked: &CutOutProgram) -> Result<Self, NoAnswer> {
        let kept = ENVIRONMENT
            .iter()
            .filter_map(|name| Some((name, std::env::var_os(name)?)));
        Command::new(&asked.program)
            .args(&asked.arguments)
            .env_clear()
            .envs(kept)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .map(Self)
            .map_err(NoAnswer::NotStarted)
    }

    /// Sends and hears at the same time: a program may answer before it has read everything, and pipes are short.
    async fn exchange(&mut self, png: &[u8]) -> Result<Vec<u8>, NoAnswer> {
        let (Some(mut stdin), Some(stdout)) = (self.0.stdin.take(), self.0.stdout.take()) else {
            return Err(io::Error::from(io::ErrorKind::BrokenPipe).into());
        };
        let send = async move {
            // One that has read enough hangs up. Whether it knew enough shows in its answer.
            let _heard = stdin.write_all(png).await;
            Ok::<(), NoAnswer>(())
        };
        let hear = async move {
            let mut answer = Vec::new();
            stdout.take(ANSWER_MAX + 1).read_to_end(&mut answer).await?;
            match answer.len() as u64 {
                0..=ANSWER_MAX => Ok(answer),
                _ => Err(NoAnswer::TooLong),
            }
        };
        let ((), answer) = tokio::try_join!(send, hear)?;
        let status = self.0.wait().await?;
        match status.success() {
            true => Ok(answer),
            false => Err(NoAnswer::Failed(status)),
        }
    }
}

impl Drop for Running {
    /// Ends the whole group: a script that is killed alone leaves the model that it started running.
    fn drop(&mut self) {
        // There is no id any more once the program has been waited for, and then nothing is to be ended.
        let Some(group) = self.0.id().and_then(|id| i32::try_from(id).ok()) else {
            return;
        };
        // SAFETY: the call takes two numbers and touches no memory of ours. As the program has not been waited for, its number
        // belongs to nobody else yet, and it leads the group of that number.
        let _gone_already = unsafe { libc::kill(-group, libc::SIGKILL) };
    }
}

#[cfg(test)]
mod tests;
