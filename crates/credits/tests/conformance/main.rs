//! What every store of the ledger does, checked alike on each of them.

#[path = "../support/mod.rs"]
mod support;

mod downloads;
mod grants;
mod holds;
mod keys;
mod parallel;
mod reading;
mod reconciling;
mod refunds;

/// Runs each of these checks on every store.
macro_rules! on_every_store {
    ($($room:ident :: $check:ident),+ $(,)?) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $check() {
                crate::$room::$check(crate::support::memory().await).await;
            })+
        }

        #[cfg(feature = "store")]
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $check() {
                crate::$room::$check(crate::support::sqlite().await).await;
            })+
        }

        #[cfg(feature = "store")]
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $check() {
                crate::$room::$check(crate::support::postgres().await).await;
            })+
        }
    };
}

on_every_store![
    downloads::a_version_is_debited_once_and_owned_for_ever,
    downloads::the_price_shown_is_the_most_that_is_taken,
    downloads::unlimited_downloads_record_the_right_and_no_entry,
    downloads::a_published_price_counts_from_its_time,
    grants::a_source_is_granted_once,
    grants::credits_burn_in_order,
    grants::expired_credits_are_not_spent_and_their_expiry_is_booked,
    grants::a_cancelled_plan_takes_its_lots_with_it_and_leaves_the_bought_ones,
    grants::a_cap_trims_the_plans_lots_only,
    grants::rollovers_are_capped_oldest_first_and_spent_first,
    grants::parts_burn_what_the_whole_burns,
    grants::amounts_that_are_none_are_refused,
    grants::the_ledgers_time_never_runs_back,
    holds::an_order_settles_take_by_take,
    holds::an_order_of_an_odd_total_settles_to_the_last_credit,
    holds::a_hold_ends_once_and_gives_no_more_than_it_has,
    holds::a_release_goes_back_where_it_came_from,
    holds::a_release_into_an_expired_lot_is_a_courtesy_of_72_hours,
    holds::a_hold_outlives_the_plan_that_paid_it,
    holds::what_ran_out_is_booked_before_a_hold_moves,
    holds::work_is_enqueued_exactly_with_its_hold,
    holds::another_accounts_things_do_not_exist,
    keys::the_first_answer_is_the_answer,
    keys::a_refusal_is_final_for_its_key,
    keys::a_repetition_is_answered_before_any_other_check,
    keys::keys_belong_to_their_account,
    parallel::fifty_downloads_of_one_version_debit_one_credit,
    parallel::fifty_holds_with_credits_for_three_apply_three,
    parallel::one_key_sent_64_times_at_once_is_applied_once,
    parallel::one_source_granted_32_times_at_once_is_granted_once,
    parallel::five_hundred_grants_add_up_exactly,
    parallel::twenty_withdrawals_with_credits_for_ten_apply_ten,
    parallel::orders_of_many_accounts_at_once_add_up_exactly,
    parallel::a_request_nobody_waits_for_is_whole_or_not_there,
    refunds::what_is_unspent_is_taken_back_its_own_grant_first,
    refunds::what_was_spent_is_owed_and_settled_by_what_comes_next,
    refunds::a_refund_that_comes_twice_or_grows_takes_no_more_than_was_granted,
    refunds::a_dispute_that_is_won_gives_back_what_was_taken,
    refunds::a_released_hold_settles_what_is_owed,
    refunds::what_is_spent_to_the_last_is_owed_without_an_entry,
    refunds::what_nobody_granted_cannot_be_taken_back,
    reconciling::whole_books_contradict_nothing,
    reconciling::what_expired_and_was_not_swept_is_found,
    reading::a_course_is_read_by_moments,
    reading::the_statement_pages_and_filters,
    reading::price_lists_only_move_forward,
];
