//! The clinic at the end of a line: what carries bytes there and back is handed in.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::Events;
use crate::clinic::wire::{self, Asked, Hello, Request, Said};
use crate::clinic::{Clock, Refusal, Session};
use crate::terms::Instant;

/// Bytes that are on their way; a sentence when no answer came.
pub type OnTheWay = Pin<Box<dyn Future<Output = Result<Vec<u8>, String>> + Send>>;

/// Events as they come in: each `Option<Published>` as bytes, `None` when the line has ended.
pub type Incoming = Box<dyn FnMut() -> Pin<Box<dyn Future<Output = Option<Vec<u8>>> + Send>> + Send>;

/// What carries the bytes.
pub struct Carrier {
    /// There and back.
    pub ask: Box<dyn Fn(Vec<u8>) -> OnTheWay + Send + Sync>,
    /// Listens from now on.
    pub listen: Box<dyn Fn() -> Incoming + Send + Sync>,
}

/// A line to a clinic. Cheap to clone.
#[derive(Clone)]
pub struct Line {
    inner: Arc<Inner>,
}

struct Inner {
    way: Way,
    hello: Hello,
}

struct Way {
    carrier: Carrier,
    clock: Clock,
    /// Milliseconds by which the door's clock is before this PC's.
    offset: AtomicI64,
}

impl Line {
    /// Says hello at the other end. `clock` is this PC's own.
    pub async fn open(carrier: Carrier, clock: Clock) -> Result<Self, Refusal> {
        let way = Way { carrier, clock, offset: AtomicI64::new(0) };
        let hello = way.ask(&Asked::Hello).await?;
        Ok(Self { inner: Arc::new(Inner { way, hello }) })
    }

    pub(super) async fn call<R: Request>(&self, session: Session, request: R) -> Result<R::Answer, Refusal> {
        self.inner.way.ask(&Asked::Of(session, Box::new(request.into()))).await
    }

    pub(super) fn events(&self) -> Events {
        Events::far((self.inner.way.carrier.listen)())
    }

    pub(super) fn hello(&self) -> &Hello {
        &self.inner.hello
    }

    pub(super) fn now(&self) -> Instant {
        let Way { clock, offset, .. } = &self.inner.way;
        clock.now() + chrono::Duration::milliseconds(offset.load(Ordering::Relaxed))
    }

    pub(super) fn passed(&self) -> chrono::Duration {
        self.inner.way.clock.passed()
    }
}

impl Way {
    async fn ask<T: serde::de::DeserializeOwned>(&self, asked: &Asked) -> Result<T, Refusal> {
        let answer = (self.carrier.ask)(wire::write(asked)?).await.map_err(Refusal::Cut)?;
        let said: Said<T> = wire::read(&answer, wire::MOST_SAID)?;
        let offset = said.now - self.clock.now();
        self.offset.store(offset.num_milliseconds(), Ordering::Relaxed);
        said.answer
    }
}
