//! What the store of photos promises, on each database.

use super::{StoredImage, Upload};
use crate::media::MediaKey;
use crate::server::testing::{TestApp, on_postgres_too};
use ::credits::AccountId;
use uuid::Uuid;

#[tokio::test]
async fn a_photo_reads_back_as_it_was_for_its_own_account_only() {
    let test = TestApp::start().await;
    let (mine, theirs) = (AccountId::random(), AccountId::random());
    let image = |name: &[u8]| StoredImage {
        key: MediaKey::of(name, "png"),
        width: 640,
        height: 480,
    };
    for (has_transparency, cut_out) in [(false, None), (true, Some(image(b"cut out")))] {
        let photo = Upload {
            id: Uuid::now_v7(),
            file_name: "写真.png".to_owned(),
            has_transparency,
            original: image(b"original"),
            cut_out,
        };
        let uploads = &test.app.uploads;
        uploads.add(&mine, &photo, 1).await.expect("kept");
        let found = uploads.get(&theirs, photo.id).await.expect("readable");
        assert_eq!(found, None);
        let found = uploads.get(&mine, photo.id).await.expect("readable");
        assert_eq!(found, Some(photo));
    }
}

on_postgres_too!(a_photo_reads_back_as_it_was_for_its_own_account_only);
