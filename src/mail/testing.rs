//! A mail server on this machine that speaks just enough SMTP to be handed a letter.

use super::{Addresses, MailSettings};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The server; it ends with its test.
pub struct MailServer {
    port: u16,
    gone: Arc<AtomicBool>,
    letters: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let server = Self {
            port: listener.local_addr().expect("bound").port(),
            gone: Arc::default(),
            letters: Arc::default(),
        };
        let (gone, letters) = (Arc::clone(&server.gone), Arc::clone(&server.letters));
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if !gone.load(Ordering::SeqCst) {
                    // A client that hangs up has been served.
                    let _over = serve(client, &letters).await;
                }
            }
        });
        server
    }

    /// From now on it hangs up on everybody, or answers again.
    pub fn set_gone(&self, gone: bool) {
        self.gone.store(gone, Ordering::SeqCst);
    }

    /// Every letter it has been handed, with its headers.
    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().expect("nobody panicked").clone()
    }

    /// The settings of an installation that mails by this server.
    pub fn settings(&self) -> MailSettings {
        let url = format!("smtp://127.0.0.1:{}", self.port);
        MailSettings {
            server: MailSettings::server(&url).expect("an address"),
            addresses: Addresses {
                from: "Breakout Clips <clips@clips.example>".parse().expect("one"),
                support: "help@clips.example".parse().expect("an address"),
                public_url: "https://clips.example".to_owned(),
            },
        }
    }
}

async fn serve(mut client: TcpStream, letters: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let (input, mut output) = client.split();
    let mut lines = BufReader::new(input).lines();
    output.write_all(b"220 here\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer: &[u8] = match line.get(..4) {
            Some("DATA") => {
                output.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    letter.push_str(&line);
                    letter.push('\n');
                }
                letters.lock().expect("nobody panicked").push(letter);
                b"250 taken\r\n"
            }
            _ => b"250 yes\r\n",
        };
        output.write_all(answer).await?;
    }
    Ok(())
}
