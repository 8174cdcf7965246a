//! The limits of one query: time, and memory as the allocator counts it.

use kilograph_boundary::failure::{Failure, Status};
use kilograph_boundary::meter::Meter;
use oxigraph::sparql::CancellationToken;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const RUNNING: u8 = 0;
const OUT_OF_TIME: u8 = 1;
const OUT_OF_MEMORY: u8 = 2;
const CALLED_OFF: u8 = 3;

/// Shared by the thread that runs a query and the thread that waits for it. Once a limit is passed
/// it stays passed, and the token tells the evaluator.
pub struct Watch {
    pub token: CancellationToken,
    pub meter: Meter,
    time: Duration,
    start: Instant,
    max_bytes: u64,
    texts: AtomicU64,
    state: AtomicU8,
}

/// What unwinds a query from inside an expression.
pub struct Halt;

impl Watch {
    pub fn new(time_ms: u64, max_bytes: u64) -> Self {
        Self {
            token: CancellationToken::new(),
            meter: Meter::default(),
            time: Duration::from_millis(time_ms),
            start: Instant::now(),
            max_bytes,
            texts: AtomicU64::new(0),
            state: AtomicU8::new(RUNNING),
        }
    }

    /// Whether the query may go on.
    pub fn alive(&self) -> bool {
        if self.state.load(Ordering::Relaxed) != RUNNING {
            return false;
        }
        if self.meter.bytes() > self.max_bytes {
            return self.stop(OUT_OF_MEMORY);
        }
        self.start.elapsed() <= self.time || self.stop(OUT_OF_TIME)
    }

    fn stop(&self, state: u8) -> bool {
        let _ = self.state.compare_exchange(RUNNING, state, Ordering::Relaxed, Ordering::Relaxed);
        self.token.cancel();
        false
    }

    /// A check within an expression, between two solutions: unwinds a query that may not go on.
    pub fn check(&self) {
        self.texts.store(0, Ordering::Relaxed);
        if !self.alive() {
            self.halt();
        }
    }

    /// Texts that are about to be joined; unwinds before a text of more than the limit is made.
    pub fn check_text(&self, bytes: u64) {
        let together = self.texts.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if self.meter.bytes().saturating_add(together.saturating_mul(2)) > self.max_bytes {
            self.stop(OUT_OF_MEMORY);
            self.halt();
        }
    }

    /// The longest text for which a function of quadratic growth stays within the limit.
    pub fn longest_text(&self) -> u64 {
        self.max_bytes.isqrt() / 2
    }

    pub fn call_off(&self) {
        self.stop(CALLED_OFF);
    }

    pub fn out_of_memory(&self) -> ! {
        self.stop(OUT_OF_MEMORY);
        self.halt()
    }

    fn halt(&self) -> ! {
        std::panic::resume_unwind(Box::new(Halt))
    }

    /// Why the query was stopped; none while it may go on.
    pub fn verdict(&self) -> Option<Failure> {
        match self.state.load(Ordering::Relaxed) {
            OUT_OF_TIME => Some(
                Failure::new(Status::Timeout, format!("the query took longer than {} ms", self.time.as_millis()))
                    .advice("Make it narrower (LIMIT, fewer unconnected patterns), or raise the limit of time."),
            ),
            OUT_OF_MEMORY => Some(
                Failure::new(Status::TooLarge, format!("the query needs more than {} bytes of memory", self.max_bytes))
                    .advice("Make it narrower (fewer unconnected patterns, ORDER BY on less), or raise the limit."),
            ),
            CALLED_OFF => Some(Failure::new(Status::Stopped, "the query was called off")),
            _ => None,
        }
    }
}
