//! What every C ABI of the engine shares. The C side is `include/engine/status.h`.

pub mod failure;
pub mod guard;
pub mod meter;
pub mod text;

pub use failure::{Failure, KgError, Status};
pub use guard::guarded;
pub use text::KgText;
