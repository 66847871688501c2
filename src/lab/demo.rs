//! One account per persona, made when a demo starts and printed so that anybody can sign in.

use super::endpoints::LabError;
use super::personas::{Persona, Wanted, make_as};
use crate::error::AppError;
use crate::server::App;

/// Everybody may know it: the demo has nothing to protect.
const PASSWORD: &str = "breakout-demo";

/// Makes the demo accounts that are missing and prints all of them with their password.
pub async fn prepare(app: &App) -> Result<(), AppError> {
    println!("Demo accounts, password {PASSWORD}:");
    for persona in Persona::ALL {
        let email = format!("{}@demo.example", persona.as_str());
        match make_as(
            app,
            Wanted::plain(persona),
            email.clone(),
            PASSWORD.to_owned(),
        )
        .await
        {
            Ok(_made_or_there) => println!("  {:<28} {}", email, about(persona)),
            Err(LabError::App(error)) => return Err(error),
            Err(LabError::Malformed(malformed)) => return Err(AppError::internal(malformed.0)),
        }
    }
    Ok(())
}

/// A persona in a few words.
pub const fn about(persona: Persona) -> &'static str {
    match persona {
        Persona::New => "no plan yet",
        Persona::Starter => "Starter, 10 download credits and 60 AI credits",
        Persona::StarterEmpty => "Starter, everything spent",
        Persona::PastDue => "Starter, the last payment was declined",
        Persona::Pro => "Pro, unlimited downloads and 300 AI credits",
        Persona::AiPower => "Pro, 5,000 AI credits",
    }
}
