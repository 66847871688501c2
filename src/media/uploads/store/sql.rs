//! Photos, in either database.

use super::{StoredImage, Upload, UploadStore};
use crate::media::MediaKey;
use crate::server::database::{Backend, Columns, Database, query};
use ::credits::AccountId;
use async_trait::async_trait;
use uuid::Uuid;

/// The photos on the shared database.
pub struct SqlUploads<B: Backend> {
    database: Database<B>,
}

impl<B: Backend> SqlUploads<B> {
    pub fn new(database: Database<B>) -> Self {
        Self { database }
    }
}

#[async_trait]
impl<B: Backend> UploadStore for SqlUploads<B> {
    async fn add(
        &self,
        account: &AccountId,
        upload: &Upload,
        at_ms: i64,
    ) -> Result<(), sqlx::Error> {
        let cut_out = upload.cut_out.as_ref();
        query::<B>(
            "INSERT INTO upload (id, account, file_name, has_transparency, original_key, original_width, original_height, \
                                 cut_out_key, cut_out_width, cut_out_height, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(upload.id.to_string())
        .bind(account.to_string())
        .bind(&upload.file_name)
        .bind(i64::from(upload.has_transparency))
        .bind(upload.original.key.as_str())
        .bind(i64::from(upload.original.width))
        .bind(i64::from(upload.original.height))
        .bind(cut_out.map(|image| image.key.as_str()))
        .bind(cut_out.map(|image| i64::from(image.width)))
        .bind(cut_out.map(|image| i64::from(image.height)))
        .bind(at_ms)
        .execute(&self.database.writer)
        .await?;
        Ok(())
    }

    async fn get(&self, account: &AccountId, id: Uuid) -> Result<Option<Upload>, sqlx::Error> {
        let row = query::<B>("SELECT * FROM upload WHERE id = $1 AND account = $2")
            .bind(id.to_string())
            .bind(account.to_string())
            .fetch_optional(&self.database.readers)
            .await?;
        row.map(|row| read(id, &row)).transpose()
    }
}

fn read(id: Uuid, row: &impl Columns) -> Result<Upload, sqlx::Error> {
    let side = |column: &str| -> Result<u32, sqlx::Error> {
        Ok(u32::try_from(row.get::<i64>(column)?).unwrap_or_default())
    };
    let cut_out: Option<String> = row.get("cut_out_key")?;
    Ok(Upload {
        id,
        file_name: row.get("file_name")?,
        has_transparency: row.is_set("has_transparency")?,
        original: StoredImage {
            key: MediaKey::stored(row.get::<String>("original_key")?),
            width: side("original_width")?,
            height: side("original_height")?,
        },
        cut_out: match cut_out {
            None => None,
            Some(key) => Some(StoredImage {
                key: MediaKey::stored(key),
                width: side("cut_out_width")?,
                height: side("cut_out_height")?,
            }),
        },
    })
}
