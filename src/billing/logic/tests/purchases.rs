//! Bundles and the invoices of whatever was bought.

use super::*;
use crate::billing::store::InvoiceState;

#[tokio::test]
async fn one_form_buys_one_bundle() {
    let life = Life::beginning(2026, 1, 31).await;
    let form = Uuid::new_v4();
    for _ in 0..3 {
        assert!(matches!(
            buy_bundle(life.app(), &life.account, Credits::new(400), 3_600, form).await,
            Ok(Bought::Paid(_))
        ));
    }
    assert_eq!(life.credits().await, (0, 400));
    assert_eq!(
        buy_bundle(
            life.app(),
            &life.account,
            Credits::new(400),
            1,
            Uuid::new_v4()
        )
        .await,
        Ok(Bought::Changed)
    );
    life.next_payment_fails().await;
    assert_eq!(life.buys_150().await, Ok(Bought::Declined));
    assert_eq!(life.credits().await, (0, 400));
}

#[tokio::test]
async fn a_purchase_that_broke_off_is_finished_by_the_next_round() {
    use crate::billing::store::{NewInvoice, Purpose};
    let life = Life::beginning(2026, 1, 31).await;
    let ai = Credits::new(150);
    let begun = NewInvoice {
        account: life.account.id,
        subscription: None,
        key: "bundle:broken-off".to_owned(),
        purpose: Purpose::Bundle { ai },
        title: "AI bundle, 150".to_owned(),
        amount: Cents::new(1_500),
        issued_at: life.account.now(),
    };
    let begun = life.app().billing.issue(begun).await.expect("issued");
    assert_eq!(begun.state, InvoiceState::Open);
    renewals::catch_up_everybody(life.app())
        .await
        .expect("looked through");
    assert_eq!(life.credits().await, (0, 150));
    renewals::catch_up_everybody(life.app())
        .await
        .expect("looked through");
    let balance = life
        .app()
        .ledger
        .balances(&life.account.id)
        .await
        .expect("readable")
        .of(Wallet::Ai);
    assert_eq!(balance.available.get(), 150);
}

#[tokio::test]
async fn anothers_invoice_is_not_found() {
    let life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    let mine = life
        .app()
        .billing
        .invoices(&life.account.id)
        .await
        .expect("readable")
        .remove(0);
    let other = life.test.account().await;
    assert_eq!(
        life.app()
            .billing
            .invoice(&other.id, &mine.id)
            .await
            .expect("readable"),
        None
    );
}

crate::server::testing::on_postgres_too!(
    one_form_buys_one_bundle,
    a_purchase_that_broke_off_is_finished_by_the_next_round,
    anothers_invoice_is_not_found,
);
