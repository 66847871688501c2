//! What a change of plan costs and brings, said exactly before it is confirmed. The dialogs are native popovers:
//! they open without a script.

use super::overview::monthly_credits;
use crate::billing::rules::{Interval, Plan};
use leptos::prelude::*;

#[component]
pub fn UpgradeDialog(
    plan: Plan,
    cents: i64,
    pay: String,
    gain: String,
    then: String,
    from: String,
    scheduled: Option<String>,
    notice: Option<&'static str>,
) -> impl IntoView {
    let name = plan.name.clone();
    let id = format!("upgrade-to-{}", plan.key.as_str());
    let closes = id.clone();
    let waits = plan.is_unlimited().then(|| view! { <p class="small">"Download credits you have stay and wait; they are not needed while downloads are included."</p> });
    view! {
        <button class="btn btn-secondary btn-wide" type="button" popovertarget=id.clone()>{format!("Upgrade to {name}")}</button>
        <div class="dialog" id=id.clone() popover="auto" role="dialog" aria-label=format!("Upgrade to {name}")>
            <h2>{format!("From {from} to {name}, now")}</h2>
            <dl class="kv">
                <div><dt>"You pay now"</dt><dd>{pay.clone()}</dd></div>
                <div><dt>"You get now"</dt><dd>{gain}</dd></div>
                <div><dt>"Every month"</dt><dd>{format!("+{}", monthly_credits(&plan))}</dd></div>
                <div><dt>"Next payment"</dt><dd>{then}</dd></div>
            </dl>
            <p class="small">"The whole difference in price buys the whole difference in credits. Your billing date stays."</p>
            {waits}
            {scheduled.map(|scheduled| view! { <p class="small"><b>{scheduled}</b></p> })}
            {notice.map(|notice| view! { <p class="tag tag-warn">{notice}</p> })}
            <div class="dialog-acts">
                <button class="btn btn-secondary" type="button" popovertarget=closes popovertargetaction="hide">"Not now"</button>
                <form method="post" action="/billing/upgrade">
                    <input type="hidden" name="plan" value=plan.key.as_str().to_owned()/>
                    <input type="hidden" name="cents" value=cents.to_string()/>
                    <button class="btn btn-primary" type="submit">{format!("Pay {pay} and upgrade")}</button>
                </form>
            </div>
        </div>
    }
}

#[component]
pub fn DowngradeDialog(
    plan: Plan,
    price: String,
    interval: Interval,
    on: String,
    from: String,
) -> impl IntoView {
    let name = plan.name.clone();
    let id = format!("change-to-{}", plan.key.as_str());
    let closes = id.clone();
    let downloads = if plan.is_unlimited() {
        "stay unlimited"
    } else {
        "cost 1 credit each again; what you paid for or downloaded stays yours"
    };
    view! {
        <button class="btn btn-secondary btn-wide" type="button" popovertarget=id.clone()>{format!("Change to {name}")}</button>
        <div class="dialog" id=id.clone() popover="auto" role="dialog" aria-label=format!("Change to {name}")>
            <h2>{format!("From {from} to {name}, on {on}")}</h2>
            <dl class="kv">
                <div><dt>"You pay now"</dt><dd>"$0.00"</dd></div>
                <div><dt>{format!("From {on}")}</dt><dd>{price}</dd></div>
                <div><dt>"Every month from then"</dt><dd>{format!("+{}", monthly_credits(&plan))}</dd></div>
            </dl>
            <p class="small">{format!("Until {on} nothing changes. Then first downloads {downloads}. All credits you have stay.")}</p>
            <div class="dialog-acts">
                <button class="btn btn-secondary" type="button" popovertarget=closes popovertargetaction="hide">"Not now"</button>
                <form method="post" action="/billing/switch">
                    <input type="hidden" name="plan" value=plan.key.as_str().to_owned()/>
                    <input type="hidden" name="interval" value=interval.as_str()/>
                    <button class="btn btn-primary" type="submit">{format!("Change on {on}")}</button>
                </form>
            </div>
        </div>
    }
}
