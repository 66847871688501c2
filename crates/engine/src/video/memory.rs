//! What becomes of the memory that a render has used.

/// The smallest block that goes back to the system when it is free, in bytes. Pictures and encoders are made of larger ones.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: i32 = 256 * 1024;

/// Has the C library give large blocks back to the system as soon as they are free, for the whole process and for good. By
/// itself glibc takes the first large block it sees freed for a sign that more are to come and keeps them: after a render
/// of 1080 x 1920 a server would hold a hundred megabytes until it ends.
pub fn give_back_large_blocks() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it sets a number of the allocator and touches no memory of ours; any thread may call it at any time.
    let _kept_as_it_was_where_refused = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) };
}
