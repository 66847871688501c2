//! Small pictures in the place of large ones. A list shows many posters, and each of them is a file of a megabyte that is
//! there to be downloaded.

use super::delivery::{FOR_GOOD, is_known};
use super::{Media, MediaKey};
use crate::error::AppError;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

/// The shorter side of a small picture, in pixels: enough for a card on a dense screen.
const SIDE: u32 = 480;

/// How many are made at once. They are not kept here: each is one person's, whose browser keeps it for a year.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Answers a GET for a stored PNG file with a small JPEG of it.
pub async fn deliver_small(media: &Media, picture: &MediaKey, request: &HeaderMap) -> Response {
    let tag = format!("\"{}-small\"", picture.hash());
    let known = is_known(request, &tag);
    let headers = [
        (header::ETAG, tag.as_str()),
        (header::CACHE_CONTROL, FOR_GOOD),
        (header::CONTENT_TYPE, "image/jpeg"),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    match made(media, picture).await {
        Ok(file) => (headers, file).into_response(),
        Err(error) => error.into_response(),
    }
}

async fn made(media: &Media, picture: &MediaKey) -> Result<Vec<u8>, AppError> {
    let _turn = TURNS.acquire().await.map_err(AppError::internal)?;
    let png = media.get(picture).await.map_err(|cause| match cause {
        object_store::Error::NotFound { .. } => AppError::NotFound,
        cause => AppError::internal(cause),
    })?;
    let made = tokio::task::spawn_blocking(move || engine::small_jpeg(&png, SIDE));
    let file = made.await.map_err(AppError::internal)?;
    file.map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn asking(for_tag: Option<&str>) -> HeaderMap {
        for_tag
            .map(|tag| (header::IF_NONE_MATCH, tag.parse().expect("a header")))
            .into_iter()
            .collect()
    }

    #[tokio::test]
    async fn a_poster_is_a_small_file_in_a_list_and_is_asked_for_once() {
        let media = Media::in_memory();
        let template = engine::templates::ALL[0];
        let png = template.sample.picture.png.to_vec();
        let key = media.put(png.clone(), "png").await.expect("keeps it");
        let response = deliver_small(&media, &key, &asking(None)).await;
        assert_eq!(response.status(), StatusCode::OK);
        let tag = response.headers()[header::ETAG]
            .to_str()
            .expect("text")
            .to_owned();
        let small = to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a file");
        assert!(small.starts_with(&[0xff, 0xd8]) && small.len() < png.len());
        let again = deliver_small(&media, &key, &asking(Some(&tag))).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let lost = MediaKey::of(b"never kept", "png");
        let missing = deliver_small(&media, &lost, &asking(None)).await;
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    }
}
