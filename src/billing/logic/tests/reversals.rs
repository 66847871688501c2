//! Refunds and disputes: what goes back of the credits, in whatever order the gateway tells it.

use super::*;
use crate::billing::rules::{Reversal, ReversalKind, ReversalState};
use crate::billing::store::Invoice;
use ::credits::{Command, IdempotencyKey, Note, Request};

impl Life {
    async fn newest_invoice(&self) -> Invoice {
        let invoices = self.app().billing.invoices(&self.account.id).await;
        invoices.expect("readable").remove(0)
    }

    fn event(&self, invoice: &Invoice, cents: i64, kind: ReversalKind) -> Reversal {
        Reversal {
            id: format!("{kind:?}-{cents}"),
            invoice: invoice.id.clone(),
            kind,
            cents: Cents::new(cents),
            state: match kind {
                ReversalKind::Refund => ReversalState::Kept,
                ReversalKind::Dispute => ReversalState::Open,
            },
            at: self.account.now(),
        }
    }

    async fn told(&self, reversal: &Reversal) {
        reverse(self.app(), &self.account, reversal.clone())
            .await
            .expect("followed");
    }

    pub(super) async fn spend(&self, wallet: Wallet, amount: i64, name: &str) {
        let request = Request {
            account: self.account.id,
            key: IdempotencyKey::new(name.replace(' ', "-")).expect("a key"),
            fingerprint: name.to_owned(),
            at: self.account.now(),
            command: Command::Debit {
                wallet,
                amount: Credits::new(amount),
            },
            note: Note::new(Reason::Lab, name, ""),
        };
        self.app().ledger.apply(request).await.expect("answered");
    }

    pub(super) async fn owed(&self) -> (i64, i64) {
        let balances = self.app().ledger.balances(&self.account.id).await;
        let balances = balances.expect("readable");
        (balances.download.debt.get(), balances.ai.debt.get())
    }
}

#[tokio::test]
async fn a_refund_takes_its_share_of_both_wallets_back_once() {
    let life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let invoice = life.newest_invoice().await;
    let half = life.event(&invoice, STARTER / 2, ReversalKind::Refund);
    for _ in 0..3 {
        life.told(&half).await;
    }
    assert_eq!(life.credits().await, (5, 30));
    assert_eq!(life.entries(Reason::Refund).await, 2);
    life.told(&Reversal {
        id: "the rest".to_owned(),
        ..half
    })
    .await;
    assert_eq!(life.credits().await, (0, 0));
    assert_eq!(life.owed().await, (0, 0));
    assert_eq!(
        life.open().await.state,
        crate::billing::rules::SubscriptionState::Active,
        "a refund does not end the plan"
    );
}

#[tokio::test]
async fn what_was_spent_is_owed_and_settled_by_the_next_period() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    life.spend(Wallet::Ai, 50, "an animation").await;
    let invoice = life.newest_invoice().await;
    life.told(&life.event(&invoice, STARTER, ReversalKind::Dispute))
        .await;
    assert_eq!((life.credits().await, life.owed().await), ((0, 0), (0, 50)));
    life.periods_later(1).await;
    assert_eq!(
        (life.credits().await, life.owed().await),
        ((10, 10), (0, 0))
    );
    assert_eq!(life.entries(Reason::Debt).await, 1);
}

#[tokio::test]
async fn a_dispute_that_is_won_gives_everything_back_whatever_comes_first() {
    for order in [[0, 1], [1, 0]] {
        let life = Life::beginning(2026, 1, 31).await;
        life.start("starter", Interval::Month, STARTER).await;
        let opened = life.event(&life.newest_invoice().await, STARTER, ReversalKind::Dispute);
        let won = Reversal {
            state: ReversalState::Undone,
            ..opened.clone()
        };
        let told = [opened, won];
        for index in order {
            life.told(&told[index]).await;
            life.told(&told[index]).await;
        }
        assert_eq!(life.credits().await, (10, 60), "{order:?}");
        assert_eq!(life.owed().await, (0, 0));
    }
}

#[tokio::test]
async fn a_refunded_year_brings_its_later_months_that_much_smaller() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Year, STARTER * 10).await;
    let invoice = life.newest_invoice().await;
    life.told(&life.event(&invoice, STARTER * 5, ReversalKind::Refund))
        .await;
    assert_eq!(life.credits().await, (5, 30));
    life.periods_later(2).await;
    assert_eq!(life.credits().await, (15, 90));
    life.catch_up().await;
    assert_eq!(life.credits().await, (15, 90));
}

#[tokio::test]
async fn an_upgraded_year_goes_back_in_the_parts_it_was_paid_in() {
    let mut life = Life::beginning(2026, 1, 1).await;
    life.start("starter", Interval::Year, STARTER * 10).await;
    let year = life.newest_invoice().await;
    life.periods_later(5).await;
    let done = upgrade(life.app(), &life.account, PlanKey::new("pro"), 17_500).await;
    assert_eq!(done, Ok(Settled::Done));
    let more = life.newest_invoice().await;
    life.periods_later(1).await;
    assert_eq!(life.credits().await, (60, 900));
    // The difference of two months goes with the upgrade's payment, that of the next as soon as it comes.
    let dispute = Reversal {
        state: ReversalState::Open,
        ..life.event(&more, 17_500, ReversalKind::Dispute)
    };
    life.told(&dispute).await;
    assert_eq!(life.credits().await, (60, 420));
    life.periods_later(1).await;
    assert_eq!(life.credits().await, (60, 480));
    life.told(&Reversal {
        state: ReversalState::Undone,
        ..dispute
    })
    .await;
    assert_eq!(life.credits().await, (60, 1_200));
    // The year's own payment takes Starter's credits of all eight months, and leaves what the upgrade paid for.
    life.told(&life.event(&year, STARTER * 10, ReversalKind::Refund))
        .await;
    assert_eq!(life.credits().await, (0, 720));
    life.periods_later(1).await;
    assert_eq!(life.credits().await, (0, 960));
    assert_eq!(life.owed().await, (0, 0));
}

#[tokio::test]
async fn an_upgrade_and_a_bundle_go_back_by_themselves() {
    let life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let period = life.newest_invoice().await;
    upgrade(life.app(), &life.account, PlanKey::new("pro"), 3_000)
        .await
        .expect("answered");
    assert_eq!(life.credits().await, (10, 300));
    let upgrade = life.newest_invoice().await;
    life.told(&life.event(&upgrade, 3_000, ReversalKind::Refund))
        .await;
    assert_eq!(life.credits().await, (10, 60));
    life.buys_150().await.expect("answered");
    let bundle = life.newest_invoice().await;
    life.told(&life.event(&bundle, 1_500, ReversalKind::Dispute))
        .await;
    assert_eq!(life.credits().await, (10, 60));
    life.told(&life.event(&period, STARTER, ReversalKind::Refund))
        .await;
    assert_eq!((life.credits().await, life.owed().await), ((0, 0), (0, 0)));
}

#[tokio::test]
async fn a_reversal_that_was_noted_and_not_booked_is_booked_by_the_next_round() {
    let life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let invoice = life.newest_invoice().await;
    let reversal = life.event(&invoice, STARTER, ReversalKind::Refund);
    assert!(life.app().billing.reverse(&reversal).await.expect("noted"));
    assert!(!life.app().billing.reverse(&reversal).await.expect("known"));
    renewals::catch_up_everybody(life.app())
        .await
        .expect("looked through");
    assert_eq!(life.credits().await, (0, 0));
    // Somebody else's change between reading and noting is booked once more.
    let stale = invoice;
    life.app().billing.booked(&stale).await.expect("noted");
    let unbooked = life.app().billing.unbooked(&life.account.id).await;
    assert_eq!(unbooked.expect("readable").len(), 1);
}

#[tokio::test]
async fn what_comes_after_its_payment_went_back_is_followed_even_after_a_crash() {
    use crate::billing::store::{GrantedPeriod, NewInvoice, Payment, Purpose};
    let life = Life::beginning(2026, 1, 31).await;
    let billing = &life.app().billing;
    let waiting = async || billing.unbooked(&life.account.id).await.expect("readable");
    life.start("starter", Interval::Year, STARTER * 10).await;
    let year = life.newest_invoice().await;
    life.told(&life.event(&year, STARTER * 5, ReversalKind::Refund))
        .await;
    assert_eq!(waiting().await, []);
    let open = life.open().await;
    let period = GrantedPeriod {
        subscription: open.id,
        number: 1,
        plan: open.plan.clone(),
        download: Credits::new(10),
        ai: Credits::new(60),
        granted_at: open.period(1).start,
    };
    let after = open.granted(period.granted_at);
    let granted = billing.granted(&period, &after);
    assert!(granted.await.expect("written"));
    assert_eq!(waiting().await.len(), 1, "the process stopped here");
    let read = waiting().await.remove(0);
    billing.booked(&read).await.expect("noted");
    let at = life.account.now();
    let ai = Credits::new(150);
    let bundle = NewInvoice {
        account: life.account.id,
        subscription: None,
        key: "bundle:refunded-early".to_owned(),
        purpose: Purpose::Bundle { ai },
        title: "AI bundle, 150".to_owned(),
        amount: Cents::new(1_500),
        issued_at: at,
    };
    let bundle = billing.issue(bundle).await.expect("issued");
    let paid = billing.record(&bundle, &Payment::paid(at), None).await;
    assert!(paid.expect("written"));
    let refund = life.event(&bundle, 1_500, ReversalKind::Refund);
    assert!(billing.reverse(&refund).await.expect("noted"));
    let read = waiting().await.remove(0);
    billing.booked(&read).await.expect("noted");
    billing.fulfilled(&read).await.expect("written");
    assert_eq!(waiting().await.len(), 1, "and here");
}

crate::server::testing::on_postgres_too!(
    what_comes_after_its_payment_went_back_is_followed_even_after_a_crash,
    a_refund_takes_its_share_of_both_wallets_back_once,
    what_was_spent_is_owed_and_settled_by_the_next_period,
    a_dispute_that_is_won_gives_everything_back_whatever_comes_first,
    a_refunded_year_brings_its_later_months_that_much_smaller,
    an_upgraded_year_goes_back_in_the_parts_it_was_paid_in,
    an_upgrade_and_a_bundle_go_back_by_themselves,
    a_reversal_that_was_noted_and_not_booked_is_booked_by_the_next_round,
);
