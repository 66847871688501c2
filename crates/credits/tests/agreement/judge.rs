//! What the test itself remembers, to judge answers by: it shares nothing with the plan.

use std::collections::{BTreeMap, BTreeSet};

use credits::*;

use crate::support::*;

#[derive(Default)]
pub struct Judge {
    requests: Vec<Request>,
    answers: BTreeMap<IdempotencyKey, (String, Outcome)>,
    sources: BTreeSet<(Wallet, String)>,
    paid: BTreeSet<VersionHash>,
    /// What each order put on hold: the total on its button.
    shown: BTreeMap<HoldId, Credits>,
    journal: Vec<Entry>,
}

impl Judge {
    /// A request with a new key.
    pub fn new_request(&mut self, account: AccountId, at: Timestamp, command: Command) -> Request {
        let request = ask_at(
            account,
            &format!("key-{}", self.requests.len()),
            at,
            command,
        );
        self.requests.push(request.clone());
        request
    }

    /// The same request again, or another one under the same key. None if there was none yet.
    pub fn old_request(
        &mut self,
        (which, body): (usize, u8),
        at: Timestamp,
        other: &Command,
    ) -> Option<Request> {
        let first = self.requests.get(which)?.clone();
        let request = match body {
            0 => Request { at, ..first },
            _ => Request {
                at,
                fingerprint: "another body".into(),
                command: other.clone(),
                ..first
            },
        };
        self.requests.push(request.clone());
        Some(request)
    }

    /// Judges an answer by what is remembered: invariants 4, 6, 7 and 9.
    pub fn answer(
        &mut self,
        request: &Request,
        outcome: &Outcome,
        before: Balances,
        after: Balances,
    ) {
        if let Some((fingerprint, first)) = self.answers.get(&request.key) {
            assert_eq!(before, after, "a repeated key moved credits");
            match first {
                _ if *fingerprint != request.fingerprint => {
                    assert_eq!(*outcome, Outcome::Refused(Refusal::KeyReused));
                }
                Outcome::Applied(receipt) | Outcome::Duplicate(receipt) => {
                    assert_eq!(*outcome, Outcome::Duplicate(receipt.clone()));
                }
                other => assert_eq!(outcome, other),
            }
            return;
        }
        let first = (request.fingerprint.clone(), outcome.clone());
        self.answers.insert(request.key.clone(), first);
        let Outcome::Applied(receipt) = outcome else {
            assert_eq!(before, after, "what was not applied moved credits");
            return;
        };
        self.applied(&request.command, receipt);
    }

    fn applied(&mut self, command: &Command, receipt: &Receipt) {
        match command {
            Command::Grant { wallet, source, .. } => {
                let is_new = self.sources.insert((*wallet, source.clone()));
                assert!(is_new, "a source was granted twice");
            }
            Command::Download {
                version,
                shown_price,
                ..
            } if receipt.moved.is_positive() => {
                assert!(
                    self.paid.insert(version.clone()),
                    "a version was debited twice"
                );
                assert!(
                    receipt.moved <= *shown_price,
                    "more was taken than was shown"
                );
            }
            Command::Hold { hold, amount, .. } => {
                let before = self.shown.insert(*hold, *amount);
                assert_eq!(before, None, "an order was held twice");
            }
            _ => {}
        }
    }

    /// Invariant 3: what was in the journal is still its beginning.
    pub fn journal(&mut self, now: Vec<Entry>) {
        assert!(now.starts_with(&self.journal), "the journal's past changed");
        self.journal = now;
    }

    /// Invariants 5 and 6: nobody pays more than the button said.
    pub async fn orders(&self, bench: &Bench, account: &AccountId) {
        for (id, shown) in &self.shown {
            let hold = bench.ledger.hold(account, id).await.expect("answers");
            let hold = hold.expect("it was applied");
            assert_eq!(hold.amount, *shown);
            assert!(hold.captured <= *shown, "more was taken than was shown");
        }
    }
}
