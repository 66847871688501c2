//! The content-addressed store: a file's key is the SHA-256 of its bytes, so writing twice is writing once and
//! nothing stored ever changes.

use crate::server::Settings;
use bytes::Bytes;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;

/// The hash of a stored file with its ending, such as `3f…a9.mp4`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct MediaKey(String);

impl MediaKey {
    /// The key these bytes are stored under.
    pub fn of(bytes: &[u8], ending: &str) -> Self {
        Self(format!("{}.{ending}", hex::encode(Sha256::digest(bytes))))
    }

    /// A key read back from the database.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash alone, which is the file's strong entity tag.
    pub fn hash(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    /// The media type that the ending stands for.
    pub fn content_type(&self) -> &'static str {
        match self.0.rsplit('.').next() {
            Some("mp4") => "video/mp4",
            Some("m4a") => "audio/mp4",
            Some("png") => "image/png",
            _ => "application/octet-stream",
        }
    }

    fn path(&self) -> Path {
        let hash = self.hash();
        Path::from(format!(
            "sha256/{}/{}/{}",
            hash.get(..2).unwrap_or("xx"),
            hash.get(2..4).unwrap_or("xx"),
            self.0
        ))
    }
}

impl fmt::Display for MediaKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The store; cloning clones a pointer.
#[derive(Debug, Clone)]
pub struct Media {
    store: Arc<dyn ObjectStore>,
}

impl Media {
    /// Opens the folder the settings name.
    pub fn open(settings: &Settings) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let folder = settings
            .media_url
            .clone()
            .map_or_else(|| settings.data_dir.join("media"), std::path::PathBuf::from);
        std::fs::create_dir_all(&folder)?;
        let store = object_store::local::LocalFileSystem::new_with_prefix(folder)?
            .with_automatic_cleanup(true);
        Ok(Self {
            store: Arc::new(store),
        })
    }

    /// An empty one that is gone with the process.
    pub fn in_memory() -> Self {
        Self {
            store: Arc::new(object_store::memory::InMemory::new()),
        }
    }

    /// Stores the bytes and returns their key.
    pub async fn put(&self, bytes: Vec<u8>, ending: &str) -> Result<MediaKey, object_store::Error> {
        let key = MediaKey::of(&bytes, ending);
        self.store
            .put(&key.path(), PutPayload::from(Bytes::from(bytes)))
            .await?;
        Ok(key)
    }

    /// Erases a file, unless it was stored again at `stored_ms` or later. False, and it stays, if it was.
    pub async fn erase(&self, key: &MediaKey, stored_ms: i64) -> Result<bool, object_store::Error> {
        let found = match self.store.head(&key.path()).await {
            // Gone is what it was to be.
            Err(object_store::Error::NotFound { .. }) => return Ok(true),
            found => found?,
        };
        if found.last_modified.timestamp_millis() >= stored_ms {
            return Ok(false);
        }
        self.store.delete(&key.path()).await?;
        Ok(true)
    }

    /// The whole file.
    pub async fn get(&self, key: &MediaKey) -> Result<Bytes, object_store::Error> {
        self.store.get(&key.path()).await?.bytes().await
    }

    /// The file's length in bytes.
    pub async fn length(&self, key: &MediaKey) -> Result<u64, object_store::Error> {
        Ok(self.store.head(&key.path()).await?.size)
    }

    /// A stretch of the file as a stream.
    pub async fn stretch(
        &self,
        key: &MediaKey,
        range: std::ops::Range<u64>,
    ) -> Result<futures::stream::BoxStream<'static, object_store::Result<Bytes>>, object_store::Error>
    {
        let options = GetOptions {
            range: Some(GetRange::Bounded(range)),
            ..GetOptions::default()
        };
        Ok(self
            .store
            .get_opts(&key.path(), options)
            .await?
            .into_stream())
    }
}
