//! Files on their way out: authorised by whoever calls this, resumable by `Range`, cached by their hash.

use super::{Media, MediaKey};
use crate::error::AppError;
use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Stored files never change: who may see one keeps it for a year.
pub(super) const FOR_GOOD: &str = "private, max-age=31536000, immutable";

/// Whether the browser shows the file or saves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disposition {
    Inline,
    /// Saved under this name.
    Attachment(String),
}

impl Disposition {
    /// The value of the `Content-Disposition` header.
    pub fn header(&self) -> String {
        match self {
            Self::Inline => "inline".to_owned(),
            Self::Attachment(name) => {
                let plain: String = name
                    .chars()
                    .map(|c| {
                        if c.is_ascii_alphanumeric() || "-_. ".contains(c) {
                            c
                        } else {
                            '-'
                        }
                    })
                    .collect();
                let encoded: String = name
                    .bytes()
                    .map(|byte| {
                        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
                            (byte as char).to_string()
                        } else {
                            format!("%{byte:02X}")
                        }
                    })
                    .collect();
                format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
            }
        }
    }
}

/// Answers a GET or HEAD for a stored file. One byte range is honoured; several, or one that cannot be read, get the
/// whole file, as RFC 9110 allows; one beyond the end gets 416.
pub async fn deliver(
    media: &Media,
    key: &MediaKey,
    request: &HeaderMap,
    disposition: Disposition,
) -> Response {
    match answer(media, key, request, disposition).await {
        Ok(response) => response,
        Err(object_store::Error::NotFound { .. }) => AppError::NotFound.into_response(),
        Err(cause) => AppError::internal(cause).into_response(),
    }
}

async fn answer(
    media: &Media,
    key: &MediaKey,
    request: &HeaderMap,
    disposition: Disposition,
) -> Result<Response, object_store::Error> {
    let length = media.length(key).await?;
    let tag = format!("\"{}\"", key.hash());
    let unchanged = is_known(request, &tag);
    let builder = Response::builder()
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::ETAG, &tag)
        .header(header::CACHE_CONTROL, FOR_GOOD)
        .header(header::CONTENT_TYPE, key.content_type())
        .header(header::CONTENT_DISPOSITION, disposition.header());
    if unchanged {
        return Ok(built(
            builder.status(StatusCode::NOT_MODIFIED).body(Body::empty()),
        ));
    }
    // A resumed transfer of a file that changed meanwhile must start over; ours never change, but proxies ask.
    let resumable = header_text(request, header::IF_RANGE).is_none_or(|wanted| wanted == tag);
    let asked = header_text(request, header::RANGE)
        .filter(|_| resumable)
        .and_then(|text| ByteRange::parse(text, length));
    let response = match asked {
        Some(ByteRange::Unsatisfiable) => builder
            .status(StatusCode::RANGE_NOT_SATISFIABLE)
            .header(header::CONTENT_RANGE, format!("bytes */{length}"))
            .body(Body::empty()),
        Some(ByteRange::Within { first, last }) => builder
            .status(StatusCode::PARTIAL_CONTENT)
            .header(
                header::CONTENT_RANGE,
                format!("bytes {first}-{last}/{length}"),
            )
            .header(header::CONTENT_LENGTH, last - first + 1)
            .body(Body::from_stream(
                media.stretch(key, first..last + 1).await?,
            )),
        None => builder
            .status(StatusCode::OK)
            .header(header::CONTENT_LENGTH, length)
            .body(Body::from_stream(media.stretch(key, 0..length).await?)),
    };
    Ok(built(response))
}

fn built(response: Result<Response, axum::http::Error>) -> Response {
    response.unwrap_or_else(|cause| AppError::internal(cause).into_response())
}

/// Whether the browser has what goes by this tag.
pub(super) fn is_known(request: &HeaderMap, tag: &str) -> bool {
    header_text(request, header::IF_NONE_MATCH)
        .is_some_and(|tags| tags.split(',').any(|one| one.trim() == tag))
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// One range of bytes, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByteRange {
    Within { first: u64, last: u64 },
    Unsatisfiable,
}

impl ByteRange {
    /// Reads `bytes=a-b`, `bytes=a-` or `bytes=-n`; `None` for anything else, which is answered with the whole file.
    fn parse(text: &str, length: u64) -> Option<Self> {
        let (start, end) = text.strip_prefix("bytes=")?.split_once('-')?;
        if end.contains(',') {
            return None;
        }
        let within = match (start.trim(), end.trim()) {
            ("", suffix) => {
                let wanted: u64 = suffix.parse().ok()?;
                (wanted > 0 && length > 0).then(|| (length.saturating_sub(wanted), length - 1))
            }
            (first, "") => {
                let first: u64 = first.parse().ok()?;
                (first < length).then(|| (first, length - 1))
            }
            (first, last) => {
                let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
                if first > last {
                    return None;
                }
                (first < length).then(|| (first, last.min(length - 1)))
            }
        };
        Some(
            within.map_or(Self::Unsatisfiable, |(first, last)| Self::Within {
                first,
                last,
            }),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::ByteRange::{self, Unsatisfiable, Within};

    #[test]
    fn ranges_are_read_as_rfc_9110_says() {
        for (text, expected) in [
            ("bytes=0-0", Some(Within { first: 0, last: 0 })),
            (
                "bytes=10-",
                Some(Within {
                    first: 10,
                    last: 99,
                }),
            ),
            (
                "bytes=-5",
                Some(Within {
                    first: 95,
                    last: 99,
                }),
            ),
            (
                "bytes=90-500",
                Some(Within {
                    first: 90,
                    last: 99,
                }),
            ),
            ("bytes=-500", Some(Within { first: 0, last: 99 })),
            ("bytes=100-", Some(Unsatisfiable)),
            ("bytes=-0", Some(Unsatisfiable)),
            ("bytes=5-2", None),
            ("bytes=0-1,4-5", None),
            ("lines=1-2", None),
            ("bytes=a-b", None),
        ] {
            assert_eq!(ByteRange::parse(text, 100), expected, "{text}");
        }
    }
}
