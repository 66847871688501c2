//! Subjects drawn from words alone, for scenes without a picture.
