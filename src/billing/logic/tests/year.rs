//! A whole year of one account, told by its statement: two declined payments, a bundle, an upgrade on the 31st,
//! a dispute, a cancellation.

use super::*;
use crate::billing::rules::{Reversal, ReversalKind, ReversalState};

/// One line of the statement: the day, the title, the change of the wallet and what was available then.
async fn statement(life: &Life, wallet: Wallet) -> Vec<String> {
    let query = StatementQuery {
        wallet: Some(wallet),
        ..StatementQuery::newest(1_000)
    };
    let entries = life.app().ledger.statement(&life.account.id, query).await;
    let mut lines: Vec<String> = entries
        .expect("readable")
        .iter()
        .map(|entry| {
            format!(
                "{}  {:+} = {}  {}",
                Zone::default().date(entry.at),
                entry.available_delta.get(),
                entry.available_after.get(),
                entry.note.title
            )
        })
        .collect();
    lines.reverse();
    lines
}

#[tokio::test]
async fn a_year_of_a_starter_account_reads_correctly() {
    let mut life = Life::beginning(2026, 1, 31).await;
    life.start("starter", Interval::Month, STARTER).await;
    life.spend(Wallet::Download, 1, "Launch teaser").await;
    life.next_payment_fails().await;
    life.periods_later(1).await;
    life.days_later(1).await;
    life.periods_later(1).await;
    life.days_later(10).await;
    life.buys_150().await.expect("answered");
    life.spend(Wallet::Ai, 250, "A night in the Studio").await;
    life.periods_later(2).await;
    life.next_payment_fails().await;
    life.periods_later(1).await;
    life.days_later(1).await;
    life.periods_later(1).await;
    assert_eq!(Zone::default().date(life.account.now()), "31 July");
    assert_eq!(
        upgrade(life.app(), &life.account, PlanKey::new("pro"), 3_000).await,
        Ok(Settled::Done)
    );
    life.spend(Wallet::Ai, 480, "Another night").await;
    life.periods_later(1).await;
    life.spend(Wallet::Ai, 250, "A third").await;
    life.days_later(15).await;
    let invoices = life.app().billing.invoices(&life.account.id).await;
    let bundle = invoices
        .expect("readable")
        .into_iter()
        .find(|invoice| invoice.title.starts_with("AI bundle"))
        .expect("the bundle's invoice");
    let mut dispute = Reversal {
        id: "dispute".to_owned(),
        invoice: bundle.id,
        kind: ReversalKind::Dispute,
        cents: bundle.amount,
        state: ReversalState::Open,
        at: life.account.now(),
    };
    reverse(life.app(), &life.account, dispute.clone())
        .await
        .expect("followed");
    assert_eq!(life.owed().await, (0, 20));
    life.periods_later(1).await;
    life.days_later(20).await;
    dispute.state = ReversalState::Kept;
    reverse(life.app(), &life.account, dispute)
        .await
        .expect("followed");
    schedule(life.app(), &life.account, Change::Cancel)
        .await
        .expect("scheduled");
    life.periods_later(1).await;
    life.days_later(92).await;
    assert_eq!(Zone::default().date(life.account.now()), "31 January");
    let downloads = [
        "31 January  +10 = 10  Starter, monthly credits",
        "31 January  -1 = 9  Launch teaser",
        "1 March  +10 = 19  Starter, monthly credits",
        "31 March  +10 = 29  Starter, monthly credits",
        "30 April  +10 = 39  Starter, monthly credits",
        "31 May  +10 = 49  Starter, monthly credits",
        "1 July  +10 = 59  Starter, monthly credits",
        "31 July  +10 = 69  Starter, monthly credits",
        "31 October  -69 = 0  Plan ended",
    ];
    assert_eq!(statement(&life, Wallet::Download).await, downloads);
    let ai = [
        "31 January  +60 = 60  Starter, monthly credits",
        "1 March  +60 = 120  Starter, monthly credits",
        "31 March  +60 = 180  Starter, monthly credits",
        "10 April  +150 = 330  AI bundle, 150",
        "10 April  -250 = 80  A night in the Studio",
        "30 April  +60 = 140  Starter, monthly credits",
        "31 May  +60 = 200  Starter, monthly credits",
        "1 July  +60 = 260  Starter, monthly credits",
        "31 July  +60 = 320  Starter, monthly credits",
        "31 July  +240 = 560  Upgrade from Starter to Pro",
        "31 July  -480 = 80  Another night",
        "31 August  +300 = 380  Pro, monthly credits",
        "31 August  -250 = 130  A third",
        "15 September  -130 = 0  Disputed: AI bundle, 150",
        "30 September  +300 = 300  Pro, monthly credits",
        "30 September  -20 = 280  Settled what was owed",
        "31 October  -280 = 0  Plan ended",
    ];
    assert_eq!(statement(&life, Wallet::Ai).await, ai);
    assert_eq!((life.credits().await, life.owed().await), ((0, 0), (0, 0)));
}

crate::server::testing::on_postgres_too!(a_year_of_a_starter_account_reads_correctly,);
